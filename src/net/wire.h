// The bytes of one connection: what has come and was not read yet, and what goes out, with a deadline for
// every wait. Knows nothing of requests.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/ssl.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "net/lane.h"

namespace shouhou::net {

using TlsStream = asio::ssl::stream<PlainSocket>;

inline std::chrono::milliseconds chrono(Span span) {
  return std::chrono::milliseconds(span.ms);
}

template <class Stream>
class Wire {
 public:
  static constexpr bool tls = std::is_same_v<Stream, TlsStream>;
  static constexpr std::size_t first_buffer = 4 * 1024;
  static constexpr std::size_t body_buffer = 64 * 1024;
  static constexpr std::size_t file_piece = 256 * 1024;
  // Read and dropped after an early answer, at most, and for how long.
  static constexpr std::size_t linger_bytes = 64 * 1024 * 1024;
  static constexpr std::chrono::seconds linger_time{10};

  // `deadline`: of the connection, looked at by its lane.
  Wire(Stream from, Shared& shared, Steady::time_point& deadline)
      : stream(std::move(from)), shared_(shared), deadline_(deadline) {}

  PlainSocket& lowest() { return boost::beast::get_lowest_layer(stream); }
  void allow(std::chrono::milliseconds time) { deadline_ = Steady::now() + time; }
  void allow_for_ever() { deadline_ = Steady::time_point::max(); }

  // What has come and was not used.
  bool has_bytes() const { return end_ > begin_; }
  asio::const_buffer bytes() const { return asio::buffer(in_.data() + begin_, end_ - begin_); }
  void use(std::size_t size) { begin_ += size; }

  void reserve(std::size_t size) {
    if (begin_ == end_ && in_.size() < size) in_.resize(size);
  }
  // Makes room behind the bytes still unread; false where the buffer is full at `limit`.
  bool make_room(std::size_t limit) {
    if (begin_ == end_) {
      begin_ = end_ = 0;
    } else if (end_ == in_.size() && begin_ > 0) {
      std::copy(in_.begin() + static_cast<std::ptrdiff_t>(begin_),
                in_.begin() + static_cast<std::ptrdiff_t>(end_), in_.begin());
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ < in_.size()) return true;
    if (in_.size() >= limit) return false;
    in_.resize(std::min(limit, in_.size() * 2));
    return true;
  }

  auto read_some(ErrorCode& ec) {
    return stream.async_read_some(asio::buffer(in_.data() + end_, in_.size() - end_),
                                  asio::redirect_error(use_awaitable, ec));
  }
  void came(std::size_t size) { end_ += size; }

  // Runs `work` on the file thread and comes back to the lane.
  template <class Work>
  Awaitable<> on_file_thread(Work work) {
    co_await asio::async_initiate<decltype(use_awaitable), void()>(
        [this](auto handler, Work job) {
          asio::post(shared_.file_pool, [executor = stream.get_executor(), job = std::move(job),
                                         handler = std::move(handler)]() mutable {
            job();
            asio::post(executor, std::move(handler));
          });
        },
        use_awaitable, std::move(work));
  }

  // The common case: the kernel takes all of it, and no coroutine is needed. What it takes is cut off.
  bool write_at_once(std::string& text) {
    if constexpr (tls) {
      return false;
    } else {
      ErrorCode ec;
      const std::size_t size = stream.write_some(asio::buffer(text), ec);
      if (!ec && size == text.size()) return true;
      if (!ec) text.erase(0, size);
      return false;
    }
  }

  Awaitable<bool> write_all(std::string_view first, std::string_view second) {
    std::uint64_t since_extension = 0;
    while (!first.empty() || !second.empty()) {
      const std::array<asio::const_buffer, 2> buffers{asio::buffer(first.data(), first.size()),
                                                      asio::buffer(second.data(), second.size())};
      ErrorCode ec;
      const std::size_t size =
          co_await stream.async_write_some(buffers, asio::redirect_error(use_awaitable, ec));
      if (ec) co_return false;
      since_extension += size;
      if (since_extension >= body_buffer) {
        allow(chrono(shared_.options.write_timeout));
        since_extension = 0;
      }
      const std::size_t of_first = std::min(size, first.size());
      first.remove_prefix(of_first);
      second.remove_prefix(size - of_first);
    }
    co_return true;
  }

  Awaitable<bool> write_file(const FileBody& body) {
    const int descriptor = ::open(body.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) co_return false;
    const bool fine = co_await write_pieces(
        body.size, [descriptor, from = body.offset](std::uint64_t at, char* into, std::size_t room) {
          const ssize_t size = ::pread(descriptor, into, room, static_cast<off_t>(from + at));
          return size > 0 ? static_cast<std::size_t>(size) : std::size_t{0};
        });
    ::close(descriptor);
    co_return fine;
  }

  // `read` as in PiecedBody; it is asked on the file thread.
  template <class Read>
  Awaitable<bool> write_pieces(std::uint64_t size, Read read) {
    std::string piece;
    for (std::uint64_t at = 0; at < size;) {
      piece.resize(std::min<std::uint64_t>(size - at, file_piece));
      std::size_t got = 0;
      co_await on_file_thread([&] { got = read(at, piece.data(), piece.size()); });
      if (got == 0 || !co_await write_all({piece.data(), got}, {})) co_return false;
      at += got;
    }
    co_return true;
  }

  // After a last answer that came before the client had sent all: reads and drops what still comes, until the
  // client has read the answer and closes. To close with unread bytes would reset the connection, and the
  // client would lose the answer.
  Awaitable<> linger() {
    ErrorCode ec;
    if constexpr (!tls) lowest().shutdown(PlainSocket::shutdown_send, ec);
    co_await drop(stream);
  }
  // The same where TLS was expected and something else came.
  Awaitable<> linger_plain() {
    ErrorCode ec;
    lowest().shutdown(PlainSocket::shutdown_send, ec);
    co_await drop(lowest());
  }

  Stream stream;

 private:
  template <class From>
  Awaitable<> drop(From& from) {
    allow(linger_time);
    begin_ = end_ = 0;
    reserve(body_buffer);
    std::size_t dropped = 0;
    ErrorCode ec;
    while (!ec && dropped < linger_bytes) {
      dropped += co_await from.async_read_some(asio::buffer(in_), asio::redirect_error(use_awaitable, ec));
    }
  }

  Shared& shared_;
  Steady::time_point& deadline_;
  std::vector<char> in_ = std::vector<char>(first_buffer);
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace shouhou::net
