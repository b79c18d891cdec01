-- name: outbox.claim
UPDATE outbox SET state = 'running', attempts = attempts + 1, next_at = :lease_until, updated_at = :now
WHERE (shop_id, id) IN
  (SELECT shop_id, id FROM outbox WHERE state IN ('waiting', 'running') AND next_at <= :now
   ORDER BY next_at, shop_id, id LIMIT :limit FOR UPDATE SKIP LOCKED)
RETURNING shop_id, id, kind, key, payload, state, attempts, next_at, last_error, created_at, updated_at;
