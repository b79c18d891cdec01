#include "http/live.h"

#include <algorithm>
#include <chrono>

#include "base/log.h"
#include "http/json_write.h"
#include "http/problem.h"

namespace shouhou::http {
namespace {

using Steady = std::chrono::steady_clock;

// Who may hear of what. What stands in no line needs case_read.
domain::Permission permission_for(std::string_view kind) {
  using domain::Permission;
  constexpr std::array<std::pair<std::string_view, Permission>, 6> needs{{
      {"account.", Permission::account_read},
      {"token.", Permission::account_read},
      {"audit.", Permission::audit_read},
      {"settings.", Permission::settings_read},
      {"task.", Permission::task_read},
      {"review.", Permission::review_read},
  }};
  for (const auto& [prefix, permission] : needs) {
    if (kind.starts_with(prefix)) return permission;
  }
  return Permission::case_read;
}

std::string frame_of(const ports::Event& event) {
  std::string out = "{\"sequence\":";
  write_integer(out, event.sequence);
  out += ",\"kind\":";
  write_string(out, event.kind);
  out += ",\"case_id\":";
  write_json(out, event.case_id);
  out += ",\"at\":";
  write_integer(out, event.at.ms);
  out += ",\"account\":";
  write_json(out, event.account);
  out += ",\"actor\":";
  write_string(out, event.actor);
  out += ",\"body\":";
  out += event.body.empty() ? std::string_view("{}") : std::string_view(event.body);
  out += '}';
  return out;
}

struct FrameHeard {
  std::optional<CaseId> look, leave, work, rest;
  std::optional<std::vector<CaseId>> watch;
};
BOOST_DESCRIBE_STRUCT(FrameHeard, (), (look, leave, work, rest, watch))

std::string standing(std::string_view word, std::int64_t last) {
  std::string out = "{\"";
  out += word;
  out += "\":{\"last\":";
  write_integer(out, last);
  return out + "}}";
}

template <class Work>
void attempt(const Work& work) {
  try {
    work();
  } catch (const std::exception& error) {
    log::error("live stream failed", {{"what", error.what()}});
  }
}

}  // namespace

Live::Live(ports::Store& store, Authenticator& authenticator, LiveOptions options)
    : store_(store),
      authenticator_(authenticator),
      options_(options),
      presence_(options_.presence,
                [this](ShopId shop, std::string text) { store_.tell_nodes(shop, std::move(text)); }),
      thread_([this] { run(); }) {}

Live::~Live() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Live::committed(ShopId shop) {
  {
    const std::lock_guard lock(mutex_);
    if (listeners_ == 0) return;
    grown_.insert(shop);
  }
  wake_.notify_one();
}

void Live::told(const ports::NodeWord& word) {
  post([this, word] { presence_.hear(word, Steady::now()); });
}

std::size_t Live::listeners() const {
  const std::lock_guard lock(mutex_);
  return listeners_;
}

void Live::post(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void Live::run() {
  const auto poll = std::chrono::milliseconds(options_.poll.ms);
  const auto recheck = std::chrono::milliseconds(options_.recheck.ms);
  auto next_poll = Steady::now() + poll;
  auto next_recheck = Steady::now() + recheck;
  for (;;) {
    std::deque<std::function<void()>> jobs;
    std::set<ShopId> grown;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_until(lock, std::min(next_poll, next_recheck),
                       [this] { return ending_ || !jobs_.empty() || !grown_.empty(); });
      if (ending_) return;
      jobs.swap(jobs_);
      grown.swap(grown_);
    }
    for (const auto& job : jobs) attempt(job);  // one that fails takes none of the others with it
    for (const ShopId id : grown) {
      const auto found = shops_.find(id);
      if (found != shops_.end()) attempt([&] { pump(id, found->second); });
    }
    if (Steady::now() >= next_poll) attempt([this] { pump_all(); });
    if (Steady::now() >= next_recheck) attempt([this] { recheck_all(); });
    if (Steady::now() >= next_recheck) attempt([this] { presence_.refresh(Steady::now()); });
    if (Steady::now() >= next_poll) next_poll = Steady::now() + poll;
    if (Steady::now() >= next_recheck) next_recheck = Steady::now() + recheck;
  }
}

void Live::join(const std::shared_ptr<Call>& call, std::optional<std::int64_t> after) {
  auto listener = std::make_shared<Listener>();
  listener->call = call;
  listener->account = call->actor.account;
  listener->name = call->actor.name;
  net::Response response;
  response.websocket = [this, listener, after](std::shared_ptr<net::Socket> socket) {
    listener->socket = std::move(socket);
    {
      const std::lock_guard lock(mutex_);
      ++listeners_;  // from here on commits are noted, so that none falls between
    }
    post([this, listener, after] { add(listener, after); });
    net::SocketEvents events;
    events.on_message = [this, listener](std::string_view text) {
      post([this, listener, words = std::string(text)] { heard(listener, words); });
    };
    events.on_close = [this, listener] { post([this, listener] { remove(listener); }); };
    return events;
  };
  call->answer(std::move(response));
}

void Live::add(const ListenerPtr& listener, std::optional<std::int64_t> after) {
  const ShopId shop_id = listener->call->actor.shop;
  Shop& shop = shops_[shop_id];
  if (shop.listeners.empty()) {
    const Result<void> read = store_.read([&](ports::ReadUnit& unit) -> Result<void> {
      shop.last = unit.last_sequence(shop_id);
      return {};
    });
    if (!read) {
      listener->socket->close(net::close_going_away, "try again");
      return;
    }
  } else {
    pump(shop_id, shop);
  }
  listener->socket->send(standing("hello", after.value_or(shop.last)));
  if (after && (*after > shop.last || shop.last - *after > options_.catch_up_limit)) {
    listener->socket->send(standing("reload", shop.last));
  } else if (after && !catch_up(listener, *after, shop.last)) {
    listener->socket->close(net::close_going_away, "try again");
    return;
  }
  shop.listeners.push_back(listener);
}

void Live::remove(const ListenerPtr& listener) {
  {
    const std::lock_guard lock(mutex_);
    --listeners_;
  }
  const auto found = shops_.find(listener->call->actor.shop);
  if (found == shops_.end()) return;
  Shop& shop = found->second;
  std::erase(shop.listeners, listener);
  presence_.remove(found->first, listener);
  if (shop.listeners.empty()) shops_.erase(found);
}

bool Live::catch_up(const ListenerPtr& listener, std::int64_t after, std::int64_t last) {
  while (after < last) {
    const auto frames = frames_after(listener->call->actor.shop, after, options_.page);
    if (frames.empty()) return false;
    for (const Frame& frame : frames) {
      if (frame.sequence > last) return true;
      if (listener->call->actor.may(frame.needs)) listener->socket->send(frame.text);
      after = frame.sequence;
    }
  }
  return true;
}

std::vector<Live::Frame> Live::frames_after(ShopId shop, std::int64_t after, int limit) {
  std::vector<Frame> frames;
  const Result<void> read = store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const ports::Event& event : unit.events_after(shop, after, limit)) {
      frames.push_back(
          {event.sequence, permission_for(event.kind), std::make_shared<const std::string>(frame_of(event))});
    }
    return {};
  });
  if (!read) {
    log::warning("live stream cannot read", {{"code", read.error().code}});
    frames.clear();
  }
  return frames;
}

