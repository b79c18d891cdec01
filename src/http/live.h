// Live events: every screen gets each event of its shop once, in order, and after a break goes on where it
// stopped. Beside them, in memory only: who else is looking at a case (http/presence.h).
//
// Frames to the client, one JSON object each:
//   {"hello":{"last":120}}                       the stream stands at 120
//   {"sequence":121,"kind":"case.opened","case_id":"…","at":…,"account":"…","actor":"…","body":{…}}
//   {"reload":{"last":121}}                      too far behind: load the screen again, events go on from
//   here
//   {"presence":{"case_id":"…","people":[{"account":"…","name":"…","works":false}]}}
// Frames from the client:
//   {"look":"<case id>"}, {"leave":"<case id>"}   the case is open on screen, or no more
//   {"work":"<case id>"}, {"rest":"<case id>"}    something is being written in it, or no more
//   {"watch":["<case id>",…]}                     cases on screen as rows, in place of those before
// Who looks at a case hears of the others there, and so does who has it as a row.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "http/authenticator.h"
#include "http/call.h"
#include "http/presence.h"
#include "http/route.h"
#include "ports/store.h"

namespace shouhou::http {

struct LiveOptions {
  std::int64_t catch_up_limit = 5'000;  // further behind than this many events: reload
  int page = 500;                       // events read at once
  Span poll = seconds(5);               // looks by itself, should a notice of another node be lost
  Span recheck = seconds(30);           // whether those who listen are still signed in
  PresenceLimits presence = {};
};

class Live {
 public:
  Live(ports::Store& store, Authenticator& authenticator, LiveOptions options = {});
  ~Live();  // after the server is gone
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;

  // To be called after every commit (Store::on_commit).
  void committed(ShopId shop);
  // To be called with what other nodes say (Store::on_node_word).
  void told(const ports::NodeWord& word);
  // Turns the call into a live socket. `after`: the last event the client has seen; none: from now on.
  void join(const std::shared_ptr<Call>& call, std::optional<std::int64_t> after);
  std::size_t listeners() const;

 private:
  struct Listener : Screen {
    std::shared_ptr<Call> call;  // who, and how to ask again
  };
  using ListenerPtr = std::shared_ptr<Listener>;
  struct Shop {
    std::int64_t last = 0;  // everybody in `listeners` has this event
    std::vector<ListenerPtr> listeners;
  };
  struct Frame {
    std::int64_t sequence = 0;
    domain::Permission needs = domain::Permission::case_read;
    std::shared_ptr<const std::string> text;
  };

  void run();
  void post(std::function<void()> job);
  void pump(ShopId shop_id, Shop& shop);
  void pump_all();
  void recheck_all();
  void add(const ListenerPtr& listener, std::optional<std::int64_t> after);
  void remove(const ListenerPtr& listener);
  bool catch_up(const ListenerPtr& listener, std::int64_t after, std::int64_t last);
  void heard(const ListenerPtr& listener, const std::string& text);
  std::vector<Frame> frames_after(ShopId shop, std::int64_t after, int limit);

  ports::Store& store_;
  Authenticator& authenticator_;
  const LiveOptions options_;
  std::unordered_map<ShopId, Shop> shops_;  // of the hub's thread only, like `presence_`
  Presence presence_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::set<ShopId> grown_;
  std::size_t listeners_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace shouhou::http
