#include "app/forget_buyer.h"

#include <limits>

#include "app/audit.h"
#include "app/require.h"
#include "base/normal_text.h"
#include "base/utf8.h"
#include "ports/cases.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

constexpr std::size_t longest_reason = 200;  // characters
constexpr int all = std::numeric_limits<int>::max();

Result<std::string> checked_reason(const std::string& written) {
  std::string reason = utf8::trim(written);
  if (utf8::valid(reason) && !reason.empty() && utf8::length(reason) <= longest_reason &&
      reason.find('\0') == std::string::npos) {
    return reason;
  }
  return invalid("buyer.reason", "reason",
                 {"请写明原因，不超过 200 字", "Say why, in at most 200 characters"});
}

// What a case is still found by: numbers and the subject, no words of people.
std::vector<std::string> tokens_left(ports::Unit& unit, const domain::Case& state) {
  std::vector<std::string> tokens{std::to_string(state.number)};
  const auto add = [&](std::string_view text) {
    for (std::string& token : search_tokens(text, 60)) tokens.push_back(std::move(token));
  };
  add(state.subject);
  for (const domain::Report& report : state.reports) add(report.external_id);
  if (!state.order) return tokens;
  if (const auto order = unit.trade().order(state.shop, state.order)) add(order->external_id);
  for (const domain::Parcel& parcel : unit.trade().parcels_of(state.shop, state.order)) {
    add(parcel.tracking_number);
  }
  return tokens;
}

}  // namespace

Result<BuyerForgotten> forget_buyer(ports::Unit& unit, const ports::Actor& actor,
                                    const ForgetBuyer& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::personal_forget));
  SHOUHOU_ASSIGN(const std::string reason, checked_reason(command.reason));
  const auto buyer = unit.trade().buyer(actor.shop, command.id);
  if (!buyer) {
    return fail(ErrorKind::not_found, "buyer.not_found", {"没有这位买家", "There is no such buyer"});
  }
  BuyerForgotten done;
  done.id = command.id;
  done.at = buyer->forgotten.value_or(unit.now());
  done.contacts = static_cast<std::int64_t>(unit.trade().contacts_of(actor.shop, command.id).size());
  unit.trade().forget_buyer(actor.shop, command.id, done.at);
  for (const CaseId id : unit.cases().of_buyer(actor.shop, command.id, all)) {
    const auto state = unit.cases().load(actor.shop, id);
    if (!state) continue;
    unit.cases().forget_words(actor.shop, id, tokens_left(unit, *state));
    ++done.cases;
  }
  audit(unit, actor, {"personal.forgotten", "buyer:" + command.id.str(), {{"why", reason}}});
  return done;
}

}  // namespace shouhou::app
