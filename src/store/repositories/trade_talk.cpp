#include <array>

#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

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
  message.text = row.string(7);
  message.sku_text = row.string(8);
  message.said_at = row.maybe_instant(9);
  return message;
}

std::array<Argument, 10> arguments_of(const domain::Message& message) {
  return {{{"id", message.id},
           {"shop_id", message.shop},
           {"conversation_id", message.conversation},
           {"number", message.number},
           {"external_id", message.external_id},
           {"speaker", name(message.speaker)},
           {"author", message.author},
           {"text", message.text},
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
  return session_.one(queries::conversation_known_as,
                      {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", external_id}},
                      conversation_of);
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

std::vector<domain::Message> TradeRepository::messages_of(ShopId shop, ConversationId conversation,
                                                          std::int64_t after, int limit) {
  return session_.all(
      queries::messages_of,
      {{"shop_id", shop}, {"conversation_id", conversation}, {"after", after}, {"limit", limit}}, message_of);
}

void TradeRepository::add_message(const domain::Message& message) {
  change(queries::add_message, arguments_of(message));
}
void TradeRepository::update_message(const domain::Message& message) {
  change(queries::update_message, arguments_of(message));
}

}  // namespace shouhou::store
