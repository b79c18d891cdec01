#include "server/serve.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "app/start_shop.h"
#include "base/line_out.h"
#include "base/log.h"
#include "base/zone.h"
#include "connect/blobs/file_blobs.h"
#include "connect/files/table_files.h"
#include "connect/images/vips_pictures.h"
#include "connect/imports/load_formats.h"
#include "connect/ledger/ledger_performer.h"
#include "http/all_routes.h"
#include "http/desk.h"
#include "jobs/clock_watch.h"
#include "jobs/offer_watch.h"
#include "jobs/outbox_worker.h"
#include "jobs/reranking.h"
#include "jobs/return_watch.h"
#include "jobs/upkeep.h"
#include "server/demo.h"
#include "server/import_runner.h"
#include "server/open_store.h"
#include "server/word_marking.h"

#ifndef SHOUHOU_VERSION
#error "the build gives the version"
#endif

namespace shouhou::server {
namespace {

// On every answer. Scripts and connections from our own pages only, in nobody's frame. Styles are made by
// scripts at run time, so inline ones are allowed; images may come from a file the reader just picked.
constexpr std::string_view security_headers =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Content-Security-Policy: default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : list + ',') {
    if (c == ',') {
      if (!part.empty()) parts.push_back(std::exchange(part, {}));
    } else if (c != ' ') {
      part += c;
    }
  }
  return parts;
}

// The built pages: where the configuration says, beside the program in a source tree, or installed.
std::string web_directory(const Config& config) {
  if (!config.web.empty()) return config.web;
  std::error_code ec;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ec);
  const auto beside = (program.parent_path() / "../../../web/dist").lexically_normal();
  if (!ec && std::filesystem::exists(beside / "index.html", ec)) return beside.string();
  return "/usr/share/shouhou/web";
}

std::string address_of(const Config& config, std::uint16_t port) {
  if (!config.public_url.empty()) return config.public_url;
  const bool everywhere = config.address == "0.0.0.0" || config.address == "::";
  const std::string host = everywhere ? "127.0.0.1" : config.address;
  const bool six = host.find(':') != std::string::npos;
  return (config.certificate.empty() ? "http://" : "https://") + (six ? '[' + host + ']' : host) + ':' +
         std::to_string(port);
}

net::ServerOptions server_options(const Config& config) {
  net::ServerOptions options;
  options.address = config.address;
  options.port = static_cast<std::uint16_t>(config.port);
  options.threads = config.threads;
  options.connection_limit = static_cast<std::size_t>(config.connections);
  options.connections_per_ip = static_cast<std::size_t>(config.connections_per_ip);
  options.upload_directory = config.data + "/uploads";
  options.certificate_file = config.certificate;
  options.key_file = config.key;
  options.common_headers = security_headers;
  if (!config.certificate.empty())
    options.common_headers += "Strict-Transport-Security: max-age=31536000\r\n";
  return options;
}

http::DeskOptions desk_options(const Config& config) {
  http::DeskOptions options;
  options.reads_inline = config.postgres.empty();
  options.workers = static_cast<std::size_t>(config.workers);
  options.rates.usual = {static_cast<double>(config.requests_per_second), config.requests_per_second * 4.0};
  options.trusted_proxies = split(config.trusted_proxies);
  return options;
}

log::Level level_named(const std::string& name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warning") return log::Level::warning;
  return name == "error" ? log::Level::error : log::Level::info;
}

// What the store tells goes to parts that end before the store does, however the desk ends.
class Hearing {
 public:
  explicit Hearing(ports::Store& store) : store_(store) {}
  ~Hearing() {
    store_.on_commit({});
    store_.on_node_word({});
  }
  Hearing(const Hearing&) = delete;
  Hearing& operator=(const Hearing&) = delete;

 private:
  ports::Store& store_;
};

// Signals are blocked before the first thread starts, so that only this wait sees them. A desk with a
// certificate takes SIGHUP as "read it again"; without one SIGHUP ends it like a closed terminal does.
class Signals {
 public:
  explicit Signals(bool with_hangup) {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    if (with_hangup) sigaddset(&set_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  // 0 where none came in the time.
  int wait(Span longest) const {
    const timespec time{longest.ms / 1000, (longest.ms % 1000) * 1'000'000};
    const int signal = sigtimedwait(&set_, nullptr, &time);
    return signal > 0 ? signal : 0;
  }

 private:
  sigset_t set_{};
};

void renew_certificate(net::Server& server, bool again) {
  const Result<bool> taken = server.renew_certificate(again);
  if (!taken) {
    log::error(
        "certificate not renewed, the one before stays in use",
        {{"code", taken.error().code}, {"zh", taken.error().message.zh}, {"en", taken.error().message.en}});
  } else if (*taken) {
    log::info("certificate renewed", {{"holds until", format_utc(server.certificate_holds_until())}});
  }
}

// Looks after the certificate until the program is asked to end; the signal that asked.
int wait_for_end(const Signals& signals, const Config& config, net::Server& server) {
  const bool secure = !config.certificate.empty();
  for (;;) {
    const int signal = signals.wait(secure ? seconds(config.certificate_check_seconds) : hours(24));
    if (signal != 0 && signal != SIGHUP) return signal;
    if (secure) renew_certificate(server, signal == SIGHUP);
  }
}

void add_gauges(http::Metrics& metrics, const net::ServerStats& stats, const http::Live& live,
                store::Store& store) {
  metrics.gauge("shouhou_store_queued", "Writes waiting for the store.",
                [&] { return static_cast<double>(store.engine().queued()); });
  metrics.gauge("shouhou_connections", "Open connections.",
                [&] { return static_cast<double>(stats.connections); });
  metrics.gauge("shouhou_sockets", "Open WebSockets.", [&] { return static_cast<double>(stats.sockets); });
  metrics.gauge("shouhou_live_listeners", "Screens that follow the live stream.",
                [&] { return static_cast<double>(live.listeners()); });
  metrics.gauge("shouhou_refused_connections", "Connections refused over a limit since the start.",
                [&] { return static_cast<double>(stats.refused_connections); });
  metrics.gauge("shouhou_log_lines_dropped", "Log lines that nobody took in time since the start.",
                [] { return static_cast<double>(log::out().dropped()); });
  metrics.gauge("shouhou_timeouts", "Connections cut off for being too slow since the start.",
                [&] { return static_cast<double>(stats.timeouts); });
}

// Nobody can sign in yet: the link that makes the first owner account, printed once.
Result<void> print_owner_link(ports::Store& store, const std::string& address) {
  std::optional<std::string> token;
  SHOUHOU_TRY(store.write_now([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const ports::Shop shop, app::first_shop(unit));
    SHOUHOU_ASSIGN(token, app::owner_link_if_needed(unit, shop.id));
    return {};
  }));
  if (!token) return {};
  std::printf(
      "\n  创建店主账号（链接只能用一次） · create the owner account (this link works once):\n  "
      "%s/setup#token=%s\n\n",
      address.c_str(), token->c_str());
  return {};
}

}  // namespace

