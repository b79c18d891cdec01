#include "store/repositories/grants.h"

#include <stdexcept>

#include "app/stored_json.h"
#include "store/repositories/read_word.h"
#include "store/sql/queries/grants.h"

namespace shouhou::store {
namespace queries = sql::grants;
namespace {

using domain::Deed;
using domain::Grant;

template <class T>
T parsed(const Row& row, int column) {
  auto value = app::stored::parse<T>(row.text(column));
  if (!value) throw std::runtime_error("damaged JSON in the database: " + row.string(column));
  return *std::move(value);
}

Grant grant_of(const Row& row) {
  Grant grant;
  grant.shop = row.id<ShopId>(0);
  grant.id = row.id<GrantId>(1);
  grant.case_id = row.id<CaseId>(2);
  grant.buyer = row.id<BuyerId>(3);
  grant.offer = row.id<OfferId>(4);
  grant.key = row.string(5);
  grant.remedy = parsed<domain::Remedy>(row, 6);
  grant.entitled = row.flag(7);
  grant.goodwill = row.fen(8);
  read_word(row, 9, grant.state);
  read_word(row, 10, grant.approver);
  grant.reason = row.string(11);
  grant.proposed_by = row.id<AccountId>(12);
  grant.proposed_name = row.string(13);
  grant.proposed_at = row.instant(14);
  grant.decided_by = row.id<AccountId>(15);
  grant.decided_name = row.string(16);
  grant.decided_at = row.maybe_instant(17);
  grant.why = row.string(18);
  grant.rules_version = row.string(19);
  return grant;
}

Deed deed_of(const Row& row) {
  Deed deed;
  deed.shop = row.id<ShopId>(0);
  deed.id = row.id<DeedId>(1);
  deed.grant = row.id<GrantId>(2);
  deed.case_id = row.id<CaseId>(3);
  deed.place = static_cast<int>(row.integer(4));
  read_word(row, 5, deed.kind);
  deed.amount = row.fen(6);
  deed.on_top = row.flag(7);
  deed.pieces = parsed<std::vector<std::int64_t>>(row, 8);
  deed.at = row.maybe_instant(9);
  deed.waits_for = static_cast<int>(row.integer(10));
  read_word(row, 11, deed.state);
  read_word(row, 12, deed.department);
  deed.task = row.id<TaskId>(13);
  deed.instruction = {row.string(14), row.string(15)};
  deed.reference = row.string(16);
  deed.doubt = row.string(17);
  deed.error = row.string(18);
  deed.in_hand_by = row.id<AccountId>(19);
  deed.in_hand_name = row.string(20);
  deed.in_hand_since = row.maybe_instant(21);
  deed.confirmed_by = row.id<AccountId>(22);
  deed.confirmed_at = row.maybe_instant(23);
  deed.added = row.instant(24);
  deed.changed = row.instant(25);
  return deed;
}

ports::GoodwillGiven given_of(const Row& row) {
  return {row.fen(0), row.integer(1)};
}

void demand_one(std::int64_t rows, const char* what) {
  if (rows != 1) throw std::logic_error(std::string(what) + ": no such row");
}

}  // namespace

void GrantRepository::insert(const Grant& grant) {
  const std::string remedy = app::stored::to_json(grant.remedy);
  session_.run(queries::insert, {{"shop_id", grant.shop},
                                 {"id", grant.id},
                                 {"case_id", grant.case_id},
                                 {"buyer_id", grant.buyer},
                                 {"offer_id", grant.offer},
                                 {"key", grant.key},
                                 {"remedy", remedy},
                                 {"entitled", grant.entitled},
                                 {"goodwill", grant.goodwill},
                                 {"state", domain::name(grant.state)},
                                 {"approver", domain::name(grant.approver)},
                                 {"reason", grant.reason},
                                 {"proposed_by", grant.proposed_by},
                                 {"proposed_name", grant.proposed_name},
                                 {"proposed_at", grant.proposed_at},
                                 {"decided_by", grant.decided_by},
                                 {"decided_name", grant.decided_name},
                                 {"decided_at", grant.decided_at},
                                 {"why", grant.why},
                                 {"rules_version", grant.rules_version}});
}

void GrantRepository::update(const Grant& grant) {
  demand_one(session_.run(queries::update, {{"goodwill", grant.goodwill},
                                            {"state", domain::name(grant.state)},
                                            {"approver", domain::name(grant.approver)},
                                            {"decided_by", grant.decided_by},
                                            {"decided_name", grant.decided_name},
                                            {"decided_at", grant.decided_at},
                                            {"why", grant.why},
                                            {"shop_id", grant.shop},
                                            {"id", grant.id}}),
             "grant");
}

std::optional<Grant> GrantRepository::find(ShopId shop, GrantId id) {
  return session_.one(queries::find, {{"shop_id", shop}, {"id", id}}, grant_of);
}

std::optional<Grant> GrantRepository::by_key(ShopId shop, CaseId id, std::string_view key) {
  return session_.one(queries::by_key, {{"shop_id", shop}, {"case_id", id}, {"key", key}}, grant_of);
}

std::vector<Grant> GrantRepository::of_case(ShopId shop, CaseId id) {
  return session_.all(queries::of_case, {{"shop_id", shop}, {"case_id", id}}, grant_of);
}

std::vector<Grant> GrantRepository::waiting(ShopId shop, GrantId after, int limit) {
  return session_.all(queries::waiting, {{"shop_id", shop}, {"after", after}, {"limit", limit}}, grant_of);
}

void GrantRepository::move_case(ShopId shop, CaseId from, CaseId to) {
  session_.run(queries::move_grants, {{"to", to}, {"shop_id", shop}, {"from", from}});
  session_.run(queries::move_deeds, {{"to", to}, {"shop_id", shop}, {"from", from}});
  session_.run(queries::move_ledger, {{"to", to}, {"shop_id", shop}, {"from", from}});
}

void GrantRepository::insert(const Deed& deed) {
  const std::string pieces = app::stored::to_json(deed.pieces);
  session_.run(queries::insert_deed, {{"shop_id", deed.shop},
                                      {"id", deed.id},
                                      {"grant_id", deed.grant},
                                      {"case_id", deed.case_id},
                                      {"place", deed.place},
                                      {"kind", domain::name(deed.kind)},
                                      {"amount", deed.amount},
                                      {"on_top", deed.on_top},
                                      {"pieces", pieces},
                                      {"at", deed.at},
                                      {"waits_for", deed.waits_for},
                                      {"state", domain::name(deed.state)},
                                      {"department", domain::name(deed.department)},
                                      {"task_id", deed.task},
                                      {"instruction_zh", deed.instruction.zh},
                                      {"instruction_en", deed.instruction.en},
                                      {"reference", deed.reference},
                                      {"doubt", deed.doubt},
                                      {"error", deed.error},
                                      {"in_hand_by", deed.in_hand_by},
                                      {"in_hand_name", deed.in_hand_name},
                                      {"in_hand_since", deed.in_hand_since},
                                      {"confirmed_by", deed.confirmed_by},
                                      {"confirmed_at", deed.confirmed_at},
                                      {"added", deed.added},
                                      {"changed", deed.changed}});
}

void GrantRepository::update(const Deed& deed) {
  demand_one(session_.run(queries::update_deed, {{"amount", deed.amount},
                                                 {"state", domain::name(deed.state)},
                                                 {"department", domain::name(deed.department)},
                                                 {"task_id", deed.task},
                                                 {"instruction_zh", deed.instruction.zh},
                                                 {"instruction_en", deed.instruction.en},
                                                 {"reference", deed.reference},
                                                 {"doubt", deed.doubt},
                                                 {"error", deed.error},
                                                 {"in_hand_by", deed.in_hand_by},
                                                 {"in_hand_name", deed.in_hand_name},
                                                 {"in_hand_since", deed.in_hand_since},
                                                 {"confirmed_by", deed.confirmed_by},
                                                 {"confirmed_at", deed.confirmed_at},
                                                 {"changed", deed.changed},
                                                 {"shop_id", deed.shop},
                                                 {"id", deed.id}}),
             "deed");
}

std::optional<Deed> GrantRepository::find(ShopId shop, DeedId id) {
  return session_.one(queries::find_deed, {{"shop_id", shop}, {"id", id}}, deed_of);
}

std::vector<Deed> GrantRepository::deeds_of(ShopId shop, GrantId id) {
  return session_.all(queries::deeds_of_grant, {{"shop_id", shop}, {"grant_id", id}}, deed_of);
}

std::vector<Deed> GrantRepository::deeds_of_case(ShopId shop, CaseId id) {
  return session_.all(queries::deeds_of_case, {{"shop_id", shop}, {"case_id", id}}, deed_of);
}

std::optional<Deed> GrantRepository::deed_of_task(ShopId shop, TaskId id) {
  return session_.one(queries::deed_of_task, {{"shop_id", shop}, {"task_id", id}}, deed_of);
}

std::vector<Deed> GrantRepository::deeds(ShopId shop, const ports::DeedFilter& filter, DeedId after,
                                         int limit) {
  if (filter.doubted) {
    return session_.all(queries::doubted_deeds, {{"shop_id", shop}, {"after", after}, {"limit", limit}},
                        deed_of);
  }
  const std::string_view kind = filter.kind ? domain::name(*filter.kind) : "";
  const std::string_view department = filter.department ? domain::name(*filter.department) : "";
  const AccountId holder = filter.in_hand_by.value_or(AccountId{-1});
  if (filter.state) {
    return session_.all(queries::deeds_in_state,
                        {{"shop_id", shop},
                         {"state", domain::name(*filter.state)},
                         {"after", after},
                         {"kind", kind},
                         {"department", department},
                         {"in_hand_by", holder},
                         {"limit", limit}},
                        deed_of);
  }
  return session_.all(queries::open_deeds,
                      {{"shop_id", shop},
                       {"after", after},
                       {"kind", kind},
                       {"department", department},
                       {"in_hand_by", holder},
                       {"limit", limit}},
                      deed_of);
}

ports::GoodwillGiven GrantRepository::goodwill_in(ShopId shop, CaseId id) {
  return session_.one(queries::goodwill_in, {{"shop_id", shop}, {"case_id", id}}, given_of).value();
}

ports::GoodwillGiven GrantRepository::goodwill_by(ShopId shop, AccountId who, Instant since) {
  return session_.one(queries::goodwill_by, {{"shop_id", shop}, {"who", who}, {"since", since}}, given_of)
      .value();
}

ports::GoodwillGiven GrantRepository::goodwill_to(ShopId shop, BuyerId buyer, Instant since) {
  return session_
      .one(queries::goodwill_to, {{"shop_id", shop}, {"buyer_id", buyer}, {"since", since}}, given_of)
      .value();
}

void GrantRepository::keep_sku_goodwill(ShopId shop, GrantId grant, SkuId sku, Fen goodwill, Instant at) {
  session_.run(queries::keep_sku_goodwill,
               {{"shop_id", shop}, {"sku_id", sku}, {"at", at}, {"grant_id", grant}, {"goodwill", goodwill}});
}

void GrantRepository::drop_sku_goodwill(ShopId shop, GrantId grant) {
  session_.run(queries::drop_sku_goodwill, {{"shop_id", shop}, {"grant_id", grant}});
}

Fen GrantRepository::goodwill_for(ShopId shop, SkuId sku, Instant since) {
  return session_
      .one(queries::goodwill_for, {{"shop_id", shop}, {"sku_id", sku}, {"since", since}},
           [](const Row& row) { return row.fen(0); })
      .value();
}

void GrantRepository::add(const ports::LedgerLine& line) {
  session_.run(queries::add_line, {{"shop_id", line.shop},
                                   {"id", line.id},
                                   {"case_id", line.case_id},
                                   {"grant_id", line.grant},
                                   {"deed_id", line.deed},
                                   {"kind", domain::name(line.kind)},
                                   {"amount", line.amount},
                                   {"note", line.note},
                                   {"account_id", line.account},
                                   {"at", line.at}});
}

std::vector<ports::LedgerLine> GrantRepository::ledger(ShopId shop, CaseId id, int limit) {
  return session_.all(
      queries::ledger, {{"shop_id", shop}, {"case_id", id}, {"limit", limit}}, [](const Row& row) {
        ports::LedgerLine line{row.id<ShopId>(0),  row.id<LedgerId>(1), row.id<CaseId>(2),
                               row.id<GrantId>(3), row.id<DeedId>(4),   ports::LedgerKind::granted,
                               row.fen(6),         row.string(7),       row.id<AccountId>(8),
                               row.instant(9)};
        read_word(row, 5, line.kind);
        return line;
      });
}

ports::LedgerSums GrantRepository::ledger_sums(ShopId shop, CaseId id) {
  ports::LedgerSums sums;
  session_.each(queries::ledger_sums, {{"shop_id", shop}, {"case_id", id}}, [&](const Row& row) {
    ports::LedgerKind kind = ports::LedgerKind::instructed;
    read_word(row, 0, kind);
    if (kind == ports::LedgerKind::granted) sums.granted = row.fen(1);
    if (kind == ports::LedgerKind::paid) sums.paid = row.fen(1);
    if (kind == ports::LedgerKind::withdrawn) sums.withdrawn = row.fen(1);
  });
  return sums;
}

std::vector<CaseId> GrantRepository::cases_with_ledger(ShopId shop, CaseId after, int limit) {
  return session_.all(queries::cases_with_ledger, {{"shop_id", shop}, {"after", after}, {"limit", limit}},
                      [](const Row& row) { return row.id<CaseId>(0); });
}

}  // namespace shouhou::store
