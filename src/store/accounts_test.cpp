// Accounts, sessions, tokens, throttling, the audit chain and the vault, through the use cases, on both
// engines.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "app/access_token.h"
#include "app/audit.h"
#include "app/identify.h"
#include "app/log_in.h"
#include "app/manage_accounts.h"
#include "app/manage_tokens.h"
#include "app/second_factor.h"
#include "app/settings.h"
#include "app/start_shop.h"
#include "base/crypto_password.h"
#include "base/crypto_totp.h"
#include "base/encoding.h"
#include "ports/personal_vault.h"
#include "store/rotate_keys.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

using app::LoginOutcome;
using domain::Permission;
using domain::Role;

constexpr const char* good_password = "掉针的毛衣可以补好吗";
constexpr const char* other_password = "correct horse battery";

// The workers' part, cheap: the real cost is tested with the HTTP server.
std::string hash(const std::string& password) {
  return crypto::hash_password(password, {1, 8 << 20});
}

class Accounts : public testing::StoreTest {
 protected:
  template <class Use>
  auto try_write(Use use) -> decltype(use(std::declval<ports::Unit&>())) {
    std::optional<decltype(use(std::declval<ports::Unit&>()))> answer;
    const Result<void> done = write([&](ports::Unit& unit) -> Result<void> {
      answer.emplace(use(unit));
      if (!*answer) return forward(answer->error());
      return {};
    });
    if (!done) return forward(done.error());
    return *std::move(answer);
  }
  template <class Use>
  auto must_write(Use use) {
    auto answer = try_write(std::move(use));
    if (!answer) throw std::runtime_error(answer.error().code + ": " + answer.error().message.en);
    return *std::move(answer);
  }
  template <class Use>
  auto try_read(Use use) -> decltype(use(std::declval<ports::ReadUnit&>())) {
    std::optional<decltype(use(std::declval<ports::ReadUnit&>()))> answer;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      answer.emplace(use(unit));
      return {};
    }));
    return *std::move(answer);
  }

  // The owner of a shop through the one-time link; the actor of the session it opens.
  ports::Actor set_up(ShopId shop, const std::string& login, const std::string& password) {
    const std::string token = must_write([&](ports::Unit& unit) { return app::make_owner_link(unit, shop); });
    const app::Joined joined = must_write([&](ports::Unit& unit) {
      return app::set_up_owner(unit, {token, login, password, {}, {}, {}}, hash(password), home_);
    });
    return actor(joined.session_token);
  }
  ports::Actor actor(const std::string& cookie) {
    const auto identity =
        try_read([&](ports::ReadUnit& unit) { return app::identify_session(unit, cookie); });
    if (!identity) throw std::runtime_error(identity.error().code);
    return identity->actor;
  }
  std::string error_of_session(const std::string& cookie) {
    const auto identity =
        try_read([&](ports::ReadUnit& unit) { return app::identify_session(unit, cookie); });
    return identity ? "" : identity.error().code;
  }
  std::string error_of_token(const std::string& token) {
    const auto identity = try_read([&](ports::ReadUnit& unit) { return app::identify_token(unit, token); });
    return identity ? "" : identity.error().code;
  }

  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    shop_ = must_write([](ports::Unit& unit) { return app::first_shop(unit); });
    owner_ = set_up(shop_.id, "老板", good_password);
  }

  // Both writes of a login with the comparison between.
  Result<app::LoggedIn> log_in(const app::LogIn& command, const app::Origin& origin) {
    SHOUHOU_ASSIGN(const app::LoginPlan plan,
                   try_write([&](ports::Unit& unit) { return app::begin_login(unit, command, origin); }));
    const bool matches = plan.account && crypto::password_matches(plan.hash, command.password);
    return try_write([&](ports::Unit& unit) {
      return app::finish_login(unit, plan, command, origin, {matches, {}});
    });
  }
  Result<app::LoggedIn> log_in(const std::string& login, const std::string& password) {
    return log_in({login, password, {}}, home_);
  }

  app::AccountView add(const std::string& login, Role role) {
    return must_write([&](ports::Unit& unit) {
      return app::add_account(unit, owner_, {login, {}, role, other_password}, hash(other_password));
    });
  }
  std::vector<std::string> audited_acts(const ports::Actor& reader, const std::string& act = "") {
    std::vector<std::string> acts;
    const auto page = try_read([&](ports::ReadUnit& unit) {
      app::AuditQuery query;
      query.act = act;
      query.limit = 200;
      return app::read_audit(unit, reader, query);
    });
    EXPECT_TRUE(page);
    for (const auto& row : page->items) acts.push_back(row.act);
    return acts;
  }

  const app::Origin home_{"203.0.113.7", "test browser", ""};
  const app::Origin elsewhere_{"198.51.100.9", "", ""};
  ports::Shop shop_;
  ports::Actor owner_;
};
SHOUHOU_ON_BOTH_ENGINES(Accounts);

