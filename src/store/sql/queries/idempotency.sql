-- name: idempotency.find
SELECT request_hash, status, body, etag, created_at FROM idempotency
WHERE shop_id = :shop_id AND scope = :scope AND key = :key;

-- name: idempotency.remember
INSERT INTO idempotency (shop_id, scope, key, request_hash, status, body, etag, created_at)
VALUES (:shop_id, :scope, :key, :request_hash, :status, :body, :etag, :created_at);

-- name: idempotency.forget
DELETE FROM idempotency WHERE (shop_id, scope, key) IN
  (SELECT shop_id, scope, key FROM idempotency WHERE created_at < :before ORDER BY created_at LIMIT :limit);
