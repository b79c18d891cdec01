// The simulator on the real rule data and the real world file, over short runs.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "connect/rules/load_rules.h"
#include "connect/simulate/read_world.h"
#include "simulate/experiment.h"
#include "simulate/export.h"
#include "simulate/report.h"

namespace shouhou::simulate {
namespace {

const domain::RuleBook& rules() {
  static const domain::RuleBook book = connect::load_rules(connect::built_in_rules()).value();
  return book;
}

const WorldRules& world_rules() {
  static const WorldRules world = connect::built_in_world().value();
  return world;
}

const Zone& shanghai() {
  static const Zone zone = Zone::shanghai();
  return zone;
}

WorldSize small(std::uint64_t seed) {
  WorldSize size;
  size.seed = seed;
  size.years = 1;
  size.orders_per_day = 8;
  return size;
}

TEST(Simulate, EveryTroubleIsAnIssueOfTheRules) {
  for (const SimTrouble& trouble : world_rules().troubles)
    EXPECT_NE(rules().issue(trouble.issue), nullptr) << trouble.issue;
  for (const SimProduct& product : world_rules().products)
    EXPECT_NE(rules().category(product.category), nullptr) << product.category;
}

TEST(Simulate, ABadWorldFileSaysWhere) {
  const auto bad = connect::read_world("[[temperament]]\nid = \"x\"\n", "w.toml");
  ASSERT_FALSE(bad);
  EXPECT_TRUE(bad.error().field.starts_with("w.toml:")) << bad.error().field;
}

TEST(Simulate, TheSameSeedIsTheSameWorldAndTheSameRun) {
  const World one = make_world(world_rules(), small(3), shanghai());
  const World again = make_world(world_rules(), small(3), shanghai());
  const World other = make_world(world_rules(), small(4), shanghai());
  EXPECT_EQ(one.fingerprint(), again.fingerprint());
  EXPECT_NE(one.fingerprint(), other.fingerprint());
  const std::vector<PolicyName> policies{*policy_named("ours")};
  const SeedResult first = run_seed(world_rules(), small(3), 3, policies, rules(), shanghai());
  const SeedResult second = run_seed(world_rules(), small(3), 3, policies, rules(), shanghai());
  EXPECT_EQ(first.tallies[0].bill, second.tallies[0].bill);
  EXPECT_EQ(first.tallies[0].events, second.tallies[0].events);
  EXPECT_EQ(first.tallies[0].content, second.tallies[0].content);
}

TEST(Simulate, AboutAsManyOrdersAsAskedFor) {
  const World world = make_world(world_rules(), small(5), shanghai());
  const auto counted = std::count_if(world.orders.begin(), world.orders.end(),
                                     [&](const SimOrder& order) { return order.placed >= world.start; });
  EXPECT_NEAR(static_cast<double>(counted) / 365, 8, 1);
}

// Every policy meets the same cases: those of buyers who had not left.
TEST(Simulate, PoliciesMeetTheSameShop) {
  const World world = make_world(world_rules(), small(6), shanghai());
  std::map<std::uint64_t, Instant> opened;
  for (const char* id : {"rights_only", "fixed_menu", "ours", "always_refund"}) {
    RunSettings settings;
    settings.on_case = [&](const CaseResult& result) {
      const auto [known, first] = opened.emplace(result.order, result.opened);
      EXPECT_EQ(known->second, result.opened);
      EXPECT_EQ(result.opened, world.orders[result.order].trouble->at);
    };
    run_shop(world, *make_policy(id), rules(), shanghai(), settings);
  }
  EXPECT_GT(opened.size(), 300U);
}

// What the run adds up is what its cases cost, and each case's bill is the sum of its parts.
TEST(Simulate, MoneyIsConserved) {
  const World world = make_world(world_rules(), small(7), shanghai());
  for (const PolicyName& name : policy_names()) {
    Bill sum;
    std::int64_t cases = 0;
    Fen paid;
    RunSettings settings;
    settings.on_case = [&](const CaseResult& result) {
      sum += result.bill;
      paid += result.money;
      ++cases;
      Fen parts;
      for (const Fen part : result.bill.parts) parts += part;
      EXPECT_EQ(parts, result.bill.total());
      EXPECT_GE(result.bill[Part::money], result.money);  // compensation comes on top
      EXPECT_GE(result.closed, result.opened);
    };
    const Tally tally = run_shop(world, *make_policy(name.id), rules(), shanghai(), settings);
    EXPECT_EQ(sum, tally.bill) << name.id;
    EXPECT_EQ(cases, tally.cases) << name.id;
    EXPECT_GE(tally.bill[Part::money], paid) << name.id;
    Fen by_month;
    Fen by_trouble;
    for (const GroupSum& month : tally.months) by_month += month.cost;
    for (const GroupSum& kind : tally.troubles) by_trouble += kind.cost;
    EXPECT_EQ(by_month, tally.bill.total());
    EXPECT_EQ(by_trouble, tally.bill.total());
  }
}

TEST(Simulate, OursNeverLeavesOutARight) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const World world = make_world(world_rules(), small(seed), shanghai());
    for (const PolicyName& name : policy_names()) {
      const Tally tally = run_shop(world, *make_policy(name.id), rules(), shanghai());
      if (name.id == "cheapest_first") {
        EXPECT_GT(tally.breached_cases, 0);  // the count can see a breach
      } else {
        EXPECT_EQ(tally.breached_menus, 0) << name.id;
      }
    }
  }
}