const char* version() {
  return SHOUHOU_VERSION;
}

Result<void> serve(const Config& config) {
  SHOUHOU_TRY(check_config(config));
  log::set_level(level_named(config.log_level));
  const Signals signals(!config.certificate.empty());
  const SystemClock clock;
  if (config.demo) SHOUHOU_TRY(fill_demo(config, clock));
  SHOUHOU_ASSIGN(const std::unique_ptr<store::Store> store, open_store(config, clock));
  SHOUHOU_ASSIGN(const auto blobs, connect::FileBlobs::open(config.data + "/blobs"));
  const auto pictures = connect::open_pictures();

  http::Access access(*store, {.public_url = config.public_url});
  http::PasswordWorkers passwords;
  http::Live live(*store, access);
  jobs::Reranking reranking(*store);
  connect::LedgerPerformer performer;
  jobs::OutboxPlan outbox_plan;
  outbox_plan.alone = config.postgres.empty();
  jobs::OutboxWorker outbox(*store, performer, outbox_plan);
  jobs::ClockWatch clock_watch(*store, clock);
  store->on_commit([&](ShopId shop, std::int64_t last_sequence) {
    live.committed(shop);
    reranking.note(shop);
    outbox.wake();
    clock_watch.committed(shop, last_sequence);
  });
  store->on_node_word([&](const ports::NodeWord& word) { live.told(word); });
  const Hearing hearing(*store);
  net::StaticFiles web(web_directory(config));
  const bool secure = config.public_url.starts_with("https://");
  connect::TableFiles table_files;
  const app::ImportFormats& formats = connect::built_in_import_formats();
  ImportRunner imports({*store, table_files, *blobs, formats});
  const http::Parts parts{.version = version(),
                          .live = &live,
                          .accounts = {&access, &passwords, secure},
                          .blobs = blobs.get(),
                          .pictures = pictures.get(),
                          .imports = {&table_files, blobs.get(), &formats,
                                      [&imports](ShopId shop, ImportId id) { imports.run(shop, id); },
                                      [&imports](ShopId shop, ImportId id) { imports.check(shop, id); }}};
  http::Desk desk(*store, clock, access, http::all_routes(parts), desk_options(config), &web);
  SHOUHOU_ASSIGN(const std::unique_ptr<net::Server> server,
                 net::Server::start(server_options(config), desk.hooks()));
  add_gauges(desk.metrics(), server->stats(), live, *store);
  if (!config.certificate.empty()) {
    desk.metrics().gauge("shouhou_certificate_holds_until", "When the certificate ends, seconds since 1970.",
                         [&] { return static_cast<double>(server->certificate_holds_until().ms) / 1000; });
  }
  // On a full disk the desk still opens for reading.
  if (const Result<void> resumed = imports.resume(); !resumed) {
    if (resumed.error().kind != ErrorKind::unavailable) return forward(resumed.error());
    log::warning("imports not resumed", {{"code", resumed.error().code}});
  }

  const std::string address = address_of(config, server->port());
  std::printf("售后台 · Shouhou %s  %s\n", version(), address.c_str());
  if (const Result<void> link = print_owner_link(*store, address); !link) {
    if (link.error().kind != ErrorKind::unavailable) return forward(link.error());
    log::warning("owner link not looked for", {{"code", link.error().code}});
  }
  std::fflush(stdout);
  clock_watch.start();
  desk.metrics().gauge("shouhou_moments", "Cases to which time does something within the next minutes.",
                       [&] { return static_cast<double>(clock_watch.waiting()); });
  jobs::ReturnWatch return_watch(*store);
  jobs::OfferWatch offer_watch(*store);
  jobs::Upkeep upkeep(*store, *blobs);
  WordMarking word_marking(*store);

  const int signal = wait_for_end(signals, config, *server);
  log::info("ending", {{"signal", std::to_string(signal)}});
  server->drain(seconds(config.drain_seconds));
  passwords.end();
  return {};
}

}  // namespace shouhou::server
