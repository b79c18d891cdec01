-- The streams of the shops of events, counters, numbers, and what comes in and goes out.

-- The last sequence number given in a shop's stream. Its row is what serialises the commits of a shop.
CREATE TABLE stream (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  last    BIGINT NOT NULL
);

CREATE TABLE event (
  shop_id    BIGINT NOT NULL,
  sequence   BIGINT NOT NULL,
  case_id    BIGINT NOT NULL,   -- 0: about no case
  kind       TEXT   NOT NULL,
  at         BIGINT NOT NULL,
  account_id BIGINT NOT NULL,   -- 0: the desk itself
  actor      TEXT   NOT NULL,
  body       TEXT   NOT NULL,
  PRIMARY KEY (shop_id, sequence)
);
CREATE INDEX event_of_case ON event (shop_id, case_id, sequence) WHERE case_id <> 0;

CREATE TABLE counter (
  shop_id BIGINT NOT NULL,
  name    TEXT   NOT NULL,
  value   BIGINT NOT NULL,
  PRIMARY KEY (shop_id, name)
) WITHOUT ROWID;

-- The last number taken in a series; shop 0 holds the series of the installation ("node").
CREATE TABLE number_series (
  shop_id BIGINT NOT NULL,
  series  TEXT   NOT NULL,
  last    BIGINT NOT NULL,
  PRIMARY KEY (shop_id, series)
) WITHOUT ROWID;

-- What was answered to a request that carried an Idempotency-Key.
CREATE TABLE idempotency (
  shop_id      BIGINT NOT NULL,
  scope        TEXT   NOT NULL,  -- "account:42", "token:7"
  key          TEXT   NOT NULL,
  request_hash TEXT   NOT NULL,
  status       BIGINT NOT NULL,
  body         TEXT   NOT NULL,
  etag         TEXT   NOT NULL,
  created_at   BIGINT NOT NULL,
  PRIMARY KEY (shop_id, scope, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

-- What the outside still has to be told. state: waiting, running, done, dead.
CREATE TABLE outbox (
  shop_id    BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  kind       TEXT   NOT NULL,
  key        TEXT   NOT NULL,    -- the idempotency key towards the outside
  payload    TEXT   NOT NULL,
  state      TEXT   NOT NULL,
  attempts   BIGINT NOT NULL,
  next_at    BIGINT NOT NULL,    -- when to try (waiting) or when a worker counts as lost (running)
  last_error TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX outbox_key ON outbox (shop_id, kind, key);
CREATE INDEX outbox_due ON outbox (next_at, shop_id, id) WHERE state IN ('waiting', 'running');
CREATE INDEX outbox_dead ON outbox (shop_id, id) WHERE state = 'dead';

-- What came from outside, kept as it came before it is read. state: fresh, done, unreadable.
CREATE TABLE inbound (
  shop_id     BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  channel     TEXT   NOT NULL,
  external_id TEXT   NOT NULL,
  kind        TEXT   NOT NULL,
  payload     BLOB   NOT NULL,
  state       TEXT   NOT NULL,
  error       TEXT   NOT NULL,   -- why it could not be read
  received_at BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX inbound_external ON inbound (shop_id, channel, external_id);
CREATE INDEX inbound_open ON inbound (shop_id, state, id);
