-- name: trade.buyer
SELECT id, shop_id, nick, first_seen, forgotten_at
FROM buyer WHERE shop_id = :shop_id AND id = :id;

-- name: trade.buyer_known_as
SELECT buyer_id FROM buyer_identity
WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id;

-- name: trade.identities_of
SELECT shop_id, channel, external_id, buyer_id
FROM buyer_identity WHERE shop_id = :shop_id AND buyer_id = :buyer_id ORDER BY channel, external_id;

-- name: trade.add_buyer
INSERT INTO buyer (id, shop_id, nick, first_seen, forgotten_at)
VALUES (:id, :shop_id, :nick, :first_seen, :forgotten_at);

-- name: trade.add_identity
INSERT INTO buyer_identity (shop_id, channel, external_id, buyer_id)
VALUES (:shop_id, :channel, :external_id, :buyer_id);

-- name: trade.contact
SELECT name, phone, address FROM contact_point WHERE shop_id = :shop_id AND id = :id;

-- name: trade.contacts_of
SELECT id FROM contact_point WHERE shop_id = :shop_id AND buyer_id = :buyer_id ORDER BY id DESC;

-- name: trade.contact_like
SELECT id FROM contact_point WHERE shop_id = :shop_id AND buyer_id = :buyer_id AND whole_hash = :whole_hash;

-- name: trade.add_contact
INSERT INTO contact_point (shop_id, id, buyer_id, name, phone, address, phone_hash, tail_hash, whole_hash, created_at)
VALUES (:shop_id, :id, :buyer_id, :name, :phone, :address, :phone_hash, :tail_hash, :whole_hash, :created_at);

-- name: trade.buyers_by_phone
SELECT buyer_id FROM contact_point
WHERE shop_id = :shop_id AND phone_hash = :hash AND length(phone_hash) > 0 ORDER BY id DESC LIMIT :limit;

-- name: trade.orders_by_phone
SELECT o.id FROM contact_point c JOIN orders o ON o.shop_id = c.shop_id AND o.contact_id = c.id
WHERE c.shop_id = :shop_id AND c.phone_hash = :hash AND length(c.phone_hash) > 0 AND o.contact_id <> 0
ORDER BY o.id DESC LIMIT :limit;

-- name: trade.buyers_by_tail
SELECT buyer_id FROM contact_point
WHERE shop_id = :shop_id AND tail_hash = :hash AND length(tail_hash) > 0 ORDER BY id DESC LIMIT :limit;

-- name: trade.orders_by_tail
SELECT o.id FROM contact_point c JOIN orders o ON o.shop_id = c.shop_id AND o.contact_id = c.id
WHERE c.shop_id = :shop_id AND c.tail_hash = :hash AND length(c.tail_hash) > 0 AND o.contact_id <> 0
ORDER BY o.id DESC LIMIT :limit;

-- name: trade.order
SELECT id, shop_id, channel, external_id, buyer_id, contact_id, status, status_text, currency, goods, postage,
  paid, refunded, paid_by_lines, quantity, placed_at, paid_at, shipped_at, delivered_at, finished_at, ship_by, deliver_by,
  title, buyer_message, seller_note, close_reason, cancels
FROM orders WHERE shop_id = :shop_id AND id = :id;

-- name: trade.order_numbered
SELECT id, shop_id, channel, external_id, buyer_id, contact_id, status, status_text, currency, goods, postage,
  paid, refunded, paid_by_lines, quantity, placed_at, paid_at, shipped_at, delivered_at, finished_at, ship_by, deliver_by,
  title, buyer_message, seller_note, close_reason, cancels
FROM orders WHERE shop_id = :shop_id AND external_id = :external_id AND channel = :channel;

-- name: trade.orders_numbered
SELECT id, shop_id, channel, external_id, buyer_id, contact_id, status, status_text, currency, goods, postage,
  paid, refunded, paid_by_lines, quantity, placed_at, paid_at, shipped_at, delivered_at, finished_at, ship_by, deliver_by,
  title, buyer_message, seller_note, close_reason, cancels
FROM orders WHERE shop_id = :shop_id AND external_id = :external_id ORDER BY id;

-- name: trade.orders_of
SELECT id, shop_id, channel, external_id, buyer_id, contact_id, status, status_text, currency, goods, postage,
  paid, refunded, paid_by_lines, quantity, placed_at, paid_at, shipped_at, delivered_at, finished_at, ship_by, deliver_by,
  title, buyer_message, seller_note, close_reason, cancels
FROM orders WHERE shop_id = :shop_id AND buyer_id = :buyer_id ORDER BY id DESC LIMIT :limit;

