// Signing in, cookies, forgery protection, tokens and storms, over the desk's own routes on both databases.
#include "http/access.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "server/testing/in_process_desk.h"

namespace shouhou::server {
namespace {

using testing::Answer;
using testing::Client;

class AccessOverHttp : public testing::InProcessDesk {};
SHOUHOU_ON_BOTH_ENGINES(AccessOverHttp);

TEST_P(AccessOverHttp, TheCookieIsForTheBrowserOnly) {
  const Owner owner = new_shop("毛衣店", "老板");
  const Answer in =
      send({}, "POST", "/api/v1/session", R"({"login":"老板","password":"correct horse battery"})");
  ASSERT_EQ(in.status, 200) << in.body;
  const std::string cookie = in.header("Set-Cookie");
  for (const char* part : {"shouhou_session=", "; HttpOnly", "; SameSite=Lax", "; Path=/"}) {
    EXPECT_NE(cookie.find(part), std::string::npos) << part << " in " << cookie;
  }
  EXPECT_EQ(in.body.find(owner.client.cookie), std::string::npos);
  EXPECT_EQ(http::cookie_line("x", true).substr(http::cookie_line("x", true).size() - 8), "; Secure");
  const Answer out = send(owner.client, "DELETE", "/api/v1/session");
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/session").status, 401) << "at once, in spite of the memory";
}

TEST_P(AccessOverHttp, WritesNeedTheSessionsTokenAndOurOwnPages) {
  const Owner owner = new_shop("毛衣店", "老板");
  const Owner other = new_shop("童鞋店", "other");
  const std::string body = R"({"role":"agent"})";
  const auto invite = [&](const Client& client) {
    return send(client, "POST", "/api/v1/invitations", body).status;
  };
  EXPECT_EQ(invite(owner.client), 201);
  Client without = owner.client;
  without.csrf.clear();
  EXPECT_EQ(invite(without), 403);
  Client with_anothers = owner.client;
  with_anothers.csrf = other.client.csrf;
  EXPECT_EQ(invite(with_anothers), 403);

  const auto with = [&](std::vector<std::pair<std::string, std::string>> headers) {
    Client client = owner.client;
    client.extra_headers = std::move(headers);
    return invite(client);
  };
  EXPECT_EQ(with({{"Origin", "https://desk.example.cn"}, {"Sec-Fetch-Site", "same-origin"}}), 201);
  EXPECT_EQ(with({{"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(with({{"Origin", "https://desk.example.cn.evil.example"}}), 403);
  EXPECT_EQ(with({{"Origin", "null"}}), 403);
  EXPECT_EQ(with({{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(with({{"Sec-Fetch-Site", "same-site"}}), 403);
  // Reading needs no token, but a socket must come from our pages: browsers send cookies along with it.
  EXPECT_EQ(send(without, "GET", "/api/v1/accounts").status, 200);
  Client socket = without;
  socket.extra_headers = {
      {"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Origin", "https://evil.example"}};
  EXPECT_EQ(send(socket, "GET", "/api/v1/live").status, 403);
}

TEST_P(AccessOverHttp, TokensNeedNoForgeryProtectionAndObeyTheirScopes) {
  const Owner owner = new_shop("毛衣店", "老板");
  const Answer made = send(owner.client, "POST", "/api/v1/tokens",
                           R"({"name":"ERP","scopes":["account_read","settings_write","settings_read"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  Client program;
  program.bearer = made.member("secret");
  program.extra_headers = {{"Origin", "https://erp.example"}};
  EXPECT_EQ(send(program, "GET", "/api/v1/accounts").status, 200);
  EXPECT_EQ(send(program, "PUT", "/api/v1/settings/a.b", R"({"value":1})").status, 200);
  EXPECT_EQ(send(program, "GET", "/api/v1/audit").status, 403);
  EXPECT_EQ(send(program, "POST", "/api/v1/invitations", R"({"role":"owner"})").status, 403);
  EXPECT_EQ(send(program, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["account_read"]})").status, 403);
  EXPECT_EQ(send(owner.client, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["token_write"]})").status,
            422);
  const std::string list = send(owner.client, "GET", "/api/v1/tokens").body;
  EXPECT_EQ(list.find(program.bearer), std::string::npos) << "shown once only";
  const std::string id = list.substr(list.find(R"("id":")") + 6,
                                     list.find('"', list.find(R"("id":")") + 6) - list.find(R"("id":")") - 6);
  EXPECT_EQ(send(owner.client, "DELETE", "/api/v1/tokens/" + id).status, 204);
  EXPECT_EQ(send(program, "GET", "/api/v1/accounts").status, 401) << "revoked at once";
  Client both = owner.client;
  both.bearer = program.bearer;
  EXPECT_EQ(send(both, "GET", "/api/v1/accounts").status, 401) << "a bad token is not excused by a cookie";
}

TEST_P(AccessOverHttp, WhoeverIsDisabledIsOutAtOnce) {
  const Owner owner = new_shop("毛衣店", "老板");
  const Client agent = colleague(owner, "agent", "小王");
  const std::string id = send(agent, "GET", "/api/v1/session").member("account");
  EXPECT_EQ(send(agent, "GET", "/api/v1/colleagues").status, 200);
  EXPECT_EQ(send(owner.client, "PATCH", "/api/v1/accounts/" + id, R"({"disabled":true})").status, 200);
  EXPECT_EQ(send(agent, "GET", "/api/v1/colleagues").status, 401);
}

TEST_P(AccessOverHttp, SessionsEndByTheClockAlsoWhenRemembered) {
  const Owner owner = new_shop("毛衣店", "老板");
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/session").status, 200);
  clock_.advance(hours(12));
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/session").status, 401);
}

TEST_P(AccessOverHttp, UseKeepsASessionAlive) {
  const Owner owner = new_shop("毛衣店", "老板");
  for (int hour = 0; hour < 30; hour += 6) {
    ASSERT_EQ(send(owner.client, "GET", "/api/v1/session").status, 200) << hour;
    // Behind the note, which goes to the same writer.
    ASSERT_TRUE(store().write_now([](ports::Unit&) -> Result<void> { return {}; }, owner.shop));
    clock_.advance(hours(6));
  }
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/session").status, 200);
}

TEST_P(AccessOverHttp, ChangingThePasswordTakesTheOldOneAndRotates) {
  const Owner owner = new_shop("毛衣店", "老板");
  const auto change = [&](const std::string& current, const std::string& next) {
    return send(owner.client, "POST", "/api/v1/session/password",
                R"({"current":")" + current + R"(","password":")" + next + "\"}");
  };
  EXPECT_EQ(change("wrong", "battery horse correct").member("code"), "account.wrong_password");
  EXPECT_EQ(change(password, "short").member("code"), "account.password_short");
  const Answer changed = change(password, "battery horse correct");
  EXPECT_EQ(changed.status, 204) << changed.body;
  EXPECT_EQ(send(owner.client, "GET", "/api/v1/session").status, 401);
  Client again;
  const std::string cookie = changed.header("Set-Cookie");
  again.cookie = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
  EXPECT_EQ(send(again, "GET", "/api/v1/session").status, 200);
}

TEST_P(AccessOverHttp, GuessesAtTheOwnPasswordAreCounted) {
  const Owner owner = new_shop("毛衣店", "老板");
  int limited = 0;
  for (int i = 0; i < 12; ++i) {
    limited += send(owner.client, "POST", "/api/v1/session/password",
                    R"({"current":"guess","password":"battery horse correct"})")
                   .status == 429;
  }
  EXPECT_EQ(limited, 7);
}

TEST_P(AccessOverHttp, AnswersWithSecretsAreKeptNowhere) {
  const Owner owner = new_shop("毛衣店", "老板");
  Client with_key = owner.client;
  with_key.extra_headers = {{"Idempotency-Key", "k1"}};
  const Answer made = send(with_key, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["case_read"]})");
  ASSERT_EQ(made.status, 201);
  const Answer link = send(with_key, "POST", "/api/v1/invitations", R"({"role":"agent"})");
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const auto& row : unit.accounts().audit_after(owner.shop, 0, 1000)) {
      EXPECT_EQ(row.detail.find(made.member("secret")), std::string::npos);
      EXPECT_EQ(row.detail.find(link.member("token")), std::string::npos);
    }
    return {};
  }));
}

// A thousand logins at once: every one is answered, many with "busy" or "wait", and the desk goes on
// answering others meanwhile.
TEST_P(AccessOverHttp, ALoginStormStarvesNobody) {
  const Owner owner = new_shop("毛衣店", "老板");
  std::atomic<bool> storming{true};
  std::atomic<int> answered{0};
  std::atomic<int> odd{0};
  std::vector<std::thread> attackers;
  for (int t = 0; t < 8; ++t) {
    attackers.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) {
        Client client;
        client.address = "198.51." + std::to_string(t) + "." + std::to_string(i);
        const int status = send(client, "POST", "/api/v1/session",
                                R"({"login":"nobody","password":"correct horse battery"})")
                               .status;
        ++answered;
        odd += status != 401 && status != 429 && status != 503;
      }
    });
  }
  std::thread watch([&] {
    for (std::size_t i = 0; i < attackers.size(); ++i) attackers[i].join();
    storming = false;
  });
  int served = 0;
  while (storming) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(send(owner.client, "GET", "/api/v1/session").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    ++served;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  watch.join();
  EXPECT_EQ(answered, 320);
  EXPECT_EQ(odd, 0);
  EXPECT_GT(served, 5);
}

TEST(Access, ReadsAuthorizationHeaders) {
  EXPECT_EQ(http::bearer_token("Bearer sh_abc"), "sh_abc");
  EXPECT_EQ(http::bearer_token("bearer   sh_abc  "), "sh_abc");
  for (const char* other : {"", "Bearer", "Bearer ", "Basic abc", "Bearersh_abc", "sh_abc"}) {
    EXPECT_EQ(http::bearer_token(other), "") << other;
  }
}

}  // namespace
}  // namespace shouhou::server
