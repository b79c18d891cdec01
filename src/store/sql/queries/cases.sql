-- name: cases.load
SELECT body FROM case_body WHERE shop_id = :shop_id AND id = :id;

-- name: cases.by_number
SELECT id FROM cases WHERE shop_id = :shop_id AND number = :number;

-- name: cases.add
INSERT INTO cases (id, shop_id, number, version, live, due, closed, step, status, issue, issue_class, channel, mood,
                   assignee, buyer_id, order_id, opened, next_deadline, next_clock, next_moment, subject,
                   buyer_label, reasons, tags)
VALUES (:id, :shop_id, :number, :version, :live, :due, :closed, :step, :status, :issue, :issue_class, :channel, :mood,
        :assignee, :buyer_id, :order_id, :opened, :next_deadline, :next_clock, :next_moment, :subject,
        :buyer_label, :reasons, :tags);

-- name: cases.add_body
INSERT INTO case_body (id, shop_id, body) VALUES (:id, :shop_id, :body);

-- name: cases.change_body
UPDATE case_body SET body = :body WHERE shop_id = :shop_id AND id = :id;

-- name: cases.change
UPDATE cases SET version = :version, live = :live, due = :due, closed = :closed, step = :step, status = :status,
  issue = :issue, issue_class = :issue_class, channel = :channel, mood = :mood, assignee = :assignee,
  buyer_id = :buyer_id, order_id = :order_id, opened = :opened, next_deadline = :next_deadline,
  next_clock = :next_clock, next_moment = :next_moment, subject = :subject, buyer_label = :buyer_label,
  reasons = :reasons, tags = :tags
WHERE shop_id = :shop_id AND id = :id AND version = :before;

-- name: cases.rerank
UPDATE cases SET due = :due, reasons = :reasons
WHERE shop_id = :shop_id AND id = :id AND version = :version;

-- name: cases.rerank_clocks
UPDATE cases SET next_deadline = :next_deadline, next_clock = :next_clock, next_moment = :next_moment
WHERE shop_id = :shop_id AND id = :id AND version = :version;

-- The tag of a case that was ranked just now.
-- name: cases.follow_rank
UPDATE case_tag SET due = :due WHERE shop_id = :shop_id AND case_id = :id AND tag = :tag
  AND EXISTS (SELECT 1 FROM cases c WHERE c.shop_id = :shop_id AND c.id = :id AND c.version = :version AND c.due = :due);

-- name: cases.rerank_tags
UPDATE case_tag SET due = :due, live = :live WHERE shop_id = :shop_id AND case_id = :id AND tag = :tag;

-- name: cases.add_tag
INSERT INTO case_tag (shop_id, tag, case_id, live, due) VALUES (:shop_id, :tag, :id, :live, :due);

-- name: cases.drop_tag
DELETE FROM case_tag WHERE shop_id = :shop_id AND tag = :tag AND case_id = :id;

-- name: cases.add_line
INSERT INTO case_line (shop_id, line_id, case_id) VALUES (:shop_id, :line_id, :id) ON CONFLICT DO NOTHING;

-- name: cases.drop_line
DELETE FROM case_line WHERE shop_id = :shop_id AND line_id = :line_id AND case_id = :id;

-- name: cases.live_about_line
SELECT c.id FROM case_line l JOIN cases c ON c.shop_id = :shop_id AND c.id = l.case_id
WHERE l.shop_id = :shop_id AND l.line_id = :line_id AND c.live = 1 ORDER BY c.id LIMIT 50;

-- name: cases.live_about_order
SELECT id FROM cases WHERE shop_id = :shop_id AND order_id = :order_id AND order_id <> 0 AND live = 1
ORDER BY id LIMIT 50;

-- name: cases.of_buyer
SELECT id FROM cases WHERE shop_id = :shop_id AND buyer_id = :buyer_id AND buyer_id <> 0 ORDER BY id DESC LIMIT :limit;

-- name: cases.of_order
SELECT id FROM cases WHERE shop_id = :shop_id AND order_id = :order_id AND order_id <> 0 ORDER BY id DESC LIMIT :limit;

-- The plus signs here and below make SQLite walk the ids: else it takes an index that begins with the shop and
-- sorts all of its cases for every page.
-- name: cases.ids_after
SELECT id FROM cases WHERE +shop_id = :shop_id AND id > :after ORDER BY id LIMIT :limit;

-- CROSS JOIN: SQLite walks the queue first.
-- name: cases.live_after
SELECT c.due, c.next_deadline, c.next_clock, c.next_moment, c.told, c.reasons, b.body
FROM cases c CROSS JOIN case_body b
WHERE c.shop_id = :shop_id AND c.live = 1 AND (c.due, c.id) > (:after_due, :after_id)
  AND b.shop_id = :shop_id AND b.id = c.id
ORDER BY c.due, c.id LIMIT :limit;

-- name: cases.reported
SELECT case_id FROM case_report
WHERE shop_id = :shop_id AND channel = :channel AND source = :source AND external_id = :external_id;

-- name: cases.keep_report_key
INSERT INTO case_report (shop_id, channel, source, external_id, case_id)
VALUES (:shop_id, :channel, :source, :external_id, :case_id) ON CONFLICT DO NOTHING;

-- name: cases.move_report_keys
UPDATE case_report SET case_id = :to WHERE shop_id = :shop_id AND case_id = :from;

-- name: cases.timeline
SELECT sequence, kind, at, account_id, actor, body FROM event
WHERE shop_id = :shop_id AND case_id = :id AND case_id <> 0 AND sequence < :before
ORDER BY sequence DESC LIMIT :limit;

-- name: cases.history
SELECT sequence, kind, at, account_id, actor, body FROM event
WHERE shop_id = :shop_id AND case_id = :id AND case_id <> 0 AND sequence > :after
ORDER BY sequence LIMIT :limit;

-- name: cases.recount
SELECT facet, value, n FROM (
  SELECT 'open' AS facet, '' AS value, count(*) AS n FROM cases WHERE shop_id = :shop_id AND live = 1
  UNION ALL SELECT 'closed', '', count(*) FROM cases WHERE shop_id = :shop_id AND live = 0
  UNION ALL SELECT 'step', step, count(*) FROM cases WHERE shop_id = :shop_id AND live = 1 GROUP BY step
  UNION ALL SELECT 'status', status, count(*) FROM cases WHERE shop_id = :shop_id AND live = 1 GROUP BY status
  UNION ALL SELECT 'issue', issue, count(*) FROM cases WHERE shop_id = :shop_id AND live = 1 GROUP BY issue
  UNION ALL SELECT 'class', issue_class, count(*) FROM cases WHERE shop_id = :shop_id AND live = 1 GROUP BY issue_class
  UNION ALL SELECT 'channel', channel, count(*) FROM cases WHERE shop_id = :shop_id AND live = 1 GROUP BY channel
  UNION ALL SELECT 'assignee', CAST(assignee AS TEXT), count(*) FROM cases WHERE shop_id = :shop_id AND live = 1
    GROUP BY assignee
  UNION ALL SELECT 'tag', tag, count(*) FROM case_tag WHERE shop_id = :shop_id AND live = 1 GROUP BY tag
) facets WHERE n <> 0;
