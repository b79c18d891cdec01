-- name: inbound.add
INSERT INTO inbound (shop_id, id, channel, external_id, kind, payload, state, error, received_at)
VALUES (:shop_id, :id, :channel, :external_id, :kind, :payload, :state, :error, :received_at)
ON CONFLICT (shop_id, channel, external_id) DO NOTHING;

-- name: inbound.find
SELECT shop_id, id, channel, external_id, kind, payload, state, error, received_at
FROM inbound WHERE shop_id = :shop_id AND id = :id;

-- name: inbound.find_external
SELECT shop_id, id, channel, external_id, kind, payload, state, error, received_at
FROM inbound WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id;

-- name: inbound.set_state
UPDATE inbound SET state = :state, error = :error WHERE shop_id = :shop_id AND id = :id;

-- name: inbound.in_state
SELECT shop_id, id, channel, external_id, kind, payload, state, error, received_at
FROM inbound WHERE shop_id = :shop_id AND state = :state AND id > :after ORDER BY id LIMIT :limit;