TEST_P(Accounts, TheOwnersLinkWorksOnceAndExpires) {
  const std::string token =
      must_write([&](ports::Unit& unit) { return app::make_owner_link(unit, shop_.id); });
  const auto set_up_with = [&](const std::string& with, const std::string& login) {
    const auto joined = try_write([&](ports::Unit& unit) {
      return app::set_up_owner(unit, {with, login, good_password, {}, "毛衣店", {}}, hash(good_password),
                               home_);
    });
    return joined ? std::string() : joined.error().code;
  };
  EXPECT_EQ(try_read([&](ports::ReadUnit& unit) { return app::look_at_link(unit, {token}); })->kind, "owner");
  EXPECT_EQ(set_up_with(token, "x"), "account.login_malformed") << "a refused try does not use the link up";
  EXPECT_EQ(set_up_with(token, "second"), "");
  EXPECT_EQ(set_up_with(token, "third"), "link.invalid");
  EXPECT_EQ(set_up_with(token + "A", "third"), "link.invalid");
  EXPECT_EQ(set_up_with("", "third"), "link.invalid");

  const std::string old = must_write([&](ports::Unit& unit) { return app::make_owner_link(unit, shop_.id); });
  const std::string fresh =
      must_write([&](ports::Unit& unit) { return app::make_owner_link(unit, shop_.id); });
  EXPECT_EQ(set_up_with(old, "third"), "link.invalid") << "a newer link replaces it";
  clock_.advance(hours(24));
  EXPECT_EQ(set_up_with(fresh, "third"), "link.invalid") << "expired";
  EXPECT_FALSE(must_write([&](ports::Unit& unit) { return app::owner_link_if_needed(unit, shop_.id); }));
  EXPECT_EQ(try_read([&](ports::ReadUnit& unit) { return app::who_am_i(unit, owner_); })->shop_name,
            "毛衣店");
}

TEST_P(Accounts, TwoUsesOfOneLinkAtOnceMakeOneAccount) {
  const std::string token =
      must_write([&](ports::Unit& unit) { return app::make_owner_link(unit, shop_.id); });
  std::atomic<int> made{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 6; ++i) {
    people.emplace_back([&, i] {
      made += try_write([&](ports::Unit& unit) {
                return app::set_up_owner(unit, {token, "p" + std::to_string(i), good_password, {}, {}, {}},
                                         "h", home_);
              }).has_value();
    });
  }
  for (auto& person : people) person.join();
  EXPECT_EQ(made, 1);
}

TEST_P(Accounts, SignsInAndTellsNothingAboutWhoExists) {
  const auto good = log_in(" 老板 ", good_password);
  ASSERT_TRUE(good);
  ASSERT_EQ(good->outcome, LoginOutcome::signed_in);
  const ports::Actor me = actor(good->token);
  EXPECT_EQ(me.account, owner_.account);
  EXPECT_TRUE(me.may(Permission::account_write));
  EXPECT_NE(me.session, owner_.session);

  const app::AccountView leaver = add("小李", Role::agent);
  must_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {leaver.id, {}, {}, {}, true});
  });
  for (const auto& [login, password] : {std::pair<std::string, std::string>{"老板", "wrong password"},
                                        {"nobody", good_password},
                                        {"小李", other_password},
                                        {"", ""},
                                        {"别的店:老板", good_password}}) {
    const auto refused = log_in(login, password);
    ASSERT_TRUE(refused) << login;
    EXPECT_EQ(refused->outcome, LoginOutcome::wrong) << login;
    EXPECT_TRUE(refused->token.empty());
  }
  // Whoever does not exist is compared with a hash of the same cost.
  const auto plan = must_write([&](ports::Unit& unit) {
    return app::begin_login(unit, {"nobody", "x", {}}, elsewhere_);
  });
  EXPECT_FALSE(plan.account);
  EXPECT_FALSE(crypto::needs_rehash(plan.hash)) << "made at the usual cost";
  EXPECT_FALSE(crypto::password_matches(plan.hash, ""));
  const auto refusals = audited_acts(owner_, "session.refused");
  EXPECT_EQ(refusals.size(), 1U) << "the known account's; who does not exist leaves no row";
}

