// What people do with returns: address and terms, the buyer's number, receiving, inspecting, disposing. The
// money follows by the shop's settings (return_settings.h).
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/change_return.h"
#include "app/show_return.h"

namespace shouhou::app {

using MaybeVersion = std::optional<std::int64_t>;

// A return of goods that came or will come without a granted remedy. Needs parcel_write; pays nothing.
struct ReturnedLine {
  OrderLineId line;
  std::int64_t pieces = 1;
};
BOOST_DESCRIBE_STRUCT(ReturnedLine, (), (line, pieces))
struct OpenReturnByHand {
  CaseId case_id;
  std::vector<ReturnedLine> lines;  // none: the lines of the case
  domain::ReturnGround ground = domain::ReturnGround::no_reason;
  domain::FreightPayer freight_back = domain::FreightPayer::buyer;
};
BOOST_DESCRIBE_STRUCT(OpenReturnByHand, (), (case_id, lines, ground, freight_back))
Result<ReturnView> open_return_by_hand(ports::Unit& unit, const ports::Actor& actor,
                                       const OpenReturnByHand& command);

// Names the address, or another one. Errors: return.address (conflict): the shop's rules do not send these
// goods there.
struct AuthoriseReturn {
  ReturnId id;
  MaybeVersion version;
  ReturnAddressId address;
  std::optional<Instant> ship_by;  // none: as it is
};
BOOST_DESCRIBE_STRUCT(AuthoriseReturn, (), (id, version, address, ship_by))
Result<ReturnView> authorise_return(ports::Unit& unit, const ports::Actor& actor,
                                    const AuthoriseReturn& command);

// Errors: tracking.* (invalid), tracking.order_number (invalid), tracking.outbound (conflict): it is the
// number under which the goods were sent to the buyer; tracking.taken (conflict): another open return came
// with it, unless `together` says that both are in one parcel.
struct TrackReturn {
  ReturnId id;
  MaybeVersion version;
  std::string carrier;
  std::string tracking_number;
  bool together = false;
};
BOOST_DESCRIBE_STRUCT(TrackReturn, (), (id, version, carrier, tracking_number, together))
Result<ReturnView> track_return(ports::Unit& unit, const ports::Actor& actor, const TrackReturn& command);

struct CountedLine {
  std::int64_t place = 0;
  std::int64_t received = 0;  // all pieces that are here by now
  std::int64_t damaged = 0;
};
BOOST_DESCRIBE_STRUCT(CountedLine, (), (place, received, damaged))
struct ReceiveReturn {
  ReturnId id;
  MaybeVersion version;
  std::vector<CountedLine> counts;  // none: everything that is expected is here, whole
  bool more_to_come = false;
  std::vector<EvidenceId> photos;  // of the return's case
};
BOOST_DESCRIBE_STRUCT(ReceiveReturn, (), (id, version, counts, more_to_come, photos))
// Told twice it changes nothing.
Result<ReturnView> receive_return(ports::Unit& unit, const ports::Actor& actor, const ReceiveReturn& command);

struct AnsweredPoint {
  std::string check;
  domain::CheckAnswer answer = domain::CheckAnswer::passed;
  std::string note;
  std::vector<EvidenceId> photos;
};
BOOST_DESCRIBE_STRUCT(AnsweredPoint, (), (check, answer, note, photos))
struct InspectedLine {
  std::int64_t place = 0;
  std::vector<AnsweredPoint> answers;
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(InspectedLine, (), (place, answers, accepted, rejected, reason))
struct InspectReturn {
  ReturnId id;
  MaybeVersion version;
  std::vector<InspectedLine> lines;
  bool conclude = true;  // false: go on later
  bool to_lead = false;  // the dock cannot tell
  Fen deduction;         // off the money that is released
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(InspectReturn, (), (id, version, lines, conclude, to_lead, deduction, reason))
Result<ReturnView> inspect_return(ports::Unit& unit, const ports::Actor& actor, const InspectReturn& command);

struct DisposeReturn {
  ReturnId id;
  MaybeVersion version;
  std::int64_t place = 0;
  domain::Disposition kind = domain::Disposition::restock;
  std::int64_t pieces = 1;
  Fen claim;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(DisposeReturn, (), (id, version, place, kind, pieces, claim, note))
Result<ReturnView> dispose_return(ports::Unit& unit, const ports::Actor& actor, const DisposeReturn& command);

// not_here: the carrier says that it was signed for, and it is not at the dock.
enum class ReturnMove { lost, found, not_here, give_up, remind };
BOOST_DESCRIBE_ENUM(ReturnMove, lost, found, not_here, give_up, remind)
struct MoveReturn {
  ReturnId id;
  MaybeVersion version;
  ReturnMove move = ReturnMove::remind;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MoveReturn, (), (id, version, move, reason))
Result<ReturnView> move_return(ports::Unit& unit, const ports::Actor& actor, const MoveReturn& command);

// A mistake of the dock: the wrong return was received, or decided wrongly. Undone as long as nothing
// irreversible has followed: nothing disposed of, nothing sent back to the buyer, no money paid or in
// somebody's hand. A lead's decision is undone by a lead. Errors: those of domain::decide,
// return.carried_out, return.called_off, return.sent_back, case.settled, case.closed (conflict).
enum class ReturnUndo { receipt, decision };
BOOST_DESCRIBE_ENUM(ReturnUndo, receipt, decision)
struct UndoReturn {
  ReturnId id;
  MaybeVersion version;
  ReturnUndo what = ReturnUndo::receipt;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(UndoReturn, (), (id, version, what, reason))
Result<ReturnView> undo_return(ports::Unit& unit, const ports::Actor& actor, const UndoReturn& command);

// Looks after returns that nobody sent or that do not arrive: tasks for those who have to ask. How many there
// were.
Result<int> watch_returns(ports::Unit& unit, ShopId shop, int limit);
bool any_return_to_look_at(ports::ReadUnit& unit, ShopId shop);

}  // namespace shouhou::app
