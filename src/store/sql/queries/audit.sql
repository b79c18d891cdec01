-- The audit log and its chain.

-- name: audit.start
INSERT INTO audit_head (shop_id, number, hash) VALUES (:shop_id, 0, :hash);

-- name: audit.head
SELECT number, hash FROM audit_head WHERE shop_id = :shop_id;

-- One writer at a time is the embedded database's nature; see audit.pg.sql.
-- name: audit.locked_head
SELECT number, hash FROM audit_head WHERE shop_id = :shop_id;

-- name: audit.move_head
UPDATE audit_head SET number = :number, hash = :hash WHERE shop_id = :shop_id;

-- name: audit.add
INSERT INTO audit (shop_id, number, at, account_id, actor, act, subject, detail, address, previous_hash, hash)
VALUES (:shop_id, :number, :at, :account_id, :actor, :act, :subject, :detail, :address, :previous_hash, :hash);

-- The key's order is the order of time, so a page is a walk down the key; filters drop rows on the way.
-- name: audit.before
SELECT shop_id, number, at, account_id, actor, act, subject, detail, address, previous_hash, hash
FROM audit
WHERE shop_id = :shop_id AND number < :before AND at >= :from_at AND at < :until_at
  AND (CAST(:account_id AS BIGINT) = 0 OR account_id = :account_id)
  AND (CAST(:subject AS TEXT) = '' OR subject = :subject)
  AND (CAST(:act AS TEXT) = '' OR act = :act OR (act >= :act AND act < :act_end))
ORDER BY number DESC LIMIT :limit;

-- name: audit.after
SELECT shop_id, number, at, account_id, actor, act, subject, detail, address, previous_hash, hash
FROM audit WHERE shop_id = :shop_id AND number > :after ORDER BY number LIMIT :limit;
