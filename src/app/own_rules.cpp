#include "app/own_rules.h"

#include <algorithm>

#include "app/audit.h"
#include "app/require.h"
#include "base/utf8.h"
#include "domain/own_rules.h"
#include "ports/cases.h"
#include "ports/own_rules.h"

namespace shouhou::app {
namespace {

constexpr std::size_t longest_why = 500;
constexpr int history_page = 50;

using Problems = std::vector<Error>;

std::vector<RuleProblemView> problem_views(const Problems& problems, Language language) {
  std::vector<RuleProblemView> list;
  for (const Error& problem : problems) list.push_back({problem.field, problem.message.in(language)});
  return list;
}

RerankingView reranking_view(ports::ReadUnit& unit, ShopId shop) {
  const ports::Reranking state = unit.own_rules().reranking(shop);
  RerankingView view;
  view.running = state.rules != unit.cases().rules(shop).ranking || (state.done > 0 && !state.finished);
  view.done = state.done;
  view.total = std::max(state.total, state.done);
  if (state.started.ms != 0) view.started = state.started;
  view.finished = state.finished;
  return view;
}

template <class Row>
void add_names(const std::vector<Row>& rows, std::string_view table, Language language,
               std::vector<RuleRowView>& list) {
  for (RuleRowView& view : list) {
    if (view.table != table) continue;
    const auto found = std::ranges::find(rows, view.id, &Row::id);
    if (found != rows.end()) view.name = found->name.in(language);
  }
}

std::vector<RuleRowView> row_views(const domain::RuleBook& book, const ListRules& query, Language language) {
  std::vector<RuleRowView> list;
  for (const domain::RuleRow& row : book.rows) {
    const bool own = domain::is_own(row.origin);
    if ((!query.table.empty() && row.table != query.table) || (query.weak && !row.origin.weak) ||
        (query.own && !own))
      continue;
    list.push_back({row.table,
                    row.id,
                    {},
                    row.origin.source,
                    row.origin.in_force.iso(),
                    row.origin.weak,
                    own,
                    row.origin.place});
  }
  add_names(book.issues, "issue", language, list);
  add_names(book.laws, "law", language, list);
  add_names(book.time_outs, "time_out", language, list);
  add_names(book.categories, "goods_category", language, list);
  add_names(book.compensations, "compensation", language, list);
  add_names(book.promises, "promise", language, list);
  add_names(book.holidays, "holiday", language, list);
  add_names(book.calendars, "calendar", language, list);
  return list;
}

tl::unexpected<Error> fixed() {
  return fail(ErrorKind::conflict, "rules.fixed",
              {"这里的规则是固定的，店铺不能自定", "rules are fixed here; a shop cannot have its own"});
}

// The book with this text laid over it, or everything that is wrong with it.
tl::expected<std::shared_ptr<const domain::RuleBook>, Problems> laid_over(const ports::CaseRules& rules,
                                                                          const std::string& text,
                                                                          Instant now) {
  auto book = rules.source->with_own(text);
  if (!book) return book;
  Problems taken = domain::promises_taken_back(*rules.book, **book, rules.zone.local(now).day);
  if (!taken.empty()) return tl::unexpected(std::move(taken));
  return book;
}

Error told(Problems problems) {
  Error first = std::move(problems.front());
  if (problems.size() > 1) {
    const std::string more = std::to_string(problems.size() - 1);
    first.message.zh += "（另有 " + more + " 处错误）";
    first.message.en += " (and " + more + " more)";
  }
  first.message.zh = first.field + "：" + first.message.zh;
  first.message.en = first.field + ": " + first.message.en;
  return first;
}

OwnRulesView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const ports::OwnRulesVersion& kept,
                     const Problems& problems) {
  OwnRulesView view{kept.version, kept.text, kept.account, kept.actor, {}, kept.why, {}, {}};
  if (kept.version > 0) view.at = kept.at;
  view.problems = problem_views(problems, actor.language);
  view.reranking = reranking_view(unit, actor.shop);
  return view;
}

Result<OwnRulesView> keep(ports::Unit& unit, const ports::Actor& actor, const std::string& text,
                          const std::string& why, std::optional<std::int64_t> seen) {
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  if (!rules.source) return fixed();
  if (utf8::trim(why).empty() || !utf8::valid(why) || utf8::length(why) > longest_why) {
    return invalid("rules.why_needed", "why",
                   {"请写明为什么改，最多 500 字", "say why, in at most 500 characters"});
  }
  const ports::OwnRulesVersion before = unit.own_rules().current(actor.shop);
  if (seen && *seen != before.version) {
    return fail(ErrorKind::stale, "rules.changed",
                {"规则刚被 " + before.actor + " 改过，请重新载入",
                 "the rules were changed meanwhile by " + before.actor + "; load them again"},
                std::to_string(before.version));
  }
  if (!utf8::valid(text) || text.find('\0') != std::string::npos)
    return invalid("rules.row", "text", {"不是合法的文字（UTF-8）", "this is not valid text (UTF-8)"});
  auto book = laid_over(rules, text, unit.now());
  if (!book) return forward(told(std::move(book).error()));
  const ports::OwnRulesVersion kept{before.version + 1, text, actor.account, actor.name, unit.now(), why};
  if (!unit.own_rules().add(actor.shop, kept)) {
    return fail(ErrorKind::stale, "rules.changed",
                {"规则刚被改过，请重新载入", "the rules were changed meanwhile; load them again"});
  }
  audit(unit, actor, {"rules.changed", "rules:" + std::to_string(kept.version), {{"why", why}}});
  unit.record({actor.shop, 0, CaseId{}, "rules.changed", unit.now(), actor.account, actor.name,
               "{\"version\":" + std::to_string(kept.version) + "}"});
  OwnRulesView view = view_of(unit, actor, kept, {});
  // This unit still sees the rules it began with.
  if (ports::CaseRules::from(*book, rules.zone)->ranking != rules.ranking) view.reranking.running = true;
  return view;
}

}  // namespace

