// 无主包裹: a parcel at the dock that belongs to no return yet. What is known of it is kept, and compared
// with what is announced; the dock decides by reasons it can read.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/text.h"
#include "domain/returns.h"

namespace shouhou::domain {

enum class StrayState {
  open,
  matched,    // it turned out to belong to a return
  sent_back,  // to the sender
  kept        // kept or destroyed, with a reason
};
BOOST_DESCRIBE_ENUM(StrayState, open, matched, sent_back, kept)

struct StrayPhoto {
  EvidenceId id;
  std::string content_hash;
  std::string thumbnail_hash;
  std::string look;
  std::string media_type;

  bool operator==(const StrayPhoto&) const = default;
};
BOOST_DESCRIBE_STRUCT(StrayPhoto, (), (id, content_hash, thumbnail_hash, look, media_type))

struct Stray {
  ShopId shop;
  StrayId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  StrayState state = StrayState::open;
  std::string carrier;
  std::string tracking_number;
  std::string contents;  // what is in it, in words
  std::int64_t pieces = 0;
  std::int64_t grams = 0;
  bool phone_known = false;  // the sender's phone tail is kept, sealed and hashed, beside it
  std::string note;
  std::vector<StrayPhoto> photos;
  ReturnId matched;
  std::string reason;
  AccountId by;
  Instant seen;
  Instant changed;

  bool operator==(const Stray&) const = default;
};
BOOST_DESCRIBE_STRUCT(Stray, (),
                      (shop, id, number, version, state, carrier, tracking_number, contents, pieces, grams,
                       phone_known, note, photos, matched, reason, by, seen, changed))

// A return, as far as it is compared with a parcel.
struct MatchCandidate {
  const Return* state = nullptr;
  bool phone_tail_equal = false;
  bool tracking_told_to_platform = false;  // the platform's refund request names this very number
};

struct MatchReason {
  std::int64_t points = 0;
  Text text;

  bool operator==(const MatchReason&) const = default;
};

struct Match {
  ReturnId id;
  std::int64_t points = 0;           // 0 … 100
  std::vector<MatchReason> reasons;  // strongest first

  bool operator==(const Match&) const = default;
};

// Nothing where no sign speaks for it. A number that agrees decides alone; phone, contents, weight, pieces
// and carrier add up, and what speaks against it is taken off.
std::optional<Match> compare(const Stray& parcel, const MatchCandidate& candidate);
// The best first, at most `most`; only those with at least `least` points.
std::vector<Match> best_matches(const Stray& parcel, const std::vector<MatchCandidate>& candidates,
                                std::size_t most = 5, std::int64_t least = 20);

// How much two texts have in common: shared search tokens (base/normal_text.h), of those of the shorter one,
// in permille.
std::int64_t likeness_permille(std::string_view one, std::string_view other);

}  // namespace shouhou::domain
