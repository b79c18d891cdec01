-- What the rules need and no export tells: the terms an order was sold on, what goods cost and weigh; and a
-- shop's own rules.

CREATE TABLE order_terms (
  shop_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,                       -- domain::OrderTerms as JSON
  account_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (shop_id, order_id)
);

CREATE TABLE goods_record (
  shop_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL,                   -- 0: the whole product
  category TEXT NOT NULL,
  unit_cost BIGINT,
  unit_grams BIGINT,
  account_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (shop_id, product_id, sku_id)
);

-- Every version of a shop's own rules; the highest counts.
CREATE TABLE own_rules (
  shop_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  text TEXT NOT NULL,                       -- in the form of a rule file
  account_id BIGINT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (shop_id, version)
);

-- Ranking the open cases of a shop anew, step by step; the row stays when it is done.
CREATE TABLE reranking (
  shop_id BIGINT NOT NULL PRIMARY KEY,
  rules TEXT NOT NULL,                      -- what the cases are ranked by (CaseRules::ranking)
  after_id BIGINT NOT NULL,                 -- cases up to this id are done
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,                    -- open cases when it began
  started_at BIGINT NOT NULL,
  finished_at BIGINT
);
