-- Shops and their wrapped data keys, people, sessions, tokens, one-time links, the audit log, settings.

CREATE TABLE shop (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE data_key (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  wrapped BLOB NOT NULL
);

CREATE TABLE account (
  shop_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  login_key TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  language TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  password_temporary BIGINT NOT NULL,
  password_changed_at BIGINT NOT NULL,
  totp_secret BLOB NOT NULL,
  totp_confirmed BIGINT NOT NULL,
  totp_last_step BIGINT NOT NULL,
  disabled_at BIGINT,
  last_login_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (shop_id, account_id)
);
CREATE UNIQUE INDEX account_by_login ON account (shop_id, login_key);
-- Whoever signs in names no shop.
CREATE INDEX account_by_login_anywhere ON account (login_key);

CREATE TABLE recovery_code (
  shop_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  code_hash BLOB NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (shop_id, account_id, code_hash)
);

-- Named so because SESSION is a word of SQL. Ended sessions are deleted; the audit log remembers them.
CREATE TABLE login_session (
  shop_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  session_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  PRIMARY KEY (shop_id, token_hash)
);
CREATE UNIQUE INDEX login_session_by_account ON login_session (shop_id, account_id, session_id);
CREATE UNIQUE INDEX login_session_by_id ON login_session (shop_id, session_id);

CREATE TABLE one_time_link (
  shop_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  link_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  account_id BIGINT NOT NULL,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (shop_id, token_hash)
);
CREATE UNIQUE INDEX one_time_link_by_id ON one_time_link (shop_id, link_id);

CREATE TABLE api_token (
  shop_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  token_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  start_shown TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  revoked_at BIGINT,
  PRIMARY KEY (shop_id, token_hash)
);
CREATE UNIQUE INDEX api_token_by_id ON api_token (shop_id, token_id);

-- Tries belong to no shop (a name may be unknown to all): shop_id is 0.
CREATE TABLE login_tries (
  shop_id BIGINT NOT NULL,
  subject BLOB NOT NULL,
  failures BIGINT NOT NULL,
  last_failed_at BIGINT NOT NULL,
  last_succeeded_at BIGINT,
  PRIMARY KEY (shop_id, subject)
);

CREATE TABLE audit (
  shop_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  address TEXT NOT NULL,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (shop_id, number)
);
-- One row a shop: where the chain stands, and what writers of the chain queue up at.
CREATE TABLE audit_head (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  hash BLOB NOT NULL
);

CREATE TABLE setting (
  shop_id BIGINT NOT NULL,
  setting_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  value TEXT NOT NULL,
  at BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  actor TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (shop_id, setting_key, version)
);
