-- name: audit.locked_head
SELECT number, hash FROM audit_head WHERE shop_id = :shop_id FOR UPDATE;
