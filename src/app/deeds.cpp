#include "app/deeds.h"

#include <algorithm>

#include "app/audit.h"
#include "app/deed_steps.h"
#include "base/utf8.h"
#include "ports/outbox.h"

namespace shouhou::app {
namespace {

using domain::Deed;
using domain::DeedState;
using domain::EffectKind;

constexpr std::size_t longest_reference = 128;
constexpr int largest_page = 200;

Result<void> reference_fits(const std::string& reference) {
  if (utf8::valid(reference) && utf8::length(reference) <= longest_reference) return {};
  return invalid("deed.reference", "reference",
                 {"外部单号最多 128 个字", "a reference has at most 128 characters"});
}

Result<void> not_doubted(const Deed& deed) {
  if (deed.doubt.empty()) return {};
  return fail(ErrorKind::conflict, "deed.doubted",
              {"可能已经付过（" + deed.doubt + "），请主管核对后再办",
               "it was perhaps paid already (" + deed.doubt + "); a lead has to look first"});
}

Result<void> move(ports::Unit& unit, const ports::Actor& actor, Deed& deed, std::string_view how,
                  std::string_view reason = {}) {
  SHOUHOU_ASSIGN(deed.state, moved(deed, how, mover_of(unit, actor, deed), reason));
  return {};
}

// Two of these are misses that nobody tries again: the goods are packed, the parcel is signed for.
bool missed_for_good(EffectKind kind) {
  return kind == EffectKind::stop_packing || kind == EffectKind::ask_interception;
}

void put_down(Deed& deed) {
  deed.in_hand_by = {};
  deed.in_hand_name.clear();
  deed.in_hand_since.reset();
}

Result<DeedView> confirmed_again(ports::Unit& unit, const ports::Actor& actor, Deed deed,
                                 const std::string& reference) {
  const bool same = reference.empty() || reference == deed.reference;
  if (same) return view_of(deed);
  if (deed.reference.empty() && deed.confirmed_by == actor.account) {  // adds what was left out
    deed.reference = reference;
    keep_deed(unit, deed);
    return view_of(deed);
  }
  doubt_deed(unit, actor, deed, reference,
             {text_of(deed.kind).zh + " " + format_yuan(deed.amount) + " 元被确认了两次（" + deed.reference +
                  " / " + reference + "），请核对是否重复",
              "confirmed twice under different numbers; check whether it was done twice"});
  return view_of(deed);
}

}  // namespace

DeedView view_of(const Deed& deed) {
  DeedView view;
  view.id = deed.id;
  view.grant = deed.grant;
  view.case_id = deed.case_id;
  view.place = deed.place;
  view.kind = deed.kind;
  view.amount = deed.amount;
  view.on_top = deed.on_top;
  view.pieces = deed.pieces;
  view.at = deed.at;
  if (deed.waits_for >= 0) view.waits_for = deed.waits_for;
  view.state = deed.state;
  view.department = deed.department;
  view.task = deed.task;
  view.instruction = deed.instruction;
  view.reference = deed.reference;
  view.doubt = deed.doubt;
  view.error = deed.error;
  view.in_hand_by = deed.in_hand_by;
  view.in_hand_name = deed.in_hand_name;
  view.in_hand_since = deed.in_hand_since;
  view.confirmed_by = deed.confirmed_by;
  view.confirmed_at = deed.confirmed_at;
  view.added = deed.added;
  view.changed = deed.changed;
  return view;
}

Result<DeedView> take_deed(ports::Unit& unit, const ports::Actor& actor, const TakeDeed& command) {
  SHOUHOU_ASSIGN(Deed deed, load_deed(unit, actor.shop, command.id));
  if (deed.state == DeedState::in_hand && deed.in_hand_by == actor.account) return view_of(deed);
  if (deed.state == DeedState::in_hand) {  // say who has it, not just that it is impossible
    SHOUHOU_TRY(moved(deed, "confirm", mover_of(unit, actor, deed), {}));
  }
  SHOUHOU_TRY(not_doubted(deed));
  SHOUHOU_TRY(move(unit, actor, deed, "take"));
  deed.in_hand_by = actor.account;
  deed.in_hand_name = actor.name;
  deed.in_hand_since = unit.now();
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.in_hand", deed);
  return view_of(deed);
}

Result<DeedView> release_deed(ports::Unit& unit, const ports::Actor& actor, const TakeDeed& command) {
  SHOUHOU_ASSIGN(Deed deed, load_deed(unit, actor.shop, command.id));
  SHOUHOU_TRY(move(unit, actor, deed, "put_back"));
  put_down(deed);
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.released", deed);
  return view_of(deed);
}

Result<DeedView> confirm_deed(ports::Unit& unit, const ports::Actor& actor, const ConfirmDeed& command) {
  SHOUHOU_ASSIGN(Deed deed, load_deed(unit, actor.shop, command.id));
  SHOUHOU_TRY(require(actor, permission_for(deed.kind)));
  const std::string reference(utf8::trim(command.reference));
  SHOUHOU_TRY(reference_fits(reference));
  if (deed.state == DeedState::done) return confirmed_again(unit, actor, std::move(deed), reference);
  if (deed.state == DeedState::cancelled) {
    SHOUHOU_TRY(finish_deed(unit, actor, deed, reference));
    doubt_deed(unit, actor, deed, reference,
               {text_of(deed.kind).zh + " " + format_yuan(deed.amount) + " 元已取消，却确认办了，请核对",
                "confirmed although it had been cancelled; please check"});
    return view_of(deed);
  }
  Deed after = deed;
  SHOUHOU_TRY(move(unit, actor, after, "confirm"));
  SHOUHOU_TRY(not_doubted(deed));
  SHOUHOU_TRY(finish_deed(unit, actor, deed, reference));
  return view_of(deed);
}

Result<DeedView> fail_deed(ports::Unit& unit, const ports::Actor& actor, const FailDeed& command) {
  SHOUHOU_ASSIGN(Deed deed, load_deed(unit, actor.shop, command.id));
  const bool again = deed.state == DeedState::failed && command.retry;
  Deed after = deed;
  if (!again) SHOUHOU_TRY(move(unit, actor, after, "fail", command.reason));
  if (!command.retry && missed_for_good(deed.kind)) {
    SHOUHOU_TRY(deed_missed(unit, actor, deed, command.reason));
    return view_of(deed);
  }
  if (command.retry) {
    SHOUHOU_TRY(move(unit, actor, after, "retry", command.reason));
    SHOUHOU_TRY(not_doubted(deed));
  }
  put_down(after);
  if (!command.reason.empty()) after.error = command.reason;
  keep_deed(unit, after);
  if (command.retry) {
    queue_deed(unit, after, unit.now());
  } else if (const auto item = unit.outbox().by_key(deed.shop, perform_deed, deed.id.str())) {
    unit.outbox().bury(deed.shop, item->id, command.reason, unit.now());
  }
  tell_deed(unit, actor, command.retry ? "deed.retried" : "deed.failed", after, {{"reason", command.reason}});
  return view_of(after);
}

Result<DeedView> cancel_deed(ports::Unit& unit, const ports::Actor& actor, const CancelDeed& command) {
  SHOUHOU_ASSIGN(Deed deed, load_deed(unit, actor.shop, command.id));
  if (deed.state == DeedState::cancelled) return view_of(deed);
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  if (deed.kind == EffectKind::await_return) {
    return fail(ErrorKind::conflict, "deed.return_open",
                {"请在退货单上处理（放弃或拒收）", "deal with the return itself: give it up or reject it"});
  }
  Deed after = deed;
  SHOUHOU_TRY(move(unit, actor, after, "cancel", command.reason));
  SHOUHOU_TRY(drop_deed(unit, actor, deed, command.reason));
  return view_of(deed);
}

Result<DeedView> settle_doubt(ports::Unit& unit, const ports::Actor& actor, const SettleDoubt& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_approve));
  SHOUHOU_ASSIGN(Deed deed, load_deed(unit, actor.shop, command.id));
  if (deed.doubt.empty()) return view_of(deed);
  if (utf8::trim(command.reason).empty()) {
    return invalid("case.reason_needed", "reason", {"请写明核对结果", "say what was found"});
  }
  tell_deed(unit, actor, "deed.doubt_settled", deed, {{"other", deed.doubt}, {"reason", command.reason}});
  audit(unit, actor,
        {"deed.doubt_settled", "deed:" + deed.id.str(), {{"other", deed.doubt}, {"reason", command.reason}}});
  deed.doubt.clear();
  keep_deed(unit, deed);
  return view_of(deed);
}

Result<DeedPage> list_deeds(ports::ReadUnit& unit, const ports::Actor& actor, const ListDeeds& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  const int limit = std::clamp(query.limit, 1, largest_page);
  ports::DeedFilter filter{query.state, query.kind, query.department, {}, query.doubted};
  if (query.mine) filter.in_hand_by = actor.account;
  DeedPage page;
  const std::vector<Deed> deeds = unit.grants().deeds(actor.shop, filter, query.after, limit + 1);
  for (const Deed& deed : deeds) {
    if (page.items.size() == static_cast<std::size_t>(limit)) {
      page.next = page.items.back().deed.id;
      break;
    }
    DeedItem item;
    item.deed = view_of(deed);
    if (const auto row = unit.cases().row(actor.shop, deed.case_id)) {
      item.case_number = row->number;
      item.channel = row->channel;
      item.subject = row->subject;
    }
    page.items.push_back(std::move(item));
  }
  return page;
}

}  // namespace shouhou::app
