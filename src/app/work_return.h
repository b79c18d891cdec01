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
struct OpenReturnByHand {
  CaseId case_id;
  struct Line {
    OrderLineId line;
    std::int64_t pieces = 1;
  };
  std::vector<Line> lines;  // none: the lines of the case
  domain::ReturnGround ground = domain::ReturnGround::no_reason;
  domain::FreightPayer freight_back = domain::FreightPayer::buyer;
};
BOOST_DESCRIBE_STRUCT(OpenReturnByHand::Line, (), (line, pieces))
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

struct ReceiveReturn {
  ReturnId id;
  MaybeVersion version;
  struct Count {
    std::int64_t place = 0;
    std::int64_t received = 0;
    std::int64_t damaged = 0;
  };
  std::vector<Count> counts;  // none: everything that is expected is here, whole
  bool more_to_come = false;
  std::vector<EvidenceId> photos;  // of the return's case
};
BOOST_DESCRIBE_STRUCT(ReceiveReturn::Count, (), (place, received, damaged))
BOOST_DESCRIBE_STRUCT(ReceiveReturn, (), (id, version, counts, more_to_come, photos))
// Told twice it changes nothing.
Result<ReturnView> receive_return(ports::Unit& unit, const ports::Actor& actor, const ReceiveReturn& command);

struct InspectReturn {
  ReturnId id;
  MaybeVersion version;
  struct Answer {
    std::string check;
    domain::CheckAnswer answer = domain::CheckAnswer::passed;
    std::string note;
    std::vector<EvidenceId> photos;
  };
  struct Line {
    std::int64_t place = 0;
    std::vector<Answer> answers;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::string reason;
  };
  std::vector<Line> lines;
  bool conclude = true;  // false: go on later
  bool to_lead = false;  // the dock cannot tell
  Fen deduction;         // off the money that is released
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(InspectReturn::Answer, (), (check, answer, note, photos))
BOOST_DESCRIBE_STRUCT(InspectReturn::Line, (), (place, answers, accepted, rejected, reason))
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

enum class ReturnMove { lost, found, give_up, remind };
BOOST_DESCRIBE_ENUM(ReturnMove, lost, found, give_up, remind)
struct MoveReturn {
  ReturnId id;
  MaybeVersion version;
  ReturnMove move = ReturnMove::remind;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MoveReturn, (), (id, version, move, reason))
Result<ReturnView> move_return(ports::Unit& unit, const ports::Actor& actor, const MoveReturn& command);

// Looks after returns that nobody sent or that do not arrive: tasks for those who have to ask. How many there
// were.
Result<int> watch_returns(ports::Unit& unit, ShopId shop, int limit);
bool any_return_to_look_at(ports::ReadUnit& unit, ShopId shop);

}  // namespace shouhou::app
