#include "net/server.h"

#include <algorithm>
#include <boost/asio/ssl.hpp>
#include <condition_variable>
#include <csignal>
#include <exception>

#include "base/log.h"
#include "net/lane.h"

namespace shouhou::net {
namespace {

class RunningServer final : public Server {
 public:
  explicit RunningServer(ServerOptions options, Hooks hooks) : shared_(std::make_shared<Shared>()) {
    shared_->options = std::move(options);
    shared_->hooks = std::move(hooks);
    for (int i = 0; i < std::max(1, shared_->options.threads); ++i) {
      lanes_.push_back(std::make_shared<Lane>(shared_));
    }
    acceptor_.emplace(lanes_.front()->context.get_executor());
    pause_.emplace(lanes_.front()->context.get_executor());
  }
  ~RunningServer() override { drain(seconds(0)); }

  Result<void> listen() {
    const ServerOptions& options = shared_->options;
    ErrorCode ec;
    const auto address = asio::ip::make_address(options.address, ec);
    if (ec) return cannot_listen(ec);
    const Tcp::endpoint endpoint(address, options.port);
    acceptor_->open(endpoint.protocol(), ec);
    if (!ec) acceptor_->set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec) acceptor_->bind(endpoint, ec);
    if (!ec) acceptor_->listen(4096, ec);
    if (ec) return cannot_listen(ec);
    port_ = acceptor_->local_endpoint(ec).port();
    return {};
  }

  Result<void> load_certificate() {
    const ServerOptions& options = shared_->options;
    if (options.certificate_file.empty() && options.key_file.empty()) return {};
    shared_->certificate.emplace(options.certificate_file, options.key_file);
    const Result<bool> read = shared_->certificate->read(true);
    if (!read) return forward(read.error());
    return {};
  }

  Result<bool> renew_certificate(bool again) override {
    if (!shared_->certificate) return false;
    return shared_->certificate->read(again);
  }
  Instant certificate_holds_until() const override {
    return shared_->certificate ? shared_->certificate->holds_until() : Instant{};
  }

  void run() {
    std::signal(SIGPIPE, SIG_IGN);
    asio::post(lanes_.front()->context, [this] { accept(); });
    for (const auto& lane : lanes_) {
      lane->thread = std::thread([lane] { lane->run(); });
    }
  }

  std::uint16_t port() const override { return port_; }
  const ServerStats& stats() const override { return shared_->stats; }

  void drain(Span limit) override {
    if (std::exchange(drained_, true)) return;
    shared_->draining = true;
    asio::post(lanes_.front()->context, [this] {
      ErrorCode ignored;
      acceptor_->close(ignored);
      pause_->cancel();
    });
    tell_connections([](Connection& connection) { connection.drain(); });
    wait_until_empty(limit);
    tell_connections([](Connection& connection) { connection.abort(); });
    wait_until_empty(seconds(5));
    for (const auto& lane : lanes_) {
      asio::post(lane->context, [lane] {
        lane->work.reset();
        lane->sweeper.cancel();
        lane->context.stop();  // a socket that somebody still holds may have a timer running
      });
    }
    for (const auto& lane : lanes_) {
      if (lane->thread.joinable()) lane->thread.join();
      lane->context.restart();
      lane->context.poll();  // what was ready lets go of its connections
    }
    shared_->file_pool.join();
  }

 private:
  static Result<void> cannot_listen_at(const ServerOptions& options, const ErrorCode& ec) {
    const std::string where = options.address + ":" + std::to_string(options.port);
    return fail(ErrorKind::unavailable, "net.address",
                {"无法监听 " + where + "（" + ec.message() + "）",
                 "cannot listen on " + where + " (" + ec.message() + ")"});
  }
  Result<void> cannot_listen(const ErrorCode& ec) const { return cannot_listen_at(shared_->options, ec); }

  void accept() {
    const auto lane = lanes_[next_lane_++ % lanes_.size()];
    acceptor_->async_accept(lane->context.get_executor(), [this, lane](ErrorCode ec, PlainSocket socket) {
      if (ec == asio::error::operation_aborted || shared_->draining) return;
      if (ec) {  // most likely out of file descriptors: give some back before trying again
        log::warning("accept failed", {{"what", ec.message()}});
        pause_->expires_after(std::chrono::milliseconds(100));
        pause_->async_wait([this](ErrorCode stopped) {
          if (!stopped) accept();
        });
        return;
      }
      try {
        welcome(lane, std::move(socket));
      } catch (const std::exception& error) {
        log::error("connection not begun", {{"what", error.what()}});
      }
      accept();
    });
  }

  void welcome(const std::shared_ptr<Lane>& lane, PlainSocket socket) {
    ErrorCode ec;
    const auto endpoint = socket.remote_endpoint(ec);
    if (ec) return;
    const std::string ip = endpoint.address().to_string();
    if (!shared_->enter(ip)) {
      constexpr std::string_view full =
          "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: "
          "close\r\n\r\n";
      socket.non_blocking(true, ec);
      if (!shared_->certificate) socket.write_some(asio::buffer(full), ec);
      return;
    }
    auto place = std::make_shared<Place>(lane, ip);
    asio::post(lane->context, [held = std::move(socket), place = std::move(place)]() mutable {
      start_connection(std::move(held), std::move(place));
    });
  }

  template <class Tell>
  void tell_connections(Tell tell) {
    for (const auto& lane : lanes_) {
      asio::post(lane->context, [lane, tell] {
        const std::vector<Connection*> present(lane->connections.begin(), lane->connections.end());
        for (Connection* connection : present) {
          if (lane->connections.contains(connection)) tell(*connection);
        }
      });
    }
  }

  void wait_until_empty(Span limit) const {
    const auto end = Steady::now() + std::chrono::milliseconds(limit.ms);
    while (shared_->stats.connections.load() > 0 && Steady::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  std::shared_ptr<Shared> shared_;
  std::vector<std::shared_ptr<Lane>> lanes_;
  std::optional<Acceptor> acceptor_;
  std::optional<Timer> pause_;
  std::size_t next_lane_ = 0;
  std::uint16_t port_ = 0;
  bool drained_ = false;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Hooks hooks) {
  auto server = std::make_unique<RunningServer>(std::move(options), std::move(hooks));
  SHOUHOU_TRY(server->load_certificate());
  SHOUHOU_TRY(server->listen());
  server->run();
  return server;
}

}  // namespace shouhou::net
