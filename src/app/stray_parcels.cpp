// Parcels that nobody announced, and the photos taken at the dock.
#include <algorithm>

#include "app/change_case.h"
#include "app/change_return.h"
#include "app/dock.h"
#include "app/require.h"
#include "base/utf8.h"
#include "domain/buyers.h"
#include "domain/tracking_numbers.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

using domain::Permission;
using domain::StrayState;

constexpr int compared_most = 500;  // open returns, the newest
constexpr std::size_t most_photos = 30;
constexpr int largest_page = 100;

Result<domain::Stray> load_stray(ports::ReadUnit& unit, ShopId shop, StrayId id) {
  auto state = unit.returns().stray(shop, id);
  if (state) return *std::move(state);
  return fail(ErrorKind::not_found, "stray.not_found", {"没有这个包裹", "there is no such parcel"});
}

std::vector<StrayMatchView> matches_of(ports::ReadUnit& unit, const ports::Actor& actor,
                                       const domain::Stray& stray) {
  std::vector<domain::Return> returns = unit.returns().awaited(stray.shop, compared_most);
  const auto add = [&](const std::optional<domain::Return>& state) {
    if (!state || state->decided()) return;
    if (std::ranges::find(returns, state->id, &domain::Return::id) == returns.end())
      returns.push_back(*state);
  };
  const auto same_phone = unit.returns().like_phone_of(stray.shop, stray.id, compared_most);
  for (const ReturnId id : same_phone) add(unit.returns().load(stray.shop, id));
  std::vector<ReturnId> told;
  if (!stray.tracking_number.empty()) {
    for (const domain::Return& state : unit.returns().tracked(stray.shop, stray.tracking_number, 20))
      add(state);
    for (const OrderId order : unit.returns().orders_returning_in(stray.shop, stray.tracking_number)) {
      for (const domain::Return& state : unit.returns().of_order(stray.shop, order, 5)) {
        told.push_back(state.id);
        add(state);
      }
    }
  }
  const auto among = [](const std::vector<ReturnId>& ids, ReturnId id) {
    return std::ranges::find(ids, id) != ids.end();
  };
  std::vector<domain::MatchCandidate> candidates;
  for (const domain::Return& state : returns) {
    candidates.push_back({&state, among(same_phone, state.id), among(told, state.id)});
  }
  std::vector<StrayMatchView> views;
  for (const domain::Match& match : best_matches(stray, candidates)) {
    const auto state = std::ranges::find(returns, match.id, &domain::Return::id);
    StrayMatchView view{item_of(*state, state->changed, unit.now()), match.points, {}};
    for (const domain::MatchReason& reason : match.reasons)
      view.reasons.push_back(reason.text.in(actor.language));
    views.push_back(std::move(view));
  }
  return views;
}

StrayView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Stray& stray) {
  StrayView view;
  view.id = stray.id;
  view.number = stray.number;
  view.version = stray.version;
  view.state = stray.state;
  view.carrier = stray.carrier;
  view.tracking_number = stray.tracking_number;
  if (stray.phone_known && actor.may(Permission::parcel_write)) {
    view.phone = domain::phone_tail(unit.returns().phone_on(stray.shop, stray.id));
  }
  view.contents = stray.contents;
  view.pieces = stray.pieces;
  view.grams = stray.grams;
  view.note = stray.note;
  for (const domain::StrayPhoto& photo : stray.photos) view.photos.push_back(photo.id);
  view.matched = stray.matched;
  view.reason = stray.reason;
  view.seen = stray.seen;
  if (stray.state == StrayState::open) view.matches = matches_of(unit, actor, stray);
  return view;
}

void record_stray(ports::Unit& unit, const ports::Actor& actor, const domain::Stray& stray,
                  const std::string& kind, CaseId case_id = {}) {
  unit.record({stray.shop, 0, case_id, kind, unit.now(), actor.account, actor.name,
               R"({"stray":")" + stray.id.str() + R"(","number":)" + std::to_string(stray.number) + "}"});
}

Result<void> save(ports::Unit& unit, const domain::Stray& before, domain::Stray& after) {
  ++after.version;
  after.changed = unit.now();
  return unit.returns().update_stray(before, after);
}

