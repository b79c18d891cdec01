#include "server/testing/in_process_desk.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>

#include "app/start_shop.h"
#include "connect/blobs/file_blobs.h"
#include "connect/images/vips_pictures.h"
#include "connect/imports/load_formats.h"
#include "connect/rules/load_rules.h"
#include "ports/case_rules.h"

namespace shouhou::server::testing {
namespace {

// Takes the answer as the connection would.
class Waiting final : public net::Reply::Target {
 public:
  ~Waiting() override {
    if (!answered_) promise_.set_value({500, "no answer", {}});
  }
  void deliver(net::Response response) override { take(std::move(response)); }
  void deliver(std::function<net::Response()> make) override { take(make()); }
  std::future<Answer> answer() { return promise_.get_future(); }

 private:
  void take(net::Response response) {
    if (answered_.exchange(true)) return;
    Answer answer{response.status, std::move(response.body), std::move(response.headers)};
    if (response.shared) answer.body = *response.shared;
    if (response.websocket) answer.status = 101;
    promise_.set_value(std::move(answer));
  }
  std::atomic<bool> answered_{false};
  std::promise<Answer> promise_;
};

}  // namespace

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::string Answer::member(std::string_view name) const {
  boost::system::error_code error;
  const auto parsed = boost::json::parse(body, error);
  if (error || !parsed.is_object()) return {};
  const auto* found = parsed.get_object().if_contains(name);
  if (found == nullptr) return {};
  return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

void InProcessDesk::SetUp() {
  StoreTest::SetUp();
  if (IsSkipped()) return;
  auto rules = connect::load_rules(connect::built_in_rules());
  ASSERT_TRUE(rules) << rules.error().front().field;
  auto book = std::make_shared<const domain::RuleBook>(*std::move(rules));
  store().use_case_rules(ports::CaseRules::from(std::move(book), Zone::shanghai()));
  auto blobs = connect::FileBlobs::open((place_->directory() / "blobs").string());
  ASSERT_TRUE(blobs);
  blobs_ = *std::move(blobs);
  pictures_ = connect::open_pictures();
  access_ = std::make_unique<http::Access>(store(), http::AccessOptions{});
  passwords_ = std::make_unique<http::PasswordWorkers>(crypto::PasswordCost{1, std::size_t{8} << 20});
  live_ = std::make_unique<http::Live>(store(), *access_);
  http::DeskOptions options;
  options.reads_inline = !postgres();
  options.rates.usual = options.rates.heavy = options.rates.sign_in = {};  // limits are tested with the desk
  desk_ = std::make_unique<http::Desk>(
      store(), clock_, *access_,
      http::all_routes({.version = "test",
                        .live = live_.get(),
                        .accounts = {access_.get(), passwords_.get(), false},
                        .blobs = blobs_.get(),
                        .pictures = pictures_.get(),
                        .imports = {&table_files_, blobs_.get(), &connect::built_in_import_formats(),
                                    [](ShopId, ImportId) {}, [](ShopId, ImportId) {}}}),
      options);
}

void InProcessDesk::TearDown() {
  if (passwords_) passwords_->end();
  desk_.reset();
  live_.reset();
  StoreTest::TearDown();
}

Answer InProcessDesk::send(const Client& client, const std::string& method, const std::string& target,
                           const std::string& body, const std::string& content_type) {
  net::Request request;
  request.method = method;
  request.target = target;
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  request.peer = client.address;
  request.headers.add("Host", "desk.example.cn");
  if (!body.empty()) request.headers.add("Content-Type", content_type);
  if (!client.cookie.empty()) request.headers.add("Cookie", "shouhou_session=" + client.cookie);
  if (!client.csrf.empty()) request.headers.add("X-CSRF-Token", client.csrf);
  if (!client.bearer.empty()) request.headers.add("Authorization", "Bearer " + client.bearer);
  for (const auto& [name, value] : client.extra_headers) request.headers.add(name, value);
  request.body = body;
  request.body_size = body.size();

  auto target_of_reply = std::make_shared<Waiting>();
  std::future<Answer> answer = target_of_reply->answer();
  desk_->hooks().handle(std::move(request), net::Reply(std::move(target_of_reply)));
  return answer.get();
}

InProcessDesk::Owner InProcessDesk::new_shop(const std::string& name, const std::string& login) {
  Owner owner;
  std::string token;
  const Result<void> made = write([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const ports::Shop shop, app::start_shop(unit, {name, "Asia/Shanghai"}));
    owner.shop = shop.id;
    SHOUHOU_ASSIGN(token, app::make_owner_link(unit, shop.id));
    return {};
  });
  if (!made) throw std::runtime_error(made.error().code);
  const Answer set_up =
      send({}, "POST", "/api/v1/setup",
           R"({"token":")" + token + R"(","login":")" + login + R"(","password":")" + password + "\"}");
  if (set_up.status != 200) throw std::runtime_error(set_up.body);
  const std::string cookie = set_up.header("Set-Cookie");
  owner.client.cookie = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
  owner.client.csrf = set_up.member("csrf_token");
  return owner;
}

Client InProcessDesk::sign_in(const std::string& login, const std::string& with, const std::string& address) {
  Client client;
  client.address = address;
  const Answer entered =
      send(client, "POST", "/api/v1/session", R"({"login":")" + login + R"(","password":")" + with + "\"}");
  if (entered.status != 200) throw std::runtime_error(entered.body);
  const std::string cookie = entered.header("Set-Cookie");
  client.cookie = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
  client.csrf = entered.member("csrf_token");
  return client;
}

Client InProcessDesk::colleague(const Owner& owner, const std::string& role, const std::string& login) {
  const Answer link = send(owner.client, "POST", "/api/v1/invitations", R"({"role":")" + role + "\"}");
  if (link.status != 201) throw std::runtime_error(link.body);
  const Answer joined = send({}, "POST", "/api/v1/join",
                             R"({"token":")" + link.member("token") + R"(","login":")" + login +
                                 R"(","password":")" + password + "\"}");
  if (joined.status != 200) throw std::runtime_error(joined.body);
  return sign_in(login, password);
}

}  // namespace shouhou::server::testing
