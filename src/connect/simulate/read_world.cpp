#include "connect/simulate/read_world.h"

#include <span>

#include "base/embedded.h"
#include "connect/rules/row_reader.h"
#include "connect/rules/toml_node.h"

namespace shouhou::connect {

std::span<const EmbeddedFile> embedded_simulated_shop();

namespace {

double chance(RowReader& row, std::string_view key) {
  return row.real(key, 0, 1);
}

simulate::Temperament temperament(RowReader& row) {
  simulate::Temperament made;
  made.id = row.id();
  made.name = row.both("name");
  made.share = row.real("share", 0.0001, 1000);
  made.orders_a_year = row.real("orders_a_year", 0.05, 60);
  made.surplus = row.real("surplus", 0, 3);
  made.hassle = row.real("hassle", 0, 500);
  made.waiting = row.real("waiting", 0, 100);
  made.coupon_worth = chance(row, "coupon_worth");
  made.redeems = chance(row, "redeems");
  made.level_worth = row.real("level_worth", 0, 500);
  made.gift_worth = row.real("gift_worth", 0, 10);
  made.ear_worth = row.real("ear_worth", 0, 500);
  made.hope = row.real("hope", 0, 2);
  made.temper = row.real("temper", 0, 4);
  made.start_mood = row.real("start_mood", 0, 4);
  made.knows_rights = chance(row, "knows_rights");
  made.reviews = chance(row, "reviews");
  made.disputes = chance(row, "disputes");
  made.leaves = row.real("leaves", 0, 5);
  made.claims = row.real("claims", 0, 20);
  return made;
}

simulate::SimProduct product(RowReader& row) {
  simulate::SimProduct made;
  made.code = row.text("code");
  made.title = row.text("title");
  made.category = row.id("category");
  made.price = row.yuan("price");
  made.cost = row.yuan("cost");
  made.grams = row.integer("grams", 1, 50'000);
  made.share = row.real("share", 0.0001, 1000);
  made.defects = chance(row, "defects");
  made.fit = chance(row, "fit");
  made.taste = chance(row, "taste");
  made.colour = chance(row, "colour");
  made.described = chance(row, "described");
  made.wear = chance(row, "wear");
  made.fragile = row.real("fragile", 0, 100);
  made.mendable = chance(row, "mendable");
  made.resale = chance(row, "resale");
  return made;
}

simulate::SimCarrier carrier(RowReader& row) {
  simulate::SimCarrier made;
  made.name = row.text("name");
  made.prefix = row.text("prefix");
  made.share = row.real("share", 0.0001, 1000);
  made.days = row.real("days", 0.2, 60);
  made.spread = row.real("spread", 0, 3);
  made.lost = chance(row, "lost");
  made.damaged = chance(row, "damaged");
  made.stuck = chance(row, "stuck");
  made.not_received = chance(row, "not_received");
  made.freight = row.yuan("freight");
  made.freight_back = row.yuan("freight_back");
  return made;
}

simulate::SimTrouble trouble(RowReader& row) {
  simulate::SimTrouble made;
  made.issue = row.id("issue");
  made.severity = row.real("severity", 0, 2);
  made.spread = row.real("spread", 0, 3);
  made.proven = chance(row, "proven");
  made.mood = row.real("mood", -2, 4);
  made.peace = row.real("peace", 0, 500);
  // A word that is no demand is left untaken, so the reader complains about it.
  row.each_key("demands", [&](const std::string& name, RowReader& demands) {
    const auto demand = domain::named<domain::Demand>(name);
    if (demand) made.demands[domain::index_of(*demand)] = demands.real(name, 0, 1000);
  });
  return made;
}

struct NumberRow {
  std::string_view key;
  double simulate::SimNumbers::*member;
  double most;
};
using N = simulate::SimNumbers;
constexpr NumberRow number_rows[] = {
    {"leaves_anyway", &N::leaves_anyway, 1},
    {"second_line", &N::second_line, 1},
    {"two_pieces", &N::two_pieces, 1},
    {"insured", &N::insured, 1},
    {"gift", &N::gift, 1},
    {"cancels_unshipped", &N::cancels_unshipped, 1},
    {"cancels_on_the_way", &N::cancels_on_the_way, 1},
    {"wrong_item", &N::wrong_item, 1},
    {"missing_item", &N::missing_item, 1},
    {"missing_gift", &N::missing_gift, 1},
    {"vents", &N::vents, 1},
    {"bad_review_first", &N::bad_review_first, 1},
    {"price_protection", &N::price_protection, 1},
    {"threatens", &N::threatens, 1},
    {"complains_late", &N::complains_late, 1},
    {"capacity", &N::capacity, 100},
    {"restock", &N::restock, 1},
    {"bad_batch", &N::bad_batch, 1},
    {"bad_batch_factor", &N::bad_batch_factor, 100},
    {"batch_days", &N::batch_days, 3650},
    {"latent", &N::latent, 1},
    {"defect_resale", &N::defect_resale, 1},
    {"unsold_resale", &N::unsold_resale, 1},
    {"intercepted", &N::intercepted, 1},
    {"arrives_after_stuck", &N::arrives_after_stuck, 1},
    {"keeps_after_waiting", &N::keeps_after_waiting, 1},
    {"talk_cost", &N::talk_cost, 1000},
    {"receive_cost", &N::receive_cost, 1000},
    {"send_cost", &N::send_cost, 1000},
    {"repair_cost", &N::repair_cost, 1000},
    {"gift_send_cost", &N::gift_send_cost, 1000},
    {"dispute_work", &N::dispute_work, 10'000},
    {"dispute_penalty", &N::dispute_penalty, 10'000},
    {"wins_without_right", &N::wins_without_right, 1},
    {"review_sales_lost", &N::review_sales_lost, 100},
    {"noise_yuan", &N::noise_yuan, 1000},
    {"noise_share", &N::noise_share, 1},
    {"respect", &N::respect, 1},
    {"deceived", &N::deceived, 1},
    {"misread", &N::misread, 1},
};

class WorldReader {
 public:
  WorldReader(const TomlNode& document, std::string_view file)
      : document_(document), file_(file), defaults_(document.find("default")) {}

  Result<simulate::WorldRules> read() {
    simulate::WorldRules world;
    each("temperament", [&](RowReader& row) { world.temperaments.push_back(temperament(row)); });
    each("product", [&](RowReader& row) { world.products.push_back(product(row)); });
    each("carrier", [&](RowReader& row) { world.carriers.push_back(carrier(row)); });
    each("trouble", [&](RowReader& row) { world.troubles.push_back(trouble(row)); });
    table("shift", [&](RowReader& row) {
      world.shift.hassle = row.real("hassle", 0, 10);
      world.shift.coupon_worth = row.real("coupon_worth", 0, 10);
      world.shift.hope = row.real("hope", 0, 10);
      world.shift.disputes = row.real("disputes", 0, 10);
      world.shift.keeps = row.real("keeps", 0, 10);
    });
    table("numbers", [&](RowReader& row) {
      for (const NumberRow& number : number_rows) {
        world.numbers.*number.member = row.real(number.key, 0, number.most);
      }
    });
    if (!problems_.empty()) return forward(problems_.list().front());
    return world;
  }

 private:
  void missing(std::string_view name) {
    problems_.add(file_ + ":1",
                  {"缺少表 " + std::string(name), "table " + std::string(name) + " is missing"});
  }

  template <class Read>
  void table(std::string_view name, Read read) {
    const TomlNode* node = document_.find(name);
    if (node == nullptr) return missing(name);
    RowReader row(*node, file_, nullptr, problems_);
    read(row);
  }

  template <class Read>
  void each(std::string_view name, Read read) {
    const TomlNode* rows = document_.find(name);
    if (rows == nullptr || rows->items() == nullptr || rows->items()->empty()) return missing(name);
    for (const TomlNode& node : *rows->items()) {
      RowReader row(node, file_, defaults_, problems_);
      row.origin();
      read(row);
    }
  }

  const TomlNode& document_;
  std::string file_;
  const TomlNode* defaults_;
  Problems problems_;
};

}  // namespace

Result<simulate::WorldRules> read_world(std::string_view text, std::string_view file) {
  SHOUHOU_ASSIGN(const TomlNode document, parse_toml(text, file));
  return WorldReader(document, file).read();
}

Result<simulate::WorldRules> built_in_world() {
  const EmbeddedFile& file = embedded_simulated_shop().front();
  return read_world(file.bytes, file.name);
}

}  // namespace shouhou::connect
