-- name: cases.index
INSERT INTO case_search (shop_id, case_id, tokens)
VALUES (:shop_id, :id, array_to_tsvector(string_to_array(:tokens, ' ')));

-- name: cases.reindex
UPDATE case_search SET tokens = array_to_tsvector(string_to_array(:tokens, ' '))
WHERE shop_id = :shop_id AND case_id = :id;

-- name: cases.hold_order
SELECT 1 FROM (SELECT pg_advisory_xact_lock(CAST(:shop_id AS BIGINT) # CAST(:order_id AS BIGINT))) held;

-- name: cases.ids_after
SELECT id FROM cases WHERE shop_id = :shop_id AND id > :after ORDER BY id LIMIT :limit;
