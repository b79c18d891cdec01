// A return as people see it, lists of them, and the terms for the buyer.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/return_terms.h"
#include "domain/returns.h"
#include "domain/stock.h"
#include "ports/actor.h"
#include "ports/returns.h"
#include "ports/store.h"

namespace shouhou::app {

struct ReturnLineView {
  domain::ReturnLine line;
  std::string category_name;
  domain::Advice advice = domain::Advice::look_again;
  std::vector<std::string> reasons;  // of the advice
  std::int64_t undisposed = 0;
};
BOOST_DESCRIBE_STRUCT(ReturnLineView, (), (line, category_name, advice, reasons, undisposed))

struct AddressView {
  ReturnAddressId id;
  std::string name;
  std::string receiver;
  std::string phone;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(AddressView, (), (id, name, receiver, phone, address))

struct ReturnView {
  ReturnId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  CaseId case_id;
  std::int64_t case_number = 0;
  std::string subject;
  std::string buyer_label;
  GrantId grant;
  OrderId order;
  std::string order_number;
  domain::Channel channel = domain::Channel::imported;
  domain::ReturnGround ground = domain::ReturnGround::no_reason;
  domain::FreightPayer freight_back = domain::FreightPayer::buyer;
  bool exchange = false;
  domain::ReturnStage stage = domain::ReturnStage::awaited;
  domain::Reception reception = domain::Reception::announced;
  domain::Acceptance acceptance = domain::Acceptance::pending;
  std::string carrier;
  std::string tracking_number;
  std::optional<AddressView> address;
  std::vector<ReturnAddressId> addresses_allowed;  // the proposed one first
  std::vector<std::string> warnings;
  std::optional<Instant> authorised;
  std::optional<Instant> ship_by;
  bool late = false;  // the buyer's time is over
  std::optional<Instant> sent;
  std::optional<domain::CarrierWord> carrier_word;  // the last one
  std::optional<Instant> received_at;
  std::optional<Instant> decided_at;
  std::int64_t reminders = 0;
  std::string reason;
  std::vector<EvidenceId> photos;
  bool money_released = false;
  Fen deduction;
  std::vector<ReturnLineView> lines;
  std::vector<domain::StockHold> holds;  // of an exchange
  std::optional<StrayId> stray;          // a parcel with this number lies unclaimed at the dock
  Instant opened;
  Instant changed;
};
BOOST_DESCRIBE_STRUCT(ReturnView, (),
                      (id, number, version, case_id, case_number, subject, buyer_label, grant, order,
                       order_number, channel, ground, freight_back, exchange, stage, reception, acceptance,
                       carrier, tracking_number, address, addresses_allowed, warnings, authorised, ship_by,
                       late, sent, carrier_word, received_at, decided_at, reminders, reason, photos,
                       money_released, deduction, lines, holds, stray, opened, changed))

struct ShowReturn {
  ReturnId id;
};
BOOST_DESCRIBE_STRUCT(ShowReturn, (), (id))
// Needs order_read. Errors: return.not_found.
Result<ReturnView> show_return(ports::ReadUnit& unit, const ports::Actor& actor, const ShowReturn& query);
ReturnView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Return& state);

struct ReturnItem {
  ReturnId id;
  std::int64_t number = 0;
  CaseId case_id;
  std::string goods;  // "羊毛衫 灰 M ×2, …"
  std::string order_number;
  domain::Channel channel = domain::Channel::imported;
  domain::ReturnStage stage = domain::ReturnStage::awaited;
  domain::Reception reception = domain::Reception::announced;
  domain::Acceptance acceptance = domain::Acceptance::pending;
  bool exchange = false;
  std::string carrier;
  std::string tracking_number;
  std::int64_t expected = 0;
  std::int64_t received = 0;
  std::optional<Instant> ship_by;
  bool late = false;
  Instant since;  // in its stage
};
BOOST_DESCRIBE_STRUCT(ReturnItem, (),
                      (id, number, case_id, goods, order_number, channel, stage, reception, acceptance,
                       exchange, carrier, tracking_number, expected, received, ship_by, late, since))
ReturnItem item_of(const domain::Return& state, Instant since, Instant now);
std::string goods_of(const domain::Return& state);

struct ListReturns {
  domain::ReturnStage stage = domain::ReturnStage::to_inspect;
  std::string after;  // `next` of the page before
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListReturns, (), (stage, after, limit))
struct ReturnPage {
  std::vector<ReturnItem> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ReturnPage, (), (items, next))
Result<ReturnPage> list_returns(ports::ReadUnit& unit, const ports::Actor& actor, const ListReturns& query);

struct ReturnsOfCase {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(ReturnsOfCase, (), (id))
struct ReturnList {
  std::vector<ReturnItem> items;
};
BOOST_DESCRIBE_STRUCT(ReturnList, (), (items))
Result<ReturnList> returns_of_case(ports::ReadUnit& unit, const ports::Actor& actor,
                                   const ReturnsOfCase& query);

struct ReturnTermsView {
  std::string text;  // for the chat, in the asked language
  std::string freight;
  std::string law;
  std::vector<std::string> must_be;
  std::vector<std::string> goods;
  std::optional<Instant> ship_by;
  std::string after;
  std::string slip;  // "R12"
  std::optional<AddressView> address;
};
BOOST_DESCRIBE_STRUCT(ReturnTermsView, (),
                      (text, freight, law, must_be, goods, ship_by, after, slip, address))
struct ShowReturnTerms {
  ReturnId id;
  Language language = Language::zh;
};
BOOST_DESCRIBE_STRUCT(ShowReturnTerms, (), (id, language))
Result<ReturnTermsView> show_return_terms(ports::ReadUnit& unit, const ports::Actor& actor,
                                          const ShowReturnTerms& query);

// Page marks: "since.id". Nothing for what is none.
std::string page_mark(ports::ReturnPlace place);
std::optional<ports::ReturnPlace> page_place(std::string_view mark);

}  // namespace shouhou::app
