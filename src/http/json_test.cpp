#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "http/json_read.h"
#include "http/json_schema.h"
#include "http/json_write.h"

namespace shouhou::http {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Line {
  OrderLineId id;
  int quantity = 1;
  Fen paid;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, quantity, paid))

struct Base {
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Base, (), (version))

struct Everything : Base {
  bool flag = false;
  double ratio = 0;
  std::string text;
  Colour colour = Colour::red;
  Instant at;
  Span length;
  Day day;
  std::optional<Fen> amount;
  std::vector<Line> lines;
  std::map<std::string, std::vector<int>> numbers;
  JsonText raw;
  Text both;
  domain::Role role = domain::Role::viewer;
  domain::PermissionSet may;
  std::uint8_t small = 0;
};
BOOST_DESCRIBE_STRUCT(Everything, (Base),
                      (flag, ratio, text, colour, at, length, day, amount, lines, numbers, raw, both, role,
                       may, small))

struct Tree {
  std::string name;
  std::vector<Tree> children;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, children))

struct Strict {
  std::string text;
  int count = 0;
  static constexpr std::array required{"text"};
};
BOOST_DESCRIBE_STRUCT(Strict, (), (text, count))

namespace {

using ::testing::HasSubstr;

Everything filled() {
  Everything e;
  e.version = 9;
  e.flag = true;
  e.ratio = 0.25;
  e.text = "售后 \"a\"\\\n\t\x01 😀";
  e.colour = Colour::green;
  e.at = {1'700'000'000'123};
  e.length = hours(1);
  e.day = {2026, 2, 28};
  e.amount = Fen{1230};
  e.lines = {{OrderLineId{9'007'199'254'740'993}, 2, {100}}, {}};
  e.numbers = {{"a", {1, 2}}, {"b", {}}};
  e.raw.text = R"({"x":[1,null]})";
  e.both = {"好", "good"};
  e.role = domain::Role::lead;
  e.may = domain::PermissionSet{}.with(domain::Permission::case_read).with(domain::Permission::token_write);
  e.small = 200;
  return e;
}

TEST(Json, WritesEveryType) {
  EXPECT_EQ(
      to_json(filled()),
      R"({"version":9,"flag":true,"ratio":0.25,"text":"售后 \"a\"\\\n\t\u0001 😀","colour":"green",)"
      R"("at":1700000000123,"length":3600000,"day":"2026-02-28","amount":1230,)"
      R"("lines":[{"id":"9007199254740993","quantity":2,"paid":100},{"id":"","quantity":1,"paid":0}],)"
      R"("numbers":{"a":[1,2],"b":[]},"raw":{"x":[1,null]},"both":{"zh":"好","en":"good"},"role":"lead",)"
      R"("may":["case_read","token_write"],"small":200})");
}

TEST(Json, WhatIsWrittenReadsBackTheSame) {
  const std::string text = to_json(filled());
  const auto read = from_json<Everything>(text);
  ASSERT_TRUE(read) << read.error().field << ' ' << read.error().message.en;
  EXPECT_EQ(to_json(*read), text);
}

struct Wrong {
  const char* json;
  const char* code;
  const char* field;
};

TEST(Json, SaysWhereItIsWrong) {
  const Wrong rows[] = {
      {"", "json.malformed", ""},
      {"{", "json.malformed", ""},
      {"{} x", "json.malformed", ""},
      {"{\"text\":\"\xff\"}", "json.malformed", ""},
      {"[]", "request.wrong_type", ""},
      {"null", "request.wrong_type", ""},
      {R"({"flag":1})", "request.wrong_type", "flag"},
      {R"({"flag":"true"})", "request.wrong_type", "flag"},
      {R"({"version":1.5})", "request.wrong_type", "version"},
      {R"({"version":"1"})", "request.wrong_type", "version"},
      {R"({"version":9223372036854775808})", "request.wrong_type", "version"},
      {R"({"small":256})", "request.out_of_range", "small"},
      {R"({"small":-1})", "request.out_of_range", "small"},
      {R"({"text":null})", "request.wrong_type", "text"},
      {R"({"text":"a\u0000b"})", "request.wrong_type", "text"},
      {R"({"colour":"blue"})", "request.unknown_value", "colour"},
      {R"({"colour":0})", "request.wrong_type", "colour"},
      {R"({"day":"2026-02-29"})", "request.wrong_type", "day"},
      {R"({"day":"26-2-9"})", "request.wrong_type", "day"},
      {R"({"amount":10000000001})", "request.out_of_range", "amount"},
      {R"({"at":99999999999999999})", "request.out_of_range", "at"},
      {R"({"lines":{}})", "request.wrong_type", "lines"},
      {R"({"lines":[{"id":"1"},{"id":1}]})", "request.wrong_type", "lines[1].id"},
      {R"({"lines":[{"id":"-1"}]})", "request.wrong_type", "lines[0].id"},
      {R"({"lines":[{},{},{"quantity":"x"}]})", "request.wrong_type", "lines[2].quantity"},
      {R"({"lines":[{"qty":1}]})", "request.unknown_field", "lines[0].qty"},
      {R"({"numbers":{"a":[1,"x"]}})", "request.wrong_type", "numbers.a[1]"},
      {R"({"role":"king"})", "request.unknown_value", "role"},
      {R"({"may":["case_read","fly"]})", "request.unknown_value", "may[1]"},
      {R"({"nothing":1})", "request.unknown_field", "nothing"},
  };
  for (const Wrong& row : rows) {
    const auto read = from_json<Everything>(row.json);
    ASSERT_FALSE(read) << row.json;
    EXPECT_EQ(read.error().code, row.code) << row.json;
    EXPECT_EQ(read.error().field, row.field) << row.json;
    EXPECT_FALSE(read.error().message.zh.empty());
  }
}

TEST(Json, RequiredMembers) {
  EXPECT_TRUE(from_json<Strict>(R"({"text":""})"));
  const auto missing = from_json<Strict>(R"({"count":1})");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "request.missing_field");
  EXPECT_EQ(missing.error().field, "text");
}

TEST(Json, DepthHasALimit) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += R"({"children":[)";
  const auto read = from_json<Tree>(deep);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "json.too_deep");
}

TEST(Json, SchemasNameWhatTheyDescribe) {
  Schemas schemas;
  EXPECT_EQ(schemas.of<Tree>(false), R"({"$ref":"#/components/schemas/Tree"})");
  schemas.of<Everything>(true);
  EXPECT_EQ(
      schemas.components().at("Tree"),
      R"({"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},)"
      R"("children":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}},"required":["name","children"]})");
  EXPECT_EQ(schemas.components().at("Colour"), R"({"type":"string","enum":["red","green"]})");
  EXPECT_THAT(schemas.components().at("EverythingInput"), HasSubstr("LineInput"));
  EXPECT_EQ(schema_name(typeid(std::vector<Tree>)).find("::"), std::string::npos);
}

}  // namespace
}  // namespace shouhou::http
