// The desk as the network sees it: takes each request from the server, finds its route, asks who sends it and
// whether they may, runs it where it belongs (I/O thread, worker, the store's writer) and answers.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "http/authenticator.h"
#include "http/call.h"
#include "http/metrics.h"
#include "http/rate_limits.h"
#include "http/route.h"
#include "http/workers.h"
#include "net/server.h"
#include "net/static_files.h"
#include "ports/store.h"

namespace shouhou::http {

struct DeskOptions {
  bool reads_inline = true;  // SQLite: on the I/O thread; PostgreSQL: every read goes to a worker
  std::size_t workers = 4;
  std::size_t worker_queue = 2000;
  RateRules rates;
  // Peers whose X-Forwarded-For is believed (addresses, without ports).
  std::vector<std::string> trusted_proxies;
  int log_lines_per_second = 20;  // of ordinary requests; failures and slow ones are always logged
};

class Desk {
 public:
  Desk(ports::Store& store, const Clock& clock, Authenticator& authenticator, Routes routes,
       DeskOptions options, net::StaticFiles* web = nullptr);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // What the server needs; the desk must outlive it.
  net::Hooks hooks();

  ports::Store& store() { return store_; }
  const Clock& clock() const { return clock_; }
  const Routes& routes() const { return routes_; }
  Metrics& metrics() { return metrics_; }
  Workers& workers() { return workers_; }
  Authenticator& authenticator() { return authenticator_; }

  // Runs `job` on a worker; answers the call with 503 where they are all too busy.
  void on_worker(const std::shared_ptr<Call>& call, std::function<void()> job);
  // Who sends this, and may they use its route? Sets the call's actor and language.
  Result<void> admit(Call& call, ports::ReadUnit& unit);
  void answered(const Call& call, int status);

 private:
  net::Admission accept(const net::Request& request);
  void handle(net::Request request, net::Reply reply);
  void handle_unrouted(const std::shared_ptr<Call>& call, const Routes::Match& match);
  void run(const std::shared_ptr<Call>& call);
  void run_read(const std::shared_ptr<Call>& call);
  void run_write(const std::shared_ptr<Call>& call);
  void run_raw(const std::shared_ptr<Call>& call);
  Result<void> within_rate(Call& call);
  std::string client_of(const net::Request& request) const;
  bool may_log_now();

  ports::Store& store_;
  const Clock& clock_;
  Authenticator& authenticator_;
  const Routes routes_;
  const DeskOptions options_;
  net::StaticFiles* web_;
  Metrics metrics_;
  RateLimits limits_;
  std::string id_prefix_;
  std::atomic<std::uint64_t> next_id_{0};
  std::atomic<std::int64_t> log_second_{0};
  std::atomic<int> logged_{0};
  Workers workers_;  // last: ends first, while all the rest is there
};

}  // namespace shouhou::http
