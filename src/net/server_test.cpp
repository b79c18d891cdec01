#include "net/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "net/raw_client_for_test.h"

namespace shouhou::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// A server on a free port with short times, and handlers that show what arrived.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    options_.port = 0;
    options_.header_limit = 4096;
    options_.header_timeout = milliseconds(600);
    options_.body_timeout = milliseconds(600);
    options_.keep_alive_timeout = milliseconds(1500);
    options_.upload_directory = ::testing::TempDir();
  }
  void TearDown() override {
    server_.reset();
    for (auto& thread : threads_) thread.join();
  }

  void start() {
    Hooks hooks;
    hooks.accept = [](const Request& request) { return accept(request); };
    hooks.handle = [this](Request request, Reply reply) { handle(std::move(request), std::move(reply)); };
    auto started = Server::start(options_, std::move(hooks));
    ASSERT_TRUE(started) << started.error().message.en;
    server_ = std::move(*started);
  }
  RawClient client() { return RawClient(server_->port()); }

  static Admission accept(const Request& request) {
    Admission admission;
    admission.body_limit = 1000;
    if (request.path == "/forbidden") admission.refusal = Response::text(403, "no");
    if (request.path == "/upload") {
      admission.body_limit = 10'000'000;
      admission.body_to_file = true;
    }
    if (request.path == "/tag") admission.tag = 7;
    return admission;
  }

  void handle(Request request, Reply reply) {
    if (request.path == "/lost") return;  // never answered
    if (request.path == "/throws") throw std::runtime_error("handler");
    if (request.path == "/later") {
      threads_.emplace_back([reply] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        reply(Response::text(200, "later"));
        reply(Response::text(200, "twice"));  // the first one counts
      });
      return;
    }
    if (request.path == "/big") return reply(Response::text(200, std::string(3'000'000, 'x')));
    if (request.path == "/upload") {
      const auto size = std::filesystem::file_size(request.body_file->path());
      std::ifstream in(request.body_file->path());
      std::string start(5, ' ');
      in.read(start.data(), 5);
      last_upload_ = request.body_file->path();
      return reply(Response::text(200, std::to_string(size) + start));
    }
    if (request.path == "/file") {
      Response response;
      response.file = FileBody{file_, 2, 3};
      return reply(std::move(response));
    }
    if (request.path == "/pieces") {
      // Ten bytes at a time of a body that repeats; "short" cannot go on in the middle.
      const std::uint64_t size = 200'000;
      const std::uint64_t ends = request.query == "short" ? size / 2 : size;
      Response response;
      response.pieces = PiecedBody{size, [ends](std::uint64_t offset, char* into, std::size_t room) {
                                     if (offset >= ends) return std::size_t{0};
                                     const std::size_t count = std::min<std::size_t>(room, 10'000);
                                     for (std::size_t i = 0; i < count; ++i)
                                       into[i] = static_cast<char>('a' + (offset + i) % 26);
                                     return count;
                                   }};
      return reply(std::move(response));
    }
    if (request.path == "/socket") return reply(echo_socket());
    reply(Response::text(200, request.method + ' ' + request.path + '?' + request.query + ' ' + request.body +
                                  ' ' + std::to_string(request.tag)));
  }

  Response echo_socket() {
    Response response;
    response.websocket = [this](std::shared_ptr<Socket> socket) {
      const std::lock_guard lock(mutex_);
      socket_ = socket;
      SocketEvents events;
      events.on_message = [socket](std::string_view text) { socket->send("echo " + std::string(text)); };
      events.on_close = [this] { ++closed_sockets_; };
      return events;
    };
    return response;
  }

  ServerOptions options_;
  std::unique_ptr<Server> server_;
  std::vector<std::thread> threads_;
  std::string file_;
  std::string last_upload_;
  std::mutex mutex_;
  std::shared_ptr<Socket> socket_;
  std::atomic<int> closed_sockets_{0};
};

