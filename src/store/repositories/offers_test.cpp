// Offers in the store, on both databases.
#include "ports/offers.h"

#include <gtest/gtest.h>

#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

constexpr ShopId shop{7};
constexpr CaseId some_case{70};

// Every member that is kept differs from its default.
ports::StoredOffer full_offer(OfferId id) {
  ports::StoredOffer offer;
  offer.shop = shop;
  offer.id = id;
  offer.case_id = some_case;
  offer.state = domain::OfferState::sent;
  domain::OfferItem item;
  item.entitled = true;
  item.remedy.kind = domain::RemedyKind::return_refund;
  item.remedy.money = Fen{199'00};
  item.remedy.pieces = {1, 0};
  item.remedy.freight_back = domain::FreightPayer::seller;
  item.basis = {{domain::BasisKind::law, "consumer.24", {"消法", "law"}, "source", true}};
  item.until = Instant{123};
  item.cost.add(domain::CostItem::money, Fen{199'00}, {"退款", "refund"});
  item.accept = 0.125;
  item.expected = Fen{55};
  item.why = {"应得", "owed"};
  item.sentence = {"退您", "back"};
  offer.menu.items = {item};
  offer.menu.refused = {{domain::RemedyKind::exchange, {"不", "no"}, item.basis, {{"若", "if"}}}};
  offer.menu.signals = {{"threats", {"要挟", "threat"}}};
  offer.menu.log = {"v1", {{item.remedy, item.cost, 0.1, Fen{5}, Fen{3}, 80, true}}, Fen{77}, true, 0.0375};
  offer.menu.valid_until = Instant{9'000};
  offer.facts.issue = "quality_defect";
  offer.facts.now = Instant{5};
  offer.facts.lines.resize(2);
  offer.facts.lines[1].paid = Fen{12};
  offer.facts.intercepted = offer.facts.no_sign_off_proof = offer.facts.no_origin_proof = true;
  offer.facts.sku_goodwill_this_month = {{SkuId{4}, Fen{5}}};
  offer.facts.refused_ways = {{domain::RemedyKind::coupon, Fen{6}}};
  offer.facts.freight_agreed = domain::FreightPayer::buyer;
  offer.dice = {0.123456789012345, 0.987654321098765};
  offer.edited = true;
  offer.proposed = {AccountId{3}, "小王", Instant{1}};
  offer.last_edited = offer.proposed;
  offer.sent = {{AccountId{4}, "主管", Instant{2}}};
  offer.chosen = {1, 2};
  offer.by_link = true;
  offer.reason = "因为";
  offer.words = NoteId{8};
  offer.replaced_by = OfferId{9};
  return offer;
}

class StoredOffers : public testing::StoreTest {};
SHOUHOU_ON_BOTH_ENGINES(StoredOffers);

TEST_P(StoredOffers, ComeBackAsTheyWereKept) {
  const ports::StoredOffer offer = full_offer(OfferId{1});
  ASSERT_TRUE(write([&](ports::Unit& unit) { return unit.offers().add(offer); }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_EQ(unit.offers().load(shop, offer.id), offer);
    EXPECT_EQ(unit.offers().live_of(shop, some_case), offer);
    EXPECT_EQ(unit.offers().load(ShopId{8}, offer.id), std::nullopt);
    EXPECT_EQ(unit.offers().of_case(ShopId{8}, some_case, 9).size(), 0u);
    return {};
  }));
}

TEST_P(StoredOffers, ACaseHasOneMenuAtATimeAndNobodyWritesOverAnother) {
  ports::StoredOffer offer = full_offer(OfferId{1});
  ASSERT_TRUE(write([&](ports::Unit& unit) { return unit.offers().add(offer); }));
  const auto second = write([&](ports::Unit& unit) { return unit.offers().add(full_offer(OfferId{2})); });
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "store.duplicate");
  ports::StoredOffer stale = offer;
  ASSERT_TRUE(write([&](ports::Unit& unit) {
    offer.state = domain::OfferState::withdrawn;
    offer.ended = offer.proposed;
    return unit.offers().change(offer);
  }));
  EXPECT_EQ(offer.version, 2);
  EXPECT_EQ(write([&](ports::Unit& unit) { return unit.offers().change(stale); }).error().code,
            "offer.changed");
  ASSERT_TRUE(write([&](ports::Unit& unit) { return unit.offers().add(full_offer(OfferId{2})); }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto all = unit.offers().of_case(shop, some_case, 9);
    EXPECT_EQ(all.size(), 2u);
    EXPECT_EQ(all.front().id, OfferId{2}) << "newest first";
    EXPECT_EQ(unit.offers().running_out(shop, Instant{8'999}, 9).size(), 0u);
    EXPECT_EQ(unit.offers().running_out(shop, Instant{9'000}, 9), std::vector{OfferId{2}});
    EXPECT_EQ(unit.offers().answered(shop, 9).size(), 1u);
    return {};
  }));
}

TEST_P(StoredOffers, AnswersAddUpPerCell) {
  const domain::AcceptCell cell{
      domain::RemedyKind::coupon,   2, domain::IssueClass::quality, 1, domain::Mood::angry, "quality_defect",
      domain::Demand::return_refund};
  domain::AcceptCell other = cell;
  other.size = 3;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    for (int i = 0; i < 3; ++i) unit.offers().count(shop, {cell, true});
    unit.offers().count(shop, {cell, false});
    unit.offers().count(shop, {other, false});
    unit.offers().count(ShopId{8}, {cell, false});
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto cells = unit.offers().answers(shop).cells();
    EXPECT_EQ(cells.size(), 2u);
    EXPECT_EQ(cells.at(cell), (domain::AcceptCounts{3, 1}));
    EXPECT_EQ(cells.at(other), (domain::AcceptCounts{0, 1}));
    return {};
  }));
}

TEST_P(StoredOffers, WhatIsLearntIsKeptUntilSomethingNewIsAnswered) {
  auto book = std::make_shared<domain::RuleBook>();
  for (std::size_t i = 0; i < domain::count_of<domain::RemedyKind>; ++i) {
    book->remedies.push_back({});
    book->remedies.back().kind = static_cast<domain::RemedyKind>(i);
    book->remedies.back().lighter = true;
    book->remedies.back().accept_prior = 0.3;
  }
  book->ladder.resize(domain::count_of<domain::Mood>);
  store().use_case_rules(ports::CaseRules::from(book, Zone::shanghai()));
  domain::AcceptCell cell;
  cell.remedy = domain::RemedyKind::coupon;
  cell.issue = "quality_defect";
  const auto learnt = [&] {
    std::shared_ptr<const domain::AcceptModel> model;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      model = unit.offers().acceptance(shop);
      return {};
    }));
    return model;
  };
  const auto count = [&](ports::Unit& unit) {
    for (int i = 0; i < 40; ++i) unit.offers().count(shop, {cell, true});
  };
  const auto start = learnt();
  EXPECT_EQ(learnt(), start) << "the same, not fitted again";

  EXPECT_FALSE(write([&](ports::Unit& unit) -> Result<void> {
    count(unit);
    EXPECT_GT(unit.offers().acceptance(shop)->probability(cell, 50), start->probability(cell, 50))
        << "in its own transaction";
    return fail(ErrorKind::conflict, "test.no", {"不", "no"});
  }));
  EXPECT_EQ(learnt(), start) << "what was rolled back was not learnt";

  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    count(unit);
    return {};
  }));
  const auto after = learnt();
  EXPECT_GT(after->probability(cell, 50), start->probability(cell, 50));
  EXPECT_EQ(learnt(), after);

  for (domain::RemedyRow& row : book->remedies) row.accept_prior = 0.9;
  store().use_case_rules(ports::CaseRules::from(book, Zone::shanghai()));
  EXPECT_NE(learnt(), after) << "other rules, another start";
}

TEST_P(StoredOffers, LinksAreFoundByTheirHashInTheirShopOnly) {
  const std::string hash(32, '\xfe');
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.offers().add_link(shop, hash, some_case, {AccountId{3}, "小王", Instant{1}});
    return {};
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_EQ(unit.offers().link(shop, hash), some_case);
    EXPECT_EQ(unit.offers().link(ShopId{8}, hash), std::nullopt);
    EXPECT_EQ(unit.offers().link(shop, std::string(32, '\xfd')), std::nullopt);
    return {};
  }));
}

}  // namespace
}  // namespace shouhou::store
