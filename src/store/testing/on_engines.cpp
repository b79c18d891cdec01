#include "store/testing/on_engines.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

namespace shouhou::store::testing {
namespace {

void run_sql(const std::string& url, const std::string& sql) {
  PGconn* connection = PQconnectdb(url.c_str());
  PGresult* result = PQexec(connection, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  const bool fine = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  const std::string message = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!fine) throw std::runtime_error(sql + ": " + message);
}

std::string server_url() {
  const char* url = std::getenv("SHOUHOU_TEST_POSTGRES");
  return url ? url : "";
}

}  // namespace

std::string Place::unavailable(Kind kind) {
  if (kind == Kind::sqlite || !server_url().empty()) return {};
  return "SHOUHOU_TEST_POSTGRES is not set; run this through tools/with_postgres";
}

Place::Place(Kind kind) : kind_(kind) {
  static std::atomic<int> count{0};
  const std::string name = "shouhou_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
  directory_ = std::filesystem::temp_directory_path() / name;
  std::filesystem::remove_all(directory_);
  std::filesystem::create_directories(directory_);
  if (kind == Kind::sqlite) return;
  schema_ = name;
  run_sql(server_url(), "CREATE SCHEMA " + schema_);
  const std::string server = server_url();
  url_ = server + (server.find('?') == std::string::npos ? "?" : "&") + "application_name=" + schema_ +
         "&options=-csearch_path%3D" + schema_;
}

Place::~Place() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
  if (kind_ == Kind::postgres) {
    try {
      run_sql(server_url(), "SET client_min_messages = error; DROP SCHEMA " + schema_ + " CASCADE");
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
  }
}

void Place::cut_connections() const {
  run_sql(server_url(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" +
                            schema_ + "'");
}

std::variant<SqliteOptions, PostgresOptions> Place::options() const {
  if (kind_ == Kind::sqlite) {
    SqliteOptions options;
    options.file = (directory_ / "shouhou.db").string();
    return options;
  }
  PostgresOptions options;
  options.url = url_;
  return options;
}

Result<std::unique_ptr<Engine>> Place::open_engine() const {
  const auto chosen = options();
  if (const auto* sqlite = std::get_if<SqliteOptions>(&chosen)) return open_sqlite(*sqlite);
  return open_postgres(std::get<PostgresOptions>(chosen));
}

void StoreTest::SetUp() {
  if (const std::string why = Place::unavailable(GetParam()); !why.empty()) GTEST_SKIP() << why;
  place_ = std::make_unique<Place>(GetParam());
  reopen();
}

void StoreTest::reopen() {
  store_.reset();
  auto options = place_->options();
  if (auto* sqlite = std::get_if<SqliteOptions>(&options)) sqlite->sync_each_commit = sync_each_commit_;
  auto opened = Store::open(
      {std::move(options), &clock_, {(place_->directory() / "keys" / "master.key").string(), {}}});
  ASSERT_TRUE(opened) << opened.error().code << ": " << opened.error().message.en;
  store_ = std::move(*opened);
}

}  // namespace shouhou::store::testing
