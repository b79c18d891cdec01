#include "net/lane.h"

#include <ctime>
#include <exception>

#include "base/log.h"

namespace shouhou::net {

bool Shared::enter(const std::string& ip) {
  const std::lock_guard lock(mutex_);
  std::size_t& here = per_ip_[ip];
  const auto all = static_cast<std::size_t>(stats.connections.load(std::memory_order_relaxed));
  if (all >= options.connection_limit || here >= options.connections_per_ip) {
    if (here == 0) per_ip_.erase(ip);
    stats.refused_connections.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  ++here;
  stats.connections.fetch_add(1, std::memory_order_relaxed);
  return true;
}

void Shared::leave(const std::string& ip) {
  const std::lock_guard lock(mutex_);
  const auto found = per_ip_.find(ip);
  if (found != per_ip_.end() && --found->second == 0) per_ip_.erase(found);
  stats.connections.fetch_sub(1, std::memory_order_relaxed);
}

Response Shared::refuse(int status, std::string_view code, std::string_view language) const {
  if (hooks.refuse) return hooks.refuse(status, code, language);
  return Response::text(status, std::string(code) + "\n");
}

Lane::Lane(std::shared_ptr<Shared> shared_state)
    : shared(std::move(shared_state)),
      work(asio::make_work_guard(context)),
      sweeper(context.get_executor()) {}

void Lane::run() {
  sweep();
  for (;;) {
    try {
      context.run();
      return;
    } catch (const std::exception& error) {  // whose work it was has lost its connection; the others go on
      log::error("lane failed", {{"what", error.what()}});
    }
  }
}

void Lane::sweep() {
  if (!work) return;
  sweeper.expires_after(std::chrono::milliseconds(200));
  sweeper.async_wait([this](ErrorCode ec) {
    if (!ec) sweep();
  });
  const auto now = Steady::now();
  std::vector<Connection*> expired;
  for (Connection* connection : connections) {
    if (connection->deadline <= now) expired.push_back(connection);
  }
  for (Connection* connection : expired) {
    connection->deadline = Steady::time_point::max();
    connection->expire();
  }
}

std::string_view Lane::date_header() {
  const std::time_t now = std::time(nullptr);
  if (now != date_second_) {
    date_second_ = now;
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[64];
    const std::size_t size = std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
    date_.assign(text, size);
  }
  return date_;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "HTTP/1.1 200 OK\r\n";
    case 201:
      return "HTTP/1.1 201 Created\r\n";
    case 202:
      return "HTTP/1.1 202 Accepted\r\n";
    case 204:
      return "HTTP/1.1 204 No Content\r\n";
    case 206:
      return "HTTP/1.1 206 Partial Content\r\n";
    case 302:
      return "HTTP/1.1 302 Found\r\n";
    case 303:
      return "HTTP/1.1 303 See Other\r\n";
    case 304:
      return "HTTP/1.1 304 Not Modified\r\n";
    case 400:
      return "HTTP/1.1 400 Bad Request\r\n";
    case 401:
      return "HTTP/1.1 401 Unauthorized\r\n";
    case 403:
      return "HTTP/1.1 403 Forbidden\r\n";
    case 404:
      return "HTTP/1.1 404 Not Found\r\n";
    case 405:
      return "HTTP/1.1 405 Method Not Allowed\r\n";
    case 408:
      return "HTTP/1.1 408 Request Timeout\r\n";
    case 409:
      return "HTTP/1.1 409 Conflict\r\n";
    case 412:
      return "HTTP/1.1 412 Precondition Failed\r\n";
    case 413:
      return "HTTP/1.1 413 Content Too Large\r\n";
    case 415:
      return "HTTP/1.1 415 Unsupported Media Type\r\n";
    case 416:
      return "HTTP/1.1 416 Range Not Satisfiable\r\n";
    case 417:
      return "HTTP/1.1 417 Expectation Failed\r\n";
    case 422:
      return "HTTP/1.1 422 Unprocessable Content\r\n";
    case 426:
      return "HTTP/1.1 426 Upgrade Required\r\n";
    case 429:
      return "HTTP/1.1 429 Too Many Requests\r\n";
    case 431:
      return "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    case 500:
      return "HTTP/1.1 500 Internal Server Error\r\n";
    case 501:
      return "HTTP/1.1 501 Not Implemented\r\n";
    case 503:
      return "HTTP/1.1 503 Service Unavailable\r\n";
    case 505:
      return "HTTP/1.1 505 HTTP Version Not Supported\r\n";
    default:
      return {};
  }
}

}  // namespace shouhou::net