// Reads what is new once and hands it to everybody.
void Live::pump(ShopId shop_id, Shop& shop) {
  for (;;) {
    const auto frames = frames_after(shop_id, shop.last, options_.page);
    for (const Frame& frame : frames) {
      for (const ListenerPtr& listener : shop.listeners) {
        if (listener->call->actor.may(frame.needs)) listener->socket->send(frame.text);
      }
      shop.last = frame.sequence;
    }
    if (frames.size() < static_cast<std::size_t>(options_.page)) return;
  }
}

void Live::pump_all() {
  for (auto& [id, shop] : shops_) {
    if (!shop.listeners.empty()) pump(id, shop);
  }
}

// Whoever was signed out, disabled or lost the permission hears no more.
void Live::recheck_all() {
  std::vector<ListenerPtr> gone;
  for (auto& [id, shop] : shops_) {
    for (const ListenerPtr& listener : shop.listeners) {
      Result<ports::Actor> actor = ports::Actor{};
      const Result<void> read = store_.read([&](ports::ReadUnit& unit) -> Result<void> {
        actor = authenticator_.authenticate(listener->call->request, unit);
        return {};
      });
      if (!read) return;  // the store is away: nobody's fault
      const bool still = actor && actor->shop == id && actor->may(listener->call->route->allow.permission);
      if (still) {
        listener->call->actor.permissions = actor->permissions;
      } else {
        gone.push_back(listener);
      }
    }
  }
  for (const ListenerPtr& listener : gone) listener->socket->close(net::close_policy, "signed out");
}

void Live::heard(const ListenerPtr& listener, const std::string& text) {
  const auto frame = from_json<FrameHeard>(text, {.depth = 3, .bytes = 12 * 1024});
  if (!frame) {
    listener->socket->close(net::close_policy, "malformed frame");
    return;
  }
  const ShopId shop = listener->call->actor.shop;
  if (!shops_.contains(shop)) return;
  if (frame->look) presence_.look(shop, listener, *frame->look);
  if (frame->leave) presence_.leave(shop, listener, *frame->leave);
  if (frame->work) presence_.set_works(shop, listener, *frame->work, true);
  if (frame->rest) presence_.set_works(shop, listener, *frame->rest, false);
  if (frame->watch) presence_.watch(shop, listener, *frame->watch);
}

}  // namespace shouhou::http
