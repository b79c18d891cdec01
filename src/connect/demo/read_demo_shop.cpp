#include "connect/demo/read_demo_shop.h"

#include <span>

#include "base/embedded.h"
#include "connect/rules/row_reader.h"
#include "connect/rules/toml_node.h"

namespace shouhou::connect {

std::span<const EmbeddedFile> embedded_demo();

namespace {

const TomlNode empty_table = [] {
  TomlNode node;
  node.kind = TomlNode::Kind::table;
  return node;
}();

class ShopReader {
 public:
  ShopReader(const TomlNode& document, std::string_view file) : document_(document), file_(file) {}

  Result<app::DemoShop> read() {
    app::DemoShop shop;
    {
      RowReader row = table("shop");
      shop.name = row.text("name");
      shop.zone = row.text("zone");
      row.text("source");
      row.text("date");
    }
    each("account", [&](RowReader& row) {
      shop.accounts.push_back({row.text("name"), row.text("login"), row.text("role")});
    });
    each("product", [&](RowReader& row) { shop.products.push_back(product(row)); });
    {
      RowReader row = table("people");
      shop.surnames = row.texts("surnames");
      shop.given_names = row.texts("given");
      shop.nicks = row.texts("nicks");
    }
    each("lane", [&](RowReader& row) {
      shop.lanes.push_back({row.text("province"), row.text("city"), row.text("district"),
                            row.real("days", 0.5, 30), share(row)});
    });
    each("carrier", [&](RowReader& row) {
      shop.carriers.push_back({row.text("name"), row.text("prefix"), share(row)});
    });
    each("problem", [&](RowReader& row) {
      shop.problems.push_back({row.text("issue"), static_cast<int>(row.integer("per_mille", 1, 1000)),
                               row.text("demand"), row.texts("words")});
    });
    read_words(shop);
    if (!problems_.empty()) return forward(problems_.list().front());
    return shop;
  }

 private:
  RowReader table(std::string_view name) {
    const TomlNode* node = document_.find(name);
    if (node == nullptr) {
      problems_.add(file_ + ":1",
                    {"缺少表 [" + std::string(name) + "]", "table [" + std::string(name) + "] is missing"});
      node = &empty_table;
    }
    return RowReader(*node, file_, nullptr, problems_);
  }

  template <class Read>
  void each(std::string_view name, Read read) {
    const TomlNode* rows = document_.find(name);
    if (rows == nullptr || rows->items() == nullptr || rows->items()->empty()) {
      problems_.add(file_ + ":1",
                    {"缺少 [[" + std::string(name) + "]]", "[[" + std::string(name) + "]] is missing"});
      return;
    }
    for (const TomlNode& node : *rows->items()) {
      RowReader row(node, file_, nullptr, problems_);
      read(row);
    }
  }

  static int share(RowReader& row) { return static_cast<int>(row.integer("share", 1, 1000)); }

  static app::DemoProduct product(RowReader& row) {
    app::DemoProduct made;
    made.code = row.text("code");
    made.title = row.text("title");
    made.category = row.text("category");
    made.price = row.yuan("price");
    made.cost = row.yuan("cost");
    made.weight = static_cast<int>(row.integer("weight", 1, 50'000));
    made.share = share(row);
    made.colours = row.texts("colours");
    made.sizes = row.texts("sizes");
    for (const char* later : {"material", "measurements", "shortcomings", "known"}) row.ignore(later);
    return made;
  }

  void read_words(app::DemoShop& shop) {
    RowReader talk = table("talk");
    shop.talk.promise = talk.texts("promise");
    shop.talk.details = talk.texts("details");
    shop.talk.apology = talk.texts("apology");
    shop.talk.sorry = talk.texts("sorry");
    shop.talk.refusal = talk.texts("refusal");
    shop.talk.progress = talk.texts("progress");
    shop.talk.thanks = talk.texts("thanks");
    RowReader reviews = table("reviews");
    shop.reviews.good = reviews.texts("good");
    shop.reviews.middling = reviews.texts("middling");
    shop.reviews.bad = reviews.texts("bad");
  }

  const TomlNode& document_;
  std::string file_;
  Problems problems_;
};

}  // namespace

Result<app::DemoShop> read_demo_shop(std::string_view text, std::string_view file) {
  SHOUHOU_ASSIGN(const TomlNode document, parse_toml(text, file));
  return ShopReader(document, file).read();
}

Result<app::DemoShop> built_in_demo_shop() {
  const EmbeddedFile& file = embedded_demo().front();
  return read_demo_shop(file.bytes, file.name);
}

}  // namespace shouhou::connect
