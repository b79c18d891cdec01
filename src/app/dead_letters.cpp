#include "app/dead_letters.h"

#include <algorithm>

#include "app/audit.h"
#include "app/deed_steps.h"

namespace shouhou::app {
namespace {

using ports::OutboxItem;

std::optional<domain::Deed> deed_of(ports::ReadUnit& unit, const OutboxItem& item) {
  const auto id = item.kind == perform_deed ? DeedId::parse(item.key) : std::nullopt;
  return id ? unit.grants().find(item.shop, *id) : std::nullopt;
}

DeadLetter letter_of(ports::ReadUnit& unit, const OutboxItem& item) {
  DeadLetter letter{item.id, item.kind, item.attempts, item.last_error, item.updated_at, {}};
  if (const auto deed = deed_of(unit, item)) letter.deed = view_of(*deed);
  return letter;
}

}  // namespace

Result<DeadLetterPage> list_dead_letters(ports::ReadUnit& unit, const ports::Actor& actor,
                                         const ListDeadLetters& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  const int limit = std::clamp(query.limit, 1, 200);
  DeadLetterPage page;
  for (const OutboxItem& item : unit.outbox().dead(actor.shop, query.after, limit + 1)) {
    if (page.items.size() == static_cast<std::size_t>(limit)) {
      page.next = page.items.back().id;
      break;
    }
    page.items.push_back(letter_of(unit, item));
  }
  return page;
}

Result<DeadLetter> revive_dead_letter(ports::Unit& unit, const ports::Actor& actor,
                                      const ReviveDeadLetter& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::task_write));
  auto item = unit.outbox().find(actor.shop, command.id);
  if (!item) {
    return fail(ErrorKind::not_found, "outbox.not_found", {"没有这条待发事项", "there is no such item"});
  }
  if (item->state != ports::OutboxState::dead) {
    return fail(ErrorKind::conflict, "outbox.not_dead", {"它不在死信里", "it is not among the dead letters"});
  }
  if (auto deed = deed_of(unit, *item)) {
    SHOUHOU_TRY(fail_deed(unit, actor, {deed->id, {}, true}));  // puts the item back as well
  } else {
    unit.outbox().revive(actor.shop, item->id, unit.now());
  }
  audit(unit, actor, {"outbox.revived", "outbox:" + item->id.str(), {{"kind", item->kind}}});
  return letter_of(unit, *unit.outbox().find(actor.shop, command.id));
}

}  // namespace shouhou::app
