#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "net/multipart.h"
#include "net/static_files.h"
#include "net/url.h"

namespace shouhou::net {
namespace {

using ::testing::ElementsAre;

TEST(Url, Targets) {
  struct Row {
    const char* target;
    const char* path;  // null: refused
    const char* query;
  };
  const Row rows[] = {
      {"/", "/", ""},
      {"/a/b?x=1&y", "/a/b", "x=1&y"},
      {"/%E5%94%AE%E5%90%8E", "/售后", ""},
      {"http://host/p?q", "/p", "q"},
      {"http://host", "/", ""},
      {"/a..b/.c", "/a..b/.c", ""},
      {"/a?/../b", "/a", "/../b"},
      {"", nullptr, ""},
      {"*", nullptr, ""},
      {"/..", nullptr, ""},
      {"/a/%2E%2e", nullptr, ""},
      {"/%2e%2e%2fetc", nullptr, ""},
      {"/a%0d%0ab", nullptr, ""},
      {"/%", nullptr, ""},
      {"/%4", nullptr, ""},
      {"/%c3%28", nullptr, ""},
  };
  for (const Row& row : rows) {
    const auto target = parse_target(row.target);
    ASSERT_EQ(target.has_value(), row.path != nullptr) << row.target;
    if (!target) continue;
    EXPECT_EQ(target->path, row.path);
    EXPECT_EQ(target->query, row.query);
  }
}

TEST(Url, QueriesAndCookies) {
  const Params params = parse_query("a=1+2&b=%E5%94%AE&&c&=d&e=%zz&a=3");
  ASSERT_EQ(params.size(), 6u);
  EXPECT_EQ(params[0].value, "1 2");
  EXPECT_EQ(params[1].value, "售");
  EXPECT_EQ(params[2].name, "c");
  EXPECT_EQ(params[3].name, "");
  EXPECT_EQ(params[4].value, "%zz");
  EXPECT_EQ(params[5].name, "a");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "a=1&";
  EXPECT_EQ(parse_query(many).size(), 256u);
  EXPECT_EQ(find_cookie("a=1; session=x=y; b=\"q\"", "session"), "x=y");
  EXPECT_EQ(find_cookie("a=1; session=x=y; b=\"q\"", "b"), "q");
  EXPECT_EQ(find_cookie("xsession=1", "session"), "");
  EXPECT_EQ(percent_decode(percent_encode("售后 a/b?&"), false), "售后 a/b?&");
}

const std::string form =
    "--xYz\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\norders\r\n"
    "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\订单 %22a%22.csv\"\r\n"
    "Content-Type: text/csv\r\n\r\na,b\r\n--xY\r\n\r\n--xYz--\r\n";

TEST(Multipart, FindsTheParts) {
  const auto parts = parse_multipart("multipart/form-data; boundary=xYz", form);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ((*parts)[0].name, "kind");
  EXPECT_EQ(form.substr((*parts)[0].offset, (*parts)[0].size), "orders");
  EXPECT_EQ((*parts)[1].file_name, "订单 \"a\".csv");
  EXPECT_EQ((*parts)[1].content_type, "text/csv");
  EXPECT_EQ(form.substr((*parts)[1].offset, (*parts)[1].size), "a,b\r\n--xY\r\n");
}

TEST(Multipart, RefusesWhatIsBroken) {
  const std::string type = "multipart/form-data; boundary=xYz";
  for (std::size_t size = 0; size < form.size() - 4; ++size) {
    EXPECT_FALSE(parse_multipart(type, std::string_view(form).substr(0, size))) << size;
  }
  EXPECT_FALSE(parse_multipart("multipart/form-data", form));
  EXPECT_FALSE(parse_multipart("text/plain; boundary=xYz", form));
  EXPECT_FALSE(parse_multipart(type, "--xYz\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n--xYz--"));
  std::string many;
  for (int i = 0; i < 101; ++i) many += "--xYz\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
  EXPECT_FALSE(parse_multipart(type, many + "--xYz--"));
}

TEST(Multipart, SavesPartsOfABodyInAFile) {
  const std::string path = ::testing::TempDir() + "/multipart_body";
  std::ofstream(path) << form;
  Request request;
  request.headers.add("Content-Type", "multipart/form-data; boundary=\"xYz\"");
  request.body_file = std::make_shared<TemporaryFile>(path);
  const auto parts = multipart_of(request);
  ASSERT_TRUE(parts);
  const std::string out = ::testing::TempDir() + "/multipart_part";
  ASSERT_TRUE(save_part(request, (*parts)[1], out));
  std::ifstream in(out);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "a,b\r\n--xY\r\n");
  EXPECT_EQ(*part_text(request, (*parts)[0], 10), "orders");
  EXPECT_FALSE(part_text(request, (*parts)[0], 5));
}

TEST(Range, Forms) {
  struct Row {
    const char* header;
    RangeKind kind;
    std::uint64_t offset;
    std::uint64_t size;
  };
  const Row rows[] = {
      {"", RangeKind::whole, 0, 0},
      {"bytes=0-9", RangeKind::part, 0, 10},
      {"bytes=90-", RangeKind::part, 90, 10},
      {"bytes=-5", RangeKind::part, 95, 5},
      {"bytes=-500", RangeKind::part, 0, 100},
      {"bytes=50-500", RangeKind::part, 50, 50},
      {"bytes=100-", RangeKind::beyond, 0, 0},
      {"bytes=-0", RangeKind::beyond, 0, 0},
      {"bytes=9-1", RangeKind::whole, 0, 0},
      {"bytes=0-1,3-4", RangeKind::whole, 0, 0},
      {"bytes=a-b", RangeKind::whole, 0, 0},
      {"bytes=99999999999999999999-", RangeKind::whole, 0, 0},
  };
  for (const Row& row : rows) {
    ByteRange range;
    EXPECT_EQ(parse_range(row.header, 100, range), row.kind) << row.header;
    if (row.kind != RangeKind::part) continue;
    EXPECT_EQ(range.offset, row.offset) << row.header;
    EXPECT_EQ(range.size, row.size) << row.header;
  }
}

class StaticFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(directory_ + "/assets");
    write("/index.html", "<html>" + std::string(1000, ' ') + "</html>");
    write("/assets/app-1a2b3c4d.js", std::string(5000, 'j'));
    write("/assets/app-1a2b3c4d.js.br", "brotli");
    write("/.secret", "s");
  }
  void write(const std::string& path, const std::string& text) { std::ofstream(directory_ + path) << text; }
  std::optional<Response> find(const std::string& path, std::string_view name = "",
                               std::string_view value = "") {
    Request request;
    request.method = "GET";
    request.path = path;
    if (!name.empty()) request.headers.add(name, value);
    return files_.find(request);
  }
  static std::string header(const Response& response, std::string_view wanted) {
    for (const auto& [name, value] : response.headers) {
      if (name == wanted) return value;
    }
    return {};
  }

  std::string directory_ = ::testing::TempDir() + "/static_files_test";
  StaticFiles files_{directory_};
};

