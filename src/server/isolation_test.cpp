// Data of one shop is never visible to another: every route of the route table is called with ids of a shop
// by the owner of another one, and nothing may come back or change. Every route also refuses nobody, and
// whoever lacks its permission. A new route is covered by itself; where its path holds a new kind of id, the
// test asks for a sample of it.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <functional>
#include <map>
#include <set>

#include "domain/orders.h"
#include "ports/follow_ups.h"
#include "ports/grants.h"
#include "ports/imports.h"
#include "ports/offers.h"
#include "ports/outbox.h"
#include "ports/returns.h"
#include "ports/stock.h"
#include "ports/trade.h"
#include "server/testing/in_process_desk.h"
#include "store/testing/dump_shop.h"

namespace shouhou::server {
namespace {

namespace json = boost::json;
using http::Allow;
using http::Route;
using testing::Answer;
using testing::Client;

// Stands in every text of the first shop.
constexpr const char* marker = "JIASECRET";

class Isolation : public testing::InProcessDesk {
 protected:
  void SetUp() override {
    InProcessDesk::SetUp();
    if (IsSkipped()) return;
    first_ = new_shop(std::string(marker) + " shop", "jiasecret.owner");
    second_ = new_shop("乙店", "second");
    fill_first_shop();
  }

  // One of everything that has an id, made through the desk itself where it can be.
  void fill_first_shop() {
    fill_trade();
    const Answer opened = made(
        "POST", "/api/v1/cases",
        R"({"order":")" + ids_["order"] + R"(","subject":"JIASECRET subject","words":"JIASECRET words"})");
    const std::string case_id = ids_["id"] = ids_["case"] = opened.member("id");
    at_["cases/{id}"] = case_id;
    at_["case-numbers/{number}"] = opened.member("number");
    const std::string of_case = "/api/v1/cases/" + case_id;
    made("POST", of_case + "/notes", R"({"text":"JIASECRET note"})");
    made("POST", of_case + "/tags", R"({"add":["JIASECRET"]})", true);
    made("PUT", of_case + "/draft", R"({"text":"JIASECRET draft"})");
    made("POST", of_case + "/evidence", R"({"kind":"chat_line","reference":"JIASECRET line"})");
    made("POST", of_case + "/tasks", R"({"title":"JIASECRET task"})");
    made("POST", of_case + "/answers", R"({"question":"evidence","value":"shown"})");
    made("PUT", "/api/v1/orders/" + ids_["order"] + "/terms",
         R"({"terms":{"gifts":[{"name":"JIASECRET gift","value":1}]}})");
    made("PUT", "/api/v1/products/" + ids_["product"] + "/goods",
         R"({"category":"JIASECRET","unit_cost":1})");
    read_case_parts();
    fill_returns();
    fill_grants();
    add_offer();

    const Client agent = colleague(first_, "agent", "jiasecret.agent");
    at_["accounts/{id}"] = ids_["account"] = send(agent, "GET", "/api/v1/session").member("account");
    at_["tokens/{id}"] =
        json::parse(made("POST", "/api/v1/tokens", R"({"name":"JIASECRET","scopes":["case_read"]})").body)
            .at("token")
            .at("id")
            .as_string()
            .c_str();
    at_["invitations/{id}"] =
        made("POST", "/api/v1/invitations", R"({"role":"agent","note":"JIASECRET"})").member("id");
    at_["logins/{id}"] = json::parse(send(agent, "GET", "/api/v1/session/logins").body)
                             .at("items")
                             .at(0)
                             .at("id")
                             .as_string()
                             .c_str();
    made("PUT", "/api/v1/settings/jiasecret.key", R"({"value":"JIASECRET","why":"JIASECRET"})");
    at_["settings/{key}"] = "jiasecret.key";
  }

