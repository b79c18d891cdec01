// The desk over real sockets and both databases: routes, errors, idempotency, versions, limits, the live
// stream. The use cases are small ones of this file; who sends a request is told by a header.
#include "http/desk.h"

#include <gmock/gmock.h>

#include <boost/describe/class.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "http/live.h"
#include "http/system_routes.h"
#include "net/raw_client_for_test.h"
#include "ports/accounts.h"
#include "ports/idempotency.h"
#include "ports/personal_vault.h"
#include "store/testing/on_engines.h"

namespace shouhou::server {

// A counter with a version: the smallest thing that can be read and changed.
struct AddUp {
  CaseId id;
  std::int64_t by = 0;
  std::optional<std::int64_t> version;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(AddUp, (), (id, by, version, note))
struct Total {
  CaseId id;
  std::int64_t total = 0;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Total, (), (id, total, version))
struct LookUp {
  CaseId id;
  std::vector<std::int64_t> only;
};
BOOST_DESCRIBE_STRUCT(LookUp, (), (id, only))

namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr ShopId shop{7};
const char* const by_counter = "test:total";

Result<Total> add_up(ports::Unit& unit, const ports::Actor& actor, const AddUp& command) {
  if (command.version && *command.version != 3) {
    return fail(ErrorKind::stale, "test.stale", {"旧了", "stale"});
  }
  if (command.by < 0) return invalid("test.negative", "by", {"不能为负", "must not be negative"});
  unit.count(actor.shop, by_counter, command.by);
  unit.record({actor.shop, 0, command.id, command.note.empty() ? "case.added" : command.note, unit.now(),
               actor.account, actor.name, "{\"by\":" + std::to_string(command.by) + "}"});
  return Total{command.id, command.by, 4};
}

Result<Total> look_up(ports::ReadUnit& unit, const ports::Actor& actor, const LookUp& query) {
  return Total{query.id, unit.counter(actor.shop, by_counter) + static_cast<std::int64_t>(query.only.size()),
               3};
}

// "X-Actor: 42 viewer" is account 42.
class ByHeader final : public http::Authenticator {
 public:
  Result<ports::Actor> authenticate(const net::Request& request, ports::ReadUnit&) override {
    const std::string_view who = request.headers.get("x-actor");
    const std::size_t space = who.find(' ');
    const auto account = AccountId::parse(who.substr(0, space));
    if (!account || signed_out) {
      return fail(ErrorKind::unauthenticated, "session.none", {"请先登录", "sign in first"});
    }
    const auto role = domain::role_named(who.substr(space + 1)).value_or(domain::Role::viewer);
    ports::Actor actor;
    actor.shop = shop;
    actor.account = *account;
    actor.name = "n" + account->str();
    actor.role = role;
    actor.permissions = domain::permissions_of(role);
    return actor;
  }
  std::atomic<bool> signed_out{false};
};

class DeskTest : public store::testing::StoreTest {
 protected:
  void SetUp() override {
    store::testing::StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
      return {};
    }));
    node_ = std::make_unique<Node>(*this, store());
  }
  void TearDown() override {
    node_.reset();
    store::testing::StoreTest::TearDown();
  }

  // One program: what serves the store over HTTP.
  struct Node {
    Node(DeskTest& test, store::Store& own) : store(own), live(own, test.by_header_, test.live_options_) {
      store.on_commit([this](ShopId id, std::int64_t) { live.committed(id); });
      store.on_node_word([this](const ports::NodeWord& word) { live.told(word); });
      http::DeskOptions options;
      options.reads_inline = !test.postgres();
      options.rates.heavy = {0.1, 2};
      desk = std::make_unique<http::Desk>(store, test.clock_, test.by_header_, routes(live), options);
      net::ServerOptions listening;
      listening.port = 0;
      listening.upload_directory = ::testing::TempDir();
      server = net::Server::start(listening, desk->hooks()).value();
    }
    ~Node() {
      server.reset();
      store.on_commit({});
      store.on_node_word({});
    }

    store::Store& store;
    http::Live live;
    std::unique_ptr<http::Desk> desk;
    std::unique_ptr<net::Server> server;
  };

  static http::Routes routes(http::Live& live) {
    using domain::Permission;
    http::Routes routes;
    http::add_system_routes(routes, &live, "test");
    routes.add(http::write_route<AddUp, Total>({.method = "POST",
                                                .path = "/api/v1/totals/{id}",
                                                .allow = http::permits(Permission::case_write),
                                                .summary = {"加", "add"},
                                                .status = 201},
                                               add_up));
    routes.add(http::read_route<LookUp, Total>({.path = "/api/v1/totals/{id}",
                                                .allow = http::permits(Permission::case_read),
                                                .summary = {"看", "look"}},
                                               look_up));
    routes.add(http::read_route<LookUp, Total>({.path = "/api/v1/slow/{id}",
                                                .allow = http::permits(Permission::case_read),
                                                .summary = {"慢", "slow"},
                                                .rate = http::Rate::heavy,
                                                .cost = http::Cost::slow,
                                                .name = "slow"},
                                               look_up));
    routes.add(http::raw_route({.method = "POST",
                                .path = "/api/v1/uploads",
                                .allow = http::permits(Permission::import_run),
                                .summary = {"传", "upload"},
                                .body_limit = 1'000'000'000,
                                .body_to_file = true,
                                .name = "upload"},
                               [](const std::shared_ptr<http::Call>& call) {
                                 call->answer(
                                     net::Response::text(200, std::to_string(call->request.body_size)));
                               }));
    return routes;
  }

  std::string ask(const std::string& method, const std::string& path, const std::string& body = "",
                  const std::string& headers = "X-Actor: 42 owner\r\n") {
    net::RawClient client(node_->server->port());
    std::string request = method + ' ' + path + " HTTP/1.1\r\nHost: desk\r\n" + headers;
    if (!body.empty()) {
      request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    }
    client.send(request + "\r\n" + body);
    return client.read_response(method != "HEAD");
  }

  // A live socket; what the server says is in rest(), frames and all.
  std::unique_ptr<net::RawClient> follow(const std::string& query, const std::string& actor = "42 owner",
                                         const Node* node = nullptr) {
    auto client = std::make_unique<net::RawClient>((node ? *node : *node_).server->port());
    client->send("GET /api/v1/live" + query + " HTTP/1.1\r\nHost: desk\r\nX-Actor: " + actor +
                 "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    client->read_until("\"hello\"");
    return client;
  }
  void add(std::int64_t by, const std::string& kind = "case.added") {
    const std::string body = "{\"by\":" + std::to_string(by) + ",\"note\":\"" + kind + "\"}";
    ASSERT_THAT(ask("POST", "/api/v1/totals/5", body), StartsWith("HTTP/1.1 201"));
  }

  http::LiveOptions live_options_{
      .catch_up_limit = 20, .page = 3, .poll = seconds(5), .recheck = milliseconds(200)};
  ByHeader by_header_;
  std::unique_ptr<Node> node_;
};
SHOUHOU_ON_BOTH_ENGINES(DeskTest);

