// The second factor: a code of an authenticator app (RFC 6238), or one of ten recovery codes for the day the
// phone is gone.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct SecondFactorView {
  bool active = false;
  bool shop_requires = false;
  std::int64_t recovery_codes_left = 0;
};
BOOST_DESCRIBE_STRUCT(SecondFactorView, (), (active, shop_requires, recovery_codes_left))
Result<SecondFactorView> second_factor(ports::ReadUnit& unit, const ports::Actor& actor);

struct SecondFactorSecret {
  std::string secret;  // base32, to be typed
  std::string uri;     // otpauth://…, for a QR code
};
BOOST_DESCRIBE_STRUCT(SecondFactorSecret, (), (secret, uri))
// A new secret; it counts once a code proved that the app has it. Errors: factor.active (drop it first).
Result<SecondFactorSecret> start_second_factor(ports::Unit& unit, const ports::Actor& actor);

struct FactorCode {
  std::string code;
  static constexpr std::array required{"code"};
};
BOOST_DESCRIBE_STRUCT(FactorCode, (), (code))
struct RecoveryCodes {
  std::vector<std::string> codes;  // shown once
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (codes))
// All other sessions of the account end. Errors: factor.not_started, factor.active, factor.wrong_code.
Result<RecoveryCodes> confirm_second_factor(ports::Unit& unit, const ports::Actor& actor,
                                            const FactorCode& command);
// Errors: factor.not_active, factor.wrong_code, factor.required.
Result<void> drop_second_factor(ports::Unit& unit, const ports::Actor& actor, const FactorCode& command);
// Replaces all ten. Errors: factor.not_active, factor.wrong_code.
Result<RecoveryCodes> renew_recovery_codes(ports::Unit& unit, const ports::Actor& actor,
                                           const FactorCode& command);

// Uses up a code: "totp" or "recovery"; nothing for a wrong or used one.
std::optional<std::string> use_second_factor(ports::Unit& unit, const ports::Account& account,
                                             std::string_view code);

// Counts a guess at the signed-in person's own code or password before it is looked at; the caller commits
// it, then tries, then forgives on success. Errors: session.too_many_tries.
Result<void> count_guess(ports::Unit& unit, const ports::Actor& actor);
void forgive_guesses(ports::Unit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