TEST_P(Accounts, TheSameNameInTwoShopsNeedsTheShop) {
  const auto second = must_write([](ports::Unit& unit) {
    return app::start_shop(unit, {"童鞋店", "Asia/Shanghai"});
  });
  set_up(second.id, "老板", other_password);
  EXPECT_EQ(log_in("老板", good_password)->outcome, LoginOutcome::wrong);
  EXPECT_EQ(log_in("童鞋店：老板", good_password)->outcome, LoginOutcome::wrong);
  const auto there = log_in("童鞋店：老板", other_password);
  ASSERT_EQ(there->outcome, LoginOutcome::signed_in);
  EXPECT_EQ(actor(there->token).shop, second.id);
  const auto here = log_in(shop_.id.str() + ":老板", good_password);
  ASSERT_EQ(here->outcome, LoginOutcome::signed_in);
  EXPECT_EQ(actor(here->token).shop, shop_.id);
}

TEST_P(Accounts, SessionsExpireEndAndRotate) {
  const std::string first = log_in("老板", good_password)->token;
  clock_.advance(hours(11));
  EXPECT_EQ(error_of_session(first), "");
  must_write([&](ports::Unit& unit) -> Result<int> {
    app::note_use(unit, actor(first));
    return 0;
  });
  clock_.advance(hours(11));
  EXPECT_EQ(error_of_session(first), "") << "used meanwhile";
  clock_.advance(hours(2));
  EXPECT_EQ(error_of_session(first), "session.none") << "idle too long";

  const std::string busy = log_in("老板", good_password)->token;
  for (int half_day = 0; half_day < 34; ++half_day) {
    clock_.advance(hours(10));
    if (error_of_session(busy).empty()) {
      must_write([&](ports::Unit& unit) -> Result<int> {
        app::note_use(unit, actor(busy));
        return 0;
      });
    }
    EXPECT_EQ(error_of_session(busy), half_day < 33 ? "" : "session.none") << half_day;
  }

  app::Origin again = home_;
  again.replaces = log_in("老板", good_password)->token;
  const std::string rotated = log_in({"老板", good_password, {}}, again)->token;
  EXPECT_EQ(error_of_session(again.replaces), "session.none") << "signing in replaces the browser's session";
  const ports::Actor me = actor(rotated);
  const std::string other = log_in("老板", good_password)->token;
  const auto listed = *try_read([&](ports::ReadUnit& unit) { return app::list_sessions(unit, me); });
  EXPECT_EQ(
      std::count_if(listed.items.begin(), listed.items.end(), [](const auto& one) { return one.current; }),
      1);
  must_write([&](ports::Unit& unit) -> Result<int> {
    app::drop_expired_access(unit, shop_.id);  // the rows of the expired ones
    return 0;
  });
  EXPECT_EQ(must_write([&](ports::Unit& unit) { return app::end_other_sessions(unit, me); }).count,
            static_cast<std::int64_t>(listed.items.size()) - 1);
  EXPECT_EQ(error_of_session(other), "session.none");
  ASSERT_TRUE(try_write([&](ports::Unit& unit) { return app::log_out(unit, me); }));
  EXPECT_EQ(error_of_session(rotated), "session.none");
}

TEST_P(Accounts, NobodyEndsAnothersSession) {
  const app::AccountView agent = add("小王", Role::agent);
  const ports::Actor wang = actor(log_in("小王", other_password)->token);
  const auto ended =
      try_write([&](ports::Unit& unit) { return app::end_session(unit, wang, {owner_.session}); });
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, "session.not_found");
  EXPECT_EQ(wang.account, agent.id);
}

TEST_P(Accounts, AChangedRoleOrDisablingEndsSessionsAtOnce) {
  const app::AccountView agent = add("小王", Role::agent);
  const std::string cookie = log_in("小王", other_password)->token;
  must_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {agent.id, agent.version, {}, Role::lead, {}});
  });
  EXPECT_EQ(error_of_session(cookie), "session.none");
  const auto stale = try_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {agent.id, agent.version, {}, Role::viewer, {}});
  });
  EXPECT_EQ(stale.error().code, "account.stale");
  const std::string second = log_in("小王", other_password)->token;
  must_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {agent.id, {}, {}, {}, true});
  });
  EXPECT_EQ(error_of_session(second), "session.none");
  const auto last = try_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {owner_.account, {}, {}, Role::agent, {}});
  });
  EXPECT_EQ(last.error().code, "account.last_owner");
}

