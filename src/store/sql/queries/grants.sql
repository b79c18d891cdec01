-- What was promised to buyers, what is being done for it, and the ledger.

-- name: grants.insert
INSERT INTO remedy_grant (shop_id, id, case_id, buyer_id, offer_id, key, remedy, entitled, goodwill, state, approver,
                          reason, proposed_by, proposed_name, proposed_at, decided_by, decided_name, decided_at, why,
                          rules_version)
VALUES (:shop_id, :id, :case_id, :buyer_id, :offer_id, :key, :remedy, :entitled, :goodwill, :state, :approver,
        :reason, :proposed_by, :proposed_name, :proposed_at, :decided_by, :decided_name, :decided_at, :why,
        :rules_version);

-- name: grants.update
UPDATE remedy_grant SET goodwill = :goodwill, state = :state, approver = :approver, decided_by = :decided_by,
       decided_name = :decided_name, decided_at = :decided_at, why = :why
WHERE shop_id = :shop_id AND id = :id;

-- name: grants.find
SELECT shop_id, id, case_id, buyer_id, offer_id, key, remedy, entitled, goodwill, state, approver, reason,
       proposed_by, proposed_name, proposed_at, decided_by, decided_name, decided_at, why, rules_version
FROM remedy_grant WHERE shop_id = :shop_id AND id = :id;

-- name: grants.by_key
SELECT shop_id, id, case_id, buyer_id, offer_id, key, remedy, entitled, goodwill, state, approver, reason,
       proposed_by, proposed_name, proposed_at, decided_by, decided_name, decided_at, why, rules_version
FROM remedy_grant WHERE shop_id = :shop_id AND case_id = :case_id AND key = :key;

-- name: grants.of_case
SELECT shop_id, id, case_id, buyer_id, offer_id, key, remedy, entitled, goodwill, state, approver, reason,
       proposed_by, proposed_name, proposed_at, decided_by, decided_name, decided_at, why, rules_version
FROM remedy_grant WHERE shop_id = :shop_id AND case_id = :case_id ORDER BY id;

-- name: grants.waiting
SELECT shop_id, id, case_id, buyer_id, offer_id, key, remedy, entitled, goodwill, state, approver, reason,
       proposed_by, proposed_name, proposed_at, decided_by, decided_name, decided_at, why, rules_version
FROM remedy_grant WHERE shop_id = :shop_id AND state = 'proposed' AND id > :after ORDER BY id LIMIT :limit;

-- name: grants.move_grants
UPDATE remedy_grant SET case_id = :to, key = CASE WHEN key IN
    (SELECT k.key FROM remedy_grant k WHERE k.shop_id = :shop_id AND k.case_id = :to)
  THEN key || '@' || case_id ELSE key END
WHERE shop_id = :shop_id AND case_id = :from;

-- name: grants.move_deeds
UPDATE deed SET case_id = :to WHERE shop_id = :shop_id AND case_id = :from;

-- name: grants.move_ledger
UPDATE ledger_line SET case_id = :to WHERE shop_id = :shop_id AND case_id = :from;

-- name: grants.insert_deed
INSERT INTO deed (shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department,
                  task_id, instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name,
                  in_hand_since, confirmed_by, confirmed_at, added, changed)
VALUES (:shop_id, :id, :grant_id, :case_id, :place, :kind, :amount, :on_top, :pieces, :at, :waits_for, :state,
        :department, :task_id, :instruction_zh, :instruction_en, :reference, :doubt, :error, :in_hand_by,
        :in_hand_name, :in_hand_since, :confirmed_by, :confirmed_at, :added, :changed);

-- name: grants.update_deed
UPDATE deed SET amount = :amount, state = :state, department = :department, task_id = :task_id,
       instruction_zh = :instruction_zh, instruction_en = :instruction_en, reference = :reference, doubt = :doubt,
       error = :error, in_hand_by = :in_hand_by, in_hand_name = :in_hand_name, in_hand_since = :in_hand_since,
       confirmed_by = :confirmed_by, confirmed_at = :confirmed_at, changed = :changed
