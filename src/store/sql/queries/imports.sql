-- name: imports.one
SELECT id, shop_id, file_name, blob, bytes, kind, format, mapping, channel, state, recognised, table_number,
  row_number, permille, rows_read, refused, added, updated, unchanged, cases_opened, cases_merged, error,
  account_id, actor, created_at, started_at, finished_at
FROM import WHERE shop_id = :shop_id AND id = :id;

-- name: imports.newest
SELECT id, shop_id, file_name, blob, bytes, kind, format, mapping, channel, state, recognised, table_number,
  row_number, permille, rows_read, refused, added, updated, unchanged, cases_opened, cases_merged, error,
  account_id, actor, created_at, started_at, finished_at
FROM import WHERE shop_id = :shop_id AND id < :before ORDER BY id DESC LIMIT :limit;

-- name: imports.unfinished
SELECT id, shop_id, file_name, blob, bytes, kind, format, mapping, channel, state, recognised, table_number,
  row_number, permille, rows_read, refused, added, updated, unchanged, cases_opened, cases_merged, error,
  account_id, actor, created_at, started_at, finished_at
FROM import WHERE state IN ('waiting', 'running') ORDER BY id;

-- name: imports.add
INSERT INTO import (id, shop_id, file_name, blob, bytes, kind, format, mapping, channel, state, recognised, table_number,
  row_number, permille, rows_read, refused, added, updated, unchanged, cases_opened, cases_merged, error,
  account_id, actor, created_at, started_at, finished_at)
VALUES (:id, :shop_id, :file_name, :blob, :bytes, :kind, :format, :mapping, :channel, :state, :recognised,
  :table_number, :row_number, :permille, :rows_read, :refused, :added, :updated, :unchanged, :cases_opened,
  :cases_merged, :error, :account_id, :actor, :created_at, :started_at, :finished_at);

-- name: imports.update
UPDATE import SET file_name = :file_name, blob = :blob, bytes = :bytes, kind = :kind, format = :format, mapping = :mapping,
  channel = :channel, state = :state, recognised = :recognised, table_number = :table_number, row_number =
  :row_number, permille = :permille, rows_read = :rows_read, refused = :refused, added = :added, updated =
  :updated, unchanged = :unchanged, cases_opened = :cases_opened, cases_merged = :cases_merged, error =
  :error, account_id = :account_id, actor = :actor, created_at = :created_at, started_at = :started_at,
  finished_at = :finished_at
WHERE shop_id = :shop_id AND id = :id;

-- name: imports.add_refused
INSERT INTO import_refused_row (shop_id, import_id, number, table_number, line, problems, cells)
VALUES (:shop_id, :import_id, :number, :table_number, :line, :problems, :cells);

-- name: imports.refused
SELECT number, table_number, line, problems, cells FROM import_refused_row
WHERE shop_id = :shop_id AND import_id = :import_id AND number > :after ORDER BY number LIMIT :limit;

-- name: imports.keep_table
INSERT INTO import_table (shop_id, import_id, table_number, member, header)
VALUES (:shop_id, :import_id, :table_number, :member, :header)
ON CONFLICT (shop_id, import_id, table_number) DO UPDATE SET member = excluded.member, header = excluded.header;

-- name: imports.tables
SELECT table_number, member, header FROM import_table
WHERE shop_id = :shop_id AND import_id = :import_id ORDER BY table_number;

-- name: imports.mapping
SELECT shop_id, name, body, saved_at, actor FROM import_mapping WHERE shop_id = :shop_id AND name = :name;

-- name: imports.mappings
SELECT shop_id, name, body, saved_at, actor FROM import_mapping WHERE shop_id = :shop_id ORDER BY name;

-- name: imports.save_mapping
INSERT INTO import_mapping (shop_id, name, body, saved_at, actor)
VALUES (:shop_id, :name, :body, :saved_at, :actor)
ON CONFLICT (shop_id, name) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at, actor = excluded.actor;

-- name: imports.remove_mapping
DELETE FROM import_mapping WHERE shop_id = :shop_id AND name = :name;

-- name: imports.drop_refused
DELETE FROM import_refused_row WHERE shop_id = :shop_id AND import_id = :import_id;

-- name: imports.drop_tables
DELETE FROM import_table WHERE shop_id = :shop_id AND import_id = :import_id;

-- name: imports.check
SELECT shop_id, import_id, run, kind, format, mapping, channel, state, recognised, permille, rows_read, refused, added,
  updated, unchanged, cases_opened, cases_merged, error, actor, asked_at, finished_at
FROM import_check WHERE shop_id = :shop_id AND import_id = :import_id;

-- name: imports.running_checks
SELECT shop_id, import_id, run, kind, format, mapping, channel, state, recognised, permille, rows_read, refused, added,
  updated, unchanged, cases_opened, cases_merged, error, actor, asked_at, finished_at
FROM import_check WHERE state = 'running' ORDER BY asked_at;

-- name: imports.save_check
INSERT INTO import_check (shop_id, import_id, run, kind, format, mapping, channel, state, recognised, permille, rows_read,
  refused, added, updated, unchanged, cases_opened, cases_merged, error, actor, asked_at, finished_at)
VALUES (:shop_id, :import_id, :run, :kind, :format, :mapping, :channel, :state, :recognised, :permille, :rows_read,
  :refused, :added, :updated, :unchanged, :cases_opened, :cases_merged, :error, :actor, :asked_at, :finished_at)
ON CONFLICT (shop_id, import_id) DO UPDATE SET run = excluded.run, kind = excluded.kind, format = excluded.format,
  mapping = excluded.mapping, channel = excluded.channel, state = excluded.state, recognised = excluded.recognised,
  permille = excluded.permille, rows_read = excluded.rows_read, refused = excluded.refused, added = excluded.added,
  updated = excluded.updated, unchanged = excluded.unchanged, cases_opened = excluded.cases_opened,
  cases_merged = excluded.cases_merged, error = excluded.error, actor = excluded.actor,
  asked_at = excluded.asked_at, finished_at = excluded.finished_at;

-- name: imports.drop_check
DELETE FROM import_check WHERE shop_id = :shop_id AND import_id = :import_id;
