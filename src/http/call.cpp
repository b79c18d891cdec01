#include "http/call.h"

#include <charconv>

#include "base/log.h"
#include "http/desk.h"
#include "http/problem.h"

namespace shouhou::http {

net::Response Call::finished(net::Response response) const {
  response.with("X-Request-Id", id);
  desk.answered(*this, response.websocket ? 200 : response.status);
  return response;
}

void Call::answer(net::Response response) {
  reply(finished(std::move(response)));
}

void Call::answer_later(std::function<net::Response()> make) {
  reply.later([make = std::move(make), self = shared_from_this()] { return self->finished(make()); });
}

void Call::fail(const Error& error) {
  if (error.kind == ErrorKind::internal)
    log::error("internal error", {{"code", error.code}, {"request", id}});
  answer(problem(error, language));
}

std::string_view Call::path_value(std::string_view name) const {
  for (const PathValue& entry : path) {
    if (entry.name == name) return entry.value;
  }
  return {};
}

Result<std::optional<std::int64_t>> expected_version(const net::Request& request) {
  std::string_view text = request.headers.get("if-match");
  if (text.empty() || text == "*") return std::optional<std::int64_t>{};
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return invalid("request.if_match", "If-Match",
                   {"If-Match 应为版本号", "If-Match must be a version number"});
  }
  return std::optional(version);
}

Result<json::value> json_body(const net::Request& request) {
  std::string_view type = request.headers.get("content-type");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  if (type != "application/json") {
    return invalid("request.content_type", "Content-Type",
                   {"内容类型应为 application/json", "the content type must be application/json"});
  }
  return parse_json(request.body);
}

}  // namespace shouhou::http
