#include "app/given_so_far.h"

#include <algorithm>

#include "ports/cases.h"
#include "ports/grants.h"

namespace shouhou::app {
namespace {

// More cases about one order are not looked at.
constexpr int most_cases = 50;

bool refunds_whole_pieces(domain::RemedyKind kind) {
  using enum domain::RemedyKind;
  return kind == cancel_refund || kind == refund_only || kind == return_refund || kind == refund_missing ||
         kind == intercept;
}

Instant start_of_month(Instant now, const Zone& zone) {
  Day day = zone.local(now).day;
  day.day = 1;
  return zone.start_of(day);
}

// What one case of the order was granted.
class Given {
 public:
  Given(ports::ReadUnit& unit, domain::CaseFacts& facts) : unit_(unit), facts_(facts) {}

  // Settled pieces, postage and gifts; the postage that was among the money.
  Fen settle(ShopId shop, CaseId id) {
    Fen postage;
    for (const domain::Grant& grant : unit_.grants().of_case(shop, id)) {
      const domain::Remedy& remedy = grant.remedy;
      if (grant.state == domain::GrantState::granted &&
          remedy.kind == domain::RemedyKind::freight_reimbursement) {
        facts_.freight_reimbursed += remedy.money;
      }
      if (grant.state != domain::GrantState::granted || !refunds_whole_pieces(remedy.kind) ||
          remedy.pieces.size() != facts_.lines.size())
        continue;
      Fen share;
      for (std::size_t i = 0; i < remedy.pieces.size(); ++i) {
        domain::FactLine& line = facts_.lines[i];
        const std::int64_t pieces =
            std::clamp<std::int64_t>(remedy.pieces[i], 0, line.quantity - line.settled);
        share += paid_share(line, pieces);
        line.settled += pieces;
      }
      postage += std::clamp(remedy.money - share, Fen{0}, facts_.postage);
      // Gifts that stayed with the buyer were deducted then.
      if (remedy.ground == domain::ReturnGround::no_reason) {
        for (domain::GiftFact& gift : facts_.gifts) gift.settled = gift.settled || !gift.comes_back;
      }
    }
    facts_.postage_refunded = std::min(facts_.postage_refunded + postage, facts_.postage);
    return postage;
  }

  // Postage is no part of the lines' shares. What of the money went beyond the lines is postage already; all
  // that did is, also where a grant cannot be laid on the lines because they were imported after it.
  void take_postage_off(Fen postage, Fen granted) {
    Fen counted;
    for (const domain::FactLine& line : facts_.lines) counted += line.affected > 0 ? line.refunded : Fen{0};
    const Fen beyond = std::max(Fen{0}, granted - counted);
    facts_.postage_refunded = std::min(facts_.postage, std::max(facts_.postage_refunded, beyond));
    postage -= std::min(postage, beyond);
    for (domain::FactLine& line : facts_.lines) {
      const Fen off = line.affected > 0 ? std::min(postage, line.refunded) : Fen{0};
      line.refunded -= off;
      postage -= off;
    }
  }

  // Money granted in another case about the same order, on the lines that it is about. What an export told
  // of these lines is part of it, so only the rest is added.
  void add_refunds(const domain::Case& other, Fen postage) {
    Fen more = std::max(Fen{0}, other.granted() - postage);
    std::vector<std::int64_t> left;
    Fen room;
    for (std::size_t i = 0; i < facts_.lines.size(); ++i) {
      domain::FactLine& line = facts_.lines[i];
      const bool concerned =
          other.lines.empty() ||
          std::ranges::find(other.lines, line.line, &domain::CaseLine::line) != other.lines.end();
      if (concerned && line.affected == 0) more -= std::min(more, line.refunded);
      // Of an order without lines nobody knows which goods it was for: the others, where there are any.
      if (facts_.whole_order && facts_.lines.size() > 1 && line.affected > 0 &&
          more <= rest_of_the_others()) {
        left.push_back(0);
        continue;
      }
      left.push_back(concerned ? std::max<std::int64_t>(0, (line.paid - line.refunded).value) : 0);
      room += Fen{left.back()};
    }
    if (more > room)
      facts_.postage_refunded = std::min(facts_.postage, facts_.postage_refunded + more - room);
    more = std::min(more, room);
    if (more <= Fen{0}) return;
    const std::vector<Fen> parts = split_by_weight(more, left);
    for (std::size_t i = 0; i < facts_.lines.size(); ++i) facts_.lines[i].refunded += parts[i];
  }

 private:
  Fen rest_of_the_others() const {
    Fen rest;
    for (const domain::FactLine& line : facts_.lines) {
      if (line.affected == 0) rest += std::max(Fen{0}, line.paid - line.refunded);
    }
    return rest;
  }

  ports::ReadUnit& unit_;
  domain::CaseFacts& facts_;
};

void add_goodwill(ports::ReadUnit& unit, const domain::Case& state, domain::CaseFacts& facts) {
  const ports::CaseRules& rules = unit.cases().rules(state.shop);
  const Instant month = start_of_month(facts.now, rules.zone);
  ports::Grants& grants = unit.grants();
  facts.goodwill_this_case = grants.goodwill_in(state.shop, state.id).sum;
  if (state.buyer) {
    const Span window = days(rules.book->number(domain::Tuning::serial_days));
    facts.buyer.goodwill_this_month = grants.goodwill_to(state.shop, state.buyer, month).sum;
    facts.buyer.goodwill_claims = grants.goodwill_to(state.shop, state.buyer, facts.now - window).grants;
  }
  for (const domain::FactLine& line : facts.lines) {
    const auto known = std::ranges::find_if(facts.sku_goodwill_this_month,
                                            [&](const auto& pair) { return pair.first == line.sku; });
    if (line.affected == 0 || !line.sku || known != facts.sku_goodwill_this_month.end()) continue;
    const Fen sum = grants.goodwill_for(state.shop, line.sku, month);
    facts.sku_goodwill_this_month.emplace_back(line.sku, sum);
  }
}

}  // namespace

void add_given_so_far(ports::ReadUnit& unit, const domain::Case& state, domain::CaseFacts& facts) {
  add_goodwill(unit, state, facts);
  if (facts.lines.empty()) return;
  Given given(unit, facts);
  given.take_postage_off(given.settle(state.shop, state.id), state.granted());
  for (const CaseId id : unit.cases().of_order(state.shop, state.order, most_cases)) {
    if (id == state.id) continue;
    const auto other = unit.cases().load(state.shop, id);
    // What a merged case granted went with it into the other.
    if (!other || other->merged_into) continue;
    given.add_refunds(*other, given.settle(state.shop, id));
  }
}

}  // namespace shouhou::app
