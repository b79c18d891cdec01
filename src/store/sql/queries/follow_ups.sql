-- name: follow_ups.timed_before
SELECT shop_id, id, next_moment FROM cases
WHERE live = 1 AND next_moment IS NOT NULL AND next_moment < :until AND (next_moment, id) > (:after, :after_id)
ORDER BY next_moment, id LIMIT :limit;

-- CROSS JOIN: SQLite walks the few events first, not all cases of the shop.
-- name: follow_ups.timed_since
SELECT DISTINCT c.id, c.live, c.next_moment FROM event e CROSS JOIN cases c
WHERE e.shop_id = :shop_id AND e.sequence > :after AND e.sequence <= :until AND e.case_id <> 0
  AND c.shop_id = :shop_id AND c.id = e.case_id;

-- name: follow_ups.told
SELECT told FROM cases WHERE shop_id = :shop_id AND id = :id;

-- name: follow_ups.set_told
UPDATE cases SET next_moment = :next_moment, told = :told WHERE shop_id = :shop_id AND id = :id;

-- name: follow_ups.add_miss
INSERT INTO clock_miss (shop_id, id, case_id, case_number, kind, source, consequence, account_id, account_name,
  deadline, at, day, why, why_by, why_by_name, why_at)
VALUES (:shop_id, :id, :case_id, :case_number, :kind, :source, :consequence, :account_id, :account_name,
  :deadline, :at, :day, 0, 0, '', NULL);

-- name: follow_ups.miss
SELECT id, case_id, case_number, kind, source, consequence, account_id, account_name, deadline, at, day, why, why_by,
  why_by_name, why_at
FROM clock_miss WHERE shop_id = :shop_id AND id = :id;

-- name: follow_ups.give_reason
UPDATE clock_miss SET why = :why, why_by = :why_by, why_by_name = :why_by_name, why_at = :why_at
WHERE shop_id = :shop_id AND id = :id;

-- name: follow_ups.misses
SELECT id, case_id, case_number, kind, source, consequence, account_id, account_name, deadline, at, day, why, why_by,
  why_by_name, why_at
FROM clock_miss WHERE shop_id = :shop_id AND id < :before
  AND (kind = :kind OR :kind = '') AND day >= :from AND (day <= :until OR :until = '')
  AND (why = 0 OR :without_reason = 0)
ORDER BY id DESC LIMIT :limit;

-- name: follow_ups.misses_of
SELECT id, case_id, case_number, kind, source, consequence, account_id, account_name, deadline, at, day, why, why_by,
  why_by_name, why_at
FROM clock_miss WHERE shop_id = :shop_id AND account_id = :account_id AND id < :before
  AND (kind = :kind OR :kind = '') AND day >= :from AND (day <= :until OR :until = '')
  AND (why = 0 OR :without_reason = 0)
ORDER BY id DESC LIMIT :limit;

-- name: follow_ups.add
INSERT INTO case_follow_up (shop_id, case_id, kind, due, assignee) VALUES (:shop_id, :id, :kind, :due, :assignee);

-- name: follow_ups.drop
DELETE FROM case_follow_up WHERE shop_id = :shop_id AND case_id = :id AND kind = :kind;

-- name: follow_ups.due
SELECT f.kind, f.due, f.case_id, c.number, c.channel, c.status, c.issue, c.subject, c.buyer_label, c.assignee
FROM case_follow_up f JOIN cases c ON c.shop_id = :shop_id AND c.id = f.case_id
WHERE f.shop_id = :shop_id AND (f.due, f.case_id, f.kind) > (:after_due, :after_id, :after_kind) AND f.due < :due_before
  AND (f.kind = :kind OR :kind = '')
ORDER BY f.due, f.case_id, f.kind LIMIT :limit;

-- name: follow_ups.due_of
SELECT f.kind, f.due, f.case_id, c.number, c.channel, c.status, c.issue, c.subject, c.buyer_label, c.assignee
FROM case_follow_up f JOIN cases c ON c.shop_id = :shop_id AND c.id = f.case_id
WHERE f.shop_id = :shop_id AND f.assignee = :assignee AND (f.due, f.case_id, f.kind) > (:after_due, :after_id, :after_kind)
  AND f.due < :due_before AND (f.kind = :kind OR :kind = '')
ORDER BY f.due, f.case_id, f.kind LIMIT :limit;

-- name: follow_ups.streams
SELECT shop_id, last FROM stream WHERE shop_id <> 0;