// The numbers of the events in a stream of frames, in the order they came.
std::vector<int> sequences(const std::string& frames) {
  std::vector<int> numbers;
  const std::string mark = "{\"sequence\":";
  for (std::size_t at = frames.find(mark); at != std::string::npos; at = frames.find(mark, at + 1)) {
    numbers.push_back(std::stoi(frames.substr(at + mark.size())));
  }
  return numbers;
}

TEST_P(DeskTest, ReadsAndWrites) {
  const std::string written = ask("POST", "/api/v1/totals/5", R"({"by":3})");
  EXPECT_THAT(written, StartsWith("HTTP/1.1 201 Created"));
  EXPECT_THAT(written, HasSubstr("ETag: \"4\""));
  EXPECT_THAT(written, HasSubstr("X-Request-Id: "));
  EXPECT_THAT(written, EndsWith(R"({"id":"5","total":3,"version":4})"));
  EXPECT_THAT(ask("GET", "/api/v1/totals/5?only=1,2&only=3"),
              EndsWith(R"({"id":"5","total":6,"version":3})"));
  EXPECT_THAT(ask("GET", "/api/v1/slow/5"), EndsWith(R"({"id":"5","total":3,"version":3})"));
  EXPECT_THAT(ask("HEAD", "/api/v1/totals/5"), EndsWith("\r\n\r\n"));
}

