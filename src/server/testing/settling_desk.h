// A desk on which whole cases are settled over HTTP: an order is there, a case goes through its six steps,
// what was promised is carried out by people, and the money is counted at the end.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/orders.h"
#include "domain/parcels.h"
#include "server/testing/in_process_desk.h"

namespace shouhou::server::testing {

namespace json = boost::json;

// An order of one product, as an import leaves it.
struct Sale {
  std::string number = "S1";
  std::string title = "羊毛开衫";
  domain::Channel channel = domain::Channel::tmall;
  std::int64_t quantity = 1;
  Fen price{199'00};  // of one piece
  Fen paid = {};      // for the line; 0: price × quantity
  Fen postage = {};
  std::optional<Span> paid_ago = days(5);
  std::optional<Span> shipped_ago = days(4);
  std::optional<Span> scanned_ago = days(4);
  std::optional<Span> signed_ago = days(2);
};

struct Sold {
  OrderId order;
  OrderLineId line;
  BuyerId buyer;
  ProductId product;
  SkuId sku;
};

class SettlingDesk : public InProcessDesk {
 protected:
  void SetUp() override;

  // Of the shop: an owner, a lead and an agent, signed in.
  Client boss_, lead_, agent_;
  ShopId shop_;

  Sold sell(const Sale& sale);
  // After days have passed nobody is signed in any more: all come back.
  void sign_in_again();

  // The body of the answer; fails the test where the status is another.
  json::value get(const Client& who, const std::string& path, int status = 200);
  json::value post(const Client& who, const std::string& path, const std::string& body = "{}",
                   int status = 200);

  // Opens a case about `pieces` of the sold line and leads it to the step agree: the facts stand, every piece
  // of evidence is waived by the lead, the talk is left out. The case's id.
  std::string case_to_agree(const Sold& sold, std::int64_t pieces, const std::string& issue,
                            const std::string& fault, const std::string& demand);
  // Proposes the menu, puts these lighter ways on it where given (a JSON array), sends it. The sent offer.
  json::value send_menu(const std::string& case_id, const std::string& lighter = {});
  // The number under which the buyer reads this remedy; 0 where it is not on the menu.
  static std::int64_t choice_of(const json::value& offer, std::string_view kind);
  static const json::value* item_of(const json::value& offer, std::string_view kind);
  // The buyer chose it: the answer with its grants.
  json::value choose(const json::value& offer, std::string_view kind);

  // Lets the desk carry out what is due, as its worker does.
  void carry_out();
  // Every deed that can be done now is taken by the lead and confirmed, money first; how much money was paid.
  Fen confirm_all(const std::string& case_id);
  json::value grants_of(const std::string& case_id);

  // Tells the buyer, registers and closes it.
  void close(const std::string& case_id, Fen cost);
  // granted, paid and open of the case's ledger are exactly these.
  void expect_ledger(const std::string& case_id, Fen granted, Fen paid);
};

std::string text_of(const json::value& value, std::string_view member);
std::int64_t number_of(const json::value& value, std::string_view member);

}  // namespace shouhou::server::testing
