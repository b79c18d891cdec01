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

-- name: own_rules.reranking
SELECT rules, after_due, after_id, done, total, started_at, finished_at FROM reranking WHERE shop_id = :shop_id;

-- name: own_rules.keep_reranking
INSERT INTO reranking (shop_id, rules, after_due, after_id, done, total, started_at, finished_at)
VALUES (:shop_id, :rules, :after_due, :after_id, :done, :total, :started_at, :finished_at)
ON CONFLICT (shop_id) DO UPDATE SET rules = excluded.rules, after_due = excluded.after_due,
  after_id = excluded.after_id, done = excluded.done, total = excluded.total, started_at = excluded.started_at, finished_at = excluded.finished_at;
