-- Sessions, one-time links, API tokens, login tries.

-- name: access.add_session
INSERT INTO login_session (shop_id, token_hash, session_id, account_id, created_at, last_seen_at, address,
  user_agent)
VALUES (:shop_id, :token_hash, :session_id, :account_id, :created_at, :last_seen_at, :address, :user_agent);

-- name: access.session
SELECT shop_id, token_hash, session_id, account_id, created_at, last_seen_at, address, user_agent
FROM login_session WHERE shop_id = :shop_id AND token_hash = :token_hash;

-- name: access.sessions
SELECT shop_id, token_hash, session_id, account_id, created_at, last_seen_at, address, user_agent
FROM login_session WHERE shop_id = :shop_id AND account_id = :account_id ORDER BY session_id;

-- name: access.note_session
UPDATE login_session SET last_seen_at = :last_seen_at
WHERE shop_id = :shop_id AND session_id = :session_id AND last_seen_at < :last_seen_at;

-- name: access.end_session
DELETE FROM login_session
WHERE shop_id = :shop_id AND account_id = :account_id AND session_id = :session_id;

-- name: access.end_sessions
DELETE FROM login_session
WHERE shop_id = :shop_id AND account_id = :account_id AND session_id <> :kept;

-- name: access.drop_sessions
DELETE FROM login_session
WHERE shop_id = :shop_id AND (created_at < :created_before OR last_seen_at < :last_seen_before);

-- name: access.add_link
INSERT INTO one_time_link (shop_id, token_hash, link_id, kind, role, account_id, note, created_at, created_by,
  expires_at, used_at)
VALUES (:shop_id, :token_hash, :link_id, :kind, :role, :account_id, :note, :created_at, :created_by,
  :expires_at, NULL);

-- name: access.link
SELECT shop_id, token_hash, link_id, kind, role, account_id, note, created_at, created_by, expires_at, used_at
FROM one_time_link WHERE shop_id = :shop_id AND token_hash = :token_hash;

-- name: access.use_link
UPDATE one_time_link SET used_at = :at WHERE shop_id = :shop_id AND link_id = :link_id AND used_at IS NULL;

-- name: access.open_links
SELECT shop_id, token_hash, link_id, kind, role, account_id, note, created_at, created_by, expires_at, used_at
FROM one_time_link WHERE shop_id = :shop_id AND used_at IS NULL AND expires_at > :now ORDER BY link_id;

-- name: access.drop_link
DELETE FROM one_time_link WHERE shop_id = :shop_id AND link_id = :link_id AND used_at IS NULL;

-- name: access.drop_owner_links
DELETE FROM one_time_link WHERE shop_id = :shop_id AND kind = 'owner' AND used_at IS NULL;

-- name: access.drop_reset_links
DELETE FROM one_time_link
WHERE shop_id = :shop_id AND account_id = :account_id AND kind = 'reset' AND used_at IS NULL;

-- name: access.add_token
INSERT INTO api_token (shop_id, token_hash, token_id, account_id, name, start_shown, scopes, created_at,
  expires_at, last_used_at, revoked_at)
VALUES (:shop_id, :token_hash, :token_id, :account_id, :name, :start_shown, :scopes, :created_at,
  :expires_at, NULL, NULL);

-- name: access.token_by_hash
SELECT shop_id, token_hash, token_id, account_id, name, start_shown, scopes, created_at, expires_at,
  last_used_at, revoked_at
FROM api_token WHERE shop_id = :shop_id AND token_hash = :token_hash;

-- name: access.token
SELECT shop_id, token_hash, token_id, account_id, name, start_shown, scopes, created_at, expires_at,
  last_used_at, revoked_at
FROM api_token WHERE shop_id = :shop_id AND token_id = :token_id;

-- name: access.tokens
SELECT shop_id, token_hash, token_id, account_id, name, start_shown, scopes, created_at, expires_at,
  last_used_at, revoked_at
FROM api_token WHERE shop_id = :shop_id AND (CAST(:account_id AS BIGINT) = 0 OR account_id = :account_id)
ORDER BY token_id DESC LIMIT 500;

-- name: access.note_token
UPDATE api_token SET last_used_at = :last_used_at WHERE shop_id = :shop_id AND token_id = :token_id;

-- name: access.revoke_token
UPDATE api_token SET revoked_at = :at
WHERE shop_id = :shop_id AND token_id = :token_id AND revoked_at IS NULL;

-- name: access.revoke_tokens
UPDATE api_token SET revoked_at = :at
WHERE shop_id = :shop_id AND account_id = :account_id AND revoked_at IS NULL;

-- Changes nothing but holds the row until the commit, so that tries at once are counted one after the other.
-- name: access.tries
INSERT INTO login_tries (shop_id, subject, failures, last_failed_at, last_succeeded_at)
VALUES (0, :subject, 0, 0, NULL)
ON CONFLICT (shop_id, subject) DO UPDATE SET failures = login_tries.failures
RETURNING failures, last_failed_at, last_succeeded_at;

-- name: access.set_tries
INSERT INTO login_tries (shop_id, subject, failures, last_failed_at, last_succeeded_at)
VALUES (0, :subject, :failures, :last_failed_at, :last_succeeded_at)
ON CONFLICT (shop_id, subject) DO UPDATE SET failures = excluded.failures,
  last_failed_at = excluded.last_failed_at, last_succeeded_at = excluded.last_succeeded_at;

-- name: access.drop_tries
DELETE FROM login_tries WHERE shop_id = 0 AND last_failed_at < :failed_before
  AND (last_succeeded_at IS NULL OR last_succeeded_at < :succeeded_before);
