#include "http/returns.h"

#include "app/exchange_stock.h"
#include "app/return_addresses.h"
#include "app/work_return.h"

namespace shouhou::http {
namespace {

using enum Permission;

template <class Query, class View, class Use>
void look(Routes& routes, const char* path, Permission permission, Text summary, Use use) {
  routes.add(read_route<Query, View>(
      {.path = path, .allow = permits(permission), .summary = std::move(summary)}, use));
}

template <class Command, class View, class Use>
void change(Routes& routes, const char* path, Permission permission, Text summary, Use use,
            int status = 200) {
  routes.add(write_route<Command, View>({.method = "POST",
                                         .path = path,
                                         .allow = permits(permission),
                                         .summary = std::move(summary),
                                         .status = status},
                                        use));
}

void add_reading(Routes& routes) {
  using namespace app;
  look<ListReturns, ReturnPage>(routes, "/api/v1/returns", order_read,
                                {"退货单，按所处阶段", "returns by the stage they are in"}, list_returns);
  look<ShowReturn, ReturnView>(routes, "/api/v1/returns/{id}", order_read, {"一张退货单", "one return"},
                               show_return);
  look<ShowReturnTerms, ReturnTermsView>(
      routes, "/api/v1/returns/{id}/terms", order_read,
      {"退货须知：数据和给买家的文字", "terms for the buyer, as data and text"}, show_return_terms);
  look<ExchangeChoices, ExchangeChoiceList>(
      routes, "/api/v1/returns/{id}/exchange", order_read,
      {"可以换成哪些规格、还有几件", "what it can be exchanged for, and how many are left"},
      exchange_choices);
  look<ExchangeSizes, ExchangeChoiceList>(
      routes, "/api/v1/cases/{id}/exchange", case_read,
      {"售后单的商品可以换成哪些规格、还有几件",
       "what the goods of a case can be exchanged for, and how many are left"},
      exchange_sizes);
  look<ReturnsOfCase, ReturnList>(routes, "/api/v1/cases/{id}/return-orders", case_read,
                                  {"售后单的退货单", "the returns of a case"}, returns_of_case);
}

void add_working(Routes& routes) {
  using namespace app;
  change<OpenReturnByHand, ReturnView>(routes, "/api/v1/returns", parcel_write,
                                       {"手工开退货单", "open a return by hand"}, open_return_by_hand, 201);
  change<AuthoriseReturn, ReturnView>(routes, "/api/v1/returns/{id}/address", parcel_write,
                                      {"指定退货地址", "name the return address"}, authorise_return);
  change<TrackReturn, ReturnView>(routes, "/api/v1/returns/{id}/tracking", parcel_write,
                                  {"填买家的退货运单号", "the buyer's tracking number"}, track_return);
  change<ReceiveReturn, ReturnView>(routes, "/api/v1/returns/{id}/receive", parcel_write,
                                    {"收货、点数", "receive and count"}, receive_return);
  change<InspectReturn, ReturnView>(routes, "/api/v1/returns/{id}/inspect", parcel_write,
                                    {"按检查表验收", "inspect by the list"}, inspect_return);
  change<DisposeReturn, ReturnView>(routes, "/api/v1/returns/{id}/dispose", parcel_write,
                                    {"处置：入库、返修、报废、索赔", "restock, repair, scrap, claim"},
                                    dispose_return);
  change<MoveReturn, ReturnView>(
      routes, "/api/v1/returns/{id}/move", parcel_write,
      {"丢失、找到、签收未到、作罢、已提醒", "lost, found, signed for but not here, given up, reminded"},
      move_return);
  change<UndoReturn, ReturnView>(
      routes, "/api/v1/returns/{id}/undo", parcel_write,
      {"撤销收货或验收，款项未付之前", "undo a receipt or a decision, while nothing is paid"}, undo_return);
  change<ChooseExchange, ExchangeHolds>(routes, "/api/v1/returns/{id}/exchange", parcel_write,
                                        {"改换成另一规格", "exchange for another size or colour"},
                                        choose_exchange);
}

void add_places(Routes& routes) {
  using namespace app;
  routes.add(read_route<Nothing, ReturnAddressList>({.path = "/api/v1/return-addresses",
                                                     .allow = permits(order_read),
                                                     .summary = {"退货地址", "return addresses"},
                                                     .name = "list_return_addresses"},
                                                    list_return_addresses));
  routes.add(write_route<SaveReturnAddress, ReturnAddressView>(
      {.method = "POST",
       .path = "/api/v1/return-addresses",
       .allow = permits(settings_write),
       .summary = {"新增或修改退货地址", "add or change a return address"},
       .keep_answer = false},
      save_return_address));
  look<ListStock, StockPage>(
      routes, "/api/v1/stock", order_read,
      {"库存：按编码、按名称规格查，或全部点过数的", "stock by code, by words, or all that was counted"},
      list_stock);
  look<ShowStock, StockView>(routes, "/api/v1/stock/{sku}", order_read,
                             {"一个规格的库存与流水", "the stock of a sku and its moves"}, show_stock);
  change<CountStock, StockView>(routes, "/api/v1/stock/{sku}", parcel_write, {"盘点", "count"}, count_stock);
}

}  // namespace

void add_return_routes(Routes& routes) {
  add_reading(routes);
  add_working(routes);
  add_places(routes);
}

}  // namespace shouhou::http