  void fill_trade() {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      const Instant now = unit.now();
      domain::Buyer buyer{unit.ids().next<BuyerId>(now), first_.shop, "JIASECRET nick", now};
      unit.trade().add_buyer(buyer);
      unit.trade().add_identity({first_.shop, domain::Channel::own, "JIASECRET-buyer", buyer.id});
      domain::Order order;
      order.id = unit.ids().next<OrderId>(now);
      order.shop = first_.shop;
      order.channel = domain::Channel::own;
      order.external_id = "JIASECRET-1";
      order.buyer = buyer.id;
      order.contact = unit.trade().keep_contact(
          first_.shop, buyer.id, {"JIASECRET name", "13800001234", "JIASECRET address"}, now, unit.ids());
      order.status = domain::OrderStatus::shipped;
      order.title = "JIASECRET title";
      order.goods = order.paid = Fen{19900};
      order.placed_at = order.paid_at = order.shipped_at = now - days(2);
      unit.trade().add_order(order);
      domain::OrderLine line;
      line.id = unit.ids().next<OrderLineId>(now);
      line.shop = first_.shop;
      line.order = order.id;
      line.title = "JIASECRET line";
      domain::Product product{unit.ids().next<ProductId>(now),
                              first_.shop,
                              domain::Channel::own,
                              "JIASECRET-P1",
                              "JIASECRET product",
                              "",
                              "",
                              Fen{19900}};
      unit.trade().add_product(product);
      line.product = product.id;
      at_["products/{id}"] = ids_["product"] = product.id.str();
      line.price = line.paid = Fen{19900};
      unit.trade().add_line(line);
      domain::Parcel parcel;
      parcel.id = unit.ids().next<ParcelId>(now);
      parcel.shop = first_.shop;
      parcel.order = order.id;
      parcel.carrier = "JIASECRET carrier";
      parcel.tracking_number = "JIASECRET-P";
      unit.trade().add_parcel(parcel);
      ports::Import import;
      import.id = unit.ids().next<ImportId>(now);
      import.shop = first_.shop;
      import.file_name = "JIASECRET.csv";
      import.kind = import.format = "auto";
      import.state = ports::ImportState::finished;
      import.actor = "JIASECRET";
      import.created_at = now;
      unit.imports().add_import(import);
      ports::ClockMiss miss;
      miss.shop = first_.shop;
      miss.id = unit.ids().next<MissId>(now);
      miss.case_id = CaseId{1};
      miss.kind = "answer_return";
      miss.account_name = "JIASECRET person";
      miss.deadline = miss.at = now;
      miss.day = "2026-11-22";
      unit.follow_ups().add_miss(miss);
      at_["misses/{id}"] = ids_["miss"] = miss.id.str();
      unit.imports().save_mapping({first_.shop, "JIASECRET mapping", "", now, "JIASECRET"});
      at_["buyers/{id}"] = ids_["buyer"] = buyer.id.str();
      at_["orders/{id}"] = ids_["order"] = order.id.str();
      ids_["line"] = line.id.str();
      at_["parcels/{id}"] = ids_["parcel"] = parcel.id.str();
      at_["imports/{id}"] = ids_["import"] = import.id.str();
      at_["import-mappings/{name}"] = "JIASECRET%20mapping";
      return {};
    }));
  }

  void fill_returns() {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      const Instant now = unit.now();
      domain::ReturnAddress address;
      address.shop = first_.shop;
      address.id = unit.ids().next<ReturnAddressId>(now);
      address.name = "JIASECRET warehouse";
      address.receiver = {"JIASECRET receiver", "13800001234", "JIASECRET street"};
      unit.returns().save_address(address);
      domain::Return back;
      back.shop = first_.shop;
      back.id = unit.ids().next<ReturnId>(now);
      back.number = back.version = 1;
      back.case_id = *CaseId::parse(ids_["case"]);
      back.order = *OrderId::parse(ids_["order"]);
      back.order_number = "JIASECRET-1";
      back.exchange = true;
      back.address = address.id;
      back.opened = back.changed = now;
      domain::Product product{unit.ids().next<ProductId>(now),
                              first_.shop,
                              domain::Channel::own,
                              "JIASECRET-product",
                              "JIASECRET product",
                              "",
                              "",
                              Fen{100}};
      unit.trade().add_product(product);
      const domain::Sku sku{unit.ids().next<SkuId>(now), first_.shop,     product.id, "JIASECRET",
                            "JIASECRET colour",          "JIASECRET-code"};
      unit.trade().add_sku(sku);
      domain::ReturnLine line;
      line.line = *OrderLineId::parse(ids_["line"]);
      line.sku = sku.id;
      line.title = "JIASECRET goods";
      line.expected = 1;
      back.lines = {line};
      unit.returns().insert(back, {days(3)}, "13800001234");
      domain::Stray stray;
      stray.shop = first_.shop;
      stray.id = unit.ids().next<StrayId>(now);
      stray.number = stray.version = 1;
      stray.tracking_number = "JIASECRET9";
      stray.contents = "JIASECRET contents";
      stray.photos = {{unit.ids().next<EvidenceId>(now), std::string(64, 'a'), "", "", "image/png"}};
      stray.seen = now;
      unit.returns().insert_stray(stray, "13800001234");
      unit.stock().apply(
          first_.shop,
          {sku.id, domain::StockMoveKind::counted, 5, 0, {}, "JIASECRET why", {}, "JIASECRET", now},
          unit.ids());
      at_["returns/{id}"] = ids_["return"] = back.id.str();
      at_["unknown-parcels/{id}"] = ids_["stray"] = stray.id.str();
      at_["photos/{photo}"] = stray.photos.front().id.str();
      at_["stock/{sku}"] = ids_["sku"] = sku.id.str();
      ids_["return_address"] = address.id.str();
      return {};
    }));
  }

  // A remedy that waits for a second person, a refund that failed, and what the desk gave up on.
  void fill_grants() {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      const Instant now = unit.now();
      domain::Grant grant;
      grant.shop = first_.shop;
      grant.id = unit.ids().next<GrantId>(now);
      grant.case_id = *CaseId::parse(ids_["case"]);
      grant.key = grant.reason = "JIASECRET";
      unit.grants().insert(grant);
      domain::Deed deed;
      deed.shop = first_.shop;
      deed.id = unit.ids().next<DeedId>(now);
      deed.grant = grant.id;
      deed.case_id = grant.case_id;
      deed.kind = domain::EffectKind::pay_refund;
      deed.amount = Fen{500};
      deed.state = domain::DeedState::failed;
      deed.error = "JIASECRET";
      unit.grants().insert(deed);
      ports::OutboxItem item;
      item.shop = first_.shop;
      item.id = unit.ids().next<OutboxId>(now);
      item.kind = "deed.perform";
      item.key = deed.id.str();
      item.next_at = item.created_at = now;
      unit.outbox().add(item);
      unit.outbox().bury(first_.shop, item.id, "JIASECRET", now);
      at_["grants/{id}"] = ids_["grant"] = grant.id.str();
      at_["deeds/{id}"] = ids_["deed"] = deed.id.str();
      at_["dead-letters/{id}"] = ids_["letter"] = item.id.str();
      return {};
    }));
  }

  void add_offer() {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      ports::StoredOffer offer;
      offer.shop = first_.shop;
      offer.id = unit.ids().next<OfferId>(unit.now());
      offer.case_id = *CaseId::parse(ids_["case"]);
      offer.reason = "JIASECRET reason";
      offer.menu.valid_until = unit.now() + days(3);
      at_["offers/{id}"] = ids_["offer"] = offer.id.str();
      at_["offers/{token}"] = "JIASECREX";  // the buyer's own link opens to everybody who has it
      return unit.offers().add(offer);
    }));
  }

  void read_case_parts() {
    const auto view = json::parse(send(first_.client, "GET", "/api/v1/cases/" + ids_["case"]).body);
    at_["tasks/{task}"] = ids_["task"] = view.at("tasks").at(0).at("id").as_string().c_str();
    at_["evidence/{evidence}"] = ids_["evidence"] = view.at("evidence").at(0).at("id").as_string().c_str();
  }

  Answer made(const std::string& method, const std::string& target, const std::string& body,
              bool may_fail = false) {
    Answer answer = send(first_.client, method, target, body);
    if (!may_fail && answer.status >= 300)
      throw std::runtime_error(method + " " + target + ": " + answer.body);
    return answer;
  }

  // "/api/v1/cases/{id}/notes" with the first shop's ids in it; empty where a sample is missing.
  std::string with_ids(const std::string& pattern) {
    std::string path, segment, before;
    std::size_t from = 1;
    while (from <= pattern.size()) {
      const std::size_t end = std::min(pattern.find('/', from), pattern.size());
      segment = pattern.substr(from, end - from);
      if (segment.starts_with('{')) {
        const auto sample = at_.find(before + "/" + segment);
        if (sample == at_.end()) {
          ADD_FAILURE() << "a new kind of id: add a sample for \"" << before << "/" << segment << "\" (route "
                        << pattern << ") to fill_first_shop";
          return {};
        }
        path += "/" + sample->second;
      } else {
        path += "/" + segment;
        before = segment;
      }
      from = end + 1;
    }
    return path;
  }

  // A value that fits the schema; ids are the first shop's.
  json::value sample(const json::value& schema, const std::string& name, const http::Schemas& schemas,
                     int depth = 0) {
    const json::object& object = schema.as_object();
    if (const auto* reference = object.if_contains("$ref")) {
      const std::string text(reference->as_string());
      const auto found = schemas.components().find(text.substr(text.rfind('/') + 1));
      return found == schemas.components().end() || depth > 4
                 ? json::value(json::object())
                 : sample(json::parse(found->second), name, schemas, depth + 1);
    }
    if (const auto* choices = object.if_contains("anyOf"))
      return sample(choices->at(0), name, schemas, depth);
    if (const auto* words = object.if_contains("enum")) return words->at(0);
    const auto* type = object.if_contains("type");
    if (type == nullptr) return 1;
    if (*type == "string") return text_sample(object, name);
    if (*type == "integer" || *type == "number") return 1;
    if (*type == "boolean") return true;
    if (*type == "array") return json::array{sample(object.at("items"), name, schemas, depth + 1)};
    json::object filled;
    if (const auto* properties = object.if_contains("properties")) {
      for (const auto& [key, value] : properties->as_object()) {
        filled[key] = sample(value, std::string(key), schemas, depth + 1);
      }
    }
    return filled;
  }
  json::value text_sample(const json::object& schema, const std::string& name) {
    if (!schema.contains("pattern")) return name == "order_number" ? "JIASECRET-1" : "x y z 1 2 3 4 5";
    for (const auto& [word, id] : ids_) {
      if (name.find(word) != std::string::npos && word != "id") return json::string(id);
    }
    return json::string(ids_["case"]);
  }

  // With every member, and with those alone that must be there or hold an id.
  std::vector<std::string> bodies(const Route& route) {
    http::Schemas schemas;
    json::object all, few;
    for (const http::FieldSchema& field : route.input(schemas)) {
      if (route.path.find("{" + field.name + "}") != std::string::npos) continue;
      const json::value schema = json::parse(field.schema);
      const json::value value = sample(schema, field.name, schemas);
      all[field.name] = value;
      if (field.required || field.schema.find("pattern") != std::string::npos) few[field.name] = value;
    }
    return {json::serialize(all), json::serialize(few)};
  }

  void expect_nothing_of_first(const Answer& answer, const std::string& what) {
    EXPECT_LT(answer.status, 500) << what << ": " << answer.body;
    EXPECT_EQ(answer.body.find(marker), std::string::npos) << what << ": " << answer.body;
    if (answer.status >= 300) return;
    for (const auto& [kind, id] : ids_) {
      EXPECT_EQ(answer.body.find('"' + id + '"'), std::string::npos)
          << what << " tells of " << kind << ": " << answer.body;
    }
  }

  // Those that sign the caller out or lock them out are called last.
  static bool ends_the_caller(const Route& route) {
    return route.path == "/api/v1/session" || route.path.starts_with("/api/v1/session/") ||
           route.path.starts_with("/api/v1/settings");
  }

  Owner first_;
  Owner second_;
  std::map<std::string, std::string> at_;   // by the place in a path: "cases/{id}"
  std::map<std::string, std::string> ids_;  // by the name of a member: "order"
};
SHOUHOU_ON_BOTH_ENGINES(Isolation);

