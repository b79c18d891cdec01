-- What cases are found by, as keyed marks of words (decision 15). The table of plain words before it, case_search,
-- is emptied in the background while the desk serves (store/mark_words.h). PostgreSQL; SQLite beside it.
CREATE TABLE case_word_mark (
  shop_id BIGINT   NOT NULL,
  case_id BIGINT   NOT NULL,
  marks   TSVECTOR NOT NULL,
  PRIMARY KEY (shop_id, case_id)
);
CREATE INDEX case_word_mark_marks ON case_word_mark USING gin (marks);

-- How far that has come, one row: words, done.
CREATE TABLE word_marking (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  stage   TEXT   NOT NULL
);
INSERT INTO word_marking (shop_id, stage)
SELECT 0, CASE WHEN EXISTS (SELECT 1 FROM case_search) THEN 'words' ELSE 'done' END;

-- Answers to saved drafts were kept with their words.
DELETE FROM idempotency WHERE body LIKE '{"text":%';
