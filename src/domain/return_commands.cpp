// What each command does to a return; the tables of the moves are in returns.cpp.
#include <algorithm>
#include <variant>

#include "base/utf8.h"
#include "domain/returns.h"

namespace shouhou::domain {
namespace {

using enum Reception;
using A = Acceptance;
using Guard = ReturnGuard;

constexpr auto dock = Permission::parcel_write;
constexpr auto lead = Permission::remedy_approve;

// Where no carrier's words tell more.
constexpr const char* by_carrier = "快递轨迹";

bool turned_back(ParcelState state) {
  return state == ParcelState::refused || state == ParcelState::returning || state == ParcelState::returned;
}

template <class Table, class State>
auto move_between(const Table& table, State from, State to) -> const typename Table::value_type* {
  const auto found =
      std::ranges::find_if(table, [&](const auto& move) { return move.from == from && move.to == to; });
  return found == table.end() ? nullptr : &*found;
}

auto conflict(std::string code, Text why) {
  return fail(ErrorKind::conflict, std::move(code), std::move(why));
}

Result<void> said(const std::string& reason, bool needed, const char* field = "reason") {
  if (needed && reason.empty()) {
    return invalid("return.reason_needed", field, {"请写明原因", "say why"});
  }
  if (utf8::length(reason) > longest_return_reason || reason.find('\0') != std::string::npos) {
    return invalid("return.text", field, {"文字过长", "the text is too long"});
  }
  return {};
}

Result<void> pieces_fit(std::int64_t pieces, const char* field) {
  if (pieces >= 0 && pieces <= most_pieces) return {};
  return invalid("return.pieces", field, {"件数不对", "the number of pieces is out of range"});
}

// Everything that a command does to one return. Each operator changes `next` and says what happened.
struct Decide {
  Return& next;
  const DecidingReturn& deciding;
  std::vector<std::string> events{};

  Result<void> may(Permission permission) const {
    if (deciding.permissions.has(permission)) return {};
    return fail(ErrorKind::forbidden, "return.forbidden",
                {"没有权限处理这张退货单", "you may not do this to the return"});
  }

  template <class Move>
  Result<void> pass(const Move* move, const std::string& reason) {
    if (!move) {
      return conflict("return.no_such_move", {"退货单现在是“" + text_of(next.reception).zh + "、" +
                                                  text_of(next.acceptance).zh + "”，不能这样做",
                                              "the return is " + text_of(next.reception).en + ", " +
                                                  text_of(next.acceptance).en + ": this is not possible"});
    }
    SHOUHOU_TRY(may(move->permission));
    SHOUHOU_TRY(said(reason, move->needs_reason));
    if (auto lack = lacking(move->guard, next)) return conflict("return.guard", *std::move(lack));
    if (!reason.empty()) next.reason = reason;
    return {};
  }

  Result<void> go(Reception to, const std::string& reason = {}) {
    SHOUHOU_TRY(pass(move_between(reception_moves(), next.reception, to), reason));
    next.reception = to;
    next.reminders = 0;
    return {};
  }

  Result<void> go(Acceptance to, const std::string& reason) {
    SHOUHOU_TRY(pass(move_between(acceptance_moves(), next.acceptance, to), reason));
    next.acceptance = to;
    return {};
  }

  Result<ReturnLine*> line_at(std::int64_t place) {
    const auto found = std::ranges::find(next.lines, place, &ReturnLine::place);
    if (found == next.lines.end()) {
      return fail(ErrorKind::not_found, "return.line", {"退货单里没有这一行", "the return has no such line"});
    }
    return &*found;
  }

  bool on_its_way() const {
    return next.reception == announced || next.reception == in_transit || next.reception == delivered;
  }

  Result<void> undecided() const {
    if (!next.decided()) return {};
    return conflict("return.decided", {"已经验收完毕", "the inspection is concluded"});
  }

  Result<void> operator()(const ask_return::Authorise& command) {
    SHOUHOU_TRY(may(dock));
    if (!on_its_way()) {
      return conflict("return.no_such_move",
                      {"货已到或不再寄来，不能再改地址", "the goods are here or will not come"});
    }
    if (!command.address) return invalid("return.address", "address", {"请选择退货地址", "name an address"});
    if (next.address == command.address && next.ship_by == command.ship_by && next.authorised) return {};
    next.address = command.address;
    next.ship_by = command.ship_by;
    next.authorised = deciding.now;
    events.emplace_back("return.authorised");
    return {};
  }

