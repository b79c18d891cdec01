// Properties of entitlements, remedies and offers over random cases, rules and settings, starting from the
// real rule data.
#include <gtest/gtest.h>

#include <random>

#include "connect/rules/load_rules.h"
#include "domain/offers.h"

namespace shouhou::domain {
namespace {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }
  double unit() { return static_cast<double>(engine_() >> 11U) / 9007199254740992.0; }
  template <DescribedEnum E>
  E word() {
    return static_cast<E>(below(static_cast<std::int64_t>(count_of<E>)));
  }
  std::optional<Instant> maybe(Instant from, Span within) {
    return one_in(4) ? std::nullopt : std::optional<Instant>(from - Span{below(within.ms + 1)});
  }

 private:
  std::mt19937_64 engine_;
};

const RuleBook& real_rules() {
  static const RuleBook book = connect::load_rules(connect::built_in_rules()).value();
  return book;
}

FactLine random_line(Random& random, const RuleBook& book) {
  FactLine line;
  line.category = book.categories[static_cast<std::size_t>(
                                      random.below(static_cast<std::int64_t>(book.categories.size())))]
                      .id;
  line.quantity = 1 + random.below(4);
  line.affected = random.below(line.quantity + 1);
  line.unit_price = Fen{1 + random.below(90'000)};
  line.paid = Fen{random.below(line.unit_price.value * line.quantity + 1)};
  line.refunded = random.one_in(4) ? Fen{random.below(line.paid.value + 1)} : Fen{0};
  line.unit_cost = random.one_in(3) ? Fen{0} : Fen{random.below(line.unit_price.value + 1)};
  line.excluded_confirmed = random.one_in(3);
  line.condition = random.word<Condition>();
  return line;
}

CaseFacts random_case(Random& random, const RuleBook& book) {
  CaseFacts facts;
  const Instant now{1'795'233'600'000};  // 2026-11-21 12:00 in Shanghai
  facts.now = now;
  facts.channel = random.word<Channel>();
  facts.issue =
      book.issues[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(book.issues.size())))].id;
  facts.phase = random.word<Phase>();
  facts.fault = random.word<Fault>();
  facts.fault_verified = random.one_in(2);
  facts.demand = random.word<Demand>();
  facts.mood = random.word<Mood>();
  facts.paid_at = random.maybe(now, days(40));
  facts.signed_at = random.maybe(now, days(20));
  facts.scanned_at = random.maybe(now, days(15));
  facts.last_scan_at = random.maybe(now, days(15));
  facts.ship_by = random.maybe(now, days(15));
  facts.marked_shipped = random.one_in(2);
  facts.out_of_stock = random.one_in(5);
  facts.presale = random.one_in(5);
  facts.deposit = Fen{random.below(5'000)};
  facts.carrier_confirmed_loss = random.one_in(4);
  facts.proper_sign_off = random.one_in(3);
  facts.dishonest_confirmed = random.one_in(6);
  facts.unsafe_confirmed = random.one_in(6);
  facts.origin_documents = random.one_in(2);
  facts.serious_defect = random.one_in(4);
  facts.cannot_come_back = random.one_in(5);
  facts.agreed_on_return = random.one_in(4);
  if (random.one_in(5)) facts.freight_agreed = random.word<FreightPayer>();
  if (random.one_in(3)) facts.price_drop = Fen{random.below(9'000)};
  for (std::int64_t i = 0, n = 1 + random.below(4); i < n; ++i)
    facts.lines.push_back(random_line(random, book));
  if (random.one_in(2))
    facts.promotions.push_back({"满减", {}, {{Fen{random.below(90'000)}, Fen{random.below(9'000)}}}});
  if (random.one_in(3))
    facts.gifts.push_back({"赠品", Fen{random.below(3'000)}, Fen{300}, true, random.one_in(2)});
  facts.postage = Fen{random.below(2) * random.below(2'000)};
  facts.free_shipping_from = Fen{random.below(2) * random.below(80'000)};
  facts.outbound_freight = Fen{random.below(2'000)};
  facts.return_freight = Fen{random.below(2'500)};
  if (random.one_in(6)) facts.freight_reimbursed = Fen{random.below(facts.return_freight.value + 1)};
  facts.whole_order = random.one_in(6);
  facts.goods_open = facts.whole_order && random.one_in(2);
  if (random.one_in(3)) facts.insurance = FreightInsurance{Fen{1'000}, random.one_in(2)};
  facts.buyer.value = Fen{random.below(2'000'000) - 100'000};
  facts.buyer.goodwill_claims = random.below(6);
  facts.buyer.threats = random.below(2);
  facts.buyer.goodwill_this_month = Fen{random.below(9'000)};
  return facts;
}

// A shop that has turned every knob, also in silly ways.
RuleBook random_rules(Random& random) {
  RuleBook book = real_rules();
  for (TunedNumber& number : book.tuning) number.value = random.below(1'001);
  book.tuning[index_of(Tuning::offer_lighter_most)].value = random.below(4);
  book.tuning[index_of(Tuning::offer_explore_permille)].value = random.below(201);
  book.tuning[index_of(Tuning::stuck_days)].value = 1 + random.below(10);
  for (LadderStep& step : book.ladder) {
    step.permille = random.below(1'001);
    step.from = random.word<Rung>();
  }
  for (RemedyRow& row : book.remedies) {
    row.lighter = random.one_in(2);
    row.accept_prior = 0.01 + 0.98 * random.unit();
    row.prior_weight = 0.5 + 20 * random.unit();
  }
  for (Issue& issue : book.issues) {
    issue.nature = random.word<IssueNature>();
    issue.remedies = {random.word<RemedyKind>(), random.word<RemedyKind>(), random.word<RemedyKind>()};
  }
  for (GoodsCategory& category : book.categories) {
    category.exclusion = random.word<Exclusion>();
    category.resale_permille = random.below(1'001);
  }
  for (std::int64_t i = 0, n = random.below(5); i < n; ++i) {
    ShopPromise promise;
    promise.id = "promise" + std::to_string(i);
    promise.kind = random.word<PromiseKind>();
    promise.name = {"承诺", "promise"};
    promise.span = days(1 + random.below(60));
    promise.amount = Fen{random.below(5'000)};
    promise.origin = {"shop", Day{2020, 1, 1}, false, ""};
    book.promises.push_back(promise);
  }
  return book;
}

AcceptHistory random_history(Random& random, const CaseFacts& facts, const RuleBook& book) {
  AcceptHistory history;
  for (int i = 0; i < 6; ++i) {
    Remedy remedy;
    remedy.kind = random.word<RemedyKind>();
    remedy.money = Fen{random.below(5'000)};
    history.add(cell_of(remedy, facts, book), random.one_in(2), 1 + random.below(30));
  }
  return history;
}

bool speaks_of_reviews(const std::string& zh) {
  for (const char* word : {"评价", "好评", "差评", "中评", "追评", "五星", "晒图"}) {
    if (zh.find(word) != std::string::npos) return true;
  }
  return false;
}

std::string describe(const CaseFacts& facts) {
  return facts.issue + " " + std::string(name(facts.phase)) + " " + std::string(name(facts.channel));
}

// The invariant of domain.md: what an offer shows first covers every entitlement; no menu, rule, setting,
// history or chance can take one away. And what comes after is possible, bounded, fair and says why.
TEST(OfferProperty, EveryEntitlementIsCoveredWhateverTheRulesAndSettings) {
  Random random(1);
  const Zone zone = Zone::shanghai();
  std::size_t with_rights = 0;
  std::size_t with_lighter = 0;
  for (int round = 0; round < 10'000; ++round) {
    const RuleBook book = round % 3 == 0 ? real_rules() : random_rules(random);
    const CaseFacts facts = random_case(random, book);
    const Rights rights = entitlements(facts, book, zone);
    const Offer offer =
        make_offer(facts, book, zone, random_history(random, facts, book), {random.unit(), random.unit()});
    const auto missing = what_is_missing(offer, rights);
    ASSERT_FALSE(missing) << describe(facts) << ": " << missing->en;
    with_rights += rights.owed.empty() ? 0 : 1;
    std::size_t lighter = 0;
    for (const OfferItem& item : offer.items) {
      ASSERT_FALSE(item.sentence.zh.empty() || item.sentence.en.empty() || item.why.zh.empty())
          << describe(facts);
      ASSERT_FALSE(speaks_of_reviews(item.sentence.zh)) << item.sentence.zh;
      if (item.entitled) {
        ASSERT_EQ(lighter, 0U) << "an entitlement after a lighter way";
        continue;
      }
      ++lighter;
      ASSERT_TRUE(obstacles(item.remedy, facts, book, rights).empty()) << describe(facts);
      ASSERT_LT(item.expected, offer.log.follow_up);
      if (beyond_what_was_paid(item.remedy, facts, rights)) {
        ASSERT_LE(item.remedy.money, return_freight(facts, rights).left);
      } else {
        ASSERT_LE(item.remedy.money, money_cap(facts));
      }
    }
    with_lighter += lighter > 0 ? 1 : 0;
    ASSERT_LE(lighter, 3U);
    ASSERT_LE(lighter, static_cast<std::size_t>(book.number(Tuning::offer_lighter_most)));
    ASSERT_GT(offer.log.propensity, 0);
    ASSERT_LE(offer.log.propensity, 1 + 1e-9);
    const Text chat = chat_text(offer, zone);
    ASSERT_FALSE(speaks_of_reviews(chat.zh)) << chat.zh;
  }
  EXPECT_GT(with_rights, 3'000U);
  EXPECT_GT(with_lighter, 1'000U);
}

TEST(EntitlementProperty, EveryRightHasABasisAndIsWithinWhatWasPaid) {
  Random random(2);
  const Zone zone = Zone::shanghai();
  for (int round = 0; round < 10'000; ++round) {
    const RuleBook book = round % 2 == 0 ? real_rules() : random_rules(random);
    const CaseFacts facts = random_case(random, book);
    const Rights rights = entitlements(facts, book, zone);
    for (const Entitlement& owed : rights.owed) {
      ASSERT_FALSE(owed.basis.empty()) << describe(facts) << " " << name(owed.remedy);
      for (const Basis& basis : owed.basis) ASSERT_FALSE(basis.source.empty());
      ASSERT_LE(owed.least, owed.most);
      ASSERT_GE(owed.least, Fen{0});
      ASSERT_EQ(owed.pieces.size(), facts.lines.size());
      if (owed.remedy != RemedyKind::compensation_by_rule) {
        Fen left = facts.postage;
        for (const FactLine& line : facts.lines) left += line.paid - line.refunded;
        ASSERT_LE(owed.most, left) << describe(facts) << " " << name(owed.remedy);
      }
      ASSERT_EQ(rights.find(owed.remedy), &owed) << "twice: " << describe(facts) << " " << name(owed.remedy);
    }
    for (const Refusal& refusal : rights.refused) {
      ASSERT_FALSE(refusal.why.zh.empty());
      ASSERT_EQ(rights.find(refusal.remedy), nullptr);
    }
  }
}

// A promise only ever adds: with one promise more, nothing owed before disappears or shrinks.
TEST(EntitlementProperty, APromiseNeverTakesAnythingAway) {
  Random random(3);
  const Zone zone = Zone::shanghai();
  for (int round = 0; round < 6'000; ++round) {
    RuleBook book = real_rules();
    const CaseFacts facts = random_case(random, book);
    const Rights before = entitlements(facts, book, zone);
    ShopPromise promise;
    promise.id = "more";
    promise.kind = random.word<PromiseKind>();
    promise.name = {"承诺", "promise"};
    promise.span = days(1 + random.below(60));
    promise.amount = Fen{random.below(5'000)};
    promise.origin = {"shop", Day{2020, 1, 1}, false, ""};
    book.promises.push_back(promise);
    const Rights after = entitlements(facts, book, zone);
    for (const Entitlement& owed : before.owed) {
      const Entitlement* still = after.find(owed.remedy);
      ASSERT_NE(still, nullptr) << name(promise.kind) << " takes away " << name(owed.remedy) << ": "
                                << describe(facts);
      ASSERT_GE(still->most, owed.most) << name(promise.kind) << " " << name(owed.remedy);
      if (owed.until && still->until) {
        ASSERT_GE(*still->until, *owed.until);
      }
      if (owed.freight_back == FreightPayer::seller) {
        ASSERT_EQ(still->freight_back, FreightPayer::seller);
      }
    }
  }
}

// Signals of a pattern lower goodwill, never what is owed.
TEST(OfferProperty, PatternsNeverTouchWhatIsOwed) {
  Random random(4);
  const Zone zone = Zone::shanghai();
  for (int round = 0; round < 5'000; ++round) {
    CaseFacts facts = random_case(random, real_rules());
    facts.buyer = {};
    const Rights clean = entitlements(facts, real_rules(), zone);
    const Offer good = make_offer(facts, real_rules(), zone, {}, {});
    facts.buyer.goodwill_claims = 50;
    facts.buyer.threats = 9;
    facts.buyer.same_photo_claims = 9;
    ASSERT_EQ(entitlements(facts, real_rules(), zone), clean);
    const Offer wary = make_offer(facts, real_rules(), zone, {}, {});
    ASSERT_FALSE(what_is_missing(wary, clean));
    ASSERT_GE(wary.signals.size(), 2U);
    for (const OfferItem& item : wary.items) {
      if (!item.entitled) {
        ASSERT_EQ(item.remedy.money + item.remedy.credit + item.remedy.gift_cost, Fen{0});
      }
    }
    ASSERT_GE(good.items.size(), wary.items.size());
  }
}

// Over the dice, the propensities of the distinct menus add up to one, and how often a menu comes up is its
// propensity.
TEST(OfferProperty, PropensitiesAreTrueProbabilities) {
  CaseFacts facts;
  facts.now = Instant{1'795'233'600'000};
  facts.channel = Channel::taobao;
  facts.issue = "quality_defect";
  facts.fault = Fault::seller;
  facts.fault_verified = true;
  facts.mood = Mood::annoyed;
  facts.signed_at = facts.now - days(2);
  facts.return_freight = Fen{12'00};
  facts.outbound_freight = Fen{8'00};
  FactLine line;
  line.category = "clothing";
  line.affected = 1;
  line.unit_price = line.paid = Fen{239'00};
  line.unit_cost = Fen{96'00};
  facts.lines = {line};
  RuleBook book = real_rules();
  book.tuning[index_of(Tuning::offer_explore_permille)].value = 200;
  std::map<std::string, std::pair<double, int>> menus;
  Random random(5);
  constexpr int rounds = 20'000;
  int explored = 0;
  for (int round = 0; round < rounds; ++round) {
    const Offer offer = make_offer(facts, book, Zone::shanghai(), {}, {random.unit(), random.unit()});
    std::string key;
    for (const OfferItem& item : offer.items) {
      key += std::string(name(item.remedy.kind)) +
             std::to_string((item.remedy.money + item.remedy.credit).value) + " ";
    }
    auto& [propensity, count] = menus[key];
    if (count > 0) {
      ASSERT_DOUBLE_EQ(propensity, offer.log.propensity) << key;
    }
    propensity = offer.log.propensity;
    ++count;
    explored += offer.log.explored ? 1 : 0;
  }
  ASSERT_GT(menus.size(), 2U);
  double sum = 0;
  for (const auto& [key, menu] : menus) {
    sum += menu.first;
    EXPECT_NEAR(static_cast<double>(menu.second) / rounds, menu.first, 0.02) << key;
  }
  EXPECT_NEAR(sum, 1.0, 1e-6);
  EXPECT_NEAR(static_cast<double>(explored) / rounds, 0.2, 0.02);
}

// The same facts, rules, history and dice give the same offer: a case can be judged again from its log.
TEST(OfferProperty, IsAFunctionOfItsInputs) {
  Random random(6);
  for (int round = 0; round < 1'000; ++round) {
    const CaseFacts facts = random_case(random, real_rules());
    const Dice dice{random.unit(), random.unit()};
    const AcceptHistory history = random_history(random, facts, real_rules());
    ASSERT_EQ(make_offer(facts, real_rules(), Zone::shanghai(), history, dice),
              make_offer(facts, real_rules(), Zone::shanghai(), history, dice));
  }
}

// What a remedy pays out in money is what its effects pay out; cost lines add up to the total.
// Takes the money out of what is left of the affected lines, then out of the postage.
void refund(CaseFacts& facts, Fen amount) {
  for (FactLine& line : facts.lines) {
    if (line.affected == 0) continue;
    const Fen part = std::min(amount, line.paid - line.refunded);
    line.refunded += part;
    amount -= part;
  }
  facts.postage_refunded += amount;
}

// Whatever is granted one after the other: refunds of what was paid never add up to more than was paid, and
// freight made good never to more than the way back costs, each apart from the other.
TEST(RemedyProperty, RefundsAndFreightStayWithinWhatWasPaidAndWhatTheWayCost) {
  Random random(11);
  std::size_t freights = 0;
  std::size_t after_everything = 0;
  for (int round = 0; round < 4'000; ++round) {
    CaseFacts facts = random_case(random, real_rules());
    const Fen left = money_cap(facts);
    const Fen way = facts.return_freight - facts.freight_reimbursed;
    Fen refunded;
    Fen freight;
    for (int step = 0; step < 10; ++step) {
      const Rights rights = entitlements(facts, real_rules(), Zone::shanghai());
      Remedy remedy;
      const RemedyKind kinds[] = {RemedyKind::return_refund, RemedyKind::partial_refund_keep,
                                  RemedyKind::freight_reimbursement, RemedyKind::goodwill_refund};
      remedy.kind = kinds[random.below(4)];
      remedy.money = Fen{1 + random.below(remedy.kind == RemedyKind::freight_reimbursement ? 2'000 : 90'000)};
      if (random.one_in(3)) remedy.money = std::max(Fen{1}, money_cap(facts));
      for (const FactLine& line : facts.lines) remedy.pieces.push_back(line.affected);
      if (!obstacles(remedy, facts, real_rules(), rights).empty()) continue;
      if (beyond_what_was_paid(remedy, facts, rights)) {
        freight += remedy.money;
        facts.freight_reimbursed += remedy.money;
        ++freights;
        after_everything += money_cap(facts) == Fen{0} ? 1 : 0;
      } else {
        refunded += remedy.money;
        refund(facts, remedy.money);
      }
      ASSERT_LE(refunded, left) << describe(facts);
      ASSERT_LE(freight, way) << describe(facts);
      ASSERT_EQ(money_cap(facts), left - refunded) << describe(facts);
    }
  }
  EXPECT_GT(freights, 100U);
  EXPECT_GT(after_everything, 10U) << "freight on top of a whole refund";
}

TEST(RemedyProperty, EffectsAndCostsAddUp) {
  Random random(7);
  for (int round = 0; round < 20'000; ++round) {
    const CaseFacts facts = random_case(random, real_rules());
    Remedy remedy;
    remedy.kind = random.word<RemedyKind>();
    remedy.money = Fen{random.below(50'000)};
    remedy.credit = remedy.kind == RemedyKind::coupon ? Fen{random.below(5'000)} : Fen{0};
    remedy.freight_back = random.word<FreightPayer>();
    remedy.freight_out = random.word<FreightPayer>();
    for (const FactLine& line : facts.lines) remedy.pieces.push_back(line.affected);
    Fen paid;
    for (const Effect& effect : effects_of(remedy)) {
      if (effect.kind == EffectKind::pay_refund || effect.kind == EffectKind::pay_out) paid += effect.amount;
    }
    using enum RemedyKind;
    const bool pays = remedy.kind != wait_until && remedy.kind != exchange && remedy.kind != reship &&
                      remedy.kind != reship_missing && remedy.kind != repair_service &&
                      remedy.kind != coupon && remedy.kind != member_upgrade && remedy.kind != gift &&
                      remedy.kind != apology && remedy.kind != decline;
    ASSERT_EQ(paid, pays ? remedy.money : Fen{0}) << name(remedy.kind);
    const Cost cost = cost_of(remedy, facts, real_rules());
    Fen sum;
    for (const CostLine& line : cost.lines) sum += line.amount;
    ASSERT_EQ(sum, cost.total);
    // Dearer freight never makes a remedy cheaper.
    CaseFacts dearer = facts;
    dearer.return_freight += Fen{500};
    dearer.outbound_freight += Fen{500};
    ASSERT_GE(cost_of(remedy, dearer, real_rules()).total, cost.total);
  }
}

}  // namespace
}  // namespace shouhou::domain
