#include "http/idempotent_write.h"

#include "base/crypto.h"
#include "base/encoding.h"
#include "http/desk.h"
#include "http/problem.h"
#include "ports/idempotency.h"
#include "ports/personal_vault.h"

namespace shouhou::http {
namespace {

struct Write {
  std::shared_ptr<Call> call;
  PreparedWrite prepared;
  std::string key;                                 // empty: none
  std::string digest;                              // of the request, where there is a key
  std::optional<ports::IdempotentAnswer> earlier;  // found instead of run
  std::optional<net::Response> response;           // made inside the transaction, where there is a key
  int tries = 0;

  std::string scope() const { return "account:" + call->actor.account.str(); }
};

bool good_key(std::string_view key) {
  if (key.size() > 128) return false;
  for (const char c : key) {
    if (c < 0x21 || c > 0x7E) return false;
  }
  return true;
}

std::string etag_of(const net::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "ETag") return value;
  }
  return {};
}

// What the request is known by. Keyed: a phone number in it cannot be found by trying them all.
std::string print_of(const Write& write, ports::Unit& unit) {
  const ShopId shop = write.call->actor.shop;
  return to_hex(shop ? unit.vault().exact_hash(shop, "request", write.digest) : write.digest);
}

Result<void> run_with_key(Write& write, ports::Unit& unit) {
  const ports::Actor& actor = write.call->actor;
  const std::string print = print_of(write, unit);
  write.response.reset();
  write.earlier = unit.idempotency().find(actor.shop, write.scope(), write.key);
  if (write.earlier) {
    // The bare digest was kept by earlier versions; such answers go within days.
    if (write.earlier->request_hash == print || write.earlier->request_hash == to_hex(write.digest))
      return {};
    return invalid(
        "idempotency.other_request", "Idempotency-Key",
        {"这个 Idempotency-Key 已用于另一个请求", "this Idempotency-Key was used for another request"});
  }
  SHOUHOU_TRY(write.prepared.run(unit, actor));
  write.response = write.prepared.respond();
  return unit.idempotency().remember({.shop = actor.shop,
                                      .scope = write.scope(),
                                      .key = write.key,
                                      .request_hash = print,
                                      .status = write.response->status,
                                      .body = write.response->body,
                                      .etag = etag_of(*write.response),
                                      .created_at = unit.now()});
}

net::Response response_of(Write& write) {
  if (write.earlier) {
    auto response = net::Response::text(static_cast<int>(write.earlier->status),
                                        std::move(write.earlier->body), write.call->route->content_type);
    if (!write.earlier->etag.empty()) response.with("ETag", write.earlier->etag);
    return std::move(response.with("Idempotency-Replayed", "true"));
  }
  return write.response ? std::move(*write.response) : write.prepared.respond();
}

void submit(const std::shared_ptr<Write>& write) {
  ++write->tries;
  write->call->desk.store().write(
      [write](ports::Unit& unit) -> Result<void> {
        if (!write->key.empty()) return run_with_key(*write, unit);
        return write->prepared.run(unit, write->call->actor);
      },
      [write](Result<void> result) {
        if (!result && result.error().code == "store.duplicate" && !write->key.empty() && write->tries < 3) {
          return submit(write);  // the same key was answered meanwhile: find it
        }
        if (!result) return write->call->fail(result.error());
        if (write->prepared.committed) write->prepared.committed();
        write->call->answer_later([write] {
          net::Response response = response_of(*write);
          response.with("Cache-Control", "no-store");
          return response;
        });
      },
      write->call->actor.shop);
}

}  // namespace

void write_once(const std::shared_ptr<Call>& call, PreparedWrite prepared) {
  auto write = std::make_shared<Write>();
  write->call = call;
  write->prepared = std::move(prepared);
  if (call->route->keep_answer) write->key = call->request.headers.get("idempotency-key");
  if (!good_key(write->key)) {
    return call->fail({ErrorKind::invalid,
                       "idempotency.key",
                       {"Idempotency-Key 应为至多 128 个可见 ASCII 字符",
                        "Idempotency-Key must be at most 128 visible ASCII characters"},
                       "Idempotency-Key"});
  }
  if (!write->key.empty()) {
    const net::Request& request = call->request;
    write->digest =
        crypto::sha256(request.method + ' ' + request.target + '\n' + request.body + write->prepared.content);
  }
  submit(write);
}

}  // namespace shouhou::http
