// Signing in, in two writes with the slow part between them: begin_login counts the try and finds the hash,
// the password workers compare, finish_login opens the session or notes the failure. The try is counted
// before the password is looked at, so a thousand tries at once count as a thousand.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct LogIn {
  std::string login;  // "小王"; "毛衣店:小王" where the name exists in several shops
  std::string password;
  std::optional<std::string> code;  // of the authenticator app, or a recovery code
  static constexpr std::array required{"login", "password"};
};
BOOST_DESCRIBE_STRUCT(LogIn, (), (login, password, code))

// Where a login comes from.
struct Origin {
  std::string address;
  std::string user_agent;
  std::string replaces;  // the session cookie the browser already has; its session ends
};

struct LoginPlan {
  ShopId shop;        // none: nobody of that name
  AccountId account;  // none: nobody of that name, or disabled, or without a password
  std::string hash;   // to compare with; a hash of nothing where there is no account, to take the same time
  std::string by_pair, by_login, by_address;  // under which the try was counted
};

// Errors: session.too_many_tries (limited).
Result<LoginPlan> begin_login(ports::Unit& unit, const LogIn& command, const Origin& origin);

enum class LoginOutcome { signed_in, wrong, code_needed, wrong_code };

struct LoggedIn {
  LoginOutcome outcome = LoginOutcome::wrong;
  std::string token;  // for the cookie; only when signed in
};

// What the password workers found out. `new_hash` where the stored one was made at another cost.
struct PasswordVerdict {
  bool matches = false;
  std::string new_hash;
};

Result<LoggedIn> finish_login(ports::Unit& unit, const LoginPlan& plan, const LogIn& command,
                              const Origin& origin, const PasswordVerdict& verdict);

// The error a client gets; the same words for a wrong name, a wrong password and a disabled account.
Error login_error(LoginOutcome outcome);

// Opens a session for whoever just proved who they are by other means (a one-time link). The cookie's value.
std::string open_session(ports::Unit& unit, const ports::Account& account, const Origin& origin,
                         std::string_view proof);

// Ends the actor's own session.
Result<void> log_out(ports::Unit& unit, const ports::Actor& actor);

struct SessionView {
  SessionId id;
  Instant created;
  Instant last_seen;
  std::string address;
  std::string user_agent;
  bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (id, created, last_seen, address, user_agent, current))

struct SessionList {
  std::vector<SessionView> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))
// Of the actor's own account.
Result<SessionList> list_sessions(ports::ReadUnit& unit, const ports::Actor& actor);
struct EndSession {
  SessionId id;
};
BOOST_DESCRIBE_STRUCT(EndSession, (), (id))
// Errors: session.not_found.
Result<void> end_session(ports::Unit& unit, const ports::Actor& actor, const EndSession& command);
// All but the current one.
struct SessionsEnded {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(SessionsEnded, (), (count))
Result<SessionsEnded> end_other_sessions(ports::Unit& unit, const ports::Actor& actor);

// Expired sessions and forgiven tries; for an hourly job.
void drop_expired_access(ports::Unit& unit, ShopId shop);

}  // namespace shouhou::app
