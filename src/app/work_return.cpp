#include "app/work_return.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/exchange_stock.h"
#include "app/gather_case_facts.h"
#include "app/open_return.h"
#include "app/return_clocks.h"
#include "app/return_money.h"
#include "app/return_settings.h"
#include "app/return_way.h"
#include "base/utf8.h"
#include "domain/tracking_numbers.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask_return;
using domain::Department;
using domain::Permission;

Result<ReturnView> shown(ports::ReadUnit& unit, const ports::Actor& actor, ReturnId id) {
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, id));
  return view_of(unit, actor, state);
}

std::string label(const domain::Return& state) {
  return "R" + std::to_string(state.number);
}

// "（R12，顺丰 SF1234567890）"
std::string parcel_label(const domain::Return& state) {
  return "（" + label(state) + "，" + state.carrier + " " + state.tracking_number + "）";
}

std::string goods(const domain::ReturnLine& line, std::int64_t pieces) {
  std::string words = utf8::shorten(line.title, 30);
  if (!line.attributes.empty()) words += " " + utf8::shorten(line.attributes, 20);
  return words + " ×" + std::to_string(pieces);
}

// ---- authorise ----

Result<void> guard_address(ports::ReadUnit& unit, const domain::Return& state, ReturnAddressId id) {
  const auto address = unit.returns().address(state.shop, id);
  if (!address) {
    return fail(ErrorKind::not_found, "return_address.not_found",
                {"没有这个退货地址", "there is no such return address"}, "address");
  }
  std::vector<std::string> categories;
  for (const domain::ReturnLine& line : state.lines) categories.push_back(line.category);
  if (takes(*address, state.channel, categories)) return {};
  return fail(ErrorKind::conflict, "return.address",
              {"按本店规则，这些商品不寄到“" + address->name + "”",
               "by the shop's rules these goods do not go to \"" + address->name + "\""},
              "address");
}

// ---- the buyer's number ----

auto is_outbound() {
  return fail(ErrorKind::conflict, "tracking.outbound",
              {"这是当初发货的运单号，请填寄回的运单号",
               "that is the number under which the goods were sent out; the one of the way back is asked"},
              "tracking_number");
}

Result<void> guard_number(ports::ReadUnit& unit, const domain::Return& state, const std::string& number,
                          bool together) {
  if (number == domain::normal_tracking(state.order_number)) {
    return invalid("tracking.order_number", "tracking_number",
                   {"这是订单号，请填运单号", "that is the order number, not the tracking number"});
  }
  if (state.order) {
    for (const domain::Parcel& parcel : unit.trade().parcels_of(state.shop, state.order)) {
      if (domain::normal_tracking(parcel.tracking_number) == number) return is_outbound();
    }
  }
  for (const domain::Return& other : unit.returns().tracked(state.shop, number, 20)) {
    if (other.id == state.id || together || other.finished()) continue;
    return fail(ErrorKind::conflict, "tracking.taken",
                {"退货单 " + label(other) + " 已经用了这个运单号；若同装一包，请勾选“同一包裹”",
                 "return " + label(other) + " has this number; if both are in one parcel, say so"},
                "tracking_number");
  }
  return {};
}

// ---- receive ----

Result<void> photos_are_known(ports::ReadUnit& unit, const domain::Return& state,
                              const std::vector<EvidenceId>& photos) {
  if (photos.empty()) return {};
  if (photos.size() > 50) return invalid("return.photos", "photos", {"照片太多", "too many photos"});
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, state.shop, state.case_id, true));
  for (const EvidenceId photo : photos) {
    if (std::ranges::find(its_case.evidence, photo, &domain::EvidencePiece::id) == its_case.evidence.end()) {
      return fail(ErrorKind::not_found, "evidence.not_found", {"没有这张照片", "there is no such photo"},
                  "photos");
    }
  }
  return {};
}

