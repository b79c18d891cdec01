// shouhou backup, verify, restore, doctor: keeping the data safe.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/zone.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "server/doctor.h"
#include "store/safekeeping/backup.h"

namespace shouhou::cli {
namespace {

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  std::string folder;
};
using OptionsPtr = std::shared_ptr<Options>;

store::Premises premises_of(const server::Config& config) {
  return {{config.data}, config.postgres};
}

void show_progress(std::int64_t done, std::int64_t all) {
  if (all == 0) {
    std::fprintf(stderr, "  复制数据库 · copying the database …\n");
  } else if (done == all || done % 100 == 0) {
    std::fprintf(stderr, "\r  %lld / %lld", static_cast<long long>(done), static_cast<long long>(all));
    if (done == all) std::fputc('\n', stderr);
  }
}

// "data/backups/shouhou-20261121T153000Z" where no folder is named.
std::string default_folder(const server::Config& config, Instant now) {
  std::string stamp = format_utc(now).substr(0, 19);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  return (store::DataDirectory{config.data}.backups() / ("shouhou-" + stamp + "Z")).string();
}

Result<void> back_up(const Options& options) {
  SHOUHOU_ASSIGN(const server::Config config, options.config.load());
  const Instant now = SystemClock{}.now();
  const std::string folder = options.folder.empty() ? default_folder(config, now) : options.folder;
  SHOUHOU_ASSIGN(const store::BackupMade made,
                 store::back_up(premises_of(config), folder, now, show_progress));
  std::printf("备份完成 · backup made: %s (%lld 文件 files, %lld MB)\n", made.folder.c_str(),
              static_cast<long long>(made.files), static_cast<long long>(made.bytes >> 20));
  std::printf("主密钥不在备份里，请另外保存一份 · the master key is not in it; keep a copy elsewhere: %s\n",
              store::DataDirectory{config.data}.master_key().c_str());
  return {};
}

Result<void> verify(const Options& options) {
  SHOUHOU_ASSIGN(const std::vector<std::string> problems,
                 store::verify_backup(options.folder, show_progress));
  if (problems.empty()) {
    std::printf("备份完好 · the backup is sound\n");
    return {};
  }
  for (const std::string& problem : problems) std::printf("%s\n", problem.c_str());
  return fail(ErrorKind::conflict, "backup.damaged",
              {"备份有 " + std::to_string(problems.size()) + " 处问题，不能用来恢复。",
               "The backup has " + std::to_string(problems.size()) + " problems and cannot be restored."});
}

Result<void> restore(const Options& options) {
  SHOUHOU_ASSIGN(const server::Config config, options.config.load());
  SHOUHOU_ASSIGN(const store::Restored restored, store::restore_backup(options.folder, premises_of(config),
                                                                       SystemClock{}.now(), show_progress));
  std::printf("已恢复 · restored: %lld 文件 files\n", static_cast<long long>(restored.files));
  if (!restored.set_aside.empty()) {
    std::printf("原来的数据移到了 · what stood there is now in: %s\n", restored.set_aside.c_str());
  }
  if (restored.key_missing) {
    std::printf("请把主密钥放回 · put the master key back: %s\n",
                store::DataDirectory{config.data}.master_key().c_str());
  }
  return {};
}

Result<void> doctor(const Options& options) {
  SHOUHOU_ASSIGN(const server::Config config, options.config.load());
  int wrong = 0;
  for (const server::Examined& part : server::examine(config, SystemClock{})) {
    const char* mark = part.finding == server::Finding::fine      ? "✓"
                       : part.finding == server::Finding::warning ? "!"
                                                                  : "✗";
    std::printf("%s %s · %s\n", mark, part.what.zh.c_str(), part.what.en.c_str());
    if (!part.advice.zh.empty())
      std::printf("    %s\n    %s\n", part.advice.zh.c_str(), part.advice.en.c_str());
    if (part.finding == server::Finding::wrong) ++wrong;
  }
  if (wrong == 0) return {};
  return fail(ErrorKind::conflict, "doctor.found",
              {"发现 " + std::to_string(wrong) + " 处问题，见上。",
               std::to_string(wrong) + " things are wrong, see above."});
}

enum class Folder { none, maybe, needed };

void add(CLI::App& app, Chosen& chosen, const char* name, const char* what, Folder folder,
         Result<void> (*run)(const Options&)) {
  CLI::App* command = app.add_subcommand(name, what);
  auto options = std::make_shared<Options>(*command);
  if (folder != Folder::none) {
    CLI::Option* option =
        command->add_option("folder", options->folder, "备份所在的文件夹 · folder of the backup");
    if (folder == Folder::needed) option->required();
  }
  command->callback([options, run, &chosen] {
    chosen = [options, run] {
      const Result<void> result = run(*options);
      return result ? 0 : report(result.error());
    };
  });
}

}  // namespace

void add_safekeeping(CLI::App& app, Chosen& chosen) {
  add(app, chosen, "backup", "备份（运行中也可以） · back up, also while the desk runs", Folder::maybe,
      back_up);
  add(app, chosen, "verify", "核验备份 · check a backup", Folder::needed, verify);
  add(app, chosen, "restore", "从备份恢复 · restore a backup", Folder::needed, restore);
  add(app, chosen, "doctor", "体检 · look for what is wrong", Folder::none, doctor);
}

}  // namespace shouhou::cli
