-- Returns, stray parcels, return addresses.

-- name: returns.load
SELECT body FROM return_order WHERE shop_id = :shop_id AND id = :id;

-- name: returns.by_number
SELECT body FROM return_order WHERE shop_id = :shop_id AND number = :number;

-- name: returns.of_deed
SELECT body FROM return_order WHERE shop_id = :shop_id AND deed_id = :deed_id AND deed_id <> 0;

-- name: returns.of_grant
SELECT body FROM return_order WHERE shop_id = :shop_id AND grant_id = :grant_id AND grant_id <> 0 ORDER BY id;

-- name: returns.of_case
SELECT body FROM return_order WHERE shop_id = :shop_id AND case_id = :case_id ORDER BY id;

-- name: returns.of_order
SELECT body FROM return_order WHERE shop_id = :shop_id AND order_id = :order_id AND order_id <> 0
ORDER BY id DESC LIMIT :limit;

-- name: returns.of_order_number
SELECT body FROM return_order WHERE shop_id = :shop_id AND order_number = :number AND order_number <> ''
ORDER BY id DESC LIMIT :limit;

-- name: returns.tracked
SELECT body FROM return_order WHERE shop_id = :shop_id AND tracking_number = :number AND tracking_number <> ''
ORDER BY id DESC LIMIT :limit;

-- name: returns.by_phone
SELECT body FROM return_order WHERE shop_id = :shop_id AND phone_hash = :hash AND length(phone_hash) > 0
ORDER BY id DESC LIMIT :limit;

-- name: returns.by_tail
SELECT body FROM return_order WHERE shop_id = :shop_id AND tail_hash = :hash AND length(tail_hash) > 0
ORDER BY id DESC LIMIT :limit;

-- name: returns.orders_returning_in
SELECT DISTINCT order_id FROM platform_refund
WHERE shop_id = :shop_id AND return_tracking = :number AND return_tracking <> '' AND order_id <> 0
ORDER BY order_id LIMIT 20;

-- name: returns.add
INSERT INTO return_order (shop_id, id, number, version, case_id, grant_id, deed_id, order_id, buyer_id, order_number,
                          tracking_number, stage, since, open, next_look, phone_hash, tail_hash, body)
VALUES (:shop_id, :id, :number, :version, :case_id, :grant_id, :deed_id, :order_id, :buyer_id, :order_number,
        :tracking_number, :stage, :since, :open, :next_look, :phone_hash, :tail_hash, :body);

-- name: returns.change
UPDATE return_order SET version = :version, case_id = :case_id, tracking_number = :tracking_number,
  since = CASE WHEN stage = :stage THEN since ELSE :since END, stage = :stage, open = :open, next_look = :next_look,
  body = :body
WHERE shop_id = :shop_id AND id = :id AND version = :before;

-- name: returns.save_line
INSERT INTO return_line (shop_id, return_id, place, line_id, sku_id, expected, received, damaged, accepted, rejected)
VALUES (:shop_id, :return_id, :place, :line_id, :sku_id, :expected, :received, :damaged, :accepted, :rejected)
ON CONFLICT (shop_id, return_id, place) DO UPDATE SET received = excluded.received, damaged = excluded.damaged,
  accepted = excluded.accepted, rejected = excluded.rejected;

-- name: returns.in_stage
SELECT body, since, id FROM return_order
WHERE shop_id = :shop_id AND stage = :stage AND (since, id) > (:since, :id) ORDER BY since, id LIMIT :limit;

-- name: returns.in_stage_newest
SELECT body, since, id FROM return_order
WHERE shop_id = :shop_id AND stage = :stage AND (since, id) < (:since, :id)
ORDER BY since DESC, id DESC LIMIT :limit;

-- name: returns.awaited
SELECT body FROM return_order WHERE shop_id = :shop_id AND open = 1 ORDER BY id DESC LIMIT :limit;

-- name: returns.to_look_at
SELECT id FROM return_order WHERE shop_id = :shop_id AND next_look IS NOT NULL AND next_look <= :now
ORDER BY next_look LIMIT :limit;

-- name: returns.forget_buyer
UPDATE return_order SET phone_hash = :nothing, tail_hash = :nothing
WHERE shop_id = :shop_id AND buyer_id = :buyer_id AND buyer_id <> 0;

-- name: returns.stray
SELECT body FROM stray_parcel WHERE shop_id = :shop_id AND id = :id;

-- name: returns.strays_tracked
SELECT body FROM stray_parcel WHERE shop_id = :shop_id AND tracking_number = :number AND tracking_number <> ''
ORDER BY id DESC LIMIT 20;

-- name: returns.strays
SELECT body, seen, id FROM stray_parcel
WHERE shop_id = :shop_id AND state = :state AND (seen, id) > (:since, :id) ORDER BY seen, id LIMIT :limit;

-- name: returns.add_stray
INSERT INTO stray_parcel (shop_id, id, number, version, state, tracking_number, seen, phone, tail_hash, body)
VALUES (:shop_id, :id, :number, :version, :state, :tracking_number, :seen, :phone, :tail_hash, :body);

-- name: returns.change_stray
UPDATE stray_parcel SET version = :version, state = :state, body = :body
WHERE shop_id = :shop_id AND id = :id AND version = :before;

-- name: returns.like_phone_of
SELECT r.id FROM stray_parcel s JOIN return_order r ON r.shop_id = s.shop_id AND r.tail_hash = s.tail_hash
WHERE s.shop_id = :shop_id AND s.id = :id AND length(s.tail_hash) > 0 AND length(r.tail_hash) > 0
ORDER BY r.id DESC LIMIT :limit;

-- name: returns.phone_on
SELECT phone FROM stray_parcel WHERE shop_id = :shop_id AND id = :id;

-- name: returns.addresses
SELECT body, receiver FROM return_address WHERE shop_id = :shop_id ORDER BY rank, id;

-- name: returns.address
SELECT body, receiver FROM return_address WHERE shop_id = :shop_id AND id = :id;

-- name: returns.save_address
INSERT INTO return_address (shop_id, id, rank, receiver, body) VALUES (:shop_id, :id, :rank, :receiver, :body)
ON CONFLICT (shop_id, id) DO UPDATE SET rank = excluded.rank, receiver = excluded.receiver, body = excluded.body;
