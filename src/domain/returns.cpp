#include "domain/returns.h"

#include <algorithm>
#include <array>

namespace shouhou::domain {
namespace {

using enum Reception;
using Guard = ReturnGuard;

constexpr auto dock = Permission::parcel_write;
constexpr auto lead = Permission::remedy_approve;

// id, from, to, guard, permission, needs a reason
constexpr std::array reception_table{
    ReceptionMove{"send", announced, in_transit, Guard::tracking_known, dock, false},
    ReceptionMove{"deliver", announced, delivered, Guard::tracking_known, dock, false},
    ReceptionMove{"deliver", in_transit, delivered, Guard::tracking_known, dock, false},
    ReceptionMove{"deliver", lost, delivered, Guard::tracking_known, dock, false},
    ReceptionMove{"not_here", delivered, in_transit, Guard::nothing_counted, dock, true},
    ReceptionMove{"receive", delivered, received, Guard::something_counted, dock, false},
    ReceptionMove{"receive_part", delivered, part_received, Guard::something_counted, dock, false},
    ReceptionMove{"receive", announced, received, Guard::something_counted, dock, false},
    ReceptionMove{"receive", in_transit, received, Guard::something_counted, dock, false},
    ReceptionMove{"receive_part", announced, part_received, Guard::something_counted, dock, false},
    ReceptionMove{"receive_part", in_transit, part_received, Guard::something_counted, dock, false},
    ReceptionMove{"receive", part_received, received, Guard::something_counted, dock, false},
    ReceptionMove{"reopen_count", received, part_received, Guard::something_counted, dock, false},
    // What was written off and comes after all is received like anything else: nothing that is here gets
    // lost.
    ReceptionMove{"receive_late", lost, received, Guard::something_counted, dock, false},
    ReceptionMove{"receive_late", given_up, received, Guard::something_counted, dock, false},
    ReceptionMove{"receive_part_late", lost, part_received, Guard::something_counted, dock, false},
    ReceptionMove{"receive_part_late", given_up, part_received, Guard::something_counted, dock, false},
    // Back to where the parcel was before the dock received it.
    ReceptionMove{"undo_receipt", received, delivered, Guard::not_inspected, dock, true},
    ReceptionMove{"undo_receipt", received, in_transit, Guard::not_inspected, dock, true},
    ReceptionMove{"undo_receipt", received, announced, Guard::not_inspected, dock, true},
    ReceptionMove{"undo_receipt", part_received, delivered, Guard::not_inspected, dock, true},
    ReceptionMove{"undo_receipt", part_received, in_transit, Guard::not_inspected, dock, true},
    ReceptionMove{"undo_receipt", part_received, announced, Guard::not_inspected, dock, true},
    ReceptionMove{"lose", in_transit, lost, Guard::nothing_counted, dock, true},
    ReceptionMove{"lose", delivered, lost, Guard::nothing_counted, dock, true},
    ReceptionMove{"find", lost, in_transit, Guard::none, dock, true},
    ReceptionMove{"give_up", announced, given_up, Guard::nothing_counted, dock, true},
    ReceptionMove{"give_up", in_transit, given_up, Guard::nothing_counted, dock, true},
    ReceptionMove{"give_up", delivered, given_up, Guard::nothing_counted, dock, true},
    ReceptionMove{"give_up", lost, given_up, Guard::nothing_counted, dock, true},
};

using A = Acceptance;
constexpr std::array acceptance_table{
    AcceptanceMove{"accept", A::pending, A::accepted, Guard::all_accepted, dock, false},
    AcceptanceMove{"accept_part", A::pending, A::part, Guard::some_accepted, dock, true},
    AcceptanceMove{"reject", A::pending, A::rejected, Guard::rejected_with_cause, dock, true},
    AcceptanceMove{"ask_lead", A::pending, A::manual, Guard::something_counted, dock, true},
    AcceptanceMove{"accept", A::manual, A::accepted, Guard::all_accepted, lead, false},
    AcceptanceMove{"accept_part", A::manual, A::part, Guard::some_accepted, lead, true},
    AcceptanceMove{"reject", A::manual, A::rejected, Guard::rejected_with_cause, lead, true},
    AcceptanceMove{"undo", A::accepted, A::pending, Guard::nothing_disposed, dock, true},
    AcceptanceMove{"undo", A::part, A::pending, Guard::nothing_disposed, dock, true},
    AcceptanceMove{"undo", A::rejected, A::pending, Guard::nothing_disposed, dock, true},
    // What a lead decided goes back to the lead.
    AcceptanceMove{"undo", A::accepted, A::manual, Guard::nothing_disposed, lead, true},
    AcceptanceMove{"undo", A::part, A::manual, Guard::nothing_disposed, lead, true},
    AcceptanceMove{"undo", A::rejected, A::manual, Guard::nothing_disposed, lead, true},
};

bool inspected(const Return& state) {
  return state.reception == received && std::ranges::all_of(state.lines, [](const ReturnLine& line) {
           return line.received == 0 || (line.answered() && line.accepted + line.rejected >=
                                                                std::min(line.received, line.expected));
         });
}

}  // namespace

std::span<const ReceptionMove> reception_moves() {
  return reception_table;
}
std::span<const AcceptanceMove> acceptance_moves() {
  return acceptance_table;
}

std::optional<Text> lacking(ReturnGuard guard, const Return& state) {
  const Text unlooked{"先收齐并逐项验完", "receive everything and answer every point first"};
  switch (guard) {
    case Guard::none:
      return std::nullopt;
    case Guard::tracking_known:
      if (!state.tracking_number.empty()) return std::nullopt;
      return Text{"缺运单号", "the tracking number is missing"};
    case Guard::something_counted:
      if (state.received() > 0) return std::nullopt;
      return Text{"一件都没有收到，请先点数", "no piece was counted"};
    case Guard::nothing_counted:
      if (state.received() == 0) return std::nullopt;
      return Text{"已经收到货了", "pieces are here already"};
    case Guard::all_accepted:
      if (!inspected(state)) return unlooked;
      if (state.accepted() == state.expected()) return std::nullopt;
      return Text{"不是全部合格", "not everything is accepted"};
    case Guard::some_accepted:
      if (!inspected(state)) return unlooked;
      if (state.accepted() > 0 && state.accepted() < state.expected()) return std::nullopt;
      return Text{"不是部分合格", "it is not a part that is accepted"};
    case Guard::rejected_with_cause:
      if (!inspected(state)) return unlooked;
      if (state.accepted() > 0) return Text{"还有合格的件", "some pieces are accepted"};
      for (const ReturnLine& line : state.lines) {
        if (line.rejected > 0 && line.reason.empty()) return Text{"请写明拒收原因", "say why it is rejected"};
      }
      return std::nullopt;
    case Guard::not_inspected:
      if (state.acceptance != A::pending) return Text{"已经验收，先撤销验收", "undo the inspection first"};
      for (const ReturnLine& line : state.lines) {
        if (line.accepted + line.rejected > 0) {
          return Text{"已经填了合格或拒收的件数，先清零",
                      "pieces are accepted or rejected; set them to nought first"};
        }
      }
      return std::nullopt;
    case Guard::nothing_disposed:
      for (const ReturnLine& line : state.lines) {
        if (!line.disposed.empty()) return Text{"已经处置过商品", "goods have been disposed of already"};
      }
      return std::nullopt;
  }
  return std::nullopt;
}

std::int64_t ReturnLine::disposed_pieces() const {
  std::int64_t sum = 0;
  for (const Disposed& done : disposed) sum += done.pieces;
  return sum;
}

bool ReturnLine::answered() const {
  return std::ranges::none_of(checks, [](const InspectionPoint& p) { return p.answer == CheckAnswer::open; });
}

std::int64_t Return::expected() const {
  std::int64_t sum = 0;
  for (const ReturnLine& line : lines) sum += line.expected;
  return sum;
}

std::int64_t Return::received() const {
  std::int64_t sum = 0;
  for (const ReturnLine& line : lines) sum += line.received;
  return sum;
}

std::int64_t Return::accepted() const {
  std::int64_t sum = 0;
  for (const ReturnLine& line : lines) sum += line.accepted;
  return sum;
}

bool Return::finished() const {
  return decided() || reception == Reception::given_up;
}

ReturnStage stage_of(const Return& state) {
  using enum ReturnStage;
  if (state.decided()) {
    const bool left = std::ranges::any_of(
        state.lines, [](const ReturnLine& line) { return line.disposed_pieces() < line.accepted; });
    return left ? to_dispose : done;
  }
  if (state.acceptance == Acceptance::manual) return for_lead;
  switch (state.reception) {
    case Reception::announced:
      return state.address ? awaited : no_address;
    case Reception::in_transit:
      return on_the_way;
    case Reception::delivered:
      return to_receive;
    case Reception::part_received:
    case Reception::received:
      return to_inspect;
    case Reception::lost:
      return ReturnStage::lost;
    case Reception::given_up:
      break;
  }
  return done;
}

std::optional<Instant> next_look(const Return& state, const ReturnPatience& patience) {
  if (state.decided() || state.reminders > 1) return std::nullopt;
  const std::int64_t times = state.reminders == 0 ? 1 : 2;
  switch (state.reception) {
    case announced:
      if (!state.ship_by) return std::nullopt;
      return times == 1 ? *state.ship_by - days(2) : *state.ship_by;
    case in_transit:
      if (!state.sent) return std::nullopt;
      return std::max(*state.sent, state.carrier_word ? state.carrier_word->at : Instant{}) +
             patience.silent * times;
    case delivered:
      if (!state.carrier_word) return std::nullopt;
      return patience.dock.add(state.carrier_word->signed_at.value_or(state.carrier_word->at),
                               patience.to_receive * times);
    case part_received:
      if (!state.received_at) return std::nullopt;
      return *state.received_at + patience.silent * times;
    case received:
    case lost:
    case given_up:
      break;
  }
  return std::nullopt;
}

const ReturnLine* Return::line_at(std::int64_t place) const {
  const auto found = std::ranges::find(lines, place, &ReturnLine::place);
  return found == lines.end() ? nullptr : &*found;
}

}  // namespace shouhou::domain
