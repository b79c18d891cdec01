-- Offers, links to them, answers, and what people said of patterns.

-- name: offers.add
INSERT INTO offer (shop_id, id, case_id, version, state, proposed, valid_until, sent, ended, body)
VALUES (:shop_id, :id, :case_id, :version, :state, :proposed, :valid_until, :sent, :ended, :body);

-- name: offers.change
UPDATE offer SET version = :version, state = :state, valid_until = :valid_until, sent = :sent, ended = :ended,
  body = :body
WHERE shop_id = :shop_id AND id = :id AND version = :before;

-- name: offers.load
SELECT shop_id, id, case_id, version, state, body FROM offer WHERE shop_id = :shop_id AND id = :id;

-- name: offers.live_of
SELECT shop_id, id, case_id, version, state, body FROM offer
WHERE shop_id = :shop_id AND case_id = :case_id AND state IN ('proposed', 'sent');

-- name: offers.of_case
SELECT shop_id, id, case_id, version, state, body FROM offer
WHERE shop_id = :shop_id AND case_id = :case_id ORDER BY id DESC LIMIT :limit;

-- name: offers.running_out
SELECT id FROM offer
WHERE shop_id = :shop_id AND state IN ('proposed', 'sent') AND valid_until <= :now
ORDER BY valid_until LIMIT :limit;

-- name: offers.answered
SELECT shop_id, id, case_id, version, state, body FROM offer
WHERE shop_id = :shop_id AND sent IS NOT NULL AND ended IS NOT NULL ORDER BY ended DESC LIMIT :limit;

-- name: offers.add_link
INSERT INTO offer_link (shop_id, token_hash, case_id, made, account_id)
VALUES (:shop_id, :token_hash, :case_id, :made, :account_id);

-- name: offers.link
SELECT case_id FROM offer_link WHERE shop_id = :shop_id AND token_hash = :token_hash;

-- name: offers.count
INSERT INTO offer_answer (shop_id, remedy, size_band, issue_class, price_band, mood, issue, demand,
                          accepted, refused)
VALUES (:shop_id, :remedy, :size_band, :issue_class, :price_band, :mood, :issue, :demand,
        :accepted, :refused)
ON CONFLICT (shop_id, remedy, size_band, issue_class, price_band, mood, issue, demand)
DO UPDATE SET accepted = offer_answer.accepted + excluded.accepted,
              refused = offer_answer.refused + excluded.refused;

-- name: offers.answer_sums
SELECT COUNT(*), COALESCE(SUM(accepted), 0), COALESCE(SUM(refused), 0)
FROM offer_answer WHERE shop_id = :shop_id;

-- name: offers.answers
SELECT remedy, size_band, issue_class, price_band, mood, issue, demand, accepted, refused
FROM offer_answer WHERE shop_id = :shop_id
ORDER BY remedy, size_band, issue_class, price_band, mood, issue, demand;

-- name: offers.patterns
SELECT number, safe, why, at, account_id, actor FROM buyer_pattern
WHERE shop_id = :shop_id AND buyer_id = :buyer_id ORDER BY number DESC LIMIT :limit;

-- name: offers.add_pattern
INSERT INTO buyer_pattern (shop_id, buyer_id, number, safe, why, at, account_id, actor)
VALUES (:shop_id, :buyer_id, :number, :safe, :why, :at, :account_id, :actor);
