#include <array>

#include "store/repositories/opened.h"
#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

constexpr std::string_view text_field = "message.text";

domain::Conversation conversation_of(const Row& row) {
  domain::Conversation conversation;
  conversation.id = row.id<ConversationId>(0);
  conversation.shop = row.id<ShopId>(1);
  read_word(row, 2, conversation.channel);
  conversation.external_id = row.string(3);
  conversation.buyer = row.id<BuyerId>(4);
  conversation.messages = row.integer(5);
  conversation.started_at = row.maybe_instant(6);
  conversation.last_at = row.maybe_instant(7);
  return conversation;
}

std::array<Argument, 8> arguments_of(const domain::Conversation& conversation) {
  return {{{"id", conversation.id},
           {"shop_id", conversation.shop},
           {"channel", name(conversation.channel)},
           {"external_id", conversation.external_id},
           {"buyer_id", conversation.buyer},
           {"messages", conversation.messages},
           {"started_at", conversation.started_at},
           {"last_at", conversation.last_at}}};
}

domain::Message message_of(const Row& row) {
  domain::Message message;
  message.id = row.id<MessageId>(0);
  message.shop = row.id<ShopId>(1);
  message.conversation = row.id<ConversationId>(2);
  message.number = row.integer(3);
  message.external_id = row.string(4);
  read_word(row, 5, message.speaker);
  message.author = row.string(6);
  message.sku_text = row.string(8);
  message.said_at = row.maybe_instant(9);
  return message;
}

std::array<Argument, 10> arguments_of(const domain::Message& message, std::string_view author,
                                      std::string_view sealed_text) {
  return {{{"id", message.id},
           {"shop_id", message.shop},
           {"conversation_id", message.conversation},
           {"number", message.number},
           {"external_id", message.external_id},
           {"speaker", name(message.speaker)},
           {"author", author},
           {"text", Bytes{sealed_text}},
           {"sku_text", message.sku_text},
           {"said_at", message.said_at}}};
}

}  // namespace

std::optional<domain::Conversation> TradeRepository::conversation(ShopId shop, ConversationId id) {
  return session_.one(queries::conversation, {{"shop_id", shop}, {"id", id}}, conversation_of);
}

std::optional<domain::Conversation> TradeRepository::conversation_known_as(ShopId shop,
                                                                           domain::Channel channel,
                                                                           std::string_view external_id) {
  const auto called = [&](std::string_view known_as) {
    return session_.one(queries::conversation_known_as,
                        {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", known_as}},
                        conversation_of);
  };
  auto found = called(external_id);
  if (!found) found = called(hidden_name(shop, "conversation", external_id));
  return found;
}

std::vector<domain::Conversation> TradeRepository::conversations_of(ShopId shop, BuyerId buyer, int limit) {
  return session_.all(queries::conversations_of, {{"shop_id", shop}, {"buyer_id", buyer}, {"limit", limit}},
                      conversation_of);
}

void TradeRepository::add_conversation(const domain::Conversation& conversation) {
  change(queries::add_conversation, arguments_of(conversation));
}
void TradeRepository::update_conversation(const domain::Conversation& conversation) {
  change(queries::update_conversation, arguments_of(conversation));
}

domain::Message TradeRepository::read_message(const Row& row) {
  domain::Message message = message_of(row);
  message.text = opened(vault(), message.shop, text_field, row.bytes(7));
  return message;
}

void TradeRepository::save_message(const Query& query, const domain::Message& message) {
  const bool blank = session_
                         .one(queries::talks_with_forgotten,
                              {{"shop_id", message.shop}, {"conversation_id", message.conversation}},
                              [](const Row&) { return true; })
                         .has_value();
  const std::string sealed = blank ? std::string() : vault().seal(message.shop, text_field, message.text);
  const bool nameless = blank && message.speaker == domain::Speaker::buyer;
  change(query, arguments_of(message, nameless ? std::string_view() : message.author, sealed));
}

std::vector<domain::Message> TradeRepository::messages_of(ShopId shop, ConversationId conversation,
                                                          std::int64_t after, int limit) {
  return session_.all(
      queries::messages_of,
      {{"shop_id", shop}, {"conversation_id", conversation}, {"after", after}, {"limit", limit}},
      [&](const Row& row) { return read_message(row); });
}

void TradeRepository::add_message(const domain::Message& message) {
  save_message(queries::add_message, message);
}
void TradeRepository::update_message(const domain::Message& message) {
  save_message(queries::update_message, message);
}

}  // namespace shouhou::store