TEST_P(Accounts, ATemporaryPasswordOpensNothingButItsOwnChange) {
  add("小王", Role::agent);
  const std::string cookie = log_in("小王", other_password)->token;
  const auto identity = *try_read([&](ports::ReadUnit& unit) { return app::identify_session(unit, cookie); });
  EXPECT_TRUE(identity.must_change_password);
  EXPECT_EQ(identity.actor.permissions, domain::PermissionSet{});

  const std::string stored =
      try_read([&](ports::ReadUnit& unit) -> Result<std::string> {
        return unit.accounts().account(shop_.id, identity.actor.account)->password_hash;
      }).value();
  const auto changed = must_write([&](ports::Unit& unit) {
    return app::change_password(unit, identity.actor, {other_password, good_password}, stored,
                                hash(good_password), home_);
  });
  EXPECT_EQ(error_of_session(cookie), "session.none") << "rotated";
  EXPECT_TRUE(actor(changed).may(Permission::case_write));
  EXPECT_EQ(log_in("小王", other_password)->outcome, LoginOutcome::wrong);
  EXPECT_EQ(log_in("小王", good_password)->outcome, LoginOutcome::signed_in);
}

TEST_P(Accounts, InvitationsAndResetsWorkOnce) {
  const auto invitation = must_write([&](ports::Unit& unit) {
    return app::invite(unit, owner_, {Role::warehouse, "仓库老赵"});
  });
  const auto join = [&](const std::string& token, const std::string& login) {
    return try_write([&](ports::Unit& unit) {
      return app::join(unit, {token, login, good_password, "老赵"}, hash(good_password), home_);
    });
  };
  const auto joined = join(invitation.token, "zhao");
  ASSERT_TRUE(joined);
  EXPECT_EQ(actor(joined->session_token).role, Role::warehouse);
  EXPECT_EQ(join(invitation.token, "zhao2").error().code, "link.invalid");
  const auto taken = must_write([&](ports::Unit& unit) {
    return app::invite(unit, owner_, {Role::agent, {}});
  });
  EXPECT_EQ(join(taken.token, "ZHAO").error().code, "account.login_taken");
  ASSERT_TRUE(try_write([&](ports::Unit& unit) { return app::withdraw_link(unit, owner_, {taken.id}); }));
  EXPECT_EQ(join(taken.token, "qian").error().code, "link.invalid");

  const auto reset =
      must_write([&](ports::Unit& unit) { return app::make_reset_link(unit, owner_, {joined->account}); });
  EXPECT_EQ(join(reset.token, "qian").error().code, "link.other_kind");
  const auto use = [&] {
    return try_write([&](ports::Unit& unit) {
      return app::reset_password(unit, {reset.token, other_password}, hash(other_password), home_);
    });
  };
  EXPECT_TRUE(use());
  EXPECT_EQ(use().error().code, "link.invalid");
  EXPECT_EQ(error_of_session(joined->session_token), "session.none");
  EXPECT_EQ(log_in("zhao", other_password)->outcome, LoginOutcome::signed_in);
}

TEST_P(Accounts, OnlyWhoMayDoesItAndOnlyInTheirShop) {
  const auto second = must_write([](ports::Unit& unit) {
    return app::start_shop(unit, {"童鞋店", "Asia/Shanghai"});
  });
  const ports::Actor stranger = set_up(second.id, "stranger", other_password);
  const app::AccountView agent = add("小王", Role::agent);
  ports::Actor agent_actor = owner_;
  agent_actor.role = Role::agent;
  agent_actor.permissions = domain::permissions_of(Role::agent);

  const auto change = [&](const ports::Actor& by) {
    return try_write([&](ports::Unit& unit) {
             return app::change_account(unit, by, {agent.id, {}, "x", {}, {}});
           })
        .error()
        .code;
  };
  EXPECT_EQ(change(stranger), "account.not_found");
  EXPECT_EQ(change(agent_actor), "permission.missing");
  EXPECT_EQ(try_write([&](ports::Unit& unit) { return app::make_reset_link(unit, stranger, {agent.id}); })
                .error()
                .code,
            "account.not_found");
  EXPECT_EQ(try_write([&](ports::Unit& unit) { return app::drop_factor_of(unit, stranger, {agent.id}); })
                .error()
                .code,
            "account.not_found");
  const auto theirs =
      *try_read([&](ports::ReadUnit& unit) { return app::list_accounts(unit, stranger, {}); });
  EXPECT_EQ(theirs.items.size(), 1U);
  const auto audit = *try_read([&](ports::ReadUnit& unit) { return app::read_audit(unit, stranger, {}); });
  for (const auto& row : audit.items) EXPECT_NE(row.account, owner_.account);
  EXPECT_FALSE(try_read([&](ports::ReadUnit& unit) { return app::read_audit(unit, agent_actor, {}); }));
}

