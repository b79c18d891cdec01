// One client's HTTP/1.1 conversation, from the first byte to the last, as a coroutine.
#include <charconv>
#include <exception>

#include "base/log.h"
#include "net/body_file.h"
#include "net/examine.h"
#include "net/web_socket.h"
#include "net/wire.h"

namespace shouhou::net {
namespace {

constexpr std::size_t join_limit = 16 * 1024;  // bodies up to this are sent in one piece with their head

// The part of a connection that a Reply needs to know.
class Exchange : public Connection {
 public:
  virtual void answered(Response response, std::function<Response()> make) = 0;
};

class Answer final : public Reply::Target {
 public:
  Answer(std::shared_ptr<Exchange> exchange, const Shared& shared, std::string language)
      : exchange_(std::move(exchange)), shared_(shared), language_(std::move(language)) {}
  ~Answer() override {
    if (!used_.test()) deliver(shared_.refuse(500, "server.no_answer", language_));
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
  std::string language_;
  std::atomic_flag used_;
};

void write_head(std::string& out, const Response& response, std::uint64_t body_size) {
  const std::string_view line = reason_phrase(response.status);
  if (line.empty()) {
    out += "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += " -\r\n";
  } else {
    out += line;
  }
  if (response.status != 204 && response.status != 304) {
    out += "Content-Length: ";
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, body_size);
    out.append(digits, end);
    out += "\r\n";
  }
  if (!response.content_type.empty()) {
    out += "Content-Type: ";
    out += response.content_type;
    out += "\r\n";
  }
  for (const auto& [name, value] : response.headers) {
    out += name;
    out += ": ";
    for (const char c : value) out += c == '\r' || c == '\n' ? ' ' : c;
    out += "\r\n";
  }
}

template <class Stream>
class HttpConnection final : public Exchange, public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  static constexpr bool tls = Wire<Stream>::tls;

