// shouhou import FILE…: takes exports into the shop's data directory while no server runs on it, or, with
// --server, hands them to a running desk.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <fstream>

#include "app/import_files.h"
#include "app/import_refused.h"
#include "app/kept_files.h"
#include "app/start_shop.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "cli/import_remote.h"
#include "connect/blobs/file_blobs.h"
#include "connect/files/table_files.h"
#include "connect/imports/load_formats.h"
#include "server/open_store.h"

namespace shouhou::cli {
namespace {

constexpr std::int64_t file_limit = 16LL * 1024 * 1024 * 1024;

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  std::vector<std::string> files;
  std::string shop;
  std::string kind = "auto";
  std::string format = "auto";
  std::string mapping;
  std::string channel;
  std::string refused;  // where bad rows of a run go
  int history_days = 60;
  bool dry_run = false;
  std::string server;
  std::string token;
  std::string ca;
};

std::string base_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

Result<ports::Shop> chosen_shop(ports::Unit& unit, const std::string& named) {
  SHOUHOU_ASSIGN(const ports::Shop first, app::first_shop(unit));
  if (named.empty()) return first;
  for (const ports::Shop& shop : unit.accounts().shops({}, 10'000)) {
    if (shop.id.str() == named || shop.name == named) return shop;
  }
  return invalid("shop.not_found", "--shop", {"没有这个店铺：" + named, "There is no such shop: " + named});
}

Result<ports::BlobInfo> keep_copy(ports::Store& store, ports::Blobs& blobs, ShopId shop,
                                  const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return invalid("file.unreadable", path, {"打不开文件：" + path, "Cannot open the file: " + path});
  SHOUHOU_ASSIGN(const std::unique_ptr<ports::BlobWriter> writer,
                 app::keep_file(store, blobs, shop, file_limit));
  std::array<char, 256 * 1024> buffer;
  while (file) {
    file.read(buffer.data(), buffer.size());
    SHOUHOU_TRY(writer->write({buffer.data(), static_cast<std::size_t>(file.gcount())}));
  }
  return writer->finish();
}

bool show_progress(const ports::Import& import) {
  if (::isatty(STDERR_FILENO) == 0) return true;
  std::fprintf(stderr, "\r%5.1f%%  %lld 行 rows  %lld 拒绝 refused ",
               static_cast<double>(import.permille) / 10.0, static_cast<long long>(import.counts.rows),
               static_cast<long long>(import.counts.refused));
  return true;
}

void print_report(const ports::Import& import) {
  if (::isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "\r\033[K");
  const app::ImportView view = app::view_of(import, Language::zh);
  std::printf("%s\n", import.file_name.c_str());
  for (const std::string& line : view.recognised) std::printf("  %s\n", line.c_str());
  const auto n = [](std::int64_t count) { return static_cast<long long>(count); };
  std::printf(
      "  %lld 行 rows：新增 added %lld，更新 updated %lld，无变化 unchanged %lld，拒绝 refused %lld\n",
      n(view.rows), n(view.added), n(view.updated), n(view.unchanged), n(view.refused));
  std::printf("  售后单 cases：新建 opened %lld，并入 merged %lld\n", n(view.cases_opened),
              n(view.cases_merged));
  if (!view.error.empty()) {
    std::printf("  失败 failed：%s\n  %s (%s)\n", view.error.c_str(),
                app::view_of(import, Language::en).error.c_str(), view.error_code.c_str());
  }
}

void print_bad(const app::RefusedRowView& row) {
  for (const app::ProblemView& problem : row.problems) {
    std::printf("  %lld: %s「%s」 %s\n", static_cast<long long>(row.line), problem.column.c_str(),
                problem.value.c_str(), problem.text.c_str());
  }
}

class Importer {
 public:
  Importer(const Options& options, store::Store& store, ports::Blobs& blobs, ports::Shop shop)
      : options_(options),
        services_{store, files_, blobs, connect::built_in_import_formats()},
        shop_(std::move(shop)) {
    actor_ = ports::Actor::system(shop_.id);
    actor_.name = "命令行";
    run_.history = days(options.history_days);
  }

  Result<bool> import(const std::string& path) {
    app::StartImport command;
    command.file_name = base_name(path);
    command.kind = options_.kind;
    command.format = options_.format;
    command.mapping = options_.mapping;
    command.channel = options_.channel;
    SHOUHOU_ASSIGN(const app::ImportOutcome outcome,
                   options_.dry_run ? try_file(command, path) : run_file(command, path));
    print_report(outcome.import);
    if (options_.dry_run) std::printf("  %s\n", nothing_kept);
    if (outcome.import.counts.refused > 0) SHOUHOU_TRY(write_refused(outcome));
    return outcome.import.state != ports::ImportState::failed;
  }

 private:
  Result<app::ImportOutcome> try_file(const app::StartImport& command, const std::string& path) {
    return app::try_import(services_, actor_, command, path, run_, show_progress);
  }

  Result<app::ImportOutcome> run_file(app::StartImport command, const std::string& path) {
    SHOUHOU_ASSIGN(const ports::BlobInfo kept, keep_copy(services_.store, services_.blobs, shop_.id, path));
    command.blob = kept.hash;
    command.bytes = kept.bytes;
    ImportId id;
    SHOUHOU_TRY(services_.store.write_now([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(id, unfinished_twin(unit, command));
      if (id) return {};
      SHOUHOU_ASSIGN(const app::ImportView view, app::start_import(unit, actor_, services_.formats, command));
      id = view.id;
      return {};
    }));
    return app::run_import(services_, shop_.id, id, run_, show_progress);
  }

  // The same file, asked for in the same way, whose import was broken off: it goes on where it stopped.
  Result<ImportId> unfinished_twin(ports::Unit& unit, const app::StartImport& command) {
    for (const ports::Import& import : unit.imports().unfinished()) {
      const bool same = import.shop == shop_.id && import.blob == command.blob &&
                        import.kind == command.kind && import.format == command.format &&
                        import.mapping == command.mapping && import.channel == command.channel;
      if (same && import.state == ports::ImportState::running) return import.id;
    }
    return ImportId{};
  }

  Result<void> write_refused(const app::ImportOutcome& outcome) {
    std::string csv;
    if (options_.dry_run) {
      for (const ports::RefusedRow& row : outcome.refused) print_bad(app::view_of(row, Language::zh));
      if (outcome.import.counts.refused > static_cast<std::int64_t>(outcome.refused.size()))
        std::printf("  … 只列出前 %zu 行 only the first %zu are listed\n", outcome.refused.size(),
                    outcome.refused.size());
      return {};
    }
    SHOUHOU_TRY(services_.store.read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(csv, app::refused_csv(unit, actor_, outcome.import.id));
      return {};
    }));
    const std::string path =
        options_.refused.empty() ? outcome.import.file_name + ".refused.csv" : options_.refused;
    std::ofstream file(path, std::ios::binary);
    file << csv;
    if (!file.flush())
      return invalid("file.unwritable", path, {"写不了文件：" + path, "Cannot write the file: " + path});
    std::printf("  被拒绝的行和原因 refused rows and why：%s（改好后可再次导入 correct it and import it）\n",
                path.c_str());
    return {};
  }

