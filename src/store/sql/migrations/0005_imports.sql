-- Imports: what files were taken in, how far each came, which rows were refused, and saved mappings.
CREATE TABLE import (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  blob TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  kind TEXT NOT NULL,
  format TEXT NOT NULL,
  mapping TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  recognised TEXT NOT NULL,
  table_number BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  permille BIGINT NOT NULL,
  rows_read BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  added BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  cases_opened BIGINT NOT NULL,
  cases_merged BIGINT NOT NULL,
  error TEXT NOT NULL,
  account_id BIGINT NOT NULL,
  actor TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX import_unfinished ON import (state) WHERE state IN ('waiting', 'running');

CREATE TABLE import_refused_row (
  shop_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  table_number BIGINT NOT NULL,
  line BIGINT NOT NULL,
  problems BLOB NOT NULL,                   -- sealed, like the cells
  cells BLOB NOT NULL,
  PRIMARY KEY (shop_id, import_id, number)
);

CREATE TABLE import_table (
  shop_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  table_number BIGINT NOT NULL,
  member TEXT NOT NULL,
  header TEXT NOT NULL,
  PRIMARY KEY (shop_id, import_id, table_number)
);

CREATE TABLE import_mapping (
  shop_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (shop_id, name)
);
