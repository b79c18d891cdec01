-- name: outbox.add
INSERT INTO outbox (shop_id, id, kind, key, payload, state, attempts, next_at, last_error, created_at, updated_at)
VALUES (:shop_id, :id, :kind, :key, :payload, 'waiting', 0, :next_at, '', :created_at, :created_at)
ON CONFLICT (shop_id, kind, key) DO NOTHING;

-- name: outbox.find
SELECT shop_id, id, kind, key, payload, state, attempts, next_at, last_error, created_at, updated_at
FROM outbox WHERE shop_id = :shop_id AND id = :id;

-- name: outbox.by_key
SELECT shop_id, id, kind, key, payload, state, attempts, next_at, last_error, created_at, updated_at
FROM outbox WHERE shop_id = :shop_id AND kind = :kind AND key = :key;

-- name: outbox.any_due
SELECT 1 FROM outbox WHERE state IN ('waiting', 'running') AND next_at <= :now LIMIT 1;

-- name: outbox.claim
UPDATE outbox SET state = 'running', attempts = attempts + 1, next_at = :lease_until, updated_at = :now
WHERE (shop_id, id) IN
  (SELECT shop_id, id FROM outbox WHERE state IN ('waiting', 'running') AND next_at <= :now
   ORDER BY next_at, shop_id, id LIMIT :limit)
RETURNING shop_id, id, kind, key, payload, state, attempts, next_at, last_error, created_at, updated_at;

-- name: outbox.take_back
UPDATE outbox SET state = 'waiting', next_at = :now, updated_at = :now WHERE state = 'running';

-- name: outbox.finish
UPDATE outbox SET state = 'done', last_error = '', updated_at = :now WHERE shop_id = :shop_id AND id = :id;

-- name: outbox.retry
UPDATE outbox SET state = 'waiting', last_error = :error, next_at = :next_at, updated_at = :now
WHERE shop_id = :shop_id AND id = :id;

-- name: outbox.bury
UPDATE outbox SET state = 'dead', last_error = :error, updated_at = :now WHERE shop_id = :shop_id AND id = :id;

-- name: outbox.dead
SELECT shop_id, id, kind, key, payload, state, attempts, next_at, last_error, created_at, updated_at
FROM outbox WHERE shop_id = :shop_id AND state = 'dead' AND id > :after ORDER BY id LIMIT :limit;

-- name: outbox.revive
UPDATE outbox SET state = 'waiting', attempts = 0, next_at = :now, updated_at = :now
WHERE shop_id = :shop_id AND id = :id AND state = 'dead';
