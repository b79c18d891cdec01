// A route is one row: who may, what goes in, what comes out, how much, how fast. A noun's handler file is a
// list of such rows:
//
//   void add_case_routes(Routes& routes) {
//     routes.add(read_route<app::ListQueue, app::QueuePage>(
//         {.path = "/api/v1/queue", .allow = permits(Permission::case_read), .summary = {"队列", "the
//         queue"}}, app::list_queue));
//     routes.add(write_route<app::TakeCase, app::CaseChanged>(
//         {.method = "POST", .path = "/api/v1/cases/{id}/take", .allow = permits(Permission::case_write),
//          .summary = {"领取", "take a case"}},
//         app::take_case));
//   }
//
// Path parameters, query parameters and the JSON body are merged into the command by member name. A command
// with a member `version` or `expected_version` gets the value of If-Match; a view with `version` gives the
// ETag. Idempotency-Key works on every write_route by itself.
#pragma once

#include <boost/describe/class.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/permissions.h"
#include "http/call.h"
#include "http/json_schema.h"
#include "http/json_write.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::http {

using domain::Permission;

struct Allow {
  enum class Who { everybody, signed_in, permitted };
  Who who = Who::permitted;
  Permission permission = Permission::case_read;
};
constexpr Allow everybody() {
  return {Allow::Who::everybody, {}};
}
constexpr Allow signed_in() {
  return {Allow::Who::signed_in, {}};
}
constexpr Allow permits(Permission permission) {
  return {Allow::Who::permitted, permission};
}

// How often one account (or, not signed in, one address) may call: limits are in rate_limits.h.
enum class Rate { usual, heavy, sign_in, buyer, unlimited };

// Quick reads are a few keyed look-ups and run on the I/O thread; slow ones go to the workers.
enum class Cost { quick, slow };

struct RouteRow {
  std::string method = "GET";
  std::string path = {};  // "/api/v1/cases/{id}"
  Allow allow = {};
  Text summary = {};
  Rate rate = Rate::usual;
  Cost cost = Cost::quick;
  std::size_t body_limit = 1024 * 1024;  // bytes
  // False where the answer holds a secret or personal data in the clear: it is not stored for repetition, and
  // an Idempotency-Key does nothing.
  bool keep_answer = true;
  bool body_to_file = false;  // the body arrives as a file; only signed-in people may send one
  int status = 200;           // of success
  std::string name = {};      // operation id; from the command's type where empty
  std::string content_type = "application/json";  // of the answer
  std::string request_type = "application/json";  // of the body; other types put the command in the query
};

// A write, read and checked, ready for the store's writer. `run` may be called more than once.
struct PreparedWrite {
  std::function<Result<void>(ports::Unit&, const ports::Actor&)> run;
  std::function<net::Response()> respond;  // after `run` succeeded
  std::string content = {};  // hash of a body that came as a file; part of what the key stands for
  std::function<void()> committed = {};  // after the commit, before the answer
};

struct Route : RouteRow {
  // Exactly one of these is set.
  std::function<Result<net::Response>(Call&, ports::ReadUnit&)> read;
  std::function<Result<PreparedWrite>(Call&)> write;
  std::function<void(std::shared_ptr<Call>)> raw;

  std::function<std::vector<FieldSchema>(Schemas&)> input;  // members of the command
  std::function<std::string(Schemas&)> output;              // schema of the view; empty: no content
};

// For routes that take or give nothing.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

template <class View>
net::Response json_response(const RouteRow& row, const View& view) {
  net::Response response;
  if constexpr (std::is_same_v<View, Nothing>) {
    response.status = 204;
  } else {
    response.status = row.status;
    response.content_type = row.content_type;
    response.body.reserve(1024);
    write_json(response.body, view);
    if constexpr (requires { view.version; }) {
      response.with("ETag", '"' + std::to_string(view.version) + '"');
    }
  }
  return response;
}

// "app::ListQueue" -> "list_queue".
std::string operation_name(const std::type_info& type);

template <class Command, class View>
Route typed_route(RouteRow row) {
  Route route{std::move(row), {}, {}, {}, {}, {}};
  if (route.name.empty()) route.name = operation_name(typeid(Command));
  route.input = [](Schemas& schemas) { return schemas.fields<Command>(true); };
  route.output = [](Schemas& schemas) {
    if constexpr (std::is_same_v<View, Nothing>) {
      return std::string{};
    } else {
      return schemas.of<View>(false);
    }
  };
  return route;
}

// Calls `use(unit, actor, command)`, or `use(unit, actor)` where it takes no command.
template <class View, class Unit, class Command, class Use>
Result<View> call_use(const Use& use, Unit& unit, const ports::Actor& actor, const Command& command) {
  const auto call = [&] {
    if constexpr (std::is_invocable_v<Use, Unit&, const ports::Actor&, const Command&>) {
      return use(unit, actor, command);
    } else {
      return use(unit, actor);
    }
  };
  if constexpr (std::is_same_v<View, Nothing>) {
    SHOUHOU_TRY(call());
    return Nothing{};
  } else {
    return call();
  }
}

template <class Query, class View, class Use>
Route read_route(RouteRow row, Use use) {
  Route route = typed_route<Query, View>(std::move(row));
  const RouteRow saved = route;
  route.read = [saved, use = std::move(use)](Call& call, ports::ReadUnit& unit) -> Result<net::Response> {
    SHOUHOU_ASSIGN(const Query query, read_command<Query>(call));
    SHOUHOU_ASSIGN(const View view, (call_use<View>(use, unit, call.actor, query)));
    return json_response(saved, view);
  };
  return route;
}

template <class Command, class View, class Use>
Route write_route(RouteRow row, Use use) {
  Route route = typed_route<Command, View>(std::move(row));
  const RouteRow saved = route;
  route.write = [saved, use = std::move(use)](Call& call) -> Result<PreparedWrite> {
    SHOUHOU_ASSIGN(Command command, read_command<Command>(call));
    auto view = std::make_shared<View>();
    PreparedWrite prepared;
    prepared.run = [use, view, command = std::move(command)](ports::Unit& unit,
                                                             const ports::Actor& actor) -> Result<void> {
      SHOUHOU_ASSIGN(*view, (call_use<View>(use, unit, actor, command)));
      return {};
    };
    prepared.respond = [saved, view] { return json_response(saved, *view); };
    return prepared;
  };
  return route;
}

// A route that answers by itself: uploads, downloads, sign-in, sockets. `use` gets the call after the
// permission was checked, on the I/O thread (quick) or on a worker (slow), and answers it sooner or later.
// Types for the documentation: Command and View as above, or Nothing.
template <class Command = Nothing, class View = Nothing>
Route raw_route(RouteRow row, std::function<void(std::shared_ptr<Call>)> use) {
  Route route = typed_route<Command, View>(std::move(row));
  route.raw = std::move(use);
  return route;
}

// All routes. Refuses (throws std::logic_error: a bug) a second route at the same place.
class Routes {
 public:
  Routes();
  ~Routes();
  Routes(Routes&&) noexcept;
  void add(Route route);
  const std::vector<std::unique_ptr<Route>>& all() const { return routes_; }

  struct Match {
    const Route* route = nullptr;  // none: no such path, or no such method on it
    std::vector<PathValue> values;
    bool path_known = false;
    std::string allowed;  // "GET, POST", where the path is known and the method is not
  };
  Match find(std::string_view method, std::string_view path) const;

 private:
  struct Node;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace shouhou::http