TEST_P(DeskTest, SaysWhatIsWrong) {
  struct Row {
    const char* method;
    const char* path;
    const char* body;
    const char* status;
    const char* part;
  };
  const Row rows[] = {
      {"GET", "/api/v1/gone", "", "404", "request.no_such_address"},
      {"DELETE", "/api/v1/totals/5", "", "405", "Allow: POST, GET"},
      {"GET", "/api/v1/totals/x", "", "422", R"("field":"id")"},
      {"GET", "/api/v1/totals/5?x=1", "", "422", R"("field":"x")"},
      {"GET", "/api/v1/totals/5?only=a", "", "422", R"("field":"only")"},
      {"POST", "/api/v1/totals/5", "{", "400", "json.malformed"},
      {"POST", "/api/v1/totals/5", R"({"by":"3"})", "422", R"("field":"by")"},
      {"POST", "/api/v1/totals/5", R"({"id":"6"})", "422", "request.field_twice"},
      {"POST", "/api/v1/totals/5", R"({"by":-3})", "422", "test.negative"},
  };
  for (const Row& row : rows) {
    const std::string answer = ask(row.method, row.path, row.body);
    EXPECT_THAT(answer, StartsWith(std::string("HTTP/1.1 ") + row.status)) << row.path << row.body;
    EXPECT_THAT(answer, HasSubstr(row.part)) << row.path << row.body;
    EXPECT_THAT(answer, HasSubstr("application/problem+json"));
  }
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", "",
                  "X-Actor: 1 owner\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"),
              Not(StartsWith("HTTP/1.1 2")));
}

TEST_P(DeskTest, AsksWhoAndWhetherTheyMay) {
  EXPECT_THAT(ask("GET", "/api/v1/totals/5", "", ""), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":1})", ""), StartsWith("HTTP/1.1 401"));
  const std::string refused =
      ask("POST", "/api/v1/totals/5", R"({"by":1})", "X-Actor: 1 viewer\r\nAccept-Language: en\r\n");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(refused, HasSubstr("your role lacks"));
  EXPECT_THAT(ask("GET", "/api/v1/totals/5", "", "X-Actor: 1 viewer\r\n"), HasSubstr("\"total\":0"));
}

TEST_P(DeskTest, BigUploadsAreRefusedBeforeTheBody) {
  const std::string head = "Content-Length: 900000000\r\nExpect: 100-continue\r\n";
  EXPECT_THAT(ask("POST", "/api/v1/uploads", "", head), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(ask("POST", "/api/v1/uploads", "", "X-Actor: 1 viewer\r\n" + head), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(ask("POST", "/api/v1/uploads", "", "X-Actor: 1 owner\r\n" + head), StartsWith("HTTP/1.1 100"));
  EXPECT_THAT(ask("POST", "/api/v1/uploads", "12345"), EndsWith("\r\n5"));
}

TEST_P(DeskTest, AnIdempotencyKeyWorksOnce) {
  const std::string key = "X-Actor: 42 owner\r\nIdempotency-Key: k1\r\n";
  const std::string first = ask("POST", "/api/v1/totals/5", R"({"by":3})", key);
  const std::string again = ask("POST", "/api/v1/totals/5", R"({"by":3})", key);
  EXPECT_THAT(first, StartsWith("HTTP/1.1 201"));
  EXPECT_THAT(again, StartsWith("HTTP/1.1 201"));
  EXPECT_THAT(again, HasSubstr("Idempotency-Replayed: true"));
  EXPECT_EQ(first.substr(first.find("\r\n\r\n")), again.substr(again.find("\r\n\r\n")));
  const std::string other = ask("POST", "/api/v1/totals/5", R"({"by":4})", key);
  EXPECT_THAT(other, StartsWith("HTTP/1.1 422"));
  EXPECT_THAT(other, HasSubstr("idempotency.other_request"));
  // Somebody else's key of the same name is another key, and a failure is not kept.
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":10})", "X-Actor: 43 owner\r\nIdempotency-Key: k1\r\n"),
              Not(HasSubstr("Replayed")));
  const std::string failing = "X-Actor: 42 owner\r\nIdempotency-Key: k2\r\n";
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":-1})", failing), StartsWith("HTTP/1.1 422"));
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":100})", failing), StartsWith("HTTP/1.1 201"));
  EXPECT_THAT(ask("GET", "/api/v1/totals/5"), HasSubstr("\"total\":113"));
}

