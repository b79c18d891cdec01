// One way from the command line to the desk: over HTTP to a running one, as the account of the token in
// SHOUHOU_TOKEN, or straight into its store, which must then be free, as the desk itself.
#pragma once

#include <CLI/CLI.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <string>

#include "base/clock.h"
#include "cli/config_options.h"
#include "cli/http_call.h"
#include "http/json_read.h"
#include "http/json_write.h"
#include "ports/accounts.h"
#include "server/open_store.h"

namespace shouhou::cli {

// Which running desk, as given on the command line.
struct DeskOptions {
  std::string url, ca;

  void add_to(CLI::App& command) {
    command.add_option("--url", url, "运行中的售后台 · a running desk, https://… or http://… (SHOUHOU_URL)");
    command.add_option("--ca", ca,
                       "另外信任的证书（PEM） · certificates to trust besides the system's (SHOUHOU_CA)");
  }
};

// One way to the desk: over HTTP, or straight into its store.
class Way {
 public:
  // No url given, nor in SHOUHOU_URL: the store that the configuration names.
  static Result<Way> find(const ConfigOptions& options, const DeskOptions& desk) {
    Way way;
    way.desk_ = {given_or_environment(desk.url, "SHOUHOU_URL"), given_or_environment({}, "SHOUHOU_TOKEN"),
                 given_or_environment(desk.ca, "SHOUHOU_CA")};
    if (!way.desk_.url.empty()) return way;
    SHOUHOU_ASSIGN(const server::Config config, options.load());
    SHOUHOU_ASSIGN(way.store_, server::open_store(config, *way.clock_));
    return way;
  }

  template <class View, class Query, class Use>
  Result<View> read(const std::string& path, const Query& query, Use use) {
    if (!desk_.url.empty()) return ask<View>("GET", path, {});
    View view;
    SHOUHOU_TRY(store_->read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const ports::Actor actor, desk(unit));
      SHOUHOU_ASSIGN(view, use(unit, actor, query));
      return {};
    }));
    return view;
  }

  template <class View, class Command, class Use>
  Result<View> write(const std::string& path, const Command& command, Use use) {
    if (!desk_.url.empty()) {
      boost::json::object body = boost::json::parse(http::to_json(command)).as_object();
      body.erase("id");  // it stands in the path
      if (const auto version = body.find("version"); version != body.end() && version->value().is_null()) {
        body.erase(version);
      }
      return ask<View>("POST", path, boost::json::serialize(body));
    }
    View view;
    SHOUHOU_TRY(store_->write_now([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const ports::Actor actor, desk(unit));
      SHOUHOU_ASSIGN(view, use(unit, actor, command));
      return {};
    }));
    return view;
  }

 private:
  template <class View>
  Result<View> ask(const std::string& method, const std::string& path, const std::string& body) {
    SHOUHOU_ASSIGN(const std::string text, http_call(desk_, method, path, body));
    SHOUHOU_ASSIGN(const auto json, http::parse_json(text));
    View view{};
    SHOUHOU_TRY(http::read_json(json, view, http::JsonPlace{}));
    return view;
  }

  static Result<ports::Actor> desk(ports::ReadUnit& unit) {
    const auto shops = unit.accounts().shops({}, 2);
    if (shops.size() == 1) return ports::Actor::system(shops.front().id);
    return fail(
        ErrorKind::conflict, "shop.several",
        {"没有店铺或有多个店铺，请用 --url 和令牌", "there is no shop, or several; use --url and a token"});
  }

  RunningDesk desk_;  // no url: the store
  std::unique_ptr<SystemClock> clock_ = std::make_unique<SystemClock>();
  std::unique_ptr<store::Store> store_;
};

}  // namespace shouhou::cli
