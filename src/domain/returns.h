// 退货单: goods on their way back. Two machines run beside each other: reception says where the goods are,
// acceptance what was found in the parcel. Both are tables; nothing else moves a return. Pure: no clock, no
// database; what is to be done outside (money, tasks, stock) follows from the events. domain.md "Returns".
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "domain/parcels.h"
#include "domain/permissions.h"
#include "domain/rule_tables.h"
#include "domain/settlement.h"
#include "domain/words.h"
#include "domain/working_time.h"

namespace shouhou::domain {

// 收货: where the goods are. A parcel that belongs to no return is a Stray (domain/stray_parcels.h).
enum class Reception {
  announced,      // the buyer may send it
  in_transit,     // the buyer named a tracking number, or a carrier reported it
  delivered,      // the carrier says that it was signed for at our address; nobody has received it yet
  part_received,  // something is here, more is to come
  received,
  lost,
  given_up  // it will not come
};
BOOST_DESCRIBE_ENUM(Reception, announced, in_transit, delivered, part_received, received, lost, given_up)

// 验收: what was found.
enum class Acceptance {
  pending,
  manual,    // the dock cannot tell: a lead decides
  accepted,  // everything that was expected
  part,
  rejected
};
BOOST_DESCRIBE_ENUM(Acceptance, pending, manual, accepted, part, rejected)

// 处置: what becomes of pieces that are ours again.
enum class Disposition { restock, repair, scrap, supplier_claim, carrier_claim };
BOOST_DESCRIBE_ENUM(Disposition, restock, repair, scrap, supplier_claim, carrier_claim)

enum class CheckAnswer { open, passed, failed, unclear };
BOOST_DESCRIBE_ENUM(CheckAnswer, open, passed, failed, unclear)

Text text_of(Reception reception);
Text text_of(Acceptance acceptance);
Text text_of(Disposition disposition);

// One point of the category's inspection list, as it stood when the return was opened.
struct InspectionPoint {
  std::string check;  // "tag_on"
  Text what;
  bool for_intactness = false;  // one of the conditions of a return without reason
  CheckAnswer answer = CheckAnswer::open;
  std::string note;
  std::vector<EvidenceId> photos;

  bool operator==(const InspectionPoint&) const = default;
};
BOOST_DESCRIBE_STRUCT(InspectionPoint, (), (check, what, for_intactness, answer, note, photos))

struct Disposed {
  Disposition kind = Disposition::restock;
  std::int64_t pieces = 0;
  Fen claim;  // asked of the supplier or carrier
  std::string note;
  TaskId task;
  AccountId by;
  Instant at;

  bool operator==(const Disposed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Disposed, (), (kind, pieces, claim, note, task, by, at))

struct ReturnLine {
  std::int64_t place = 0;  // in CaseFacts::lines
  OrderLineId line;
  SkuId sku;
  std::string title;
  std::string attributes;
  std::string category;
  std::int64_t unit_grams = 0;  // 0 unknown
  std::int64_t expected = 0;
  std::int64_t received = 0;  // whole and damaged; may be more than expected: what is too much goes back
  std::int64_t damaged = 0;   // of them, arrived damaged
  std::int64_t accepted = 0;  // at most what was expected
  std::int64_t rejected = 0;
  std::string reason;  // of the rejected ones
  std::vector<InspectionPoint> checks;
  std::vector<Disposed> disposed;

  std::int64_t disposed_pieces() const;
  bool answered() const;  // every point has an answer
  bool operator==(const ReturnLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReturnLine, (),
                      (place, line, sku, title, attributes, category, unit_grams, expected, received, damaged,
                       accepted, rejected, reason, checks, disposed))

// What the carrier last said of the parcel that comes back.
struct CarrierWord {
  ParcelState state = ParcelState::in_transit;
  Instant at;
  std::string words;  // its own
  std::optional<Instant> signed_at;

  bool operator==(const CarrierWord&) const = default;
};
BOOST_DESCRIBE_STRUCT(CarrierWord, (), (state, at, words, signed_at))

struct Return {
  ShopId shop;
  ReturnId id;
  std::int64_t number = 0;   // short, per shop: the buyer writes it on a slip
  std::int64_t version = 0;  // grows with every change
  CaseId case_id;
  GrantId grant;  // none: opened by hand
  DeedId deed;
  OrderId order;
  std::string order_number;
  BuyerId buyer;
  Channel channel = Channel::imported;
  ReturnGround ground = ReturnGround::no_reason;
  FreightPayer freight_back = FreightPayer::buyer;
  bool exchange = false;
  std::vector<ReturnLine> lines;

