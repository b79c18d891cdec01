-- Files that nothing speaks of any more: swept from disk an hour later, unless something speaks of them again.
CREATE TABLE doomed_file (
  shop_id BIGINT NOT NULL,
  hash    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (shop_id, hash)
);
