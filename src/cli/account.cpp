// shouhou account …, shop …, keys …, audit …: what whoever runs the server may do without signing in.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/audit.h"
#include "app/manage_accounts.h"
#include "app/start_shop.h"
#include "base/zone.h"
#include "cli/commands.h"
#include "cli/config_options.h"
#include "server/open_store.h"
#include "store/rotate_keys.h"

namespace shouhou::cli {
namespace {

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  std::string shop;  // number or name; empty: the only one
  std::string login;
  std::string name;
  std::string zone = "Asia/Shanghai";
};
using OptionsPtr = std::shared_ptr<Options>;

struct Opened {
  server::Config config;
  SystemClock clock;
  std::unique_ptr<store::Store> store;
};

Result<std::unique_ptr<Opened>> open(const Options& options) {
  auto opened = std::make_unique<Opened>();
  SHOUHOU_ASSIGN(opened->config, options.config.load());
  SHOUHOU_ASSIGN(opened->store, server::open_store(opened->config, opened->clock));
  return opened;
}

// With a mistyped name nobody wants the wrong shop: one must be named where there are several.
Result<ports::Shop> chosen_shop(ports::ReadUnit& unit, const std::string& named) {
  const auto shops = unit.accounts().shops({}, 10'000);
  if (named.empty() && shops.size() == 1) return shops.front();
  for (const ports::Shop& shop : shops) {
    if (!named.empty() && (shop.id.str() == named || shop.name == named)) return shop;
  }
  if (shops.empty()) {
    return fail(ErrorKind::not_found, "shop.none",
                {"还没有店铺，请先运行 shouhou serve", "There is no shop yet; run shouhou serve first"});
  }
  return invalid(
      "shop.not_found", "--shop",
      {"请用 --shop 指明店铺（见 shouhou shop list）", "Name the shop with --shop (see shouhou shop list)"});
}

Result<ports::Account> chosen_account(ports::ReadUnit& unit, const ports::Shop& shop,
                                      const std::string& login) {
  SHOUHOU_ASSIGN(const std::string key, domain::login_key(login));
  for (const ports::Account& account : unit.accounts().accounts_named(key)) {
    if (account.shop == shop.id) return account;
  }
  return invalid("account.not_found", login, {"本店没有这个登录名", "The shop has no such login name"});
}

void print_link(const server::Config& config, const std::string& path) {
  const std::string base = config.public_url.empty()
                               ? "http://" + config.address + ":" + std::to_string(config.port)
                               : config.public_url;
  std::printf("链接只能用一次 · this link works once:\n%s%s\n", base.c_str(), path.c_str());
}

Result<void> owner_link(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  std::string token;
  const Result<void> made = opened->store->write_now([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_TRY(app::first_shop(unit));
    SHOUHOU_ASSIGN(const ports::Shop shop, chosen_shop(unit, options.shop));
    SHOUHOU_ASSIGN(token, app::make_owner_link(unit, shop.id));
    return {};
  });
  SHOUHOU_TRY(made);
  print_link(opened->config, "/setup#token=" + token);
  return {};
}

Result<void> reset(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  app::LinkMade link;
  const Result<void> made = opened->store->write_now([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const ports::Shop shop, chosen_shop(unit, options.shop));
    SHOUHOU_ASSIGN(const ports::Account account, chosen_account(unit, shop, options.login));
    SHOUHOU_ASSIGN(link, app::make_reset_link(unit, ports::Actor::system(shop.id), {account.id}));
    return {};
  });
  SHOUHOU_TRY(made);
  print_link(opened->config, link.path);
  return {};
}

Result<void> drop_factor(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  return opened->store->write_now([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const ports::Shop shop, chosen_shop(unit, options.shop));
    SHOUHOU_ASSIGN(const ports::Account account, chosen_account(unit, shop, options.login));
    SHOUHOU_TRY(app::drop_factor_of(unit, ports::Actor::system(shop.id), {account.id}));
    std::printf("已停用动态码 · second factor turned off: %s\n", account.login.c_str());
    return {};
  });
}

Result<void> list_accounts(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  return opened->store->read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const ports::Shop shop, chosen_shop(unit, options.shop));
    for (const ports::Account& account : unit.accounts().accounts(shop.id, {}, 100'000)) {
      std::printf("%s\t%s\t%s\t%s%s\n", account.login.c_str(), account.name.c_str(),
                  std::string(domain::name(account.role)).c_str(), account.disabled ? "disabled" : "active",
                  account.totp_confirmed ? "\t2fa" : "");
    }
    return {};
  });
}

