// Steps the account handlers share: a write on the store's thread, then what follows; an answer with a
// cookie.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "app/log_in.h"
#include "http/account_routes.h"
#include "http/desk.h"

namespace shouhou::http {

using CallPtr = std::shared_ptr<Call>;

// Runs `body` as one write; fails the call, or goes on with its value (on a store thread: be quick).
template <class Body, class Next>
void write_then(const CallPtr& call, Body body, Next next) {
  using Value = typename decltype(body(std::declval<ports::Unit&>()))::value_type;
  if constexpr (std::is_void_v<Value>) {
    call->desk.store().write([body](ports::Unit& unit) -> Result<void> { return body(unit); },
                             [call, next](Result<void> done) {
                               if (!done) return call->fail(done.error());
                               next();
                             },
                             call->actor.shop);
  } else {
    auto value = std::make_shared<std::optional<Value>>();
    call->desk.store().write(
        [body, value](ports::Unit& unit) -> Result<void> {
          SHOUHOU_ASSIGN(*value, body(unit));
          return {};
        },
        [call, value, next](Result<void> done) {
          if (!done) return call->fail(done.error());
          next(std::move(**value));
        },
        call->actor.shop);
  }
}

inline app::Origin origin_of(const Call& call) {
  return {call.peer, std::string(call.request.headers.get("user-agent")),
          std::string(call.request.cookie(session_cookie))};
}

// A view as the answer, with the cookie where there is a new one.
template <class View>
void answer_view(const CallPtr& call, View view, std::optional<std::string> cookie = {}) {
  call->answer_later([call, view = std::move(view), cookie = std::move(cookie)] {
    net::Response response = json_response(*call->route, view);
    response.with("Cache-Control", "no-store");
    if (cookie) response.with("Set-Cookie", *cookie);
    return response;
  });
}

inline bool secure(const Call& call, const AccountParts& parts) {
  return call.request.tls || parts.secure_cookies;
}

// The write of somebody signed in that changes who may do what: remembered identities go.
template <class View, class Use>
Route access_route(RouteRow row, const AccountParts& parts, Use use) {
  using Command = typename Use::Command;
  return raw_route<Command, View>(std::move(row), [parts, use](const CallPtr& call) {
    auto command = read_command<Command>(*call);
    if (!command) return call->fail(command.error());
    write_then(
        call,
        [call, use, command = *std::move(command)](ports::Unit& unit) -> Result<View> {
          return call_use<View>(use, unit, call->actor, command);
        },
        [call, parts](View view) {
          parts.access->forget(call->actor.shop);
          answer_view(call, std::move(view));
        });
  });
}

// Names the command type of a use case for access_route: using_case<app::ChangeAccount>(app::change_account).
template <class C, class Function>
struct UseCase {
  using Command = C;
  Function function;
  template <class Unit>
  auto operator()(Unit& unit, const ports::Actor& actor, const C& command) const {
    if constexpr (std::is_invocable_v<Function, Unit&, const ports::Actor&, const C&>) {
      return function(unit, actor, command);
    } else {
      return function(unit, actor);
    }
  }
};
template <class C, class Function>
UseCase<C, Function> using_case(Function function) {
  return {function};
}

}  // namespace shouhou::http
