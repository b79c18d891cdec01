-- The stock ledger. A level changes by one statement, which never takes what is not free.

-- name: stock.level
SELECT sku_id, on_hand, reserved, changed FROM stock_level WHERE shop_id = :shop_id AND sku_id = :sku_id;

-- name: stock.levels
SELECT sku_id, on_hand, reserved, changed FROM stock_level
WHERE shop_id = :shop_id AND sku_id > :after ORDER BY sku_id LIMIT :limit;

-- name: stock.start
INSERT INTO stock_level (shop_id, sku_id, on_hand, reserved, changed) VALUES (:shop_id, :sku_id, 0, 0, :at)
ON CONFLICT (shop_id, sku_id) DO NOTHING;

-- name: stock.move
UPDATE stock_level SET on_hand = on_hand + :on_hand_by, reserved = reserved + :reserved_by, changed = :at
WHERE shop_id = :shop_id AND sku_id = :sku_id
  AND (on_hand - reserved >= :reserved_by OR :reserved_by <= 0) AND reserved + :reserved_by >= 0
  AND on_hand + :on_hand_by >= 0;

-- name: stock.add_move
INSERT INTO stock_move (shop_id, id, sku_id, kind, on_hand_by, reserved_by, return_id, why, account_id, actor, at)
VALUES (:shop_id, :id, :sku_id, :kind, :on_hand_by, :reserved_by, :return_id, :why, :account_id, :actor, :at);

-- name: stock.moves
SELECT sku_id, kind, on_hand_by, reserved_by, return_id, why, account_id, actor, at FROM stock_move
WHERE shop_id = :shop_id AND sku_id = :sku_id ORDER BY id DESC LIMIT :limit;

-- name: stock.skus_of
SELECT id, shop_id, product_id, sku_key, attributes, code FROM sku
WHERE shop_id = :shop_id AND product_id = :product_id ORDER BY id LIMIT 300;

-- name: stock.skus_coded
SELECT id, shop_id, product_id, sku_key, attributes, code FROM sku
WHERE shop_id = :shop_id AND code = :code AND code <> '' ORDER BY id LIMIT :limit;

-- Only counted skus are searched by words: a warehouse's own list, however many the catalogue has.
-- name: stock.find
SELECT s.id, s.shop_id, s.product_id, s.sku_key, s.attributes, s.code
FROM stock_level l
JOIN sku s ON s.shop_id = l.shop_id AND s.id = l.sku_id
LEFT JOIN product p ON p.shop_id = s.shop_id AND p.id = s.product_id
WHERE l.shop_id = :shop_id
  AND (lower(s.code) LIKE :like ESCAPE '!' OR lower(s.attributes) LIKE :like ESCAPE '!'
       OR lower(p.title) LIKE :like ESCAPE '!')
UNION
SELECT id, shop_id, product_id, sku_key, attributes, code FROM sku
WHERE shop_id = :shop_id AND code = :code AND code <> ''
ORDER BY 1 LIMIT :limit;

-- name: stock.holds
SELECT return_id, place, sku_id, pieces, state, at FROM stock_hold
WHERE shop_id = :shop_id AND return_id = :return_id ORDER BY place;

-- name: stock.save_hold
INSERT INTO stock_hold (shop_id, return_id, place, sku_id, pieces, state, at)
VALUES (:shop_id, :return_id, :place, :sku_id, :pieces, :state, :at)
ON CONFLICT (shop_id, return_id, place) DO UPDATE SET sku_id = excluded.sku_id, pieces = excluded.pieces,
  state = excluded.state, at = excluded.at;
