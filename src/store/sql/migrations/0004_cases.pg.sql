-- Cases: the projection, what finds it, and what hangs beside it. PostgreSQL; SQLite beside it.

CREATE TABLE cases (
  shop_id       BIGINT NOT NULL,
  id            BIGINT NOT NULL,
  number        BIGINT NOT NULL,
  version       BIGINT NOT NULL,
  live          BIGINT NOT NULL,            -- 1 until closed or merged away
  due           BIGINT NOT NULL,            -- the virtual due time
  closed        BIGINT NOT NULL,            -- 0 while live
  step          TEXT   NOT NULL,
  status        TEXT   NOT NULL,
  issue         TEXT   NOT NULL,
  issue_class   TEXT   NOT NULL,
  channel       TEXT   NOT NULL,
  mood          TEXT   NOT NULL,
  assignee      BIGINT NOT NULL,            -- 0: nobody's
  buyer_id      BIGINT NOT NULL,
  order_id      BIGINT NOT NULL,
  opened        BIGINT NOT NULL,
  next_deadline BIGINT,                     -- of the running clocks
  next_clock    TEXT   NOT NULL,
  subject       TEXT   NOT NULL,
  buyer_label   TEXT   NOT NULL,
  reasons       TEXT   NOT NULL,            -- why it is due then (JSON)
  tags          TEXT   NOT NULL,              -- joined by blanks
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX case_number ON cases (shop_id, number);
CREATE INDEX case_due ON cases (shop_id, due, id) WHERE live = 1;
-- One facet leads a walk of the queue; the others stand behind, so that rows which do not fit are left out without
-- looking them up.
CREATE INDEX case_due_assignee
  ON cases (shop_id, assignee, due, id, step, status, issue, issue_class, channel) WHERE live = 1;
CREATE INDEX case_due_step
  ON cases (shop_id, step, due, id, assignee, status, issue, issue_class, channel) WHERE live = 1;
CREATE INDEX case_due_status
  ON cases (shop_id, status, due, id, assignee, step, issue, issue_class, channel) WHERE live = 1;
CREATE INDEX case_due_issue
  ON cases (shop_id, issue, due, id, assignee, step, status, issue_class, channel) WHERE live = 1;
CREATE INDEX case_due_class
  ON cases (shop_id, issue_class, due, id, assignee, step, status, issue, channel) WHERE live = 1;
CREATE INDEX case_due_channel
  ON cases (shop_id, channel, due, id, assignee, step, status, issue, issue_class) WHERE live = 1;
CREATE INDEX case_deadline ON cases (shop_id, next_deadline) WHERE live = 1 AND next_deadline IS NOT NULL;
CREATE INDEX case_closed ON cases (shop_id, closed, id) WHERE live = 0;
CREATE INDEX case_of_buyer ON cases (shop_id, buyer_id, id) WHERE buyer_id <> 0;
CREATE INDEX case_of_order ON cases (shop_id, order_id, id) WHERE order_id <> 0;

-- The whole case, apart from the row so that the queue reads many rows a page and a new rank rewrites little.
CREATE TABLE case_body (
  shop_id BIGINT NOT NULL,
  id      BIGINT NOT NULL,
  body    TEXT   NOT NULL,            -- JSON
  PRIMARY KEY (shop_id, id)
);

CREATE TABLE case_search (
  shop_id BIGINT   NOT NULL,
  case_id BIGINT   NOT NULL,
  tokens  TSVECTOR NOT NULL,
  PRIMARY KEY (shop_id, case_id)
);
CREATE INDEX case_search_tokens ON case_search USING gin (tokens);

CREATE TABLE case_line (
  shop_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  PRIMARY KEY (shop_id, line_id, case_id)
);

-- Under which number the outside reported a problem, and where it went.
CREATE TABLE case_report (
  shop_id     BIGINT NOT NULL,
  channel     TEXT   NOT NULL,
  source      TEXT   NOT NULL,
  external_id TEXT   NOT NULL,
  case_id     BIGINT NOT NULL,
  PRIMARY KEY (shop_id, channel, source, external_id)
);
CREATE INDEX case_report_of ON case_report (shop_id, case_id);

CREATE TABLE case_tag (
  shop_id BIGINT NOT NULL,
  tag     TEXT   NOT NULL,
  case_id BIGINT NOT NULL,
  live    BIGINT NOT NULL,
  due     BIGINT NOT NULL,
  PRIMARY KEY (shop_id, tag, case_id)
);
CREATE INDEX case_tag_due ON case_tag (shop_id, tag, due, case_id) WHERE live = 1;

-- Open tasks only; finished ones stay in the case.
CREATE TABLE case_task (
  shop_id    BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  case_id    BIGINT NOT NULL,
  department TEXT   NOT NULL,
  assignee   BIGINT NOT NULL,
  title      TEXT   NOT NULL,
  due        BIGINT,
  added      BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX case_task_due ON case_task (shop_id, department, due);

CREATE TABLE case_picture (
  shop_id      BIGINT NOT NULL,
  evidence_id  BIGINT NOT NULL,
  case_id      BIGINT NOT NULL,
  content_hash TEXT   NOT NULL,
  look         TEXT   NOT NULL,   -- 16 hex digits, few bits apart for pictures that look alike; or empty
  look_1       TEXT   NOT NULL,   -- its quarters: pictures that look alike share at least one
  look_2       TEXT   NOT NULL,
  look_3       TEXT   NOT NULL,
  look_4       TEXT   NOT NULL,
  thumbnail    TEXT   NOT NULL,
  PRIMARY KEY (shop_id, evidence_id)
);
CREATE INDEX case_picture_content ON case_picture (shop_id, content_hash);
CREATE INDEX case_picture_look_1 ON case_picture (shop_id, look_1) WHERE look <> '';
CREATE INDEX case_picture_look_2 ON case_picture (shop_id, look_2) WHERE look <> '';
CREATE INDEX case_picture_look_3 ON case_picture (shop_id, look_3) WHERE look <> '';
CREATE INDEX case_picture_look_4 ON case_picture (shop_id, look_4) WHERE look <> '';

-- Words of people, sealed.
CREATE TABLE case_words (
  shop_id BIGINT NOT NULL,
  note_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  sealed  BYTEA  NOT NULL,
  PRIMARY KEY (shop_id, note_id)
);
CREATE INDEX case_words_of ON case_words (shop_id, case_id);

CREATE TABLE case_mention (
  shop_id    BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  note_id    BIGINT NOT NULL,
  case_id    BIGINT NOT NULL,
  by_account BIGINT NOT NULL,
  at         BIGINT NOT NULL,
  PRIMARY KEY (shop_id, account_id, note_id)
);

CREATE TABLE case_draft (
  shop_id    BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  case_id    BIGINT NOT NULL,
  sealed     BYTEA  NOT NULL,
  saved      BIGINT NOT NULL,
  PRIMARY KEY (shop_id, account_id, case_id)
);
