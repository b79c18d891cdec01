// ports::Accounts over one session of either engine.
#pragma once

#include "ports/accounts.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class StoredAccounts final : public ports::Accounts {
 public:
  explicit StoredAccounts(Session& session) : session_(session) {}

  // accounts.cpp
  void add_shop(const ports::Shop& shop, std::string_view wrapped_key) override;
  void change_shop(const ports::Shop& shop) override;
  std::optional<ports::Shop> shop(ShopId shop) override;
  std::vector<ports::Shop> shops(ShopId after, int limit) override;
  std::optional<std::string> wrapped_key(ShopId shop) override;
  void set_wrapped_key(ShopId shop, std::string_view wrapped) override;
  Result<void> add(const ports::Account& account) override;
  Result<void> change(const ports::Account& account) override;
  std::optional<ports::Account> account(ShopId shop, AccountId id) override;
  std::vector<ports::Account> accounts_named(std::string_view login_key) override;
  std::vector<ports::Account> accounts(ShopId shop, AccountId after, int limit) override;
  std::int64_t active_owners(ShopId shop) override;
  void note_login(ShopId shop, AccountId id, Instant at) override;
  bool use_totp_step(ShopId shop, AccountId id, std::int64_t step) override;
  void set_recovery_codes(ShopId shop, AccountId id, const std::vector<std::string>& hashes) override;
  bool use_recovery_code(ShopId shop, AccountId id, std::string_view hash, Instant at) override;
  std::int64_t recovery_codes_left(ShopId shop, AccountId id) override;

  // access.cpp
  void add_session(const ports::LoginSession& login) override;
  std::optional<ports::LoginSession> session(ShopId shop, std::string_view token_hash) override;
  std::vector<ports::LoginSession> sessions(ShopId shop, AccountId account) override;
  void note_session(ShopId shop, SessionId id, Instant last_seen) override;
  bool end_session(ShopId shop, AccountId account, SessionId id) override;
  std::int64_t end_sessions(ShopId shop, AccountId account, SessionId kept) override;
  std::int64_t drop_sessions(ShopId shop, Instant created_before, Instant last_seen_before) override;
  void add_link(const ports::Link& link) override;
  std::optional<ports::Link> link(ShopId shop, std::string_view token_hash) override;
  bool use_link(ShopId shop, LinkId id, Instant at) override;
  std::vector<ports::Link> open_links(ShopId shop, Instant now) override;
  bool drop_link(ShopId shop, LinkId id) override;
  void drop_owner_links(ShopId shop) override;
  void drop_reset_links(ShopId shop, AccountId account) override;
  void add_token(const ports::ApiToken& token) override;
  std::optional<ports::ApiToken> token(ShopId shop, std::string_view token_hash) override;
  std::optional<ports::ApiToken> token(ShopId shop, TokenId id) override;
  std::vector<ports::ApiToken> tokens(ShopId shop, AccountId account) override;
  void note_token(ShopId shop, TokenId id, Instant last_used) override;
  bool revoke_token(ShopId shop, TokenId id, Instant at) override;
  std::int64_t revoke_tokens(ShopId shop, AccountId account, Instant at) override;
  domain::Tries tries(std::string_view subject) override;
  void set_tries(std::string_view subject, const domain::Tries& tries) override;
  std::int64_t drop_tries(Instant last_failed_before, Instant last_succeeded_before) override;

  // audit_and_settings.cpp
  ports::AuditHead audit_head(ShopId shop, bool lock) override;
  void add_audit(const ports::AuditRow& row) override;
  std::vector<ports::AuditRow> audit_before(ShopId shop, const ports::AuditFilter& filter,
                                            std::int64_t before, int limit) override;
  std::vector<ports::AuditRow> audit_after(ShopId shop, std::int64_t after, int limit) override;
  std::optional<ports::Setting> setting(ShopId shop, std::string_view key) override;
  std::vector<ports::Setting> settings(ShopId shop) override;
  std::vector<ports::Setting> setting_history(ShopId shop, std::string_view key, std::int64_t before,
                                              int limit) override;
  Result<void> add_setting(const ports::Setting& setting) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