// Whoever reads the table cannot try phone numbers until a request fits.
TEST_P(DeskTest, WhatARequestIsKnownByCannotBeTriedOut) {
  const std::string body = R"({"by":3,"note":"call.13812345678"})";
  ask("POST", "/api/v1/totals/5", body, "X-Actor: 42 owner\r\nIdempotency-Key: k1\r\n");
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto kept = unit.idempotency().find(shop, "account:42", "k1");
    EXPECT_TRUE(kept);
    const std::string plain = crypto::sha256("POST /api/v1/totals/5\n" + body);
    if (kept) {
      EXPECT_EQ(kept->request_hash.size(), 64u);
      EXPECT_NE(kept->request_hash, to_hex(plain));
    }
    return {};
  }));
}

// An answer that an earlier version kept under the bare digest is still replayed.
TEST_P(DeskTest, AnAnswerOfAnEarlierVersionIsReplayed) {
  const std::string body = R"({"by":3})";
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    return unit.idempotency().remember({shop, "account:42", "k1",
                                        to_hex(crypto::sha256("POST /api/v1/totals/5\n" + body)), 201,
                                        R"({"kept":true})", "", unit.now()});
  }));
  const std::string answer =
      ask("POST", "/api/v1/totals/5", body, "X-Actor: 42 owner\r\nIdempotency-Key: k1\r\n");
  EXPECT_THAT(answer, HasSubstr("Idempotency-Replayed: true"));
  EXPECT_THAT(answer, EndsWith(R"({"kept":true})"));
}

TEST_P(DeskTest, TheSameKeyAtTheSameTimeWorksOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const std::string answer =
          ask("POST", "/api/v1/totals/5", R"({"by":1})", "X-Actor: 42 owner\r\nIdempotency-Key: same\r\n");
      good += answer.starts_with("HTTP/1.1 201") ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 8);
  EXPECT_THAT(ask("GET", "/api/v1/totals/5"), HasSubstr("\"total\":1,"));
}

TEST_P(DeskTest, IfMatchIsTheExpectedVersion) {
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":1})", "X-Actor: 1 owner\r\nIf-Match: \"2\"\r\n"),
              StartsWith("HTTP/1.1 412"));
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":1})", "X-Actor: 1 owner\r\nIf-Match: \"3\"\r\n"),
              StartsWith("HTTP/1.1 201"));
  EXPECT_THAT(ask("POST", "/api/v1/totals/5", R"({"by":1})", "X-Actor: 1 owner\r\nIf-Match: x\r\n"),
              HasSubstr("request.if_match"));
}

TEST_P(DeskTest, TooManyRequestsWait) {
  for (int i = 0; i < 2; ++i) EXPECT_THAT(ask("GET", "/api/v1/slow/5"), StartsWith("HTTP/1.1 200"));
  const std::string limited = ask("GET", "/api/v1/slow/5");
  EXPECT_THAT(limited, StartsWith("HTTP/1.1 429"));
  EXPECT_THAT(limited, HasSubstr("Retry-After: "));
  EXPECT_THAT(ask("GET", "/api/v1/slow/5", "", "X-Actor: 43 owner\r\n"), StartsWith("HTTP/1.1 200"));
  clock_.advance(seconds(10));
  EXPECT_THAT(ask("GET", "/api/v1/slow/5"), StartsWith("HTTP/1.1 200"));
}

