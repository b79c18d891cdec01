-- name: cases.hold_order
SELECT 1 FROM (SELECT pg_advisory_xact_lock(CAST(:shop_id AS BIGINT) # CAST(:order_id AS BIGINT))) held;

-- name: cases.ids_after
SELECT id FROM cases WHERE shop_id = :shop_id AND id > :after ORDER BY id LIMIT :limit;
