-- When time next does something to a case, what was told of it already, deadlines that were missed, and what
-- the buyer is to hear.

ALTER TABLE cases ADD COLUMN next_moment BIGINT;           -- a warning, a miss, a look again, an overdue task
ALTER TABLE cases ADD COLUMN told TEXT NOT NULL DEFAULT ''; -- warnings that were given, joined by blanks
UPDATE cases SET next_moment = next_deadline WHERE live = 1;
-- Across all shops: one walk finds what is next; nothing asks for deadlines by themselves any more.
DROP INDEX case_deadline;
CREATE INDEX case_moment ON cases (next_moment, id) WHERE live = 1 AND next_moment IS NOT NULL;

ALTER TABLE case_task ADD COLUMN due_key BIGINT NOT NULL DEFAULT 9223372036854775807; -- `due`, or the end of time
UPDATE case_task SET due_key = due WHERE due IS NOT NULL;
DROP INDEX case_task_due;
CREATE INDEX case_task_due ON case_task (shop_id, due_key, id);
CREATE INDEX case_task_department ON case_task (shop_id, department, due_key, id);
CREATE INDEX case_task_assignee ON case_task (shop_id, assignee, due_key, id);

CREATE TABLE clock_miss (
  shop_id      BIGINT NOT NULL,
  id           BIGINT NOT NULL,
  case_id      BIGINT NOT NULL,
  case_number  BIGINT NOT NULL,
  kind         TEXT   NOT NULL,
  source       TEXT   NOT NULL,
  consequence  TEXT   NOT NULL,
  account_id   BIGINT NOT NULL,            -- 0: nobody had the case
  account_name TEXT   NOT NULL,
  deadline     BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  day          TEXT   NOT NULL,            -- of the deadline, in the shop's zone
  why          BIGINT NOT NULL,            -- case_words; 0: nobody has said why
  why_by       BIGINT NOT NULL,
  why_by_name  TEXT   NOT NULL,
  why_at       BIGINT,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX clock_miss_account ON clock_miss (shop_id, account_id, id);
CREATE INDEX clock_miss_kind ON clock_miss (shop_id, kind, id);
CREATE INDEX clock_miss_case ON clock_miss (shop_id, case_id);

-- Progress messages, promised calls and second looks of live cases.
CREATE TABLE case_follow_up (
  shop_id  BIGINT NOT NULL,
  case_id  BIGINT NOT NULL,
  kind     TEXT   NOT NULL,
  due      BIGINT NOT NULL,
  assignee BIGINT NOT NULL,
  PRIMARY KEY (shop_id, case_id, kind)
);
CREATE INDEX case_follow_up_due ON case_follow_up (shop_id, due, case_id, kind);
CREATE INDEX case_follow_up_assignee ON case_follow_up (shop_id, assignee, due, case_id, kind);
