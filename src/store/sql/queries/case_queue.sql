-- The queue: live cases by (due, id), one statement per facet that can lead. The rarest facet leads (its index is
-- walked in order), the others are asked along the way. A deadline before T means due before T, so that walk ends
-- there (:due_until). Which index that is, is said: SQLite would walk that of the whole queue for all of them, because
-- it holds all that a row shows.

-- name: case_queue.all
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due WHERE shop_id = :shop_id AND live = 1
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- Overdue cases without a clock may stand in front in their thousands: this walk does not meet them.
-- name: case_queue.by_clock
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_clock
WHERE shop_id = :shop_id AND live = 1 AND next_deadline IS NOT NULL AND next_deadline <= :deadline_before
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_assignee
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_assignee WHERE shop_id = :shop_id AND live = 1 AND assignee = :assignee
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_step
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_step WHERE shop_id = :shop_id AND live = 1 AND step = :step
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_status
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_status WHERE shop_id = :shop_id AND live = 1 AND status = :status
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_issue
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_issue WHERE shop_id = :shop_id AND live = 1 AND issue = :issue
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_class
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_class WHERE shop_id = :shop_id AND live = 1 AND issue_class = :issue_class
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_channel
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases INDEXED BY case_due_channel WHERE shop_id = :shop_id AND live = 1 AND channel = :channel
  AND (due, id) > (:after_due, :after_id) AND due <= :due_until
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY due, id LIMIT :limit;

-- name: case_queue.by_tag
SELECT c.id, c.number, c.version, c.channel, c.step, c.status, c.issue, c.issue_class, c.mood, c.assignee,
  c.subject, c.buyer_label, c.opened, c.due, c.next_deadline, c.next_clock, c.reasons, c.tags
FROM case_tag t JOIN cases c ON c.shop_id = :shop_id AND c.id = t.case_id
WHERE t.shop_id = :shop_id AND t.tag = :tag AND t.live = 1
  AND (t.due, t.case_id) > (:after_due, :after_id) AND t.due <= :due_until
  AND (c.assignee = :assignee OR :assignee = -1)
  AND (c.step = :step OR :step = '')
  AND (c.status = :status OR :status = '')
  AND (c.issue = :issue OR :issue = '')
  AND (c.issue_class = :issue_class OR :issue_class = '')
  AND (c.channel = :channel OR :channel = '')
  AND (c.next_deadline <= :deadline_before OR :deadline_before = 0)
ORDER BY t.due, t.case_id LIMIT :limit;

-- name: case_queue.closed
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, closed, next_deadline, next_clock, reasons, tags
FROM cases WHERE shop_id = :shop_id AND live = 0 AND (closed, id) < (:after_closed, :after_id)
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
ORDER BY closed DESC, id DESC LIMIT :limit;

-- name: case_queue.one
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags FROM cases WHERE shop_id = :shop_id AND id = :id;

-- One row of the queue when it passes the filters along: for pages found by text.
-- name: case_queue.one_if
SELECT id, number, version, channel, step, status, issue, issue_class, mood, assignee, subject, buyer_label,
  opened, due, next_deadline, next_clock, reasons, tags
FROM cases WHERE shop_id = :shop_id AND id = :id AND live = 1
  AND (due, id) > (:after_due, :after_id)
  AND (assignee = :assignee OR :assignee = -1)
  AND (step = :step OR :step = '')
  AND (status = :status OR :status = '')
  AND (issue = :issue OR :issue = '')
  AND (issue_class = :issue_class OR :issue_class = '')
  AND (channel = :channel OR :channel = '')
  AND (:tag = '' OR EXISTS (SELECT 1 FROM case_tag x WHERE x.shop_id = :shop_id AND x.tag = :tag AND x.case_id = cases.id))
  AND (next_deadline <= :deadline_before OR :deadline_before = 0);