-- name: trade.add_order
INSERT INTO orders (id, shop_id, channel, external_id, buyer_id, contact_id, status, status_text, currency, goods, postage,
  paid, refunded, paid_by_lines, quantity, placed_at, paid_at, shipped_at, delivered_at, finished_at, ship_by, deliver_by,
  title, buyer_message, seller_note, close_reason, cancels)
VALUES (:id, :shop_id, :channel, :external_id, :buyer_id, :contact_id, :status, :status_text, :currency, :goods,
  :postage, :paid, :refunded, :paid_by_lines, :quantity, :placed_at, :paid_at, :shipped_at, :delivered_at, :finished_at,
  :ship_by, :deliver_by, :title, :buyer_message, :seller_note, :close_reason, :cancels);

-- name: trade.update_order
UPDATE orders SET channel = :channel, external_id = :external_id, buyer_id = :buyer_id, contact_id = :contact_id, status =
  :status, status_text = :status_text, currency = :currency, goods = :goods, postage = :postage, paid = :paid,
  refunded = :refunded, paid_by_lines = :paid_by_lines, quantity = :quantity, placed_at = :placed_at, paid_at = :paid_at, shipped_at =
  :shipped_at, delivered_at = :delivered_at, finished_at = :finished_at, ship_by = :ship_by, deliver_by =
  :deliver_by, title = :title, buyer_message = :buyer_message, seller_note = :seller_note, close_reason =
  :close_reason, cancels = :cancels
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.line
SELECT id, shop_id, order_id, channel, external_id, product_id, sku_id, occurrence, title, attributes, code,
  quantity, price, paid, refunded, status_text, refund_status_text, paid_by_channel
FROM order_line WHERE shop_id = :shop_id AND order_id = :order_id AND id = :id;

-- name: trade.lines_of
SELECT id, shop_id, order_id, channel, external_id, product_id, sku_id, occurrence, title, attributes, code,
  quantity, price, paid, refunded, status_text, refund_status_text, paid_by_channel
FROM order_line WHERE shop_id = :shop_id AND order_id = :order_id ORDER BY id;

-- name: trade.line_numbered
SELECT id, shop_id, order_id, channel, external_id, product_id, sku_id, occurrence, title, attributes, code,
  quantity, price, paid, refunded, status_text, refund_status_text, paid_by_channel
FROM order_line WHERE shop_id = :shop_id AND external_id = :external_id AND channel = :channel AND external_id <> '';

-- name: trade.add_line
INSERT INTO order_line (id, shop_id, order_id, channel, external_id, product_id, sku_id, occurrence, title, attributes, code,
  quantity, price, paid, refunded, status_text, refund_status_text, paid_by_channel)
VALUES (:id, :shop_id, :order_id, :channel, :external_id, :product_id, :sku_id, :occurrence, :title, :attributes,
  :code, :quantity, :price, :paid, :refunded, :status_text, :refund_status_text, :paid_by_channel);

-- name: trade.update_line
UPDATE order_line SET channel = :channel, external_id = :external_id, product_id = :product_id, sku_id = :sku_id, occurrence =
  :occurrence, title = :title, attributes = :attributes, code = :code, quantity = :quantity, price = :price,
  paid = :paid, refunded = :refunded, status_text = :status_text, refund_status_text = :refund_status_text,
  paid_by_channel = :paid_by_channel
WHERE shop_id = :shop_id AND order_id = :order_id AND id = :id;

-- name: trade.parcel
SELECT id, shop_id, order_id, carrier, tracking_number, state, shipped_at, first_scan_at, last_scan_at, signed_at
FROM parcel WHERE shop_id = :shop_id AND id = :id;

-- name: trade.parcels_of
SELECT id, shop_id, order_id, carrier, tracking_number, state, shipped_at, first_scan_at, last_scan_at, signed_at
FROM parcel WHERE shop_id = :shop_id AND order_id = :order_id ORDER BY id;

-- name: trade.parcels_tracked
SELECT id, shop_id, order_id, carrier, tracking_number, state, shipped_at, first_scan_at, last_scan_at, signed_at
FROM parcel WHERE shop_id = :shop_id AND tracking_number = :tracking_number ORDER BY id;

-- name: trade.parcels_silent_since
SELECT id, shop_id, order_id, carrier, tracking_number, state, shipped_at, first_scan_at, last_scan_at, signed_at
FROM parcel WHERE shop_id = :shop_id AND last_scan_at < :before AND last_scan_at IS NOT NULL
  AND state IN ('picked_up', 'in_transit', 'delivering', 'problem')
ORDER BY last_scan_at LIMIT :limit;

-- name: trade.add_parcel
INSERT INTO parcel (id, shop_id, order_id, carrier, tracking_number, state, shipped_at, first_scan_at, last_scan_at, signed_at)
VALUES (:id, :shop_id, :order_id, :carrier, :tracking_number, :state, :shipped_at, :first_scan_at, :last_scan_at,
  :signed_at);

