-- A shop's own rules.

-- name: own_rules.current
SELECT version, text, account_id, actor, at, why FROM own_rules
WHERE shop_id = :shop_id ORDER BY version DESC LIMIT 1;

-- name: own_rules.current_version
SELECT COALESCE(MAX(version), 0) FROM own_rules WHERE shop_id = :shop_id;

-- name: own_rules.version
SELECT version, text, account_id, actor, at, why FROM own_rules
WHERE shop_id = :shop_id AND version = :version;

-- name: own_rules.history
SELECT version, '', account_id, actor, at, why FROM own_rules
WHERE shop_id = :shop_id AND version < :before ORDER BY version DESC LIMIT :limit;

-- name: own_rules.add
INSERT INTO own_rules (shop_id, version, text, account_id, actor, at, why)
VALUES (:shop_id, :version, :text, :account_id, :actor, :at, :why)
ON CONFLICT (shop_id, version) DO NOTHING;
