// What was promised to buyers, what is being done for it, and the ledger of it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "domain/grants.h"

namespace shouhou {
using LedgerId = Id<struct LedgerTag>;
}

namespace shouhou::ports {

// What a ledger line says. For every case: granted = paid + withdrawn + what is still open.
enum class LedgerKind {
  granted,
  instructed,  // a person was told to pay; of no weight in the sums
  paid,
  withdrawn  // below zero: a withdrawal that did not hold, because the money had gone
};
BOOST_DESCRIBE_ENUM(LedgerKind, granted, instructed, paid, withdrawn)

// 台账: one line of the append-only ledger, money in fen.
struct LedgerLine {
  ShopId shop;
  LedgerId id;
  CaseId case_id;
  GrantId grant;
  DeedId deed;
  LedgerKind kind = LedgerKind::granted;
  Fen amount;
  std::string note;  // the outside's reference, or the reason
  AccountId account;
  Instant at;

  bool operator==(const LedgerLine&) const = default;
};

struct LedgerSums {
  Fen granted;
  Fen paid;
  Fen withdrawn;

  Fen open() const { return granted - paid - withdrawn; }
  bool operator==(const LedgerSums&) const = default;
};

// Which deeds. Every set field narrows.
struct DeedFilter {
  std::optional<domain::DeedState> state;  // none: all that are open
  std::optional<domain::EffectKind> kind;
  std::optional<domain::Department> department;
  std::optional<AccountId> in_hand_by;
  bool doubted = false;  // those that perhaps happened twice, whatever their state; nothing else narrows
};

// Goodwill that stands: of grants that were granted and not withdrawn.
struct GoodwillGiven {
  Fen sum;
  std::int64_t grants = 0;
};

class Grants {
 public:
  virtual ~Grants() = default;

  virtual void insert(const domain::Grant& grant) = 0;
  virtual void update(const domain::Grant& grant) = 0;
  virtual std::optional<domain::Grant> find(ShopId shop, GrantId id) = 0;
  virtual std::optional<domain::Grant> by_key(ShopId shop, CaseId id, std::string_view key) = 0;
  virtual std::vector<domain::Grant> of_case(ShopId shop, CaseId id) = 0;  // oldest first
  // Those that wait for a second person, oldest first, after this id.
  virtual std::vector<domain::Grant> waiting(ShopId shop, GrantId after, int limit) = 0;
  // A merged case's grants and deeds live on in the surviving one.
  virtual void move_case(ShopId shop, CaseId from, CaseId to) = 0;

  virtual void insert(const domain::Deed& deed) = 0;
  virtual void update(const domain::Deed& deed) = 0;
  virtual std::optional<domain::Deed> find(ShopId shop, DeedId id) = 0;
  virtual std::vector<domain::Deed> deeds_of(ShopId shop, GrantId id) = 0;      // by place
  virtual std::vector<domain::Deed> deeds_of_case(ShopId shop, CaseId id) = 0;  // by id
  virtual std::optional<domain::Deed> deed_of_task(ShopId shop, TaskId id) = 0;
  // By id, after this one; at most `limit`.
  virtual std::vector<domain::Deed> deeds(ShopId shop, const DeedFilter& filter, DeedId after, int limit) = 0;

  // Goodwill granted in a case, by a person since a moment, to a buyer since a moment.
  virtual GoodwillGiven goodwill_in(ShopId shop, CaseId id) = 0;
  virtual GoodwillGiven goodwill_by(ShopId shop, AccountId who, Instant since) = 0;
  virtual GoodwillGiven goodwill_to(ShopId shop, BuyerId buyer, Instant since) = 0;
  // How a grant's goodwill spreads over the goods it was given for; and what a sku got since a moment.
  virtual void keep_sku_goodwill(ShopId shop, GrantId grant, SkuId sku, Fen goodwill, Instant at) = 0;
  virtual void drop_sku_goodwill(ShopId shop, GrantId grant) = 0;
  virtual Fen goodwill_for(ShopId shop, SkuId sku, Instant since) = 0;

  // Appends. A deed is granted once and paid once: a second such line is a bug and throws.
  virtual void add(const LedgerLine& line) = 0;
  virtual std::vector<LedgerLine> ledger(ShopId shop, CaseId id, int limit) = 0;
  virtual LedgerSums ledger_sums(ShopId shop, CaseId id) = 0;
  // Cases with a ledger by id, after this one: for the doctor.
  virtual std::vector<CaseId> cases_with_ledger(ShopId shop, CaseId after, int limit) = 0;
};

}  // namespace shouhou::ports