// Of every first menu, whoever made it, the oracle's is at least as good in expected true cost.
TEST(Simulate, NobodyBeatsTheOracleInExpectedCost) {
  const World world = make_world(world_rules(), small(8), shanghai());
  for (const char* id : {"ours", "fixed_menu", "fixed_ladder", "rights_only", "oracle"}) {
    int menus = 0;
    RunSettings settings;
    settings.on_first_menu = [&](const Situation& situation, const Hidden& hidden,
                                 const domain::Offer& offer) {
      std::vector<domain::Remedy> ways = all_ways(situation);
      for (const domain::OfferItem& item : offer.items) {
        if (!item.entitled) ways.push_back(item.remedy);
      }
      const double best = best_cost(situation, hidden, ways);
      const double made = cost_of_menu(situation, hidden, offer, ways);
      EXPECT_LE(best, made + 1e-6) << id << " " << situation.facts.issue;
      if (std::string_view(id) == "oracle") {
        EXPECT_NEAR(best, made, 0.01 + best * 1e-6);
      }
      ++menus;
    };
    run_shop(world, *make_policy(id), rules(), shanghai(), settings);
    EXPECT_GT(menus, 300) << id;
  }
}

// Deterministic: the shops are the same in every run. A change of rules or policy that makes ours worse than
// a fixed menu shows here; docs/simulator.md has the figures over more and larger shops.
TEST(Simulate, OursIsCheaperThanTheFixedPoliciesAndNoLessLiked) {
  Experiment experiment;
  experiment.size = small(1);
  experiment.size.orders_per_day = 30;
  for (const char* id : {"fixed_menu", "fixed_ladder", "rights_only", "free_returns", "always_refund", "ours",
                         "ours_generous"}) {
    experiment.policies.push_back(*policy_named(id));
  }
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    experiment.seeds.push_back(
        run_seed(world_rules(), experiment.size, seed, experiment.policies, rules(), shanghai()));
  }
  const auto content = [](const Tally& tally) { return tally.content / static_cast<double>(tally.cases); };
  const auto mean = [&](const char* id, double (*of)(const Tally&)) {
    return estimate_of(experiment, *experiment.place_of(id), of).mean;
  };
  for (const char* id : {"fixed_menu", "fixed_ladder", "rights_only", "free_returns"}) {
    EXPECT_LT(mean("ours", cost_per_case), mean(id, cost_per_case)) << id;
    EXPECT_GT(mean("ours", content), mean(id, content) - 0.01) << id;
  }
  // Who wants buyers as content as if everything were refunded pays less for it with ours.
  EXPECT_LT(mean("ours_generous", cost_per_case), mean("always_refund", cost_per_case));
  EXPECT_GT(mean("ours_generous", content), mean("always_refund", content) - 0.02);
}

TEST(Simulate, TheShiftChangesOnlyTheSecondHalf) {
  WorldSize size = small(9);
  const std::vector<PolicyName> policies{*policy_named("rights_only")};
  const SeedResult plain = run_seed(world_rules(), size, 9, policies, rules(), shanghai());
  size.shift = true;
  const SeedResult shifted = run_seed(world_rules(), size, 9, policies, rules(), shanghai());
  EXPECT_EQ(plain.fingerprint, shifted.fingerprint);
  for (std::size_t month = 0; month < 5; ++month) {
    EXPECT_EQ(plain.tallies[0].months[month].cost, shifted.tallies[0].months[month].cost) << month;
  }
  EXPECT_NE(plain.tallies[0].bill, shifted.tallies[0].bill);
}

TEST(Simulate, ReportsStandOnTheirOwn) {
  Experiment experiment;
  experiment.size = small(1);
  experiment.policies = policy_names();
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    experiment.seeds.push_back(
        run_seed(world_rules(), experiment.size, seed, experiment.policies, rules(), shanghai()));
  }
  const std::string html = html_of(experiment, world_rules());
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("http://") == std::string::npos ? 0 : html.find("http://www.w3.org"),
            html.find("http://") == std::string::npos ? 0 : html.find("http://"));
  EXPECT_NE(html.find("<svg"), std::string::npos);
  EXPECT_EQ(html.find("nan"), std::string::npos);
  const std::string json = json_of(experiment, world_rules());
  EXPECT_NE(json.find("\"ours_minus\":{\"always_refund\""), std::string::npos);
  EXPECT_EQ(json.find("nan"), std::string::npos);
}

TEST(Simulate, TheExportCountsWhatHappened) {
  const World world = make_world(world_rules(), small(2), shanghai());
  std::vector<CaseResult> results;
  RunSettings settings;
  settings.on_case = [&](const CaseResult& result) { results.push_back(result); };
  const Tally tally = run_shop(world, *make_policy("ours"), rules(), shanghai(), settings);
  const std::vector<ExportedFile> files = export_shop(world, results, shanghai());
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(files[0].rows, tally.orders);
  EXPECT_GE(files[1].rows, tally.orders);
  EXPECT_EQ(files[2].rows,
            std::count_if(results.begin(), results.end(), [](const auto& r) { return r.money > Fen{0}; }));
  EXPECT_EQ(files[3].rows, tally.bad_reviews + tally.good_reviews);
  for (const ExportedFile& file : files)
    EXPECT_EQ(std::count(file.bytes.begin(), file.bytes.end(), '\n'), file.rows + 1) << file.name;
}

}  // namespace
}  // namespace shouhou::simulate
