// One request on its way through a handler: what came in, who sent it, and how to answer.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/json_read.h"
#include "net/request.h"
#include "net/response.h"
#include "ports/actor.h"

namespace shouhou::http {

class Desk;
struct Route;

struct PathValue {
  std::string_view name;  // as in the route's pattern
  std::string value;
};

struct Call : std::enable_shared_from_this<Call> {
  Call(Desk& its_desk, net::Request its_request, net::Reply its_reply, const Route* its_route)
      : desk(its_desk), request(std::move(its_request)), reply(std::move(its_reply)), route(its_route) {}

  Desk& desk;
  net::Request request;
  net::Reply reply;
  const Route* route;  // none where no route fits
  std::vector<PathValue> path;
  ports::Actor actor;  // nobody (shop 0) on routes for everybody
  Language language = Language::zh;
  std::string id;    // of the request, in logs and in X-Request-Id
  std::string peer;  // the client's address, seen through trusted proxies
  std::chrono::steady_clock::time_point started;

  // Each answers the call; the first one counts.
  void answer(net::Response response);
  void answer_later(std::function<net::Response()> make);
  void fail(const Error& error);

  // A value of the path's pattern; empty where there is none.
  std::string_view path_value(std::string_view name) const;

 private:
  net::Response finished(net::Response response) const;
};

// The number in If-Match: "7" or "\"7\""; nothing where there is none. Error: request.if_match.
Result<std::optional<std::int64_t>> expected_version(const net::Request& request);
// Error: request.content_type where there is a body that does not call itself JSON.
Result<json::value> json_body(const net::Request& request);

template <DescribedStruct T>
Result<void> set_member(T& command, std::string_view name, std::string_view text) {
  bool found = false;
  Result<void> result;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    if constexpr (is_textual<TypeOf<decltype(member)>>) {
      if (found || name != std::string_view(member.name)) return;
      found = true;
      result = read_text(text, command.*member.pointer, JsonPlace{nullptr, member.name});
    }
  });
  if (!found) return unknown_member(JsonPlace{}, name);
  return result;
}

// Path, query, body and If-Match, merged into one command.
template <DescribedStruct T>
Result<T> read_command(const Call& call) {
  T command{};
  if (!call.request.body.empty()) {
    SHOUHOU_ASSIGN(const json::value body, json_body(call.request));
    if (const json::object* object = body.if_object()) {
      for (const PathValue& value : call.path) {
        if (object->contains(json::string_view(value.name.data(), value.name.size()))) {
          return invalid("request.field_twice", std::string(value.name),
                         {"地址里已经有这个字段", "the path gives this field already"});
        }
      }
    }
    SHOUHOU_TRY(read_json(body, command, JsonPlace{}));
  } else if constexpr (requires { T::required; }) {
    for (const std::string_view name : T::required) {
      bool given = !call.request.query.empty();
      for (const PathValue& value : call.path) given = given || value.name == name;
      if (!given) return missing_member(JsonPlace{}, name);
    }
  }
  for (const PathValue& value : call.path) SHOUHOU_TRY(set_member(command, value.name, value.value));
  if (!call.request.query.empty()) {
    for (const net::Param& param : call.request.params())
      SHOUHOU_TRY(set_member(command, param.name, param.value));
  }
  if constexpr (requires { command.expected_version; }) {
    SHOUHOU_ASSIGN(const auto version, expected_version(call.request));
    if (version) command.expected_version = *version;
  } else if constexpr (requires { command.version; }) {
    SHOUHOU_ASSIGN(const auto version, expected_version(call.request));
    if (version) command.version = *version;
  }
  return command;
}

}  // namespace shouhou::http