TEST_F(StaticFilesTest, PagesAndAssets) {
  const auto page = find("/cases/12");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(header(*page, "Cache-Control"), "no-cache");
  EXPECT_FALSE(find("/missing.js"));
  EXPECT_FALSE(find("/.secret"));
  const auto script = find("/assets/app-1a2b3c4d.js", "accept-encoding", "gzip, br");
  ASSERT_TRUE(script);
  EXPECT_EQ(*script->shared, "brotli");
  EXPECT_EQ(header(*script, "Cache-Control"), "public, max-age=31536000, immutable");
  std::ofstream(directory_ + "/assets/react-k-0I5BEw.js") << "a hash may hold a dash";
  EXPECT_EQ(header(*find("/assets/react-k-0I5BEw.js"), "Cache-Control"),
            "public, max-age=31536000, immutable");
  const auto zipped = find("/assets/app-1a2b3c4d.js", "accept-encoding", "gzip, br;q=0");
  EXPECT_EQ(header(*zipped, "Content-Encoding"), "gzip");
  EXPECT_LT(zipped->shared->size(), 200u);
  const auto part = find("/assets/app-1a2b3c4d.js", "range", "bytes=0-3");
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->body, "jjjj");
}

// To the system "//" is "/". Each spelling would be a page kept in memory, and a stranger has thousands.
TEST_F(StaticFilesTest, AFileHasOnePath) {
  for (const char* path : {"//index.html", "/assets//app-1a2b3c4d.js", "//", "//cases/12", "/cases//12"}) {
    EXPECT_FALSE(find(path)) << path;
  }
  EXPECT_TRUE(find("/index.html"));
}

TEST_F(StaticFilesTest, APageOfItsOwnGoesBeforeTheWorkbench) {
  write("/o.html", "<html>the buyer's</html>");
  EXPECT_EQ(*find("/o/a1B2-c3_d4")->shared, "<html>the buyer's</html>");
  EXPECT_EQ(*find("/o")->shared, "<html>the buyer's</html>");
  EXPECT_NE(*find("/orders/1")->shared, "<html>the buyer's</html>");
  EXPECT_FALSE(find("/o/script.js"));
}

TEST_F(StaticFilesTest, UnchangedFilesAreNotSentAgainAndChangedOnesAre) {
  const std::string etag = header(*find("/index.html"), "ETag");
  EXPECT_EQ(find("/index.html", "if-none-match", etag)->status, 304);
  write("/index.html", "<html>new</html>");
  const auto changed = find("/index.html", "if-none-match", etag);
  EXPECT_EQ(changed->status, 200);
  EXPECT_EQ(*changed->shared, "<html>new</html>");
}

}  // namespace
}  // namespace shouhou::net
