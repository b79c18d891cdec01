// How long one case takes: rights, weighing of remedies, the whole offer; and loading the rules.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

#include "connect/rules/load_rules.h"
#include "domain/offers.h"

using namespace shouhou;

namespace {

domain::CaseFacts quality_case(const domain::RuleBook& book, std::size_t seed) {
  domain::CaseFacts facts;
  facts.now = Instant{1'795'233'600'000};
  facts.channel = static_cast<domain::Channel>(seed % domain::count_of<domain::Channel>);
  facts.issue = book.issues[seed % book.issues.size()].id;
  facts.phase = domain::Phase::delivered;
  facts.mood = static_cast<domain::Mood>(seed % domain::count_of<domain::Mood>);
  facts.fault = domain::Fault::seller;
  facts.fault_verified = seed % 2 == 0;
  facts.paid_at = facts.now - days(9);
  facts.scanned_at = facts.now - days(6);
  facts.signed_at = facts.now - days(2);
  facts.outbound_freight = Fen{800};
  facts.return_freight = Fen{1'200};
  for (std::size_t i = 0; i < 3; ++i) {
    domain::FactLine line;
    line.category = book.categories[(seed + i) % book.categories.size()].id;
    line.affected = i == 0 ? 1 : 0;
    line.unit_price = line.paid = Fen{23'900};
    line.unit_cost = Fen{9'600};
    facts.lines.push_back(line);
  }
  facts.promotions = {{"满减", {}, {{Fen{30'000}, Fen{5'000}}}}};
  return facts;
}

// A shop's answers over `count` different cells.
domain::AcceptHistory counted(const domain::RuleBook& book, std::size_t count) {
  domain::AcceptHistory history;
  for (std::size_t i = 0; history.cells().size() < count; ++i) {
    domain::AcceptCell cell;
    cell.remedy = static_cast<domain::RemedyKind>(i % domain::count_of<domain::RemedyKind>);
    cell.size = static_cast<std::int64_t>(i / 7 % 12);
    cell.price = static_cast<std::int64_t>(i / 3 % 4);
    cell.mood = static_cast<domain::Mood>(i / 11 % domain::count_of<domain::Mood>);
    cell.issue = book.issues[i / 5 % book.issues.size()].id;
    cell.demand = static_cast<domain::Demand>(i / 13 % domain::count_of<domain::Demand>);
    history.add(cell, i % 3 == 0, 1 + static_cast<std::int64_t>(i % 9));
  }
  return history;
}

void measure(const char* what, std::size_t rounds, const std::function<void(std::size_t)>& work) {
  double best = 1e9;
  for (int repeat = 0; repeat < 3; ++repeat) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < rounds; ++i) work(i);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count() / static_cast<double>(rounds));
  }
  std::printf("%-44s %10.2f µs\n", what, best);
}

}  // namespace

int main() {
  const auto book = connect::load_rules(connect::built_in_rules()).value();
  std::vector<domain::CaseFacts> cases;
  for (std::size_t i = 0; i < 232; ++i) cases.push_back(quality_case(book, i));
  const Zone zone = Zone::shanghai();
  const domain::AcceptHistory history = counted(book, 2'000);
  const domain::AcceptModel model(history, book);
  std::size_t sink = 0;
  std::printf("%-44s %13s\n", "", "per case");
  measure("settlement", 200'000, [&](std::size_t i) {
    sink += domain::settle_affected(cases[i % cases.size()], domain::ReturnGround::no_reason).lines.size();
  });
  measure("entitlements", 50'000, [&](std::size_t i) {
    sink += domain::entitlements(cases[i % cases.size()], book, zone).owed.size();
  });
  measure("entitlements, remedies and offer", 20'000, [&](std::size_t i) {
    sink += domain::make_offer(cases[i % cases.size()], book, zone, model, {0.5, 0.5}).items.size();
  });
  measure("learning from 2,000 counted cells, from nothing", 20,
          [&](std::size_t) { sink += domain::AcceptModel(history, book).history().cells().size(); });
  measure("loading and checking all rules", 20,
          [&](std::size_t) { sink += connect::load_rules(connect::built_in_rules())->rows.size(); });
  return sink == 0 ? 1 : 0;
}
