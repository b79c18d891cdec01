// The HTTP/1.1 and WebSocket server. Everything a stranger can do to it has a limit here.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "net/request.h"
#include "net/response.h"

namespace shouhou::net {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  int threads = 2;

  std::size_t header_limit = 16 * 1024;  // bytes, request line included
  std::size_t connection_limit = 10'000;
  std::size_t connections_per_ip = 1'000;
  Span header_timeout =
      seconds(10);                  // from the first byte of a request (or the connection) to its last header
  Span body_timeout = seconds(30);  // for every 64 KiB of a body
  Span write_timeout = seconds(30);                  // for every 64 KiB of a response
  Span keep_alive_timeout = seconds(75);             // between requests
  std::size_t socket_message_limit = 16 * 1024;      // bytes of a WebSocket message from a client
  std::size_t socket_queue_bytes = 8 * 1024 * 1024;  // outbound, per socket
  Span socket_ping = seconds(30);                    // a silent client is asked, and dropped after twice that

  std::string upload_directory = "/tmp";  // where bodies go that the accept hook wants in a file
  std::string certificate_file;           // PEM chain; with key_file it makes the port TLS
  std::string key_file;
  std::string common_headers;  // "Name: value\r\n" lines added to every response
};

// What the accept hook says about a request whose header is there and whose body is not.
struct Admission {
  std::optional<Response> refusal;       // answers at once; the body is not read
  std::size_t body_limit = 1024 * 1024;  // over it: 413
  bool body_to_file = false;             // the body streams into a temporary file
  std::size_t tag = 0;                   // handed on in Request::tag
};

struct Hooks {
  std::function<Admission(const Request&)> accept;  // optional
  Handler handle;
  // The answer to what never reaches a handler (400, 408, 413, 431, 500, 503 …); optional. `code` is stable:
  // "request.malformed"; `language` is the request's Accept-Language, empty where it did not come so far.
  std::function<Response(int status, std::string_view code, std::string_view language)> refuse;
};

struct ServerStats {
  std::atomic<std::int64_t> connections{0};
  std::atomic<std::int64_t> sockets{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> refused_connections{0};
  std::atomic<std::uint64_t> timeouts{0};
};

class Server {
 public:
  virtual ~Server() = default;  // aborts whatever is left
  // Errors: net.address (cannot listen there), net.certificate.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Hooks hooks);

  virtual std::uint16_t port() const = 0;
  virtual const ServerStats& stats() const = 0;
  // Looks whether the files of the certificate hold something new and takes that for new connections. True
  // where something was taken; `again`: takes it also where nothing changed. Error: net.certificate, and the
  // one in use stays.
  virtual Result<bool> renew_certificate(bool again) = 0;
  virtual Instant certificate_holds_until() const = 0;  // 0 where there is none
  // Stops accepting, finishes the requests under way, closes sockets with 1001; after `limit` the rest is cut
  // off. Blocks until done. Handlers must answer from then on too.
  virtual void drain(Span limit) = 0;
};

}  // namespace shouhou::net
