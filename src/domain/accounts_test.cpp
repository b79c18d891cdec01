#include "domain/accounts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "domain/enum_names.h"

namespace shouhou::domain {
namespace {

// The whole table as a shop owner would read it; o owner, l lead, a agent, w warehouse, v viewer.
constexpr std::string_view permission_table = R"(
case_read        o l a w v
case_write       o l a . .
case_assign      o l . . .
case_close       o l a . .
case_reopen      o l a . .
case_merge       o l a . .
case_waive       o l . . .
task_read        o l a w v
task_write       o l a w .
order_read       o l a w v
parcel_write     o l a w .
review_read      o l a . v
personal_read    o l a . .
personal_forget  o l . . .
import_run       o l . . .
export_run       o l . . .
remedy_propose   o l a . .
remedy_approve   o l . . .
refund_pay       o l a . .
exposure_read    o l . . .
settings_read    o l a . v
settings_write   o . . . .
account_read     o l . . .
account_write    o . . . .
audit_read       o l . . .
token_write      o l . . .
)";

TEST(Permissions, AreThoseOfTheTable) {
  std::istringstream table{std::string(permission_table)};
  std::size_t rows = 0;
  for (std::string word; table >> word; ++rows) {
    const auto permission = permission_named(word);
    ASSERT_TRUE(permission) << word;
    for (const Role role : {Role::owner, Role::lead, Role::agent, Role::warehouse, Role::viewer}) {
      std::string mark;
      table >> mark;
      EXPECT_EQ(permissions_of(role).has(*permission), mark != ".") << word << " " << name(role);
    }
  }
  EXPECT_EQ(rows, count_of<Permission>) << "every permission has its row";
}

TEST(Permissions, SpellAndReadBack) {
  for (const Role role : {Role::owner, Role::lead, Role::agent, Role::warehouse, Role::viewer}) {
    EXPECT_EQ(permissions_spelled(spelled(permissions_of(role))), permissions_of(role));
    EXPECT_EQ(role_named(name(role)), role);
  }
  EXPECT_EQ(spelled(PermissionSet{}), "");
  EXPECT_EQ(permissions_spelled("case_read nonsense  task_read"),
            PermissionSet{}.with(Permission::case_read).with(Permission::task_read));
  EXPECT_FALSE(permission_named("count_"));
}

TEST(LoginName, HasOneKeyForAllSpellings) {
  EXPECT_EQ(*login_key(" 小王 "), "小王");
  EXPECT_EQ(*login_key("ＷＡＮＧ.Li"), "wang.li");
  EXPECT_EQ(*login_key("王麗"), *login_key("王丽"));
  EXPECT_EQ(*login_key("a@b.cn"), "a@b.cn");
  for (const char* bad : {"", "a", "a b", "店:小王", "a\tb", "<b>", "\xff\xfe"})
    EXPECT_FALSE(login_key(bad)) << bad;
  EXPECT_FALSE(login_key(std::string(65, 'a')));
  EXPECT_TRUE(login_key(std::string(64, 'a')));
}

TEST(Passwords, AreLongAndUncommon) {
  EXPECT_TRUE(check_password("correct horse", "小王"));
  EXPECT_TRUE(check_password("掉针的毛衣可以补好吗", "小王"));
  const std::pair<std::string, std::string_view> rows[] = {
      {"short", "account.password_short"},
      {"掉针的毛衣", "account.password_short"},
      {"1234567890", "account.password_common"},
      {"１２３４５６７８９０", "account.password_common"},
      {"zzzzzzzzzzz", "account.password_common"},
      {"abcabcabcabc", "account.password_common"},
      {"abcdefghijk", "account.password_common"},
      {"Password123", "account.password_common"},
      {"woaini1314", "account.password_common"},
      {"xiaowang.li", "account.password_common"},
      {std::string(129, 'x'), "account.password_long"}};
  for (const auto& [password, code] : rows) {
    const auto checked = check_password(password, "xiaowang.li");
    ASSERT_FALSE(checked) << password;
    EXPECT_EQ(checked.error().code, code) << password;
  }
}

TEST(Sessions, EndIdleAndInTheEnd) {
  const Instant start{1'800'000'000'000};
  EXPECT_TRUE(session_alive(start, start, start + hours(11)));
  EXPECT_FALSE(session_alive(start, start, start + hours(12)));
  EXPECT_TRUE(session_alive(start, start + days(13), start + days(13) + hours(11)));
  EXPECT_FALSE(session_alive(start, start + days(14), start + days(14)));
  EXPECT_FALSE(worth_noting(start, start + seconds(59)));
  EXPECT_TRUE(worth_noting(start, start + minutes(1)));
}

TEST(Throttle, GrowsForgivesAndNeverLocksForGood) {
  Instant now{1'800'000'000'000};
  Tries tries;
  for (int i = 0; i < 4; ++i) tries = after_failure(tries, now);
  EXPECT_LE(next_try(TrySubject::pair, tries), now) << "the first five are free";
  std::int64_t last_wait = 0;
  for (int i = 0; i < 40; ++i) {
    tries = after_failure(tries, now);
    const std::int64_t wait = (next_try(TrySubject::pair, tries) - now).ms;
    EXPECT_GE(wait, last_wait);
    EXPECT_LE(wait, minutes(15).ms);
    last_wait = wait;
  }
  EXPECT_EQ(last_wait, minutes(15).ms);
  tries.failures = 1'000'000;
  EXPECT_EQ(next_try(TrySubject::pair, tries), now + minutes(15));
  now = now + days(1);
  EXPECT_EQ(after_failure(tries, now).failures, 1);
  EXPECT_LE(next_try(TrySubject::address, Tries{59, now, {}}), now);
  EXPECT_GT(next_try(TrySubject::address, Tries{60, now, {}}), now);
  EXPECT_TRUE(known_pair({0, {}, now - days(89)}, now));
  EXPECT_FALSE(known_pair({0, {}, now - days(90)}, now));
  EXPECT_FALSE(known_pair({}, now));
}

TEST(Throttle, CountsOneHouseholdAsOneAddress) {
  EXPECT_EQ(address_block("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(address_block("::ffff:203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(address_block("2001:db8:1:2:3:4:5:6"), address_block("2001:db8:1:2::9"));
  EXPECT_NE(address_block("2001:db8:1:2::9"), address_block("2001:db8:1:3::9"));
  EXPECT_EQ(address_block("2001:db8::1"), address_block("2001:db8::2"));
  for (const char* odd : {"", ":", "::", "::1", ":::::", "1:2"})
    EXPECT_FALSE(address_block(odd).size() > 40) << odd;
}

// Whoever does what, in any order: the shop keeps an owner who can sign in.
TEST(Accounts, AShopKeepsAnOwner) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::map<int, AccountState> people{
        {0, {Role::owner, false}}, {1, {Role::lead, false}}, {2, {Role::agent, false}}};
    for (int step = 0; step < 60; ++step) {
      const int by = static_cast<int>(random() % 3);
      const int whom = static_cast<int>(random() % 3);
      const AccountState after{static_cast<Role>(random() % 5), random() % 2 == 0};
      std::int64_t owners = 0;
      for (const auto& [id, state] : people) owners += state.role == Role::owner && !state.disabled ? 1 : 0;
      ASSERT_GE(owners, 1);
      if (people[by].disabled) continue;
      const auto allowed = may_change_account(people[by].role, by == whom, people[whom], after, owners);
      if (!allowed) continue;
      EXPECT_TRUE(people[by].role == Role::owner ||
                  (people[whom].role != Role::owner && after.role != Role::owner));
      people[whom] = after;
    }
  }
}

TEST(Accounts, NobodyRaisesOrDisablesThemselves) {
  EXPECT_EQ(may_change_account(Role::lead, true, {Role::lead, false}, {Role::agent, false}, 1).error().code,
            "account.self");
  EXPECT_EQ(may_change_account(Role::lead, true, {Role::lead, false}, {Role::owner, false}, 1).error().code,
            "account.owner_only");
  EXPECT_EQ(may_change_account(Role::owner, true, {Role::owner, false}, {Role::owner, true}, 2).error().code,
            "account.self");
  EXPECT_TRUE(may_change_account(Role::owner, false, {Role::owner, false}, {Role::agent, false}, 2));
}

TEST(Tokens, CarryNoMoreThanTheirMaker) {
  const PermissionSet lead = permissions_of(Role::lead);
  EXPECT_TRUE(check_scopes(PermissionSet{}.with(Permission::case_read), lead));
  EXPECT_EQ(check_scopes(PermissionSet{}, lead).error().code, "token.no_scopes");
  EXPECT_EQ(check_scopes(PermissionSet{}.with(Permission::settings_write), lead).error().code,
            "token.scope_too_wide");
  for (const Permission never : {Permission::account_write, Permission::token_write}) {
    EXPECT_FALSE(check_scopes(PermissionSet{}.with(never), PermissionSet::all())) << name(never);
  }
}

}  // namespace
}  // namespace shouhou::domain
