-- name: word_marks.add
INSERT INTO case_word_mark (shop_id, case_id, marks)
VALUES (:shop_id, :id, array_to_tsvector(string_to_array(:marks, ' ')))
ON CONFLICT (shop_id, case_id) DO UPDATE SET marks = case_word_mark.marks || excluded.marks;

-- name: word_marks.change
UPDATE case_word_mark SET marks = array_to_tsvector(string_to_array(:marks, ' '))
WHERE shop_id = :shop_id AND case_id = :id;

-- name: word_marks.clear
UPDATE case_word_mark SET marks = '' WHERE shop_id = :shop_id AND case_id = :id;

-- name: word_marks.of
SELECT array_to_string(tsvector_to_array(marks), ' ') FROM case_word_mark WHERE case_id = :id AND shop_id = :shop_id;

-- name: word_marks.search
(SELECT case_id FROM case_word_mark WHERE marks @@ CAST(:match AS tsquery) ORDER BY case_id DESC LIMIT :limit)
UNION ALL
(SELECT case_id FROM case_search WHERE tokens @@ to_tsquery('simple', :plain_match) ORDER BY case_id DESC LIMIT :limit);

-- name: word_marks.plain_of
SELECT array_to_string(tsvector_to_array(tokens), ' ') FROM case_search WHERE case_id = :id AND shop_id = :shop_id;

-- name: word_marks.drop_plain
DELETE FROM case_search WHERE case_id = :id AND shop_id = :shop_id;

-- name: word_marks.some_plain
SELECT case_id, shop_id FROM case_search ORDER BY shop_id, case_id LIMIT :limit;

-- Whoever holds the table (a copy under way) makes this give up soon, so that searches do not queue up behind it.
-- name: word_marks.lock_plain
LOCK TABLE case_search IN ACCESS EXCLUSIVE MODE NOWAIT;

-- name: word_marks.purge_plain
TRUNCATE case_search;

-- A truncated table leaves no pages.
-- name: word_marks.free_pages
SELECT 0;

-- name: word_marks.fill_pages
SELECT CAST(:pages AS BIGINT);

-- name: word_marks.drop_blanks
SELECT 0;
