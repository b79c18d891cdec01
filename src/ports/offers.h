// 方案单 as the store keeps them: the menu, what it was made from, who did what with it, and what buyers
// answered so far.
#pragma once

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "domain/offer_life.h"

namespace shouhou::ports {

// Somebody did something with an offer. No account: the desk itself, or the buyer on the link's page.
struct OfferAct {
  AccountId account;
  std::string actor;  // the name as it was then
  Instant at;

  bool operator==(const OfferAct&) const = default;
};
BOOST_DESCRIBE_STRUCT(OfferAct, (), (account, actor, at))

struct StoredOffer {
  ShopId shop;
  OfferId id;
  CaseId case_id;
  std::int64_t version = 1;
  domain::OfferState state = domain::OfferState::proposed;

  domain::Offer menu;       // with the policy's own log
  domain::CaseFacts facts;  // as judged
  domain::Dice dice;
  bool edited = false;  // a person changed the lighter ways: the propensity says nothing then
  OfferAct proposed;
  std::optional<OfferAct> last_edited;
  std::optional<OfferAct> sent;
  std::optional<OfferAct> ended;
  std::vector<std::int64_t> chosen;  // numbers as the buyer read them
  bool by_link = false;              // answered on the buyer's page
  std::string reason;                // why it was replaced or withdrawn
  bool by_platform = false;          // it ended by the platform's word
  NoteId words;                      // the buyer's, with a refusal (app/case_notes.h)
  OfferId replaced_by;

  bool operator==(const StoredOffer&) const = default;
};
BOOST_DESCRIBE_STRUCT(StoredOffer, (),
                      (shop, id, case_id, version, state, menu, facts, dice, edited, proposed, last_edited,
                       sent, ended, chosen, by_link, reason, by_platform, words, replaced_by))

struct BuyerPattern {
  std::int64_t number = 0;
  bool safe = false;
  std::string why;
  OfferAct by;
};

class Offers {
 public:
  virtual ~Offers() = default;

  virtual std::optional<StoredOffer> load(ShopId shop, OfferId id) = 0;
  // The one that is proposed or sent.
  virtual std::optional<StoredOffer> live_of(ShopId shop, CaseId id) = 0;
  // Newest first.
  virtual std::vector<StoredOffer> of_case(ShopId shop, CaseId id, int limit) = 0;
  // store.duplicate where the case has a live one.
  virtual Result<void> add(const StoredOffer& offer) = 0;
  // Compares and raises `version` (also in the argument). Error: offer.changed (stale).
  virtual Result<void> change(StoredOffer& offer) = 0;
  // Live ones whose time is over.
  virtual std::vector<OfferId> running_out(ShopId shop, Instant now, int limit) = 0;
  // Sent ones that ended, last ended first.
  virtual std::vector<StoredOffer> answered(ShopId shop, int limit) = 0;

  virtual void add_link(ShopId shop, std::string_view token_hash, CaseId id, const OfferAct& by) = 0;
  virtual std::optional<CaseId> link(ShopId shop, std::string_view token_hash) = 0;

  virtual void count(ShopId shop, const domain::Answered& answer) = 0;
  virtual domain::AcceptHistory answers(ShopId shop) = 0;
  // What follows from them by the rules in force; never null.
  virtual std::shared_ptr<const domain::AcceptModel> acceptance(ShopId shop) = 0;

  // Newest first.
  virtual std::vector<BuyerPattern> patterns(ShopId shop, BuyerId buyer, int limit) = 0;
  virtual void add_pattern(ShopId shop, BuyerId buyer, const BuyerPattern& pattern) = 0;
};

}  // namespace shouhou::ports
