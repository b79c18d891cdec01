#include "store/engine/postgres_dump.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "store/engine/engine.h"
#include "store/engine/postgres_connection.h"

namespace shouhou::store {
namespace {

namespace fs = std::filesystem;

// In the PATH, else the newest of Debian's version folders; empty when there is none.
std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + name).c_str(), X_OK) == 0) return folder + "/" + name;
  }
  std::vector<std::pair<int, std::string>> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const std::string program = entry.path() / "bin" / name;
    if (::access(program.c_str(), X_OK) == 0) {
      found.emplace_back(std::atoi(entry.path().filename().c_str()), program);
    }
  }
  return found.empty() ? "" : std::max_element(found.begin(), found.end())->second;
}

// The password goes through the environment: arguments can be seen by every user of the machine.
int run_program(const std::vector<std::string>& arguments, const std::string& password) {
  std::vector<std::string> environment;
  for (char** entry = environ; *entry; ++entry) environment.emplace_back(*entry);
  if (!password.empty()) environment.push_back("PGPASSWORD=" + password);
  const auto pointers = [](const std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
    list.push_back(nullptr);
    return list;
  };
  pid_t child = 0;
  if (::posix_spawn(&child, arguments[0].c_str(), nullptr, nullptr, pointers(arguments).data(),
                    pointers(environment).data()) != 0) {
    return -1;
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

tl::unexpected<Error> no_tool(const std::string& name) {
  return fail(ErrorKind::unavailable, "store.no_" + name,
              {"备份和恢复 PostgreSQL 需要 " + name + "：请安装 postgresql-client，或在数据库服务器上进行。",
               "Backing up and restoring PostgreSQL needs " + name +
                   ": install postgresql-client, or do it on the database server."});
}

tl::unexpected<Error> tool_failed(const std::string& name, int code) {
  return fail(ErrorKind::unavailable, "store.backup_failed",
              {name + " 没有成功（退出码 " + std::to_string(code) + "）。",
               name + " did not succeed (exit code " + std::to_string(code) + ")."});
}

}  // namespace

Result<void> dump_postgres(const std::string& url, const std::string& path) {
  if (fs::exists(path)) {
    return fail(ErrorKind::conflict, "store.backup_exists",
                {"备份文件 " + path + " 已经存在。", "The backup file " + path + " exists already."});
  }
  const std::string program = find_program("pg_dump");
  if (program.empty()) return no_tool("pg_dump");
  std::string schema;
  try {
    PostgresConnection connection(url);
    connection.leave_pipeline();
    schema = connection.ask("SELECT quote_ident(current_schema())");
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  }
  const PostgresAddress address = postgres_address(url);
  const std::string part = path + ".part";
  const int code = run_program({program, "--format=custom", "--no-owner", "--schema=" + schema,
                                "--file=" + part, "--dbname=" + address.shown},
                               address.password);
  std::error_code failed;
  if (code == 0) fs::rename(part, path, failed);
  if (code == 0 && !failed) return {};
  fs::remove(part, failed);
  return tool_failed("pg_dump", code);
}

Result<void> check_postgres_dump(const std::string& path) {
  const std::string program = find_program("pg_restore");
  if (program.empty()) return no_tool("pg_restore");
  const int code = run_program({program, "--list", "--file=/dev/null", path}, "");
  if (code != 0) return tool_failed("pg_restore", code);
  return {};
}

Result<void> restore_postgres(const std::string& url, const std::string& path) {
  const std::string program = find_program("pg_restore");
  if (program.empty()) return no_tool("pg_restore");
  const PostgresAddress address = postgres_address(url);
  const int code = run_program({program, "--clean", "--if-exists", "--no-owner", "--single-transaction",
                                "--exit-on-error", "--dbname=" + address.shown, path},
                               address.password);
  if (code != 0) return tool_failed("pg_restore", code);
  return {};
}

std::vector<std::string> postgres_problems(const std::string& url) {
  std::vector<std::string> problems;
  try {
    PostgresConnection connection(url);
    connection.leave_pipeline();
    if (connection.ask("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'") == "0") return problems;
    const std::string tables = connection.ask(
        "SELECT string_agg(c.oid::text, ',') FROM pg_class c "
        "WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace");
    std::istringstream oids(tables);
    for (std::string oid; std::getline(oids, oid, ',');) {
      const std::string found =
          connection.ask("SELECT string_agg(msg, '; ') FROM verify_heapam(" + oid + "::oid::regclass)");
      if (!found.empty()) problems.push_back(found);
    }
  } catch (const EngineFailure& failure) {
    problems.push_back(failure.error.message.en);
  }
  return problems;
}

}  // namespace shouhou::store
