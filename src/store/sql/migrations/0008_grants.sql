-- What was promised to buyers and what has to be done for it. Words: domain/grants.h.
CREATE TABLE remedy_grant (
  shop_id       BIGINT NOT NULL,
  id            BIGINT NOT NULL,
  case_id       BIGINT NOT NULL,
  buyer_id      BIGINT NOT NULL,   -- 0: not known
  offer_id      BIGINT NOT NULL,   -- 0: without a menu
  key           TEXT   NOT NULL,
  remedy        TEXT   NOT NULL,   -- JSON
  entitled      BIGINT NOT NULL,
  goodwill      BIGINT NOT NULL,   -- fen beyond what is owed
  state         TEXT   NOT NULL,   -- proposed, granted, refused, withdrawn
  approver      TEXT   NOT NULL,   -- the least role that may agree
  reason        TEXT   NOT NULL,
  proposed_by   BIGINT NOT NULL,
  proposed_name TEXT   NOT NULL,
  proposed_at   BIGINT NOT NULL,
  decided_by    BIGINT NOT NULL,
  decided_name  TEXT   NOT NULL,
  decided_at    BIGINT,
  why           TEXT   NOT NULL,
  rules_version TEXT   NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX remedy_grant_key ON remedy_grant (shop_id, case_id, key);
CREATE INDEX remedy_grant_waiting ON remedy_grant (shop_id, id) WHERE state = 'proposed';
CREATE INDEX remedy_grant_by ON remedy_grant (shop_id, decided_by, decided_at) WHERE state = 'granted' AND goodwill > 0;
CREATE INDEX remedy_grant_to ON remedy_grant (shop_id, buyer_id, decided_at) WHERE state = 'granted' AND goodwill > 0;

CREATE TABLE deed (
  shop_id        BIGINT NOT NULL,
  id             BIGINT NOT NULL,
  grant_id       BIGINT NOT NULL,
  case_id        BIGINT NOT NULL,
  place          BIGINT NOT NULL,
  kind           TEXT   NOT NULL,
  amount         BIGINT NOT NULL,
  on_top         BIGINT NOT NULL,
  pieces         TEXT   NOT NULL,   -- JSON array of numbers, by the lines of the case's facts
  at             BIGINT,
  waits_for      BIGINT NOT NULL,   -- place of another deed, -1: none
  state          TEXT   NOT NULL,
  department     TEXT   NOT NULL,
  task_id        BIGINT NOT NULL,
  instruction_zh TEXT   NOT NULL,
  instruction_en TEXT   NOT NULL,
  reference      TEXT   NOT NULL,
  doubt          TEXT   NOT NULL,
  error          TEXT   NOT NULL,
  in_hand_by     BIGINT NOT NULL,
  in_hand_name   TEXT   NOT NULL,
  in_hand_since  BIGINT,
  confirmed_by   BIGINT NOT NULL,
  confirmed_at   BIGINT,
  added          BIGINT NOT NULL,
  changed        BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX deed_place ON deed (shop_id, grant_id, place);
CREATE INDEX deed_case ON deed (shop_id, case_id, id);
CREATE INDEX deed_state ON deed (shop_id, state, id);
CREATE INDEX deed_open ON deed (shop_id, id) WHERE state NOT IN ('done', 'cancelled');
CREATE INDEX deed_doubt ON deed (shop_id, id) WHERE doubt <> '';
CREATE INDEX deed_task ON deed (shop_id, task_id) WHERE task_id <> 0;

-- Where the goodwill of a grant went, by sku.
CREATE TABLE sku_goodwill (
  shop_id  BIGINT NOT NULL,
  sku_id   BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  grant_id BIGINT NOT NULL,
  goodwill BIGINT NOT NULL,
  PRIMARY KEY (shop_id, sku_id, at, grant_id)
);
CREATE INDEX sku_goodwill_grant ON sku_goodwill (shop_id, grant_id);

-- Append-only. Per case: granted = paid + withdrawn + open.
CREATE TABLE ledger_line (
  shop_id    BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  case_id    BIGINT NOT NULL,
  grant_id   BIGINT NOT NULL,
  deed_id    BIGINT NOT NULL,
  kind       TEXT   NOT NULL,   -- granted, instructed, paid, withdrawn
  amount     BIGINT NOT NULL,
  note       TEXT   NOT NULL,
  account_id BIGINT NOT NULL,
  at         BIGINT NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX ledger_line_case ON ledger_line (shop_id, case_id, id);
-- What keeps a refund from being paid twice, whatever the program does.
CREATE UNIQUE INDEX ledger_line_once ON ledger_line (shop_id, deed_id, kind) WHERE kind IN ('granted', 'paid');
