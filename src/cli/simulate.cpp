// shouhou simulate: policies side by side in a simulated shop; docs/simulator.md.
#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/commands.h"
#include "connect/rules/load_rules.h"
#include "connect/simulate/read_world.h"
#include "simulate/experiment.h"
#include "simulate/export.h"
#include "simulate/report.h"

namespace shouhou::cli {
namespace {

struct Options {
  int seeds = 20;
  std::uint64_t first_seed = 1;
  int years = 2;
  double orders_per_day = 60;
  std::vector<std::string> policies;
  std::string shift;
  std::string rules;
  std::string world;
  std::string json;
  std::string html;
  std::string exported;  // directory
  int threads = 1;
  bool quiet = false;
};

Result<domain::RuleBook> load_book(const std::string& directory) {
  std::vector<connect::RuleLayer> layers;
  if (directory.empty()) {
    layers.push_back(connect::built_in_rules());
  } else {
    SHOUHOU_ASSIGN(layers.emplace_back(), connect::read_rule_directory(directory));
  }
  auto book = connect::load_rules(layers);
  if (book) return *std::move(book);
  return forward(book.error().front());
}

Result<simulate::WorldRules> load_world(const std::string& path) {
  if (path.empty()) return connect::built_in_world();
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return invalid("file.unreadable", path, {"打不开文件：" + path, "Cannot open the file: " + path});
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return connect::read_world(text, path);
}

Result<std::vector<simulate::PolicyName>> chosen_policies(const std::vector<std::string>& ids) {
  if (ids.empty()) return simulate::policy_names();
  std::vector<simulate::PolicyName> names;
  for (const std::string& id : ids) {
    const simulate::PolicyName* name = simulate::policy_named(id);
    if (name == nullptr) {
      std::string known;
      for (const simulate::PolicyName& one : simulate::policy_names())
        known += (known.empty() ? "" : ", ") + one.id;
      return invalid(
          "simulate.policy_unknown", "--policies",
          {"没有策略“" + id + "”，可用：" + known, "no policy \"" + id + "\"; known are: " + known});
    }
    names.push_back(*name);
  }
  return names;
}

// Seeds are independent: each thread takes the next one.
void run_seeds(const Options& options, const simulate::WorldRules& world, const domain::RuleBook& book,
               simulate::Experiment& experiment) {
  const Zone zone = Zone::shanghai();
  experiment.seeds.resize(static_cast<std::size_t>(options.seeds));
  std::atomic<int> next{0};
  std::atomic<int> done{0};
  std::mutex screen;
  const auto work = [&] {
    for (int i = next++; i < options.seeds; i = next++) {
      const auto seed = options.first_seed + static_cast<std::uint64_t>(i);
      experiment.seeds[static_cast<std::size_t>(i)] =
          simulate::run_seed(world, experiment.size, seed, experiment.policies, book, zone);
      const std::lock_guard lock(screen);
      if (!options.quiet) std::fprintf(stderr, "\r店 shop %d/%d ", ++done, options.seeds);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < options.threads; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (!options.quiet) std::fprintf(stderr, "\r\033[K");
}

Result<void> write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  file.flush();
  if (file) return {};
  return invalid("file.unwritable", path.string(),
                 {"写不了文件：" + path.string(), "Cannot write the file: " + path.string()});
}

// One shop, run by our own policy, as platform exports.
Result<void> write_export(const Options& options, const simulate::WorldRules& rules,
                          const domain::RuleBook& book, simulate::WorldSize size) {
  const Zone zone = Zone::shanghai();
  size.seed = options.first_seed;
  const simulate::World world = simulate::make_world(rules, size, zone);
  std::vector<simulate::CaseResult> results;
  simulate::RunSettings settings;
  settings.on_case = [&](const simulate::CaseResult& result) { results.push_back(result); };
  simulate::run_shop(world, *simulate::make_policy("ours"), book, zone, settings);
  std::error_code error;
  std::filesystem::create_directories(options.exported, error);
  for (const simulate::ExportedFile& file : simulate::export_shop(world, results, zone)) {
    SHOUHOU_TRY(write_file(std::filesystem::path(options.exported) / file.name, file.bytes));
    std::printf("%s/%s  %lld 行 rows\n", options.exported.c_str(), file.name.c_str(),
                static_cast<long long>(file.rows));
  }
  return {};
}

Result<void> write_reports(const Options& options, const simulate::Experiment& experiment,
                           const simulate::WorldRules& world) {
  if (!options.json.empty()) SHOUHOU_TRY(write_file(options.json, simulate::json_of(experiment, world)));
  if (!options.html.empty()) SHOUHOU_TRY(write_file(options.html, simulate::html_of(experiment, world)));
  return {};
}

int simulate_shop(const Options& options) {
  const Result<domain::RuleBook> book = load_book(options.rules);
  if (!book) return report(book.error());
  const Result<simulate::WorldRules> world = load_world(options.world);
  if (!world) return report(world.error());
  Result<std::vector<simulate::PolicyName>> policies = chosen_policies(options.policies);
  if (!policies) return report(policies.error());
  simulate::Experiment experiment;
  experiment.size.years = options.years;
  experiment.size.orders_per_day = options.orders_per_day;
  experiment.size.shift = options.shift == "half-way";
  experiment.policies = *std::move(policies);
  experiment.rules_version = book->version;
  if (!options.exported.empty()) {
    const auto written = write_export(options, *world, *book, experiment.size);
    return written ? 0 : report(written.error());
  }
  const auto start = std::chrono::steady_clock::now();
  run_seeds(options, *world, *book, experiment);
  experiment.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s", simulate::table_of(experiment).c_str());
  std::int64_t events = 0;
  for (const auto& seed : experiment.seeds) {
    for (const auto& tally : seed.tallies) events += tally.events;
  }
  std::printf("%lld 事件 events，%.1f 秒 s，%.0f 事件/秒 events/s\n", static_cast<long long>(events),
              experiment.seconds, static_cast<double>(events) / experiment.seconds);
  const auto written = write_reports(options, experiment, *world);
  return written ? 0 : report(written.error());
}

}  // namespace

void add_simulate(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("simulate", "模拟店：比较售后策略 · a simulated shop that compares policies");
  command->add_option("--seeds", options->seeds, "多少家店（种子） · shops, one per seed")
      ->check(CLI::Range(1, 10'000));
  command->add_option("--first-seed", options->first_seed, "第一个种子 · the first seed");
  command->add_option("--years", options->years, "多少年 · years")->check(CLI::Range(1, 50));
  command->add_option("--orders-per-day", options->orders_per_day, "平均每天订单 · mean orders a day")
      ->check(CLI::Range(1.0, 100'000.0));
  command->add_option("--policies", options->policies, "策略，逗号分隔 · policies")->delimiter(',');
  command->add_option("--shift", options->shift, "half-way：一半时间后买家行为改变 · buyers change half-way")
      ->check(CLI::IsMember({"none", "half-way"}));
  command->add_option("--rules", options->rules, "规则目录，不写用内置 · rule directory");
  command->add_option("--world", options->world, "模拟世界文件，不写用内置 · world file");
  command->add_option("--json", options->json, "结果写成 JSON · results as JSON");
  command->add_option("--html", options->html, "结果写成网页 · results as a page");
  command->add_option(
      "--export", options->exported,
      "把一家模拟店写成平台导出文件（可用 shouhou import 导入），不做比较 · write one shop as export files");
  command->add_option("--threads", options->threads, "线程 · threads")->check(CLI::Range(1, 64));
  command->add_flag("--quiet", options->quiet, "不显示进度 · no progress");
  command->callback([&chosen, options] { chosen = [options] { return simulate_shop(*options); }; });
}

}  // namespace shouhou::cli