ask::Receive received_as_told(const ReceiveReturn& command, const domain::Return& state) {
  ask::Receive receive;
  receive.more_to_come = command.more_to_come;
  receive.photos = command.photos;
  for (const CountedLine& count : command.counts) {
    receive.counts.push_back({count.place, count.received, count.damaged});
  }
  if (command.counts.empty()) {
    for (const domain::ReturnLine& line : state.lines) {
      receive.counts.push_back({line.place, std::max(line.expected, line.received), line.damaged});
    }
  }
  return receive;
}

// What has to happen because the goods are here.
Result<void> follow_receipt(ports::Unit& unit, const ports::Actor& actor, const ChangedReturn& changed) {
  using domain::Reception;
  const auto here = [](const domain::Return& state) {
    return state.reception == Reception::received || state.reception == Reception::part_received;
  };
  const domain::Return& state = changed.after;
  if (!here(changed.before)) {
    SHOUHOU_TRY(tell_case(unit, actor, state, domain::ReturnState::received, {}));
    if (changed.before.reception == Reception::given_up) {
      SHOUHOU_TRY(ask_department(unit, actor, state, Department::service,
                                 "已作罢的退货又寄到了（" + label(state) + "）：验货后决定退款还是寄回"));
    }
  }
  const bool all_here = state.reception == Reception::received;
  if (all_here && changed.before.reception != Reception::received) {
    SHOUHOU_TRY(start_dock_clocks(unit, actor, state));
  }
  if (all_here && refund_at(unit, actor.shop) == RefundAt::scan) {
    SHOUHOU_TRY(release_money(unit, actor, state, PiecesCounted::received, "签收即退"));
  }
  return {};
}

// ---- inspect ----

// Rejected pieces, and what came beyond the agreement, go back to the buyer.
Result<void> send_back(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state) {
  std::string list;
  for (const domain::ReturnLine& line : state.lines) {
    const std::int64_t back = line.received - line.accepted;
    if (back <= 0) continue;
    list += (list.empty() ? "" : "；") + goods(line, back) +
            (line.reason.empty() ? "" : "（" + line.reason + "）");
  }
  if (list.empty()) return {};
  const auto asked = ask_department(unit, actor, state, Department::warehouse,
                                    "寄回给买家（" + label(state) + "）：" + list, unit.now() + days(1));
  if (!asked) return forward(asked.error());
  return {};
}

// Money went with the scan, and the inspection says that it should not have.
Result<void> paid_too_early(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state) {
  if (state.acceptance == domain::Acceptance::accepted && state.deduction == Fen{0}) return {};
  const auto asked = ask_department(unit, actor, state, Department::service,
                                    "签收时已放款，验货结果：" + text_of(state.acceptance).zh + "（" +
                                        label(state) + "）。与买家协商：" + state.reason);
  if (!asked) return forward(asked.error());
  return {};
}

Result<void> follow_conclusion(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state) {
  const bool rejected = state.acceptance == domain::Acceptance::rejected;
  if (state.goods_back_told) {
    SHOUHOU_TRY(paid_too_early(unit, actor, state));
  } else if (rejected) {
    SHOUHOU_TRY(call_money_off(unit, actor, state, state.reason));
  } else {
    SHOUHOU_TRY(release_money(unit, actor, state, PiecesCounted::accepted, state.reason));
  }
  SHOUHOU_TRY(send_back(unit, actor, state));
  return tell_case(unit, actor, state,
                   rejected ? domain::ReturnState::rejected : domain::ReturnState::accepted, state.reason);
}

ask::Inspect inspected_as_told(const InspectReturn& command) {
  ask::Inspect inspect;
  for (const InspectedLine& line : command.lines) {
    ask::InspectedLine told{line.place, {}, line.accepted, line.rejected, line.reason};
    for (const AnsweredPoint& answer : line.answers) {
      told.answers.push_back({answer.check, answer.answer, answer.note, answer.photos});
    }
    inspect.lines.push_back(std::move(told));
  }
  return inspect;
}

// ---- dispose ----

