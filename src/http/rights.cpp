#include "http/rights.h"

#include "app/own_rules.h"
#include "app/sale_terms.h"
#include "app/show_rights.h"

namespace shouhou::http {
namespace {

void add_case_rights(Routes& routes) {
  using namespace app;
  routes.add(read_route<ShowRights, RightsView>(
      {.path = "/api/v1/cases/{id}/rights",
       .allow = permits(Permission::case_read),
       .summary = {"应得权益、依据、待核实的问题", "what is owed and why, and what is to be found out"}},
      show_rights));
  routes.add(write_route<AnswerQuestion, CaseChanged>(
      {.method = "POST",
       .path = "/api/v1/cases/{id}/answers",
       .allow = permits(Permission::case_write),
       .summary = {"回答规则提出的问题", "answer a question of the rules"}},
      answer_question));
}

void add_terms(Routes& routes) {
  using namespace app;
  routes.add(
      read_route<ShowTerms, TermsView>({.path = "/api/v1/orders/{id}/terms",
                                        .allow = permits(Permission::order_read),
                                        .summary = {"订单的成交条件", "the terms an order was sold on"}},
                                       show_terms));
  routes.add(write_route<SetTerms, TermsView>({.method = "PUT",
                                               .path = "/api/v1/orders/{id}/terms",
                                               .allow = permits(Permission::import_run),
                                               .summary = {"设置成交条件：满减、赠品、运费险、包邮门槛",
                                                           "set discounts, gifts, insurance, free shipping"}},
                                              set_terms));
  routes.add(write_route<SetGoods, GoodsView>(
      {.method = "PUT",
       .path = "/api/v1/products/{id}/goods",
       .allow = permits(Permission::import_run),
       .summary = {"设置商品的类目、成本、重量", "set category, cost and weight of goods"}},
      set_goods));
}

void add_rules(Routes& routes) {
  using namespace app;
  constexpr Allow reader = permits(Permission::settings_read);
  constexpr Allow writer = permits(Permission::settings_write);
  routes.add(read_route<ListRules, RulesView>(
      {.path = "/api/v1/rules", .allow = reader, .summary = {"规则逐行及来源", "every rule with its source"}},
      list_rules));
  routes.add(read_route<Nothing, RuleFilesView>({.path = "/api/v1/rules/files",
                                                 .allow = reader,
                                                 .summary = {"规则文件原文", "the rule files as written"},
                                                 .name = "show_rule_files"},
                                                show_rule_files));
  routes.add(read_route<ShowOwnRules, OwnRulesView>(
      {.path = "/api/v1/rules/own", .allow = reader, .summary = {"店铺自定规则", "the shop's own rules"}},
      show_own_rules));
  routes.add(read_route<OwnRulesHistory, OwnRulesEntries>(
      {.path = "/api/v1/rules/own/history",
       .allow = reader,
       .summary = {"自定规则的历史", "history of the shop's own rules"}},
      own_rules_history));
  routes.add(
      write_route<ChangeOwnRules, OwnRulesView>({.method = "PUT",
                                                 .path = "/api/v1/rules/own",
                                                 .allow = writer,
                                                 .summary = {"修改自定规则", "change the shop's own rules"}},
                                                change_own_rules));
  routes.add(write_route<RevertOwnRules, OwnRulesView>(
      {.method = "POST",
       .path = "/api/v1/rules/own/revert",
       .allow = writer,
       .summary = {"恢复自定规则的旧版本", "an earlier version of the shop's own rules"}},
      revert_own_rules));
  // A write that keeps nothing: the text to try may be longer than an address.
  routes.add(write_route<CheckOwnRules, OwnRulesCheck>(
      {.method = "POST",
       .path = "/api/v1/rules/own/check",
       .allow = reader,
       .summary = {"试一份自定规则，不保存", "try a text of own rules without keeping it"},
       .keep_answer = false},
      [](ports::Unit& unit, const ports::Actor& actor, const CheckOwnRules& query) {
        return check_own_rules(unit, actor, query);
      }));
}

}  // namespace

void add_rights_routes(Routes& routes) {
  add_case_rights(routes);
  add_terms(routes);
  add_rules(routes);
}

}  // namespace shouhou::http
