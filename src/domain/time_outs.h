// 平台时效: how long a platform or a law gives for a step, and what happens then. A deadline that the
// platform itself sends for a case always goes before this table (facts §C4).
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "domain/rule_origin.h"
#include "domain/words.h"

namespace shouhou::domain {

// The step that is being waited for, in the words of the internal model (facts §A7).
enum class TimeOutStep {
  ship_order,               // paid → carrier's scan
  answer_unshipped_refund,  // merchant answers a refund before shipping
  answer_shipped_refund,    // merchant answers a refund-only request after shipping
  answer_return,            // merchant answers a return request
  answer_exchange,          // merchant answers an exchange request
  answer_again,             // merchant answers a changed request
  buyer_ships_back,         // buyer posts the goods and fills in the tracking number
  confirm_returned_goods,   // return parcel signed → merchant accepts or refuses
  confirm_unsigned_return,  // tracking number filled in, parcel never signed
  merchant_ships_exchange,  // merchant sends the new goods
  buyer_answers_refusal,    // buyer changes the request or calls the platform after a refusal
  buyer_calls_platform,     // window for calling the platform
  submit_evidence,          // merchant uploads evidence in a dispute
  after_sale_window,        // success → after-sale requests are still possible
  auto_confirm_receipt,     // shipped → receipt confirmed
  reply_to_review,          // merchant's public reply
  change_review,            // buyer may change or delete a review
  refund_after_receipt,     // goods back → money back (Order 90 art. 13)
  handle_return_request,    // return request → handled at all (Order 90 art. 31)
};
BOOST_DESCRIBE_ENUM(TimeOutStep, ship_order, answer_unshipped_refund, answer_shipped_refund, answer_return,
                    answer_exchange, answer_again, buyer_ships_back, confirm_returned_goods,
                    confirm_unsigned_return, merchant_ships_exchange, buyer_answers_refusal,
                    buyer_calls_platform, submit_evidence, after_sale_window, auto_confirm_receipt,
                    reply_to_review, change_review, refund_after_receipt, handle_return_request)

struct TimeOut {
  std::string id;                 // "tmall.answer_return"
  std::vector<Channel> channels;  // empty: every channel (law)
  TimeOutStep step = TimeOutStep::answer_return;
  Text name;
  Span duration;
  Text counted_from;  // what starts it, in words
  Consequence consequence = Consequence::penalty;
  RuleOrigin origin;

  bool applies_to(Channel channel) const;
  bool operator==(const TimeOut&) const = default;
};

}  // namespace shouhou::domain