Result<void> fits(const std::string& text, std::size_t most, const char* field) {
  if (utf8::length(text) <= most && text.find('\0') == std::string::npos) return {};
  return invalid("stray.field", field, {"文字过长", "the text is too long"});
}

Result<void> check(const RegisterStray& command) {
  SHOUHOU_TRY(fits(command.carrier, 40, "carrier"));
  SHOUHOU_TRY(fits(command.tracking_number, 60, "tracking_number"));
  SHOUHOU_TRY(fits(command.phone, 30, "phone"));
  SHOUHOU_TRY(fits(command.contents, 300, "contents"));
  SHOUHOU_TRY(fits(command.note, 500, "note"));
  if (command.pieces < 0 || command.pieces > domain::most_pieces || command.grams < 0 ||
      command.grams > 10'000'000) {
    return invalid("stray.field", "pieces", {"件数或重量不对", "pieces or weight are out of range"});
  }
  if (command.tracking_number.empty() && command.phone.empty() && command.contents.empty()) {
    return invalid("stray.field", "contents",
                   {"运单号、手机尾号、物品，至少填一样", "say at least number, phone tail or contents"});
  }
  return {};
}

}  // namespace

Result<StrayView> register_stray(ports::Unit& unit, const ports::Actor& actor, const RegisterStray& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_TRY(check(command));
  domain::Stray stray;
  stray.tracking_number = domain::normal_tracking(command.tracking_number);
  if (!stray.tracking_number.empty()) {
    for (const domain::Stray& known : unit.returns().strays_tracked(actor.shop, stray.tracking_number)) {
      if (known.state == StrayState::open) return view_of(unit, actor, known);
    }
  }
  stray.shop = actor.shop;
  stray.id = unit.ids().next<StrayId>(unit.now());
  stray.number = unit.next_number(actor.shop, "stray");
  stray.version = 1;
  stray.carrier = utf8::trim(command.carrier);
  stray.contents = utf8::trim(command.contents);
  stray.pieces = command.pieces;
  stray.grams = command.grams;
  stray.note = utf8::trim(command.note);
  stray.phone_known = !domain::phone_tail(command.phone).empty();
  stray.by = actor.account;
  stray.seen = stray.changed = unit.now();
  unit.returns().insert_stray(stray, stray.phone_known ? command.phone : std::string());
  record_stray(unit, actor, stray, "return.stray_registered");
  return view_of(unit, actor, stray);
}

Result<StrayView> show_stray(ports::ReadUnit& unit, const ports::Actor& actor, const ShowStray& query) {
  SHOUHOU_TRY(require(actor, Permission::order_read));
  SHOUHOU_ASSIGN(const domain::Stray stray, load_stray(unit, actor.shop, query.id));
  return view_of(unit, actor, stray);
}

Result<StrayPage> list_strays(ports::ReadUnit& unit, const ports::Actor& actor, const ListStrays& query) {
  SHOUHOU_TRY(require(actor, Permission::order_read));
  const auto after = page_place(query.after);
  if (!after) return invalid("return.page", "after", {"页码标记不对", "the mark of the page is malformed"});
  const int limit = std::clamp(query.limit, 1, largest_page);
  StrayPage page;
  for (const ports::StrayRow& row : unit.returns().strays(actor.shop, query.state, *after, limit)) {
    page.items.push_back(view_of(unit, actor, row.state));
    page.next = page_mark(row.place);
  }
  if (page.items.size() < static_cast<std::size_t>(limit)) page.next.reset();
  return page;
}

