// A client for tests that sends exactly the bytes it is told, also wrong ones.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace shouhou::net {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  // What comes until `wanted` stands in it, the other end closes, or the time is over.
  std::string read_until(std::string_view wanted, int ms = 5000) {
    while (got_.find(wanted) == std::string::npos && read_some(ms)) {
    }
    return got_;
  }
  std::string read_all(int ms = 5000) {
    while (read_some(ms)) {
    }
    return got_;
  }
  // One response with a Content-Length (or none), taken off what has come.
  std::string read_response(bool with_body = true) {
    read_until("\r\n\r\n");
    const std::size_t head = got_.find("\r\n\r\n");
    if (head == std::string::npos) return std::exchange(got_, {});
    std::size_t total = head + 4;
    const std::size_t length = got_.find("Content-Length: ");
    if (with_body && length < head) total += std::stoul(got_.substr(length + 16));
    while (got_.size() < total && read_some(5000)) {
    }
    std::string response = got_.substr(0, total);
    got_.erase(0, total);
    return response;
  }
  bool closed() const { return closed_; }
  std::string& rest() { return got_; }

 private:
  bool read_some(int ms) {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, ms) <= 0) return false;
    char buffer[65536];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    closed_ = size <= 0;
    if (size > 0) got_.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  }

  int socket_;
  bool connected_ = false;
  bool closed_ = false;
  std::string got_;
};

}  // namespace shouhou::net
