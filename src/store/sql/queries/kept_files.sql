-- Files whose time is over.

-- name: kept_files.doom
INSERT INTO doomed_file (shop_id, hash, at) VALUES (:shop_id, :hash, :at)
ON CONFLICT (shop_id, hash) DO UPDATE SET at = excluded.at;

-- `in_use`: something speaks of it after all.
-- name: kept_files.doomed
SELECT d.hash, CASE WHEN
    EXISTS (SELECT 1 FROM case_picture p WHERE p.shop_id = :shop_id AND p.content_hash = d.hash) OR
    EXISTS (SELECT 1 FROM case_picture p WHERE p.shop_id = :shop_id AND p.thumbnail = d.hash) OR
    EXISTS (SELECT 1 FROM stray_parcel s WHERE s.shop_id = :shop_id AND s.body LIKE '%' || d.hash || '%') OR
    EXISTS (SELECT 1 FROM import i WHERE i.shop_id = :shop_id AND i.blob = d.hash) THEN 1 ELSE 0 END
FROM doomed_file d WHERE d.shop_id = :shop_id AND d.at < :before ORDER BY d.at, d.hash LIMIT :limit;

-- name: kept_files.settle
DELETE FROM doomed_file WHERE shop_id = :shop_id AND hash = :hash;

-- name: kept_files.old_imports
SELECT id, blob FROM import
WHERE shop_id = :shop_id AND blob <> '' AND coalesce(finished_at, created_at) < :before
  AND state <> 'running' ORDER BY id LIMIT :limit;

-- name: kept_files.import_without_file
UPDATE import SET blob = '', state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
WHERE shop_id = :shop_id AND id = :id;

-- name: kept_files.drop_check
DELETE FROM import_check WHERE shop_id = :shop_id AND import_id = :id;

-- name: kept_files.drop_refused
DELETE FROM import_refused_row WHERE shop_id = :shop_id AND import_id = :id;
