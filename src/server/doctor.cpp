#include "server/doctor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/audit.h"
#include "app/case_upkeep.h"
#include "app/check_ledger.h"
#include "base/zone.h"
#include "ports/accounts.h"
#include "ports/cases.h"
#include "server/open_store.h"
#include "server/rules_at_start.h"
#include "store/data_directory.h"
#include "store/engine/directory_lock.h"

namespace shouhou::server {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t little_space = std::uintmax_t{1} << 30;  // bytes
constexpr Instant program_written{1'767'225'600'000};             // 2026-01-01: no clock is before it
constexpr int histories_at_once = 500;

class Doctor {
 public:
  Doctor(const Config& config, const Clock& clock) : config_(config), clock_(clock), data_{config.data} {}

  std::vector<Examined> examine() {
    configuration();
    rules();
    clock();
    if (!directory()) return std::move(found_);
    disk();
    key();
    if (!lock()) return std::move(found_);
    database();
    return std::move(found_);
  }

 private:
  void fine(Text what) { found_.push_back({Finding::fine, std::move(what), {}}); }
  void warn(Text what, Text advice) {
    found_.push_back({Finding::warning, std::move(what), std::move(advice)});
  }
  void wrong(Text what, Text advice) {
    found_.push_back({Finding::wrong, std::move(what), std::move(advice)});
  }
  void judge(Text what, const Result<void>& result) {
    if (result) return fine(std::move(what));
    const Error& error = result.error();
    const std::string place = error.field.empty() ? "" : error.field + ": ";
    wrong(std::move(what), {place + error.message.zh, place + error.message.en});
  }

  void configuration() { judge({"配置", "configuration"}, check_config(config_)); }

  void rules() {
    const auto rules = rules_at_start(config_);
    judge({"规则文件", "rule files"}, rules ? Result<void>{} : forward(rules.error()));
  }

  void clock() {
    const Text what{"系统时钟", "system clock"};
    const std::string now = format_utc(clock_.now());
    if (clock_.now() < program_written) {
      return wrong(what, {"系统时间是 " + now + "，早于本程序；倒计时会算错。请校准时间（例如启用 NTP）。",
                          "The clock says " + now +
                              ", before this program was made; deadlines would be wrong. Set it (NTP)."});
    }
    fine({what.zh + " " + now, what.en + " " + now});
  }

  bool directory() {
    const Text what{"数据目录 " + config_.data, "data directory " + config_.data};
    std::error_code code;
    if (!fs::is_directory(data_.path, code)) {
      wrong(what, {"还不存在；运行 shouhou serve 会建立它，或用 --data 指明。",
                   "It does not exist yet; shouhou serve makes it, or name another with --data."});
      return false;
    }
    if (::access(data_.path.c_str(), W_OK) != 0) {
      wrong(what, {"不可写；请检查所有者与权限，以及磁盘是否被挂载为只读。",
                   "It is not writable; look at owner and mode, and whether the disk is mounted read-only."});
      return false;
    }
    fine(what);
    return true;
  }

  void disk() {
    std::error_code code;
    const fs::space_info space = fs::space(data_.path, code);
    const Text what{"磁盘空间", "disk space"};
    if (code) return warn(what, {code.message(), code.message()});
    const std::string free = std::to_string(space.available >> 20) + " MB";
    if (space.available < little_space) {
      return warn(what, {"只剩 " + free + "；请清理磁盘，或把 backups/ 里的旧备份移走。",
                         "Only " + free + " are left; free some, or move old backups out of backups/."});
    }
    fine({what.zh + " " + free, what.en + " " + free});
  }

