// Talk with a buyer, of any channel (会话, 消息).
#pragma once

#include <optional>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/words.h"

namespace shouhou::domain {

enum class Speaker { buyer, agent, robot, system };
BOOST_DESCRIBE_ENUM(Speaker, buyer, agent, robot, system)

struct Conversation {
  ConversationId id;
  ShopId shop;
  Channel channel = Channel::imported;
  std::string external_id;
  BuyerId buyer;
  std::int64_t messages = 0;
  std::optional<Instant> started_at;
  std::optional<Instant> last_at;
};

struct Message {
  MessageId id;
  ShopId shop;
  ConversationId conversation;
  std::int64_t number = 0;  // 1, 2, 3 … within the conversation
  std::string external_id;  // empty where the channel gives none
  Speaker speaker = Speaker::buyer;
  std::string author;  // the agent's or robot's name
  std::string text;
  std::string sku_text;            // the goods the channel shows beside the message
  std::optional<Instant> said_at;  // unknown in exports without times: the number keeps the order
};

}  // namespace shouhou::domain