std::string get(std::string_view path, std::string_view headers = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n";
}

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  auto c = client();
  for (int i = 0; i < 3; ++i) {
    c.send(get("/a%20b?x=1"));
    const std::string response = c.read_response();
    EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(response, HasSubstr("GET /a b?x=1"));
  }
  EXPECT_EQ(server_->stats().connections, 1);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  start();
  auto c = client();
  c.send(get("/1") + get("/later") + get("/2") +
         "POST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi" + get("/4"));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /1"));
  EXPECT_THAT(c.read_response(), HasSubstr("later"));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /2"));
  EXPECT_THAT(c.read_response(), HasSubstr("POST /3? hi"));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /4"));
}

TEST_F(ServerTest, BytesOneByOneMakeARequest) {
  start();
  auto c = client();
  for (const char byte : get("/slow")) c.send(std::string_view(&byte, 1));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /slow"));
}

TEST_F(ServerTest, AClientThatStopsSendingStillGetsItsAnswer) {
  start();
  auto c = client();
  c.send(get("/later"));
  c.end_sending();
  EXPECT_THAT(c.read_response(), HasSubstr("later"));
}

TEST_F(ServerTest, HeadHasTheLengthAndNoBody) {
  start();
  auto c = client();
  c.send("HEAD /big HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  EXPECT_THAT(c.read_response(false), HasSubstr("Content-Length: 3000000\r\n"));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /next"));
}

TEST_F(ServerTest, BigAnswersArriveWhole) {
  start();
  auto c = client();
  c.send(get("/big"));
  const std::string response = c.read_response();
  EXPECT_EQ(response.size() - response.find("\r\n\r\n") - 4, 3'000'000u);
}

TEST_F(ServerTest, ChunkedBodies) {
  start();
  auto c = client();
  c.send(
      "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
      "chunked\r\n\r\n4;ext=1\r\nwiki\r\n5\r\npedia\r\n0\r\nTrailer: x\r\n\r\n" +
      get("/after"));
  EXPECT_THAT(c.read_response(), HasSubstr("POST /c? wikipedia"));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /after"));
}

struct BadCase {
  const char* name;
  std::string bytes;
  const char* status;
};

