#include "app/grant_views.h"

#include <algorithm>

#include "app/buyer_pattern.h"
#include "app/gather_case_facts.h"

namespace shouhou::app {

Result<Judged> judge(ports::ReadUnit& unit, ShopId shop, CaseId id) {
  Judged judged;
  SHOUHOU_ASSIGN(judged.state, load_case(unit, shop, id, false));
  SHOUHOU_ASSIGN(judged.facts, gather_case_facts(unit, judged.state));
  add_buyer_pattern(unit, judged.state, judged.facts.buyer);
  const ports::CaseRules& rules = unit.cases().rules(shop);
  judged.rights = entitlements(judged.facts, *rules.book, rules.zone);
  return judged;
}

Result<domain::Grant> load_grant(ports::ReadUnit& unit, ShopId shop, GrantId id) {
  auto grant = unit.grants().find(shop, id);
  if (!grant)
    return fail(ErrorKind::not_found, "grant.not_found", {"没有这个方案", "there is no such grant"});
  return *std::move(grant);
}

GrantView view_of(ports::ReadUnit& unit, const domain::Grant& grant) {
  GrantView view;
  view.id = grant.id;
  view.case_id = grant.case_id;
  if (const auto row = unit.cases().row(grant.shop, grant.case_id)) view.case_number = row->number;
  view.offer = grant.offer;
  view.key = grant.key;
  view.remedy = grant.remedy;
  view.entitled = grant.entitled;
  view.goodwill = grant.goodwill;
  view.state = grant.state;
  view.approver = grant.approver;
  view.reason = grant.reason;
  view.proposed_by = grant.proposed_by;
  view.proposed_name = grant.proposed_name;
  view.proposed_at = grant.proposed_at;
  view.decided_by = grant.decided_by;
  view.decided_name = grant.decided_name;
  view.decided_at = grant.decided_at;
  view.why = grant.why;
  for (const domain::Deed& deed : unit.grants().deeds_of(grant.shop, grant.id)) {
    view.deeds.push_back(view_of(deed));
  }
  return view;
}

Result<void> possible(const domain::Remedy& remedy, const Judged& judged, const domain::RuleBook& book,
                      bool promised) {
  auto list = obstacles(remedy, judged.facts, book, judged.rights);
  if (promised) {
    std::erase_if(list, [](const domain::Obstacle& one) { return one.validator == "goodwill_caps"; });
  }
  if (list.empty()) return {};
  Text why;
  for (const domain::Obstacle& one : list) {
    why.zh += (why.zh.empty() ? "" : "；") + one.why.zh;
    why.en += (why.en.empty() ? "" : "; ") + one.why.en;
  }
  return fail(ErrorKind::conflict, "grant.obstacle", std::move(why), list.front().validator);
}

}  // namespace shouhou::app