  void key() {
    const Text what{"主密钥", "master key"};
    std::error_code code;
    if (config_.postgres.empty() && !fs::exists(data_.database(), code)) return;
    if (!fs::exists(data_.master_key(), code)) {
      return warn(
          what, {data_.master_key().string() + " 不在；没有它，姓名电话地址都解不开。请从另存的地方放回来。",
                 data_.master_key().string() +
                     " is missing; without it names, phones and addresses stay sealed. Put it back."});
    }
    const auto mode = fs::status(data_.master_key(), code).permissions();
    if ((mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none) {
      return wrong(what, {"别的用户也能读它；请执行 chmod 600 " + data_.master_key().string(),
                          "Others may read it; run chmod 600 " + data_.master_key().string()});
    }
    fine(what);
  }

  // Whether the database can be had for ourselves.
  bool lock() {
    const auto taken = store::DirectoryLock::take(data_.path);
    const Text what{"占用", "lock"};
    if (!taken && config_.postgres.empty()) {
      warn(what,
           {taken.error().message.zh + " 数据库内容没有检查；停下服务再检查，或对备份执行 shouhou verify。",
            taken.error().message.en +
                " The database was not looked into; stop the server first, or verify a backup."});
      return false;
    }
    fine(what);
    return true;
  }

  void database() {
    auto opened = open_store(config_, clock_);
    if (!opened) return judge({"数据库", "database"}, forward(opened.error()));
    store::Store& store = **opened;
    const auto problems = store.engine().integrity_problems();
    const Text what{"数据库完整性", "integrity of the database"};
    if (problems.empty()) fine(what);
    for (const std::string& line : problems) {
      wrong(what, {line + "；请停下服务，用 shouhou restore 恢复最近的备份。",
                   line + "; stop the server and restore the latest backup."});
    }
    const Result<void> read = store.read([&](ports::ReadUnit& unit) -> Result<void> {
      for (const ports::Shop& shop : unit.accounts().shops({}, 100'000)) {
        counters(unit, shop);
        SHOUHOU_TRY(histories(unit, shop));
        ledger(unit, shop);
        audit(unit, shop);
      }
      return {};
    });
    if (!read) judge({"数据", "data"}, read);
  }

  void counters(ports::ReadUnit& unit, const ports::Shop& shop) {
    const Text what{shop.name + "：计数", shop.name + ": counters"};
    const auto drifts = app::check_case_counters(unit, shop.id);
    if (drifts.empty()) return fine(what);
    for (const app::CounterDrift& drift : drifts) {
      const std::string figures =
          drift.counter + " " + std::to_string(drift.maintained) + " ≠ " + std::to_string(drift.counted);
      wrong(what, {figures, figures});
    }
  }

  Result<void> histories(ports::ReadUnit& unit, const ports::Shop& shop) {
    const Text what{shop.name + "：售后单与历史一致", shop.name + ": cases agree with their histories"};
    std::size_t differing = 0;
    for (CaseId after{};;) {
      const auto ids = unit.cases().ids_after(shop.id, after, histories_at_once);
      SHOUHOU_ASSIGN(const auto wrong_ones,
                     app::check_case_histories(unit, shop.id, after, histories_at_once));
      differing += wrong_ones.size();
      if (ids.size() < static_cast<std::size_t>(histories_at_once)) break;
      after = ids.back();
    }
    if (differing == 0) {
      fine(what);
    } else {
      wrong(what, {std::to_string(differing) + " 张不一致", std::to_string(differing) + " differ"});
    }
    return {};
  }

  void ledger(ports::ReadUnit& unit, const ports::Shop& shop) {
    const Text what{shop.name + "：台账对平", shop.name + ": the ledger balances"};
    bool balanced = true;
    for (CaseId after{}, before{-1}; after != before;) {
      before = after;
      for (const app::LedgerDrift& drift : app::check_ledger(unit, shop.id, after, histories_at_once)) {
        balanced = false;
        wrong(what, {"售后单 " + drift.case_id.str() + "：" + drift.what.zh,
                     "case " + drift.case_id.str() + ": " + drift.what.en});
      }
    }
    if (balanced) fine(what);
  }

  void audit(ports::ReadUnit& unit, const ports::Shop& shop) {
    const Text what{shop.name + "：审计日志", shop.name + ": audit log"};
    const app::AuditCheck check = app::check_audit(unit, shop.id);
    if (check.sound) return fine(what);
    const std::string row = std::to_string(check.first_wrong.value_or(0));
    wrong(what, {"第 " + row + " 行起被改动过。", "Tampered with from row " + row + " on."});
  }

  const Config& config_;
  const Clock& clock_;
  store::DataDirectory data_;
  std::vector<Examined> found_;
};

}  // namespace

std::vector<Examined> examine(const Config& config, const Clock& clock) {
  return Doctor(config, clock).examine();
}

}  // namespace shouhou::server
