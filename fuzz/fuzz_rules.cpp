// Any bytes as a shop's own rule file: loading must say what is wrong or give a book that judges cases and
// takes nothing from the buyer that the book without them gives.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "connect/rules/rule_layers.h"
#include "domain/offers.h"

using namespace shouhou;

namespace {

domain::CaseFacts some_case(std::uint8_t seed) {
  domain::CaseFacts facts;
  facts.now = Instant{1'795'233'600'000};
  facts.channel = static_cast<domain::Channel>(seed % domain::count_of<domain::Channel>);
  facts.issue = seed % 2 == 0 ? "quality_defect" : "no_reason_return";
  facts.mood = static_cast<domain::Mood>(seed % domain::count_of<domain::Mood>);
  facts.signed_at = facts.now - days(seed % 10);
  facts.paid_at = facts.now - days(seed % 20);
  domain::FactLine line;
  line.category = seed % 3 == 0 ? "clothing" : "general";
  line.affected = 1;
  line.unit_price = line.paid = Fen{23'900};
  facts.lines = {line};
  return facts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  // Alone it is read quickly and always lacks something; every sixteenth input is laid over the real rules.
  if (size % 16 != 0) {
    const auto alone = connect::load_rules(connect::RuleLayer{{"shop.toml", text}});
    if (alone) std::abort();
    return 0;
  }
  static const auto layers = connect::RuleLayers::load(connect::built_in_rules());
  const auto book = (*layers)->with_own(text);
  if (!book) {
    for (const Error& problem : book.error()) {
      if (problem.field.empty() || problem.message.zh.empty() || problem.message.en.empty()) std::abort();
    }
    return 0;
  }
  const domain::CaseFacts facts = some_case(size == 0 ? 0 : data[0]);
  const domain::Rights rights = domain::entitlements(facts, **book, Zone::shanghai());
  for (const domain::Entitlement& right :
       domain::entitlements(facts, *(*layers)->base(), Zone::shanghai()).owed) {
    const domain::Entitlement* now = rights.find(right.remedy);
    if (now == nullptr || now->most < right.most) std::abort();
  }
  const domain::Offer offer = domain::make_offer(facts, **book, Zone::shanghai(), {}, {0.0, 0.5});
  if (domain::what_is_missing(offer, rights)) std::abort();
  return 0;
}
