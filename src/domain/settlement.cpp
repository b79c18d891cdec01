#include "domain/settlement.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

using Pieces = std::span<const std::int64_t>;
__extension__ using Wide = __int128;

// Pieces of a line that come back now.
std::int64_t returned(const FactLine& line, Pieces pieces, std::size_t place) {
  const std::int64_t wanted = place < pieces.size() ? pieces[place] : 0;
  return std::clamp<std::int64_t>(wanted, 0, std::max<std::int64_t>(0, line.quantity - line.settled));
}

// What the buyer keeps: before this settlement (no pieces given) or after it.
std::int64_t kept(const FactLine& line, Pieces pieces, std::size_t place) {
  return std::max<std::int64_t>(0, line.quantity - line.settled) - returned(line, pieces, place);
}

bool keeps_nothing(const CaseFacts& facts, Pieces pieces) {
  for (std::size_t i = 0; i < facts.lines.size(); ++i) {
    if (kept(facts.lines[i], pieces, i) > 0) return false;
  }
  return true;
}

Fen off_at(const Promotion& promotion, Fen reached) {
  Fen best;
  for (const Promotion::Tier& tier : promotion.tiers) {
    if (tier.reach <= reached) best = std::max(best, tier.off);
  }
  return best;
}

bool counts_for(const Promotion& promotion, std::size_t place) {
  return promotion.lines.empty() ||
         std::find(promotion.lines.begin(), promotion.lines.end(), place) != promotion.lines.end();
}

// What the kept goods got as discount, minus what they would get bought alone. Shares by purchase-time price.
Fen discount_lost(const CaseFacts& facts, Pieces pieces, const Promotion& promotion) {
  Fen bought;
  Fen still;
  for (std::size_t i = 0; i < facts.lines.size(); ++i) {
    if (!counts_for(promotion, i)) continue;
    const FactLine& line = facts.lines[i];
    bought += line.unit_price * line.quantity;
    still += line.unit_price * kept(line, pieces, i);
  }
  if (bought <= Fen{0} || still <= Fen{0} || still == bought) return Fen{0};
  const Fen off = off_at(promotion, bought);
  const Fen share{static_cast<std::int64_t>(static_cast<Wide>(off.value) * still.value / bought.value)};
  return std::max(Fen{0}, share - off_at(promotion, still));
}

// Takes `deduction` off the lines in proportion to what they get, at most all of it. Gives what was taken.
Fen deduct(std::vector<SettledLine>& lines, Fen deduction) {
  Fen there;
  std::vector<std::int64_t> weights;
  for (const SettledLine& line : lines) {
    there += line.goods;
    weights.push_back(line.goods.value);
  }
  const Fen taken = std::clamp(deduction, Fen{0}, there);
  if (taken == Fen{0}) return taken;
  const std::vector<Fen> parts = split_by_weight(taken, weights);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].goods -= parts[i];
  return taken;
}

// Gives back what an earlier settlement took too much, to lines that have room. Gives what found room.
Fen give_back(const CaseFacts& facts, std::vector<SettledLine>& lines, Fen amount) {
  Fen given;
  for (std::size_t i = 0; i < facts.lines.size() && given < amount; ++i) {
    auto at =
        std::find_if(lines.begin(), lines.end(), [&](const SettledLine& line) { return line.place == i; });
    if (at == lines.end() && facts.lines[i].settled == 0) continue;
    const Fen had = at == lines.end() ? Fen{0} : at->goods;
    const Fen room = std::min(facts.lines[i].paid - facts.lines[i].refunded - had, amount - given);
    if (room <= Fen{0}) continue;
    if (at == lines.end()) at = lines.insert(lines.end(), SettledLine{i, 0, Fen{0}, 0});
    at->goods += room;
    given += room;
  }
  return given;
}

Fen settle_discounts(const CaseFacts& facts, Pieces pieces, std::vector<SettledLine>& lines) {
  Fen lost;
  for (const Promotion& promotion : facts.promotions) {
    lost += discount_lost(facts, pieces, promotion) - discount_lost(facts, {}, promotion);
  }
  return lost >= Fen{0} ? deduct(lines, lost) : -give_back(facts, lines, -lost);
}

Fen value_of_kept_gifts(const CaseFacts& facts) {
  Fen sum;
  for (const GiftFact& gift : facts.gifts) {
    if (!gift.comes_back && !gift.missing && !gift.settled) sum += gift.value;
  }
  return sum;
}

}  // namespace

bool breaks_free_shipping(const CaseFacts& facts, Pieces pieces) {
  if (facts.free_shipping_from <= Fen{0} || !facts.free_shipped() || keeps_nothing(facts, pieces))
    return false;
  Fen before;
  Fen after;
  for (std::size_t i = 0; i < facts.lines.size(); ++i) {
    const FactLine& line = facts.lines[i];
    before += line.paid - paid_share(line, line.quantity - kept(line, {}, i));
    after += line.paid - paid_share(line, line.quantity - kept(line, pieces, i));
  }
  return before >= facts.free_shipping_from && after < facts.free_shipping_from;
}

Settlement settle(const CaseFacts& facts, Pieces pieces, ReturnGround ground) {
  Settlement result;
  for (std::size_t i = 0; i < facts.lines.size(); ++i) {
    const FactLine& line = facts.lines[i];
    const std::int64_t back = returned(line, pieces, i);
    if (back == 0) continue;
    const std::int64_t points =
        line.points * (line.settled + back) / line.quantity - line.points * line.settled / line.quantity;
    result.lines.push_back({i, back, refundable(line, back), points});
    result.share += result.lines.back().goods;
  }
  if (result.lines.empty()) return result;
  if (ground == ReturnGround::no_reason) {
    result.discount_lost = settle_discounts(facts, pieces, result.lines);
    result.gifts_kept = deduct(result.lines, value_of_kept_gifts(facts));
    if (breaks_free_shipping(facts, pieces)) {
      result.outbound_freight = deduct(result.lines, facts.outbound_freight);
    }
  } else if (keeps_nothing(facts, pieces)) {
    result.postage = std::max(Fen{0}, facts.postage - facts.postage_refunded);
  }
  for (const SettledLine& line : result.lines) result.goods += line.goods;
  result.total = result.goods + result.postage;
  return result;
}

Settlement settle_affected(const CaseFacts& facts, ReturnGround ground) {
  std::vector<std::int64_t> pieces;
  pieces.reserve(facts.lines.size());
  for (const FactLine& line : facts.lines) pieces.push_back(line.affected);
  return settle(facts, pieces, ground);
}

}  // namespace shouhou::domain
