// The import against the bare database, in one run on the same rows: 525,461 order lines of a wholesaler
// through shouhou's import, and through one prepared statement into one table in one transaction.
//   bench_import FILE [DIRECTORY]
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/import_files.h"
#include "base/clock.h"
#include "connect/blobs/file_blobs.h"
#include "connect/files/table_files.h"
#include "connect/imports/load_formats.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/store.h"

namespace {

using namespace shouhou;
using Steady = std::chrono::steady_clock;

double seconds_since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

// Of all threads; says more than the clock where other programs share the processors.
double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void check(bool fine, const char* what) {
  if (fine) return;
  std::fprintf(stderr, "bench_import: %s\n", what);
  std::exit(1);
}

// Reading and splitting is part of both: what is compared is what happens to a row afterwards.
struct Bare {
  std::int64_t rows = 0;
  double seconds = 0;
  double binding = 0;  // without the reading
};

Bare bare(const std::string& path, const std::filesystem::path& database) {
  std::filesystem::remove(database);
  sqlite3* connection = nullptr;
  check(sqlite3_open(database.c_str(), &connection) == SQLITE_OK, "cannot open the bare database");
  sqlite3_exec(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", nullptr, nullptr, nullptr);
  sqlite3_exec(connection,
               "CREATE TABLE line (invoice TEXT, code TEXT, description TEXT, quantity INTEGER, "
               "at TEXT, price TEXT, customer TEXT, country TEXT)",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(connection, "INSERT INTO line VALUES (?,?,?,?,?,?,?,?)", -1, &insert, nullptr);
  connect::TableFiles files;
  auto file = files.open(path, path);
  check(file.has_value(), "cannot read the file");
  ports::TableInfo info;
  check((*file)->next_table(info).value_or(false), "the file has no table");
  Bare result;
  const auto start = Steady::now();
  double inside = 0;
  sqlite3_exec(connection, "BEGIN", nullptr, nullptr, nullptr);
  ports::TableRow row;
  while ((*file)->next_row(row).value_or(false)) {
    const auto before = Steady::now();
    for (int i = 0; i < 8; ++i) {
      const std::string_view cell =
          static_cast<std::size_t>(i) < row.cells.size() ? row.cells[i] : std::string_view{};
      sqlite3_bind_text(insert, i + 1, cell.data(), static_cast<int>(cell.size()), SQLITE_STATIC);
    }
    check(sqlite3_step(insert) == SQLITE_DONE, "a bare insert failed");
    sqlite3_reset(insert);
    inside += seconds_since(before);
    ++result.rows;
  }
  const auto before = Steady::now();
  sqlite3_exec(connection, "COMMIT", nullptr, nullptr, nullptr);
  inside += seconds_since(before);
  result.seconds = seconds_since(start);
  result.binding = inside;
  sqlite3_finalize(insert);
  sqlite3_close(connection);
  return result;
}

ports::Import imported(const std::string& path, const std::filesystem::path& directory, double& seconds) {
  const SystemClock clock;
  store::SqliteOptions sqlite;
  sqlite.file = (directory / "shouhou.db").string();
  auto store = store::Store::open({sqlite, &clock, {(directory / "master.key").string(), {}}});
  check(store.has_value(), store ? "" : store.error().message.en.c_str());
  auto blobs = connect::FileBlobs::open(directory / "blobs");
  check(blobs.has_value(), "cannot open the blobs");
  ShopId shop{1};
  ports::Actor actor = ports::Actor::system(shop);
  connect::TableFiles files;
  const app::ImportServices services{**store, files, **blobs, connect::built_in_import_formats()};
  const auto start = Steady::now();
  std::ifstream in(path, std::ios::binary);
  auto writer = (*blobs)->create(shop, 1LL << 40);
  std::string buffer(1 << 18, '\0');
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    check((*writer)->write({buffer.data(), static_cast<std::size_t>(in.gcount())}).has_value(),
          "cannot keep the file");
  }
  const auto kept = (*writer)->finish();
  check(kept.has_value(), "cannot keep the file");
  app::StartImport command;
  command.file_name = path;
  command.blob = kept->hash;
  command.bytes = kept->bytes;
  ImportId id;
  const auto started = (*store)->write_now([&](ports::Unit& unit) -> Result<void> {
    if (unit.accounts().shops({}, 1).empty()) {
      unit.accounts().add_shop({shop, "bench", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
    }
    SHOUHOU_ASSIGN(id, app::start_import(unit, actor, services.formats, command).map([](const auto& view) {
      return view.id;
    }));
    return {};
  });
  check(started.has_value(), "cannot start the import");
  const auto outcome = app::run_import(services, shop, id, {}, {});
  check(outcome.has_value(), "the import failed");
  seconds = seconds_since(start);
  return outcome->import;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string path = argc > 1 ? argv[1] : "../shared/data/online_retail_2009_2010.csv.gz";
  if (!std::filesystem::exists(path)) {
    std::printf("bench_import: no %s; give a file of order lines\n", path.c_str());
    return 0;
  }
  const std::filesystem::path directory =
      argc > 2 ? argv[2] : std::filesystem::temp_directory_path() / "shouhou-bench-import";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  struct Line {
    const char* what;
    std::int64_t rows;
    double seconds, cpu;
  };
  double first = 0, second = 0;
  const double cpu_start = cpu_seconds();
  const ports::Import one = imported(path, directory, first);
  const double cpu_first = cpu_seconds();
  const double peak = peak_megabytes();
  const ports::Import two = imported(path, directory, second);
  const double cpu_second = cpu_seconds();
  const Bare raw = bare(path, directory / "bare.db");
  const double cpu_bare = cpu_seconds();
  const Line lines[] = {
      {"bare prepared statement, one transaction, with reading", raw.rows, raw.seconds,
       cpu_bare - cpu_second},
      {"  of that without the reading", raw.rows, raw.binding, 0},
      {"import, from the file to orders, lines, goods, buyers", one.counts.rows, first,
       cpu_first - cpu_start},
      {"the same file again (nothing changes)", two.counts.rows, second, cpu_second - cpu_first}};
  std::printf("%-56s %9s %8s %10s %8s\n", "", "rows", "s", "rows/s", "cpu s");
  for (const Line& line : lines) {
    std::printf("%-56s %9lld %8.2f %10.0f %8.2f\n", line.what, static_cast<long long>(line.rows),
                line.seconds, static_cast<double>(line.rows) / line.seconds, line.cpu);
  }
  std::printf(
      "share of the bare rate: %.2f by the clock, %.2f by processor time; peak memory %.0f MB; refused "
      "%lld\n",
      raw.seconds / first, (cpu_bare - cpu_second) / (cpu_first - cpu_start), peak,
      static_cast<long long>(one.counts.refused));
  std::filesystem::remove_all(directory);
  return 0;
}
