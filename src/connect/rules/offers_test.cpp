// Remedies, authority, freight and offers in cases that a shop meets, against the built-in rules.
#include "domain/offers.h"

#include <gtest/gtest.h>

#include "connect/rules/load_rules.h"
#include "domain/freight.h"

namespace shouhou::domain {
namespace {

const RuleBook& rules() {
  static const RuleBook book = connect::load_rules(connect::built_in_rules()).value();
  return book;
}

const Zone& shanghai() {
  static const Zone zone = Zone::shanghai();
  return zone;
}

// A knitted sweater of 239 yuan that cost 96, delivered two days ago.
CaseFacts sweater(std::string issue) {
  CaseFacts facts;
  facts.now = parse_time("2026-11-21T12:00:00+08:00", shanghai()).value();
  facts.channel = Channel::taobao;
  facts.issue = std::move(issue);
  facts.phase = Phase::delivered;
  facts.paid_at = facts.now - days(5);
  facts.scanned_at = facts.now - days(4);
  facts.signed_at = facts.now - days(2);
  facts.outbound_freight = Fen{8'00};
  facts.return_freight = Fen{12'00};
  FactLine line;
  line.category = "clothing";
  line.affected = 1;
  line.unit_price = line.paid = Fen{239'00};
  line.unit_cost = Fen{96'00};
  facts.lines = {line};
  return facts;
}

CaseFacts dropped_stitch() {
  CaseFacts facts = sweater("quality_defect");
  facts.fault = Fault::seller;
  facts.fault_verified = true;
  return facts;
}

Remedy owed(const CaseFacts& facts, RemedyKind kind) {
  const Rights rights = entitlements(facts, rules(), shanghai());
  const Entitlement* entitlement = rights.find(kind);
  EXPECT_NE(entitlement, nullptr) << name(kind);
  return entitlement == nullptr ? Remedy{} : remedy_for(*entitlement, facts);
}

Fen line_of(const Cost& cost, CostItem item) {
  Fen sum;
  for (const CostLine& line : cost.lines) sum += line.item == item ? line.amount : Fen{0};
  return sum;
}

const OfferItem* item_of(const Offer& offer, RemedyKind kind) {
  for (const OfferItem& item : offer.items) {
    if (item.remedy.kind == kind) return &item;
  }
  return nullptr;
}

bool hindered(const Remedy& remedy, const CaseFacts& facts, std::string_view validator) {
  for (const Obstacle& obstacle :
       obstacles(remedy, facts, rules(), entitlements(facts, rules(), shanghai()))) {
    if (obstacle.validator == validator) return true;
  }
  return false;
}

Remedy money(RemedyKind kind, std::int64_t fen) {
  Remedy remedy;
  remedy.kind = kind;
  remedy.money = Fen{fen};
  return remedy;
}

// Signed for on the 19th: the seven days end with the 26th (Order 90 art. 11).
TEST(Offers, WhoAskedInTimeReadsNoDateThatIsOver) {
  CaseFacts facts = sweater("no_reason_return");
  facts.requested_at = facts.now;
  const auto sentence = [&] {
    const Rights rights = entitlements(facts, rules(), shanghai());
    const Entitlement* right = rights.find(RemedyKind::return_refund);
    return right == nullptr ? std::string() : right->sentence.zh;
  };
  EXPECT_TRUE(sentence().starts_with("您在 11月26日前（含当天）可以无理由退货")) << sentence();
  facts.now = parse_time("2026-11-27T00:00:00+08:00", shanghai()).value();
  EXPECT_TRUE(sentence().starts_with("您是在期限内提出的，可以无理由退货")) << sentence();
  facts.requested_at = facts.now;
  EXPECT_EQ(sentence(), "");
}

TEST(Costs, AQualityReturnLineByLine) {
  const CaseFacts facts = dropped_stitch();
  const Cost cost = cost_of(owed(facts, RemedyKind::return_refund), facts, rules());
  EXPECT_EQ(line_of(cost, CostItem::money), Fen{239'00});
  EXPECT_EQ(line_of(cost, CostItem::freight_back), Fen{12'00});
  EXPECT_EQ(line_of(cost, CostItem::handling), Fen{4'00});
  EXPECT_EQ(line_of(cost, CostItem::goods_back), Fen{-9'60});  // a faulty sweater brings a tenth of its cost
  EXPECT_EQ(cost.total, Fen{245'40});
}

TEST(Costs, AReturnWithoutReasonBringsGoodsBackOnSale) {
  const CaseFacts facts = sweater("no_reason_return");
  const Cost cost = cost_of(owed(facts, RemedyKind::return_refund), facts, rules());
  EXPECT_EQ(line_of(cost, CostItem::freight_back), Fen{0});  // the buyer pays
  EXPECT_EQ(line_of(cost, CostItem::goods_back), Fen{-81'60});
  EXPECT_EQ(cost.total, Fen{239'00 + 4'00 - 81'60});
}

TEST(Costs, AnExchangeOfAQualityFault) {
  const CaseFacts facts = dropped_stitch();
  const Cost cost = cost_of(owed(facts, RemedyKind::exchange), facts, rules());
  EXPECT_EQ(line_of(cost, CostItem::goods_sent), Fen{96'00});
  EXPECT_EQ(line_of(cost, CostItem::freight_out), Fen{8'00});
  EXPECT_EQ(cost.total, Fen{12'00 - 9'60 + 4'00 + 96'00 + 8'00 + 3'00});
}

TEST(Costs, UnknownGoodsCostComesFromThePrice) {
  CaseFacts facts = dropped_stitch();
  facts.lines[0].unit_cost = Fen{0};
  EXPECT_EQ(goods_cost(facts, rules(), {1}), Fen{239'00 * 700 / 1000});
}

TEST(Costs, ACouponCountsByHowManyAreRedeemed) {
  Remedy coupon;
  coupon.kind = RemedyKind::coupon;
  coupon.credit = Fen{20'00};
  EXPECT_EQ(cost_of(coupon, sweater("venting"), rules()).total, Fen{7'00});
}

TEST(Obstacles, NeverMoreThanWhatWasPaidAndNotYetRefunded) {
  CaseFacts facts = dropped_stitch();
  EXPECT_FALSE(hindered(money(RemedyKind::partial_refund_keep, 239'00), facts, "money_cap"));
  EXPECT_TRUE(hindered(money(RemedyKind::partial_refund_keep, 239'01), facts, "money_cap"));
  facts.lines[0].refunded = Fen{100'00};
  EXPECT_TRUE(hindered(money(RemedyKind::partial_refund_keep, 139'01), facts, "money_cap"));
  EXPECT_FALSE(hindered(money(RemedyKind::compensation_by_rule, 500'00), facts, "money_cap"));
}

// 消法 24: the seller's fault, so the way back is the seller's too, beside the whole refund.
TEST(Obstacles, FreightOwedComesOnTopOfAWholeRefund) {
  CaseFacts facts = dropped_stitch();
  facts.lines[0].refunded = facts.lines[0].paid;
  const Rights rights = entitlements(facts, rules(), shanghai());
  const ReturnFreight freight = return_freight(facts, rights);
  EXPECT_TRUE(freight.owed);
  EXPECT_EQ(freight.left, Fen{12'00});
  const Remedy way_back = money(RemedyKind::freight_reimbursement, 12'00);
  EXPECT_FALSE(hindered(way_back, facts, "money_cap"));
  EXPECT_TRUE(beyond_what_was_paid(way_back, facts, rights));
  EXPECT_EQ(goodwill_of(way_back, facts, rules(), rights), Fen{0}) << "it is owed";
  EXPECT_TRUE(hindered(money(RemedyKind::freight_reimbursement, 12'01), facts, "money_cap"));
  EXPECT_TRUE(hindered(money(RemedyKind::goodwill_refund, 1'00), facts, "money_cap")) << "freight alone";
  facts.freight_reimbursed = Fen{5'00};
  EXPECT_TRUE(hindered(way_back, facts, "money_cap")) << "made good in part already";
  EXPECT_FALSE(hindered(money(RemedyKind::freight_reimbursement, 7'00), facts, "money_cap"));
}

TEST(Obstacles, FreightOfAReturnWithoutReasonIsGoodwillAndOnTopToo) {
  CaseFacts facts = sweater("no_reason_return");
  facts.return_freight = Fen{12'00};
  facts.lines[0].refunded = facts.lines[0].paid;
  const Rights rights = entitlements(facts, rules(), shanghai());
  ASSERT_NE(rights.find(RemedyKind::return_refund), nullptr);
  const Remedy way_back = money(RemedyKind::freight_reimbursement, 12'00);
  EXPECT_FALSE(return_freight(facts, rights).owed);
  EXPECT_FALSE(hindered(way_back, facts, "money_cap"));
  EXPECT_EQ(goodwill_of(way_back, facts, rules(), rights), Fen{12'00});
  // Where nothing travels there is no freight to make good.
  CaseFacts lost = sweater("venting");
  lost.return_freight = Fen{12'00};
  lost.signed_at = lost.now - days(90);
  lost.phase = Phase::finished;
  EXPECT_EQ(return_freight(lost, entitlements(lost, rules(), shanghai())).left, Fen{0});
}

TEST(Obstacles, EachValidatorSpeaks) {
  CaseFacts facts = dropped_stitch();
  EXPECT_TRUE(hindered(money(RemedyKind::cancel_refund, 1'00), facts, "phase"));
  EXPECT_TRUE(hindered(money(RemedyKind::red_packet, 0), facts, "amount"));
  EXPECT_TRUE(hindered(money(RemedyKind::red_packet, -1), facts, "amount"));
  EXPECT_TRUE(hindered(money(RemedyKind::decline, 0), facts, "decline"));
  facts.out_of_stock = true;
  EXPECT_TRUE(hindered(money(RemedyKind::reship, 0), facts, "stock"));
  facts.cannot_come_back = true;
  EXPECT_TRUE(hindered(money(RemedyKind::exchange, 0), facts, "can_come_back"));
  facts.lines[0].affected = 0;
  EXPECT_TRUE(hindered(money(RemedyKind::repair_allowance, 1'00), facts, "goods"));
  Remedy wait;
  wait.kind = RemedyKind::wait_until;
  wait.look_again = facts.now;
  EXPECT_TRUE(hindered(wait, facts, "amount"));
}

TEST(Obstacles, GoodwillCapsBindOnlyWhereNothingAsMuchIsOwed) {
  CaseFacts worn = sweater("wear_after_use");
  worn.signed_at = worn.now - days(90);
  worn.phase = Phase::finished;
  worn.buyer.goodwill_this_month = Fen{55'00};
  EXPECT_TRUE(hindered(money(RemedyKind::red_packet, 6'00), worn, "goodwill_caps"));
  EXPECT_FALSE(hindered(money(RemedyKind::red_packet, 5'00), worn, "goodwill_caps"));
  CaseFacts faulty = dropped_stitch();
  faulty.buyer.goodwill_this_month = Fen{55'00};
  EXPECT_FALSE(hindered(money(RemedyKind::partial_refund_keep, 40'00), faulty, "goodwill_caps"));
  worn.buyer.goodwill_this_month = Fen{0};
  worn.sku_goodwill_this_month = {{SkuId{1}, Fen{799'00}}};
  EXPECT_TRUE(hindered(money(RemedyKind::red_packet, 2'00), worn, "goodwill_caps"));
}

TEST(Authority, LimitsPerCaseAndDay) {
  const GrantRequest small{AccountId{1}, Role::agent, Fen{30'00}, Fen{0}, Fen{0}};
  EXPECT_EQ(may_grant(rules(), small).outcome, GrantOutcome::granted);
  GrantRequest again = small;
  again.case_before = Fen{20'01};
  EXPECT_EQ(may_grant(rules(), again).outcome, GrantOutcome::needs_approval);
  again.case_before = Fen{20'00};
  EXPECT_EQ(may_grant(rules(), again).outcome, GrantOutcome::granted);
  again.day_before = Fen{470'01};
  EXPECT_EQ(may_grant(rules(), again).outcome, GrantOutcome::needs_approval);
  EXPECT_EQ(may_grant(rules(), {AccountId{1}, Role::warehouse, Fen{1}, Fen{0}, Fen{0}}).outcome,
            GrantOutcome::refused);
  // What is owed needs nobody's leave.
  EXPECT_EQ(may_grant(rules(), {AccountId{1}, Role::viewer, Fen{0}, Fen{0}, Fen{0}}).outcome,
            GrantOutcome::granted);
}

TEST(Authority, NobodyApprovesTheirOwn) {
  const GrantRequest lead{AccountId{7}, Role::lead, Fen{200'00}, Fen{0}, Fen{0}};
  EXPECT_EQ(may_approve(rules(), lead, AccountId{7}).outcome, GrantOutcome::refused);
  EXPECT_EQ(may_approve(rules(), lead, AccountId{8}).outcome, GrantOutcome::granted);
  GrantRequest much = lead;
  much.goodwill = Fen{500'01};
  EXPECT_EQ(may_approve(rules(), much, AccountId{8}).outcome, GrantOutcome::needs_approval);
  GrantRequest agent = lead;
  agent.role = Role::agent;
  EXPECT_EQ(may_approve(rules(), agent, AccountId{8}).outcome, GrantOutcome::refused);
  GrantRequest nobody = lead;
  nobody.who = AccountId{};
  EXPECT_EQ(may_approve(rules(), nobody, AccountId{8}).outcome, GrantOutcome::refused);
}

TEST(Authority, OnlyWhatGoesBeyondTheRightIsGoodwill) {
  const CaseFacts facts = dropped_stitch();
  const Rights rights = entitlements(facts, rules(), shanghai());
  EXPECT_EQ(goodwill_of(owed(facts, RemedyKind::return_refund), rights), Fen{0});
  EXPECT_EQ(goodwill_of(money(RemedyKind::return_refund, 249'00), rights), Fen{10'00});
  EXPECT_EQ(goodwill_of(money(RemedyKind::partial_refund_keep, 40'00), rights), Fen{40'00});
}

TEST(Authority, GoodsSentBeyondWhatIsOwedAreGoodwillAtTheirCost) {
  const CaseFacts facts = dropped_stitch();
  const Rights rights = entitlements(facts, rules(), shanghai());
  Remedy again;
  again.kind = RemedyKind::reship;
  again.pieces = {1};
  EXPECT_EQ(goodwill_of(again, facts, rules(), rights), Fen{96'00}) << "sent, and nothing comes back";
  EXPECT_EQ(goodwill_of(owed(facts, RemedyKind::exchange), facts, rules(), rights), Fen{0});
  CaseFacts missing = sweater("missing_item");
  missing.fault = Fault::seller;
  missing.lines[0].unit_cost = Fen{96'00};
  const Rights owed_goods = entitlements(missing, rules(), shanghai());
  again.kind = RemedyKind::reship_missing;
  EXPECT_EQ(goodwill_of(again, missing, rules(), owed_goods), Fen{0}) << "it is owed";
  again.pieces = {3};
  EXPECT_EQ(goodwill_of(again, missing, rules(), owed_goods), Fen{192'00}) << "two more than are owed";
}

TEST(Authority, APatternLowersTheLimitsOfAGrantUntilALeadLooks) {
  GrantRequest grant{AccountId{1}, Role::agent, Fen{30'00}, Fen{0}, Fen{0}};
  CaseFacts facts = sweater("quality_defect");
  facts.buyer.threats = 1;
  grant.permille = goodwill_permille(facts.buyer, pattern_signals(facts, rules()));
  EXPECT_EQ(grant.permille, 500);
  EXPECT_EQ(may_grant(rules(), grant).outcome, GrantOutcome::needs_approval) << "25 yuan are left of 50";
  grant.goodwill = Fen{25'00};
  EXPECT_EQ(may_grant(rules(), grant).outcome, GrantOutcome::granted);
  grant.role = Role::lead;
  grant.goodwill = Fen{200'00};
  EXPECT_EQ(may_grant(rules(), grant).outcome, GrantOutcome::granted) << "a lead has looked";
  facts.buyer.marked_safe = true;
  EXPECT_EQ(goodwill_permille(facts.buyer, pattern_signals(facts, rules())), 1000);
  // What is owed needs nobody's leave, whatever the pattern.
  EXPECT_EQ(may_grant(rules(), {AccountId{1}, Role::agent, Fen{0}, Fen{0}, Fen{0}, 0}).outcome,
            GrantOutcome::granted);
}

TEST(Freight, ThePriceTableOfThePractice) {  // P-G5: to the north-east 15 / 12 / 11 yuan, air 20
  const auto quotes = freight_quotes(rules(), "辽宁省沈阳市", 800);
  ASSERT_EQ(quotes.size(), 4U);
  EXPECT_EQ(quotes[0].price, Fen{11'00});
  EXPECT_EQ(quotes[1].price, Fen{12'00});
  EXPECT_EQ(quotes[2].price, Fen{15'00});
  EXPECT_EQ(quotes[3].price, Fen{20'00});
  EXPECT_EQ(quotes[3].mode, "air");
  EXPECT_EQ(freight_quote(rules(), "快递乙", "辽宁", 1'000)->price, Fen{12'00});
  EXPECT_EQ(freight_quote(rules(), "快递乙", "辽宁", 1'001)->price, Fen{18'00});
  EXPECT_EQ(freight_quote(rules(), "快递乙", "辽宁", 3'000)->price, Fen{24'00});
  EXPECT_EQ(freight_quote(rules(), "快递乙", "浙江省", 500)->price, Fen{8'00});
  EXPECT_EQ(freight_quote(rules(), "没有这家", "辽宁", 500), std::nullopt);
}

// P-B4, P-D1, P-D2: the right first, then lighter ways that cost less than the return.
TEST(Offers, ADroppedStitch) {
  const CaseFacts facts = dropped_stitch();
  const Offer offer = make_offer(facts, rules(), shanghai(), {}, {});
  ASSERT_GE(offer.items.size(), 3U);
  EXPECT_TRUE(offer.items[0].entitled);
  EXPECT_EQ(offer.items[0].remedy.kind, RemedyKind::return_refund);
  EXPECT_EQ(offer.items[0].remedy.freight_back, FreightPayer::seller);
  EXPECT_NE(offer.items[0].why.zh.find("消费者权益保护法"), std::string::npos);
  const OfferItem* keep = item_of(offer, RemedyKind::partial_refund_keep);
  ASSERT_NE(keep, nullptr);
  EXPECT_GT(keep->remedy.money, Fen{0});
  EXPECT_LT(keep->remedy.money, Fen{120'00});
  EXPECT_EQ(keep->remedy.money.value % 100, 0);
  const Text chat = chat_text(offer, shanghai());
  EXPECT_LT(chat.zh.find("退货退款"), chat.zh.find("如果您觉得这样更省事")) << chat.zh;
  EXPECT_LE(offer.valid_until, *offer.items[0].until);
}

// P-B5, P-D6: nothing is owed, yet a good buyer gets more than a newcomer.
TEST(Offers, AShoeWornForThreeMonths) {
  CaseFacts facts = sweater("wear_after_use");
  facts.lines[0].category = "shoes";
  facts.phase = Phase::finished;
  facts.paid_at = facts.now - days(95);
  facts.scanned_at = facts.now - days(94);
  facts.signed_at = facts.now - days(90);
  facts.fault = Fault::buyer;
  facts.fault_verified = true;
  const Offer newcomer = make_offer(facts, rules(), shanghai(), {}, {});
  facts.buyer.value = Fen{9'000'00};
  facts.buyer.orders = 20;
  const Offer regular = make_offer(facts, rules(), shanghai(), {}, {});
  EXPECT_TRUE(entitlements(facts, rules(), shanghai()).owed.empty());
  EXPECT_FALSE(newcomer.refused.empty());
  const auto most = [](const Offer& offer) {
    Fen best;
    for (const OfferItem& item : offer.items) best = std::max(best, item.remedy.money + item.remedy.credit);
    return best;
  };
  EXPECT_FALSE(regular.items.empty());
  EXPECT_GT(most(regular), most(newcomer));
}

TEST(Offers, AThreatGetsWhatIsOwedAndNothingElse) {  // P-D7
  CaseFacts facts = sweater("extortion");
  const Offer offer = make_offer(facts, rules(), shanghai(), {}, {0, 0});
  ASSERT_EQ(offer.items.size(), 1U);
  EXPECT_TRUE(offer.items[0].entitled);
  EXPECT_TRUE(offer.log.candidates.empty());
}

TEST(Offers, AnAngryBuyerIsNotOfferedSmallFavours) {  // P-D5: mood moves the starting rung
  CaseFacts facts = dropped_stitch();
  facts.mood = Mood::furious;
  const Offer offer = make_offer(facts, rules(), shanghai(), {}, {});
  EXPECT_EQ(item_of(offer, RemedyKind::coupon), nullptr);
  EXPECT_EQ(item_of(offer, RemedyKind::member_upgrade), nullptr);
}

TEST(Offers, InTransitTheBuyerMayWait) {  // P-B2
  CaseFacts facts = sweater("in_transit_cancel");
  facts.phase = Phase::in_transit;
  facts.signed_at.reset();
  const Offer offer = make_offer(facts, rules(), shanghai(), {}, {});
  ASSERT_FALSE(offer.items.empty());
  EXPECT_EQ(offer.items[0].remedy.kind, RemedyKind::intercept);
  const OfferItem* wait = item_of(offer, RemedyKind::wait_until);
  ASSERT_NE(wait, nullptr);
  EXPECT_EQ(*wait->remedy.look_again, facts.now + days(2));
}

TEST(Offers, LearnFromWhatBuyersAccepted) {
  const CaseFacts facts = dropped_stitch();
  const Offer before = make_offer(facts, rules(), shanghai(), {}, {});
  const OfferItem* keep = item_of(before, RemedyKind::partial_refund_keep);
  ASSERT_NE(keep, nullptr);
  const AcceptCell cell = cell_of(keep->remedy, facts, rules());
  AcceptModel refused(rules());
  refused.learn(cell, {0, 60});
  AcceptModel accepted(rules());
  accepted.learn(cell, {60, 0});
  EXPECT_LT(refused.probability(cell, 100), 0.1);
  EXPECT_GT(accepted.probability(cell, 100), 0.8);
  EXPECT_NEAR(AcceptModel(rules()).probability(cell, 80), rules().remedy(keep->remedy.kind).accept_prior,
              0.1);
}

TEST(Offers, WhoOnlyVentsIsOfferedNothingBesideRights) {  // P-A5
  CaseFacts facts = sweater("venting");
  facts.signed_at = facts.now - days(60);
  facts.phase = Phase::finished;
  EXPECT_TRUE(make_offer(facts, rules(), shanghai(), {}, {}).items.empty());
  facts.demand = Demand::compensation;
  EXPECT_FALSE(make_offer(facts, rules(), shanghai(), {}, {}).items.empty());
}

TEST(Offers, CompensationComesOnTopOfTheChoice) {
  CaseFacts facts = sweater("late_shipment");
  facts.phase = Phase::unshipped;
  facts.paid_at = facts.now - days(5);
  facts.scanned_at.reset();
  facts.signed_at.reset();
  const Text chat = chat_text(make_offer(facts, rules(), shanghai(), {}, {}), shanghai());
  EXPECT_NE(chat.zh.find("另外，没有按约定时间发货"), std::string::npos) << chat.zh;
}

TEST(Exposure, MultiplesByLaw) {  // 消法 55, 食品安全法 148
  CaseFacts fake = sweater("counterfeit_doubt");
  ASSERT_EQ(exposure(fake, rules()).size(), 1U);
  EXPECT_EQ(exposure(fake, rules())[0].amount, Fen{717'00});
  fake.lines[0].paid = Fen{20'00};
  EXPECT_EQ(exposure(fake, rules())[0].amount, Fen{500'00});  // at least 500 yuan
  CaseFacts food = sweater("allergy_or_safety");
  food.lines[0].category = "food";
  food.lines[0].paid = Fen{39'90};
  ASSERT_EQ(exposure(food, rules()).size(), 1U);
  EXPECT_EQ(exposure(food, rules())[0].amount, Fen{1000'00});  // at least 1,000 yuan
  EXPECT_TRUE(exposure(dropped_stitch(), rules()).empty());
}

}  // namespace
}  // namespace shouhou::domain
