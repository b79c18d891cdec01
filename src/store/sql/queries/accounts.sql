-- Shops, their wrapped data keys, and the people who work in them.

-- name: accounts.add_shop
INSERT INTO shop (shop_id, name, zone, created_at) VALUES (:shop_id, :name, :zone, :created_at);

-- name: accounts.change_shop
UPDATE shop SET name = :name, zone = :zone WHERE shop_id = :shop_id;

-- name: accounts.shop
SELECT shop_id, name, zone, created_at FROM shop WHERE shop_id = :shop_id;

-- name: accounts.shops
SELECT shop_id, name, zone, created_at FROM shop WHERE shop_id > :after ORDER BY shop_id LIMIT :limit;

-- name: accounts.add_data_key
INSERT INTO data_key (shop_id, wrapped) VALUES (:shop_id, :wrapped);

-- name: accounts.data_key
SELECT wrapped FROM data_key WHERE shop_id = :shop_id;

-- name: accounts.data_keys
SELECT shop_id, wrapped FROM data_key ORDER BY shop_id;

-- name: accounts.set_data_key
UPDATE data_key SET wrapped = :wrapped WHERE shop_id = :shop_id;

-- name: accounts.add
INSERT INTO account (shop_id, account_id, login, login_key, name, role, language, password_hash,
  password_temporary, password_changed_at, totp_secret, totp_confirmed, totp_last_step, disabled_at,
  last_login_at, created_at, created_by, version)
VALUES (:shop_id, :account_id, :login, :login_key, :name, :role, :language, :password_hash,
  :password_temporary, :password_changed_at, :totp_secret, :totp_confirmed, 0, :disabled_at,
  NULL, :created_at, :created_by, 1);

-- name: accounts.change
UPDATE account SET login = :login, login_key = :login_key, name = :name, role = :role, language = :language,
  password_hash = :password_hash, password_temporary = :password_temporary,
  password_changed_at = :password_changed_at, totp_secret = :totp_secret, totp_confirmed = :totp_confirmed,
  disabled_at = :disabled_at, version = version + 1
WHERE shop_id = :shop_id AND account_id = :account_id AND version = :version;

-- name: accounts.one
SELECT shop_id, account_id, login, login_key, name, role, language, password_hash, password_temporary,
  password_changed_at, totp_secret, totp_confirmed, totp_last_step, disabled_at, last_login_at, created_at,
  created_by, version
FROM account WHERE shop_id = :shop_id AND account_id = :account_id;

-- name: accounts.named
SELECT shop_id, account_id, login, login_key, name, role, language, password_hash, password_temporary,
  password_changed_at, totp_secret, totp_confirmed, totp_last_step, disabled_at, last_login_at, created_at,
  created_by, version
FROM account WHERE login_key = :login_key ORDER BY shop_id LIMIT 8;

-- name: accounts.page
SELECT shop_id, account_id, login, login_key, name, role, language, password_hash, password_temporary,
  password_changed_at, totp_secret, totp_confirmed, totp_last_step, disabled_at, last_login_at, created_at,
  created_by, version
FROM account WHERE shop_id = :shop_id AND account_id > :after ORDER BY account_id LIMIT :limit;

-- A shop has few owners; no index is worth it.
-- name: accounts.active_owners
SELECT COUNT(*) FROM account WHERE shop_id = :shop_id AND role = 'owner' AND disabled_at IS NULL;

-- name: accounts.note_login
UPDATE account SET last_login_at = :at WHERE shop_id = :shop_id AND account_id = :account_id;

-- name: accounts.use_totp_step
UPDATE account SET totp_last_step = :step
WHERE shop_id = :shop_id AND account_id = :account_id AND totp_last_step < :step;

-- name: accounts.drop_recovery_codes
DELETE FROM recovery_code WHERE shop_id = :shop_id AND account_id = :account_id;

-- name: accounts.add_recovery_code
INSERT INTO recovery_code (shop_id, account_id, code_hash, used_at)
VALUES (:shop_id, :account_id, :code_hash, NULL);

-- name: accounts.use_recovery_code
UPDATE recovery_code SET used_at = :at
WHERE shop_id = :shop_id AND account_id = :account_id AND code_hash = :code_hash AND used_at IS NULL;

-- At most ten rows an account.
-- name: accounts.recovery_codes_left
SELECT COUNT(*) FROM recovery_code
WHERE shop_id = :shop_id AND account_id = :account_id AND used_at IS NULL;