  Result<void> operator()(const ask_return::SetTracking& command) {
    SHOUHOU_TRY(may(dock));
    SHOUHOU_TRY(said(command.carrier, false, "carrier"));
    if (command.number.empty()) return invalid("return.tracking", "number", {"缺运单号", "it has no number"});
    if (next.tracking_number == command.number && next.carrier == command.carrier) return {};
    if (!on_its_way()) {
      return conflict("return.no_such_move", {"货已到或不再寄来，不能再改运单号",
                                              "the goods are here or will not come: the number stays"});
    }
    const bool other_parcel = next.tracking_number != command.number;
    next.tracking_number = command.number;
    next.carrier = command.carrier;
    next.sent = deciding.now;
    if (other_parcel) next.carrier_word.reset();
    if (next.reception == announced) SHOUHOU_TRY(go(in_transit));
    // What was said of the other parcel does not hold for this one.
    if (next.reception == delivered && other_parcel) SHOUHOU_TRY(go(in_transit, "改了运单号"));
    events.emplace_back("return.sent");
    return {};
  }

  Result<void> operator()(const ask_return::Receive& command) {
    SHOUHOU_TRY(may(dock));
    const Return before = next;
    for (const ask_return::Count& count : command.counts) {
      SHOUHOU_ASSIGN(ReturnLine* const line, line_at(count.place));
      SHOUHOU_TRY(pieces_fit(count.received, "received"));
      SHOUHOU_TRY(pieces_fit(count.damaged, "damaged"));
      if (count.damaged > count.received) {
        return invalid("return.pieces", "damaged",
                       {"破损件数不能多于收到件数", "more damaged pieces than came"});
      }
      if (count.received < line->accepted + line->rejected) {
        return conflict("return.counted", {"已经验过的件数更多，请先改验收",
                                           "more pieces than that were inspected; change that first"});
      }
      line->received = count.received;
      line->damaged = count.damaged;
    }
    for (const EvidenceId photo : command.photos) {
      if (std::ranges::find(next.photos, photo) == next.photos.end()) next.photos.push_back(photo);
    }
    const Reception to = command.more_to_come ? part_received : received;
    if (next.reception != to) {
      // A second scan of a return that is all here does not open the count again by itself.
      if (next.decided()) return conflict("return.decided", {"已经验收完毕", "the inspection is concluded"});
      SHOUHOU_TRY(go(to));
    } else if (next != before) {
      SHOUHOU_TRY(undecided());
      if (auto lack = lacking(Guard::something_counted, next)) return conflict("return.guard", *lack);
    }
    if (next == before) return {};
    if (!next.received_at) next.received_at = deciding.now;
    events.emplace_back("return.received");
    return {};
  }

  static Result<void> answer(ReturnLine& line, const ask_return::Answer& answer) {
    const auto point = std::ranges::find(line.checks, answer.check, &InspectionPoint::check);
    if (point == line.checks.end()) {
      return invalid("return.check", "check", {"检查表里没有这一项", "the list has no such point"});
    }
    SHOUHOU_TRY(said(answer.note, false, "note"));
    point->answer = answer.answer;
    point->note = answer.note;
    if (!answer.photos.empty()) point->photos = answer.photos;
    return {};
  }

  Result<void> operator()(const ask_return::Inspect& command) {
    SHOUHOU_TRY(may(next.acceptance == A::manual ? lead : dock));
    SHOUHOU_TRY(undecided());
    if (next.reception != received && next.reception != part_received) {
      return conflict("return.no_such_move", {"货还没有到", "the goods are not here yet"});
    }
    const Return before = next;
    for (const ask_return::InspectedLine& inspected : command.lines) {
      SHOUHOU_ASSIGN(ReturnLine* const line, line_at(inspected.place));
      for (const ask_return::Answer& given : inspected.answers) SHOUHOU_TRY(answer(*line, given));
      SHOUHOU_TRY(pieces_fit(inspected.accepted, "accepted"));
      SHOUHOU_TRY(pieces_fit(inspected.rejected, "rejected"));
      if (inspected.accepted + inspected.rejected > line->received || inspected.accepted > line->expected) {
        return invalid("return.pieces", "accepted",
                       {"验收件数多于收到或应退的件数", "more pieces than came or were expected"});
      }
      SHOUHOU_TRY(said(inspected.reason, inspected.rejected > 0));
      line->accepted = inspected.accepted;
      line->rejected = inspected.rejected;
      line->reason = inspected.reason;
    }
    if (next != before) events.emplace_back("return.inspected");
    return {};
  }