TEST_P(Accounts, ThrottlesPerNameAndAddressButNeverLocksTheOwnerOut) {
  ASSERT_EQ(log_in("老板", good_password)->outcome, LoginOutcome::signed_in);  // home is known now
  int refused = 0;
  for (int i = 0; i < 40; ++i) {
    const auto tried = log_in({"老板", "guess " + std::to_string(i), {}}, elsewhere_);
    if (!tried) {
      EXPECT_EQ(tried.error().code, "session.too_many_tries");
      EXPECT_EQ(tried.error().kind, ErrorKind::limited);
      ++refused;
    }
  }
  EXPECT_EQ(refused, 35) << "five free tries from one address, then none without waiting";
  EXPECT_FALSE(log_in({"老板", good_password, {}}, elsewhere_)) << "not even with the right password";
  EXPECT_EQ(log_in("老板", good_password)->outcome, LoginOutcome::signed_in) << "from home as ever";

  // From everywhere, as a botnet would.
  for (int i = 0; i < 60; ++i) {
    (void)log_in({"老板", "guess", {}}, {"192.0.2." + std::to_string(i), "", ""});
  }
  EXPECT_FALSE(log_in({"老板", good_password, {}}, {"192.0.2.200", "", ""})) << "new addresses wait";
  EXPECT_EQ(log_in("老板", good_password)->outcome, LoginOutcome::signed_in) << "from home as ever";
  const auto stays = [&] { return log_in({"老板", good_password, {}}, elsewhere_).has_value(); };
  reopen();
  EXPECT_FALSE(stays()) << "a restart forgives nothing";
  clock_.advance(minutes(15));
  EXPECT_TRUE(stays()) << "fifteen minutes are the longest wait";
}

TEST_P(Accounts, UnknownNamesAreThrottledLikeKnownOnes) {
  int refused = 0;
  for (int i = 0; i < 10; ++i) refused += log_in({"nobody", "x", {}}, elsewhere_) ? 0 : 1;
  EXPECT_EQ(refused, 5);
  // Another name from the same address is a new pair, but the address has a limit too.
  for (int i = 0; i < 100; ++i) (void)log_in({"name" + std::to_string(i), "x", {}}, elsewhere_);
  EXPECT_FALSE(log_in({"fresh-name", "x", {}}, elsewhere_));
}

TEST_P(Accounts, ManyTriesAtOnceAreAllCounted) {
  std::atomic<int> compared{0};
  std::vector<std::thread> guessers;
  for (int t = 0; t < 8; ++t) {
    guessers.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        compared += try_write([&](ports::Unit& unit) {
                      return app::begin_login(unit, {"老板", "guess", {}}, elsewhere_);
                    }).has_value();
      }
    });
  }
  for (auto& guesser : guessers) guesser.join();
  EXPECT_EQ(compared, 5);
}

