// shouhou rules: check rule files, and see what is in them.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/show_rights.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "connect/rules/fact_words.h"
#include "connect/rules/load_rules.h"
#include "domain/explain.h"
#include "ports/accounts.h"
#include "ports/cases.h"
#include "server/open_store.h"

namespace shouhou::cli {
namespace {

// The rules of a directory, or those built in. Problems are printed, one a line.
Result<domain::RuleBook> load(const std::string& directory, const std::string& over) {
  std::vector<connect::RuleLayer> layers;
  if (directory.empty()) {
    layers.push_back(connect::built_in_rules());
  } else {
    SHOUHOU_ASSIGN(layers.emplace_back(), connect::read_rule_directory(directory));
  }
  if (!over.empty()) {
    SHOUHOU_ASSIGN(layers.emplace_back(), connect::read_rule_directory(over));
  }
  auto book = connect::load_rules(layers);
  if (book) return *std::move(book);
  for (const Error& problem : book.error()) {
    std::fprintf(stderr, "%s: %s · %s\n", problem.field.c_str(), problem.message.zh.c_str(),
                 problem.message.en.c_str());
  }
  const std::string count = std::to_string(book.error().size());
  return invalid("rules.bad", directory.empty() ? "rules" : directory,
                 {"规则有 " + count + " 处错误", count + " problems in the rules"});
}

int check(const std::string& directory, const std::string& over) {
  const Result<domain::RuleBook> book = load(directory, over);
  if (!book) return report(book.error());
  const auto weak =
      std::count_if(book->rows.begin(), book->rows.end(), [](const auto& row) { return row.origin.weak; });
  std::printf("规则完好 · the rules are good: %zu 行 rows, %td 行待核实 weak, 版本 version %s\n",
              book->rows.size(), weak, book->version.c_str());
  return 0;
}

int list(const std::string& table, bool weak_only) {
  const Result<domain::RuleBook> book = load("", "");
  if (!book) return report(book.error());
  for (const domain::RuleRow& row : book->rows) {
    if ((!table.empty() && row.table != table) || (weak_only && !row.origin.weak)) continue;
    std::printf("%-22s %-36s %s  %s  %s%s\n", row.table.c_str(), row.id.c_str(),
                row.origin.in_force.iso().c_str(), row.origin.place.c_str(), row.origin.source.c_str(),
                row.origin.weak ? "  【待核实 weak】" : "");
  }
  return 0;
}

// Judges a made-up case: what is owed, what is not, what would be offered.
int try_case(const std::vector<std::string>& head, const std::vector<std::string>& facts, bool english) {
  const Result<domain::RuleBook> book = load("", "");
  if (!book) return report(book.error());
  auto worded =
      connect::start_case(head.at(0), head.at(1), head.at(2), head.at(3), *book, SystemClock().now());
  if (!worded) return report(worded.error());
  std::string words;
  for (const std::string& fact : facts) words += fact + " ";
  if (auto read = connect::add_words(*worded, words); !read) return report(read.error());
  const Zone zone = Zone::shanghai();
  const domain::Offer offer = domain::make_offer(worded->facts, worded->book, zone, {}, {});
  const Language language = english ? Language::en : Language::zh;
  std::printf("%s\n%s\n", domain::explain(worded->facts, worded->book, zone, offer, language, true).c_str(),
              domain::chat_text(offer, zone).in(language).c_str());
  return 0;
}

struct ExplainOptions {
  explicit ExplainOptions(CLI::App& command) : config(command) {}
  ConfigOptions config;
  std::string which;
  bool english = false;
};

// "#17" and "17" are numbers; an id has more digits than any number.
Result<std::string> judged(ports::ReadUnit& unit, const std::string& which, Language language) {
  constexpr std::size_t most_number_digits = 12;
  const std::string digits = which.substr(which.starts_with('#') ? 1 : 0);
  if (digits.empty() || digits.size() > 19 || digits.find_first_not_of("0123456789") != std::string::npos)
    return invalid("case.not_found", which, {"要写单号或编号", "give the number or the id of a case"});
  const std::int64_t value = std::atoll(digits.c_str());
  const auto shops = unit.accounts().shops({}, 2);
  if (shops.size() != 1 && digits.size() <= most_number_digits) {
    return fail(ErrorKind::conflict, "shop.several",
                {"有多个店铺，请用售后单的长编号", "there are several shops: use the long id of the case"});
  }
  if (digits.size() <= most_number_digits) {
    const ShopId shop = shops.front().id;
    SHOUHOU_ASSIGN(const auto view, app::find_rights(unit, ports::Actor::system(shop), {value}));
    return app::rights_in_words(view, language, unit.cases().rules(shop).zone);
  }
  for (const ports::Shop& shop : unit.accounts().shops({}, 10'000)) {
    if (!unit.cases().load(shop.id, CaseId{value})) continue;
    SHOUHOU_ASSIGN(const auto view, app::show_rights(unit, ports::Actor::system(shop.id), {CaseId{value}}));
    return app::rights_in_words(view, language, unit.cases().rules(shop.id).zone);
  }
  return fail(ErrorKind::not_found, "case.not_found", {"没有这张售后单", "there is no such case"});
}

// Judges a stored case, while no server runs on its data.
int explain_case(const ExplainOptions& options) {
  const auto config = options.config.load();
  if (!config) return report(config.error());
  const SystemClock clock;
  auto store = server::open_store(*config, clock);
  if (!store) return report(store.error());
  const auto explained = (*store)->read([&](ports::ReadUnit& unit) -> Result<void> {
    const Language language = options.english ? Language::en : Language::zh;
    SHOUHOU_ASSIGN(const std::string words, judged(unit, options.which, language));
    std::printf("%s", words.c_str());
    return {};
  });
  return explained ? 0 : report(explained.error());
}

}  // namespace

void add_rules(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::string directory;
    std::string over;
    std::string table;
    bool weak = false;
    std::vector<std::string> head = std::vector<std::string>(4);
    std::vector<std::string> facts;
    bool english = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("rules", "规则数据 · rule data");
  command->require_subcommand(1);
  CLI::App* checking = command->add_subcommand("check", "检查规则文件 · check rule files");
  checking->add_option("directory", options->directory,
                       "目录，不写则检查内置规则 · default: the built-in rules");
  checking->add_option("--over", options->over, "店铺规则目录，叠加检查 · a shop's own rules laid over");
  checking->callback(
      [&chosen, options] { chosen = [options] { return check(options->directory, options->over); }; });
  CLI::App* listing = command->add_subcommand("list", "列出每一行和来源 · every row with its source");
  listing->add_option("table", options->table, "只看一种表，如 time_out · one kind of table");
  listing->add_flag("--weak", options->weak, "只看待核实的 · only what has to be checked");
  CLI::App* trying = command->add_subcommand(
      "try",
      "试判一个案件，如 rules try quality_defect delivered taobao clothing signed=11-18 fault=seller proven"
      " · judge a made-up case");
  trying->add_option("issue", options->head[0], "问题类型 · issue")->required();
  trying->add_option("phase", options->head[1], "阶段 · phase")->required();
  trying->add_option("channel", options->head[2], "渠道 · channel")->required();
  trying->add_option("category", options->head[3], "类目 · goods category")->required();
  trying->add_option("facts", options->facts, "事实，写法见 tests/cases/rights.txt · facts");
  trying->add_flag("--english", options->english, "英文 · in English");
  trying->callback([&chosen, options] {
    chosen = [options] { return try_case(options->head, options->facts, options->english); };
  });
  CLI::App* explaining = command->add_subcommand(
      "explain", "一张售后单应得什么、为什么 · what is owed in a stored case, and why");
  const auto explained = std::make_shared<ExplainOptions>(*explaining);
  explaining->add_option("case", explained->which, "单号或编号 · its number or id")->required();
  explaining->add_flag("--english", explained->english, "英文 · in English");
  explaining->callback([&chosen, explained] { chosen = [explained] { return explain_case(*explained); }; });
  listing->callback(
      [&chosen, options] { chosen = [options] { return list(options->table, options->weak); }; });
}

}  // namespace shouhou::cli
