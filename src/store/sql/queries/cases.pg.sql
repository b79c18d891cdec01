-- name: cases.ids_after
SELECT id FROM cases WHERE shop_id = :shop_id AND id > :after ORDER BY id LIMIT :limit;
