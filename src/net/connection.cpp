// One client's HTTP/1.1 conversation, from the first byte to the last, as a coroutine.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <boost/asio/ssl.hpp>
#include <charconv>
#include <exception>

#include "base/log.h"
#include "net/lane.h"
#include "net/parser.h"
#include "net/url.h"
#include "net/web_socket.h"

namespace shouhou::net {
namespace {

using TlsStream = asio::ssl::stream<PlainSocket>;

constexpr std::size_t first_buffer = 4 * 1024;
constexpr std::size_t body_buffer = 64 * 1024;
constexpr std::size_t file_piece = 256 * 1024;
constexpr std::size_t join_limit = 16 * 1024;     // bodies up to this are sent in one piece with their head
constexpr std::size_t linger_limit = 256 * 1024;  // read and dropped after an early answer

std::chrono::milliseconds chrono(Span span) {
  return std::chrono::milliseconds(span.ms);
}

// The part of a connection that a Reply needs to know.
class Exchange : public Connection {
 public:
  virtual void answered(Response response, std::function<Response()> make) = 0;
};

class Answer final : public Reply::Target {
 public:
  Answer(std::shared_ptr<Exchange> exchange, const Shared& shared)
      : exchange_(std::move(exchange)), shared_(shared) {}
  ~Answer() override {
    if (!used_.test()) deliver(shared_.refuse(500, "server.no_answer"));
  }
  void deliver(Response response) override {
    if (!used_.test_and_set()) exchange_->answered(std::move(response), {});
  }
  void deliver(std::function<Response()> make) override {
    if (!used_.test_and_set()) exchange_->answered({}, std::move(make));
  }

 private:
  std::shared_ptr<Exchange> exchange_;
  const Shared& shared_;  // lives as long as the exchange
  std::atomic_flag used_;
};

bool same_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 0x20) != lower[i]) return false;
  }
  return true;
}

// Whether the message can be trusted at all: what two parsers could read in two ways is refused.
struct Refusal {
  int status = 0;
  std::string_view code;
};
Refusal examine(const Parser& parser, Request& request) {
  if (parser.version() != 11 && parser.version() != 10) return {505, "request.version"};
  if (request.headers.has("transfer-encoding") && (!parser.chunked() || parser.version() == 10)) {
    return {501, "request.transfer_encoding"};
  }
  const std::size_t hosts = request.headers.count("host");
  if (hosts > 1 || (hosts == 0 && parser.version() == 11)) return {400, "request.host"};
  auto target = parse_target(request.target);
  if (!target) return {400, "request.target"};
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  const std::string_view expect = request.headers.get("expect");
  if (!expect.empty() && !same_word(expect, "100-continue")) return {417, "request.expectation"};
  return {};
}

Refusal refusal_of(const ErrorCode& ec) {
  if (ec == http::error::header_limit || ec == http::error::buffer_overflow)
    return {431, "request.header_too_large"};
  if (ec == http::error::body_limit) return {413, "request.body_too_large"};
  if (ec == http::error::bad_version) return {505, "request.version"};
  return {400, "request.malformed"};
}

