// An assertion that a stranger reaches ends his own conversation and nobody else's (docs/decisions/0012).
#include "net/assertion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/assert.hpp>
#include <thread>

#include "net/parser.h"
#include "net/raw_client_for_test.h"
#include "net/server.h"

namespace shouhou::net {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Assertion, SaysWhatAndWhere) {
  const int number = 2;
  try {
    BOOST_ASSERT(number == 3);
    FAIL() << "went on";
  } catch (const AssertionFailed& failed) {
    EXPECT_THAT(failed.what(), HasSubstr("number == 3 at "));
    EXPECT_THAT(failed.what(), HasSubstr("assertion_test.cpp:"));
  }
}

// The one that was found: less than five bytes of the end of a chunked body (Boost 1.81). connection.cpp
// never gives it so few (Parser::can_go_on); if it did, this is what would come of it.
TEST(Assertion, TheHttpLibrarysOwnIsAnException) {
  Request request;
  Parser parser(request, 4096);
  ErrorCode ec;
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  ASSERT_EQ(parser.put(asio::buffer(head), ec), head.size());
  parser.receive_into(request.body, 100);
  parser.eager(true);
  std::string rest = "0\r\n\r";
  EXPECT_THROW(
      {
        for (std::size_t size = 1; size <= rest.size(); ++size)
          parser.put(asio::buffer(rest.data(), size), ec);
      },
      AssertionFailed);
}

class AssertionInServer : public ::testing::Test {
 protected:
  void SetUp() override {
    ServerOptions options;
    options.port = 0;
    options.threads = 1;  // everybody on the lane that it happens on
    Hooks hooks;
    hooks.accept = [](const Request& request) {
      BOOST_ASSERT(request.path != "/accept");
      Admission admission;
      admission.body_to_file = request.path == "/file";
      return admission;
    };
    hooks.handle = [](Request request, Reply reply) {
      BOOST_ASSERT(request.path != "/handle");
      if (request.path == "/socket") return reply(socket());
      if (request.path == "/make") {
        return reply.later([]() -> Response {
          BOOST_ASSERT_MSG(false, "while it is made");
          return {};
        });
      }
      reply(Response::text(200, "well"));
    };
    auto started = Server::start(std::move(options), std::move(hooks));
    ASSERT_TRUE(started);
    server_ = std::move(*started);
  }

  static Response socket() {
    Response response;
    response.websocket = [](std::shared_ptr<Socket> socket) {
      SocketEvents events;
      events.on_message = [socket](std::string_view text) {
        BOOST_ASSERT(text != "trip");
        socket->send("echo");
      };
      return events;
    };
    return response;
  }

  static std::string get(std::string_view path, std::string_view headers = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n";
  }

  // Longer than a sweep of the lane, which looks at every connection it knows.
  void expect_nobody_left_but(std::int64_t connections) const {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    EXPECT_EQ(server_->stats().connections, connections);
  }

  std::unique_ptr<Server> server_;
};

TEST_F(AssertionInServer, EndsTheConversationItHappenedIn) {
  RawClient bystander(server_->port());
  bystander.send(get("/"));
  EXPECT_THAT(bystander.read_response(), HasSubstr("well"));
  for (const char* path : {"/accept", "/handle", "/make"}) {
    RawClient client(server_->port());
    client.send(get(path, "Connection: close\r\n"));
    EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 500 ")) << path;
  }
  expect_nobody_left_but(1);
  bystander.send(get("/"));
  EXPECT_THAT(bystander.read_response(), HasSubstr("well"));
}

TEST_F(AssertionInServer, EndsTheSocketItHappenedIn) {
  constexpr std::string_view upgrade =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string word("\x81\x84\0\0\0\0trip", 10);
  const std::string other("\x81\x84\0\0\0\0good", 10);
  RawClient bystander(server_->port());
  bystander.send(get("/socket", upgrade));
  EXPECT_THAT(bystander.read_until("\r\n\r\n"), HasSubstr(" 101 "));
  RawClient client(server_->port());
  client.send(get("/socket", upgrade));
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr(" 101 "));
  client.send(word);
  client.read_all();
  EXPECT_TRUE(client.closed());
  expect_nobody_left_but(1);
  EXPECT_EQ(server_->stats().sockets, 1);
  bystander.send(other);
  EXPECT_THAT(bystander.read_until("echo"), HasSubstr("echo"));
}

}  // namespace
}  // namespace shouhou::net
