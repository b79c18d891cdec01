#include "server/config.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace shouhou::server {
namespace {

std::string file_with(const std::string& text) {
  const std::string path = ::testing::TempDir() + "/config_test.toml";
  std::ofstream(path) << text;
  return path;
}

TEST(Config, FileAndEnvironmentInOrder) {
  Config config;
  const std::string path =
      file_with("[server]\nport = 9000\naddress = \"0.0.0.0\"\n[store]\ndata = \"/srv\"\n");
  ASSERT_TRUE(read_config_file(path, config));
  const std::map<std::string, const char*> environment{{"SHOUHOU_SERVER_PORT", "9001"}};
  ASSERT_TRUE(read_environment(
      [&](const std::string& name) { return environment.contains(name) ? environment.at(name) : nullptr; },
      config));
  EXPECT_EQ(config.port, 9001);
  EXPECT_EQ(config.address, "0.0.0.0");
  EXPECT_EQ(config.data, "/srv");
}

TEST(Config, SaysFileAndLine) {
  struct Row {
    const char* text;
    const char* code;
    int line;
  };
  const Row rows[] = {
      {"[server]\nport = \"x\"\n", "config.wrong_value", 2},
      {"[server]\n\nport = 70000\n", "config.wrong_value", 3},
      {"[server]\nprot = 1\n", "config.unknown_key", 2},
      {"[server]\naddress = 5\n", "config.wrong_value", 2},
      {"[server\n", "config.malformed", 1},
      {"a = 1\na = 2\n", "config.malformed", 2},
  };
  for (const Row& row : rows) {
    Config config;
    const std::string path = file_with(row.text);
    const auto read = read_config_file(path, config);
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.error().code, row.code) << row.text;
    EXPECT_EQ(read.error().field, path + ":" + std::to_string(row.line)) << row.text;
  }
  Config config;
  EXPECT_EQ(read_config_file("/nowhere/at/all.toml", config).error().code, "config.unreadable");
}

TEST(Config, TheWholeMustFit) {
  Config config;
  EXPECT_TRUE(check_config(config));
  config.certificate = "a.pem";
  EXPECT_FALSE(check_config(config));
  config.key = "b.pem";
  config.log_level = "loud";
  EXPECT_FALSE(check_config(config));
}

TEST(Config, EverySettingIsNamedOnce) {
  std::map<std::string_view, int> seen;
  for (const Setting& setting : settings()) EXPECT_EQ(++seen[setting.key], 1) << setting.key;
}

}  // namespace
}  // namespace shouhou::server