Result<RulesView> list_rules(ports::ReadUnit& unit, const ports::Actor& actor, const ListRules& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  return RulesView{rules.book->version,
                   rules.own_version,
                   rules.zone.name(),
                   row_views(*rules.book, query, actor.language),
                   problem_views(rules.own_problems, actor.language),
                   reranking_view(unit, actor.shop)};
}

Result<RuleFilesView> show_rule_files(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  RuleFilesView view;
  if (!rules.source) return view;
  for (auto& file : rules.source->files()) view.files.push_back({std::move(file.name), std::move(file.text)});
  return view;
}

Result<OwnRulesView> show_own_rules(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const ShowOwnRules& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  if (!query.which) return view_of(unit, actor, unit.own_rules().current(actor.shop), rules.own_problems);
  const auto kept = unit.own_rules().version(actor.shop, *query.which);
  if (!kept) {
    return fail(ErrorKind::not_found, "rules.no_such_version", {"没有这个版本", "there is no such version"},
                "which");
  }
  Problems problems;
  if (rules.source) {
    if (auto book = laid_over(rules, kept->text, unit.now()); !book) problems = std::move(book).error();
  }
  return view_of(unit, actor, *kept, problems);
}

Result<OwnRulesEntries> own_rules_history(ports::ReadUnit& unit, const ports::Actor& actor,
                                          const OwnRulesHistory& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  OwnRulesEntries page;
  for (const auto& kept : unit.own_rules().history(actor.shop, query.before, history_page))
    page.items.push_back({kept.version, kept.account, kept.actor, kept.at, kept.why});
  if (page.items.size() == history_page) page.before = page.items.back().version;
  return page;
}

Result<OwnRulesCheck> check_own_rules(ports::ReadUnit& unit, const ports::Actor& actor,
                                      const CheckOwnRules& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  if (!rules.source) return fixed();
  OwnRulesCheck check;
  if (!utf8::valid(query.text)) {
    check.problems.push_back(
        {std::string(domain::own_rules_file),
         Text{"不是合法的文字（UTF-8）", "this is not valid text (UTF-8)"}.in(actor.language)});
    return check;
  }
  const auto book = laid_over(rules, query.text, unit.now());
  if (!book) {
    check.problems = problem_views(book.error(), actor.language);
    return check;
  }
  check.fine = true;
  check.rows = row_views(**book, {{}, false, true}, actor.language);
  check.ranks_anew = ports::CaseRules::from(*book, rules.zone)->ranking != rules.ranking;
  return check;
}

Result<OwnRulesView> change_own_rules(ports::Unit& unit, const ports::Actor& actor,
                                      const ChangeOwnRules& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_write));
  return keep(unit, actor, command.text, command.why, command.version);
}

Result<OwnRulesView> revert_own_rules(ports::Unit& unit, const ports::Actor& actor,
                                      const RevertOwnRules& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_write));
  std::string text;
  if (command.to != 0) {
    const auto kept = unit.own_rules().version(actor.shop, command.to);
    if (!kept) {
      return fail(ErrorKind::not_found, "rules.no_such_version", {"没有这个版本", "there is no such version"},
                  "to");
    }
    text = kept->text;
  }
  return keep(unit, actor, text, command.why, command.version);
}

}  // namespace shouhou::app
