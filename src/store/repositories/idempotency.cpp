#include "store/repositories/idempotency.h"

#include "store/sql/queries/idempotency.h"

namespace shouhou::store {
namespace queries = sql::idempotency;

std::optional<ports::IdempotentAnswer> IdempotencyRepository::find(ShopId shop, std::string_view scope,
                                                                   std::string_view key) {
  return session_.one(
      queries::find, {{"shop_id", shop}, {"scope", scope}, {"key", key}}, [&](const Row& row) {
        return ports::IdempotentAnswer{shop,           std::string(scope), std::string(key), row.string(0),
                                       row.integer(1), row.string(2),      row.string(3),    row.instant(4)};
      });
}

Result<void> IdempotencyRepository::remember(const ports::IdempotentAnswer& answer) {
  SHOUHOU_TRY(session_.change(queries::remember, {{"shop_id", answer.shop},
                                                  {"scope", answer.scope},
                                                  {"key", answer.key},
                                                  {"request_hash", answer.request_hash},
                                                  {"status", answer.status},
                                                  {"body", answer.body},
                                                  {"etag", answer.etag},
                                                  {"created_at", answer.created_at}}));
  return {};
}

std::int64_t IdempotencyRepository::forget(Instant before, int limit) {
  return session_.run(queries::forget, {{"before", before}, {"limit", limit}});
}

}  // namespace shouhou::store
