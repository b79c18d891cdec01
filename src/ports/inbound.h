// What came from outside, kept as it came before anything reads it. Unique by (shop, channel, external id) in
// the transaction of its effect, so a second delivery has none. What cannot be read stays for a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace shouhou {
using InboundId = Id<struct InboundTag>;
}

namespace shouhou::ports {

enum class InboundState { fresh, done, unreadable };

struct InboundItem {
  ShopId shop;
  InboundId id;
  std::string channel;
  std::string external_id;
  std::string kind;
  std::string payload;  // raw bytes
  InboundState state = InboundState::fresh;
  std::string error;  // why it could not be read
  Instant received_at;
};

class Inbound {
 public:
  virtual ~Inbound() = default;
  // False when it came before: nothing is added.
  virtual bool add(const InboundItem& item) = 0;
  virtual std::optional<InboundItem> find(ShopId shop, InboundId id) = 0;
  virtual std::optional<InboundItem> find(ShopId shop, std::string_view channel,
                                          std::string_view external_id) = 0;
  virtual void set_state(ShopId shop, InboundId id, InboundState state, std::string_view error) = 0;
  // Fresh or unreadable ones by id, after `after`.
  virtual std::vector<InboundItem> in_state(ShopId shop, InboundState state, InboundId after, int limit) = 0;
};

}  // namespace shouhou::ports
