// Sessions, one-time links, API tokens and login tries of StoredAccounts.
#include "store/sql/queries/access.h"

#include <array>

#include "store/repositories/accounts.h"

namespace shouhou::store {
namespace {

namespace queries = sql::access;

constexpr std::array<std::string_view, 3> link_kinds{"owner", "invitation", "reset"};

ports::LinkKind link_kind(std::string_view spelled) {
  if (spelled == "owner") return ports::LinkKind::owner;
  return spelled == "reset" ? ports::LinkKind::reset : ports::LinkKind::invitation;
}

ports::LoginSession read_session(const Row& row) {
  ports::LoginSession login;
  login.shop = row.id<ShopId>(0);
  login.token_hash = std::string(row.bytes(1));
  login.id = row.id<SessionId>(2);
  login.account = row.id<AccountId>(3);
  login.created = row.instant(4);
  login.last_seen = row.instant(5);
  login.address = row.string(6);
  login.user_agent = row.string(7);
  return login;
}

ports::Link read_link(const Row& row) {
  ports::Link link;
  link.shop = row.id<ShopId>(0);
  link.token_hash = std::string(row.bytes(1));
  link.id = row.id<LinkId>(2);
  link.kind = link_kind(row.text(3));
  link.role = domain::role_named(row.text(4)).value_or(domain::Role::viewer);
  link.account = row.id<AccountId>(5);
  link.note = row.string(6);
  link.created = row.instant(7);
  link.created_by = row.id<AccountId>(8);
  link.expires = row.instant(9);
  link.used = row.maybe_instant(10);
  return link;
}

ports::ApiToken read_token(const Row& row) {
  ports::ApiToken token;
  token.shop = row.id<ShopId>(0);
  token.token_hash = std::string(row.bytes(1));
  token.id = row.id<TokenId>(2);
  token.account = row.id<AccountId>(3);
  token.name = row.string(4);
  token.start = row.string(5);
  token.scopes = domain::permissions_spelled(row.text(6));
  token.created = row.instant(7);
  token.expires = row.maybe_instant(8);
  token.last_used = row.maybe_instant(9);
  token.revoked = row.maybe_instant(10);
  return token;
}

}  // namespace

void StoredAccounts::add_session(const ports::LoginSession& login) {
  session_.run(queries::add_session, {{"shop_id", login.shop},
                                      {"token_hash", Bytes{login.token_hash}},
                                      {"session_id", login.id},
                                      {"account_id", login.account},
                                      {"created_at", login.created},
                                      {"last_seen_at", login.last_seen},
                                      {"address", login.address},
                                      {"user_agent", login.user_agent}});
}

std::optional<ports::LoginSession> StoredAccounts::session(ShopId shop, std::string_view token_hash) {
  return session_.one(queries::session, {{"shop_id", shop}, {"token_hash", Bytes{token_hash}}}, read_session);
}

std::vector<ports::LoginSession> StoredAccounts::sessions(ShopId shop, AccountId account) {
  return session_.all(queries::sessions, {{"shop_id", shop}, {"account_id", account}}, read_session);
}

void StoredAccounts::note_session(ShopId shop, SessionId id, Instant last_seen) {
  session_.run(queries::note_session, {{"shop_id", shop}, {"session_id", id}, {"last_seen_at", last_seen}});
}

bool StoredAccounts::end_session(ShopId shop, AccountId account, SessionId id) {
  return session_.run(queries::end_session,
                      {{"shop_id", shop}, {"account_id", account}, {"session_id", id}}) == 1;
}

std::int64_t StoredAccounts::end_sessions(ShopId shop, AccountId account, SessionId kept) {
  return session_.run(queries::end_sessions, {{"shop_id", shop}, {"account_id", account}, {"kept", kept}});
}

std::int64_t StoredAccounts::drop_sessions(ShopId shop, Instant created_before, Instant last_seen_before) {
  return session_.run(
      queries::drop_sessions,
      {{"shop_id", shop}, {"created_before", created_before}, {"last_seen_before", last_seen_before}});
}

void StoredAccounts::add_link(const ports::Link& link) {
  session_.run(queries::add_link, {{"shop_id", link.shop},
                                   {"token_hash", Bytes{link.token_hash}},
                                   {"link_id", link.id},
                                   {"kind", link_kinds[static_cast<std::size_t>(link.kind)]},
                                   {"role", name(link.role)},
                                   {"account_id", link.account},
                                   {"note", link.note},
                                   {"created_at", link.created},
                                   {"created_by", link.created_by},
                                   {"expires_at", link.expires}});
}

std::optional<ports::Link> StoredAccounts::link(ShopId shop, std::string_view token_hash) {
  return session_.one(queries::link, {{"shop_id", shop}, {"token_hash", Bytes{token_hash}}}, read_link);
}

bool StoredAccounts::use_link(ShopId shop, LinkId id, Instant at) {
  return session_.run(queries::use_link, {{"shop_id", shop}, {"link_id", id}, {"at", at}}) == 1;
}

std::vector<ports::Link> StoredAccounts::open_links(ShopId shop, Instant now) {
  return session_.all(queries::open_links, {{"shop_id", shop}, {"now", now}}, read_link);
}

bool StoredAccounts::drop_link(ShopId shop, LinkId id) {
  return session_.run(queries::drop_link, {{"shop_id", shop}, {"link_id", id}}) == 1;
}

void StoredAccounts::drop_owner_links(ShopId shop) {
  session_.run(queries::drop_owner_links, {{"shop_id", shop}});
}

void StoredAccounts::drop_reset_links(ShopId shop, AccountId account) {
  session_.run(queries::drop_reset_links, {{"shop_id", shop}, {"account_id", account}});
}

void StoredAccounts::add_token(const ports::ApiToken& token) {
  session_.run(queries::add_token, {{"shop_id", token.shop},
                                    {"token_hash", Bytes{token.token_hash}},
                                    {"token_id", token.id},
                                    {"account_id", token.account},
                                    {"name", token.name},
                                    {"start_shown", token.start},
                                    {"scopes", spelled(token.scopes)},
                                    {"created_at", token.created},
                                    {"expires_at", token.expires}});
}

std::optional<ports::ApiToken> StoredAccounts::token(ShopId shop, std::string_view token_hash) {
  return session_.one(queries::token_by_hash, {{"shop_id", shop}, {"token_hash", Bytes{token_hash}}},
                      read_token);
}

std::optional<ports::ApiToken> StoredAccounts::token(ShopId shop, TokenId id) {
  return session_.one(queries::token, {{"shop_id", shop}, {"token_id", id}}, read_token);
}

std::vector<ports::ApiToken> StoredAccounts::tokens(ShopId shop, AccountId account) {
  return session_.all(queries::tokens, {{"shop_id", shop}, {"account_id", account}}, read_token);
}

void StoredAccounts::note_token(ShopId shop, TokenId id, Instant last_used) {
  session_.run(queries::note_token, {{"shop_id", shop}, {"token_id", id}, {"last_used_at", last_used}});
}

bool StoredAccounts::revoke_token(ShopId shop, TokenId id, Instant at) {
  return session_.run(queries::revoke_token, {{"shop_id", shop}, {"token_id", id}, {"at", at}}) == 1;
}

std::int64_t StoredAccounts::revoke_tokens(ShopId shop, AccountId account, Instant at) {
  return session_.run(queries::revoke_tokens, {{"shop_id", shop}, {"account_id", account}, {"at", at}});
}

domain::Tries StoredAccounts::tries(std::string_view subject) {
  return session_
      .one(queries::tries, {{"subject", Bytes{subject}}},
           [](const Row& row) {
             return domain::Tries{row.integer(0), row.instant(1), row.maybe_instant(2)};
           })
      .value_or(domain::Tries{});
}

void StoredAccounts::set_tries(std::string_view subject, const domain::Tries& tries) {
  session_.run(queries::set_tries, {{"subject", Bytes{subject}},
                                    {"failures", tries.failures},
                                    {"last_failed_at", tries.last_failed},
                                    {"last_succeeded_at", tries.last_succeeded}});
}

std::int64_t StoredAccounts::drop_tries(Instant last_failed_before, Instant last_succeeded_before) {
  return session_.run(queries::drop_tries,
                      {{"failed_before", last_failed_before}, {"succeeded_before", last_succeeded_before}});
}

}  // namespace shouhou::store
