// shouhou offers: what was laid before buyers and what they took, by remedy and issue.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/report_offers.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "cli/way_to_desk.h"

namespace shouhou::cli {
namespace {

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  DeskOptions desk;
  std::string issue;
};

std::string share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "-" : std::to_string((part * 1000 / whole + 5) / 10) + "%";
}

int show(const Options& options) {
  auto way = Way::find(options.config, options.desk);
  if (!way) return report(way.error());
  const auto read = way->read<app::OfferReport>(
      "/api/v1/offers/report", 0,
      [](auto& unit, const auto& actor, int) { return app::report_offers(unit, actor); });
  if (!read) return report(read.error());
  std::printf("方案单 %lld 张：选定 %lld，都不要 %lld，未答 %lld；人工改过 %lld\n",
              static_cast<long long>(read->menus), static_cast<long long>(read->chosen),
              static_cast<long long>(read->refused), static_cast<long long>(read->unanswered),
              static_cast<long long>(read->by_hand));
  std::printf("给出\t有答复\t选中\t占比\t金额\t类别\t方案\t问题\n");
  for (const app::OfferedWay& one : read->items) {
    if (!options.issue.empty() && one.issue != options.issue) continue;
    std::printf("%lld\t%lld\t%lld\t%s\t%s\t%s\t%s\t%s\n", static_cast<long long>(one.shown),
                static_cast<long long>(one.answered), static_cast<long long>(one.taken),
                share(one.taken, one.answered).c_str(), format_yuan(one.given).c_str(),
                one.entitled ? "应得" : "更轻", one.name.c_str(), one.issue_name.c_str());
  }
  return 0;
}

}  // namespace

void add_offers(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      app.add_subcommand("offers", "方案的接受情况 · what was offered and taken, by remedy and issue");
  auto options = std::make_shared<Options>(*command);
  options->desk.add_to(*command);
  command->add_option("--issue", options->issue, "只看这个问题 · only this issue");
  command->callback([options, &chosen] { chosen = [options] { return show(*options); }; });
}

}  // namespace shouhou::cli