WHERE shop_id = :shop_id AND id = :id;

-- name: grants.find_deed
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND id = :id;

-- name: grants.deeds_of_grant
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND grant_id = :grant_id ORDER BY place;

-- name: grants.deeds_of_case
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND case_id = :case_id ORDER BY id;

-- name: grants.deed_of_task
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND task_id = :task_id AND task_id <> 0;

-- name: grants.deeds_in_state
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND state = :state AND id > :after
  AND (kind = :kind OR :kind = '') AND (department = :department OR :department = '')
  AND (in_hand_by = :in_hand_by OR :in_hand_by = -1)
ORDER BY id LIMIT :limit;

-- name: grants.open_deeds
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND state NOT IN ('done', 'cancelled') AND id > :after
  AND (kind = :kind OR :kind = '') AND (department = :department OR :department = '')
  AND (in_hand_by = :in_hand_by OR :in_hand_by = -1)
ORDER BY id LIMIT :limit;

-- name: grants.doubted_deeds
SELECT shop_id, id, grant_id, case_id, place, kind, amount, on_top, pieces, at, waits_for, state, department, task_id,
       instruction_zh, instruction_en, reference, doubt, error, in_hand_by, in_hand_name, in_hand_since, confirmed_by,
       confirmed_at, added, changed
FROM deed WHERE shop_id = :shop_id AND doubt <> '' AND id > :after ORDER BY id LIMIT :limit;

-- name: grants.goodwill_in
SELECT CAST(coalesce(sum(goodwill), 0) AS BIGINT), count(*) FROM remedy_grant
WHERE shop_id = :shop_id AND case_id = :case_id AND state = 'granted' AND goodwill > 0;

-- name: grants.goodwill_by
SELECT CAST(coalesce(sum(goodwill), 0) AS BIGINT), count(*) FROM remedy_grant
WHERE shop_id = :shop_id AND decided_by = :who AND decided_at >= :since AND state = 'granted' AND goodwill > 0;

-- name: grants.goodwill_to
SELECT CAST(coalesce(sum(goodwill), 0) AS BIGINT), count(*) FROM remedy_grant
WHERE shop_id = :shop_id AND buyer_id = :buyer_id AND decided_at >= :since AND state = 'granted' AND goodwill > 0;

-- name: grants.keep_sku_goodwill
INSERT INTO sku_goodwill (shop_id, sku_id, at, grant_id, goodwill) VALUES (:shop_id, :sku_id, :at, :grant_id, :goodwill)
ON CONFLICT (shop_id, sku_id, at, grant_id) DO UPDATE SET goodwill = sku_goodwill.goodwill + excluded.goodwill;

-- name: grants.drop_sku_goodwill
DELETE FROM sku_goodwill WHERE shop_id = :shop_id AND grant_id = :grant_id;

-- name: grants.goodwill_for
SELECT CAST(coalesce(sum(goodwill), 0) AS BIGINT) FROM sku_goodwill WHERE shop_id = :shop_id AND sku_id = :sku_id AND at >= :since;

-- name: grants.add_line
INSERT INTO ledger_line (shop_id, id, case_id, grant_id, deed_id, kind, amount, note, account_id, at)
VALUES (:shop_id, :id, :case_id, :grant_id, :deed_id, :kind, :amount, :note, :account_id, :at);

-- name: grants.ledger
SELECT shop_id, id, case_id, grant_id, deed_id, kind, amount, note, account_id, at FROM ledger_line
WHERE shop_id = :shop_id AND case_id = :case_id ORDER BY id LIMIT :limit;

-- name: grants.ledger_sums
SELECT kind, CAST(coalesce(sum(amount), 0) AS BIGINT) FROM ledger_line
WHERE shop_id = :shop_id AND case_id = :case_id GROUP BY kind;

-- name: grants.cases_with_ledger
SELECT DISTINCT case_id FROM ledger_line WHERE shop_id = :shop_id AND case_id > :after ORDER BY case_id LIMIT :limit;