Result<TaskId> disposal_task(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                             const DisposeReturn& command) {
  using enum domain::Disposition;
  const domain::ReturnLine* line = state.line_at(command.place);
  if (!line || command.kind == restock || command.kind == scrap) return TaskId{};
  const std::string what = goods(*line, command.pieces) + "（" + label(state) + "）";
  const std::string note = command.note.empty() ? "" : "：" + command.note;
  if (command.kind == repair) {
    return ask_department(unit, actor, state, Department::warehouse, "返修 " + what + note);
  }
  const bool supplier = command.kind == supplier_claim;
  return ask_department(
      unit, actor, state, supplier ? Department::purchasing : Department::logistics,
      (supplier ? "向供应商索赔 " : "向快递索赔 ") + format_yuan(command.claim) + " 元 " + what + note);
}

}  // namespace

Result<ReturnView> open_return_by_hand(ports::Unit& unit, const ports::Actor& actor,
                                       const OpenReturnByHand& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, command.case_id, true));
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, gather_case_facts(unit, its_case));
  OpenReturn open{its_case.id, {}, {}, {}, command.ground, command.freight_back, false, {}};
  for (const domain::FactLine& line : facts.lines) {
    const auto told = std::ranges::find(command.lines, line.line, &ReturnedLine::line);
    const std::int64_t pieces = told != command.lines.end() ? told->pieces : 0;
    open.pieces.push_back(command.lines.empty() ? line.affected : pieces);
  }
  for (const ReturnedLine& line : command.lines) {
    if (std::ranges::find(facts.lines, line.line, &domain::FactLine::line) == facts.lines.end()) {
      return fail(ErrorKind::not_found, "line.not_found", {"订单里没有这一行", "the order has no such line"},
                  "lines");
    }
  }
  SHOUHOU_ASSIGN(const ReturnId id, open_return(unit, actor, open));
  return shown(unit, actor, id);
}

Result<ReturnView> authorise_return(ports::Unit& unit, const ports::Actor& actor,
                                    const AuthoriseReturn& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  SHOUHOU_TRY(guard_address(unit, state, command.address));
  const auto ship_by = command.ship_by ? command.ship_by : state.ship_by;
  SHOUHOU_TRY(
      change_return(unit, actor, command.id, command.version, {ask::Authorise{command.address, ship_by}}));
  return shown(unit, actor, command.id);
}

Result<ReturnView> track_return(ports::Unit& unit, const ports::Actor& actor, const TrackReturn& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  SHOUHOU_ASSIGN(const std::string number, domain::read_tracking(command.tracking_number));
  SHOUHOU_TRY(guard_number(unit, state, number, command.together));
  SHOUHOU_TRY(change_return(unit, actor, command.id, command.version,
                            {ask::SetTracking{utf8::trim(command.carrier), number}}));
  // Its carrier may have been heard before the buyer.
  SHOUHOU_TRY(follow_way_back(unit, actor, number));
  return shown(unit, actor, command.id);
}

Result<ReturnView> receive_return(ports::Unit& unit, const ports::Actor& actor,
                                  const ReceiveReturn& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  SHOUHOU_TRY(photos_are_known(unit, state, command.photos));
  SHOUHOU_ASSIGN(const ChangedReturn changed,
                 change_return(unit, actor, command.id, command.version, {received_as_told(command, state)}));
  if (!changed.events.empty()) SHOUHOU_TRY(follow_receipt(unit, actor, changed));
  return shown(unit, actor, command.id);
}

Result<ReturnView> inspect_return(ports::Unit& unit, const ports::Actor& actor,
                                  const InspectReturn& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  for (const InspectedLine& line : command.lines) {
    for (const auto& answer : line.answers) SHOUHOU_TRY(photos_are_known(unit, state, answer.photos));
  }
  std::vector<domain::ReturnCommand> commands;
  // A conclusion that is told again comes without lines, or with the same ones: the domain says.
  if (!command.lines.empty() && !state.decided()) commands.push_back(inspected_as_told(command));
  if (command.conclude || command.to_lead) {
    commands.push_back(ask::Conclude{command.to_lead, command.deduction, command.reason});
  }
  SHOUHOU_ASSIGN(const ChangedReturn changed,
                 change_return(unit, actor, command.id, command.version, commands));
  if (changed.after.decided() && !changed.before.decided()) {
    SHOUHOU_TRY(follow_conclusion(unit, actor, changed.after));
  }
  return shown(unit, actor, command.id);
}

