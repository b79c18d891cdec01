// What the store keeps of a shop's trade: buyers, orders, parcels, goods, reviews, refunds as the channels
// report them, and talk. Plain loading and saving; what a change means is decided in domain and app.
// Everything that came from outside is unique by (shop, channel, external id); adding it twice is an error
// store.duplicate.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/buyers.h"
#include "domain/conversations.h"
#include "domain/orders.h"
#include "domain/parcels.h"
#include "domain/platform_refunds.h"
#include "domain/products.h"
#include "domain/reviews.h"

namespace shouhou::ports {

// Ids of contact points are plain numbers: they never leave the desk.
using ContactId = std::int64_t;

class Trade {
 public:
  virtual ~Trade() = default;

  // Buyers and how to reach them.
  virtual std::optional<domain::Buyer> buyer(ShopId shop, BuyerId id) = 0;
  virtual std::optional<BuyerId> buyer_known_as(ShopId shop, domain::Channel channel,
                                                std::string_view external_id) = 0;
  virtual std::vector<domain::BuyerIdentity> identities_of(ShopId shop, BuyerId id) = 0;
  virtual void add_buyer(const domain::Buyer& buyer) = 0;
  virtual void add_identity(const domain::BuyerIdentity& identity) = 0;
  // Drops what is personal of a buyer for good: contact points, the words of orders, refunds and messages,
  // the nick. What the channels call the buyer and the talks gives way to keyed hashes, by which they are
  // still known: another import of the same files neither makes a second buyer nor brings anything back,
  // because from now on words and contacts of this buyer are not kept.
  virtual void forget_buyer(ShopId shop, BuyerId id, Instant now) = 0;
  // A receiver in the clear. Errors: contact.not_found, vault.unreadable.
  virtual Result<domain::Contact> contact(ShopId shop, ContactId id) = 0;
  // The buyer's contact points, newest first.
  virtual std::vector<ContactId> contacts_of(ShopId shop, BuyerId id) = 0;
  // Keeps the receiver sealed; the same receiver of the same buyer is kept once. 0 for a forgotten buyer.
  virtual ContactId keep_contact(ShopId shop, BuyerId buyer, const domain::Contact& contact, Instant now,
                                 IdSource& ids) = 0;
  // By exact phone number, or by its last four digits when only those are given. Newest first.
  virtual std::vector<BuyerId> buyers_by_phone(ShopId shop, std::string_view phone_or_tail, int limit) = 0;

  // Orders.
  virtual std::optional<domain::Order> order(ShopId shop, OrderId id) = 0;
  virtual std::optional<domain::Order> order_numbered(ShopId shop, domain::Channel channel,
                                                      std::string_view external_id) = 0;
  // Of any channel: what a person types into the search box.
  virtual std::vector<domain::Order> orders_numbered(ShopId shop, std::string_view external_id) = 0;
  virtual std::vector<domain::Order> orders_of(ShopId shop, BuyerId buyer, int limit) = 0;
  virtual std::vector<OrderId> orders_by_phone(ShopId shop, std::string_view phone_or_tail, int limit) = 0;
  virtual void add_order(const domain::Order& order) = 0;
  virtual void update_order(const domain::Order& order) = 0;

  virtual std::optional<domain::OrderLine> line(ShopId shop, OrderId order, OrderLineId id) = 0;
  // In the order of their first appearance.
  virtual std::vector<domain::OrderLine> lines_of(ShopId shop, OrderId order) = 0;
  virtual std::optional<domain::OrderLine> line_numbered(ShopId shop, domain::Channel channel,
                                                         std::string_view external_id) = 0;
  virtual void add_line(const domain::OrderLine& line) = 0;
  virtual void update_line(const domain::OrderLine& line) = 0;

  // Parcels. One tracking number may carry several orders; each has its own parcel row.
  virtual std::optional<domain::Parcel> parcel(ShopId shop, ParcelId id) = 0;
  virtual std::vector<domain::Parcel> parcels_of(ShopId shop, OrderId order) = 0;
  virtual std::vector<domain::Parcel> parcels_tracked(ShopId shop, std::string_view tracking_number) = 0;
  // On the road with the last scan before `scanned_before`, oldest scan first.
  virtual std::vector<domain::Parcel> parcels_silent_since(ShopId shop, Instant scanned_before,
                                                           int limit) = 0;
  virtual void add_parcel(const domain::Parcel& parcel) = 0;
  virtual void update_parcel(const domain::Parcel& parcel) = 0;
  // Oldest first.
  virtual std::vector<domain::TrackingEvent> trace_of(ShopId shop, ParcelId parcel) = 0;
  // False where the parcel has this very event already.
  virtual bool add_tracking(ShopId shop, ParcelId parcel, const domain::TrackingEvent& event) = 0;

  // Goods.
  virtual std::optional<domain::Product> product(ShopId shop, ProductId id) = 0;
  virtual std::optional<domain::Product> product_known_as(ShopId shop, domain::Channel channel,
                                                          std::string_view external_id) = 0;
  virtual void add_product(const domain::Product& product) = 0;
  virtual void update_product(const domain::Product& product) = 0;
  virtual std::optional<domain::Sku> sku(ShopId shop, SkuId id) = 0;
  virtual std::optional<domain::Sku> sku_keyed(ShopId shop, ProductId product, std::string_view key) = 0;
  virtual void add_sku(const domain::Sku& sku) = 0;
  virtual void update_sku(const domain::Sku& sku) = 0;

  // Refund requests as the channels report them.
  virtual std::optional<domain::PlatformRefund> refund(ShopId shop, RefundId id) = 0;
  virtual std::optional<domain::PlatformRefund> refund_numbered(ShopId shop, domain::Channel channel,
                                                                std::string_view external_id) = 0;
  virtual std::vector<domain::PlatformRefund> refunds_of(ShopId shop, OrderId order) = 0;
  virtual void add_refund(const domain::PlatformRefund& refund) = 0;
  virtual void update_refund(const domain::PlatformRefund& refund) = 0;

  // Reviews.
  virtual std::optional<domain::Review> review(ShopId shop, ReviewId id) = 0;
  virtual std::optional<domain::Review> review_numbered(ShopId shop, domain::Channel channel,
                                                        std::string_view external_id) = 0;
  virtual std::vector<domain::Review> reviews_of(ShopId shop, OrderId order) = 0;
  virtual void add_review(const domain::Review& review) = 0;
  virtual void update_review(const domain::Review& review) = 0;

  // Talk.
  virtual std::optional<domain::Conversation> conversation(ShopId shop, ConversationId id) = 0;
  virtual std::optional<domain::Conversation> conversation_known_as(ShopId shop, domain::Channel channel,
                                                                    std::string_view external_id) = 0;
  virtual std::vector<domain::Conversation> conversations_of(ShopId shop, BuyerId buyer, int limit) = 0;
  virtual void add_conversation(const domain::Conversation& conversation) = 0;
  virtual void update_conversation(const domain::Conversation& conversation) = 0;
  // Messages numbered after `after`, in order.
  virtual std::vector<domain::Message> messages_of(ShopId shop, ConversationId conversation,
                                                   std::int64_t after, int limit) = 0;
  virtual void add_message(const domain::Message& message) = 0;
  virtual void update_message(const domain::Message& message) = 0;
};

}  // namespace shouhou::ports