Result<ReturnView> match_stray(ports::Unit& unit, const ports::Actor& actor, const MatchStray& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Stray before, load_stray(unit, actor.shop, command.id));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.to));
  if (before.state == StrayState::matched && before.matched == command.to) return view_of(unit, actor, state);
  if (before.state != StrayState::open) {
    return fail(ErrorKind::conflict, "stray.settled",
                {"这个包裹已经处理过", "this parcel is settled already"});
  }
  if (state.decided()) {
    return fail(ErrorKind::conflict, "return.decided",
                {"那张退货单已经验收完毕", "that return is concluded"});
  }
  domain::Stray after = before;
  after.state = StrayState::matched;
  after.matched = state.id;
  SHOUHOU_TRY(save(unit, before, after));
  const bool may_track = state.reception == domain::Reception::announced ||
                         state.reception == domain::Reception::in_transit ||
                         state.reception == domain::Reception::delivered;
  if (may_track && !before.tracking_number.empty()) {
    SHOUHOU_TRY(change_return(unit, actor, state.id, {},
                              {domain::ask_return::SetTracking{before.carrier, before.tracking_number}}));
  }
  for (const domain::StrayPhoto& photo : before.photos) {
    const ReadyFile file{photo.content_hash, photo.thumbnail_hash, photo.look, photo.media_type};
    const auto moved = add_return_photo(unit, actor, {state.id}, file);
    if (!moved && moved.error().code != "case.closed") return forward(moved.error());
  }
  record_stray(unit, actor, after, "return.stray_matched", state.case_id);
  SHOUHOU_ASSIGN(const domain::Return shown, load_return(unit, actor.shop, state.id));
  return view_of(unit, actor, shown);
}

Result<StrayView> close_stray(ports::Unit& unit, const ports::Actor& actor, const CloseStray& command) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Stray before, load_stray(unit, actor.shop, command.id));
  if (command.state != StrayState::sent_back && command.state != StrayState::kept) {
    return invalid("stray.field", "state", {"只能寄回或留存", "it is sent back or kept"});
  }
  if (command.reason.empty()) return invalid("return.reason_needed", "reason", {"请写明原因", "say why"});
  SHOUHOU_TRY(fits(command.reason, domain::longest_return_reason, "reason"));
  if (before.state == command.state) return view_of(unit, actor, before);
  if (before.state != StrayState::open) {
    return fail(ErrorKind::conflict, "stray.settled",
                {"这个包裹已经处理过", "this parcel is settled already"});
  }
  domain::Stray after = before;
  after.state = command.state;
  after.reason = command.reason;
  SHOUHOU_TRY(save(unit, before, after));
  record_stray(unit, actor, after, "return.stray_closed");
  return view_of(unit, actor, after);
}

Result<PhotoAdded> add_return_photo(ports::Unit& unit, const ports::Actor& actor,
                                    const AddReturnPhoto& command, const ReadyFile& file) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, state.case_id, true));
  AddEvidence add;
  add.id = its_case.id;
  add.kind = file.media_type == "video/mp4" ? domain::EvidenceKind::video : domain::EvidenceKind::photo;
  add.reference = "R" + std::to_string(state.number);
  SHOUHOU_ASSIGN(const EvidenceAdded added, add_evidence(unit, desk_for(actor), add, &file));
  return PhotoAdded{added.evidence};
}

Result<PhotoAdded> add_stray_photo(ports::Unit& unit, const ports::Actor& actor, const AddStrayPhoto& command,
                                   const ReadyFile& file) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Stray before, load_stray(unit, actor.shop, command.id));
  if (before.photos.size() >= most_photos) {
    return fail(ErrorKind::too_large, "stray.full", {"照片太多", "there are too many photos"});
  }
  domain::Stray after = before;
  after.photos.push_back({unit.ids().next<EvidenceId>(unit.now()), file.content_hash, file.thumbnail_hash,
                          file.look, file.media_type});
  SHOUHOU_TRY(save(unit, before, after));
  return PhotoAdded{after.photos.back().id};
}

Result<EvidenceFile> find_stray_photo(ports::ReadUnit& unit, const ports::Actor& actor,
                                      const GetStrayPhoto& query) {
  SHOUHOU_TRY(require(actor, Permission::order_read));
  SHOUHOU_ASSIGN(const domain::Stray stray, load_stray(unit, actor.shop, query.id));
  const auto photo = std::ranges::find(stray.photos, query.photo, &domain::StrayPhoto::id);
  if (photo == stray.photos.end()) {
    return fail(ErrorKind::not_found, "evidence.not_found", {"没有这张照片", "there is no such photo"});
  }
  if (query.thumbnail && !photo->thumbnail_hash.empty())
    return EvidenceFile{photo->thumbnail_hash, "image/jpeg"};
  return EvidenceFile{photo->content_hash, photo->media_type};
}

}  // namespace shouhou::app
