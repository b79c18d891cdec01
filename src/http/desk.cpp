#include "http/desk.h"

#include <algorithm>
#include <random>

#include "base/log.h"
#include "http/idempotent_write.h"
#include "http/problem.h"

namespace shouhou::http {
namespace {

using Steady = std::chrono::steady_clock;

std::string hex(std::uint64_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
  return {digits, end};
}

bool good_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool read_only(const net::Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

Error too_many(int wait_seconds) {
  const std::string wait = std::to_string(wait_seconds);
  return {ErrorKind::limited,
          "request.limited",
          {"请求太频繁，请 " + wait + " 秒后再试", "too many requests, try again in " + wait + " s"},
          {}};
}

Error busy() {
  return {
      ErrorKind::unavailable, "server.busy", {"服务器繁忙，请稍后再试", "the server is busy, try again"}, {}};
}

}  // namespace

Desk::Desk(ports::Store& store, const Clock& clock, Authenticator& authenticator, Routes routes,
           DeskOptions options, net::StaticFiles* web)
    : store_(store),
      clock_(clock),
      authenticator_(authenticator),
      routes_(std::move(routes)),
      options_(std::move(options)),
      web_(web),
      metrics_(routes_),
      limits_(options_.rates),
      id_prefix_(hex(std::random_device{}()) + '-'),
      workers_(options_.workers, options_.worker_queue) {
  metrics_.gauge("shouhou_workers_queued", "Jobs waiting for a worker.",
                 [this] { return static_cast<double>(workers_.queued()); });
}

net::Hooks Desk::hooks() {
  net::Hooks hooks;
  hooks.accept = [this](const net::Request& request) { return accept(request); };
  hooks.handle = [this](net::Request request, net::Reply reply) {
    handle(std::move(request), std::move(reply));
  };
  hooks.refuse = [](int status, std::string_view code, std::string_view language) {
    return problem_of_status(status, code, accepted_language(language).value_or(Language::zh));
  };
  return hooks;
}

// Decides before the body is read. Big bodies are taken from people who may send them only.
net::Admission Desk::accept(const net::Request& request) {
  net::Admission admission;
  if (read_only(request)) {
    admission.body_limit = 64 * 1024;
    return admission;
  }
  const Routes::Match match = routes_.find(request.method, request.path);
  if (match.route == nullptr) {
    admission.body_limit = 64 * 1024;
    return admission;
  }
  admission.body_limit = match.route->body_limit;
  admission.body_to_file = match.route->body_to_file;
  if (!match.route->body_to_file) return admission;
  Call probe(*this, request, net::Reply(nullptr), match.route);
  probe.language = accepted_language(request.headers.get("accept-language")).value_or(Language::zh);
  const Result<void> admitted = store_.read([&](ports::ReadUnit& unit) { return admit(probe, unit); });
  if (!admitted) admission.refusal = problem(admitted.error(), probe.language);
  return admission;
}

void Desk::handle(net::Request request, net::Reply reply) {
  Routes::Match match = routes_.find(request.method, request.path);
  auto call = std::make_shared<Call>(*this, std::move(request), std::move(reply), match.route);
  call->started = Steady::now();
  call->path = std::move(match.values);
  call->peer = client_of(call->request);
  const std::string_view id = call->request.headers.get("x-request-id");
  call->id = good_request_id(id) ? std::string(id) : id_prefix_ + hex(next_id_.fetch_add(1));
  call->language = accepted_language(call->request.headers.get("accept-language")).value_or(Language::zh);
  if (call->route == nullptr) return handle_unrouted(call, match);
  try {
    run(call);
  } catch (const std::exception& error) {
    log::error("handler failed", {{"what", error.what()}, {"request", call->id}});
    call->answer(problem_of_status(500, "server.failed", call->language));
  }
}

void Desk::handle_unrouted(const std::shared_ptr<Call>& call, const Routes::Match& match) {
  if (match.path_known) {
    call->answer(problem_of_status(405, "request.method", call->language).with("Allow", match.allowed));
    return;
  }
  const bool of_api = call->request.path.starts_with("/api/");
  if (web_ != nullptr && !of_api && read_only(call->request)) {
    if (auto page = web_->find(call->request)) return call->answer(std::move(*page));
  }
  call->answer(problem_of_status(404, "request.no_such_address", call->language));
}

void Desk::run(const std::shared_ptr<Call>& call) {
  const Route& route = *call->route;
  const bool database = route.read || route.write || route.allow.who != Allow::Who::everybody;
  const bool away = (route.cost == Cost::slow && !route.write) || (database && !options_.reads_inline);
  const auto job = [this, call] {
    if (call->route->read) return run_read(call);
    if (call->route->write) return run_write(call);
    run_raw(call);
  };
  if (away) {
    on_worker(call, job);
  } else {
    job();
  }
}

void Desk::run_read(const std::shared_ptr<Call>& call) {
  net::Response response;
  const Result<void> result = store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_TRY(admit(*call, unit));
    SHOUHOU_ASSIGN(response, call->route->read(*call, unit));
    return {};
  });
  if (!result) return call->fail(result.error());
  response.with("Cache-Control", "no-store");
  call->answer(std::move(response));
}

