-- What cases are found by, as keyed marks of words (decision 15). The table of plain words before it, case_search,
-- is emptied in the background while the desk serves (store/mark_words.h). SQLite; PostgreSQL beside it.
CREATE VIRTUAL TABLE case_word_mark USING fts5(marks, detail = none, tokenize = 'ascii');

-- How far that has come, one row: words, pages, done.
CREATE TABLE word_marking (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  stage   TEXT   NOT NULL
);
INSERT INTO word_marking (shop_id, stage)
SELECT 0, CASE WHEN EXISTS (SELECT 1 FROM case_search) THEN 'words' ELSE 'done' END;

-- Takes up the pages that plain words once lay on, so that they are overwritten; empty otherwise.
CREATE TABLE blank_page (
  id     INTEGER PRIMARY KEY,
  blanks BLOB NOT NULL
);

-- Answers to saved drafts were kept with their words.
DELETE FROM idempotency WHERE body LIKE '{"text":%';
