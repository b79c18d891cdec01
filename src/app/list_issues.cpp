#include "app/list_issues.h"

#include "app/require.h"
#include "ports/cases.h"

namespace shouhou::app {

Result<IssueList> list_issues(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  IssueList list;
  for (const domain::Issue& issue : unit.cases().rules(actor.shop).book->issues) {
    list.items.push_back({issue.id, issue.name.in(actor.language), issue.issue_class, issue.phases,
                          issue.default_fault, issue.remedies});
  }
  return list;
}

}  // namespace shouhou::app