  Reception reception = Reception::announced;
  Acceptance acceptance = Acceptance::pending;
  ReturnAddressId address;            // none: not authorised yet
  std::optional<Instant> authorised;  // when the buyer was given address and terms
  std::optional<Instant> ship_by;     // the buyer's time to ship
  std::string carrier;
  std::string tracking_number;
  std::optional<Instant> sent;  // when the tracking number became known
  std::optional<CarrierWord> carrier_word;
  std::optional<Instant> received_at;
  std::optional<Instant> decided_at;
  std::int64_t reminders = 0;  // since the reception last moved
  std::optional<Instant> reminded;
  std::string reason;              // of the last move that asked for one
  std::vector<EvidenceId> photos;  // of the parcel as it came
  bool lead_decided = false;       // the acceptance is a lead's
  bool goods_back_told = false;    // the grant knows that the goods are back: its money is released
  Fen deduction;                   // taken off that money after inspection
  Instant opened;
  Instant changed;

  std::int64_t expected() const;
  std::int64_t received() const;
  std::int64_t accepted() const;
  bool decided() const { return acceptance != Acceptance::pending && acceptance != Acceptance::manual; }
  bool finished() const;  // decided, or will not come
  const ReturnLine* line_at(std::int64_t place) const;
  bool operator==(const Return&) const = default;
};
BOOST_DESCRIBE_STRUCT(Return, (),
                      (shop, id, number, version, case_id, grant, deed, order, order_number, buyer, channel,
                       ground, freight_back, exchange, lines, reception, acceptance, address, authorised,
                       ship_by, carrier, tracking_number, sent, carrier_word, received_at, decided_at,
                       reminders, reminded, reason, photos, lead_decided, goods_back_told, deduction, opened,
                       changed))

// Which pile of work a return lies on; read from its state, one at a time.
enum class ReturnStage {
  no_address,  // nobody told the buyer where to send it
  awaited,     // the buyer has to send it
  on_the_way,
  to_receive,  // signed for at our address, not yet received at the dock
  to_inspect,
  for_lead,
  to_dispose,  // accepted pieces lie about
  lost,
  done
};
BOOST_DESCRIBE_ENUM(ReturnStage, no_address, awaited, on_the_way, to_receive, to_inspect, for_lead,
                    to_dispose, lost, done)
ReturnStage stage_of(const Return& state);
Text text_of(ReturnStage stage);

// How long a return may rest before somebody has to look after it.
struct ReturnPatience {
  Span silent = days(3);  // on the way without a word of the carrier, or partly here
  Span to_receive{};      // signed for and not received, in the dock's working time; 0: looked at at once
  WorkingTime dock{};
};

// When somebody has to look whether the goods come: two days before the buyer's time is over and at its end;
// when its patience is over, and after twice that time, since the parcel was sent, last scanned, signed for
// or partly came. Nothing where nobody needs to.
std::optional<Instant> next_look(const Return& state, const ReturnPatience& patience);

// ---- the two tables ----

enum class ReturnGuard {
  none,
  tracking_known,
  something_counted,    // at least one piece is here
  nothing_counted,      // nothing is here
  all_accepted,         // received; every expected piece is here, looked at and accepted
  some_accepted,        // received and looked at; at least one accepted, not all
  rejected_with_cause,  // received and looked at; none accepted, and said why
  not_inspected,        // no piece is accepted or rejected, and no lead was asked
  nothing_disposed      // accepted pieces still lie there
};
BOOST_DESCRIBE_ENUM(ReturnGuard, none, tracking_known, something_counted, nothing_counted, all_accepted,
                    some_accepted, rejected_with_cause, not_inspected, nothing_disposed)

struct ReceptionMove {
  std::string_view id;
  Reception from = Reception::announced;
  Reception to = Reception::announced;
  ReturnGuard guard = ReturnGuard::none;
  Permission permission = Permission::parcel_write;
  bool needs_reason = false;
};
std::span<const ReceptionMove> reception_moves();

struct AcceptanceMove {
  std::string_view id;
  Acceptance from = Acceptance::pending;
  Acceptance to = Acceptance::accepted;
  ReturnGuard guard = ReturnGuard::none;
  Permission permission = Permission::parcel_write;
  bool needs_reason = false;
};
std::span<const AcceptanceMove> acceptance_moves();

// Nothing where the guard holds; else what is lacking, in words for a person.
std::optional<Text> lacking(ReturnGuard guard, const Return& state);

// ---- what can be asked of a return ----

namespace ask_return {

struct Authorise {
  ReturnAddressId address;
  std::optional<Instant> ship_by;
};
struct SetTracking {  // also corrects it, until the goods are here
  std::string carrier;
  std::string number;  // in its normal form (domain/tracking_numbers.h)
};
struct Count {
  std::int64_t place = 0;
  std::int64_t received = 0;  // all pieces of the line that are here by now, not only those of this parcel
  std::int64_t damaged = 0;
};
struct Receive {
  std::vector<Count> counts;  // lines that are not named stay as they are
  bool more_to_come = false;
  std::vector<EvidenceId> photos;
};
struct Answer {
  std::string check;
  CheckAnswer answer = CheckAnswer::passed;
  std::string note;
  std::vector<EvidenceId> photos;
};
struct InspectedLine {
  std::int64_t place = 0;
  std::vector<Answer> answers;
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::string reason;
};
struct Inspect {
  std::vector<InspectedLine> lines;
};
// Concludes the inspection: accepted, part or rejected follow from what was inspected; or hands it to a lead.
struct Conclude {
  bool to_lead = false;
  Fen deduction;  // off the money, with a reason: worn, accessories missing
  std::string reason;
};
struct Dispose {
  std::int64_t place = 0;
  Disposition kind = Disposition::restock;
  std::int64_t pieces = 0;
  Fen claim;
  std::string note;
  TaskId task;
};
// What a carrier says of the parcel. Older news than is known, or news of a parcel that is here or was given
// up, change nothing.
struct CarrierReport {
  CarrierWord word;
};
struct MarkLost {
  std::string reason;
};
// The carrier says that it was signed for, and it is not at the dock.
struct MarkNotHere {
  std::string reason;
};
struct MarkFound {
  std::string reason;
};
struct GiveUp {
  std::string reason;
};
// Mistakes at the dock. Whether money that had been released waits again is for the app to see to first: what
// was paid is not taken back by an undo.
struct UndoReceipt {
  std::string reason;
  bool money_waits = false;
};
struct UndoDecision {
  std::string reason;
  bool money_waits = false;
};
struct Remind {};         // the buyer was reminded to ship
struct TellGoodsBack {};  // the grant was told

}  // namespace ask_return

using ReturnCommand =
    std::variant<ask_return::Authorise, ask_return::SetTracking, ask_return::Receive, ask_return::Inspect,
                 ask_return::Conclude, ask_return::Dispose, ask_return::CarrierReport, ask_return::MarkLost,
                 ask_return::MarkNotHere, ask_return::MarkFound, ask_return::GiveUp, ask_return::UndoReceipt,
                 ask_return::UndoDecision, ask_return::Remind, ask_return::TellGoodsBack>;

struct DecidingReturn {
  Instant now;
  AccountId account;
  PermissionSet permissions;
};

// `events` are kinds for the shop's stream ("return.received"); empty where nothing changes, which is no
// error: a parcel may be scanned twice.
struct ReturnDecision {
  Return state;
  std::vector<std::string> events;
};

// Errors: return.forbidden (forbidden), return.no_such_move, return.guard, return.decided (conflict),
// return.reason_needed, return.line, return.pieces, return.check, return.amount (invalid).
Result<ReturnDecision> decide(const Return& state, const ReturnCommand& command,
                              const DecidingReturn& deciding);

// ---- advice to the dock ----

enum class Advice { accept, reject, ask_lead, look_again };  // look_again: points without an answer
BOOST_DESCRIBE_ENUM(Advice, accept, reject, ask_lead, look_again)

struct LineJudgement {
  Advice advice = Advice::look_again;
  std::vector<Text> reasons;

  bool operator==(const LineJudgement&) const = default;
};
// What the answers say about a line. Without reason the goods must be intact (Order 90 art. 8, 9); where the
// seller answers for the return, a missing tag does not matter, but the flaw must be there. A wrong article,
// a swapped piece or a transport damage is never settled at the dock.
LineJudgement judge(const ReturnLine& line, ReturnGround ground);

// The points of a category's list, ready to be answered.
std::vector<InspectionPoint> inspection_points(const GoodsCategory& category);

// What of the money is due when only the accepted pieces count: `granted` in proportion of what the rules
// give for them to what they give for all expected pieces, less the deduction; 0 … granted.
Fen due_after_inspection(Fen granted, Fen settled_all, Fen settled_accepted, Fen deduction);

inline constexpr std::size_t longest_return_reason = 500;  // characters
inline constexpr std::int64_t most_pieces = 100'000;

}  // namespace shouhou::domain
