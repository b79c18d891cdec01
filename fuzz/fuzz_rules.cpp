// Any bytes as a shop's own rule file: loading must say what is wrong or give a book that judges cases.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "connect/rules/load_rules.h"
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
  const std::vector<connect::RuleLayer> layers{connect::built_in_rules(), {{"shop.toml", text}}};
  const auto book = connect::load_rules(layers);
  if (!book) {
    for (const Error& problem : book.error()) {
      if (problem.field.empty() || problem.message.zh.empty() || problem.message.en.empty()) std::abort();
    }
    return 0;
  }
  const domain::CaseFacts facts = some_case(size == 0 ? 0 : data[0]);
  const domain::Rights rights = domain::entitlements(facts, *book, Zone::shanghai());
  const domain::Offer offer = domain::make_offer(facts, *book, Zone::shanghai(), {}, {0.0, 0.5});
  if (domain::what_is_missing(offer, rights)) std::abort();
  return 0;
}
