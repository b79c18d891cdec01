#include "store/repositories/offers.h"

#include "app/stored_json.h"
#include "base/encoding.h"
#include "store/repositories/read_word.h"
#include "store/sql/queries/offers.h"

namespace shouhou::store {
namespace queries = sql::offers;
namespace {

ports::StoredOffer offer_of(const Row& row) {
  auto offer = app::stored::parse<ports::StoredOffer>(row.text(5));
  if (!offer) throw std::runtime_error("offer " + row.id<OfferId>(1).str() + ": its stored text is damaged");
  offer->shop = row.id<ShopId>(0);
  offer->id = row.id<OfferId>(1);
  offer->case_id = row.id<CaseId>(2);
  offer->version = row.integer(3);
  read_word(row, 4, offer->state);
  return *std::move(offer);
}

std::optional<Instant> at(const std::optional<ports::OfferAct>& act) {
  return act ? std::optional(act->at) : std::nullopt;
}

domain::AcceptCell cell_of(const Row& row) {
  domain::AcceptCell cell;
  read_word(row, 0, cell.remedy);
  cell.size = row.integer(1);
  read_word(row, 2, cell.issue_class);
  cell.price = row.integer(3);
  read_word(row, 4, cell.mood);
  cell.issue = row.text(5);
  read_word(row, 6, cell.demand);
  return cell;
}

}  // namespace

std::optional<ports::StoredOffer> OfferRepository::load(ShopId shop, OfferId id) {
  return session_.one(queries::load, {{"shop_id", shop}, {"id", id}}, offer_of);
}

std::optional<ports::StoredOffer> OfferRepository::live_of(ShopId shop, CaseId id) {
  return session_.one(queries::live_of, {{"shop_id", shop}, {"case_id", id}}, offer_of);
}

std::vector<ports::StoredOffer> OfferRepository::of_case(ShopId shop, CaseId id, int limit) {
  return session_.all(queries::of_case, {{"shop_id", shop}, {"case_id", id}, {"limit", limit}}, offer_of);
}

Result<void> OfferRepository::add(const ports::StoredOffer& offer) {
  const std::string body = app::stored::to_json(offer);
  SHOUHOU_TRY(session_.change(queries::add, {{"shop_id", offer.shop},
                                             {"id", offer.id},
                                             {"case_id", offer.case_id},
                                             {"version", offer.version},
                                             {"state", domain::name(offer.state)},
                                             {"proposed", offer.proposed.at},
                                             {"valid_until", offer.menu.valid_until},
                                             {"sent", at(offer.sent)},
                                             {"ended", at(offer.ended)},
                                             {"body", body}}));
  return {};
}

Result<void> OfferRepository::change(ports::StoredOffer& offer) {
  const std::int64_t before = offer.version++;
  const std::string body = app::stored::to_json(offer);
  SHOUHOU_ASSIGN(const std::int64_t changed,
                 session_.change(queries::change, {{"version", offer.version},
                                                   {"state", domain::name(offer.state)},
                                                   {"valid_until", offer.menu.valid_until},
                                                   {"sent", at(offer.sent)},
                                                   {"ended", at(offer.ended)},
                                                   {"body", body},
                                                   {"shop_id", offer.shop},
                                                   {"id", offer.id},
                                                   {"before", before}}));
  if (changed == 1) return {};
  return fail(ErrorKind::stale, "offer.changed",
              {"刚才有人动过这张方案单，请重新载入", "somebody has just changed this offer; load it again"});
}

std::vector<OfferId> OfferRepository::running_out(ShopId shop, Instant now, int limit) {
  return session_.all(queries::running_out, {{"shop_id", shop}, {"now", now}, {"limit", limit}},
                      [](const Row& row) { return row.id<OfferId>(0); });
}

std::vector<ports::StoredOffer> OfferRepository::answered(ShopId shop, int limit) {
  return session_.all(queries::answered, {{"shop_id", shop}, {"limit", limit}}, offer_of);
}

void OfferRepository::add_link(ShopId shop, std::string_view token_hash, CaseId id,
                               const ports::OfferAct& by) {
  const std::string hash = to_hex(token_hash);
  session_.run(queries::add_link, {{"shop_id", shop},
                                   {"token_hash", hash},
                                   {"case_id", id},
                                   {"made", by.at},
                                   {"account_id", by.account}});
}

std::optional<CaseId> OfferRepository::link(ShopId shop, std::string_view token_hash) {
  const std::string hash = to_hex(token_hash);
  return session_.one(queries::link, {{"shop_id", shop}, {"token_hash", hash}},
                      [](const Row& row) { return row.id<CaseId>(0); });
}

void OfferRepository::count(ShopId shop, const domain::Answered& answer) {
  counted_ = true;
  session_.run(queries::count, {{"shop_id", shop},
                                {"remedy", domain::name(answer.cell.remedy)},
                                {"size_band", answer.cell.size},
                                {"issue_class", domain::name(answer.cell.issue_class)},
                                {"price_band", answer.cell.price},
                                {"mood", domain::name(answer.cell.mood)},
                                {"issue", answer.cell.issue},
                                {"demand", domain::name(answer.cell.demand)},
                                {"accepted", answer.accepted},
                                {"refused", !answer.accepted}});
}

domain::AcceptHistory OfferRepository::answers(ShopId shop) {
  domain::AcceptHistory history;
  session_.each(queries::answers, {{"shop_id", shop}}, [&](const Row& row) {
    const domain::AcceptCell cell = cell_of(row);
    if (row.integer(7) > 0) history.add(cell, true, row.integer(7));
    if (row.integer(8) > 0) history.add(cell, false, row.integer(8));
  });
  return history;
}

std::shared_ptr<const domain::AcceptModel> OfferRepository::acceptance(ShopId shop) {
  const auto rules = rules_.of(session_, shop);
  const auto sums = session_
                        .one(queries::answer_sums, {{"shop_id", shop}},
                             [](const Row& row) {
                               return AnswerSums{row.integer(0), row.integer(1), row.integer(2)};
                             })
                        .value_or(AnswerSums{});
  if (auto known = learnt_.find(shop, sums, rules)) return known;
  return learnt_.fit(shop, sums, rules, answers(shop), !counted_);
}

std::vector<ports::BuyerPattern> OfferRepository::patterns(ShopId shop, BuyerId buyer, int limit) {
  return session_.all(queries::patterns, {{"shop_id", shop}, {"buyer_id", buyer}, {"limit", limit}},
                      [](const Row& row) {
                        return ports::BuyerPattern{row.integer(0),
                                                   row.flag(1),
                                                   row.string(2),
                                                   {row.id<AccountId>(4), row.string(5), row.instant(3)}};
                      });
}

void OfferRepository::add_pattern(ShopId shop, BuyerId buyer, const ports::BuyerPattern& pattern) {
  session_.run(queries::add_pattern, {{"shop_id", shop},
                                      {"buyer_id", buyer},
                                      {"number", pattern.number},
                                      {"safe", pattern.safe},
                                      {"why", pattern.why},
                                      {"at", pattern.by.at},
                                      {"account_id", pattern.by.account},
                                      {"actor", pattern.by.actor}});
}

}  // namespace shouhou::store
