-- Trade: buyers, orders, parcels, goods, platform refunds, reviews, talk.
-- Where a channel gives no number of its own, external_id is '' and the partial unique index lets it be.
-- Ids grow with time, so the rows of one import lie side by side.
CREATE TABLE buyer (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  nick TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  forgotten_at BIGINT,                      -- at the wish of the buyer: nothing personal is kept any more
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;

CREATE TABLE buyer_identity (
  shop_id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  buyer_id BIGINT NOT NULL,
  PRIMARY KEY (shop_id, channel, external_id)
) WITHOUT ROWID;
CREATE INDEX buyer_identity_of ON buyer_identity (shop_id, buyer_id);

-- Name, phone and address are sealed, the hashes are keyed (ports/personal_vault.h).
CREATE TABLE contact_point (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  name BLOB NOT NULL,
  phone BLOB NOT NULL,
  address BLOB NOT NULL,
  phone_hash BLOB NOT NULL,
  tail_hash BLOB NOT NULL,
  whole_hash BLOB NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX contact_point_whole ON contact_point (shop_id, buyer_id, whole_hash);
CREATE INDEX contact_point_phone ON contact_point (shop_id, phone_hash, id) WHERE length(phone_hash) > 0;
CREATE INDEX contact_point_tail ON contact_point (shop_id, tail_hash, id) WHERE length(tail_hash) > 0;

CREATE TABLE product (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  title TEXT NOT NULL,
  code TEXT NOT NULL,
  category TEXT NOT NULL,
  price BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX product_external ON product (shop_id, channel, external_id);

CREATE TABLE sku (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  sku_key TEXT NOT NULL,
  attributes TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX sku_keyed ON sku (shop_id, product_id, sku_key);
CREATE INDEX sku_code ON sku (shop_id, code) WHERE code <> '';

CREATE TABLE orders (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  buyer_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  status TEXT NOT NULL,
  status_text TEXT NOT NULL,
  currency TEXT NOT NULL,
  goods BIGINT NOT NULL,
  postage BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  paid_by_lines BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  placed_at BIGINT,
  paid_at BIGINT,
  shipped_at BIGINT,
  delivered_at BIGINT,
  finished_at BIGINT,
  ship_by BIGINT,
  deliver_by BIGINT,
  title TEXT NOT NULL,
  buyer_message BLOB NOT NULL,              -- sealed
  seller_note BLOB NOT NULL,                -- sealed
  close_reason TEXT NOT NULL,
  cancels TEXT NOT NULL,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX orders_external ON orders (shop_id, external_id, channel);
CREATE INDEX orders_buyer ON orders (shop_id, buyer_id, id);
CREATE INDEX orders_contact ON orders (shop_id, contact_id, id) WHERE contact_id <> 0;

-- The order stands before the line in the key: lines are read with their order, and one tree serves both.
CREATE TABLE order_line (
  shop_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  product_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL,
  occurrence BIGINT NOT NULL,
  title TEXT NOT NULL,
  attributes TEXT NOT NULL,
  code TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  price BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  status_text TEXT NOT NULL,
  refund_status_text TEXT NOT NULL,
  paid_by_channel BIGINT NOT NULL,
  PRIMARY KEY (shop_id, order_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX order_line_external ON order_line (shop_id, external_id, channel) WHERE external_id <> '';

CREATE TABLE parcel (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  carrier TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  state TEXT NOT NULL,
  shipped_at BIGINT,
  first_scan_at BIGINT,
  last_scan_at BIGINT,
  signed_at BIGINT,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX parcel_order ON parcel (shop_id, order_id, tracking_number);
CREATE INDEX parcel_number ON parcel (shop_id, tracking_number);
CREATE INDEX parcel_silent ON parcel (shop_id, last_scan_at)
  WHERE state IN ('picked_up', 'in_transit', 'delivering', 'problem') AND last_scan_at IS NOT NULL;

CREATE TABLE tracking_event (
  shop_id BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (shop_id, parcel_id, at, text)
) WITHOUT ROWID;

CREATE TABLE platform_refund (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  order_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL,
  state_text TEXT NOT NULL,
  amount BIGINT NOT NULL,
  reason TEXT NOT NULL,
  words BLOB NOT NULL,                      -- sealed
  goods_text TEXT NOT NULL,
  fault_text TEXT NOT NULL,
  return_carrier TEXT NOT NULL,
  return_tracking TEXT NOT NULL,
  received BIGINT NOT NULL,
  after_sale BIGINT NOT NULL,
  platform_in BIGINT NOT NULL,
  applied_at BIGINT,
  deadline BIGINT,
  finished_at BIGINT,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX platform_refund_external ON platform_refund (shop_id, channel, external_id);
CREATE INDEX platform_refund_order ON platform_refund (shop_id, order_id);
CREATE INDEX platform_refund_return ON platform_refund (shop_id, return_tracking) WHERE return_tracking <> '';

CREATE TABLE review (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  order_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  described BIGINT NOT NULL,
  service BIGINT NOT NULL,
  shipping BIGINT NOT NULL,
  stars BIGINT NOT NULL,
  polarity TEXT NOT NULL,
  text TEXT NOT NULL,
  appended TEXT NOT NULL,
  reply TEXT NOT NULL,
  written_at BIGINT,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX review_external ON review (shop_id, channel, external_id);
CREATE INDEX review_order ON review (shop_id, order_id);
CREATE INDEX review_polarity ON review (shop_id, polarity, id);

CREATE TABLE conversation (
  shop_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  buyer_id BIGINT NOT NULL,
  messages BIGINT NOT NULL,
  started_at BIGINT,
  last_at BIGINT,
  PRIMARY KEY (shop_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX conversation_external ON conversation (shop_id, channel, external_id);
CREATE INDEX conversation_buyer ON conversation (shop_id, buyer_id, id);

CREATE TABLE message (
  shop_id BIGINT NOT NULL,
  conversation_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  id BIGINT NOT NULL,
  external_id TEXT NOT NULL,
  speaker TEXT NOT NULL,
  author TEXT NOT NULL,
  text BLOB NOT NULL,                       -- sealed
  sku_text TEXT NOT NULL,
  said_at BIGINT,
  PRIMARY KEY (shop_id, conversation_id, number)
) WITHOUT ROWID;
