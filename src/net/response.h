// What a handler gives back, and the means to give it back later and from another thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/request.h"
#include "net/socket.h"

namespace shouhou::net {

// A part of a file as a body.
struct FileBody {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

// A body that is read piece by piece while it is sent, on the file thread.
struct PiecedBody {
  std::uint64_t size = 0;
  // How many bytes it put there; 0: it cannot, and the connection is cut, so that nobody takes a part for
  // all.
  std::function<std::size_t(std::uint64_t offset, char* into, std::size_t room)> read;
};

struct Response {
  int status = 200;
  std::string content_type;  // left out where empty
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared;  // instead of `body`: an immutable buffer that many share
  std::optional<FileBody> file;               // instead of `body`
  std::optional<PiecedBody> pieces;           // instead of `body`
  OpenSocket websocket;                       // set: the connection becomes a WebSocket
  bool close = false;                         // end the connection afterwards

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  static Response text(int status, std::string body, std::string content_type = "text/plain; charset=utf-8") {
    Response response;
    response.status = status;
    response.content_type = std::move(content_type);
    response.body = std::move(body);
    return response;
  }
};

// Answers one request, once, from any thread. Copies share the same answer; the first call counts. When the
// last copy goes without a call the server answers 500.
class Reply {
 public:
  class Target {
   public:
    virtual ~Target() = default;
    virtual void deliver(Response response) = 0;
    virtual void deliver(std::function<Response()> make) = 0;
  };

  explicit Reply(std::shared_ptr<Target> target) : target_(std::move(target)) {}
  void operator()(Response response) const { target_->deliver(std::move(response)); }
  // Builds the response on the connection's own I/O thread, to keep the caller's thread free.
  void later(std::function<Response()> make) const { target_->deliver(std::move(make)); }

 private:
  std::shared_ptr<Target> target_;
};

using Handler = std::function<void(Request, Reply)>;

}  // namespace shouhou::net
