-- Terms of sale: per order, per product or variant.

-- name: sale_terms.terms
SELECT order_id, version, body, account_id, at FROM order_terms WHERE shop_id = :shop_id AND order_id = :order_id;

-- name: sale_terms.keep_terms
INSERT INTO order_terms (shop_id, order_id, version, body, account_id, at)
VALUES (:shop_id, :order_id, :version, :body, :account_id, :at)
ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version, body = excluded.body,
  account_id = excluded.account_id, at = excluded.at;

-- name: sale_terms.goods
SELECT product_id, sku_id, category, unit_cost, unit_grams
FROM goods_record WHERE shop_id = :shop_id AND product_id = :product_id AND sku_id = :sku_id;

-- name: sale_terms.keep_goods
INSERT INTO goods_record (shop_id, product_id, sku_id, category, unit_cost, unit_grams, account_id, at)
VALUES (:shop_id, :product_id, :sku_id, :category, :unit_cost, :unit_grams, :account_id, :at)
ON CONFLICT (shop_id, product_id, sku_id) DO UPDATE SET category = excluded.category,
  unit_cost = excluded.unit_cost, unit_grams = excluded.unit_grams, account_id = excluded.account_id,
  at = excluded.at;

-- name: sale_terms.goods_of
SELECT l.id, COALESCE(NULLIF(s.category, ''), NULLIF(g.category, ''), p.category, ''),
  COALESCE(s.unit_cost, g.unit_cost, 0), COALESCE(s.unit_grams, g.unit_grams, 0)
FROM order_line l
LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id
LEFT JOIN goods_record g ON g.shop_id = l.shop_id AND g.product_id = l.product_id AND g.sku_id = 0
LEFT JOIN goods_record s
  ON s.shop_id = l.shop_id AND s.product_id = l.product_id AND s.sku_id = l.sku_id AND s.sku_id <> 0
WHERE l.shop_id = :shop_id AND l.order_id = :order_id ORDER BY l.id;

-- name: sale_terms.orders_of_buyer
SELECT COUNT(*) FROM (
  SELECT 1 FROM orders WHERE shop_id = :shop_id AND buyer_id = :buyer_id LIMIT :most) AS bought;
