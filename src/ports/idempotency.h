// What was answered to a request with an Idempotency-Key, so that the same request sent again gets the same
// answer and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"

namespace shouhou::ports {

struct IdempotentAnswer {
  ShopId shop;
  std::string scope;         // who asked: "account:42", "token:7"
  std::string key;           // as the client chose it
  std::string request_hash;  // of method, path and body: the same key for another request is an error
  std::int64_t status = 0;   // HTTP
  std::string body;
  std::string etag = {};  // of the answer; empty where it had none
  Instant created_at;
};

class Idempotency {
 public:
  virtual ~Idempotency() = default;
  virtual std::optional<IdempotentAnswer> find(ShopId shop, std::string_view scope, std::string_view key) = 0;
  // In the transaction of the effect. Error store.duplicate when the same key was answered meanwhile: return
  // it, the effect is undone, and look again.
  virtual Result<void> remember(const IdempotentAnswer& answer) = 0;
  // Answers older than `before`, of all shops, at most `limit`; how many went.
  virtual std::int64_t forget(Instant before, int limit) = 0;
};

}  // namespace shouhou::ports
