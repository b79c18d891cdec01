#include "domain/accounts.h"

#include <algorithm>

#include "base/normal_text.h"
#include "base/utf8.h"

namespace shouhou::domain {
namespace {

// The passwords seen most in leaks of Chinese and international sites, as far as they are long enough to pass
// the length rule or become so by repetition. Compared in normal form.
constexpr std::array<std::string_view, 44> common_passwords{
    "1234567890",    "12345678910", "0123456789",   "0987654321",    "1111111111",    "0000000000",
    "8888888888",    "6666666666",  "123456789a",   "a123456789",    "123456789q",    "1qaz2wsx3edc",
    "qwertyuiop",    "qwertyuiop1", "1q2w3e4r5t",   "q1w2e3r4t5",    "password123",   "password1234",
    "passw0rd123",   "woaini1314",  "woaini520",    "woaini1314520", "5201314520",    "1314520520",
    "5201314woaini", "1234554321",  "1122334455",   "12345qwert",    "qwert12345",    "abc123456789",
    "abcd123456",    "abcd1234567", "asdfghjkl1",   "zxcvbnm123",    "administrator", "admin12345",
    "admin123456",   "taobao1234",  "taobao123456", "shouhou123",    "shouhou1234",   "xiaomi1234",
    "iloveyou123",   "wangwang123"};

bool is_run(std::string_view text) {
  bool same = true;
  bool up = true;
  bool down = true;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    same = same && step == 0;
    up = up && step == 1;
    down = down && step == -1;
  }
  return same || up || down;
}

// "abcabcabcabc": one short piece again and again.
bool is_repetition(std::string_view text) {
  for (std::size_t piece = 1; piece <= 3; ++piece) {
    bool repeats = text.size() > piece;
    for (std::size_t i = piece; repeats && i < text.size(); ++i) repeats = text[i] == text[i - piece];
    if (repeats) return true;
  }
  return false;
}

bool allowed_in_login(char c) {
  const auto byte = static_cast<unsigned char>(c);
  constexpr std::string_view marks = "._-+@";
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

std::int64_t free_tries(TrySubject subject) {
  switch (subject) {
    case TrySubject::pair:
      return 5;
    case TrySubject::login:
      return 20;
    case TrySubject::address:
      return 60;  // a whole office may sign in through one address
  }
  return 5;
}

constexpr Span longest_wait = minutes(15);
constexpr Span forgiven_after = hours(24);

}  // namespace

Result<std::string> login_key(std::string_view login) {
  const auto malformed = [] {
    return invalid("account.login_malformed", "login",
                   {"登录名须为 2 至 64 个字符，只能包含文字、数字和 . _ - + @",
                    "A login name has 2 to 64 characters: letters, digits and . _ - + @"});
  };
  if (login.size() > 256 || !utf8::valid(login)) return malformed();
  const std::string key = normal_text(utf8::trim(login));
  const std::size_t length = utf8::length(key);
  if (length < 2 || length > 64 || !std::all_of(key.begin(), key.end(), allowed_in_login)) return malformed();
  return key;
}

Result<void> check_password(std::string_view password, std::string_view login) {
  const std::size_t length = utf8::length(password);
  if (length < 10) {
    return invalid("account.password_short", "password",
                   {"密码至少 10 个字符", "A password has at least 10 characters"});
  }
  if (length > 128 || password.size() > 512) {
    return invalid("account.password_long", "password",
                   {"密码最多 128 个字符", "A password has at most 128 characters"});
  }
  const std::string folded = normal_text(password);
  const auto key = login_key(login);
  const bool common =
      std::find(common_passwords.begin(), common_passwords.end(), folded) != common_passwords.end() ||
      is_run(folded) || is_repetition(folded) || (key && folded == *key);
  if (common) {
    return invalid(
        "account.password_common", "password",
        {"这个密码太常见，容易被猜到，请换一个", "This password is too easy to guess; choose another"});
  }
  return {};
}

bool session_alive(Instant created, Instant last_seen, Instant now, SessionLimits limits) {
  return now < created + limits.absolute && now < last_seen + limits.idle;
}

bool worth_noting(Instant last_noted, Instant now) {
  return now - last_noted >= minutes(1);
}

Instant next_try(TrySubject subject, const Tries& tries) {
  const std::int64_t over = tries.failures - free_tries(subject);
  if (over < 0) return {};
  const Span wait = over >= 10 ? longest_wait : std::min(longest_wait, seconds(std::int64_t{1} << over));
  return tries.last_failed + wait;
}

Tries after_failure(Tries tries, Instant now) {
  if (now - tries.last_failed >= forgiven_after) tries.failures = 0;
  tries.failures = std::min<std::int64_t>(tries.failures + 1, 1'000'000);
  tries.last_failed = now;
  return tries;
}

bool known_pair(const Tries& pair, Instant now) {
  return pair.last_succeeded && now - *pair.last_succeeded < days(90);
}

std::string address_block(std::string_view address) {
  if (address.find(':') == std::string_view::npos) return std::string(address);
  if (address.starts_with("::ffff:") && address.find('.') != std::string_view::npos) {
    return std::string(address.substr(7));
  }
  // The first four groups; "::" stands for as many zero groups as are missing.
  std::string block;
  int groups = 0;
  for (std::size_t at = 0; groups < 4 && at <= address.size();) {
    const std::size_t end = std::min(address.find(':', at), address.size());
    const std::string_view group = address.substr(at, end - at);
    if (group.empty()) break;
    block += group;
    block += ':';
    ++groups;
    at = end + 1;
  }
  return block + ":/64";
}

Result<void> may_change_account(Role by, bool self, const AccountState& before, const AccountState& after,
                                std::int64_t owners) {
  const bool touches_owner = before.role == Role::owner || after.role == Role::owner;
  if (touches_owner && by != Role::owner) {
    return fail(ErrorKind::forbidden, "account.owner_only",
                {"只有店主可以更改店主账号", "Only an owner changes an owner"});
  }
  const bool was_owner = before.role == Role::owner && !before.disabled;
  const bool stays_owner = after.role == Role::owner && !after.disabled;
  if (was_owner && !stays_owner && owners <= 1) {
    return fail(ErrorKind::conflict, "account.last_owner",
                {"店铺至少要保留一位可用的店主", "A shop keeps at least one owner"});
  }
  if (self && (before.role != after.role || after.disabled)) {
    return fail(ErrorKind::conflict, "account.self",
                {"不能更改自己的角色或停用自己", "Nobody changes their own role or disables themselves"});
  }
  return {};
}

PermissionSet token_limit() {
  PermissionSet limit;
  for (unsigned i = 0; i < static_cast<unsigned>(Permission::count_); ++i) {
    const auto permission = static_cast<Permission>(i);
    if (permission != Permission::account_write && permission != Permission::token_write) {
      limit = limit.with(permission);
    }
  }
  return limit;
}

Result<void> check_scopes(PermissionSet scopes, PermissionSet maker) {
  if (scopes == PermissionSet{}) {
    return invalid("token.no_scopes", "scopes", {"请至少选择一项权限", "Choose at least one scope"});
  }
  const PermissionSet allowed = maker.both(token_limit());
  for (unsigned i = 0; i < static_cast<unsigned>(Permission::count_); ++i) {
    const auto permission = static_cast<Permission>(i);
    if (scopes.has(permission) && !allowed.has(permission)) {
      const std::string scope(name(permission));
      return invalid("token.scope_too_wide", "scopes",
                     {"令牌不能拥有权限 " + scope, "A token cannot have the scope " + scope});
    }
  }
  return {};
}

}  // namespace shouhou::domain
