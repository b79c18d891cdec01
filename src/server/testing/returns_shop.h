// A shop with one order of two sweaters, its goods and stock, ready for returns over HTTP.
#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "server/testing/in_process_desk.h"

namespace shouhou::server::testing {

class ReturnsShop : public InProcessDesk {
 protected:
  void SetUp() override;

  // The body of a successful answer; a failure of the test otherwise.
  boost::json::value must(const Answer& answer);
  boost::json::value get(const Client& client, const std::string& path);
  boost::json::value post(const Client& client, const std::string& path, const std::string& body);
  // The code of a refusal; "2xx" where there was none.
  std::string refused(const Client& client, const std::string& path, const std::string& body);
  static std::string text(const boost::json::value& object, std::string_view member);
  static std::int64_t number(const boost::json::value& object, std::string_view member);

  // An order of the buyer whose phone is 13812345678: `pieces` grey sweaters of size M, 100 yuan each. It was
  // signed for two days ago. `paid` 0: the price. Gives the order's id.
  OrderId new_order(const std::string& external_id, std::int64_t pieces = 2, Fen paid = {});
  std::string new_case(const Client& client, OrderId order, const std::string& issue = "no_reason_return");
  std::string new_return(const Client& client, const std::string& case_id);

  Owner owner_;
  Client agent_;
  Client dock_;  // warehouse
  SkuId size_m_;
  SkuId size_l_;
  ProductId product_;
  BuyerId buyer_;
};

}  // namespace shouhou::server::testing
