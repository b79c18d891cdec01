-- The per-shop event stream, counters and numbers.

-- name: stream.advance
INSERT INTO stream (shop_id, last) VALUES (:shop_id, :by)
ON CONFLICT (shop_id) DO UPDATE SET last = stream.last + excluded.last
RETURNING last;

-- name: stream.append
INSERT INTO event (shop_id, sequence, case_id, kind, at, account_id, actor, body)
VALUES (:shop_id, :sequence, :case_id, :kind, :at, :account_id, :actor, :body);

-- name: stream.events_after
SELECT sequence, case_id, kind, at, account_id, actor, body
FROM event WHERE shop_id = :shop_id AND sequence > :after
ORDER BY sequence LIMIT :limit;

-- name: stream.case_events_after
SELECT sequence, case_id, kind, at, account_id, actor, body
FROM event WHERE shop_id = :shop_id AND case_id = :case_id AND case_id <> 0 AND sequence > :after
ORDER BY sequence LIMIT :limit;

-- name: stream.count
INSERT INTO counter (shop_id, name, value) VALUES (:shop_id, :name, :by)
ON CONFLICT (shop_id, name) DO UPDATE SET value = counter.value + excluded.value;

-- name: stream.counter
SELECT value FROM counter WHERE shop_id = :shop_id AND name = :name;

-- Names from :from up to, but not including, :until.
-- name: stream.counters
SELECT name, value FROM counter WHERE shop_id = :shop_id AND name >= :from AND name < :until ORDER BY name;

-- name: stream.take_numbers
INSERT INTO number_series (shop_id, series, last) VALUES (:shop_id, :series, :by)
ON CONFLICT (shop_id, series) DO UPDATE SET last = number_series.last + excluded.last
RETURNING last;

-- Gives the rest of a block back, unless somebody took another since.
-- name: stream.give_numbers_back
UPDATE number_series SET last = :unused_from - 1
WHERE shop_id = :shop_id AND series = :series AND last = :block_end;
