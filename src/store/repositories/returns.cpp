#include "store/repositories/returns.h"

#include <limits>
#include <stdexcept>

#include "app/stored_json.h"
#include "ports/personal_vault.h"
#include "store/sql/queries/returns.h"

namespace shouhou::store {
namespace queries = sql::returns;
namespace {

domain::Return return_of(const Row& row) {
  auto state = app::stored::parse<domain::Return>(row.text(0));
  if (!state) throw std::runtime_error("a stored return is damaged");
  return *std::move(state);
}

ports::ReturnRow return_row(const Row& row) {
  return {return_of(row), {row.integer(1), row.integer(2)}};
}

bool may_still_come(const domain::Return& state) {
  using enum domain::Reception;
  return !state.decided() && state.reception != received && state.reception != given_up;
}

}  // namespace

std::optional<domain::Return> ReturnRepository::load(ShopId shop, ReturnId id) {
  return session_.one(queries::load, {{"shop_id", shop}, {"id", id}}, return_of);
}

std::optional<domain::Return> ReturnRepository::by_number(ShopId shop, std::int64_t number) {
  return session_.one(queries::by_number, {{"shop_id", shop}, {"number", number}}, return_of);
}

std::optional<domain::Return> ReturnRepository::of_deed(ShopId shop, DeedId deed) {
  return session_.one(queries::of_deed, {{"shop_id", shop}, {"deed_id", deed}}, return_of);
}

std::vector<domain::Return> ReturnRepository::of_grant(ShopId shop, GrantId grant) {
  return session_.all(queries::of_grant, {{"shop_id", shop}, {"grant_id", grant}}, return_of);
}

std::vector<domain::Return> ReturnRepository::of_case(ShopId shop, CaseId id) {
  return session_.all(queries::of_case, {{"shop_id", shop}, {"case_id", id}}, return_of);
}

std::vector<domain::Return> ReturnRepository::of_order(ShopId shop, OrderId order, int limit) {
  return session_.all(queries::of_order, {{"shop_id", shop}, {"order_id", order}, {"limit", limit}},
                      return_of);
}

std::vector<domain::Return> ReturnRepository::of_order_number(ShopId shop, std::string_view number,
                                                              int limit) {
  return session_.all(queries::of_order_number, {{"shop_id", shop}, {"number", number}, {"limit", limit}},
                      return_of);
}

std::vector<domain::Return> ReturnRepository::tracked(ShopId shop, std::string_view tracking_number,
                                                      int limit) {
  return session_.all(queries::tracked, {{"shop_id", shop}, {"number", tracking_number}, {"limit", limit}},
                      return_of);
}

std::vector<domain::Return> ReturnRepository::by_phone(ShopId shop, std::string_view phone_or_tail,
                                                       int limit) {
  const std::string digits = domain::normal_phone(phone_or_tail);
  const bool whole = digits.size() > 4;
  const std::string tail = domain::phone_tail(phone_or_tail);
  if (!whole && tail.empty()) return {};
  const std::string hash =
      whole ? unit_.vault().phone_hash(shop, digits) : unit_.vault().tail_hash(shop, tail);
  if (hash.empty()) return {};
  return session_.all(whole ? queries::by_phone : queries::by_tail,
                      {{"shop_id", shop}, {"hash", Bytes{hash}}, {"limit", limit}}, return_of);
}

std::vector<OrderId> ReturnRepository::orders_returning_in(ShopId shop, std::string_view tracking_number) {
  return session_.all(queries::orders_returning_in, {{"shop_id", shop}, {"number", tracking_number}},
                      [](const Row& row) { return row.id<OrderId>(0); });
}

void ReturnRepository::insert(const domain::Return& added, const domain::ReturnPatience& patience,
                              std::string_view phone) {
  const std::string digits = domain::normal_phone(phone);
  const std::string tail = domain::phone_tail(phone);
  const std::string phone_hash =
      digits.empty() ? std::string() : unit_.vault().phone_hash(added.shop, digits);
  const std::string tail_hash = tail.empty() ? std::string() : unit_.vault().tail_hash(added.shop, tail);
  const std::string body = app::stored::to_json(added);
  const auto done = session_.change(queries::add, {{"shop_id", added.shop},
                                                   {"id", added.id},
                                                   {"number", added.number},
                                                   {"version", added.version},
                                                   {"case_id", added.case_id},
                                                   {"grant_id", added.grant},
                                                   {"deed_id", added.deed},
                                                   {"order_id", added.order},
                                                   {"buyer_id", added.buyer},
                                                   {"order_number", added.order_number},
                                                   {"tracking_number", added.tracking_number},
                                                   {"stage", domain::name(stage_of(added))},
                                                   {"since", added.changed},
                                                   {"open", may_still_come(added)},
                                                   {"next_look", next_look(added, patience)},
                                                   {"phone_hash", Bytes{phone_hash}},
                                                   {"tail_hash", Bytes{tail_hash}},
                                                   {"body", body}});
  if (!done) throw std::logic_error("returns.add: the deed has a return already");
  save_lines(nullptr, added);
}

Result<void> ReturnRepository::update(const domain::Return& before, const domain::Return& after,
                                      const domain::ReturnPatience& patience) {
  const std::string body = app::stored::to_json(after);
  const std::int64_t changed = session_.run(queries::change, {{"shop_id", after.shop},
                                                              {"id", after.id},
                                                              {"version", after.version},
                                                              {"case_id", after.case_id},
                                                              {"tracking_number", after.tracking_number},
                                                              {"stage", domain::name(stage_of(after))},
                                                              {"since", after.changed},
                                                              {"open", may_still_come(after)},
                                                              {"next_look", next_look(after, patience)},
                                                              {"body", body},
                                                              {"before", before.version}});
  if (changed != 1) {
    return fail(
        ErrorKind::stale, "return.changed",
        {"刚才有人改过这张退货单，请重新载入", "somebody has just changed this return; load it again"});
  }
  save_lines(&before, after);
  return {};
}

void ReturnRepository::save_lines(const domain::Return* before, const domain::Return& after) {
  for (const domain::ReturnLine& line : after.lines) {
    const domain::ReturnLine* old = before ? before->line_at(line.place) : nullptr;
    if (old && old->received == line.received && old->damaged == line.damaged &&
        old->accepted == line.accepted && old->rejected == line.rejected) {
      continue;
    }
    session_.later(queries::save_line, {{"shop_id", after.shop},
                                        {"return_id", after.id},
                                        {"place", line.place},
                                        {"line_id", line.line},
                                        {"sku_id", line.sku},
                                        {"expected", line.expected},
                                        {"received", line.received},
                                        {"damaged", line.damaged},
                                        {"accepted", line.accepted},
                                        {"rejected", line.rejected}});
  }
}

std::vector<ports::ReturnRow> ReturnRepository::in_stage(ShopId shop, domain::ReturnStage stage,
                                                         ports::ReturnPlace after, int limit) {
  const bool newest = stage == domain::ReturnStage::done;
  if (newest && after.id == 0) {
    after = {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max()};
  }
  return session_.all(newest ? queries::in_stage_newest : queries::in_stage,
                      {{"shop_id", shop},
                       {"stage", domain::name(stage)},
                       {"since", after.since},
                       {"id", after.id},
                       {"limit", limit}},
                      return_row);
}

std::vector<domain::Return> ReturnRepository::awaited(ShopId shop, int limit) {
  return session_.all(queries::awaited, {{"shop_id", shop}, {"limit", limit}}, return_of);
}

std::vector<ReturnId> ReturnRepository::to_look_at(ShopId shop, Instant now, int limit) {
  return session_.all(queries::to_look_at, {{"shop_id", shop}, {"now", now}, {"limit", limit}},
                      [](const Row& row) { return row.id<ReturnId>(0); });
}

}  // namespace shouhou::store
