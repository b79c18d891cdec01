#include "http/buyers.h"

#include "app/forget_buyer.h"

namespace shouhou::http {

void add_buyer_routes(Routes& routes) {
  routes.add(write_route<app::ForgetBuyer, app::BuyerForgotten>(
      {.method = "DELETE",
       .path = "/api/v1/buyers/{id}/personal",
       .allow = permits(Permission::personal_forget),
       .summary = {"删除买家的个人资料", "delete a buyer's personal data"}},
      app::forget_buyer));
}

}  // namespace shouhou::http