TEST_P(Accounts, SecondFactorCodesWorkOnceAndRecoveryCodesToo) {
  const auto secret = must_write([&](ports::Unit& unit) { return app::start_second_factor(unit, owner_); });
  EXPECT_TRUE(secret.uri.starts_with("otpauth://totp/"));
  const std::string raw = *from_base32(secret.secret);
  const auto code_now = [&] { return crypto::totp_code(raw, crypto::totp_step_at(clock_.now())); };
  EXPECT_EQ(log_in("老板", good_password)->outcome, LoginOutcome::signed_in)
      << "does not count before confirmed";
  EXPECT_EQ(try_write([&](ports::Unit& unit) { return app::confirm_second_factor(unit, owner_, {"000000"}); })
                .error()
                .code,
            "factor.wrong_code");
  const auto codes =
      must_write([&](ports::Unit& unit) { return app::confirm_second_factor(unit, owner_, {code_now()}); });
  ASSERT_EQ(codes.codes.size(), 10U);

  EXPECT_EQ(log_in("老板", good_password)->outcome, LoginOutcome::code_needed);
  EXPECT_EQ(log_in({"老板", good_password, code_now()}, home_)->outcome, LoginOutcome::wrong_code)
      << "the code was used to confirm";
  clock_.advance(seconds(30));
  const std::string code = code_now();
  EXPECT_EQ(log_in({"老板", "wrong", code}, home_)->outcome, LoginOutcome::wrong)
      << "does not use the code up";
  EXPECT_EQ(log_in({"老板", good_password, code.substr(0, 3) + " " + code.substr(3)}, home_)->outcome,
            LoginOutcome::signed_in);
  EXPECT_EQ(log_in({"老板", good_password, code}, home_)->outcome, LoginOutcome::wrong_code) << "replayed";

  clock_.advance(minutes(20));
  std::string typed = codes.codes[3];
  std::transform(typed.begin(), typed.end(), typed.begin(),
                 [](char c) { return c == '-' ? ' ' : std::tolower(c); });
  EXPECT_EQ(log_in({"老板", good_password, typed}, home_)->outcome, LoginOutcome::signed_in);
  EXPECT_EQ(log_in({"老板", good_password, typed}, home_)->outcome, LoginOutcome::wrong_code);
  EXPECT_EQ(
      try_read([&](ports::ReadUnit& unit) { return app::second_factor(unit, owner_); })->recovery_codes_left,
      9);

  clock_.advance(minutes(20));
  for (int i = 0; i < 5; ++i) (void)log_in({"老板", good_password, "000000"}, elsewhere_);
  EXPECT_FALSE(log_in({"老板", good_password, code_now()}, elsewhere_)) << "codes cannot be guessed through";
}

TEST_P(Accounts, TwoLoginsWithOneCodeAtOnce) {
  const auto secret = must_write([&](ports::Unit& unit) { return app::start_second_factor(unit, owner_); });
  const std::string raw = *from_base32(secret.secret);
  must_write([&](ports::Unit& unit) {
    return app::confirm_second_factor(unit, owner_,
                                      {crypto::totp_code(raw, crypto::totp_step_at(clock_.now()))});
  });
  clock_.advance(minutes(1));
  const std::string code = crypto::totp_code(raw, crypto::totp_step_at(clock_.now()));
  std::atomic<int> in{0};
  std::vector<std::thread> two;
  for (int i = 0; i < 4; ++i) {
    two.emplace_back([&] {
      const auto tried = log_in({"老板", good_password, code}, home_);
      in += tried && tried->outcome == LoginOutcome::signed_in;
    });
  }
  for (auto& one : two) one.join();
  EXPECT_EQ(in, 1);
}

TEST_P(Accounts, AShopCanRequireTheSecondFactor) {
  must_write([&](ports::Unit& unit) {
    return app::change_setting(unit, owner_,
                               {"security.second_factor", JsonText{R"({"required": true})"}, "审计要求", 0});
  });
  const std::string cookie = log_in("老板", good_password)->token;
  const auto limited = *try_read([&](ports::ReadUnit& unit) { return app::identify_session(unit, cookie); });
  EXPECT_TRUE(limited.must_add_factor);
  EXPECT_EQ(limited.actor.permissions, domain::PermissionSet{});
  const auto secret =
      must_write([&](ports::Unit& unit) { return app::start_second_factor(unit, limited.actor); });
  must_write([&](ports::Unit& unit) {
    return app::confirm_second_factor(
        unit, limited.actor,
        {crypto::totp_code(*from_base32(secret.secret), crypto::totp_step_at(clock_.now()))});
  });
  EXPECT_TRUE(actor(cookie).may(Permission::account_write));
}

