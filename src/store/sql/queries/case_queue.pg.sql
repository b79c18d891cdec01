-- name: case_queue.search
SELECT case_id FROM case_search WHERE tokens @@ to_tsquery('simple', :match) ORDER BY case_id DESC LIMIT :limit;

-- name: case_queue.tokens_of
SELECT array_to_string(tsvector_to_array(tokens), ' ') FROM case_search WHERE case_id = :id AND shop_id = :shop_id;
