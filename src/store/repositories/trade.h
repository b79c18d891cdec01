// ports::Trade in SQL. The parts stand in trade_buyers.cpp, trade_orders.cpp, trade_parcels.cpp,
// trade_goods.cpp, trade_reports.cpp and trade_talk.cpp.
#pragma once

#include "ports/store.h"
#include "ports/trade.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class TradeRepository final : public ports::Trade {
 public:
  // The unit gives the vault, when it is needed.
  TradeRepository(Session& session, ports::ReadUnit& unit) : session_(session), unit_(unit) {}

  std::optional<domain::Buyer> buyer(ShopId shop, BuyerId id) override;
  std::optional<BuyerId> buyer_known_as(ShopId shop, domain::Channel channel,
                                        std::string_view external_id) override;
  std::vector<domain::BuyerIdentity> identities_of(ShopId shop, BuyerId id) override;
  void add_buyer(const domain::Buyer& buyer) override;
  void add_identity(const domain::BuyerIdentity& identity) override;
  void forget_buyer(ShopId shop, BuyerId id, Instant now) override;
  Result<domain::Contact> contact(ShopId shop, ports::ContactId id) override;
  std::vector<ports::ContactId> contacts_of(ShopId shop, BuyerId id) override;
  ports::ContactId keep_contact(ShopId shop, BuyerId buyer, const domain::Contact& contact, Instant now,
                                IdSource& ids) override;
  std::vector<BuyerId> buyers_by_phone(ShopId shop, std::string_view phone_or_tail, int limit) override;

  std::optional<domain::Order> order(ShopId shop, OrderId id) override;
  std::optional<domain::Order> order_numbered(ShopId shop, domain::Channel channel,
                                              std::string_view external_id) override;
  std::vector<domain::Order> orders_numbered(ShopId shop, std::string_view external_id) override;
  std::vector<domain::Order> orders_of(ShopId shop, BuyerId buyer, int limit) override;
  std::vector<OrderId> orders_by_phone(ShopId shop, std::string_view phone_or_tail, int limit) override;
  void add_order(const domain::Order& order) override;
  void update_order(const domain::Order& order) override;

  std::optional<domain::OrderLine> line(ShopId shop, OrderId order, OrderLineId id) override;
  std::vector<domain::OrderLine> lines_of(ShopId shop, OrderId order) override;
  std::optional<domain::OrderLine> line_numbered(ShopId shop, domain::Channel channel,
                                                 std::string_view external_id) override;
  void add_line(const domain::OrderLine& line) override;
  void update_line(const domain::OrderLine& line) override;

  std::optional<domain::Parcel> parcel(ShopId shop, ParcelId id) override;
  std::vector<domain::Parcel> parcels_of(ShopId shop, OrderId order) override;
  std::vector<domain::Parcel> parcels_tracked(ShopId shop, std::string_view tracking_number) override;
  std::vector<domain::Parcel> parcels_silent_since(ShopId shop, Instant scanned_before, int limit) override;
  void add_parcel(const domain::Parcel& parcel) override;
  void update_parcel(const domain::Parcel& parcel) override;
  std::vector<domain::TrackingEvent> trace_of(ShopId shop, ParcelId parcel) override;
  bool add_tracking(ShopId shop, ParcelId parcel, const domain::TrackingEvent& event) override;

  std::optional<domain::Product> product(ShopId shop, ProductId id) override;
  std::optional<domain::Product> product_known_as(ShopId shop, domain::Channel channel,
                                                  std::string_view external_id) override;
  void add_product(const domain::Product& product) override;
  void update_product(const domain::Product& product) override;
  std::optional<domain::Sku> sku(ShopId shop, SkuId id) override;
  std::optional<domain::Sku> sku_keyed(ShopId shop, ProductId product, std::string_view key) override;
  void add_sku(const domain::Sku& sku) override;
  void update_sku(const domain::Sku& sku) override;

  std::optional<domain::PlatformRefund> refund(ShopId shop, RefundId id) override;
  std::optional<domain::PlatformRefund> refund_numbered(ShopId shop, domain::Channel channel,
                                                        std::string_view external_id) override;
  std::vector<domain::PlatformRefund> refunds_of(ShopId shop, OrderId order) override;
  void add_refund(const domain::PlatformRefund& refund) override;
  void update_refund(const domain::PlatformRefund& refund) override;

  std::optional<domain::Review> review(ShopId shop, ReviewId id) override;
  std::optional<domain::Review> review_numbered(ShopId shop, domain::Channel channel,
                                                std::string_view external_id) override;
  std::vector<domain::Review> reviews_of(ShopId shop, OrderId order) override;
  void add_review(const domain::Review& review) override;
  void update_review(const domain::Review& review) override;

  std::optional<domain::Conversation> conversation(ShopId shop, ConversationId id) override;
  std::optional<domain::Conversation> conversation_known_as(ShopId shop, domain::Channel channel,
                                                            std::string_view external_id) override;
  std::vector<domain::Conversation> conversations_of(ShopId shop, BuyerId buyer, int limit) override;
  void add_conversation(const domain::Conversation& conversation) override;
  void update_conversation(const domain::Conversation& conversation) override;
  std::vector<domain::Message> messages_of(ShopId shop, ConversationId conversation, std::int64_t after,
                                           int limit) override;
  void add_message(const domain::Message& message) override;
  void update_message(const domain::Message& message) override;

 private:
  ports::PersonalVault& vault() { return unit_.vault(); }
  // What people wrote, sealed for its column; empty where the buyer is forgotten.
  std::string sealed_words(ShopId shop, BuyerId buyer, std::string_view field, std::string_view words);
  bool forgotten(ShopId shop, BuyerId buyer);
  domain::Order read_order(const Row& row);
  domain::PlatformRefund read_refund(const Row& row);
  domain::Message read_message(const Row& row);
  void save_order(const Query& query, const domain::Order& order);
  void save_refund(const Query& query, const domain::PlatformRefund& refund);
  void save_message(const Query& query, const domain::Message& message);
  // What stands in the place of a name from outside once its buyer is forgotten.
  std::string hidden_name(ShopId shop, std::string_view kind, std::string_view external_id);

  // The keyed hash of a whole number, or of a tail where only that is given; empty for neither.
  std::string hash_of_phone(ShopId shop, std::string_view phone_or_tail, bool& whole);
  // An add or update: a number that is taken is a bug of the caller, who looked before.
  void change(const Query& query, Arguments arguments);

  Session& session_;
  ports::ReadUnit& unit_;
};

}  // namespace shouhou::store
