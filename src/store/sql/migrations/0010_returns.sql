-- Returns: goods on their way back, parcels that nobody announced, where goods go back to, and the stock that
-- exchanges are sent from.

CREATE TABLE return_order (
  shop_id         BIGINT NOT NULL,
  id              BIGINT NOT NULL,
  number          BIGINT NOT NULL,
  version         BIGINT NOT NULL,
  case_id         BIGINT NOT NULL,
  grant_id        BIGINT NOT NULL,   -- 0: opened by hand
  deed_id         BIGINT NOT NULL,
  order_id        BIGINT NOT NULL,
  buyer_id        BIGINT NOT NULL,
  order_number    TEXT   NOT NULL,
  tracking_number TEXT   NOT NULL,
  stage           TEXT   NOT NULL,
  since           BIGINT NOT NULL,   -- when it came to its stage
  open            BIGINT NOT NULL,   -- 1 while goods may still come
  next_look       BIGINT,            -- when somebody has to look whether they do
  phone_hash      BLOB   NOT NULL,   -- keyed hashes of the buyer's phone
  tail_hash       BLOB   NOT NULL,
  body            TEXT   NOT NULL,   -- the whole return (JSON)
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX return_number ON return_order (shop_id, number);
CREATE UNIQUE INDEX return_deed ON return_order (shop_id, deed_id) WHERE deed_id <> 0;
CREATE INDEX return_grant ON return_order (shop_id, grant_id) WHERE grant_id <> 0;
CREATE INDEX return_case ON return_order (shop_id, case_id);
CREATE INDEX return_of_order ON return_order (shop_id, order_id, id) WHERE order_id <> 0;
CREATE INDEX return_order_number ON return_order (shop_id, order_number, id) WHERE order_number <> '';
CREATE INDEX return_tracking ON return_order (shop_id, tracking_number, id) WHERE tracking_number <> '';
CREATE INDEX return_stage ON return_order (shop_id, stage, since, id);
CREATE INDEX return_open ON return_order (shop_id, id) WHERE open = 1;
CREATE INDEX return_look ON return_order (shop_id, next_look) WHERE next_look IS NOT NULL;
CREATE INDEX return_phone ON return_order (shop_id, phone_hash, id) WHERE length(phone_hash) > 0;
CREATE INDEX return_tail ON return_order (shop_id, tail_hash, id) WHERE length(tail_hash) > 0;
CREATE INDEX return_buyer ON return_order (shop_id, buyer_id) WHERE buyer_id <> 0;

-- What came back by sku, for figures over many returns.
CREATE TABLE return_line (
  shop_id   BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  place     BIGINT NOT NULL,
  line_id   BIGINT NOT NULL,
  sku_id    BIGINT NOT NULL,
  expected  BIGINT NOT NULL,
  received  BIGINT NOT NULL,
  damaged   BIGINT NOT NULL,
  accepted  BIGINT NOT NULL,
  rejected  BIGINT NOT NULL,
  PRIMARY KEY (shop_id, return_id, place)
) WITHOUT ROWID;
CREATE INDEX return_line_sku ON return_line (shop_id, sku_id, return_id) WHERE sku_id <> 0;

CREATE TABLE stray_parcel (
  shop_id         BIGINT NOT NULL,
  id              BIGINT NOT NULL,
  number          BIGINT NOT NULL,
  version         BIGINT NOT NULL,
  state           TEXT   NOT NULL,
  tracking_number TEXT   NOT NULL,
  seen            BIGINT NOT NULL,
  phone           BLOB   NOT NULL,   -- sealed
  tail_hash       BLOB   NOT NULL,
  body            TEXT   NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX stray_number ON stray_parcel (shop_id, number);
CREATE INDEX stray_state ON stray_parcel (shop_id, state, seen, id);
CREATE INDEX stray_tracking ON stray_parcel (shop_id, tracking_number) WHERE tracking_number <> '';

CREATE TABLE return_address (
  shop_id  BIGINT NOT NULL,
  id       BIGINT NOT NULL,
  rank     BIGINT NOT NULL,
  receiver BLOB   NOT NULL,          -- name, phone and address, sealed
  body     TEXT   NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;

CREATE TABLE stock_level (
  shop_id  BIGINT NOT NULL,
  sku_id   BIGINT NOT NULL,
  on_hand  BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  changed  BIGINT NOT NULL,
  PRIMARY KEY (shop_id, sku_id)
) WITHOUT ROWID;

CREATE TABLE stock_move (
  shop_id     BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  sku_id      BIGINT NOT NULL,
  kind        TEXT   NOT NULL,
  on_hand_by  BIGINT NOT NULL,
  reserved_by BIGINT NOT NULL,
  return_id   BIGINT NOT NULL,
  why         TEXT   NOT NULL,
  account_id  BIGINT NOT NULL,
  actor       TEXT   NOT NULL,
  at          BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE INDEX stock_move_sku ON stock_move (shop_id, sku_id, id);

CREATE TABLE stock_hold (
  shop_id   BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  place     BIGINT NOT NULL,
  sku_id    BIGINT NOT NULL,
  pieces    BIGINT NOT NULL,
  state     TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  PRIMARY KEY (shop_id, return_id, place)
) WITHOUT ROWID;