-- name: trade.update_parcel
UPDATE parcel SET order_id = :order_id, carrier = :carrier, tracking_number = :tracking_number, state = :state, shipped_at =
  :shipped_at, first_scan_at = :first_scan_at, last_scan_at = :last_scan_at, signed_at = :signed_at
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.trace_of
SELECT at, text, state FROM tracking_event WHERE shop_id = :shop_id AND parcel_id = :parcel_id ORDER BY at, text;

-- name: trade.add_tracking
INSERT INTO tracking_event (shop_id, parcel_id, at, text, state)
VALUES (:shop_id, :parcel_id, :at, :text, :state)
ON CONFLICT (shop_id, parcel_id, at, text) DO NOTHING;

-- name: trade.product
SELECT id, shop_id, channel, external_id, title, code, category, price
FROM product WHERE shop_id = :shop_id AND id = :id;

-- name: trade.product_known_as
SELECT id, shop_id, channel, external_id, title, code, category, price
FROM product WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id;

-- name: trade.add_product
INSERT INTO product (id, shop_id, channel, external_id, title, code, category, price)
VALUES (:id, :shop_id, :channel, :external_id, :title, :code, :category, :price);

-- name: trade.update_product
UPDATE product SET channel = :channel, external_id = :external_id, title = :title, code = :code, category = :category, price =
  :price
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.sku
SELECT id, shop_id, product_id, sku_key, attributes, code
FROM sku WHERE shop_id = :shop_id AND id = :id;

-- name: trade.sku_keyed
SELECT id, shop_id, product_id, sku_key, attributes, code
FROM sku WHERE shop_id = :shop_id AND product_id = :product_id AND sku_key = :sku_key;

-- name: trade.add_sku
INSERT INTO sku (id, shop_id, product_id, sku_key, attributes, code)
VALUES (:id, :shop_id, :product_id, :sku_key, :attributes, :code);

-- name: trade.update_sku
UPDATE sku SET product_id = :product_id, sku_key = :sku_key, attributes = :attributes, code = :code
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.refund
SELECT id, shop_id, channel, external_id, order_id, line_id, buyer_id, type, state, state_text, amount, reason,
  words, goods_text, fault_text, return_carrier, return_tracking, received, after_sale, platform_in,
  applied_at, deadline, finished_at
FROM platform_refund WHERE shop_id = :shop_id AND id = :id;

-- name: trade.refund_numbered
SELECT id, shop_id, channel, external_id, order_id, line_id, buyer_id, type, state, state_text, amount, reason,
  words, goods_text, fault_text, return_carrier, return_tracking, received, after_sale, platform_in,
  applied_at, deadline, finished_at
FROM platform_refund WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id;

-- name: trade.refunds_of
SELECT id, shop_id, channel, external_id, order_id, line_id, buyer_id, type, state, state_text, amount, reason,
  words, goods_text, fault_text, return_carrier, return_tracking, received, after_sale, platform_in,
  applied_at, deadline, finished_at
FROM platform_refund WHERE shop_id = :shop_id AND order_id = :order_id ORDER BY id;

-- name: trade.add_refund
INSERT INTO platform_refund (id, shop_id, channel, external_id, order_id, line_id, buyer_id, type, state, state_text, amount, reason,
  words, goods_text, fault_text, return_carrier, return_tracking, received, after_sale, platform_in,
  applied_at, deadline, finished_at)
VALUES (:id, :shop_id, :channel, :external_id, :order_id, :line_id, :buyer_id, :type, :state, :state_text, :amount,
  :reason, :words, :goods_text, :fault_text, :return_carrier, :return_tracking, :received, :after_sale,
  :platform_in, :applied_at, :deadline, :finished_at);

-- name: trade.update_refund
UPDATE platform_refund SET channel = :channel, external_id = :external_id, order_id = :order_id, line_id = :line_id, buyer_id =
  :buyer_id, type = :type, state = :state, state_text = :state_text, amount = :amount, reason = :reason, words
  = :words, goods_text = :goods_text, fault_text = :fault_text, return_carrier = :return_carrier,
  return_tracking = :return_tracking, received = :received, after_sale = :after_sale, platform_in =
  :platform_in, applied_at = :applied_at, deadline = :deadline, finished_at = :finished_at
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.review
SELECT id, shop_id, channel, external_id, order_id, line_id, buyer_id, described, service, shipping, stars,
  polarity, text, appended, reply, written_at
FROM review WHERE shop_id = :shop_id AND id = :id;

-- name: trade.review_numbered
SELECT id, shop_id, channel, external_id, order_id, line_id, buyer_id, described, service, shipping, stars,
  polarity, text, appended, reply, written_at
FROM review WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id;

-- name: trade.reviews_of
SELECT id, shop_id, channel, external_id, order_id, line_id, buyer_id, described, service, shipping, stars,
  polarity, text, appended, reply, written_at
