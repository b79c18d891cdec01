// shouhou case …: cases from the command line. With --url (or SHOUHOU_URL) and a token in SHOUHOU_TOKEN it
// asks a running desk over HTTP, as that token's account; otherwise it opens the data directory itself, which
// must then be free, and acts as the desk.
#include <CLI/CLI.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <memory>

#include "app/list_queue.h"
#include "app/show_case.h"
#include "app/work_case.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "cli/http_call.h"
#include "http/json_read.h"
#include "http/json_write.h"
#include "ports/accounts.h"
#include "server/open_store.h"

namespace shouhou::cli {
namespace {

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  std::string url, ca;
  std::int64_t number = 0;
  std::string text;
  std::string word;
  app::ListQueue list;
  std::string step, status;
};
using OptionsPtr = std::shared_ptr<Options>;

// One way to the desk: over HTTP, or straight into its store.
class Way {
 public:
  static Result<Way> find(const Options& options) {
    Way way;
    way.desk_ = {given_or_environment(options.url, "SHOUHOU_URL"), given_or_environment({}, "SHOUHOU_TOKEN"),
                 given_or_environment(options.ca, "SHOUHOU_CA")};
    if (!way.desk_.url.empty()) return way;
    SHOUHOU_ASSIGN(const server::Config config, options.config.load());
    SHOUHOU_ASSIGN(way.store_, server::open_store(config, *way.clock_));
    return way;
  }

  template <class View, class Query, class Use>
  Result<View> read(const std::string& path, const Query& query, Use use) {
    if (!desk_.url.empty()) return ask<View>("GET", path, {});
    View view;
    SHOUHOU_TRY(store_->read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const ports::Actor actor, desk(unit));
      SHOUHOU_ASSIGN(view, use(unit, actor, query));
      return {};
    }));
    return view;
  }

  template <class View, class Command, class Use>
  Result<View> write(const std::string& path, const Command& command, Use use) {
    if (!desk_.url.empty()) {
      boost::json::object body = boost::json::parse(http::to_json(command)).as_object();
      body.erase("id");  // it stands in the path
      if (const auto version = body.find("version"); version != body.end() && version->value().is_null()) {
        body.erase(version);
      }
      return ask<View>("POST", path, boost::json::serialize(body));
    }
    View view;
    SHOUHOU_TRY(store_->write_now([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const ports::Actor actor, desk(unit));
      SHOUHOU_ASSIGN(view, use(unit, actor, command));
      return {};
    }));
    return view;
  }

 private:
  template <class View>
  Result<View> ask(const std::string& method, const std::string& path, const std::string& body) {
    SHOUHOU_ASSIGN(const std::string text, http_call(desk_, method, path, body));
    SHOUHOU_ASSIGN(const auto json, http::parse_json(text));
    View view{};
    SHOUHOU_TRY(http::read_json(json, view, http::JsonPlace{}));
    return view;
  }

  static Result<ports::Actor> desk(ports::ReadUnit& unit) {
    const auto shops = unit.accounts().shops({}, 2);
    if (shops.size() == 1) return ports::Actor::system(shops.front().id);
    return fail(
        ErrorKind::conflict, "shop.several",
        {"没有店铺或有多个店铺，请用 --url 和令牌", "there is no shop, or several; use --url and a token"});
  }

  RunningDesk desk_;  // no url: the store
  std::unique_ptr<SystemClock> clock_ = std::make_unique<SystemClock>();
  std::unique_ptr<store::Store> store_;
};

std::string local(Instant instant) {
  return format_time(instant, Zone::shanghai()).substr(5, 11);
}

int list(const OptionsPtr& options) {
  auto way = Way::find(*options);
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
  auto way = Way::find(*options);
  if (!way) return report(way.error());
  const auto view = look(*way, options->number);
  if (!view) return report(view.error());
  print(*view);
  return 0;
}

// A change: look up the number, do it, say what happened.
template <class Command, class Use>
int change(const OptionsPtr& options, const char* rest, Command command, Use use) {
  auto way = Way::find(*options);
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

void add_desk_options(CLI::App& command, Options& options) {
  command.add_option("--url", options.url,
                     "运行中的售后台 · a running desk, https://… or http://… (SHOUHOU_URL)");
  command.add_option("--ca", options.ca,
                     "另外信任的证书（PEM） · certificates to trust besides the system's (SHOUHOU_CA)");
}

template <class Run>
void add(CLI::App& parent, Chosen& chosen, const char* name, const char* what, bool word,
         const char* word_name, Run run) {
  CLI::App* command = parent.add_subcommand(name, what);
  auto options = std::make_shared<Options>(*command);
  command->add_option("number", options->number, "售后单编号 · the case's number")->required();
  if (word) command->add_option(word_name, options->word, word_name)->required();
  add_desk_options(*command, *options);
  command->add_option("--reason", options->text, "理由 · a reason");
  command->callback([options, &chosen, run] { chosen = [options, run] { return run(options); }; });
}

void add_list(CLI::App& parent, Chosen& chosen) {
  CLI::App* command = parent.add_subcommand("list", "队列 · the queue, most urgent first");
  auto options = std::make_shared<Options>(*command);
  add_desk_options(*command, *options);
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
