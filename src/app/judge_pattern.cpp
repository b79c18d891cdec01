#include "app/judge_pattern.h"

#include "app/audit.h"
#include "app/require.h"
#include "base/utf8.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

constexpr std::size_t longest_reason = 500;  // characters
constexpr int most_words = 50;

Result<void> known(ports::ReadUnit& unit, ShopId shop, BuyerId id) {
  if (unit.trade().buyer(shop, id)) return {};
  return fail(ErrorKind::not_found, "buyer.not_found", {"没有这位买家", "there is no such buyer"});
}

PatternWords words(ports::ReadUnit& unit, ShopId shop, BuyerId id) {
  PatternWords list;
  for (const ports::BuyerPattern& said : unit.offers().patterns(shop, id, most_words)) {
    list.items.push_back({said.safe, said.why, said.by});
  }
  return list;
}

}  // namespace

Result<PatternWords> judge_pattern(ports::Unit& unit, const ports::Actor& actor,
                                   const JudgePattern& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_approve));
  SHOUHOU_TRY(known(unit, actor.shop, command.id));
  const std::string why = utf8::trim(command.why);
  if (why.empty()) return invalid("case.reason_needed", "why", {"请写明理由", "a reason is needed"});
  if (!utf8::valid(why) || utf8::length(why) > longest_reason) {
    return invalid("case.field", "why", {"理由太长", "the reason is too long"});
  }
  const auto before = unit.offers().patterns(actor.shop, command.id, 1);
  const std::int64_t number = before.empty() ? 1 : before.front().number + 1;
  unit.offers().add_pattern(actor.shop, command.id,
                            {number, command.safe, why, {actor.account, actor.name, unit.now()}});
  audit(unit, actor,
        {"pattern.judged", "buyer:" + command.id.str(), {{"safe", command.safe ? "true" : "false"}}});
  return words(unit, actor.shop, command.id);
}

Result<PatternWords> read_pattern(ports::ReadUnit& unit, const ports::Actor& actor,
                                  const ReadPattern& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_TRY(known(unit, actor.shop, query.id));
  return words(unit, actor.shop, query.id);
}

}  // namespace shouhou::app