TEST_P(Isolation, NoRouteShowsOrChangesAnotherShop) {
  const auto before = store::testing::dump_shop(store(), first_.shop);
  ASSERT_NE(before.at("cases").find(marker), std::string::npos) << "there is something to find";
  std::vector<const Route*> routes, last;
  for (const auto& route : desk().routes().all())
    (ends_the_caller(*route) ? last : routes).push_back(route.get());
  routes.insert(routes.end(), last.begin(), last.end());

  int calls = 0;
  std::map<int, int> statuses;
  for (const Route* route : routes) {
    if (route->path == "/api/v1/live") continue;  // a socket: live_test
    const std::string path = with_ids(route->path);
    if (path.empty()) continue;
    const std::string what = route->method + " " + route->path;
    const bool reads = route->method == "GET";
    for (const std::string& body : reads ? std::vector<std::string>{""} : bodies(*route)) {
      const Client attacker = sign_in("second", password);
      const Answer answer = send(attacker, route->method, path, body == "{}" ? "" : body);
      expect_nothing_of_first(answer, what + " " + body);
      const bool with_foreign_id = route->path.find('{') != std::string::npos;
      // Reading may answer with an empty page; writing about what is not there must be refused.
      if (with_foreign_id && !reads && route->path.find("settings") == std::string::npos) {
        EXPECT_TRUE(answer.status == 404 || answer.status == 403 || answer.status == 422 ||
                    answer.status == 400)
            << what << " " << body << ": " << answer.status << " " << answer.body;
      }
      ++statuses[answer.status];
      ++calls;
    }
  }
  EXPECT_GT(calls, 60);
  for (const auto& [status, count] : statuses) {
    std::printf("  %d answers with status %d\n", count, status);
  }
  const auto after = store::testing::dump_shop(store(), first_.shop);
  for (const auto& [table, rows] : before)
    EXPECT_EQ(after.at(table), rows) << "table " << table << " was changed";
}

