-- What cases are found by (store/repositories/word_marks.h). case_search holds plain words from before marks; a
-- case stands in one of the two tables.

-- name: word_marks.add
INSERT INTO case_word_mark (rowid, marks) SELECT :id, :marks WHERE :shop_id <> 0;

-- All the marks of the case.
-- name: word_marks.change
UPDATE case_word_mark SET marks = :marks WHERE rowid = :id AND :shop_id <> 0;

-- name: word_marks.clear
UPDATE case_word_mark SET marks = '' WHERE rowid = :id AND :shop_id <> 0;

-- name: word_marks.of
SELECT marks FROM case_word_mark WHERE rowid = :id AND :shop_id <> 0;

-- The newest cases with all the marks, and those with all the plain words.
-- name: word_marks.search
SELECT * FROM (SELECT rowid FROM case_word_mark WHERE case_word_mark MATCH :match ORDER BY rowid DESC LIMIT :limit)
UNION ALL
SELECT * FROM (SELECT rowid FROM case_search WHERE case_search MATCH :plain_match ORDER BY rowid DESC LIMIT :limit);

-- name: word_marks.plain_of
SELECT tokens FROM case_search WHERE rowid = :id AND :shop_id <> 0;

-- name: word_marks.drop_plain
DELETE FROM case_search WHERE rowid = :id AND :shop_id <> 0;

-- Cases with plain words, and their shops.
-- name: word_marks.some_plain
SELECT s.rowid, c.shop_id FROM (SELECT rowid FROM case_search ORDER BY rowid LIMIT :limit) s JOIN cases c ON c.id = s.rowid
ORDER BY s.rowid;

-- name: word_marks.stage
SELECT stage FROM word_marking WHERE shop_id = 0;

-- name: word_marks.set_stage
UPDATE word_marking SET stage = :stage WHERE shop_id = 0;

-- Before purging, in its transaction: SQLite has one writer.
-- name: word_marks.lock_plain
SELECT 1;

-- Out of the index of plain words goes what merging has left of it.
-- name: word_marks.purge_plain
INSERT INTO case_search (case_search) VALUES ('rebuild');

-- Pages of the file that nothing is on, though perhaps something was.
-- name: word_marks.free_pages
SELECT freelist_count FROM pragma_freelist_count;

-- name: word_marks.fill_pages
INSERT INTO blank_page (blanks) VALUES (zeroblob(4096 * :pages));

-- name: word_marks.drop_blanks
DELETE FROM blank_page WHERE id < (SELECT min(id) FROM blank_page) + 4;
