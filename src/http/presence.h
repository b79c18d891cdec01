// Who else is looking at a case, and whether something is being written there. In memory only: of the screens
// on this node, and of what other nodes say of theirs. A node tells the others of a case whenever something
// changes there, and of all its cases now and then; what was not heard for a while is forgotten, with the
// node that died. Used by one thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "net/socket.h"
#include "ports/store.h"

namespace shouhou::http {

// One connected screen.
struct Screen {
  std::shared_ptr<net::Socket> socket;
  AccountId account;
  std::string name;
  std::map<std::int64_t, bool> looks;  // by case; whether something is written there
  std::set<std::int64_t> rows;         // cases on it as rows
};
using ScreenPtr = std::shared_ptr<Screen>;

struct PresenceLimits {
  std::size_t looks_per_screen = 20;
  std::size_t rows_per_screen = 300;
  std::chrono::milliseconds kept{90'000};  // what another node said, unless it says it again
};

class Presence {
 public:
  using Steady = std::chrono::steady_clock;
  using TellNodes = std::function<void(ShopId, std::string text)>;

  Presence(PresenceLimits limits, TellNodes tell_nodes)
      : limits_(limits), tell_nodes_(std::move(tell_nodes)) {}

  void look(ShopId shop, const ScreenPtr& screen, CaseId id);
  void leave(ShopId shop, const ScreenPtr& screen, CaseId id);
  void set_works(ShopId shop, const ScreenPtr& screen, CaseId id, bool works);
  // In place of the rows before.
  void watch(ShopId shop, const ScreenPtr& screen, const std::vector<CaseId>& cases);
  // The screen is gone.
  void remove(ShopId shop, const ScreenPtr& screen);

  // What another node said. What cannot be read is left alone: it may run another version.
  void hear(const ports::NodeWord& word, Steady::time_point now);
  // To be called every now and then: says again who is here, forgets who was not heard of.
  void refresh(Steady::time_point now);

 private:
  struct Person {
    std::string name;
    bool works = false;

    bool operator==(const Person&) const = default;
  };
  using People = std::map<std::int64_t, Person>;  // by account: one may look through several windows
  struct Elsewhere {
    People people;
    Steady::time_point heard;
  };
  struct Place {  // a case somebody looks at, or has as a row
    std::vector<ScreenPtr> lookers;
    std::vector<ScreenPtr> with_row;
    std::map<std::string, Elsewhere> elsewhere;  // by node
  };
  using Places = std::unordered_map<std::int64_t, Place>;

  static People people_here(const Place& place, std::int64_t id);
  static People people_at(const Place& place, std::int64_t id);
  static std::shared_ptr<const std::string> frame_of(std::int64_t id, const People& people);
  // To every screen that has the case open or as a row, each once.
  static void show(const Place& place, std::int64_t id);
  // On this node somebody came, went or began to write.
  void changed(ShopId shop, std::int64_t id);
  void say(ShopId shop, std::int64_t id, const People& people);
  void stop_watching(ShopId shop, const ScreenPtr& screen);
  void drop_if_empty(ShopId shop, std::int64_t id);

  const PresenceLimits limits_;
  const TellNodes tell_nodes_;
  std::unordered_map<ShopId, Places> shops_;
};

}  // namespace shouhou::http
