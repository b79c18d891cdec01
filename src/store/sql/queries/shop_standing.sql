-- What nearly every unit asks for first, in one statement; always one row.

-- name: shop_standing.one
SELECT (SELECT zone FROM shop WHERE shop_id = :shop_id),
  COALESCE((SELECT MAX(version) FROM own_rules WHERE shop_id = :shop_id), 0),
  (SELECT wrapped FROM data_key WHERE shop_id = :shop_id),
  COALESCE((SELECT last FROM stream WHERE shop_id = :shop_id), 0);