void Desk::run_write(const std::shared_ptr<Call>& call) {
  const Result<void> admitted = store_.read([&](ports::ReadUnit& unit) { return admit(*call, unit); });
  if (!admitted) return call->fail(admitted.error());
  auto prepared = call->route->write(*call);
  if (!prepared) return call->fail(prepared.error());
  write_once(call, std::move(*prepared));
}

void Desk::run_raw(const std::shared_ptr<Call>& call) {
  if (call->route->allow.who == Allow::Who::everybody) {
    if (const Result<void> within = within_rate(*call); !within) return call->fail(within.error());
  } else {
    const Result<void> admitted = store_.read([&](ports::ReadUnit& unit) { return admit(*call, unit); });
    if (!admitted) return call->fail(admitted.error());
  }
  call->route->raw(call);
}

void Desk::on_worker(const std::shared_ptr<Call>& call, std::function<void()> job) {
  const bool taken = workers_.post([call, job = std::move(job)] {
    try {
      job();
    } catch (const std::exception& error) {
      log::error("handler failed", {{"what", error.what()}, {"request", call->id}});
      call->answer(problem_of_status(500, "server.failed", call->language));
    }
  });
  if (!taken) call->fail(busy());
}

Result<void> Desk::admit(Call& call, ports::ReadUnit& unit) {
  const Allow& allow = call.route->allow;
  if (allow.who != Allow::Who::everybody) {
    SHOUHOU_ASSIGN(call.actor, authenticator_.authenticate(call.request, unit));
    call.actor.address = call.peer;
    const auto asked = accepted_language(call.request.headers.get("accept-language"));
    call.language = asked.value_or(call.actor.language);
    call.actor.language = call.language;
    if (allow.who == Allow::Who::permitted && !call.actor.may(allow.permission)) {
      const std::string name(domain::name(allow.permission));
      return fail(ErrorKind::forbidden, "request.permission",
                  {"您的角色没有这个权限：" + name, "your role lacks this permission: " + name});
    }
  }
  return within_rate(call);
}

Result<void> Desk::within_rate(Call& call) {
  if (call.route->rate == Rate::unlimited) return {};
  const std::string caller = call.actor.account ? call.actor.account.str() : call.peer;
  const int wait = limits_.take(call.route->rate, caller, clock_.now());
  if (wait == 0) return {};
  return forward(too_many(wait));
}

// The last address that was not put there by a proxy we trust.
std::string Desk::client_of(const net::Request& request) const {
  const auto trusted = [&](std::string_view address) {
    return std::find(options_.trusted_proxies.begin(), options_.trusted_proxies.end(), address) !=
           options_.trusted_proxies.end();
  };
  std::string client = request.peer;
  if (options_.trusted_proxies.empty() || !trusted(client)) return client;
  std::string_view forwarded = request.headers.get("x-forwarded-for");
  while (!forwarded.empty() && trusted(client)) {
    const std::size_t comma = forwarded.rfind(',');
    std::string_view last = comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1);
    forwarded = comma == std::string_view::npos ? std::string_view{} : forwarded.substr(0, comma);
    while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
    while (!last.empty() && last.back() == ' ') last.remove_suffix(1);
    if (!last.empty() && last.size() <= 64) client = last;
  }
  return client;
}

bool Desk::may_log_now() {
  const std::int64_t second = clock_.now().ms / 1000;
  if (log_second_.exchange(second) != second) logged_ = 0;
  return logged_.fetch_add(1) < options_.log_lines_per_second;
}

void Desk::answered(const Call& call, int status) {
  const auto took = Steady::now() - call.started;
  metrics_.count(call.route, status, took);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
  const bool watched = call.route == nullptr || call.route->rate == Rate::unlimited;
  if (status < 500 && ms < 1000 && (watched || !may_log_now())) return;
  log::info("request", {{"id", call.id},
                        {"method", call.request.method},
                        {"route", call.route != nullptr ? call.route->path : std::string("other")},
                        {"status", std::to_string(status)},
                        {"ms", std::to_string(ms)},
                        {"account", call.actor.account.str()},
                        {"peer", call.peer}});
}

}  // namespace shouhou::http