TEST_P(Accounts, TokensCarryTheirScopesAndNoMoreThanTheirMakerHasNow) {
  const auto made = must_write([&](ports::Unit& unit) {
    return app::make_token(unit, owner_, {"ERP", {Permission::case_read, Permission::settings_write}, 30});
  });
  EXPECT_TRUE(made.secret.starts_with("sh_"));
  EXPECT_TRUE(made.secret.starts_with(made.token.start.substr(0, 18)));
  const auto identity =
      *try_read([&](ports::ReadUnit& unit) { return app::identify_token(unit, made.secret); });
  EXPECT_EQ(identity.actor.permissions,
            domain::PermissionSet{}.with(Permission::case_read).with(Permission::settings_write));
  EXPECT_EQ(identity.actor.token, made.token.id);
  EXPECT_EQ(error_of_token(made.secret + "x"), "token.invalid");
  EXPECT_EQ(error_of_token(made.secret.substr(3)), "token.invalid");
  EXPECT_EQ(error_of_session(made.secret.substr(3)), "session.none") << "a token is no session";

  // A second owner made a token; as an agent the token shrinks with them.
  const std::string link =
      must_write([&](ports::Unit& unit) { return app::make_owner_link(unit, shop_.id); });
  const auto joined = must_write([&](ports::Unit& unit) {
    return app::set_up_owner(unit, {link, "second", other_password, {}, {}, {}}, hash(other_password), home_);
  });
  const auto theirs = must_write([&](ports::Unit& unit) {
    return app::make_token(unit, actor(joined.session_token),
                           {"x", {Permission::case_read, Permission::settings_write}, {}});
  });
  must_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {joined.account, {}, {}, Role::agent, {}});
  });
  EXPECT_EQ(try_read([&](ports::ReadUnit& unit) {
              return app::identify_token(unit, theirs.secret);
            })->actor.permissions,
            domain::PermissionSet{}.with(Permission::case_read));
  must_write([&](ports::Unit& unit) {
    return app::change_account(unit, owner_, {joined.account, {}, {}, {}, true});
  });
  EXPECT_EQ(error_of_token(theirs.secret), "token.invalid") << "disabled with its maker";

  clock_.advance(days(30));
  EXPECT_EQ(error_of_token(made.secret), "token.invalid") << "expired";
  const auto endless = must_write([&](ports::Unit& unit) {
    return app::make_token(unit, owner_, {"scan", {Permission::task_read}, {}});
  });
  EXPECT_EQ(error_of_token(endless.secret), "");
  ASSERT_TRUE(
      try_write([&](ports::Unit& unit) { return app::revoke_token(unit, owner_, {endless.token.id}); }));
  EXPECT_EQ(error_of_token(endless.secret), "token.invalid");
}

TEST_P(Accounts, SettingsKeepEveryVersion) {
  const auto set = [&](const std::string& value, std::optional<std::int64_t> version) {
    return try_write([&](ports::Unit& unit) {
      return app::change_setting(unit, owner_, {"rules.ladder", JsonText{value}, "试试", version});
    });
  };
  EXPECT_EQ(set("[1]", 0)->version, 1);
  EXPECT_EQ(set("[2]", 1)->version, 2);
  EXPECT_EQ(set("[3]", 1).error().code, "setting.changed");
  EXPECT_EQ(set("[4]", {})->version, 3);
  const auto history = *try_read([&](ports::ReadUnit& unit) {
    return app::setting_history(unit, owner_, {"rules.ladder", {}});
  });
  ASSERT_EQ(history.items.size(), 3U);
  EXPECT_EQ(history.items[0].value.text, "[4]");
  EXPECT_EQ(history.items[2].actor, "老板");
  EXPECT_EQ(try_write([&](ports::Unit& unit) {
              return app::change_setting(unit, owner_, {"Bad Key", JsonText{"1"}, "", {}});
            })
                .error()
                .code,
            "setting.key_malformed");
}

TEST_P(Accounts, TheAuditChainShowsEveryKindOfTampering) {
  for (int i = 0; i < 5; ++i) {
    must_write([&](ports::Unit& unit) -> Result<int> {
      app::audit(unit, owner_, {"personal.looked", "buyer:" + std::to_string(i), {{"why", "回访\"\n"}}});
      return 0;
    });
  }
  const auto check = [&] {
    return *try_read(
        [&](ports::ReadUnit& unit) -> Result<app::AuditCheck> { return app::check_audit(unit, shop_.id); });
  };
  const auto sound = check();
  ASSERT_TRUE(sound.sound);
  ASSERT_GE(sound.rows, 8);
  const auto tamper = [&](const std::string& sql) {
    store().engine().exclusive([&](Session& session) { session.execute(sql); });
  };
  const std::string last = std::to_string(sound.rows);
  const std::pair<std::string, std::string> rows[] = {
      {"UPDATE audit SET actor = actor || 'x' WHERE number = 3",
       "UPDATE audit SET actor = '老板' WHERE number = 3"},
      {"UPDATE audit SET at = at + 1 WHERE number = 2", "UPDATE audit SET at = at - 1 WHERE number = 2"},
      {"UPDATE audit SET subject = 'buyer:9' WHERE number = " + last,
       "UPDATE audit SET subject = 'buyer:4' WHERE number = " + last},
      {"UPDATE audit_head SET number = number - 1", "UPDATE audit_head SET number = number + 1"},
      {"UPDATE audit SET number = 1000 WHERE number = 4", "UPDATE audit SET number = 4 WHERE number = 1000"}};
  for (const auto& [harm, undo] : rows) {
    tamper(harm);
    EXPECT_FALSE(check().sound) << harm;
    if (harm.find("actor") == std::string::npos) {
      tamper(undo);
      EXPECT_TRUE(check().sound) << undo;
    } else {
      tamper("UPDATE audit SET actor = substr(actor, 1, length(actor) - 1) WHERE number = 3");
      EXPECT_TRUE(check().sound);
    }
  }
  tamper("DELETE FROM audit WHERE number = " + last);
  EXPECT_FALSE(check().sound) << "cut off at the end";
  EXPECT_EQ(check().first_wrong, sound.rows);
}