  const Options& options_;
  connect::TableFiles files_;
  app::ImportServices services_;
  ports::Shop shop_;
  ports::Actor actor_;
  app::RunOptions run_;
};

Result<bool> import_all(const Options& options) {
  const std::string desk = given_or_environment(options.server, "SHOUHOU_URL");
  if (!desk.empty()) {
    return import_remotely({{desk, given_or_environment(options.token, "SHOUHOU_TOKEN"),
                             given_or_environment(options.ca, "SHOUHOU_CA")},
                            options.kind,
                            options.format,
                            options.mapping,
                            options.channel,
                            options.refused,
                            options.dry_run},
                           options.files);
  }
  SHOUHOU_ASSIGN(const server::Config config, options.config.load());
  const SystemClock clock;
  auto store = server::open_store(config, clock);
  if (!store && store.error().code == "store.locked") {
    return fail(ErrorKind::conflict, "import.desk_runs",
                {"售后台正在这个数据目录上运行：请在网页里导入，或用 --server 交给它",
                 "The desk is running on this data directory: import in the browser, or with --server"});
  }
  if (!store) return forward(store.error());
  SHOUHOU_ASSIGN(const std::unique_ptr<connect::FileBlobs> blobs,
                 connect::FileBlobs::open(config.data + "/blobs"));
  ports::Shop shop;
  SHOUHOU_TRY((*store)->write_now([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(shop, chosen_shop(unit, options.shop));
    return {};
  }));
  Importer importer(options, **store, *blobs, shop);
  bool all_fine = true;
  for (const std::string& file : options.files) {
    SHOUHOU_ASSIGN(const bool fine, importer.import(file));
    all_fine = all_fine && fine;
  }
  return all_fine;
}

}  // namespace

void add_import(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("import", "导入平台导出的文件 · take in export files");
  auto options = std::make_shared<Options>(*command);
  command->add_option("files", options->files, "文件 · CSV, TSV, XLSX, .zip, .gz")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--kind", options->kind,
                      "表的种类 · auto, orders, order_lines, refunds, reviews, chats, products, parcels");
  command->add_option("--format", options->format,
                      "格式 · auto, taobao, tmall, wechat_shop, douyin, pdd, youzan, shopify, …");
  command->add_option("--mapping", options->mapping, "店铺保存的映射 · a saved mapping");
  command->add_option("--channel", options->channel, "渠道 · overrides the format's channel");
  command->add_option("--shop", options->shop, "店铺编号或名称 · shop, by number or name");
  command->add_option("--refused", options->refused, "被拒绝的行写到这里 · where refused rows go");
  command
      ->add_option("--history-days", options->history_days,
                   "早于多少天前了结的作为历史 · older business is history")
      ->check(CLI::Range(0, 36500));
  command->add_option(
      "--server", options->server,
      "交给运行中的售后台：https://主机:端口 · hand the files to a running desk (SHOUHOU_URL)");
  command->add_option("--ca", options->ca,
                      "另外信任的证书（PEM） · certificates to trust besides the system's (SHOUHOU_CA)");
  command->add_option("--token", options->token, "售后台的 API 令牌 · its API token (SHOUHOU_TOKEN)");
  command->add_flag("--dry-run", options->dry_run, "只检查不写入 · judge everything, keep nothing");
  command->callback([options, &chosen] {
    chosen = [options] {
      const Result<bool> done = import_all(*options);
      if (!done) return report(done.error());
      return *done ? 0 : 1;
    };
  });
}

}  // namespace shouhou::cli