  HttpConnection(Stream stream, std::shared_ptr<Place> place)
      : place_(std::move(place)),
        lane_(place_->lane()),
        shared_(place_->shared()),
        options_(shared_.options),
        executor_(stream.get_executor()),
        wire_(std::move(stream), shared_, this->deadline),
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
    wire_.lowest().cancel(ignored);
  }
  void abort() override {
    aborted_ = true;
    ErrorCode ignored;
    if (!finished_) wire_.lowest().close(ignored);
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

  Awaitable<> run([[maybe_unused]] std::shared_ptr<HttpConnection> self) {
    ErrorCode ec;
    After after = After::close;
    bool failed = false;
    try {
      after = co_await converse();
    } catch (const std::exception& error) {
      log::error("connection failed", {{"what", error.what()}});
      failed = true;
    }
    if (failed) co_await apologise();
    finished_ = true;
    lane_.connections.erase(this);
    if (after != After::upgraded) {
      if constexpr (tls) {
        if (shaken_ && !aborted_ && !expired_ && !failed) {
          wire_.allow(std::chrono::seconds(2));
          co_await wire_.stream.async_shutdown(asio::redirect_error(use_awaitable, ec));
        }
      }
      wire_.lowest().close(ec);
      place_->release();
    }
  }

  Awaitable<After> converse() {
    if constexpr (tls) {
      shaken_ = co_await shake_hands();
      if (!shaken_) co_return After::close;
    }
    After after = After::next;
    while (after == After::next && !aborted_) after = co_await one_request();
    co_return after;
  }

  // Something happened that cannot (an assertion in a library, no memory): the client is told, if it has not
  // been told anything yet, and this conversation ends. The others do not notice.
  Awaitable<> apologise() {
    if (answering_ || aborted_ || (tls && !shaken_)) co_return;
    try {
      const Request unknown;
      co_await refuse({500, "server.failed"}, unknown);
    } catch (const std::exception& error) {
      log::error("connection failed", {{"what", error.what()}});
    }
  }

  // False where no TLS comes of it. Who speaks plain HTTP to a TLS port is told so.
  Awaitable<bool> shake_hands() {
    constexpr unsigned char tls_record = 0x16;
    ErrorCode ec;
    wire_.allow(chrono(options_.header_timeout));
    co_await wire_.lowest().async_wait(PlainSocket::wait_read, asio::redirect_error(use_awaitable, ec));
    unsigned char first = 0;
    if (ec || ::recv(wire_.lowest().native_handle(), &first, 1, MSG_PEEK | MSG_DONTWAIT) != 1) {
      co_return false;
    }
    if (first != tls_record) {
      if (first >= 'A' && first <= 'Z') co_await refuse_plain();
      co_return false;
    }
    co_await wire_.stream.async_handshake(asio::ssl::stream_base::server,
                                          asio::redirect_error(use_awaitable, ec));
    co_return !ec;
  }

  Awaitable<> refuse_plain() {
    keep_alive_ = false;
    const Response response = shared_.refuse(400, "request.https_needed", {});
    out_head(response, response.body.size());
    out_ += response.body;
    ErrorCode ec;
    co_await wire_.lowest().async_write_some(asio::buffer(out_), asio::redirect_error(use_awaitable, ec));
    if (!ec) co_await lingering(wire_.linger_plain());
  }

  Awaitable<After> one_request() {
    answering_ = false;
    Request request;
    Parser parser(request, options_.header_limit);
    Refusal refusal = co_await read_header(parser);
    if (refusal.status == 0 && !parser.is_header_done()) co_return After::close;
    if (refusal.status == 0) refusal = examine(parser, request);
    request.peer = peer_;
    request.tls = tls;
    shared_.stats.requests.fetch_add(1, std::memory_order_relaxed);
    if (refusal.status != 0) co_return co_await refuse(refusal, request);

    Admission admission;
    if (shared_.hooks.accept) admission = shared_.hooks.accept(request);
    request.tag = admission.tag;
    keep_alive_ = parser.keep_alive() && !draining_;
    if (admission.refusal) {
      if (!parser.is_done()) keep_alive_ = false;
      if (!co_await respond(*admission.refusal, request.method == "HEAD")) co_return After::close;
      if (!parser.is_done()) co_await lingering(wire_.linger());
      co_return keep_alive_ ? After::next : After::close;
    }
    if (!parser.is_done()) {
      refusal = co_await read_body(parser, request, admission);
      if (refusal.status != 0) co_return co_await refuse(refusal, request);
      if (!parser.is_done()) co_return After::close;
    }
    request.body_size = parser.received();
    co_return co_await handle(std::move(request));
  }

  Awaitable<After> handle(Request request) {
    wire_.allow_for_ever();
    const bool head = request.method == "HEAD";
    const std::string language(request.headers.get("accept-language"));
    std::optional<Request> handshake;
    if (request.headers.has("upgrade")) handshake = request;
    state_.store(State::open, std::memory_order_relaxed);
    try {
      shared_.hooks.handle(std::move(request),
                           Reply(std::make_shared<Answer>(this->shared_from_this(), shared_, language)));
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
    Response response = make_ ? make_response(language) : std::move(response_);
    make_ = {};
    if (response.websocket && handshake) co_return upgrade(*handshake, std::move(response.websocket));
    if (draining_) keep_alive_ = false;
    if (response.close) keep_alive_ = false;
    const bool sent = co_await respond(response, head);
    co_return sent&& keep_alive_ ? After::next : After::close;
  }

  Response make_response(std::string_view language) {
    try {
      return make_();
    } catch (const std::exception& error) {
      log::error("response failed", {{"what", error.what()}});
      return shared_.refuse(500, "server.failed", language);
    }
  }

  After upgrade(const Request& handshake, OpenSocket open) {
    answering_ = true;
    lane_.connections.erase(this);
    auto socket = std::make_shared<WebSocket<Stream>>(std::move(wire_.stream), place_);
    socket->start(handshake, std::move(open));
    return After::upgraded;
  }

  // Answers what is wrong and closes: where a message is broken nobody knows where the next one begins.
  Awaitable<After> refuse(Refusal refusal, const Request& request) {
    keep_alive_ = false;
    const Response response =
        shared_.refuse(refusal.status, refusal.code, request.headers.get("accept-language"));
    if (co_await respond(response, request.method == "HEAD")) co_await lingering(wire_.linger());
    co_return After::close;
  }

  // Nobody waits for a lingering connection when the server ends.
  Awaitable<> lingering(Awaitable<> wait) {
    idle_ = true;
    if (!draining_) co_await std::move(wait);
    idle_ = false;
  }

  // Nothing wrong and no complete header: the client has gone.
  Awaitable<Refusal> read_header(Parser& parser) {
    bool begun = wire_.has_bytes();
    wire_.allow(chrono(begun || first_ ? options_.header_timeout : options_.keep_alive_timeout));
    first_ = false;
    for (;;) {
      ErrorCode ec;
      if (wire_.has_bytes()) {
        wire_.use(parser.put(wire_.bytes(), ec));
        if (ec && ec != http::error::need_more) co_return refusal_of(ec);
        if (parser.is_header_done()) co_return Refusal{};
      }
      if (!wire_.make_room(options_.header_limit + wire_.first_buffer))
        co_return Refusal{431, "request.header_too_large"};
      idle_ = !begun;
      if (idle_ && draining_) co_return Refusal{};
      const std::size_t size = co_await wire_.read_some(ec);
      idle_ = false;
      if (expired_ && begun) {
        expired_ = false;
        co_return Refusal{408, "request.timeout"};
      }
      if (ec) co_return Refusal{};
      wire_.came(size);
      if (!begun) {
        begun = true;
        wire_.allow(chrono(options_.header_timeout));
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
    if (request.headers.has("expect") && !wire_.has_bytes() &&
        !co_await wire_.write_all("HTTP/1.1 100 Continue\r\n\r\n", {})) {
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

  Awaitable<Refusal> receive(Parser& parser, std::string& piece, BodyFile& file) {
    wire_.allow(chrono(options_.body_timeout));
    std::uint64_t next_extension = wire_.body_buffer;
    for (;;) {
      ErrorCode ec;
      while (!parser.is_done() && parser.can_go_on(wire_.bytes().size())) {
        const std::size_t used = parser.put(wire_.bytes(), ec);
        wire_.use(used);
        if (ec && ec != http::error::need_more) co_return refusal_of(ec);
        if (ec || used == 0) break;
      }
      if (parser.is_done()) co_return Refusal{};
      if (piece.size() >= wire_.file_piece) co_await file_write(file, piece);
      if (parser.received() >= next_extension) {
        wire_.allow(chrono(options_.body_timeout));
        next_extension = parser.received() + wire_.body_buffer;
      }
      wire_.reserve(wire_.body_buffer);
      if (!wire_.make_room(wire_.body_buffer)) co_return Refusal{400, "request.malformed"};
      ec = {};
      const std::size_t size = co_await wire_.read_some(ec);
      if (expired_) {
        expired_ = false;
        co_return Refusal{408, "request.timeout"};
      }
      if (ec) co_return Refusal{};
      wire_.came(size);
    }
  }

  Awaitable<> file_write(BodyFile& file, std::string& piece) {
    if (!file.failed && file.descriptor >= 0 && !piece.empty()) {
      wire_.allow_for_ever();
      co_await wire_.on_file_thread([&] { file.write(piece); });
      wire_.allow(chrono(options_.body_timeout));
    }
    if (file.failed || file.descriptor >= 0) piece.clear();
  }

  void out_head(const Response& response, std::uint64_t body_size) {
    out_.clear();
    write_head(out_, response, body_size);
    out_ += lane_.date_header();
    if (!keep_alive_) out_ += "Connection: close\r\n";
    out_ += options_.common_headers;
    out_ += "\r\n";
  }

  Awaitable<bool> respond(const Response& response, bool head) {
    answering_ = true;
    const std::string_view body = response.shared ? std::string_view(*response.shared) : response.body;
    out_head(response, response.file     ? response.file->size
                       : response.pieces ? response.pieces->size
                                         : body.size());
    wire_.allow(chrono(options_.write_timeout));
    if (head || response.status == 204 || response.status == 304)
      co_return co_await wire_.write_all(out_, {});
    if (response.file || response.pieces) {
      if (!co_await wire_.write_all(out_, {})) co_return false;
      if (response.file) co_return co_await wire_.write_file(*response.file);
      co_return co_await wire_.write_pieces(response.pieces->size, response.pieces->read);
    }
    if (body.size() <= join_limit) {
      out_ += body;
      if (wire_.write_at_once(out_)) co_return true;
      co_return co_await wire_.write_all(out_, {});
    }
    co_return co_await wire_.write_all(out_, body);
  }

  std::shared_ptr<Place> place_;
  Lane& lane_;
  Shared& shared_;
  const ServerOptions& options_;
  Executor executor_;
  Wire<Stream> wire_;
  Timer answer_timer_;
  std::string peer_;

  std::string out_;
  bool shaken_ = false;  // TLS only
  bool answering_ = false;
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
  socket.non_blocking(true, ignored);
  Shared& shared = place->shared();
  if (shared.certificate) {
    // The stream keeps what it needs of the context, also when that is replaced meanwhile.
    TlsStream stream(std::move(socket), *shared.certificate->context());
    std::make_shared<HttpConnection<TlsStream>>(std::move(stream), std::move(place))->start();
  } else {
    std::make_shared<HttpConnection<PlainSocket>>(std::move(socket), std::move(place))->start();
  }
}

}  // namespace shouhou::net
