#include "store/safekeeping/backup.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/zone.h"
#include "store/engine/directory_lock.h"
#include "store/engine/engine.h"
#include "store/engine/postgres_dump.h"
#include "store/safekeeping/files.h"

namespace shouhou::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* sums_name = "SHA256SUMS";
constexpr const char* database_name = "shouhou.db";
constexpr const char* dump_name = "shouhou.dump";

tl::unexpected<Error> unwritable(const fs::path& path, const std::error_code& code) {
  return fail(ErrorKind::unavailable, "backup.unwritable",
              {"写不进 " + path.string() + "：" + code.message(),
               "Cannot write " + path.string() + ": " + code.message()});
}

std::vector<fs::path> files_below(const fs::path& root) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::recursive_directory_iterator entry(root, code), end; !code && entry != end;
       entry.increment(code)) {
    if (entry->is_regular_file() && entry->path().extension() != ".part")
      files.push_back(fs::relative(entry->path(), root));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Copies `relative` files from one root to the other and notes their checksums as sha256sum writes them.
Result<void> copy_files(const fs::path& from, const fs::path& to, const std::vector<fs::path>& files,
                        const fs::path& listed_below, std::string& sums, const BackupProgress& progress) {
  std::int64_t done = 0;
  for (const fs::path& file : files) {
    std::error_code code;
    fs::create_directories((to / file).parent_path(), code);
    if (code) return unwritable(to / file, code);
    SHOUHOU_ASSIGN(const std::string hash, copy_durably(from / file, to / file));
    sums += hash + "  " + (listed_below / file).generic_string() + "\n";
    progress(++done, static_cast<std::int64_t>(files.size()));
  }
  return {};
}

Result<std::map<std::string, std::string>> read_sums(const fs::path& folder) {
  std::ifstream in(folder / sums_name);
  std::map<std::string, std::string> sums;
  std::string line;
  while (std::getline(in, line)) {
    if (line.size() < 67 || line.substr(64, 2) != "  ") break;
    sums[line.substr(66)] = line.substr(0, 64);
  }
  if (sums.count(database_name) + sums.count(dump_name) != 1) {
    return fail(ErrorKind::invalid, "backup.not_one",
                {folder.string() + " 不是售后的备份（没有 " + sums_name + "）。",
                 folder.string() + " is not a backup of Shouhou (no " + sums_name + ")."});
  }
  return sums;
}

std::int64_t bytes_below(const fs::path& root) {
  std::int64_t bytes = 0;
  for (const fs::path& file : files_below(root))
    bytes += static_cast<std::int64_t>(fs::file_size(root / file));
  return bytes;
}

// "20261121-153000"
std::string stamp(Instant now) {
  std::string text = format_utc(now).substr(0, 19);
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }),
             text.end());
  return text;
}

}  // namespace

Result<BackupMade> back_up(const Premises& premises, const fs::path& to, Instant now,
                           const BackupProgress& progress) {
  const DataDirectory& data = premises.data;
  const bool embedded = premises.postgres_url.empty();
  std::error_code code;
  if (embedded && !fs::exists(data.database())) {
    return fail(ErrorKind::not_found, "backup.no_data",
                {data.path.string() + " 里没有售后的数据。",
                 "There is no data of Shouhou in " + data.path.string() + "."});
  }
  if (fs::exists(to)) {
    return fail(
        ErrorKind::conflict, "backup.exists",
        {to.string() + " 已经存在，请换一个名字。", to.string() + " exists already; choose another name."});
  }
  const fs::path part = to.string() + ".part";
  fs::remove_all(part, code);
  fs::create_directories(part / "blobs", code);
  if (code) return unwritable(part, code);

  progress(0, 0);
  const fs::path copy = part / (embedded ? database_name : dump_name);
  SHOUHOU_TRY(embedded ? back_up_sqlite(data.database().string(), copy.string())
                       : dump_postgres(premises.postgres_url, copy.string()));
  SHOUHOU_ASSIGN(const std::string hash, hash_file(copy));
  std::string sums = hash + "  " + copy.filename().string() + "\n";
  // Blobs are written before the rows that name them, so those of the copied database are all there by now.
  const std::vector<fs::path> blobs = files_below(data.blobs());
  SHOUHOU_TRY(copy_files(data.blobs(), part / "blobs", blobs, "blobs", sums, progress));
  SHOUHOU_TRY(write_durably(part / "MADE", format_utc(now) + "\n"));
  SHOUHOU_TRY(write_durably(part / sums_name, sums));
  SHOUHOU_TRY(sync_directory(part));
  fs::rename(part, to, code);
  if (code) return unwritable(to, code);
  SHOUHOU_TRY(sync_directory(fs::absolute(to).parent_path()));
  return BackupMade{to, static_cast<std::int64_t>(blobs.size()) + 1, bytes_below(to)};
}

