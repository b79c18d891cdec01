#include "app/second_factor.h"

#include <algorithm>

#include "app/audit.h"
#include "app/settings.h"
#include "base/crypto.h"
#include "base/crypto_totp.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "ports/personal_vault.h"

namespace shouhou::app {
namespace {

constexpr std::string_view sealed_as = "account.totp";
constexpr int recovery_code_count = 10;

tl::unexpected<Error> wrong_code() {
  return invalid("factor.wrong_code", "code",
                 {"动态码不正确或已用过", "The code is wrong or was used already"});
}

Result<ports::Account> own_account(ports::ReadUnit& unit, const ports::Actor& actor) {
  auto account = unit.accounts().account(actor.shop, actor.account);
  if (account) return *std::move(account);
  return fail(ErrorKind::forbidden, "factor.no_person",
              {"只有员工账号可以设置动态码", "Only a person's account has a second factor"});
}

// Digits and letters only, upper case: people type codes with blanks and dashes.
std::string folded(std::string_view code) {
  std::string plain;
  for (const char c : utf8::to_half_width(code.substr(0, 200))) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) plain += c;
    if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
  }
  return plain;
}

// Eighty random bits each: a plain hash is enough.
std::string recovery_hash(const ports::Account& account, std::string_view plain) {
  return crypto::sha256("recovery:" + account.shop.str() + ":" + account.id.str() + ":" + std::string(plain));
}

RecoveryCodes new_recovery_codes(ports::Unit& unit, const ports::Account& account) {
  RecoveryCodes made;
  std::vector<std::string> hashes;
  for (int i = 0; i < recovery_code_count; ++i) {
    const std::string plain = to_base32(crypto::random_bytes(10));
    hashes.push_back(recovery_hash(account, plain));
    made.codes.push_back(plain.substr(0, 4) + "-" + plain.substr(4, 4) + "-" + plain.substr(8, 4) + "-" +
                         plain.substr(12));
  }
  unit.accounts().set_recovery_codes(account.shop, account.id, hashes);
  return made;
}

bool use_totp(ports::Unit& unit, const ports::Account& account, std::string_view code) {
  const auto secret = unit.vault().open(account.shop, sealed_as, account.totp_secret);
  if (!secret || secret->empty()) return false;
  const auto step = crypto::totp_accept(*secret, code, unit.now(), account.totp_last_step);
  return step && unit.accounts().use_totp_step(account.shop, account.id, *step);
}

std::string guess_subject(const ports::Actor& actor) {
  return crypto::sha256("guess:" + actor.shop.str() + ":" + actor.account.str());
}

}  // namespace

std::optional<std::string> use_second_factor(ports::Unit& unit, const ports::Account& account,
                                             std::string_view code) {
  const std::string plain = folded(code);
  if (plain.size() == 6) {
    if (use_totp(unit, account, plain)) return "totp";
    return std::nullopt;
  }
  if (unit.accounts().use_recovery_code(account.shop, account.id, recovery_hash(account, plain),
                                        unit.now())) {
    return "recovery";
  }
  return std::nullopt;
}

Result<SecondFactorView> second_factor(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_ASSIGN(const ports::Account account, own_account(unit, actor));
  return SecondFactorView{account.totp_confirmed, second_factor_required(unit, actor.shop),
                          unit.accounts().recovery_codes_left(actor.shop, actor.account)};
}

Result<SecondFactorSecret> start_second_factor(ports::Unit& unit, const ports::Actor& actor) {
  SHOUHOU_ASSIGN(ports::Account account, own_account(unit, actor));
  if (account.totp_confirmed) {
    return fail(ErrorKind::conflict, "factor.active",
                {"动态码已启用，请先停用", "A second factor is active; turn it off first"});
  }
  const std::string secret = crypto::new_totp_secret();
  account.totp_secret = unit.vault().seal(actor.shop, sealed_as, secret);
  SHOUHOU_TRY(unit.accounts().change(account));
  const auto shop = unit.accounts().shop(actor.shop);
  return SecondFactorSecret{to_base32(secret),
                            crypto::totp_uri(secret, shop ? shop->name : "Shouhou", account.login)};
}

Result<RecoveryCodes> confirm_second_factor(ports::Unit& unit, const ports::Actor& actor,
                                            const FactorCode& command) {
  SHOUHOU_ASSIGN(ports::Account account, own_account(unit, actor));
  if (account.totp_confirmed) {
    return fail(ErrorKind::conflict, "factor.active", {"动态码已启用", "A second factor is active already"});
  }
  if (account.totp_secret.empty()) {
    return fail(ErrorKind::conflict, "factor.not_started",
                {"请先获取密钥并添加到验证器", "First get a secret into the authenticator app"});
  }
  if (!use_totp(unit, account, folded(command.code))) return wrong_code();
  account.totp_confirmed = true;
  SHOUHOU_TRY(unit.accounts().change(account));
  unit.accounts().end_sessions(actor.shop, actor.account, actor.session);
  forgive_guesses(unit, actor);
  audit(unit, actor, {"factor.confirmed", "account:" + account.id.str()});
  return new_recovery_codes(unit, account);
}

Result<void> drop_second_factor(ports::Unit& unit, const ports::Actor& actor, const FactorCode& command) {
  SHOUHOU_ASSIGN(ports::Account account, own_account(unit, actor));
  if (!account.totp_confirmed) {
    return fail(ErrorKind::conflict, "factor.not_active", {"动态码未启用", "No second factor is active"});
  }
  if (second_factor_required(unit, actor.shop)) {
    return fail(ErrorKind::conflict, "factor.required",
                {"本店要求使用动态码，不能停用", "This shop requires a second factor"});
  }
  if (!use_second_factor(unit, account, command.code)) return wrong_code();
  account.totp_confirmed = false;
  account.totp_secret.clear();
  SHOUHOU_TRY(unit.accounts().change(account));
  unit.accounts().set_recovery_codes(actor.shop, actor.account, {});
  forgive_guesses(unit, actor);
  audit(unit, actor, {"factor.dropped", "account:" + account.id.str()});
  return {};
}

Result<RecoveryCodes> renew_recovery_codes(ports::Unit& unit, const ports::Actor& actor,
                                           const FactorCode& command) {
  SHOUHOU_ASSIGN(const ports::Account account, own_account(unit, actor));
  if (!account.totp_confirmed) {
    return fail(ErrorKind::conflict, "factor.not_active", {"动态码未启用", "No second factor is active"});
  }
  if (!use_second_factor(unit, account, command.code)) return wrong_code();
  forgive_guesses(unit, actor);
  audit(unit, actor, {"factor.recovery_renewed", "account:" + account.id.str()});
  return new_recovery_codes(unit, account);
}

Result<void> count_guess(ports::Unit& unit, const ports::Actor& actor) {
  const std::string key = guess_subject(actor);
  const domain::Tries tries = unit.accounts().tries(key);
  if (unit.now() < domain::next_try(domain::TrySubject::pair, tries)) {
    return fail(ErrorKind::limited, "session.too_many_tries",
                {"尝试次数过多，请稍后再试", "Too many tries; wait a little"});
  }
  unit.accounts().set_tries(key, domain::after_failure(tries, unit.now()));
  return {};
}

void forgive_guesses(ports::Unit& unit, const ports::Actor& actor) {
  unit.accounts().set_tries(guess_subject(actor), {});
}

}  // namespace shouhou::app