FROM review WHERE shop_id = :shop_id AND order_id = :order_id ORDER BY id;

-- name: trade.add_review
INSERT INTO review (id, shop_id, channel, external_id, order_id, line_id, buyer_id, described, service, shipping, stars,
  polarity, text, appended, reply, written_at)
VALUES (:id, :shop_id, :channel, :external_id, :order_id, :line_id, :buyer_id, :described, :service, :shipping,
  :stars, :polarity, :text, :appended, :reply, :written_at);

-- name: trade.update_review
UPDATE review SET channel = :channel, external_id = :external_id, order_id = :order_id, line_id = :line_id, buyer_id =
  :buyer_id, described = :described, service = :service, shipping = :shipping, stars = :stars, polarity =
  :polarity, text = :text, appended = :appended, reply = :reply, written_at = :written_at
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.conversation
SELECT id, shop_id, channel, external_id, buyer_id, messages, started_at, last_at
FROM conversation WHERE shop_id = :shop_id AND id = :id;

-- name: trade.conversation_known_as
SELECT id, shop_id, channel, external_id, buyer_id, messages, started_at, last_at
FROM conversation WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id;

-- name: trade.conversations_of
SELECT id, shop_id, channel, external_id, buyer_id, messages, started_at, last_at
FROM conversation WHERE shop_id = :shop_id AND buyer_id = :buyer_id ORDER BY id DESC LIMIT :limit;

-- name: trade.add_conversation
INSERT INTO conversation (id, shop_id, channel, external_id, buyer_id, messages, started_at, last_at)
VALUES (:id, :shop_id, :channel, :external_id, :buyer_id, :messages, :started_at, :last_at);

-- name: trade.update_conversation
UPDATE conversation SET channel = :channel, external_id = :external_id, buyer_id = :buyer_id, messages = :messages, started_at =
  :started_at, last_at = :last_at
WHERE shop_id = :shop_id AND id = :id;

-- name: trade.messages_of
SELECT id, shop_id, conversation_id, number, external_id, speaker, author, text, sku_text, said_at
FROM message WHERE shop_id = :shop_id AND conversation_id = :conversation_id AND number > :after ORDER BY number LIMIT :limit;

-- name: trade.add_message
INSERT INTO message (id, shop_id, conversation_id, number, external_id, speaker, author, text, sku_text, said_at)
VALUES (:id, :shop_id, :conversation_id, :number, :external_id, :speaker, :author, :text, :sku_text, :said_at);

-- name: trade.update_message
UPDATE message SET id = :id, external_id = :external_id, speaker = :speaker, author = :author, text = :text, sku_text =
  :sku_text, said_at = :said_at
WHERE shop_id = :shop_id AND conversation_id = :conversation_id AND number = :number;

-- name: trade.forgotten
SELECT 1 FROM buyer WHERE shop_id = :shop_id AND id = :buyer_id AND forgotten_at IS NOT NULL;

-- name: trade.talks_with_forgotten
SELECT 1 FROM conversation c JOIN buyer b ON b.shop_id = c.shop_id AND b.id = c.buyer_id
WHERE c.shop_id = :shop_id AND c.id = :conversation_id AND b.forgotten_at IS NOT NULL;

-- name: trade.forget_buyer
UPDATE buyer SET nick = '', forgotten_at = :at WHERE shop_id = :shop_id AND id = :buyer_id;

-- name: trade.forget_contacts
DELETE FROM contact_point WHERE shop_id = :shop_id AND buyer_id = :buyer_id;

-- name: trade.forget_in_orders
UPDATE orders SET contact_id = 0, buyer_message = :nothing, seller_note = :nothing
WHERE shop_id = :shop_id AND buyer_id = :buyer_id;

-- name: trade.forget_in_refunds
UPDATE platform_refund SET words = :nothing WHERE shop_id = :shop_id AND buyer_id = :buyer_id;

-- name: trade.forget_messages
UPDATE message SET text = :nothing, author = CASE WHEN speaker = 'buyer' THEN '' ELSE author END
WHERE shop_id = :shop_id AND conversation_id IN
  (SELECT id FROM conversation WHERE shop_id = :shop_id AND buyer_id = :buyer_id);

-- name: trade.rename_identity
UPDATE buyer_identity SET external_id = :renamed
WHERE shop_id = :shop_id AND channel = :channel AND external_id = :external_id AND buyer_id = :buyer_id;

-- name: trade.conversations_to_forget
SELECT id, external_id FROM conversation WHERE shop_id = :shop_id AND buyer_id = :buyer_id ORDER BY id;

-- name: trade.rename_conversation
UPDATE conversation SET external_id = :renamed WHERE shop_id = :shop_id AND id = :id;
