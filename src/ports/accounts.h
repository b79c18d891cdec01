// People, their sessions and tokens, the shop's settings and the audit log, as the store keeps them. Rules
// are in domain/accounts.h; tokens and passwords arrive here as hashes only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/text.h"
#include "domain/accounts.h"
#include "domain/permissions.h"

namespace shouhou::ports {

struct Shop {
  ShopId id;
  std::string name;
  std::string zone;  // "Asia/Shanghai": where its days begin
  Instant created;
};

struct Account {
  ShopId shop;
  AccountId id;
  std::string login;      // as the person writes it
  std::string login_key;  // domain::login_key, unique in the shop
  std::string name;       // as shown to colleagues
  domain::Role role = domain::Role::viewer;
  Language language = Language::zh;
  std::string password_hash;        // empty: cannot sign in with a password yet
  bool password_temporary = false;  // must be changed at the next sign-in
  Instant password_changed;
  std::string totp_secret;  // sealed by the vault ("account.totp"); empty: none
  bool totp_confirmed = false;
  std::int64_t totp_last_step = 0;  // the newest code used
  std::optional<Instant> disabled;
  std::optional<Instant> last_login;
  Instant created;
  AccountId created_by;
  std::int64_t version = 1;  // grows with every change of what an owner manages
};

// Somebody signed in with a browser.
struct LoginSession {
  ShopId shop;
  SessionId id;
  AccountId account;
  std::string token_hash;
  Instant created;
  Instant last_seen;
  std::string address;
  std::string user_agent;
};

enum class LinkKind { owner, invitation, reset };

// A link that works once: for the first owner, for a colleague to join, for a forgotten password.
struct Link {
  ShopId shop;
  LinkId id;
  LinkKind kind = LinkKind::invitation;
  std::string token_hash;
  domain::Role role = domain::Role::viewer;  // of whom it makes
  AccountId account;                         // whose password it resets
  std::string note;                          // whom it was meant for
  Instant created;
  AccountId created_by;
  Instant expires;
  std::optional<Instant> used;
};

struct ApiToken {
  ShopId shop;
  TokenId id;
  AccountId account;
  std::string token_hash;
  std::string name;
  std::string start;  // the first characters, to tell tokens apart
  domain::PermissionSet scopes;
  Instant created;
  std::optional<Instant> expires;
  std::optional<Instant> last_used;  // to the minute
  std::optional<Instant> revoked;
};

struct AuditRow {
  ShopId shop;
  std::int64_t number = 0;  // 1, 2, 3 … in the shop, without gaps
  Instant at;
  AccountId account;  // none for the system and for whoever is not signed in
  std::string actor;
  std::string act;      // "session.opened", "personal.looked", …
  std::string subject;  // "buyer:42", "account:7", …
  std::string detail;   // a JSON object, never personal data
  std::string address;
  std::string previous_hash;
  std::string hash;
};

// Where the chain stands: the newest row's number and hash; 0 and empty before the first.
struct AuditHead {
  std::int64_t number = 0;
  std::string hash;
};

struct AuditFilter {
  std::string act;      // this act, or all acts of a noun: "session."
  AccountId account;    // none: everybody
  std::string subject;  // empty: all
  std::optional<Instant> from, until;
};

struct Setting {
  ShopId shop;
  std::string key;
  std::int64_t version = 1;
  std::string value;  // JSON
  Instant at;
  AccountId account;
  std::string actor;
  std::string why;
};

class Accounts {
 public:
  virtual ~Accounts() = default;

  // Shops. `wrapped_key` is the shop's data key, wrapped by a master key: PersonalVault::new_shop_key.
  virtual void add_shop(const Shop&, std::string_view wrapped_key) = 0;
  virtual void change_shop(const Shop&) = 0;
  virtual std::optional<Shop> shop(ShopId) = 0;
  // In the order they were made.
  virtual std::vector<Shop> shops(ShopId after, int limit) = 0;
  virtual std::optional<std::string> wrapped_key(ShopId) = 0;
  virtual void set_wrapped_key(ShopId, std::string_view wrapped) = 0;

