-- Dry runs: what an import would do. Its bad rows stand with the import's own until that begins.
CREATE TABLE import_check (
  shop_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  run BIGINT NOT NULL,                      -- a new one for each dry run of the import
  kind TEXT NOT NULL,
  format TEXT NOT NULL,
  mapping TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,                      -- running, finished, failed, cancelled
  recognised TEXT NOT NULL,
  permille BIGINT NOT NULL,
  rows_read BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  added BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  cases_opened BIGINT NOT NULL,
  cases_merged BIGINT NOT NULL,
  error TEXT NOT NULL,
  actor TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (shop_id, import_id)
);
CREATE INDEX import_check_running ON import_check (state) WHERE state = 'running';