Result<ReturnView> dispose_return(ports::Unit& unit, const ports::Actor& actor,
                                  const DisposeReturn& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  ask::Dispose dispose{command.place, command.kind, command.pieces, command.claim, command.note, {}};
  // Refused before anybody is set to work.
  SHOUHOU_TRY(decide(state, dispose, {unit.now(), actor.account, actor.permissions}));
  SHOUHOU_ASSIGN(dispose.task, disposal_task(unit, actor, state, command));
  SHOUHOU_TRY(change_return(unit, actor, command.id, command.version, {dispose}));
  if (command.kind == domain::Disposition::restock) {
    restock(unit, actor, state, state.line_at(command.place)->sku, command.pieces);
  }
  return shown(unit, actor, command.id);
}

Result<ReturnView> move_return(ports::Unit& unit, const ports::Actor& actor, const MoveReturn& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  domain::ReturnCommand asked = ask::Remind{};
  if (command.move == ReturnMove::lost) asked = ask::MarkLost{command.reason};
  if (command.move == ReturnMove::found) asked = ask::MarkFound{command.reason};
  if (command.move == ReturnMove::not_here) asked = ask::MarkNotHere{command.reason};
  if (command.move == ReturnMove::give_up) asked = ask::GiveUp{command.reason};
  SHOUHOU_ASSIGN(const ChangedReturn changed,
                 change_return(unit, actor, command.id, command.version, {asked}));
  if (!changed.events.empty() && command.move == ReturnMove::give_up) {
    SHOUHOU_TRY(call_money_off(unit, actor, changed.after, command.reason));
    SHOUHOU_TRY(tell_case(unit, actor, changed.after, domain::ReturnState::given_up, command.reason));
  }
  if (!changed.events.empty() && command.move == ReturnMove::lost) {
    SHOUHOU_TRY(ask_for_lost_parcel(unit, actor, changed.after));
  }
  if (!changed.events.empty() && command.move == ReturnMove::not_here) {
    SHOUHOU_TRY(ask_department(
        unit, actor, changed.after, Department::logistics,
        "快递显示退货已签收，仓库没有收到" + parcel_label(changed.after) + "：向快递要签收底单"));
  }
  return shown(unit, actor, command.id);
}

bool any_return_to_look_at(ports::ReadUnit& unit, ShopId shop) {
  return !unit.returns().to_look_at(shop, unit.now(), 1).empty();
}

Result<int> watch_returns(ports::Unit& unit, ShopId shop, int limit) {
  const ports::Actor desk = ports::Actor::system(shop);
  const auto due = unit.returns().to_look_at(shop, unit.now(), limit);
  for (const ReturnId id : due) {
    SHOUHOU_ASSIGN(const ChangedReturn looked, change_return(unit, desk, id, {}, {ask::Remind{}}));
    const domain::Return& state = looked.after;
    const bool again = state.reminders > 1;
    if (state.reception == domain::Reception::announced) {
      SHOUHOU_TRY(ask_department(unit, desk, state, Department::service,
                                 again ? "买家逾期没有寄回（" + label(state) + "）：再联系，或作罢"
                                       : "提醒买家寄回退货（" + label(state) + "），两天后到期",
                                 state.ship_by));
    } else if (state.reception == domain::Reception::in_transit) {
      SHOUHOU_TRY(ask_department(
          unit, desk, state, Department::logistics,
          (again ? "退货包裹仍未到，按丢件处理" : "退货包裹迟迟未到，查件") + parcel_label(state)));
    } else if (state.reception == domain::Reception::delivered) {
      SHOUHOU_TRY(ask_department(
          unit, desk, state, again ? Department::logistics : Department::warehouse,
          (again ? "退货签收后一直没有收货登记，查签收底单" : "退货快递显示已签收，请找到包裹收货登记") +
              parcel_label(state)));
    } else {
      SHOUHOU_TRY(ask_department(unit, desk, state, Department::service,
                                 "退货只到了一部分（" + label(state) + "）：问买家其余的"));
    }
  }
  return static_cast<int>(due.size());
}

}  // namespace shouhou::app
