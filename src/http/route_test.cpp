#include "http/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "http/all_routes.h"
#include "http/openapi.h"
#include "http/problem.h"

namespace shouhou::http {
namespace {

Route at(std::string method, std::string path) {
  RouteRow row;
  row.method = std::move(method);
  row.path = std::move(path);
  row.name = row.method + row.path;
  return raw_route(row, [](const std::shared_ptr<Call>&) {});
}

TEST(Routes, FindsByPathAndMethod) {
  Routes routes;
  routes.add(at("GET", "/api/v1/cases"));
  routes.add(at("POST", "/api/v1/cases"));
  routes.add(at("GET", "/api/v1/cases/{id}"));
  routes.add(at("GET", "/api/v1/cases/counts"));
  routes.add(at("POST", "/api/v1/cases/{id}/notes/{note}"));
  struct Row {
    const char* method;
    const char* path;
    const char* pattern;  // null: none
    const char* first_value;
  };
  const Row rows[] = {
      {"GET", "/api/v1/cases", "/api/v1/cases", ""},
      {"HEAD", "/api/v1/cases", "/api/v1/cases", ""},
      {"DELETE", "/api/v1/cases", nullptr, ""},
      {"GET", "/api/v1/cases/7", "/api/v1/cases/{id}", "7"},
      {"GET", "/api/v1/cases/counts", "/api/v1/cases/counts", ""},
      {"POST", "/api/v1/cases/7/notes/8", "/api/v1/cases/{id}/notes/{note}", "7"},
      {"POST", "/api/v1/cases/counts/notes/8", "/api/v1/cases/{id}/notes/{note}", "counts"},
      {"GET", "/api/v1/cases/", nullptr, ""},
      {"GET", "/api/v1/cases//notes/8", nullptr, ""},
      {"GET", "/api/v1", nullptr, ""},
      {"GET", "", nullptr, ""},
  };
  for (const Row& row : rows) {
    const Routes::Match match = routes.find(row.method, row.path);
    ASSERT_EQ(match.route != nullptr, row.pattern != nullptr) << row.method << ' ' << row.path;
    if (match.route == nullptr) continue;
    EXPECT_EQ(match.route->path, row.pattern);
    EXPECT_EQ(match.values.empty() ? "" : match.values.front().value, row.first_value);
  }
  EXPECT_EQ(routes.find("DELETE", "/api/v1/cases").allowed, "GET, POST");
  EXPECT_THROW(routes.add(at("GET", "/api/v1/cases/{other}")), std::logic_error);
}

// Who may call without signing in is written down here once more, so that nobody opens a door by a slip.
TEST(AllRoutes, EachIsGuardedOrExplicitlyOpen) {
  const std::set<std::string> open{
      "GET /healthz",
      "GET /api/v1/openapi.json",
      "POST /api/v1/session",
      "POST /api/v1/setup",
      "POST /api/v1/links/look",
      "POST /api/v1/join",
      "POST /api/v1/reset",
      "GET /api/v1/buyer/offers/{token}",
      "POST /api/v1/buyer/offers/{token}/choose",
      "POST /api/v1/buyer/offers/{token}/refuse",
  };
  const Routes routes = all_routes({});
  ASSERT_GT(routes.all().size(), 3u);
  std::set<std::string> names;
  for (const auto& route : routes.all()) {
    const std::string place = route->method + ' ' + route->path;
    if (route->allow.who == Allow::Who::everybody) {
      EXPECT_TRUE(open.contains(place)) << place;
    }
    EXPECT_TRUE(names.insert(route->name).second) << place << " has the name of another: " << route->name;
    EXPECT_FALSE(route->summary.zh.empty() || route->summary.en.empty()) << place;
    EXPECT_EQ((route->read ? 1 : 0) + (route->write ? 1 : 0) + (route->raw ? 1 : 0), 1) << place;
    if (route->method == "GET") {
      EXPECT_FALSE(route->write) << place;
    }
    if (route->body_to_file) {
      EXPECT_NE(route->allow.who, Allow::Who::everybody) << place;
    }
    EXPECT_TRUE(route->path.starts_with("/api/v1/") || route->path == "/healthz" || route->path == "/metrics")
        << place;
  }
}

TEST(AllRoutes, TheDescriptionIsJsonAndAlwaysTheSame) {
  const std::string text = openapi(all_routes({}), "1.2.3");
  EXPECT_EQ(text, openapi(all_routes({}), "1.2.3"));
  const auto document = parse_json(text, {.depth = 64});
  ASSERT_TRUE(document) << document.error().message.en;
  const json::object& root = document->as_object();
  EXPECT_EQ(root.at("openapi").as_string(), "3.1.0");
  // Every reference leads somewhere.
  const json::object& schemas = root.at("components").at("schemas").as_object();
  const std::string mark = "#/components/schemas/";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t start = at + mark.size();
    const std::string name = text.substr(start, text.find('"', start) - start);
    EXPECT_TRUE(schemas.contains(name)) << name;
  }
}

TEST(Problem, SpeaksTheReadersLanguage) {
  const Error error{ErrorKind::stale, "case.stale", {"别人已改动", "somebody changed it"}, "version"};
  const auto zh = problem(error, Language::zh);
  EXPECT_EQ(zh.status, 412);
  EXPECT_EQ(zh.content_type, "application/problem+json");
  EXPECT_EQ(zh.body, R"({"type":"urn:shouhou:problem:case.stale","title":"Precondition Failed","status":412,)"
                     R"("code":"case.stale","detail":"别人已改动","field":"version"})");
  EXPECT_THAT(problem(error, Language::en).body, ::testing::HasSubstr("somebody changed it"));
  EXPECT_EQ(accepted_language("fr, en-GB;q=0.8, zh;q=0.5"), Language::en);
  EXPECT_EQ(accepted_language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(accepted_language("french"), std::nullopt);
  EXPECT_EQ(accepted_language(""), std::nullopt);
}

}  // namespace
}  // namespace shouhou::http
