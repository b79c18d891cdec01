// Rules about people who work at the desk: names to sign in with, passwords, how long a session lives, how
// failed logins slow down, who may change whom, what an API token may carry. Pure; times come in.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "domain/permissions.h"

namespace shouhou::domain {

// The form in which two spellings of a login name are the same: half width, lower case, simplified.
// 2…64 characters: letters of any script, digits, and . _ - + @. Errors: account.login_malformed.
Result<std::string> login_key(std::string_view login);

// 10…128 characters, at most 512 bytes; not a common one, not one character or a run ("1234567890"), not the
// login name. Length is what counts (NIST SP 800-63B); no rule about kinds of characters.
// Errors: account.password_short, account.password_long, account.password_common.
Result<void> check_password(std::string_view password, std::string_view login);

// ---- sessions

struct SessionLimits {
  Span idle = hours(12);     // a shift with its breaks
  Span absolute = days(14);  // then sign in again, however busy
};
bool session_alive(Instant created, Instant last_seen, Instant now, SessionLimits limits = {});
// Whether "last seen" is old enough to be written again: not on every request.
bool worth_noting(Instant last_noted, Instant now);

inline constexpr Span owner_link_life = hours(24);
inline constexpr Span invitation_life = days(7);
inline constexpr Span reset_link_life = hours(24);

// ---- login throttling

// Failures are counted for the login name tried from one address, for the name from everywhere, and for the
// address. Somebody who signed in from an address before is not held up by what strangers try from elsewhere,
// so nobody can lock the owner out.
enum class TrySubject { pair, login, address };

struct Tries {
  std::int64_t failures = 0;
  Instant last_failed;
  std::optional<Instant> last_succeeded;
};

// The earliest moment of the next try: at once for the first few, then 1, 2, 4 … seconds after the last
// failure, at most fifteen minutes. A day without failure forgives all.
Instant next_try(TrySubject subject, const Tries& tries);
Tries after_failure(Tries tries, Instant now);
// Whether a pair of name and address is known well enough (a success in the last 90 days).
bool known_pair(const Tries& pair, Instant now);

// What counts as one address: IPv4 whole, IPv6 its /64, because one household has so many.
std::string address_block(std::string_view address);

// ---- who may change whom

struct AccountState {
  Role role = Role::viewer;
  bool disabled = false;
};
// `owners` counts the shop's owners who are not disabled. A shop always keeps one; nobody changes their own
// role or disables themselves; only an owner touches an owner.
// Errors: account.last_owner, account.self, account.owner_only.
Result<void> may_change_account(Role by, bool self, const AccountState& before, const AccountState& after,
                                std::int64_t owners);

// ---- API tokens

// What a token can never do, whoever makes it: make accounts or further tokens.
PermissionSet token_limit();
// Errors: token.no_scopes, token.scope_too_wide (names the scope).
Result<void> check_scopes(PermissionSet scopes, PermissionSet maker);

}  // namespace shouhou::domain
