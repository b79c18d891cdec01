// shouhou case …: cases from the command line. With --url (or SHOUHOU_URL) and a token in SHOUHOU_TOKEN it
// asks a running desk over HTTP, as that token's account; otherwise it opens the data directory itself, which
// must then be free, and acts as the desk.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/list_queue.h"
#include "app/show_case.h"
#include "app/work_case.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "cli/way_to_desk.h"

namespace shouhou::cli {
namespace {

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  DeskOptions desk;
  std::int64_t number = 0;
  std::string text;
  std::string word;
  app::ListQueue list;
  std::string step, status;
};
using OptionsPtr = std::shared_ptr<Options>;

std::string local(Instant instant) {
  return format_time(instant, Zone::shanghai()).substr(5, 11);
}

int list(const OptionsPtr& options) {
  auto way = Way::find(options->config, options->desk);
  if (!way) return report(way.error());
  app::ListQueue& query = options->list;
  std::string path = "/api/v1/queue?limit=" + std::to_string(query.limit);
  if (query.unassigned) path += "&unassigned=true";
  if (!options->step.empty())
    path += "&step=" + options->step, query.step = domain::named<domain::Step>(options->step);
  if (!options->status.empty()) {
    path += "&status=" + options->status;
    query.status = domain::named<domain::Status>(options->status);
  }
  if (!query.issue.empty()) path += "&issue=" + query.issue;
  if (!query.tag.empty()) path += "&tag=" + percent_encoded(query.tag);
  if (!query.text.empty()) path += "&text=" + percent_encoded(query.text);
  const auto page = way->read<app::QueuePage>(path, query, app::list_queue);
  if (!page) return report(page.error());
  for (const app::QueueItem& item : page->items) {
    std::printf("#%-7lld %-11s  %-17s %-10s %s  %s  %s\n", static_cast<long long>(item.number),
                local(item.due).c_str(), std::string(name(item.status)).c_str(),
                std::string(name(item.step)).c_str(), item.issue_name.c_str(), item.subject.c_str(),
                item.buyer_label.c_str());
  }
  return 0;
}

Result<app::CaseView> look(Way& way, std::int64_t number) {
  return way.read<app::CaseView>("/api/v1/case-numbers/" + std::to_string(number), app::FindCase{number},
                                 app::find_case);
}

void print(const app::CaseView& view) {
  std::printf("#%lld  %s  %s / %s  v%lld\n%s  %s\n", static_cast<long long>(view.number),
              view.issue_name.c_str(), std::string(name(view.step)).c_str(),
              std::string(name(view.status)).c_str(), static_cast<long long>(view.version),
              view.subject.c_str(), view.buyer ? view.buyer->label.c_str() : "");
  for (const app::QueueReason& reason : view.reasons) std::printf("  ! %s\n", reason.text.c_str());
  for (const app::StepView& step : view.steps) {
    std::printf("  %s %s\n", step.passed ? "✓" : step.current ? "▶" : "·", step.name.c_str());
    for (const app::LackView& lack : step.lacks) {
      if (step.current) std::printf("      - %s\n", lack.text.c_str());
    }
  }
  for (auto entry = view.timeline.rbegin(); entry != view.timeline.rend(); ++entry) {
    std::printf("  %s  %-8s %-22s %s\n", local(entry->at).c_str(), entry->actor.c_str(), entry->kind.c_str(),
                entry->words.c_str());
  }
}

int show(const OptionsPtr& options) {
  auto way = Way::find(options->config, options->desk);
  if (!way) return report(way.error());
  const auto view = look(*way, options->number);
  if (!view) return report(view.error());
  print(*view);
  return 0;
}

// A change: look up the number, do it, say what happened.
template <class Command, class Use>
int change(const OptionsPtr& options, const char* rest, Command command, Use use) {
  auto way = Way::find(options->config, options->desk);
  if (!way) return report(way.error());
  const auto view = look(*way, options->number);
  if (!view) return report(view.error());
  command.id = view->id;
  const auto changed = way->write<app::CaseChanged>("/api/v1/cases/" + view->id.str() + rest, command, use);
  if (!changed) return report(changed.error());
  std::printf("#%lld  %s / %s", static_cast<long long>(changed->number),
              std::string(name(changed->step)).c_str(), std::string(name(changed->status)).c_str());
  for (const std::string& event : changed->events) std::printf("  %s", event.c_str());
  std::printf("\n");
  return 0;
}

template <class Run>
void add(CLI::App& parent, Chosen& chosen, const char* name, const char* what, bool word,
         const char* word_name, Run run) {
  CLI::App* command = parent.add_subcommand(name, what);
  auto options = std::make_shared<Options>(*command);
  command->add_option("number", options->number, "售后单编号 · the case's number")->required();
  if (word) command->add_option(word_name, options->word, word_name)->required();
  options->desk.add_to(*command);
  command->add_option("--reason", options->text, "理由 · a reason");
  command->callback([options, &chosen, run] { chosen = [options, run] { return run(options); }; });
}

void add_list(CLI::App& parent, Chosen& chosen) {
  CLI::App* command = parent.add_subcommand("list", "队列 · the queue, most urgent first");
  auto options = std::make_shared<Options>(*command);
  options->desk.add_to(*command);
  command->add_option("--limit", options->list.limit, "行数 · rows")->check(CLI::Range(1, 200));
  command->add_option("--step", options->step);
  command->add_option("--status", options->status);
  command->add_option("--issue", options->list.issue);
  command->add_option("--tag", options->list.tag);
  command->add_option("--text", options->list.text);
  command->add_flag("--unassigned", options->list.unassigned);
  command->callback([options, &chosen] { chosen = [options] { return list(options); }; });
}

int move(const OptionsPtr& options) {
  const auto to = domain::named<domain::Step>(options->word);
  if (!to)
    return report({ErrorKind::invalid, "case.step", {"没有这一步", "there is no such step"}, options->word});
  return change(options, "/step", app::MoveCase{{}, {}, *to, options->text}, app::move_case);
}

}  // namespace

void add_case(CLI::App& app, Chosen& chosen) {
  CLI::App* parent = app.add_subcommand("case", "售后单 · cases");
  parent->require_subcommand(1);
  add_list(*parent, chosen);
  add(*parent, chosen, "show", "一张售后单 · one case", false, "", show);
  add(*parent, chosen, "take", "领取 · take it", false, "",
      [](const OptionsPtr& options) { return change(options, "/take", app::TakeCase{}, app::take_case); });
  add(*parent, chosen, "note", "写备注 · add a note", true, "text", [](const OptionsPtr& options) {
    return change(options, "/notes", app::AddNote{{}, options->word, {}}, app::add_note);
  });
  add(*parent, chosen, "move", "移到另一步 · move to another step", true, "step", move);
  add(*parent, chosen, "tag", "打标签 · tag it", true, "tag", [](const OptionsPtr& options) {
    return change(options, "/tags", app::TagCase{{}, {options->word}, {}}, app::tag_case);
  });
  add(*parent, chosen, "close", "关闭 · close it", false, "",
      [](const OptionsPtr& options) { return change(options, "/close", app::CloseCase{}, app::close_case); });
  add(*parent, chosen, "reopen", "重新打开 · reopen it", false, "", [](const OptionsPtr& options) {
    return change(options, "/reopen", app::ReopenCase{{}, {}, options->text}, app::reopen_case);
  });
}

}  // namespace shouhou::cli