TEST_P(DeskTest, HealthAndMetrics) {
  EXPECT_THAT(ask("GET", "/healthz", "", ""), HasSubstr(R"("ok":true)"));
  ask("GET", "/api/v1/totals/5");
  const std::string metrics = ask("GET", "/metrics");
  EXPECT_THAT(
      metrics,
      HasSubstr(R"(shouhou_requests_total{method="GET",route="/api/v1/totals/{id}",status="2xx"} 1)"));
  EXPECT_THAT(metrics,
              HasSubstr(R"(shouhou_request_seconds_count{method="GET",route="/api/v1/totals/{id}"} 1)"));
}

TEST_P(DeskTest, LiveEventsComeOnceAndInOrder) {
  add(1);
  auto from_now = follow("");
  auto from_start = follow("?after=0");
  for (int i = 2; i <= 12; ++i) add(i);
  EXPECT_EQ(sequences(from_now->read_until("\"by\":12}")),
            (std::vector<int>{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
  EXPECT_EQ(sequences(from_start->read_until("\"by\":12}")),
            (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
}

TEST_P(DeskTest, LiveEventsGoOnAfterABreak) {
  std::vector<int> seen;
  std::int64_t by = 0;
  for (int round = 0; round < 4; ++round) {
    auto live = follow("?after=" + std::to_string(seen.size()));
    for (int i = 0; i < 4; ++i) add(++by);
    for (const int number : sequences(live->read_until("\"by\":" + std::to_string(by) + "}")))
      seen.push_back(number);
    live.reset();
    add(++by);  // while nobody listens
  }
  auto live = follow("?after=" + std::to_string(seen.size()));
  for (const int number : sequences(live->read_until("\"by\":" + std::to_string(by) + "}")))
    seen.push_back(number);
  ASSERT_EQ(seen.size(), 20u);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], i + 1);
}

TEST_P(DeskTest, WhoeverIsTooFarBehindLoadsAgain) {
  for (int i = 1; i <= 22; ++i) add(i);
  auto behind = follow("?after=1");
  EXPECT_THAT(behind->read_until("reload"), HasSubstr(R"({"reload":{"last":22}})"));
  auto ahead = follow("?after=100");
  EXPECT_THAT(ahead->read_until("reload"), HasSubstr(R"({"reload":{"last":22}})"));
  add(23);
  EXPECT_EQ(sequences(behind->read_until("\"by\":23}")), (std::vector<int>{23}));
  EXPECT_EQ(sequences(ahead->read_until("\"by\":23}")), (std::vector<int>{23}));
}

TEST_P(DeskTest, LiveEventsKeepToPermissions) {
  auto viewer = follow("", "1 viewer");
  auto owner = follow("", "2 owner");
  add(1, "account.changed");
  add(2);
  EXPECT_EQ(sequences(owner->read_until("\"by\":2}")), (std::vector<int>{1, 2}));
  EXPECT_EQ(sequences(viewer->read_until("\"by\":2}")), (std::vector<int>{2}));
  net::RawClient stranger(node_->server->port());
  stranger.send("GET /api/v1/live HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\n\r\n");
  EXPECT_THAT(stranger.read_response(), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(
      ask("GET", "/api/v1/live", "", "X-Actor: 1 owner\r\nUpgrade: websocket\r\nOrigin: http://evil\r\n"),
      StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(ask("GET", "/api/v1/live"), StartsWith("HTTP/1.1 426"));
}

TEST_P(DeskTest, WhoeverSignsOutHearsNoMore) {
  auto live = follow("");
  by_header_.signed_out = true;
  live->read_until("signed out");
  EXPECT_THAT(live->rest(), HasSubstr("signed out"));
}

std::string masked(std::string_view text) {
  std::string bytes{static_cast<char>(0x81), static_cast<char>(0x80 | text.size())};
  bytes += std::string_view("\x01\x02\x03\x04", 4);
  for (std::size_t i = 0; i < text.size(); ++i)
    bytes += static_cast<char>(text[i] ^ static_cast<char>(i % 4 + 1));
  return bytes;
}

TEST_P(DeskTest, ThoseWhoLookAtACaseSeeEachOther) {
  auto one = follow("", "1 agent");
  auto two = follow("", "2 agent");
  one->send(masked(R"({"look":"5"})"));
  EXPECT_THAT(one->read_until("presence"),
              HasSubstr(R"("people":[{"account":"1","name":"n1","works":false}])"));
  two->send(masked(R"({"look":"5"})"));
  const char* both =
      R"("people":[{"account":"1","name":"n1","works":false},{"account":"2","name":"n2","works":false}])";
  EXPECT_THAT(one->read_until(both), HasSubstr(both));
  EXPECT_THAT(two->read_until(both), HasSubstr(both));
  one->rest().clear();
  two.reset();  // a closed window leaves by itself
  EXPECT_THAT(one->read_until("presence"),
              HasSubstr(R"("people":[{"account":"1","name":"n1","works":false}])"));
  one->send(masked("nonsense"));
  EXPECT_THAT(one->read_until("malformed"), HasSubstr("malformed frame"));
}

TEST_P(DeskTest, WhoHasACaseAsARowSeesWhoIsInIt) {
  auto inside = follow("", "1 agent");
  auto queue = follow("", "2 agent");
  inside->send(masked(R"({"look":"5"})"));
  inside->read_until("presence");
  queue->send(masked(R"({"watch":["4","5","6"]})"));
  // Told at once of those in it, and of nobody where there is nobody.
  EXPECT_THAT(
      queue->read_until("presence"),
      HasSubstr(R"({"presence":{"case_id":"5","people":[{"account":"1","name":"n1","works":false}]}})"));
  queue->rest().clear();
  inside->send(masked(R"({"work":"5"})"));
  EXPECT_THAT(queue->read_until("works"), HasSubstr(R"("name":"n1","works":true)"));
  queue->rest().clear();
  inside->send(masked(R"({"rest":"5"})"));
  EXPECT_THAT(queue->read_until("works"), HasSubstr(R"("name":"n1","works":false)"));
  queue->rest().clear();
  // A case that is no row any more is not told of; the one that came instead is. What each socket is told
  // first says that its word has been taken: words of different sockets have no order among each other.
  auto other = follow("", "3 agent");
  other->send(masked(R"({"look":"7"})"));
  other->read_until("presence");
  queue->send(masked(R"({"watch":["7"]})"));
  EXPECT_THAT(queue->read_until("presence"), HasSubstr(R"("case_id":"7")"));
  queue->rest().clear();
  inside->rest().clear();
  inside->send(masked(R"({"work":"5"})"));
  inside->read_until(R"("works":true)");
  other.reset();
  const std::string told = queue->read_until(R"("people":[])");
  EXPECT_THAT(told, HasSubstr(R"({"case_id":"7","people":[]})"));
  EXPECT_THAT(told, Not(HasSubstr(R"("case_id":"5")")));
}

// Two programs on one database: people see each other whichever one their screen hangs on.
TEST_P(DeskTest, PeopleOnAnotherNodeAreSeen) {
  if (!postgres()) GTEST_SKIP() << "one process owns an embedded database";
  auto opened = store::Store::open(
      {place_->options(), &clock_, {(place_->directory() / "keys" / "master.key").string(), {}}});
  ASSERT_TRUE(opened) << opened.error().code;
  Node second(*this, **opened);
  auto here = follow("", "1 agent");
  here->send(masked(R"({"look":"5"})"));
  here->read_until("presence");
  auto there = follow("", "2 agent", &second);
  there->send(masked(R"({"look":"5"})"));
  EXPECT_THAT(here->read_until(R"("name":"n2")"), HasSubstr(R"("name":"n1")"));
  EXPECT_THAT(there->read_until(R"("name":"n1")"), HasSubstr(R"("name":"n2")"));
  here->rest().clear();
  there->send(masked(R"({"work":"5"})"));
  here->read_until(R"("name":"n2","works":true)");
  here->rest().clear();
  there.reset();
  here->read_until(R"("people":[{"account":"1","name":"n1","works":false}])");
}

}  // namespace
}  // namespace shouhou::server