  Result<void> operator()(const ask_return::Conclude& command) {
    if (command.deduction < Fen{0} || command.deduction > largest_amount) {
      return invalid("return.amount", "deduction", {"金额不对", "the amount is out of range"});
    }
    SHOUHOU_TRY(said(command.reason, command.deduction > Fen{0}));
    if (command.to_lead) {
      if (next.acceptance == A::manual) return {};
      SHOUHOU_TRY(undecided());  // a decision is taken back by an undo alone
      SHOUHOU_TRY(go(A::manual, command.reason));
      events.emplace_back("return.to_lead");
      return {};
    }
    if (next.decided()) {  // told twice
      return next.deduction == command.deduction ? Result<void>() : undecided();
    }
    // Why the whole is not accepted stands with the lines; the words of the conclusion may add to it.
    std::string reason = command.reason;
    for (const ReturnLine& line : next.lines) {
      if (reason.empty()) reason = line.reason;
    }
    const std::int64_t good = next.accepted();
    const bool by_lead = next.acceptance == A::manual;
    const A to = good == 0 ? A::rejected : good == next.expected() ? A::accepted : A::part;
    if (to == A::part && reason.empty() && next.received() < next.expected()) reason = "少退";
    SHOUHOU_TRY(go(to, reason));
    next.deduction = command.deduction;
    next.decided_at = deciding.now;
    next.lead_decided = by_lead;
    events.emplace_back(to == A::accepted ? "return.accepted"
                        : to == A::part   ? "return.part_accepted"
                                          : "return.rejected");
    return {};
  }

  Result<void> operator()(const ask_return::Dispose& command) {
    SHOUHOU_TRY(may(dock));
    SHOUHOU_ASSIGN(ReturnLine* const line, line_at(command.place));
    SHOUHOU_TRY(said(command.note, false, "note"));
    if (next.acceptance != A::accepted && next.acceptance != A::part) {
      return conflict("return.no_such_move", {"先验收，再处置", "inspect first"});
    }
    if (command.pieces < 1 || command.pieces > line->accepted - line->disposed_pieces()) {
      return invalid("return.pieces", "pieces",
                     {"处置件数多于还没处置的件数", "more pieces than are left to be disposed of"});
    }
    const bool claims =
        command.kind == Disposition::supplier_claim || command.kind == Disposition::carrier_claim;
    if (command.claim < Fen{0} || command.claim > largest_amount || (command.claim > Fen{0} && !claims) ||
        (claims && command.claim == Fen{0})) {
      return invalid("return.amount", "claim",
                     {"索赔金额不对", "a claim needs an amount, anything else has none"});
    }
    line->disposed.push_back({command.kind, command.pieces, command.claim, command.note, command.task,
                              deciding.account, deciding.now});
    events.emplace_back("return.disposed");
    return {};
  }

  Result<void> operator()(const ask_return::CarrierReport& report) {
    SHOUHOU_TRY(may(dock));
    if (next.tracking_number.empty() || (!on_its_way() && next.reception != lost)) return {};
    CarrierWord word = report.word;
    if (word.state == ParcelState::announced) return {};  // a number is no scan
    word.words = utf8::shorten(word.words, longest_return_reason);
    const std::optional<CarrierWord> known = next.carrier_word;
    if (known && !word.signed_at) word.signed_at = known->signed_at;
    if (known && (word.at < known->at || word == *known)) return {};
    next.carrier_word = word;
    events.emplace_back("return.scanned");
    // The carrier's words are the reason where a move asks for one.
    const std::string why = word.words.empty() ? by_carrier : word.words;
    if (word.state == ParcelState::signed_for) {
      if (next.reception != delivered) {
        SHOUHOU_TRY(go(delivered));
        events.back() = "return.delivered";
      }
    } else if (word.state == ParcelState::lost) {
      if (next.reception == announced) SHOUHOU_TRY(go(in_transit));
      if (next.reception != lost) {
        SHOUHOU_TRY(go(lost, why));
        events.back() = "return.lost";
      }
    } else if (next.reception == announced) {
      SHOUHOU_TRY(go(in_transit));
      events.back() = "return.sent";
    } else if (next.reception == lost) {
      SHOUHOU_TRY(go(in_transit, why));
      events.back() = "return.found";
    } else if (turned_back(word.state) && !(known && turned_back(known->state))) {
      events.back() = "return.turned_back";
    }
    next.reminders = 0;  // it moved: the silence begins anew
    return {};
  }

