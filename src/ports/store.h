// The store as use cases see it. A use case is a plain function over a Unit (may write) or a ReadUnit; it
// never sees SQL, a connection or a thread.
#pragma once

#include <functional>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "ports/events.h"

namespace shouhou::ports {

class Accounts;
class Cases;
class Grants;
class FollowUps;
class Idempotency;
class Imports;
class Inbound;
class KeptFiles;
class Offers;
class Outbox;
class OwnRules;
class PersonalVault;
class Returns;
class Stock;
class SaleTerms;
class Trade;

// One consistent view of the data.
class ReadUnit {
 public:
  virtual ~ReadUnit() = default;
  virtual Instant now() const = 0;
  virtual Idempotency& idempotency() = 0;
  virtual Outbox& outbox() = 0;
  virtual Inbound& inbound() = 0;
  virtual Accounts& accounts() = 0;
  virtual Cases& cases() = 0;
  virtual Grants& grants() = 0;
  virtual FollowUps& follow_ups() = 0;
  virtual Trade& trade() = 0;
  virtual Imports& imports() = 0;
  virtual KeptFiles& kept_files() = 0;
  virtual Offers& offers() = 0;
  virtual Returns& returns() = 0;
  virtual Stock& stock() = 0;
  virtual SaleTerms& sale_terms() = 0;
  virtual OwnRules& own_rules() = 0;
  // Seals and opens personal data with the shop's key (ports/personal_vault.h).
  virtual PersonalVault& vault() = 0;

  // Events with sequence > `after`, in order, at most `limit`.
  virtual std::vector<Event> events_after(ShopId shop, std::int64_t after, int limit) = 0;
  virtual std::vector<Event> case_events_after(ShopId shop, CaseId case_id, std::int64_t after,
                                               int limit) = 0;
  virtual std::int64_t last_sequence(ShopId shop) = 0;
  // The value of a maintained counter; 0 where it was never touched.
  virtual std::int64_t counter(ShopId shop, std::string_view name) = 0;
  virtual std::vector<std::pair<std::string, std::int64_t>> counters(ShopId shop,
                                                                     std::string_view prefix) = 0;
};

// One transaction. Counters and the stream show what was committed before this batch, not what this unit
// records. Several run in one commit, each in a savepoint of its own: returning an error undoes
// exactly what this one did. A body may run twice (after a lost race on PostgreSQL), so it must have no
// effect outside the Unit.
class Unit : public ReadUnit {
 public:
  virtual IdSource& ids() = 0;
  // Appends to the shop's stream; the sequence number is given when the batch commits.
  virtual void record(Event event) = 0;
  virtual void count(ShopId shop, std::string_view counter, std::int64_t by) = 0;
  // The next short number of the shop ("case" -> 1, 2, 3 …): unique, may leave gaps after a crash.
  virtual std::int64_t next_number(ShopId shop, std::string_view series) = 0;
};

// What one node said to the others.
struct NodeWord {
  std::string node;  // of this run: another one after a restart
  ShopId shop;
  std::string text;
};

class Store {
 public:
  using WriteBody = std::function<Result<void>(Unit&)>;
  using ReadBody = std::function<Result<void>(ReadUnit&)>;
  using Done = std::function<void(Result<void>)>;

  virtual ~Store() = default;
  // Queues the body; `done` is called once, on a store thread, after the commit is on disk or with the error.
  // An overlong queue answers store.busy (unavailable) at once.
  // Writes of one shop run one after the other, so a body may load, decide and save. `shop`, where known,
  // lets those of different shops run beside each other.
  virtual void write(WriteBody body, Done done, ShopId shop = {}) = 0;
  // The same, waiting for it. Not from a store thread.
  virtual Result<void> write_now(WriteBody body, ShopId shop = {}) = 0;
  // Runs on the calling thread on a read-only connection. Sees everything acknowledged before.
  virtual Result<void> read(const ReadBody& body) = 0;
  // Called after each commit with the shops whose stream grew, from a store thread. One listener.
  virtual void on_commit(std::function<void(ShopId shop, std::int64_t last_sequence)> listener) = 0;

  // Says something to the other nodes that share the database, without waiting and in memory only: it may be
  // lost. At most `longest_node_word` bytes, longer ones are not said. Nothing happens where there are none.
  virtual void tell_nodes(ShopId shop, std::string text) = 0;
  // Called with what another node said, from a store thread. One listener.
  virtual void on_node_word(std::function<void(const NodeWord&)> listener) = 0;
};

inline constexpr std::size_t longest_node_word = 6'000;

}  // namespace shouhou::ports
