#include "http/presence.h"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <utility>

#include "http/json_read.h"
#include "http/json_write.h"

namespace shouhou::http {
namespace {

// What nodes say to each other of one case: everybody who is there on the node that speaks.
struct PersonThere {
  AccountId account;
  std::string name;
  bool works = false;
};
BOOST_DESCRIBE_STRUCT(PersonThere, (), (account, name, works))
struct PeopleThere {
  CaseId looked_at;
  std::vector<PersonThere> people;
};
BOOST_DESCRIBE_STRUCT(PeopleThere, (), (looked_at, people))

// More than this many on one case are not told of: the word would be too long.
constexpr std::size_t most_people = 20;

}  // namespace

void Presence::look(ShopId shop, const ScreenPtr& screen, CaseId id) {
  if (screen->looks.size() >= limits_.looks_per_screen) return;
  if (!screen->looks.emplace(id.value, false).second) return;
  shops_[shop][id.value].lookers.push_back(screen);
  changed(shop, id.value);
}

void Presence::leave(ShopId shop, const ScreenPtr& screen, CaseId id) {
  if (screen->looks.erase(id.value) == 0) return;
  std::erase(shops_[shop][id.value].lookers, screen);
  changed(shop, id.value);
  drop_if_empty(shop, id.value);
}

void Presence::set_works(ShopId shop, const ScreenPtr& screen, CaseId id, bool works) {
  const auto looked = screen->looks.find(id.value);
  if (looked == screen->looks.end() || looked->second == works) return;
  looked->second = works;
  changed(shop, id.value);
}

void Presence::watch(ShopId shop, const ScreenPtr& screen, const std::vector<CaseId>& cases) {
  const std::set<std::int64_t> before = screen->rows;
  stop_watching(shop, screen);
  for (const CaseId id : cases) {
    if (screen->rows.size() < limits_.rows_per_screen) screen->rows.insert(id.value);
  }
  for (const std::int64_t id : screen->rows) {
    Place& place = shops_[shop][id];
    place.with_row.push_back(screen);
    if (before.contains(id)) continue;
    if (const People people = people_at(place, id); !people.empty())
      screen->socket->send(frame_of(id, people));
  }
}

void Presence::stop_watching(ShopId shop, const ScreenPtr& screen) {
  const std::set<std::int64_t> rows = std::exchange(screen->rows, {});
  for (const std::int64_t id : rows) {
    std::erase(shops_[shop][id].with_row, screen);
    drop_if_empty(shop, id);
  }
}

void Presence::remove(ShopId shop, const ScreenPtr& screen) {
  stop_watching(shop, screen);
  const std::map<std::int64_t, bool> looks = screen->looks;
  for (const auto& [id, works] : looks) leave(shop, screen, CaseId{id});
}

void Presence::hear(const ports::NodeWord& word, Steady::time_point now) {
  const auto told = from_json<PeopleThere>(word.text, {.depth = 4, .bytes = ports::longest_node_word});
  if (!told) return;
  const std::int64_t id = told->looked_at.value;
  if (told->people.empty() && !(shops_.contains(word.shop) && shops_[word.shop].contains(id))) return;
  Place& place = shops_[word.shop][id];
  const People before = people_at(place, id);
  if (told->people.empty()) {
    place.elsewhere.erase(word.node);
  } else {
    Elsewhere& there = place.elsewhere[word.node];
    there.people.clear();
    there.heard = now;
    for (const PersonThere& one : told->people) there.people[one.account.value] = {one.name, one.works};
  }
  if (people_at(place, id) != before) show(place, id);
  drop_if_empty(word.shop, id);
}

void Presence::refresh(Steady::time_point now) {
  std::vector<std::pair<ShopId, std::int64_t>> all;
  for (const auto& [shop, places] : shops_) {
    for (const auto& [id, place] : places) all.emplace_back(shop, id);
  }
  for (const auto& [shop, id] : all) {
    Place& place = shops_[shop][id];
    if (!place.lookers.empty()) say(shop, id, people_here(place, id));
    const auto gone = std::erase_if(place.elsewhere,
                                    [&](const auto& one) { return now - one.second.heard >= limits_.kept; });
    if (gone > 0) show(place, id);
    drop_if_empty(shop, id);
  }
}

void Presence::changed(ShopId shop, std::int64_t id) {
  const Place& place = shops_[shop][id];
  show(place, id);
  say(shop, id, people_here(place, id));
}

void Presence::say(ShopId shop, std::int64_t id, const People& people) {
  PeopleThere there;
  there.looked_at = CaseId{id};
  for (const auto& [account, person] : people) {
    if (there.people.size() < most_people)
      there.people.push_back({AccountId{account}, person.name, person.works});
  }
  tell_nodes_(shop, to_json(there));
}

void Presence::drop_if_empty(ShopId shop, std::int64_t id) {
  const auto places = shops_.find(shop);
  if (places == shops_.end()) return;
  const auto place = places->second.find(id);
  if (place == places->second.end()) return;
  const bool empty =
      place->second.lookers.empty() && place->second.with_row.empty() && place->second.elsewhere.empty();
  if (!empty) return;
  places->second.erase(place);
  if (places->second.empty()) shops_.erase(places);
}

Presence::People Presence::people_here(const Place& place, std::int64_t id) {
  People people;
  for (const ScreenPtr& one : place.lookers) {
    Person& person = people[one->account.value];
    person.name = one->name;
    person.works = person.works || one->looks.at(id);
  }
  return people;
}

Presence::People Presence::people_at(const Place& place, std::int64_t id) {
  People people = people_here(place, id);
  for (const auto& [node, there] : place.elsewhere) {
    for (const auto& [account, person] : there.people) {
      Person& known = people[account];
      known.name = person.name;
      known.works = known.works || person.works;
    }
  }
  return people;
}

std::shared_ptr<const std::string> Presence::frame_of(std::int64_t id, const People& people) {
  std::string out = "{\"presence\":{\"case_id\":";
  write_json(out, CaseId{id});
  out += ",\"people\":";
  write_list(out, '[', ']', people, [&](const auto& person) {
    out += "{\"account\":";
    write_json(out, AccountId{person.first});
    out += ",\"name\":";
    write_string(out, person.second.name);
    out += person.second.works ? ",\"works\":true}" : ",\"works\":false}";
  });
  return std::make_shared<const std::string>(out + "}}");
}

void Presence::show(const Place& place, std::int64_t id) {
  if (place.lookers.empty() && place.with_row.empty()) return;
  const auto frame = frame_of(id, people_at(place, id));
  for (const ScreenPtr& one : place.lookers) one->socket->send(frame);
  for (const ScreenPtr& one : place.with_row) {
    if (!one->looks.contains(id)) one->socket->send(frame);
  }
}

}  // namespace shouhou::http