  // Accounts. add: store.duplicate where the login name is taken. change: account.stale where somebody
  // changed it meanwhile (compares and raises `version`).
  virtual Result<void> add(const Account&) = 0;
  virtual Result<void> change(const Account&) = 0;
  virtual std::optional<Account> account(ShopId, AccountId) = 0;
  // Whoever signs in with this name, in all shops; at most eight.
  virtual std::vector<Account> accounts_named(std::string_view login_key) = 0;
  // In the order they were made.
  virtual std::vector<Account> accounts(ShopId, AccountId after, int limit) = 0;
  virtual std::int64_t active_owners(ShopId) = 0;
  virtual void note_login(ShopId, AccountId, Instant) = 0;
  // Uses up a code's step; false where it or a later one was used already.
  virtual bool use_totp_step(ShopId, AccountId, std::int64_t step) = 0;

  // Recovery codes, hashed.
  virtual void set_recovery_codes(ShopId, AccountId, const std::vector<std::string>& hashes) = 0;
  virtual bool use_recovery_code(ShopId, AccountId, std::string_view hash, Instant) = 0;
  virtual std::int64_t recovery_codes_left(ShopId, AccountId) = 0;

  // Sessions.
  virtual void add_session(const LoginSession&) = 0;
  virtual std::optional<LoginSession> session(ShopId, std::string_view token_hash) = 0;
  virtual std::vector<LoginSession> sessions(ShopId, AccountId) = 0;
  virtual void note_session(ShopId, SessionId, Instant last_seen) = 0;
  virtual bool end_session(ShopId, AccountId, SessionId) = 0;
  // All of the account but `kept`; how many.
  virtual std::int64_t end_sessions(ShopId, AccountId, SessionId kept) = 0;
  // Those created or last seen before; how many.
  virtual std::int64_t drop_sessions(ShopId, Instant created_before, Instant last_seen_before) = 0;

  // One-time links.
  virtual void add_link(const Link&) = 0;
  virtual std::optional<Link> link(ShopId, std::string_view token_hash) = 0;
  // Uses it up; false where it was used already.
  virtual bool use_link(ShopId, LinkId, Instant) = 0;
  virtual std::vector<Link> open_links(ShopId, Instant now) = 0;
  virtual bool drop_link(ShopId, LinkId) = 0;
  // Unused owner links, unused reset links of an account: a new one replaces the old.
  virtual void drop_owner_links(ShopId) = 0;
  virtual void drop_reset_links(ShopId, AccountId) = 0;

  // API tokens.
  virtual void add_token(const ApiToken&) = 0;
  virtual std::optional<ApiToken> token(ShopId, std::string_view token_hash) = 0;
  // Of one account, or of all where none is given; newest first, revoked ones too.
  virtual std::vector<ApiToken> tokens(ShopId, AccountId) = 0;
  virtual std::optional<ApiToken> token(ShopId, TokenId) = 0;
  virtual void note_token(ShopId, TokenId, Instant last_used) = 0;
  virtual bool revoke_token(ShopId, TokenId, Instant) = 0;
  virtual std::int64_t revoke_tokens(ShopId, AccountId, Instant) = 0;

  // Login tries, over all shops. `subject` is a hash; see app/log_in.cpp. Reading holds the row until the
  // commit (write units only).
  virtual domain::Tries tries(std::string_view subject) = 0;
  virtual void set_tries(std::string_view subject, const domain::Tries&) = 0;
  virtual std::int64_t drop_tries(Instant last_failed_before, Instant last_succeeded_before) = 0;

  // Audit log. `lock` keeps other writers of the chain away until the commit (write units only).
  virtual AuditHead audit_head(ShopId, bool lock) = 0;
  // Adds the row and moves the head.
  virtual void add_audit(const AuditRow&) = 0;
  // Newest first, numbers below `before` (0: from the newest).
  virtual std::vector<AuditRow> audit_before(ShopId, const AuditFilter&, std::int64_t before, int limit) = 0;
  // Oldest first, numbers above `after`.
  virtual std::vector<AuditRow> audit_after(ShopId, std::int64_t after, int limit) = 0;

  // Settings: every version is kept.
  virtual std::optional<Setting> setting(ShopId, std::string_view key) = 0;
  virtual std::vector<Setting> settings(ShopId) = 0;
  virtual std::vector<Setting> setting_history(ShopId, std::string_view key, std::int64_t before,
                                               int limit) = 0;
  // store.duplicate where somebody stored this version meanwhile.
  virtual Result<void> add_setting(const Setting&) = 0;
};

}  // namespace shouhou::ports
