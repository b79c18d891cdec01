-- Offers: the menus laid before buyers, with what they were made from and what became of them.

CREATE TABLE offer (
  shop_id     BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  case_id     BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  state       TEXT   NOT NULL,
  proposed    BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  sent        BIGINT,
  ended       BIGINT,
  body        TEXT   NOT NULL,   -- the menu, its log, the facts as judged, who did what (JSON)
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX offer_of_case ON offer (shop_id, case_id, id);
-- A case has one menu at a time.
CREATE UNIQUE INDEX offer_live ON offer (shop_id, case_id) WHERE state IN ('proposed', 'sent');
CREATE INDEX offer_running_out ON offer (shop_id, valid_until) WHERE state IN ('proposed', 'sent');
CREATE INDEX offer_answered ON offer (shop_id, ended) WHERE sent IS NOT NULL AND ended IS NOT NULL;

-- Links for buyers: each leads to the newest menu that was sent in the case. Only the hash is kept.
CREATE TABLE offer_link (
  shop_id    BIGINT NOT NULL,
  token_hash TEXT   NOT NULL,
  case_id    BIGINT NOT NULL,
  made       BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  PRIMARY KEY (shop_id, token_hash)
);

-- What buyers answered, per cell: to lighter ways, and which right they took.
CREATE TABLE offer_answer (
  shop_id     BIGINT NOT NULL,
  remedy      TEXT   NOT NULL,
  size_band   BIGINT NOT NULL,
  issue_class TEXT   NOT NULL,
  price_band  BIGINT NOT NULL,
  mood        TEXT   NOT NULL,
  issue       TEXT   NOT NULL,
  demand      TEXT   NOT NULL,
  accepted    BIGINT NOT NULL,
  refused     BIGINT NOT NULL,
  PRIMARY KEY (shop_id, remedy, size_band, issue_class, price_band, mood, issue, demand)
);

-- What people said of a buyer whose history shows a pattern; the newest counts.
CREATE TABLE buyer_pattern (
  shop_id    BIGINT NOT NULL,
  buyer_id   BIGINT NOT NULL,
  number     BIGINT NOT NULL,   -- 1, 2, 3 … of the buyer
  safe       BIGINT NOT NULL,
  why        TEXT   NOT NULL,
  at         BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  actor      TEXT   NOT NULL,
  PRIMARY KEY (shop_id, buyer_id, number)
);
