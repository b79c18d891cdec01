#include "store/unit.h"

#include <optional>
#include <stdexcept>

#include "store/personal_vault.h"
#include "store/repositories/accounts.h"
#include "store/repositories/cases.h"
#include "store/repositories/follow_ups.h"
#include "store/repositories/grants.h"
#include "store/repositories/idempotency.h"
#include "store/repositories/imports.h"
#include "store/repositories/inbound.h"
#include "store/repositories/kept_files.h"
#include "store/repositories/offers.h"
#include "store/repositories/outbox.h"
#include "store/repositories/own_rules.h"
#include "store/repositories/returns.h"
#include "store/repositories/sale_terms.h"
#include "store/repositories/stock.h"
#include "store/repositories/trade.h"
#include "store/shop_standing.h"
#include "store/stream.h"

namespace shouhou::store {

struct SessionUnit::Repositories {
  std::optional<StoredAccounts> accounts;
  std::optional<StoredVault> vault;
  std::optional<StoredCases> cases;
  std::optional<GrantRepository> grants;
  std::optional<StoredFollowUps> follow_ups;
  std::optional<IdempotencyRepository> idempotency;
  std::optional<OutboxRepository> outbox;
  std::optional<InboundRepository> inbound;
  std::optional<TradeRepository> trade;
  std::optional<ImportRepository> imports;
  std::optional<ReturnRepository> returns;
  std::optional<StockRepository> stock;
  std::optional<StoredFiles> kept_files;
  std::optional<OfferRepository> offers;
  std::optional<SaleTermsRepository> sale_terms;
  std::optional<OwnRulesRepository> own_rules;
};

namespace {

template <class Repository, class... Arguments>
Repository& made(std::optional<Repository>& place, Arguments&&... arguments) {
  if (!place) place.emplace(arguments...);
  return *place;
}

}  // namespace

SessionUnit::SessionUnit(Session& session, UnitContext& context, Instant now, ports::Effects* effects)
    : session_(session),
      context_(context),
      now_(now),
      effects_(effects),
      repositories_(std::make_unique<Repositories>()) {}

SessionUnit::~SessionUnit() = default;

ports::Idempotency& SessionUnit::idempotency() {
  return made(repositories_->idempotency, session_);
}
ports::Outbox& SessionUnit::outbox() {
  return made(repositories_->outbox, session_);
}
ports::Inbound& SessionUnit::inbound() {
  return made(repositories_->inbound, session_);
}
ports::Accounts& SessionUnit::accounts() {
  return made(repositories_->accounts, session_);
}
ports::Cases& SessionUnit::cases() {
  StoredVault& vault = made(repositories_->vault, session_, context_.keys);
  return made(repositories_->cases, session_, context_.rules, vault);
}
ports::Grants& SessionUnit::grants() {
  return made(repositories_->grants, session_);
}
ports::FollowUps& SessionUnit::follow_ups() {
  return made(repositories_->follow_ups, session_);
}
ports::Trade& SessionUnit::trade() {
  return made(repositories_->trade, session_, static_cast<ports::ReadUnit&>(*this));
}
ports::Imports& SessionUnit::imports() {
  return made(repositories_->imports, session_, static_cast<ports::ReadUnit&>(*this));
}
ports::Offers& SessionUnit::offers() {
  return made(repositories_->offers, session_, context_.rules, context_.learnt);
}
ports::Returns& SessionUnit::returns() {
  return made(repositories_->returns, session_, static_cast<ports::ReadUnit&>(*this));
}
ports::Stock& SessionUnit::stock() {
  return made(repositories_->stock, session_);
}
ports::SaleTerms& SessionUnit::sale_terms() {
  return made(repositories_->sale_terms, session_);
}
ports::OwnRules& SessionUnit::own_rules() {
  return made(repositories_->own_rules, session_);
}
ports::KeptFiles& SessionUnit::kept_files() {
  return made(repositories_->kept_files, session_);
}
ports::PersonalVault& SessionUnit::vault() {
  return made(repositories_->vault, session_, context_.keys);
}

std::vector<ports::Event> SessionUnit::events_after(ShopId shop, std::int64_t after, int limit) {
  return store::events_after(session_, shop, after, limit);
}
std::vector<ports::Event> SessionUnit::case_events_after(ShopId shop, CaseId case_id, std::int64_t after,
                                                         int limit) {
  return store::case_events_after(session_, shop, case_id, after, limit);
}
std::int64_t SessionUnit::last_sequence(ShopId shop) {
  return standing_of(session_, shop).last_sequence;
}
std::int64_t SessionUnit::counter(ShopId shop, std::string_view name) {
  return store::counter(session_, shop, name);
}
std::vector<std::pair<std::string, std::int64_t>> SessionUnit::counters(ShopId shop,
                                                                        std::string_view prefix) {
  return store::counters(session_, shop, prefix);
}

IdSource& SessionUnit::ids() {
  if (!took_node_ && !context_.node.kept()) {
    context_.node.take(session_);
    took_node_ = true;
  }
  return context_.ids;
}

ports::Effects& SessionUnit::effects() {
  if (!effects_) throw std::logic_error("a reading unit cannot record");
  return *effects_;
}
void SessionUnit::record(ports::Event event) {
  effects().events.push_back(std::move(event));
}
void SessionUnit::count(ShopId shop, std::string_view counter, std::int64_t by) {
  effects().counters.push_back({shop, std::string(counter), by});
}
std::int64_t SessionUnit::next_number(ShopId shop, std::string_view series) {
  return context_.numbers.next(session_, shop, series);
}

}  // namespace shouhou::store
