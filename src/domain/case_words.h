// The closed word lists of a case: steps, statuses, and the words of its parts. docs: domain.md "The case".
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>

#include "base/text.h"
#include "domain/enum_names.h"

namespace shouhou::domain {

// 六步: what is to be done next with the buyer. `registering` is written "register" everywhere but in C++,
// where the word is taken.
enum class Step { contact, verify, soothe, agree, follow_up, registering };

struct RegisterWord {
  static constexpr auto value() noexcept { return Step::registering; }
  static constexpr auto name() noexcept { return "register"; }
};
BOOST_DESCRIBE_ENUM_BEGIN(Step)
BOOST_DESCRIBE_ENUM_ENTRY(Step, contact)
BOOST_DESCRIBE_ENUM_ENTRY(Step, verify)
BOOST_DESCRIBE_ENUM_ENTRY(Step, soothe)
BOOST_DESCRIBE_ENUM_ENTRY(Step, agree)
BOOST_DESCRIBE_ENUM_ENTRY(Step, follow_up), RegisterWord() BOOST_DESCRIBE_ENUM_END(Step)

    // 状态: who has to act.
    enum class Status {
      open,
      waiting_buyer,
      waiting_carrier,
      waiting_warehouse,
      waiting_platform,
      resolved,  // settled and paid; only the registration is missing
      closed,
      reopened  // came back after it was closed
    };
BOOST_DESCRIBE_ENUM(Status, open, waiting_buyer, waiting_carrier, waiting_warehouse, waiting_platform,
                    resolved, closed, reopened)

// Where a case or a further report of it came from (P-A2).
enum class Source { manual, refund_request, chat, phone, review, parcel_watch, buyer_form, order_watch, api };
BOOST_DESCRIBE_ENUM(Source, manual, refund_request, chat, phone, review, parcel_watch, buyer_form,
                    order_watch, api)

enum class ContactKind { message, call };
BOOST_DESCRIBE_ENUM(ContactKind, message, call)

enum class Direction { to_buyer, from_buyer };
BOOST_DESCRIBE_ENUM(Direction, to_buyer, from_buyer)

// How far the talk has come (P-C1).
enum class TalkState { none, promised_help, cause_known, apologised, details_asked, settled };
BOOST_DESCRIBE_ENUM(TalkState, none, promised_help, cause_known, apologised, details_asked, settled)

// How an agreement came about.
enum class AgreementKind { chosen, declined, platform_decided };
BOOST_DESCRIBE_ENUM(AgreementKind, chosen, declined, platform_decided)

// 退货: goods on their way back, as far as the case has to know.
enum class ReturnState { announced, received, accepted, rejected, given_up };
BOOST_DESCRIBE_ENUM(ReturnState, announced, received, accepted, rejected, given_up)

// Whom a task is for (P-E1).
enum class Department { service, warehouse, logistics, purchasing, finance };
BOOST_DESCRIBE_ENUM(Department, service, warehouse, logistics, purchasing, finance)

enum class TaskState { to_do, done, cancelled };
BOOST_DESCRIBE_ENUM(TaskState, to_do, done, cancelled)

// Whose word a clock's deadline is, strongest first.
enum class ClockSource { platform_api, platform_table, law, shop_promise, response_target };
BOOST_DESCRIBE_ENUM(ClockSource, platform_api, platform_table, law, shop_promise, response_target)

enum class ClockEnd { running, met, cancelled, missed };
BOOST_DESCRIBE_ENUM(ClockEnd, running, met, cancelled, missed)

Text text_of(Step step);
Text text_of(Status status);
Text text_of(Source source);
Text text_of(TalkState state);
Text text_of(AgreementKind kind);
Text text_of(ReturnState state);
Text text_of(Department department);
Text text_of(TaskState state);
Text text_of(ClockSource source);
Text text_of(ClockEnd end);

// Set of statuses as bits, for tables.
class Statuses {
 public:
  constexpr Statuses() = default;
  template <class... S>
  constexpr explicit Statuses(S... statuses) : bits_(((1u << static_cast<unsigned>(statuses)) | ...)) {}
  constexpr bool has(Status status) const { return (bits_ >> static_cast<unsigned>(status)) & 1u; }
  constexpr bool operator==(const Statuses&) const = default;
  constexpr std::uint32_t bits() const { return bits_; }
  static constexpr Statuses of_bits(std::uint32_t bits) {
    Statuses set;
    set.bits_ = bits;
    return set;
  }

 private:
  std::uint32_t bits_ = 0;
};

inline constexpr Statuses no_statuses{};
inline constexpr Statuses waiting_statuses{Status::waiting_buyer, Status::waiting_carrier,
                                           Status::waiting_warehouse, Status::waiting_platform};
inline constexpr Statuses working_statuses{Status::open,
                                           Status::waiting_buyer,
                                           Status::waiting_carrier,
                                           Status::waiting_warehouse,
                                           Status::waiting_platform,
                                           Status::reopened};
inline constexpr Statuses live_statuses =
    Statuses::of_bits(working_statuses.bits() | Statuses(Status::resolved).bits());

}  // namespace shouhou::domain