// What cannot be understood in one way only is refused, and the connection ends.
TEST_F(ServerTest, MalformedRequestsAreRefused) {
  start();
  const std::string host = "Host: a\r\n";
  const BadCase cases[] = {
      {"no request", "hello\r\n\r\n", "400"},
      {"binary", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), "400"},
      {"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", "400"},
      {"version", "GET / HTTP/2.0\r\n" + host + "\r\n", "505"},
      {"space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"},
      {"no path", "GET x HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"climbing", "GET /a/../../etc/passwd HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"climbing in disguise", "GET /a/%2e%2e/x HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"bad escape", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"NUL", "GET /%00 HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"not UTF-8", "GET /%ff HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
       "400"},
      {"length and chunks",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       "400"},
      {"unknown coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", "501"},
      {"negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", "400"},
      {"bad chunk", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n", "400"},
      {"huge chunk",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nab\r\n", "400"},
      {"too much in chunks",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" + std::string(2000, 'x') +
           "\r\n0\r\n\r\n",
       "413"},
      {"too long", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1001\r\n\r\n", "413"},
      {"big header", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(5000, 'x') + "\r\n\r\n", "431"},
      {"endless line", "GET /" + std::string(20000, 'x'), "431"},
      {"expectation", "POST / HTTP/1.1\r\n" + host + "Expect: coffee\r\nContent-Length: 1\r\n\r\n", "417"},
  };
  for (const BadCase& bad : cases) {
    auto c = client();
    c.send(bad.bytes);
    const std::string response = c.read_all(3000);
    EXPECT_THAT(response, StartsWith(std::string("HTTP/1.1 ") + bad.status)) << bad.name;
    EXPECT_TRUE(c.closed()) << bad.name;
  }
}

TEST_F(ServerTest, ContinueIsSaidBeforeABodyThatIsWanted) {
  start();
  auto c = client();
  c.send("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(c.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  c.rest().clear();
  c.send("ok");
  EXPECT_THAT(c.read_response(), HasSubstr("POST /e? ok"));
}

TEST_F(ServerTest, ARefusedBodyIsNotAskedFor) {
  start();
  for (const char* path : {"/forbidden", "/e"}) {
    auto c = client();
    c.send("POST " + std::string(path) +
           " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n");
    const std::string response = c.read_all(3000);
    EXPECT_THAT(response, Not(HasSubstr("100 Continue")));
    EXPECT_THAT(response, ::testing::AnyOf(StartsWith("HTTP/1.1 403"), StartsWith("HTTP/1.1 413")));
  }
}

TEST_F(ServerTest, SlowHeadersEndWith408) {
  start();
  auto c = client();
  c.send("GET / HTTP/1.1\r\nHost: a\r\n");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(c.read_all(4000), StartsWith("HTTP/1.1 408"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
  EXPECT_TRUE(c.closed());
}

TEST_F(ServerTest, DrippingHeadersDoNotExtendTheTime) {
  start();
  auto c = client();
  c.send("GET / HTTP/1.1\r\nHost: a\r\n");
  for (int i = 0; i < 12; ++i) {
    c.send("X: y\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_THAT(c.read_all(3000), StartsWith("HTTP/1.1 408"));
}

TEST_F(ServerTest, SlowBodiesEndWith408AndSilentConnectionsEnd) {
  start();
  auto c = client();
  c.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab");
  auto silent = client();
  EXPECT_THAT(c.read_all(4000), StartsWith("HTTP/1.1 408"));
  EXPECT_EQ(silent.read_all(4000), "");
  EXPECT_TRUE(silent.closed());
}

TEST_F(ServerTest, LargeBodiesGoToAFileThatVanishes) {
  start();
  const std::string body = "start" + std::string(5'000'000, 'z');
  auto c = client();
  c.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  c.send(body);
  EXPECT_THAT(c.read_response(), HasSubstr("5000005start"));
  c.send(get("/next"));
  c.read_response();
  EXPECT_FALSE(std::filesystem::exists(last_upload_));
}

TEST_F(ServerTest, PartsOfFiles) {
  file_ = ::testing::TempDir() + "/server_test_file";
  std::ofstream(file_) << "0123456789";
  start();
  auto c = client();
  c.send(get("/file"));
  EXPECT_THAT(c.read_response(), ::testing::EndsWith("\r\n\r\n234"));
}

TEST_F(ServerTest, BodiesInPiecesArriveWholeOrAreCutOff) {
  start();
  std::string body;
  for (int i = 0; i < 200'000; ++i) body += static_cast<char>('a' + i % 26);
  auto c = client();
  c.send(get("/pieces"));
  const std::string answer = c.read_response();
  EXPECT_THAT(answer, HasSubstr("Content-Length: 200000\r\n"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + body));
  c.send(get("/pieces"));  // the connection goes on
  EXPECT_TRUE(c.read_response().ends_with("\r\n\r\n" + body));
  // One that cannot go on ends with the connection, so that half a file is not taken for a whole one.
  auto other = client();
  other.send(get("/pieces?short"));
  const std::string cut = other.read_all(5000);
  EXPECT_THAT(cut, HasSubstr("Content-Length: 200000\r\n"));
  EXPECT_TRUE(cut.ends_with(body.substr(0, 100'000)));
}

TEST_F(ServerTest, UnansweredAndThrownRequestsAre500) {
  start();
  for (const char* path : {"/lost", "/throws"}) {
    auto c = client();
    c.send(get(path));
    EXPECT_THAT(c.read_response(), StartsWith("HTTP/1.1 500")) << path;
  }
}

TEST_F(ServerTest, TheTagOfTheAcceptHookReachesTheHandler) {
  start();
  auto c = client();
  c.send(get("/tag"));
  EXPECT_THAT(c.read_response(), HasSubstr("GET /tag?  7"));
}

TEST_F(ServerTest, ConnectionsPerAddressAreLimited) {
  options_.connections_per_ip = 2;
  start();
  auto a = client();
  auto b = client();
  a.send(get("/"));
  b.send(get("/"));
  a.read_response();
  b.read_response();
  auto c = client();
  EXPECT_THAT(c.read_all(), StartsWith("HTTP/1.1 503"));
  EXPECT_GE(server_->stats().refused_connections, 1u);
}

TEST_F(ServerTest, OldClientsAndConnectionClose) {
  start();
  auto old = client();
  old.send("GET /old HTTP/1.0\r\n\r\n");
  EXPECT_THAT(old.read_all(), HasSubstr("GET /old"));
  EXPECT_TRUE(old.closed());
  auto c = client();
  c.send(get("/x", "Connection: close\r\n"));
  EXPECT_THAT(c.read_all(), HasSubstr("Connection: close\r\n"));
  EXPECT_TRUE(c.closed());
}

TEST_F(ServerTest, DrainFinishesWhatIsUnderWay) {
  start();
  auto busy = client();
  auto idle = client();
  idle.send(get("/"));
  idle.read_response();
  busy.send(get("/later"));
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  const auto begin = std::chrono::steady_clock::now();
  server_->drain(seconds(5));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  EXPECT_THAT(busy.read_all(), HasSubstr("later"));
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_FALSE(client().connected());
}

constexpr std::string_view upgrade =
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

// A client's text frame, masked as the standard wants it.
std::string frame(std::string_view text, unsigned char kind = 0x81) {
  std::string bytes{static_cast<char>(kind), static_cast<char>(0x80 | text.size())};
  bytes += std::string_view("\x01\x02\x03\x04", 4);
  for (std::size_t i = 0; i < text.size(); ++i)
    bytes += static_cast<char>(text[i] ^ static_cast<char>(i % 4 + 1));
  return bytes;
}

TEST_F(ServerTest, WebSocketsTalk) {
  start();
  auto c = client();
  c.send(get("/socket", upgrade));
  EXPECT_THAT(c.read_until("\r\n\r\n"), HasSubstr("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
  c.rest().clear();
  c.send(frame("hello"));
  EXPECT_EQ(c.read_until("hello"),
            "\x81\x0a"
            "echo hello");
  c.rest().clear();
  c.send(frame(std::string("\x03\xe8", 2), 0x88));
  EXPECT_EQ(c.read_all().substr(0, 4), std::string("\x88\x02\x03\xe8", 4));
  for (int i = 0; i < 100 && closed_sockets_ == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(closed_sockets_, 1);
  EXPECT_FALSE(socket_->send("into the void"));
}

TEST_F(ServerTest, DrainClosesSocketsWith1001) {
  start();
  auto c = client();
  c.send(get("/socket", upgrade));
  c.read_until("\r\n\r\n");
  c.rest().clear();
  c.send(frame("a"));
  c.read_until("echo a");
  c.rest().clear();
  std::thread draining([&] { server_->drain(seconds(1)); });
  EXPECT_THAT(c.read_until("away"), StartsWith(std::string("\x88\x16\x03\xe9", 4)));
  draining.join();
}

TEST_F(ServerTest, ASocketThatReadsTooSlowlyIsCutOff) {
  options_.socket_queue_bytes = 1'000'000;
  start();
  auto c = client();
  c.send(get("/socket", upgrade));
  c.read_until("\r\n\r\n");
  c.send(frame("a"));
  c.read_until("echo a");
  const auto block = std::make_shared<const std::string>(std::string(100'000, 'x'));
  int sent = 0;
  while (sent < 1000 && socket_->send(block)) ++sent;
  EXPECT_LT(sent, 1000);
  EXPECT_FALSE(socket_->open());
}

TEST_F(ServerTest, OversizeAndBrokenFramesEndTheSocket) {
  options_.socket_message_limit = 100;
  start();
  // 2 GB claimed; unmasked; reserved bits.
  for (const std::string& bytes : {std::string("\x81\xff\0\0\0\0\x7f\xff\xff\xff\1\2\3\4", 14),
                                   std::string("\x81\x01x", 3), std::string("\xf1\x81\1\2\3\4x", 7)}) {
    auto c = client();
    c.send(get("/socket", upgrade));
    c.read_until("\r\n\r\n");
    c.send(bytes);
    c.read_all(3000);
    EXPECT_TRUE(c.closed());
  }
}

TEST_F(ServerTest, AHandshakeWithoutAKeyIsRefused) {
  start();
  auto c = client();
  c.send(get("/socket", "Upgrade: websocket\r\nConnection: Upgrade\r\n"));
  EXPECT_THAT(c.read_all(3000), StartsWith("HTTP/1.1 400"));
}

}  // namespace
}  // namespace shouhou::net
