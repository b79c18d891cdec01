#include "app/list_mentions.h"

#include "app/case_notes.h"
#include "app/require.h"
#include "ports/accounts.h"

namespace shouhou::app {
namespace {

constexpr int most_mentions = 50;

}  // namespace

Result<MentionList> list_mentions(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  MentionList list;
  for (const ports::MentionRow& row : unit.cases().mentions(actor.shop, actor.account, most_mentions)) {
    MentionItem item{row.case_id, 0, row.note, words_of(unit, actor.shop, row.note), row.by, {}, row.at};
    if (const auto about = unit.cases().row(actor.shop, row.case_id)) item.case_number = about->number;
    if (const auto account = unit.accounts().account(actor.shop, row.by)) item.by_name = account->name;
    list.items.push_back(std::move(item));
  }
  return list;
}

}  // namespace shouhou::app