TEST_P(Accounts, AuditingFromManyThreadsKeepsOneChain) {
  std::vector<std::thread> writers;
  for (int t = 0; t < 6; ++t) {
    writers.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        EXPECT_TRUE(try_write([&](ports::Unit& unit) -> Result<int> {
                      app::audit(unit, owner_, {"test.act", "thread:" + std::to_string(t)});
                      if (i % 6 == 5) return fail(ErrorKind::conflict, "test.undone", {"撤", "undone"});
                      return 0;
                    }).has_value() == (i % 6 != 5));
      }
    });
  }
  for (auto& writer : writers) writer.join();
  const auto checked = *try_read(
      [&](ports::ReadUnit& unit) -> Result<app::AuditCheck> { return app::check_audit(unit, shop_.id); });
  EXPECT_TRUE(checked.sound);
  EXPECT_EQ(audited_acts(owner_, "test.").size(), 6U * 21U);
}

TEST_P(Accounts, TheVaultSealsPerShopAndPlaceAndFindsPhones) {
  const auto second = must_write([](ports::Unit& unit) {
    return app::start_shop(unit, {"童鞋店", "Asia/Shanghai"});
  });
  must_write([&](ports::Unit& unit) -> Result<int> {
    ports::PersonalVault& vault = unit.vault();
    const std::string sealed = vault.seal(shop_.id, "buyer.phone", "13800001234");
    EXPECT_EQ(sealed.find("1380000"), std::string::npos);
    EXPECT_EQ(*vault.open(shop_.id, "buyer.phone", sealed), "13800001234");
    EXPECT_EQ(vault.open(shop_.id, "buyer.name", sealed).error().code, "vault.unreadable");
    EXPECT_EQ(vault.open(second.id, "buyer.phone", sealed).error().code, "vault.unreadable");
    EXPECT_EQ(vault.seal(shop_.id, "buyer.phone", ""), "");
    EXPECT_EQ(*vault.open(shop_.id, "buyer.phone", ""), "");
    const std::string found = vault.phone_hash(shop_.id, "13800001234");
    for (const char* same :
         {"+86 138-0000-1234", "１３８００００１２３４", "0086 13800001234", " 138 0000 1234"}) {
      EXPECT_EQ(vault.phone_hash(shop_.id, same), found) << same;
    }
    EXPECT_NE(vault.phone_hash(shop_.id, "13800001235"), found);
    EXPECT_NE(vault.phone_hash(second.id, "13800001234"), found);
    EXPECT_EQ(vault.tail_hash(shop_.id, "1234"), vault.tail_hash(shop_.id, "138****1234"));
    EXPECT_NE(vault.tail_hash(shop_.id, "1234"), vault.tail_hash(second.id, "1234"));
    EXPECT_EQ(vault.phone_hash(shop_.id, "138****1234"), "");
    return 0;
  });
}

TEST_P(Accounts, KeysRotateAndDataStayReadable) {
  std::string sealed;
  must_write([&](ports::Unit& unit) -> Result<int> {
    sealed = unit.vault().seal(shop_.id, "buyer.name", "王小明");
    return 0;
  });
  const auto opened = [&] {
    return *try_read(
        [&](ports::ReadUnit& unit) { return unit.vault().open(shop_.id, "buyer.name", sealed); });
  };
  ASSERT_TRUE(rotate_keys(store()));
  EXPECT_EQ(opened(), "王小明");
  reopen();
  EXPECT_EQ(opened(), "王小明");
  EXPECT_TRUE(try_read([&](ports::ReadUnit& unit) -> Result<app::AuditCheck> {
                return app::check_audit(unit, shop_.id);
              })->sound);
  EXPECT_FALSE(audited_acts(owner_, "keys.rotated").empty());
}

}  // namespace
}  // namespace shouhou::store