// The probes are worth something: the same calls by the shop's own owner do find it.
TEST_P(Isolation, TheOwnOwnerSeesWhatTheOthersDoNot) {
  int found = 0;
  for (const auto& route : desk().routes().all()) {
    if (route->method != "GET" || route->path == "/api/v1/live") continue;
    const std::string path = with_ids(route->path);
    if (path.empty()) continue;
    found += send(first_.client, "GET", path).body.find(marker) != std::string::npos;
  }
  EXPECT_GE(found, 10);
}

// Queries may carry foreign ids too: every query parameter of every GET, one at a time.
TEST_P(Isolation, NoQueryParameterReachesAnotherShop) {
  for (const auto& route : desk().routes().all()) {
    if (route->method != "GET" || route->allow.who == Allow::Who::everybody || route->path == "/api/v1/live")
      continue;
    const std::string path = with_ids(route->path);
    if (path.empty()) continue;
    http::Schemas schemas;
    for (const http::FieldSchema& field : route->input(schemas)) {
      if (route->path.find("{" + field.name + "}") != std::string::npos) continue;
      const std::set<std::string> values{ids_["case"], ids_["buyer"], ids_["account"], ids_["order"],
                                         marker,       "1234",        "13800001234"};
      for (const std::string& value : values) {
        const Answer answer = send(second_.client, "GET", path + "?" + field.name + "=" + value);
        EXPECT_LT(answer.status, 500)
            << route->path << " " << field.name << "=" << value << ": " << answer.body;
        if (answer.status < 300) {
          EXPECT_EQ(answer.body.find("JIASECRET "), std::string::npos) << route->path << ": " << answer.body;
        }
      }
    }
  }
}