template <class Stream>
class HttpConnection final : public Exchange, public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  static constexpr bool tls = std::is_same_v<Stream, TlsStream>;

  HttpConnection(Stream stream, std::shared_ptr<Place> place)
      : place_(std::move(place)),
        lane_(place_->lane()),
        shared_(place_->shared()),
        options_(shared_.options),
        executor_(stream.get_executor()),
        stream_(std::move(stream)),
        answer_timer_(executor_, Steady::time_point::max()),
        peer_(place_->ip()) {}

  void start() {
    lane_.connections.insert(this);
    asio::co_spawn(executor_, run(this->shared_from_this()), asio::detached);
  }

  void drain() override {
    draining_ = true;
    if (idle_) abort();
  }
  void expire() override {
    shared_.stats.timeouts.fetch_add(1, std::memory_order_relaxed);
    expired_ = true;
    ErrorCode ignored;
    lowest().cancel(ignored);
  }
  void abort() override {
    aborted_ = true;
    ErrorCode ignored;
    if (!finished_) lowest().close(ignored);
    answer_timer_.cancel();
  }

  void answered(Response response, std::function<Response()> make) override {
    response_ = std::move(response);
    make_ = std::move(make);
    if (state_.exchange(State::ready, std::memory_order_acq_rel) == State::waiting && !finished_.load()) {
      asio::post(executor_, [self = this->shared_from_this()] { self->answer_timer_.cancel(); });
    }
  }

 private:
  enum class State { open, waiting, ready };
  enum class After { next, close, upgraded };

  PlainSocket& lowest() { return boost::beast::get_lowest_layer(stream_); }

  Awaitable<> run([[maybe_unused]] std::shared_ptr<HttpConnection> self) {
    ErrorCode ec;
    bool ready = true;
    if constexpr (tls) {
      this->deadline = Steady::now() + chrono(options_.header_timeout);
      co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                       asio::redirect_error(use_awaitable, ec));
      ready = !ec;
    }
    in_.resize(first_buffer);
    After after = After::next;
    while (ready && after == After::next && !aborted_) after = co_await one_request();
    finished_ = true;
    lane_.connections.erase(this);
    if (after != After::upgraded) {
      if constexpr (tls) {
        if (!aborted_ && !expired_) {
          this->deadline = Steady::now() + std::chrono::seconds(2);
          co_await stream_.async_shutdown(asio::redirect_error(use_awaitable, ec));
        }
      }
      lowest().close(ec);
      place_->release();
    }
  }

  Awaitable<After> one_request() {
    Request request;
    Parser parser(request, options_.header_limit);
    Refusal refusal = co_await read_header(parser);
    if (refusal.status == 0 && !parser.is_header_done()) co_return After::close;
    if (refusal.status == 0) refusal = examine(parser, request);
    request.peer = peer_;
    request.tls = tls;
    const bool head = request.method == "HEAD";
    shared_.stats.requests.fetch_add(1, std::memory_order_relaxed);
    if (refusal.status != 0) co_return co_await refuse(refusal, head);

    Admission admission;
    if (shared_.hooks.accept) admission = shared_.hooks.accept(request);
    request.tag = admission.tag;
    keep_alive_ = parser.keep_alive() && !draining_;
    if (admission.refusal) {
      if (!parser.is_done()) keep_alive_ = false;
      if (!co_await respond(*admission.refusal, head)) co_return After::close;
      if (!parser.is_done()) co_await linger();
      co_return keep_alive_ ? After::next : After::close;
    }
    if (!parser.is_done()) {
      refusal = co_await read_body(parser, request, admission);
      if (refusal.status != 0) co_return co_await refuse(refusal, head);
      if (!parser.is_done()) co_return After::close;
    }
    request.body_size = parser.received();
    co_return co_await handle(std::move(request), head);
  }

  Awaitable<After> handle(Request request, bool head) {
    this->deadline = Steady::time_point::max();
    std::optional<Request> handshake;
    if (request.headers.has("upgrade")) handshake = request;
    state_.store(State::open, std::memory_order_relaxed);
    try {
      shared_.hooks.handle(std::move(request),
                           Reply(std::make_shared<Answer>(this->shared_from_this(), shared_)));
    } catch (const std::exception& error) {
      log::error("handler failed", {{"what", error.what()}});
    }
    State expected = State::open;
    if (state_.load(std::memory_order_acquire) != State::ready &&
        state_.compare_exchange_strong(expected, State::waiting, std::memory_order_acq_rel)) {
      ErrorCode ignored;
      co_await answer_timer_.async_wait(asio::redirect_error(use_awaitable, ignored));
      if (state_.load(std::memory_order_acquire) != State::ready) co_return After::close;  // aborted
    }
    Response response = make_ ? make_response() : std::move(response_);
    make_ = {};
    if (response.websocket && handshake) co_return upgrade(*handshake, std::move(response.websocket));
    if (draining_) keep_alive_ = false;
    if (response.close) keep_alive_ = false;
    const bool sent = co_await respond(response, head);
    co_return sent&& keep_alive_ ? After::next : After::close;
  }

  Response make_response() {
    try {
      return make_();
    } catch (const std::exception& error) {
      log::error("response failed", {{"what", error.what()}});
      return shared_.refuse(500, "server.failed");
    }
  }

  After upgrade(const Request& handshake, OpenSocket open) {
    lane_.connections.erase(this);
    auto socket = std::make_shared<WebSocket<Stream>>(std::move(stream_), place_);
    socket->start(handshake, std::move(open));
    return After::upgraded;
  }

  // Answers what is wrong and closes: where a message is broken nobody knows where the next one begins.
  Awaitable<After> refuse(Refusal refusal, bool head) {
    keep_alive_ = false;
    Response response = shared_.refuse(refusal.status, refusal.code);
    if (co_await respond(response, head)) co_await linger();
    co_return After::close;
  }

  // Nothing wrong and no complete header: the client has gone.
  Awaitable<Refusal> read_header(Parser& parser) {
    bool begun = end_ > begin_;
    this->deadline =
        Steady::now() + chrono(begun || first_ ? options_.header_timeout : options_.keep_alive_timeout);
    first_ = false;
    for (;;) {
      ErrorCode ec;
      if (end_ > begin_) {
        begin_ += parser.put(asio::buffer(in_.data() + begin_, end_ - begin_), ec);
        if (ec && ec != http::error::need_more) co_return refusal_of(ec);
        if (parser.is_header_done()) co_return Refusal{};
      }
      if (!make_room(options_.header_limit + first_buffer))
        co_return Refusal{431, "request.header_too_large"};
      idle_ = !begun;
      if (idle_ && draining_) co_return Refusal{};
      const std::size_t size = co_await read_some(ec);
      idle_ = false;
      if (expired_ && begun) {
        expired_ = false;
        co_return Refusal{408, "request.timeout"};
      }
      if (ec) co_return Refusal{};
      end_ += size;
      if (!begun) {
        begun = true;
        this->deadline = Steady::now() + chrono(options_.header_timeout);
      }
    }
  }

  Awaitable<Refusal> read_body(Parser& parser, Request& request, const Admission& admission) {
    const auto length = parser.content_length();
    if (length && *length > admission.body_limit) co_return Refusal{413, "request.body_too_large"};
    std::string piece;
    BodyFile file;
    if (admission.body_to_file) {
      file.create(options_.upload_directory);
      request.body_file = std::make_shared<TemporaryFile>(file.path);
      parser.receive_into(piece, admission.body_limit);
    } else {
      if (length) request.body.reserve(*length);
      parser.receive_into(request.body, admission.body_limit);
    }
    if (request.headers.has("expect") && begin_ == end_ &&
        !co_await write_all("HTTP/1.1 100 Continue\r\n\r\n", {})) {
      co_return Refusal{};
    }
    parser.eager(true);
    const Refusal refusal = co_await receive(parser, piece, file);
    if (refusal.status == 0 && parser.is_done()) {
      co_await file_write(file, piece);
      if (file.failed) co_return Refusal{503, "server.disk"};
    }
    co_return refusal;
  }

  struct BodyFile {
    std::string path;
    int descriptor = -1;
    // The rest of the body is read and dropped then: few clients look for an answer before they have sent
    // all.
    bool failed = false;
    ~BodyFile() {
      if (descriptor >= 0) ::close(descriptor);
    }
    void create(const std::string& directory) {
      path = directory + "/shouhou-upload-XXXXXX";
      descriptor = ::mkostemp(path.data(), O_CLOEXEC);
      failed = descriptor < 0;
    }
  };

  Awaitable<Refusal> receive(Parser& parser, std::string& piece, BodyFile& file) {
    this->deadline = Steady::now() + chrono(options_.body_timeout);
    std::uint64_t next_extension = body_buffer;
    for (;;) {
      ErrorCode ec;
      while (end_ > begin_ && !parser.is_done()) {
        const std::size_t used = parser.put(asio::buffer(in_.data() + begin_, end_ - begin_), ec);
        begin_ += used;
        if (ec && ec != http::error::need_more) co_return refusal_of(ec);
        if (ec || used == 0) break;
      }
      if (parser.is_done()) co_return Refusal{};
      if (piece.size() >= file_piece) co_await file_write(file, piece);
      if (parser.received() >= next_extension) {
        this->deadline = Steady::now() + chrono(options_.body_timeout);
        next_extension = parser.received() + body_buffer;
      }
      if (begin_ == end_ && in_.size() < body_buffer) in_.resize(body_buffer);
      if (!make_room(body_buffer)) co_return Refusal{400, "request.malformed"};
      ec = {};
      const std::size_t size = co_await read_some(ec);
      if (expired_) {
        expired_ = false;
        co_return Refusal{408, "request.timeout"};
      }
      if (ec) co_return Refusal{};
      end_ += size;
    }
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
    return stream_.async_read_some(asio::buffer(in_.data() + end_, in_.size() - end_),
                                   asio::redirect_error(use_awaitable, ec));
  }

  // Runs `work` on the file thread and comes back to the lane.
  template <class Work>
  Awaitable<> on_file_thread(Work work) {
    co_await asio::async_initiate<decltype(use_awaitable), void()>(
        [this](auto handler, Work job) {
          asio::post(shared_.file_pool,
                     [executor = executor_, job = std::move(job), handler = std::move(handler)]() mutable {
                       job();
                       asio::post(executor, std::move(handler));
                     });
        },
        use_awaitable, std::move(work));
  }

  Awaitable<> file_write(BodyFile& file, std::string& piece) {
    if (file.failed) piece.clear();
    if (file.descriptor < 0 || piece.empty()) co_return;
    bool written = true;
    this->deadline = Steady::time_point::max();
    co_await on_file_thread([&] {
      std::size_t at = 0;
      while (at < piece.size() && written) {
        const ssize_t size = ::write(file.descriptor, piece.data() + at, piece.size() - at);
        written = size > 0;
        if (written) at += static_cast<std::size_t>(size);
      }
    });
    this->deadline = Steady::now() + chrono(options_.body_timeout);
    piece.clear();
    file.failed = !written;
  }

  void write_head(const Response& response, std::uint64_t body_size) {
    out_.clear();
    const std::string_view line = reason_phrase(response.status);
    if (line.empty()) {
      out_ += "HTTP/1.1 ";
      out_ += std::to_string(response.status);
      out_ += " -\r\n";
    } else {
      out_ += line;
    }
    out_ += lane_.date_header();
    if (response.status != 204 && response.status != 304) {
      out_ += "Content-Length: ";
      char digits[24];
      const auto [end, error] = std::to_chars(digits, digits + sizeof digits, body_size);
      out_.append(digits, end);
      out_ += "\r\n";
    }
    if (!response.content_type.empty()) {
      out_ += "Content-Type: ";
      out_ += response.content_type;
      out_ += "\r\n";
    }
    if (!keep_alive_) out_ += "Connection: close\r\n";
    for (const auto& [name, value] : response.headers) {
      out_ += name;
      out_ += ": ";
      for (const char c : value) out_ += c == '\r' || c == '\n' ? ' ' : c;
      out_ += "\r\n";
    }
    out_ += options_.common_headers;
    out_ += "\r\n";
  }

  Awaitable<bool> respond(const Response& response, bool head) {
    const std::string_view body = response.shared ? std::string_view(*response.shared) : response.body;
    write_head(response, response.file ? response.file->size : body.size());
    this->deadline = Steady::now() + chrono(options_.write_timeout);
    if (head || response.status == 204 || response.status == 304) co_return co_await write_all(out_, {});
    if (response.file) {
      if (!co_await write_all(out_, {})) co_return false;
      co_return co_await write_file(*response.file);
    }
    if (body.size() <= join_limit) {
      out_ += body;
      if (write_at_once(out_)) co_return true;
      co_return co_await write_all(out_, {});
    }
    co_return co_await write_all(out_, body);
  }

  // The common case: the kernel takes all of it, and no coroutine is needed. What it takes is cut off.
  bool write_at_once(std::string& text) {
    if constexpr (tls) {
      return false;
    } else {
      ErrorCode ec;
      const std::size_t size = stream_.write_some(asio::buffer(text), ec);
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
          co_await stream_.async_write_some(buffers, asio::redirect_error(use_awaitable, ec));
      if (ec) co_return false;
      since_extension += size;
      if (since_extension >= body_buffer) {
        this->deadline = Steady::now() + chrono(options_.write_timeout);
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
    std::string piece;
    std::uint64_t at = body.offset;
    std::uint64_t left = body.size;
    bool fine = true;
    while (left > 0 && fine) {
      piece.resize(std::min<std::uint64_t>(left, file_piece));
      ssize_t size = 0;
      co_await on_file_thread(
          [&] { size = ::pread(descriptor, piece.data(), piece.size(), static_cast<off_t>(at)); });
      fine = size > 0 && co_await write_all({piece.data(), static_cast<std::size_t>(size)}, {});
      at += static_cast<std::uint64_t>(size);
      left -= fine ? static_cast<std::uint64_t>(size) : 0;
    }
    ::close(descriptor);
    co_return fine;
  }

  // Lets the client read our last answer: closing with unread bytes would reset the connection under it.
  Awaitable<> linger() {
    if constexpr (!tls) {
      ErrorCode ec;
      lowest().shutdown(PlainSocket::shutdown_send, ec);
      this->deadline = Steady::now() + std::chrono::seconds(2);
      std::size_t dropped = 0;
      while (!ec && dropped < linger_limit) {
        begin_ = end_ = 0;
        dropped += co_await read_some(ec);
      }
    }
  }

  std::shared_ptr<Place> place_;
  Lane& lane_;
  Shared& shared_;
  const ServerOptions& options_;
  Executor executor_;
  Stream stream_;
  Timer answer_timer_;
  std::string peer_;

  std::vector<char> in_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string out_;
  bool first_ = true;
  bool idle_ = false;
  bool keep_alive_ = true;
  bool draining_ = false;
  bool expired_ = false;
  bool aborted_ = false;
  std::atomic<bool> finished_{false};

  std::atomic<State> state_{State::open};
  Response response_;
  std::function<Response()> make_;
};

}  // namespace

void start_connection(PlainSocket socket, std::shared_ptr<Place> place) {
  ErrorCode ignored;
  socket.set_option(Tcp::no_delay(true), ignored);
  Shared& shared = place->shared();
  if (shared.tls) {
    TlsStream stream(std::move(socket), *shared.tls);
    std::make_shared<HttpConnection<TlsStream>>(std::move(stream), std::move(place))->start();
  } else {
    socket.non_blocking(true, ignored);
    std::make_shared<HttpConnection<PlainSocket>>(std::move(socket), std::move(place))->start();
  }
}

}  // namespace shouhou::net
