// One WebSocket, as those above see it. Every call is thread-safe and never blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace shouhou::net {

// Close codes of RFC 6455 and the one of ours.
inline constexpr std::uint16_t close_normal = 1000;
inline constexpr std::uint16_t close_going_away = 1001;
inline constexpr std::uint16_t close_policy = 1008;
inline constexpr std::uint16_t close_too_slow = 4008;  // the client reads too slowly; come back and resume

class Socket {
 public:
  virtual ~Socket() = default;
  // Queues a text message. False where the socket is closed or closing. A queue over its bound closes the
  // socket with close_too_slow: a client that resumes loses nothing, the server keeps its memory.
  virtual bool send(std::shared_ptr<const std::string> text) = 0;
  bool send(std::string text) { return send(std::make_shared<const std::string>(std::move(text))); }
  virtual void close(std::uint16_t code, std::string reason) = 0;
  virtual bool open() const = 0;
};

// Called on the socket's I/O thread. on_close comes exactly once, last.
struct SocketEvents {
  std::function<void(std::string_view text)> on_message;
  std::function<void()> on_close;
};

// Called when the handshake is done.
using OpenSocket = std::function<SocketEvents(std::shared_ptr<Socket>)>;

}  // namespace shouhou::net
