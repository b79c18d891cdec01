#include "app/dock.h"

#include "http/desk.h"
#include "http/evidence_files.h"
#include "http/returns.h"

namespace shouhou::http {
namespace {

// The photo is cleaned and on disk before the row that names it is written.
template <class Command, class Use>
Route photo_route(const char* path, Text summary, ports::Blobs* blobs, ports::Pictures* pictures, Use use) {
  const RouteRow row{.method = "POST",
                     .path = path,
                     .allow = permits(Permission::parcel_write),
                     .summary = std::move(summary),
                     .cost = Cost::slow,
                     .body_limit = app::largest_video,
                     .body_to_file = true,
                     .status = 201};
  return raw_route<Command, app::PhotoAdded>(row, [=](const std::shared_ptr<Call>& call) {
    const auto command = read_command<Command>(*call);
    if (!command) return call->fail(command.error());
    const auto file = uploaded_file(*call, *blobs, *pictures);
    if (!file) return call->fail(file.error());
    auto added = std::make_shared<app::PhotoAdded>();
    call->desk.store().write(
        [=, command = *command, file = *file](ports::Unit& unit) -> Result<void> {
          SHOUHOU_ASSIGN(*added, use(unit, call->actor, command, file));
          return {};
        },
        [=](Result<void> written) {
          if (!written) return call->fail(written.error());
          call->answer(json_response(row, *added));
        },
        call->actor.shop);
  });
}

void show_photo(const std::shared_ptr<Call>& call, ports::Blobs& blobs) {
  const auto query = read_command<app::GetStrayPhoto>(*call);
  if (!query) return call->fail(query.error());
  app::EvidenceFile found;
  const auto read = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(found, app::find_stray_photo(unit, call->actor, *query));
    return {};
  });
  if (!read) return call->fail(read.error());
  answer_with(call, blobs, found);
}

void add_strays(Routes& routes) {
  using namespace app;
  constexpr Allow dock = permits(Permission::parcel_write);
  constexpr Allow reader = permits(Permission::order_read);
  routes.add(read_route<ListStrays, StrayPage>(
      {.path = "/api/v1/unknown-parcels",
       .allow = reader,
       .summary = {"无主包裹及可能的退货单", "unclaimed parcels with likely returns"},
       .cost = Cost::slow},
      list_strays));
  routes.add(
      write_route<RegisterStray, StrayView>({.method = "POST",
                                             .path = "/api/v1/unknown-parcels",
                                             .allow = dock,
                                             .summary = {"登记无主包裹", "register an unclaimed parcel"},
                                             .keep_answer = false,
                                             .status = 201},
                                            register_stray));
  routes.add(read_route<ShowStray, StrayView>({.path = "/api/v1/unknown-parcels/{id}",
                                               .allow = reader,
                                               .summary = {"一个无主包裹", "one unclaimed parcel"}},
                                              show_stray));
  routes.add(write_route<MatchStray, ReturnView>({.method = "POST",
                                                  .path = "/api/v1/unknown-parcels/{id}/match",
                                                  .allow = dock,
                                                  .summary = {"认领到退货单", "it belongs to this return"}},
                                                 match_stray));
  routes.add(write_route<CloseStray, StrayView>({.method = "POST",
                                                 .path = "/api/v1/unknown-parcels/{id}/close",
                                                 .allow = dock,
                                                 .summary = {"寄回或留存", "sent back or kept"}},
                                                close_stray));
}

}  // namespace

void add_dock_routes(Routes& routes, ports::Blobs* blobs, ports::Pictures* pictures) {
  routes.add(read_route<app::SearchDock, app::DockAnswer>(
      {.path = "/api/v1/dock",
       .allow = permits(Permission::parcel_write),
       .summary = {"收货台：扫码或输入运单号、订单号、尾号、退货单号",
                   "the dock: tracking number, order, phone tail or return number"}},
      app::search_dock));
  add_strays(routes);
  routes.add(photo_route<app::AddReturnPhoto>("/api/v1/returns/{id}/photos",
                                              {"退货照片", "a photo of what came back"}, blobs, pictures,
                                              app::add_return_photo));
  routes.add(photo_route<app::AddStrayPhoto>("/api/v1/unknown-parcels/{id}/photos",
                                             {"无主包裹照片", "a photo of an unclaimed parcel"}, blobs,
                                             pictures, app::add_stray_photo));
  routes.add(raw_route<app::GetStrayPhoto>(
      {.path = "/api/v1/unknown-parcels/{id}/photos/{photo}",
       .allow = permits(Permission::order_read),
       .summary = {"无主包裹的照片", "a photo of an unclaimed parcel"},
       .cost = Cost::slow,
       .content_type = "application/octet-stream"},
      [blobs](const std::shared_ptr<Call>& call) { show_photo(call, *blobs); }));
}

}  // namespace shouhou::http
