#include "cli/import_remote.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

#include "cli/http_call.h"

namespace shouhou::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view imports = "/api/v1/imports";

tl::unexpected<Error> malformed() {
  return fail(ErrorKind::unavailable, "http.malformed", {"答复看不懂", "the answer cannot be read"});
}

Result<json::object> object_of(const std::string& text) {
  json::error_code failed;
  json::value value = json::parse(text, failed);
  if (failed || !value.is_object()) return malformed();
  return std::move(value.get_object());
}

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

long long number_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_int64() ? value->get_int64() : 0;
}

void print_lines(const json::object& object, std::string_view key) {
  const json::value* list = object.if_contains(key);
  if (!list || !list->is_array()) return;
  for (const json::value& line : list->get_array()) {
    if (line.is_string()) std::printf("  %s\n", line.get_string().c_str());
  }
}

void print_counts(const json::object& view) {
  std::printf(
      "  %lld 行 rows：新增 added %lld，更新 updated %lld，无变化 unchanged %lld，拒绝 refused %lld\n"
      "  售后单 cases：新建 opened %lld，并入 merged %lld\n",
      number_of(view, "rows"), number_of(view, "added"), number_of(view, "updated"),
      number_of(view, "unchanged"), number_of(view, "refused"), number_of(view, "cases_opened"),
      number_of(view, "cases_merged"));
  const std::string error = text_of(view, "error");
  if (!error.empty())
    std::printf("  失败 failed：%s (%s)\n", error.c_str(), text_of(view, "error_code").c_str());
}

class RemoteDesk {
 public:
  explicit RemoteDesk(const RemoteImport& options) : options_(options) {}

  Result<bool> import(const std::string& file) {
    const std::string name = file.substr(file.rfind('/') + 1);
    SHOUHOU_ASSIGN(const std::string uploaded,
                   http_upload(options_.desk, std::string(imports) + "?name=" + percent_encoded(name), file));
    SHOUHOU_ASSIGN(const json::object waiting, object_of(uploaded));
    const std::string place = std::string(imports) + "/" + text_of(waiting, "id");
    std::printf("%s\n", name.c_str());
    if (options_.dry_run) return check(place);
    SHOUHOU_TRY(post(place + "/start", wish()));
    SHOUHOU_ASSIGN(const json::object done, finished(place));
    print_lines(done, "recognised");
    print_counts(done);
    if (number_of(done, "refused") > 0) SHOUHOU_TRY(fetch_refused(place, name));
    return text_of(done, "state") != "failed";
  }

 private:
  std::string wish() const {
    json::object body{{"kind", options_.kind}, {"format", options_.format}, {"mapping", options_.mapping}};
    if (!options_.channel.empty()) body["channel"] = options_.channel;
    return json::serialize(body);
  }

  Result<json::object> post(const std::string& path, const std::string& body) {
    SHOUHOU_ASSIGN(const std::string answer, http_call(options_.desk, "POST", path, body));
    return object_of(answer);
  }

  // The desk judges the whole file; afterwards nothing of it stays there.
  Result<bool> check(const std::string& place) {
    SHOUHOU_TRY(post(place + "/check", wish()));
    SHOUHOU_ASSIGN(const json::object seen, finished(place + "/check"));
    print_lines(seen, "recognised");
    print_counts(seen);
    if (number_of(seen, "refused") > 0) SHOUHOU_TRY(print_refused(place, number_of(seen, "refused")));
    SHOUHOU_TRY(post(place + "/cancel", ""));
    const bool judged = text_of(seen, "state") == "finished";
    if (judged) std::printf("  %s\n", nothing_kept);
    return judged;
  }

  Result<void> print_refused(const std::string& place, long long all) {
    constexpr long long most = 200;
    SHOUHOU_ASSIGN(const std::string answer,
                   http_call(options_.desk, "GET", place + "/refused?limit=" + std::to_string(most), ""));
    SHOUHOU_ASSIGN(const json::object page, object_of(answer));
    const json::value* items = page.if_contains("items");
    if (!items || !items->is_array()) return malformed();
    for (const json::value& row : items->get_array()) {
      if (row.is_object()) print_bad(row.get_object());
    }
    if (all > most) std::printf("  … 只列出前 %lld 行 only the first %lld are listed\n", most, most);
    return {};
  }

  static void print_bad(const json::object& row) {
    const json::value* problems = row.if_contains("problems");
    if (!problems || !problems->is_array()) return;
    for (const json::value& problem : problems->get_array()) {
      if (!problem.is_object()) continue;
      const json::object& one = problem.get_object();
      std::printf("  %lld: %s「%s」 %s\n", number_of(row, "line"), text_of(one, "column").c_str(),
                  text_of(one, "value").c_str(), text_of(one, "text").c_str());
    }
  }

  Result<json::object> finished(const std::string& place) {
    for (;;) {
      SHOUHOU_ASSIGN(const std::string answer, http_call(options_.desk, "GET", place, ""));
      SHOUHOU_ASSIGN(json::object seen, object_of(answer));
      const std::string state = text_of(seen, "state");
      if (state != "running" && state != "waiting") {
        if (::isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "\r\033[K");
        return seen;
      }
      if (::isatty(STDERR_FILENO) != 0) {
        std::fprintf(stderr, "\r%5.1f%%  %lld 行 rows ",
                     static_cast<double>(number_of(seen, "permille")) / 10.0, number_of(seen, "rows"));
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
  }

  Result<void> fetch_refused(const std::string& place, const std::string& name) {
    SHOUHOU_ASSIGN(const std::string csv, http_call(options_.desk, "GET", place + "/refused.csv", ""));
    const std::string path = options_.refused.empty() ? name + ".refused.csv" : options_.refused;
    std::ofstream file(path, std::ios::binary);
    file << csv;
    if (!file.flush())
      return invalid("file.unwritable", path, {"写不了文件：" + path, "Cannot write the file: " + path});
    std::printf("  被拒绝的行和原因 refused rows and why：%s\n", path.c_str());
    return {};
  }

  const RemoteImport& options_;
};

}  // namespace

Result<bool> import_remotely(const RemoteImport& options, const std::vector<std::string>& files) {
  if (options.desk.token.empty()) {
    return invalid("import.no_token", "--token",
                   {"缺少 API 令牌：--token 或环境变量 SHOUHOU_TOKEN",
                    "an API token is needed: --token, or SHOUHOU_TOKEN in the environment"});
  }
  RemoteDesk desk(options);
  bool all_fine = true;
  for (const std::string& file : files) {
    SHOUHOU_ASSIGN(const bool fine, desk.import(file));
    all_fine = all_fine && fine;
  }
  return all_fine;
}

}  // namespace shouhou::cli
