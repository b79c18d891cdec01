// 死信: what the desk tried to tell the outside and gave up on. A person sees it and may have it tried again.
#pragma once

#include "app/deeds.h"
#include "ports/outbox.h"

namespace shouhou::app {

struct DeadLetter {
  OutboxId id;
  std::string kind;  // "deed.perform"
  std::int64_t attempts = 0;
  std::string error;
  Instant since;
  std::optional<DeedView> deed;  // what it was about
};
BOOST_DESCRIBE_STRUCT(DeadLetter, (), (id, kind, attempts, error, since, deed))

struct ListDeadLetters {
  OutboxId after;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListDeadLetters, (), (after, limit))
struct DeadLetterPage {
  std::vector<DeadLetter> items;
  std::optional<OutboxId> next;
};
BOOST_DESCRIBE_STRUCT(DeadLetterPage, (), (items, next))
// By id. Needs case_read.
Result<DeadLetterPage> list_dead_letters(ports::ReadUnit& unit, const ports::Actor& actor,
                                         const ListDeadLetters& query);

struct ReviveDeadLetter {
  OutboxId id;
};
BOOST_DESCRIBE_STRUCT(ReviveDeadLetter, (), (id))
// Tried again, counting from the first attempt. Needs the permission of the deed. Errors:
// outbox.not_found, outbox.not_dead (conflict), those of moving the deed.
Result<DeadLetter> revive_dead_letter(ports::Unit& unit, const ports::Actor& actor,
                                      const ReviveDeadLetter& command);

}  // namespace shouhou::app
