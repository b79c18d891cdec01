-- What hangs beside the cases.

-- name: case_parts.add_task
INSERT INTO case_task (shop_id, id, case_id, department, assignee, title, due, due_key, added)
VALUES (:shop_id, :id, :case_id, :department, :assignee, :title, :due, :due_key, :added);

-- name: case_parts.assign_task
UPDATE case_task SET assignee = :assignee WHERE shop_id = :shop_id AND id = :id;

-- name: case_parts.drop_task
DELETE FROM case_task WHERE shop_id = :shop_id AND id = :id;

-- name: case_parts.move_task
UPDATE case_task SET case_id = :case_id WHERE shop_id = :shop_id AND id = :id;

-- name: case_parts.open_tasks
SELECT t.case_id, c.number, t.id, t.department, t.assignee, t.title, t.due, t.added, c.subject, c.buyer_label
FROM case_task t JOIN cases c ON c.shop_id = :shop_id AND c.id = t.case_id
WHERE t.shop_id = :shop_id AND (t.due_key, t.id) > (:after_due, :after_id) AND t.due_key <= :due_before
ORDER BY t.due_key, t.id LIMIT :limit;

-- name: case_parts.open_tasks_for
SELECT t.case_id, c.number, t.id, t.department, t.assignee, t.title, t.due, t.added, c.subject, c.buyer_label
FROM case_task t JOIN cases c ON c.shop_id = :shop_id AND c.id = t.case_id
WHERE t.shop_id = :shop_id AND t.department = :department AND (t.due_key, t.id) > (:after_due, :after_id) AND t.due_key <= :due_before
  AND (t.assignee = :assignee OR :assignee = -1)
ORDER BY t.due_key, t.id LIMIT :limit;

-- name: case_parts.open_tasks_of
SELECT t.case_id, c.number, t.id, t.department, t.assignee, t.title, t.due, t.added, c.subject, c.buyer_label
FROM case_task t JOIN cases c ON c.shop_id = :shop_id AND c.id = t.case_id
WHERE t.shop_id = :shop_id AND t.assignee = :assignee AND (t.due_key, t.id) > (:after_due, :after_id) AND t.due_key <= :due_before
ORDER BY t.due_key, t.id LIMIT :limit;

-- name: case_parts.add_picture
INSERT INTO case_picture (shop_id, evidence_id, case_id, content_hash, look, look_1, look_2, look_3, look_4, thumbnail)
VALUES (:shop_id, :evidence_id, :case_id, :content_hash, :look, substr(:look, 1, 4), substr(:look, 5, 4),
        substr(:look, 9, 4), substr(:look, 13, 4), :thumbnail);

-- name: case_parts.same_picture
SELECT DISTINCT case_id FROM case_picture
WHERE shop_id = :shop_id AND case_id <> :except AND content_hash = :content_hash ORDER BY case_id LIMIT 20;

-- Candidates: few bits apart means that some quarter is the same. How far they are apart is counted outside.
-- name: case_parts.alike_pictures
SELECT case_id, look FROM case_picture
WHERE shop_id = :shop_id AND look <> '' AND case_id <> :except
  AND (look_1 = :look_1 OR look_2 = :look_2 OR look_3 = :look_3 OR look_4 = :look_4)
ORDER BY case_id LIMIT 500;

-- name: case_parts.thumbnail
SELECT thumbnail FROM case_picture WHERE shop_id = :shop_id AND evidence_id = :evidence_id;

-- name: case_parts.forget_picture
DELETE FROM case_picture WHERE shop_id = :shop_id AND evidence_id = :evidence_id;

-- name: case_parts.keep_words
INSERT INTO case_words (shop_id, note_id, case_id, sealed) VALUES (:shop_id, :note_id, :case_id, :sealed);

-- name: case_parts.words
SELECT sealed FROM case_words WHERE shop_id = :shop_id AND note_id = :note_id;

-- name: case_parts.forget_words
DELETE FROM case_words WHERE shop_id = :shop_id AND case_id = :case_id;

-- name: case_parts.forget_drafts
DELETE FROM case_draft WHERE shop_id = :shop_id AND case_id = :case_id;

-- name: case_parts.mention
INSERT INTO case_mention (shop_id, account_id, note_id, case_id, by_account, at)
VALUES (:shop_id, :account_id, :note_id, :case_id, :by_account, :at) ON CONFLICT DO NOTHING;

-- name: case_parts.mentions
SELECT case_id, note_id, by_account, at FROM case_mention
WHERE shop_id = :shop_id AND account_id = :account_id ORDER BY note_id DESC LIMIT :limit;

-- name: case_parts.save_draft
INSERT INTO case_draft (shop_id, account_id, case_id, sealed, saved)
VALUES (:shop_id, :account_id, :case_id, :sealed, :saved)
ON CONFLICT (shop_id, account_id, case_id) DO UPDATE SET sealed = excluded.sealed, saved = excluded.saved;

-- name: case_parts.drop_draft
DELETE FROM case_draft WHERE shop_id = :shop_id AND account_id = :account_id AND case_id = :case_id;

-- name: case_parts.draft
SELECT sealed, saved FROM case_draft WHERE shop_id = :shop_id AND account_id = :account_id AND case_id = :case_id;
