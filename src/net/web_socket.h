// A connection after the WebSocket handshake.
#pragma once

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <exception>

#include "base/log.h"
#include "net/lane.h"
#include "net/parser.h"

namespace shouhou::net {

namespace websocket = boost::beast::websocket;

template <class Stream>
class WebSocket final : public Connection,
                        public Socket,
                        public std::enable_shared_from_this<WebSocket<Stream>> {
 public:
  WebSocket(Stream stream, std::shared_ptr<Place> place)
      : place_(std::move(place)), executor_(stream.get_executor()), stream_(std::move(stream)) {
    place_->shared().stats.sockets.fetch_add(1, std::memory_order_relaxed);
  }
  ~WebSocket() override { place_->shared().stats.sockets.fetch_sub(1, std::memory_order_relaxed); }

  // Shakes hands as `request` asks and then talks until either side closes.
  void start(const Request& request, OpenSocket open) {
    asio::co_spawn(executor_, converse(this->shared_from_this(), handshake_of(request), std::move(open)),
                   asio::detached);
  }

  bool send(std::shared_ptr<const std::string> text) override {
    const std::lock_guard lock(mutex_);
    if (!open_) return false;
    queued_bytes_ += text->size();
    if (queued_bytes_ > place_->shared().options.socket_queue_bytes) {
      close_locked(close_too_slow, "too slow, resume later");
      return false;
    }
    queue_.push_back(std::move(text));
    wake_locked();
    return true;
  }
  void close(std::uint16_t code, std::string reason) override {
    const std::lock_guard lock(mutex_);
    close_locked(code, std::move(reason));
  }
  bool open() const override {
    const std::lock_guard lock(mutex_);
    return open_;
  }

  void drain() override { close(close_going_away, "server is going away"); }
  void expire() override { abort(); }
  void abort() override {
    ErrorCode ignored;
    boost::beast::get_lowest_layer(stream_).close(ignored);
  }

 private:
  using Handshake = http::request<http::empty_body>;

  static Handshake handshake_of(const Request& request) {
    Handshake handshake;
    handshake.version(11);
    handshake.method(http::verb::get);
    handshake.target(request.target);
    for (std::size_t i = 0; i < request.headers.size(); ++i) {
      const auto [name, value] = request.headers.at(i);
      handshake.insert(boost::beast::string_view(name.data(), name.size()),
                       boost::beast::string_view(value.data(), value.size()));
    }
    return handshake;
  }

  void configure() {
    const ServerOptions& options = place_->shared().options;
    websocket::stream_base::timeout timeout{};
    timeout.handshake_timeout = std::chrono::seconds(10);
    timeout.idle_timeout = std::chrono::milliseconds(options.socket_ping.ms * 2);
    timeout.keep_alive_pings = true;
    stream_.set_option(timeout);
    stream_.read_message_max(options.socket_message_limit);
    stream_.text(true);
    stream_.auto_fragment(false);
    stream_.control_callback([this](websocket::frame_type kind, boost::beast::string_view) {
      if (kind == websocket::frame_type::close) closed_by_client();
    });
  }

  Awaitable<> converse(std::shared_ptr<WebSocket> self, Handshake handshake, OpenSocket open) {
    place_->lane().connections.insert(this);
    SocketEvents events;
    try {
      co_await talk(self, handshake, open, events);
    } catch (const std::exception& error) {
      log::error("socket failed", {{"what", error.what()}});
    }
    {
      const std::lock_guard lock(mutex_);
      open_ = false;
      queue_.clear();
    }
    try {
      if (events.on_close) events.on_close();
    } catch (const std::exception& error) {
      log::error("socket failed", {{"what", error.what()}});
    }
    place_->lane().connections.erase(this);
    abort();
    place_->release();
  }

  Awaitable<> talk(const std::shared_ptr<WebSocket>& self, const Handshake& handshake, const OpenSocket& open,
                   SocketEvents& events) {
    configure();
    ErrorCode ec;
    co_await stream_.async_accept(handshake, asio::redirect_error(use_awaitable, ec));
    if (ec) co_return;
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    if (place_->shared().draining) drain();
    events = open(self);
    co_await read_all(events);
  }

  Awaitable<> read_all(SocketEvents& events) {
    boost::beast::flat_buffer buffer;
    for (;;) {
      ErrorCode ec;
      co_await stream_.async_read(buffer, asio::redirect_error(use_awaitable, ec));
      if (ec) co_return;
      if (events.on_message && stream_.got_text()) {
        events.on_message({static_cast<const char*>(buffer.data().data()), buffer.size()});
      }
      buffer.consume(buffer.size());
    }
  }

  // The library answers the close frame and waits for the client to hang up; not for ever.
  void closed_by_client() {
    const std::lock_guard lock(mutex_);
    open_ = false;
    this->deadline = Steady::now() + std::chrono::seconds(1);
  }

  void wake_locked() {
    if (writing_) return;
    writing_ = true;
    // Posted, not spawned here: a coroutine would begin at once and want the mutex that we hold.
    asio::post(executor_, [self = this->shared_from_this()] {
      asio::co_spawn(self->executor_, self->write_all(self), asio::detached);
    });
  }

  void close_locked(std::uint16_t code, std::string reason) {
    if (!open_) return;
    open_ = false;
    close_code_ = code;
    close_reason_ = std::move(reason);
    wake_locked();
    // A client that does not even read the close frame is cut off.
    asio::post(executor_, [self = this->shared_from_this()] {
      self->deadline = Steady::now() + std::chrono::seconds(5);
    });
  }

  Awaitable<> write_all([[maybe_unused]] std::shared_ptr<WebSocket> self) {
    try {
      co_await write_queue();
    } catch (const std::exception& error) {
      log::error("socket failed", {{"what", error.what()}});
      abort();
    }
  }

  // What is queued goes out before the close frame, unless the client was too slow for it.
  Awaitable<> write_queue() {
    for (;;) {
      std::shared_ptr<const std::string> next;
      std::uint16_t code = 0;
      {
        const std::lock_guard lock(mutex_);
        const bool drop = close_code_ == close_too_slow;
        if (!queue_.empty() && !drop) {
          next = std::move(queue_.front());
          queue_.pop_front();
          queued_bytes_ -= next->size();
        } else if (close_code_ != 0) {
          code = close_code_;
        } else {
          writing_ = false;
          co_return;
        }
      }
      ErrorCode ec;
      if (next) {
        co_await stream_.async_write(asio::buffer(*next), asio::redirect_error(use_awaitable, ec));
      } else {
        const websocket::close_reason reason(static_cast<websocket::close_code>(code), close_reason_);
        co_await stream_.async_close(reason, asio::redirect_error(use_awaitable, ec));
        co_return;
      }
      if (ec) co_return;
    }
  }

  std::shared_ptr<Place> place_;
  Executor executor_;
  websocket::stream<Stream> stream_;
  mutable std::mutex mutex_;
  bool open_ = false;
  bool writing_ = false;
  std::uint16_t close_code_ = 0;
  std::string close_reason_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  std::size_t queued_bytes_ = 0;
};

}  // namespace shouhou::net