Result<void> add_shop(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  ports::Shop shop;
  std::string token;
  const Result<void> made = opened->store->write_now([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(shop, app::start_shop(unit, {options.name, options.zone}));
    SHOUHOU_ASSIGN(token, app::make_owner_link(unit, shop.id));
    return {};
  });
  SHOUHOU_TRY(made);
  std::printf("%s\t%s\n", shop.id.str().c_str(), shop.name.c_str());
  print_link(opened->config, "/setup#token=" + token);
  return {};
}

Result<void> list_shops(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  return opened->store->read([](ports::ReadUnit& unit) -> Result<void> {
    for (const ports::Shop& shop : unit.accounts().shops({}, 100'000)) {
      std::printf("%s\t%s\t%s\n", shop.id.str().c_str(), shop.name.c_str(), shop.zone.c_str());
    }
    return {};
  });
}

Result<void> rotate(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  SHOUHOU_ASSIGN(const std::int64_t shops, store::rotate_keys(*opened->store));
  std::printf(
      "已更换主密钥，重新包裹了 %lld 家店铺的数据密钥。请备份新的主密钥文件：%s\n"
      "Master key replaced; data keys of %lld shops wrapped anew. Keep a copy of the new file.\n",
      static_cast<long long>(shops), opened->store->keys().file().c_str(), static_cast<long long>(shops));
  return {};
}

Result<void> check_audit(const Options& options) {
  SHOUHOU_ASSIGN(const auto opened, open(options));
  bool sound = true;
  const Result<void> read = opened->store->read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const ports::Shop& shop : unit.accounts().shops({}, 100'000)) {
      const app::AuditCheck check = app::check_audit(unit, shop.id);
      sound = sound && check.sound;
      const std::string state =
          check.sound ? "ok" : "WRONG at row " + std::to_string(check.first_wrong.value_or(0));
      std::printf("%s\t%s\t%lld rows\t%s\t%s\n", shop.id.str().c_str(), shop.name.c_str(),
                  static_cast<long long>(check.rows), state.c_str(), check.head.c_str());
    }
    return {};
  });
  SHOUHOU_TRY(read);
  if (sound) return {};
  return fail(ErrorKind::conflict, "audit.tampered", {"审计日志被改动过", "The audit log was tampered with"});
}

CLI::App* group(CLI::App& app, const std::string& name, const std::string& what) {
  CLI::App* made = app.add_subcommand(name, what);
  made->require_subcommand(1);
  return made;
}

template <class Run>
OptionsPtr leaf(CLI::App& parent, Chosen& chosen, const std::string& name, const std::string& what, Run run) {
  CLI::App* command = parent.add_subcommand(name, what);
  auto options = std::make_shared<Options>(*command);
  command->add_option("--shop", options->shop, "店铺编号或名称 · number or name of the shop");
  command->callback([options, run, &chosen] {
    chosen = [options, run] {
      const Result<void> done = run(*options);
      return done ? 0 : report(done.error());
    };
  });
  return options;
}

void ask_login(CLI::App& parent, const std::string& name, const OptionsPtr& options) {
  parent.get_subcommand(name)->add_option("login", options->login, "登录名 · login name")->required();
}

}  // namespace

void add_account(CLI::App& app, Chosen& chosen) {
  CLI::App& account = *group(app, "account", "账号 · accounts");
  leaf(account, chosen, "owner-link", "新的店主链接 · a new link to make an owner account", owner_link);
  leaf(account, chosen, "list", "列出账号 · list the accounts", list_accounts);
  ask_login(account, "reset",
            leaf(account, chosen, "reset", "重设密码的链接 · a link to reset a password", reset));
  ask_login(account, "drop-factor",
            leaf(account, chosen, "drop-factor", "停用动态码 · turn a second factor off", drop_factor));

  CLI::App& shop = *group(app, "shop", "店铺 · shops");
  leaf(shop, chosen, "list", "列出店铺 · list the shops", list_shops);
  const OptionsPtr added = leaf(shop, chosen, "add", "新增店铺 · add a shop", add_shop);
  shop.get_subcommand("add")->add_option("name", added->name, "店名 · name")->required();
  shop.get_subcommand("add")->add_option("--zone", added->zone, "时区 · time zone (Asia/Shanghai)");

  leaf(*group(app, "keys", "密钥 · keys"), chosen, "rotate",
       "更换主密钥 · replace the master key of personal data", rotate);
  leaf(*group(app, "audit", "审计日志 · audit log"), chosen, "check", "核验 · check that nobody changed it",
       check_audit);
}

}  // namespace shouhou::cli
