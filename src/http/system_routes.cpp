#include "http/system_routes.h"

#include "http/desk.h"
#include "http/openapi.h"
#include "http/problem.h"

namespace shouhou::http {
namespace {

struct Health {
  bool ok = false;
  std::string version;
  std::string store;  // "ok", "unreachable"
};
BOOST_DESCRIBE_STRUCT(Health, (), (ok, version, store))

struct FollowLive {
  std::optional<std::int64_t> after;  // the last event seen
};
BOOST_DESCRIBE_STRUCT(FollowLive, (), (after))

// Looks at the store at most once a second, however often it is asked.
class StoreCheck {
 public:
  bool reachable(Desk& desk) {
    const std::int64_t now = desk.clock().now().ms;
    std::int64_t last = looked_.load();
    if (now - last >= 1000 && looked_.compare_exchange_strong(last, now)) {
      reachable_ = desk.store().read([](ports::ReadUnit&) -> Result<void> { return {}; }).has_value();
    }
    return reachable_;
  }

 private:
  std::atomic<std::int64_t> looked_{0};
  std::atomic<bool> reachable_{false};
};

Route health_route(const std::string& version) {
  auto check = std::make_shared<StoreCheck>();
  RouteRow row{.path = "/healthz",
               .allow = everybody(),
               .summary = {"程序是否正常", "whether the program is well"},
               .rate = Rate::unlimited,
               .name = "health"};
  return raw_route<Nothing, Health>(row, [check, version](const std::shared_ptr<Call>& call) {
    const bool reachable = check->reachable(call->desk);
    auto response = net::Response::text(reachable ? 200 : 503,
                                        to_json(Health{reachable, version, reachable ? "ok" : "unreachable"}),
                                        "application/json");
    call->answer(std::move(response.with("Cache-Control", "no-store")));
  });
}

Route metrics_route() {
  RouteRow row{.path = "/metrics",
               .allow = permits(Permission::settings_read),
               .summary = {"运行指标（Prometheus）", "metrics for Prometheus"},
               .rate = Rate::unlimited,
               .name = "metrics",
               .content_type = "text/plain"};
  return raw_route(row, [](const std::shared_ptr<Call>& call) {
    call->answer(
        net::Response::text(200, call->desk.metrics().text(), "text/plain; version=0.0.4; charset=utf-8"));
  });
}

Route openapi_route(const std::string& version) {
  RouteRow row{.path = "/api/v1/openapi.json",
               .allow = everybody(),
               .summary = {"接口说明（OpenAPI 3.1）", "the description of this API"},
               .name = "openapi"};
  Route route = raw_route<Nothing, JsonText>(row, [version](const std::shared_ptr<Call>& call) {
    call->answer(net::Response::text(200, openapi(call->desk.routes(), version), "application/json"));
  });
  return route;
}

// A page of another site may open a socket here with our cookie; only our own pages are let in.
bool from_own_page(const net::Request& request) {
  const std::string_view origin = request.headers.get("origin");
  if (origin.empty()) return true;  // not a browser
  const std::size_t slashes = origin.find("://");
  return slashes != std::string_view::npos && origin.substr(slashes + 3) == request.headers.get("host");
}

Route live_route(Live* live) {
  RouteRow row{.path = "/api/v1/live",
               .allow = permits(Permission::case_read),
               .summary = {"实时事件（WebSocket）", "live events over a WebSocket"},
               .name = "follow_live"};
  return raw_route<FollowLive, Nothing>(row, [live](const std::shared_ptr<Call>& call) {
    const auto query = read_command<FollowLive>(*call);
    if (!query) return call->fail(query.error());
    if (!from_own_page(call->request)) {
      return call->fail({ErrorKind::forbidden, "request.origin", {"来自别的网站", "from another site"}, {}});
    }
    if (!call->request.headers.has("upgrade")) {
      auto response = problem_of_status(426, "request.websocket", call->language);
      return call->answer(std::move(response.with("Upgrade", "websocket")));
    }
    live->join(call, query->after && *query->after >= 0 ? query->after : std::nullopt);
  });
}

}  // namespace

void add_system_routes(Routes& routes, Live* live, const std::string& version) {
  routes.add(health_route(version));
  routes.add(metrics_route());
  routes.add(openapi_route(version));
  routes.add(live_route(live));
}

}  // namespace shouhou::http
