// What the outside still has to be told (refund, SMS, message): written in the transaction of its cause, done
// by a worker later, at least once, with an idempotency key towards the outside.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"

namespace shouhou {
using OutboxId = Id<struct OutboxTag>;
}

namespace shouhou::ports {

enum class OutboxState { waiting, running, done, dead };

struct OutboxItem {
  ShopId shop;
  OutboxId id;
  std::string kind;     // "refund.execute", "message.send"
  std::string key;      // unique per shop and kind
  std::string payload;  // JSON
  OutboxState state = OutboxState::waiting;
  int attempts = 0;
  Instant next_at;  // waiting: not before; running: until then the worker is believed alive
  std::string last_error;
  Instant created_at;
  Instant updated_at;
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  // False when an item of this kind and key is there already: nothing is added.
  virtual bool add(const OutboxItem& item) = 0;
  virtual std::optional<OutboxItem> find(ShopId shop, OutboxId id) = 0;
  virtual std::optional<OutboxItem> by_key(ShopId shop, std::string_view kind, std::string_view key) = 0;
  // Whether there is anything to claim, of any shop: a cheap look before the write.
  virtual bool any_due(Instant now) = 0;
  // Takes due items of all shops for a worker, oldest first: they are `running` until `lease_until`, and due
  // again then. Nodes that claim at the same time get different items.
  virtual std::vector<OutboxItem> claim(Instant now, Instant lease_until, int limit) = 0;
  // Everything that is running is due again: for a process that has the database for itself and has just
  // started, so that it waits for no lease of its dead predecessor.
  virtual void take_back(Instant now) = 0;
  virtual void finish(ShopId shop, OutboxId id, Instant now) = 0;
  virtual void retry(ShopId shop, OutboxId id, std::string_view error, Instant next_at, Instant now) = 0;
  virtual void bury(ShopId shop, OutboxId id, std::string_view error, Instant now) = 0;
  // The dead ones, for a person; by id, after `after`.
  virtual std::vector<OutboxItem> dead(ShopId shop, OutboxId after, int limit) = 0;
  // A dead one back to waiting; false when it is not dead.
  virtual bool revive(ShopId shop, OutboxId id, Instant now) = 0;
};

}  // namespace shouhou::ports