TEST_P(Isolation, NobodyGetsInWithoutSigningIn) {
  const std::set<std::string> open{"/healthz",
                                   "/metrics",
                                   "/api/v1/openapi.json",
                                   "/api/v1/session",
                                   "/api/v1/setup",
                                   "/api/v1/join",
                                   "/api/v1/reset",
                                   "/api/v1/links/look",
                                   "/api/v1/buyer/offers/{token}",
                                   "/api/v1/buyer/offers/{token}/choose",
                                   "/api/v1/buyer/offers/{token}/refuse"};
  for (const auto& route : desk().routes().all()) {
    const std::string what = route->method + " " + route->path;
    if (route->allow.who == Allow::Who::everybody) {
      EXPECT_TRUE(open.contains(route->path)) << what << " is open to everybody: is that meant?";
      continue;
    }
    const std::string path = with_ids(route->path);
    if (path.empty()) continue;
    const std::string body = route->method == "GET" ? "" : "{}";
    EXPECT_EQ(send({}, route->method, path, body).status, 401) << what;
    Client forged;
    forged.bearer = "sh_" + first_.client.cookie;
    EXPECT_EQ(send(forged, route->method, path, body).status, 401) << what << " with a session as a token";
  }
}

TEST_P(Isolation, EveryRouteObeysItsPermission) {
  const std::map<std::string, domain::Role> roles{{"agent", domain::Role::agent},
                                                  {"warehouse", domain::Role::warehouse},
                                                  {"viewer", domain::Role::viewer},
                                                  {"lead", domain::Role::lead}};
  const auto before = store::testing::dump_shop(store(), first_.shop);
  int refused = 0;
  for (const auto& [word, role] : roles) {
    const Client client = colleague(first_, word, "role." + word);
    for (const auto& route : desk().routes().all()) {
      if (route->allow.who != Allow::Who::permitted) continue;
      if (domain::permissions_of(role).has(route->allow.permission)) continue;
      const std::string path = with_ids(route->path);
      if (path.empty()) continue;
      const Answer answer = send(client, route->method, path, route->method == "GET" ? "" : "{}");
      EXPECT_EQ(answer.status, 403) << word << " " << route->method << " " << route->path << ": "
                                    << answer.body;
      ++refused;
    }
  }
  EXPECT_GT(refused, 20);
  const auto after = store::testing::dump_shop(store(), first_.shop);
  EXPECT_EQ(after.at("cases"), before.at("cases"));
  EXPECT_EQ(after.at("setting"), before.at("setting"));
}

}  // namespace
}  // namespace shouhou::server
