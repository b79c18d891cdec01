// The offers of a case as the agent's screen shows them, and what could be offered now, with nothing stored.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/offer_life.h"
#include "ports/actor.h"
#include "ports/offers.h"
#include "ports/store.h"

namespace shouhou::app {

struct OfferItemView {
  std::int64_t number = 0;  // as the buyer reads it; 0: comes whatever is chosen
  bool entitled = false;
  domain::Remedy remedy;
  Text name;
  std::vector<domain::Basis> basis;
  std::optional<Instant> until;
  domain::Cost cost;
  double accept = 1;
  Fen expected;
  Text why;                                                        // to the agent
  Text sentence;                                                   // to the buyer
  Fen goodwill;                                                    // beyond what is owed
  domain::GrantOutcome authority = domain::GrantOutcome::granted;  // of who asks
  Text authority_why;
  bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(OfferItemView, (),
                      (number, entitled, remedy, name, basis, until, cost, accept, expected, why, sentence,
                       goodwill, authority, authority_why, chosen))

struct OtherWayView {
  domain::Remedy remedy;
  Text name;
  domain::Cost cost;
  bool lighter = false;  // may be added by hand, where nothing stands against it
  std::vector<domain::Obstacle> obstacles;
  Text why;
};
BOOST_DESCRIBE_STRUCT(OtherWayView, (), (remedy, name, cost, lighter, obstacles, why))

struct OfferExposure {
  Text what;
  Fen amount;
  domain::Basis basis;
};
BOOST_DESCRIBE_STRUCT(OfferExposure, (), (what, amount, basis))

// A pattern in the buyer's history, and what people said of it.
struct PatternView {
  std::vector<domain::PatternSignal> signals;
  bool marked_safe = false;  // goodwill is not lowered
  std::string said;          // why, in a colleague's words
  std::string said_by;
  std::optional<Instant> said_at;
};
BOOST_DESCRIBE_STRUCT(PatternView, (), (signals, marked_safe, said, said_by, said_at))

struct OfferView {
  OfferId id;
  CaseId case_id;
  std::int64_t version = 0;
  domain::OfferState state = domain::OfferState::proposed;
  Text state_text;
  std::vector<OfferItemView> items;
  std::vector<domain::Refusal> refused;
  Instant valid_until;
  Text chat_text;
  bool edited = false;
  bool explored = false;
  double propensity = 1;
  Fen follow_up;  // what a refusal costs in the mean
  std::string rules_version;
  ports::OfferAct proposed;
  std::optional<ports::OfferAct> last_edited;
  std::optional<ports::OfferAct> sent;
  std::optional<ports::OfferAct> ended;
  bool by_link = false;
  std::string reason;
  std::string words;  // the buyer's, with a refusal
  OfferId replaced_by;
};
BOOST_DESCRIBE_STRUCT(OfferView, (),
                      (id, case_id, version, state, state_text, items, refused, valid_until, chat_text,
                       edited, explored, propensity, follow_up, rules_version, proposed, last_edited, sent,
                       ended, by_link, reason, words, replaced_by))
OfferView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const ports::StoredOffer& offer);

struct CaseOffers {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(CaseOffers, (), (id))

struct OfferList {
  std::vector<OfferView> items;     // newest first
  std::optional<Text> out_of_date;  // why the live one would be made anew now
};
BOOST_DESCRIBE_STRUCT(OfferList, (), (items, out_of_date))
// Needs case_read. Errors: case.not_found.
Result<OfferList> list_offers(ports::ReadUnit& unit, const ports::Actor& actor, const CaseOffers& query);

struct OneOffer {
  OfferId id;
};
BOOST_DESCRIBE_STRUCT(OneOffer, (), (id))
// Errors: offer.not_found.
Result<OfferView> show_offer(ports::ReadUnit& unit, const ports::Actor& actor, const OneOffer& query);

struct PreviewOffer {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(PreviewOffer, (), (id))

struct OfferPreview {
  std::vector<OfferItemView> items;  // without any exploring
  std::vector<OtherWayView> others;  // every other remedy, and why it is not there
  std::vector<domain::Refusal> refused;
  PatternView pattern;
  std::vector<OfferExposure> exposure;  // for leads; empty for others
  Fen follow_up;
  Instant valid_until;
  Text chat_text;
  std::string rules_version;
  std::int64_t refused_before = 0;  // menus of this case that were turned down
};
BOOST_DESCRIBE_STRUCT(OfferPreview, (),
                      (items, others, refused, pattern, exposure, follow_up, valid_until, chat_text,
                       rules_version, refused_before))
// What would be proposed now. Nothing is stored.
Result<OfferPreview> preview_offer(ports::ReadUnit& unit, const ports::Actor& actor,
                                   const PreviewOffer& query);

}  // namespace shouhou::app
