#include "domain/stray_parcels.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/normal_text.h"
#include "domain/tracking_numbers.h"

namespace shouhou::domain {
namespace {

constexpr std::int64_t whole_match = 100;

std::string words_of(const Return& state) {
  std::string words;
  for (const ReturnLine& line : state.lines) words += line.title + " " + line.attributes + " ";
  return words;
}

void compare_contents(const Stray& parcel, const Return& state, Match& match) {
  if (parcel.contents.empty()) return;
  const std::int64_t likeness = likeness_permille(parcel.contents, words_of(state));
  if (likeness >= 500) {
    match.reasons.push_back({25 * likeness / 1000, {"物品描述相符", "the contents agree"}});
  } else if (likeness == 0) {
    match.reasons.push_back({-10, {"物品描述对不上", "the contents differ"}});
  }
}

void compare_weight(const Stray& parcel, const Return& state, Match& match) {
  std::int64_t grams = 0;
  for (const ReturnLine& line : state.lines) {
    if (line.unit_grams == 0) return;
    grams += line.unit_grams * line.expected;
  }
  if (parcel.grams <= 0 || grams <= 0) return;
  // Packing adds to the goods; a third more or less is still the same parcel.
  const std::int64_t apart = std::abs(parcel.grams - grams) * 1000 / grams;
  if (apart <= 350) match.reasons.push_back({10, {"重量相符", "the weight agrees"}});
  if (apart > 1000) match.reasons.push_back({-10, {"重量差很多", "the weight is far off"}});
}

}  // namespace

std::int64_t likeness_permille(std::string_view one, std::string_view other) {
  const auto tokens = [](std::string_view text) {
    const auto all = search_tokens(text, 200);
    return std::set<std::string>(all.begin(), all.end());
  };
  const auto a = tokens(one);
  const auto b = tokens(other);
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter == 0) return 0;
  const auto shared = std::ranges::count_if(a, [&](const std::string& token) { return b.contains(token); });
  return shared * 1000 / static_cast<std::int64_t>(shorter);
}

std::optional<Match> compare(const Stray& parcel, const MatchCandidate& candidate) {
  const Return& state = *candidate.state;
  Match match{state.id, 0, {}};
  const std::string number = normal_tracking(parcel.tracking_number);
  if (!number.empty() && number == state.tracking_number) {
    match.reasons.push_back({whole_match, {"运单号相同", "the same tracking number"}});
  } else if (!number.empty() && candidate.tracking_told_to_platform) {
    match.reasons.push_back(
        {95, {"平台退款单里填的就是这个运单号", "the platform's refund request names this number"}});
  } else if (!number.empty() && !state.tracking_number.empty()) {
    match.reasons.push_back({-20, {"买家填的是另一个运单号", "the buyer named another number"}});
  }
  if (candidate.phone_tail_equal) {
    match.reasons.push_back({40, {"手机尾号相同", "the same phone tail"}});
  }
  compare_contents(parcel, state, match);
  compare_weight(parcel, state, match);
  if (parcel.pieces > 0 && parcel.pieces == state.expected()) {
    match.reasons.push_back({5, {"件数相同", "the same number of pieces"}});
  }
  if (!parcel.carrier.empty() && parcel.carrier == state.carrier) {
    match.reasons.push_back({5, {"快递公司相同", "the same carrier"}});
  }
  for (const MatchReason& reason : match.reasons) match.points += reason.points;
  match.points = std::clamp<std::int64_t>(match.points, 0, whole_match);
  if (match.points == 0) return std::nullopt;
  std::ranges::stable_sort(match.reasons, std::greater{}, &MatchReason::points);
  return match;
}

std::vector<Match> best_matches(const Stray& parcel, const std::vector<MatchCandidate>& candidates,
                                std::size_t most, std::int64_t least) {
  std::vector<Match> matches;
  for (const MatchCandidate& candidate : candidates) {
    auto match = compare(parcel, candidate);
    if (match && match->points >= least) matches.push_back(*std::move(match));
  }
  std::ranges::stable_sort(matches, [](const Match& a, const Match& b) {
    return a.points != b.points ? a.points > b.points : a.id < b.id;
  });
  if (matches.size() > most) matches.resize(most);
  return matches;
}

}  // namespace shouhou::domain
