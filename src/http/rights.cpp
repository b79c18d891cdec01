#include "http/rights.h"

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

}  // namespace

void add_rights_routes(Routes& routes) {
  add_case_rights(routes);
  add_terms(routes);
}

}  // namespace shouhou::http
