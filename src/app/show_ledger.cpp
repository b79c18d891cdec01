#include "app/show_ledger.h"

#include <map>

#include "app/case_notes.h"
#include "app/change_case.h"
#include "app/require.h"
#include "ports/accounts.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

constexpr int most_lines = 500;

}  // namespace

Result<LedgerView> show_ledger(ports::ReadUnit& unit, const ports::Actor& actor, const ShowLedger& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, query.id, false));
  std::map<GrantId, domain::RemedyKind> remedies;
  for (const domain::Grant& grant : unit.grants().of_case(actor.shop, state.id)) {
    remedies.emplace(grant.id, grant.remedy.kind);
  }
  std::map<DeedId, domain::Deed> deeds;
  for (domain::Deed& deed : unit.grants().deeds_of_case(actor.shop, state.id)) {
    deeds.emplace(deed.id, std::move(deed));
  }
  std::map<AccountId, std::string> names;
  const auto name_of = [&](AccountId id) {
    if (!id) return std::string();
    const auto [known, fresh] = names.try_emplace(id);
    if (fresh) {
      if (const auto account = unit.accounts().account(actor.shop, id)) known->second = account->name;
    }
    return known->second;
  };
  const bool open_words = actor.may(domain::Permission::personal_read);
  LedgerView view;
  for (const ports::LedgerLine& line : unit.grants().ledger(actor.shop, state.id, most_lines + 1)) {
    if (view.items.size() == most_lines) {
      view.more = true;
      break;
    }
    LedgerLineView shown;
    shown.id = line.id;
    shown.at = line.at;
    shown.kind = line.kind;
    shown.amount = line.amount;
    shown.grant = line.grant;
    shown.deed = line.deed;
    if (const auto found = remedies.find(line.grant); found != remedies.end()) shown.remedy = found->second;
    if (const auto found = deeds.find(line.deed); found != deeds.end()) {
      shown.effect = found->second.kind;
      shown.on_top = found->second.on_top;
    }
    // A line of a promise says in its note which remedy it is of: that stands beside it already.
    const bool names_the_remedy = line.kind == ports::LedgerKind::granted;
    if (!names_the_remedy) shown.note = open_words ? line.note : masked_words(line.note);
    shown.by = line.account;
    shown.by_name = name_of(line.account);
    view.items.push_back(std::move(shown));
  }
  const ports::LedgerSums sums = unit.grants().ledger_sums(actor.shop, state.id);
  view.granted = sums.granted;
  view.paid = sums.paid;
  view.withdrawn = sums.withdrawn;
  view.open = sums.open();
  return view;
}

}  // namespace shouhou::app