  // Two moves lead to in_transit; each command knows its own.
  Result<void> go_on_from(Reception from, const std::string& reason) {
    if (next.reception != from) return pass<ReceptionMove>(nullptr, reason);
    return go(in_transit, reason);
  }

  Result<void> operator()(const ask_return::MarkNotHere& command) {
    SHOUHOU_TRY(go_on_from(delivered, command.reason));
    events.emplace_back("return.not_here");
    return {};
  }

  Result<void> operator()(const ask_return::MarkLost& command) {
    if (next.reception == lost) return {};
    SHOUHOU_TRY(go(lost, command.reason));
    events.emplace_back("return.lost");
    return {};
  }

  Result<void> operator()(const ask_return::MarkFound& command) {
    SHOUHOU_TRY(go_on_from(lost, command.reason));
    events.emplace_back("return.found");
    return {};
  }

  Result<void> operator()(const ask_return::GiveUp& command) {
    if (next.reception == given_up) return {};
    SHOUHOU_TRY(go(given_up, command.reason));
    events.emplace_back("return.given_up");
    return {};
  }

  Result<void> operator()(const ask_return::UndoReceipt& command) {
    if (next.reception != received && next.reception != part_received) {
      return pass<ReceptionMove>(nullptr, command.reason);
    }
    const bool signed_for = next.carrier_word && next.carrier_word->signed_at;
    SHOUHOU_TRY(go(next.tracking_number.empty() ? announced
                   : signed_for                 ? delivered
                                                : in_transit,
                   command.reason));
    for (ReturnLine& line : next.lines) {
      line.received = line.damaged = 0;
      for (InspectionPoint& point : line.checks) point.answer = CheckAnswer::open;
    }
    next.received_at.reset();
    if (command.money_waits) next.goods_back_told = false;
    events.emplace_back("return.receipt_undone");
    return {};
  }

  Result<void> operator()(const ask_return::UndoDecision& command) {
    if (!next.decided()) return pass<AcceptanceMove>(nullptr, command.reason);
    SHOUHOU_TRY(go(next.lead_decided ? A::manual : A::pending, command.reason));
    next.decided_at.reset();
    next.lead_decided = false;
    next.deduction = {};
    if (command.money_waits) next.goods_back_told = false;
    events.emplace_back("return.decision_undone");
    return {};
  }

  Result<void> operator()(const ask_return::Remind&) {
    SHOUHOU_TRY(may(dock));
    if (!on_its_way() && next.reception != part_received) {
      return conflict("return.no_such_move", {"不用再催", "there is nothing to remind of"});
    }
    ++next.reminders;
    next.reminded = deciding.now;
    events.emplace_back("return.reminded");
    return {};
  }

  Result<void> operator()(const ask_return::TellGoodsBack&) {
    if (next.goods_back_told) return {};
    next.goods_back_told = true;
    events.emplace_back("return.goods_back");
    return {};
  }
};

}  // namespace

Result<ReturnDecision> decide(const Return& state, const ReturnCommand& command,
                              const DecidingReturn& deciding) {
  ReturnDecision decision{state, {}};
  Decide decider{decision.state, deciding};
  SHOUHOU_TRY(std::visit(decider, command));
  decision.events = std::move(decider.events);
  if (!decision.events.empty()) {
    ++decision.state.version;
    decision.state.changed = std::max(state.changed, deciding.now);
  }
  return decision;
}

}  // namespace shouhou::domain
