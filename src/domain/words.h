// The field's closed lists of words, shared by every noun. docs: domain.md "Words". Each enumerator's name is
// the word in JSON, SQL and rule files; words.cpp has the words people read.
#pragma once

#include <boost/describe/enum.hpp>

#include "base/text.h"
#include "domain/enum_names.h"

namespace shouhou::domain {

// 渠道: where an order comes from. `own` is the shop's own site; `imported` a file whose origin nobody named.
enum class Channel { taobao, tmall, wechat_shop, douyin, pdd, youzan, own, imported };
BOOST_DESCRIBE_ENUM(Channel, taobao, tmall, wechat_shop, douyin, pdd, youzan, own, imported)

// 阶段: how far the goods have come; read from order and parcel, not typed in (P-A1).
enum class Phase { unpaid, unshipped, in_transit, delivered, finished };
BOOST_DESCRIBE_ENUM(Phase, unpaid, unshipped, in_transit, delivered, finished)

// 责任方: who caused the problem.
enum class Fault { unknown, seller, buyer, carrier, maker, nobody };
BOOST_DESCRIBE_ENUM(Fault, unknown, seller, buyer, carrier, maker, nobody)

// 情绪, from best to worst.
enum class Mood { calm, uneasy, annoyed, angry, furious };
BOOST_DESCRIBE_ENUM(Mood, calm, uneasy, annoyed, angry, furious)

// Classes of issues for urgency, most urgent first (P-E4).
enum class IssueClass { dispute, complaint, bad_review, refund, quality, logistics, enquiry };
BOOST_DESCRIBE_ENUM(IssueClass, dispute, complaint, bad_review, refund, quality, logistics, enquiry)

// 诉求: what the buyer asks for.
enum class Demand {
  none,  // nothing asked for: venting, a question
  cancel,
  refund_only,
  return_refund,
  exchange,
  reship,
  repair,
  compensation,
  deliver,  // get it moving
  answer,
  invoice,
  other
};
BOOST_DESCRIBE_ENUM(Demand, none, cancel, refund_only, return_refund, exchange, reship, repair, compensation,
                    deliver, answer, invoice, other)

// 凭证: what kind of thing proves something.
enum class EvidenceKind { photo, video, chat_line, tracking_record, document };
BOOST_DESCRIBE_ENUM(EvidenceKind, photo, video, chat_line, tracking_record, document)

// 补救方案: every concrete way to settle.
enum class RemedyKind {
  cancel_refund,
  wait_until,
  intercept,
  refund_only,
  partial_refund_keep,
  return_refund,
  exchange,
  reship,
  reship_missing,
  refund_missing,
  repair_allowance,
  repair_service,
  coupon,
  member_upgrade,
  red_packet,
  gift,
  freight_reimbursement,
  compensation_by_rule,
  apology,
  decline,
  goodwill_refund
};
BOOST_DESCRIBE_ENUM(RemedyKind, cancel_refund, wait_until, intercept, refund_only, partial_refund_keep,
                    return_refund, exchange, reship, reship_missing, refund_missing, repair_allowance,
                    repair_service, coupon, member_upgrade, red_packet, gift, freight_reimbursement,
                    compensation_by_rule, apology, decline, goodwill_refund)

// What happens when a clock runs out.
enum class Consequence {
  auto_refund,        // the platform pays the buyer out of our pocket
  auto_agree,         // the platform agrees for us, with the default address
  platform_steps_in,  // the buyer may call the platform
  penalty,            // compensation by table, points, ranking
  breach_of_law,      // a duty with a fine behind it
  broken_promise,     // our own word
  auto_close,         // the request closes: the buyer loses it
  auto_confirm,       // receipt is confirmed
  bad_mood            // only the buyer's patience
};
BOOST_DESCRIBE_ENUM(Consequence, auto_refund, auto_agree, platform_steps_in, penalty, breach_of_law,
                    broken_promise, auto_close, auto_confirm, bad_mood)

// The word a person reads: "发错货由卖家承担" uses text_of(Fault::seller).zh == "卖家".
Text text_of(Channel channel);
Text text_of(Phase phase);
Text text_of(Fault fault);
Text text_of(Mood mood);
Text text_of(IssueClass issue_class);
Text text_of(Demand demand);
Text text_of(EvidenceKind kind);
Text text_of(RemedyKind kind);
Text text_of(Consequence consequence);

}  // namespace shouhou::domain
