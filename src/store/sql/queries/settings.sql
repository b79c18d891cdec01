-- Versioned settings of a shop; the newest version counts.

-- name: settings.one
SELECT shop_id, setting_key, version, value, at, account_id, actor, why
FROM setting WHERE shop_id = :shop_id AND setting_key = :setting_key ORDER BY version DESC LIMIT 1;

-- name: settings.newest
SELECT s.shop_id, s.setting_key, s.version, s.value, s.at, s.account_id, s.actor, s.why
FROM setting s
WHERE s.shop_id = :shop_id AND s.version = (
  SELECT MAX(n.version) FROM setting n WHERE n.shop_id = s.shop_id AND n.setting_key = s.setting_key)
ORDER BY s.setting_key;

-- name: settings.history
SELECT shop_id, setting_key, version, value, at, account_id, actor, why
FROM setting WHERE shop_id = :shop_id AND setting_key = :setting_key AND version < :before
ORDER BY version DESC LIMIT :limit;

-- name: settings.add
INSERT INTO setting (shop_id, setting_key, version, value, at, account_id, actor, why)
VALUES (:shop_id, :setting_key, :version, :value, :at, :account_id, :actor, :why);
