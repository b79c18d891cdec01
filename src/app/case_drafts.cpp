#include "app/case_drafts.h"

#include "app/case_notes.h"
#include "app/require.h"
#include "base/utf8.h"
#include "ports/cases.h"
#include "ports/personal_vault.h"

namespace shouhou::app {
namespace {

constexpr std::string_view field = "case.draft";

}  // namespace

Result<DraftView> save_draft(ports::Unit& unit, const ports::Actor& actor, const SaveDraft& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_write));
  if (!utf8::valid(command.text) || utf8::length(command.text) > longest_words) {
    return invalid("case.field", "text", {"草稿太长或不是合法的 UTF-8", "too long, or not valid UTF-8"});
  }
  if (!unit.cases().row(actor.shop, command.id)) {
    return fail(ErrorKind::not_found, "case.not_found", {"没有这张售后单", "there is no such case"});
  }
  const std::string sealed = unit.vault().seal(actor.shop, field, command.text);
  unit.cases().save_draft(actor.shop, actor.account, command.id, sealed, unit.now());
  return DraftView{command.text, unit.now()};
}

Result<DraftView> load_draft(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  const auto draft = unit.cases().draft(actor.shop, actor.account, id);
  if (!draft) return DraftView{};
  SHOUHOU_ASSIGN(std::string text, unit.vault().open(actor.shop, field, draft->sealed));
  return DraftView{std::move(text), draft->saved};
}

}  // namespace shouhou::app
