// Answers that come before the client has sent all: it gets them, however fast it sends and however late it
// looks, instead of a connection that was reset under it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "net/raw_client_for_test.h"
#include "net/server.h"

namespace shouhou::net {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::size_t far_too_much = 6'000'000;

class EarlyAnswerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ServerOptions options;
    options.port = 0;
    options.header_limit = 4096;
    options.upload_directory = ::testing::TempDir();
    Hooks hooks;
    hooks.accept = [](const Request& request) {
      Admission admission;
      admission.body_limit = 1000;
      admission.body_to_file = request.path == "/upload";
      if (request.path == "/forbidden") admission.refusal = Response::text(403, "no");
      return admission;
    };
    hooks.handle = [](Request request, Reply reply) {
      std::string text = "got " + request.body;
      if (request.path == "/trailer") {
        text += " " + std::to_string(request.headers.count("host")) + " " +
                std::to_string(request.headers.count("x-forwarded-for")) + " " +
                std::string(request.headers.get("x-forwarded-for")) + " " +
                std::to_string(request.headers.count("authorization"));
      }
      reply(Response::text(200, text));
    };
    hooks.refuse = [](int status, std::string_view code, std::string_view language) {
      return Response::text(status, std::string(code) + " in " + std::string(language));
    };
    auto started = Server::start(options, std::move(hooks));
    ASSERT_TRUE(started) << started.error().message.en;
    server_ = std::move(*started);
  }

  // Sends everything, and only then looks for the answer.
  std::string answer_to(const std::string& head, const std::string& rest) {
    RawClient client(server_->port());
    EXPECT_TRUE(client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n"));  // the connection is kept alive
    EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 200"));
    EXPECT_TRUE(client.send(head)) << head;
    EXPECT_TRUE(client.send(rest)) << "the connection was reset under the sender: " << head;
    std::string answer = client.read_all();
    EXPECT_TRUE(client.closed());
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    return answer;
  }

  std::unique_ptr<Server> server_;
};

std::string post(std::string_view path, std::string_view headers) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nAccept-Language: en\r\n" +
         std::string(headers) + "\r\n";
}

std::string chunks(std::size_t size) {
  std::string body;
  const std::string chunk = "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  while (body.size() < size) body += chunk;
  return body + "0\r\n\r\n";
}

TEST_F(EarlyAnswerTest, ABodyWithALengthOverItsLimit) {
  for (const char* path : {"/", "/upload"}) {
    const std::string head = post(path, "Content-Length: " + std::to_string(far_too_much) + "\r\n");
    const std::string answer = answer_to(head, std::string(far_too_much, 'x'));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(answer, HasSubstr("request.body_too_large in en"));
  }
}

TEST_F(EarlyAnswerTest, AChunkedBodyOverItsLimit) {
  for (const char* path : {"/", "/upload"}) {
    const std::string answer = answer_to(post(path, "Transfer-Encoding: chunked\r\n"), chunks(far_too_much));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(answer, HasSubstr("request.body_too_large in en"));
  }
}

TEST_F(EarlyAnswerTest, AHeaderOverItsLimit) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nAccept-Language: en\r\nX-Long: ";
  const std::string answer = answer_to(head, std::string(far_too_much, 'x') + "\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 431"));
}

TEST_F(EarlyAnswerTest, ARefusalOfTheAcceptHook) {
  const std::string head = post("/forbidden", "Content-Length: " + std::to_string(far_too_much) + "\r\n");
  EXPECT_THAT(answer_to(head, std::string(far_too_much, 'x')), StartsWith("HTTP/1.1 403"));
}

TEST_F(EarlyAnswerTest, FieldsBehindABodyAreNoHeaders) {
  RawClient client(server_->port());
  client.send(
      "POST /trailer HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.1.1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n0\r\nHost: b\r\nX-Forwarded-For: 9.9.9.9\r\nAuthorization: Bearer x\r\n\r\n");
  EXPECT_THAT(client.read_response(), ::testing::EndsWith("got hello 1 1 1.1.1.1 0"));
}

// However a chunked body is cut: byte by byte, and at every single place.
TEST_F(EarlyAnswerTest, AChunkedBodyCutAnywhereIsTheSameBody) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const auto wait = [] { std::this_thread::sleep_for(std::chrono::milliseconds(3)); };
  for (const auto& [body, expected] : {std::pair<std::string, std::string>{"0\r\n\r\n", "got "},
                                       {"0\r\nT: 1\r\n\r\n", "got "},
                                       {"5\r\nhello\r\n3;x=y\r\nabc\r\n0\r\n\r\n", "got helloabc"}}) {
    for (std::size_t cut = 0; cut <= body.size(); ++cut) {
      RawClient client(server_->port());
      client.send(head + body.substr(0, cut));
      wait();
      client.send(body.substr(cut));
      EXPECT_THAT(client.read_response(), ::testing::EndsWith(expected)) << cut;
    }
    RawClient slow(server_->port());
    slow.send(head);
    for (const char c : body) {
      wait();
      slow.send({&c, 1});
    }
    EXPECT_THAT(slow.read_response(), ::testing::EndsWith(expected));
  }
}

TEST_F(EarlyAnswerTest, SomebodyWhoNeverStopsIsCutOff) {
  RawClient client(server_->port());
  client.send(post("/", "Content-Length: 9000000000\r\n"));
  const std::string piece(1'000'000, 'x');
  int pieces = 0;
  while (pieces < 500 && client.send(piece)) ++pieces;
  EXPECT_LT(pieces, 500);
}

TEST_F(EarlyAnswerTest, NobodyWhoLingersHoldsUpTheEnd) {
  RawClient client(server_->port());
  client.send(post("/", "Content-Length: 9000000000\r\n"));
  EXPECT_THAT(client.read_until("in en"), StartsWith("HTTP/1.1 413"));
  const auto begin = std::chrono::steady_clock::now();
  server_->drain(seconds(5));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace shouhou::net
