// 进展 (P-E1): the daily word to the buyer, written from what really happened since the last one. It never
// promises when something will arrive.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "base/text.h"
#include "base/zone.h"
#include "domain/case_words.h"

namespace shouhou::domain {

enum class NewsKind {
  scanned,  // the parcel moved
  signed_for,
  parcel_problem,
  parcel_returning,
  refund_granted,
  refund_waits_for_goods,  // agreed; the goods come first
  refund_waits,            // agreed; the warehouse or the carrier comes first
  refund_instructed,       // the finance department has it
  refund_paid,
  payment_granted,  // money that is no refund
  payment_made,
  coupon_issued,
  goods_sent,  // an exchange or a replacement left
  gift_sent,
  return_announced,
  return_number_known,  // the buyer gave it; no carrier has scanned it yet
  return_on_its_way,
  return_delivered,  // signed for at our address
  return_partly_here,
  return_received,
  return_accepted,
  return_part_accepted,
  return_rejected,
  return_lost,
  asked,     // another department was asked
  answered,  // and has done its part
  agreed,
  platform_moved
};
BOOST_DESCRIBE_ENUM(NewsKind, scanned, signed_for, parcel_problem, parcel_returning, refund_granted,
                    refund_waits_for_goods, refund_waits, refund_instructed, refund_paid, payment_granted,
                    payment_made, coupon_issued, goods_sent, gift_sent, return_announced, return_number_known,
                    return_on_its_way, return_delivered, return_partly_here, return_received, return_accepted,
                    return_part_accepted, return_rejected, return_lost, asked, answered, agreed,
                    platform_moved)

struct News {
  NewsKind kind = NewsKind::scanned;
  Instant at;
  std::string words;  // the carrier's own; the tracking number of goods that were sent
  Fen amount;
  Department department = Department::service;
  std::int64_t pieces = 0;  // that are here, or were accepted
  std::int64_t others = 0;  // that were not accepted

  bool operator==(const News&) const = default;
};

enum class OpenMatter {
  refund_unpaid,
  payment_due,  // money that is no refund
  money_waits_for_goods,
  goods_on_the_way_back,
  goods_being_inspected,
  with_department,
  with_carrier,
  with_platform
};
BOOST_DESCRIBE_ENUM(OpenMatter, refund_unpaid, payment_due, money_waits_for_goods, goods_on_the_way_back,
                    goods_being_inspected, with_department, with_carrier, with_platform)

struct Pending {
  OpenMatter matter = OpenMatter::with_department;
  Fen amount;
  Department department = Department::service;

  bool operator==(const Pending&) const = default;
};

struct Progress {
  std::vector<News> news;        // oldest first
  std::vector<Pending> pending;  // what is still open
  Instant next;                  // by when the buyer hears again
  std::optional<Instant> call;   // promised for then
  int turn = 0;                  // the how manieth message it is: the wording changes with it
};

// One thing that happened, as said to the buyer.
Text text_of(const News& news, const Zone& zone);
Text text_of(const Pending& pending);
// The whole message: warm and short.
Text message_of(const Progress& progress, const Zone& zone);

// A carrier's words without the phone numbers of couriers, and no longer than a line.
std::string without_numbers(std::string_view words);

}  // namespace shouhou::domain