Result<std::vector<std::string>> verify_backup(const fs::path& folder, const BackupProgress& progress) {
  SHOUHOU_ASSIGN(const auto sums, read_sums(folder));
  std::vector<std::string> problems;
  std::int64_t done = 0;
  for (const auto& [name, expected] : sums) {
    progress(++done, static_cast<std::int64_t>(sums.size()));
    if (!fs::exists(folder / name)) {
      problems.push_back("missing: " + name);
      continue;
    }
    const Result<std::string> hash = hash_file(folder / name);
    if (!hash || *hash != expected) problems.push_back("changed: " + name);
  }
  for (const fs::path& file : files_below(folder)) {
    const std::string name = file.generic_string();
    if (name != sums_name && name != "MADE" && sums.count(name) == 0) problems.push_back("unknown: " + name);
  }
  if (problems.empty() && sums.count(database_name) != 0) {
    for (const std::string& line : sqlite_integrity_problems((folder / database_name).string())) {
      problems.push_back("database: " + line);
    }
  } else if (problems.empty()) {
    const Result<void> readable = check_postgres_dump((folder / dump_name).string());
    if (!readable) problems.push_back("database: " + readable.error().message.en);
  }
  return problems;
}

namespace {

// Moves what stands there into `aside`, then the fresh files into its place.
Result<bool> swap_in(const fs::path& fresh, const fs::path& directory, const fs::path& aside) {
  std::error_code code;
  bool moved = false;
  // -wal and -shm belong to the old database: left behind they would be played into the new one.
  for (const char* name : {"shouhou.db", "shouhou.db-wal", "shouhou.db-shm", "blobs"}) {
    const bool of_database = std::string_view(name) != "blobs";
    if (!fs::exists(directory / name) || (of_database && !fs::exists(fresh / database_name))) continue;
    fs::create_directories(aside, code);
    fs::rename(directory / name, aside / name, code);
    if (code) return unwritable(aside / name, code);
    moved = true;
  }
  for (const char* name : {"blobs", database_name}) {
    if (!fs::exists(fresh / name)) continue;
    fs::rename(fresh / name, directory / name, code);
    if (code) return unwritable(directory / name, code);
  }
  fs::remove_all(fresh, code);
  SHOUHOU_TRY(sync_directory(directory));
  return moved;
}

}  // namespace

Result<Restored> restore_backup(const fs::path& folder, const Premises& premises, Instant now,
                                const BackupProgress& progress) {
  const DataDirectory& data = premises.data;
  SHOUHOU_ASSIGN(const std::vector<std::string> problems, verify_backup(folder, progress));
  if (!problems.empty()) {
    return fail(ErrorKind::invalid, "backup.damaged",
                {"备份已损坏，没有恢复：" + problems.front(),
                 "The backup is damaged, nothing was restored: " + problems.front()});
  }
  const bool embedded = fs::exists(folder / database_name);
  if (embedded != premises.postgres_url.empty()) {
    return fail(ErrorKind::invalid, "backup.other_database",
                {embedded ? "这是内置数据库的备份，请去掉 --postgres。"
                          : "这是 PostgreSQL 的备份，请用 --postgres 指定数据库。",
                 embedded ? "This is a backup of the embedded database; leave --postgres out."
                          : "This is a backup of PostgreSQL; name the database with --postgres."});
  }
  std::error_code code;
  fs::create_directories(data.path, code);
  if (code) return unwritable(data.path, code);
  SHOUHOU_ASSIGN(const DirectoryLock lock, DirectoryLock::take(data.path));

  const fs::path fresh = data.path / ("restoring-" + stamp(now));
  fs::create_directories(fresh / "blobs", code);
  if (code) return unwritable(fresh, code);
  std::string sums;
  const std::vector<fs::path> blobs = files_below(folder / "blobs");
  SHOUHOU_TRY(copy_files(folder / "blobs", fresh / "blobs", blobs, "blobs", sums, progress));
  if (embedded) SHOUHOU_TRY(copy_durably(folder / database_name, fresh / database_name));
  if (!embedded) SHOUHOU_TRY(restore_postgres(premises.postgres_url, (folder / dump_name).string()));

  const fs::path aside = data.path / ("before-restore-" + stamp(now));
  SHOUHOU_ASSIGN(const bool moved, swap_in(fresh, data.path, aside));
  return Restored{static_cast<std::int64_t>(blobs.size()) + 1, moved ? aside : fs::path{},
                  !fs::exists(data.master_key())};
}

}  // namespace shouhou::store
