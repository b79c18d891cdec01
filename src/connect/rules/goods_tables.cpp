// Reads the tables about rights and goods: law, goods categories, compensations, promises.
#include <algorithm>
#include <set>

#include "connect/rules/tables.h"
#include "domain/entitlements.h"

namespace shouhou::connect {
namespace {

std::vector<domain::GoodsCheck> read_checks(RowReader& row, std::string_view key) {
  std::vector<domain::GoodsCheck> checks;
  std::set<std::string> ids;
  row.each(key, [&](RowReader& piece) {
    domain::GoodsCheck check{piece.id(), piece.both("what")};
    if (!ids.insert(check.id).second) {
      piece.problem({"检查项“" + check.id + "”重复", "check \"" + check.id + "\" stands twice"});
    }
    checks.push_back(std::move(check));
  });
  return checks;
}

}  // namespace

void read_law(RowReader& row, BookBuilder& builder) {
  domain::Law law;
  law.id = row.id();
  law.name = row.both("name");
  law.says = row.both("says");
  law.number = row.integer_or("number", 0, 3660, 0);
  law.least = row.yuan_or("least", Fen{0});
  law.channels = row.words<domain::Channel>("channels");
  law.origin = row.origin();
  builder.put(builder.book.laws, "law", law.id, law.origin, law);
}

void read_goods_category(RowReader& row, BookBuilder& builder) {
  domain::GoodsCategory category;
  category.id = row.id();
  category.name = row.both("name");
  category.words = row.texts("words");
  category.exclusion = row.word_or<domain::Exclusion>("exclusion", domain::Exclusion::none);
  category.intact_law = row.text_or("intact_law", "order90.8");
  category.intact = read_checks(row, "intact");
  category.inspection = read_checks(row, "inspection");
  category.food = row.flag("food", false);
  category.resale_permille = row.integer("resale_permille", 0, 1000);
  category.defect_resale_permille = row.integer_or("defect_resale_permille", 0, 1000, 0);
  category.origin = row.origin();
  if (category.inspection.empty()) row.problem({"“inspection”不能为空", "\"inspection\" must not be empty"});
  builder.put(builder.book.categories, "goods_category", category.id, category.origin, category);
}

void read_compensation(RowReader& row, BookBuilder& builder) {
  domain::Compensation table;
  table.id = row.id();
  table.channels = row.words<domain::Channel>("channels");
  table.event = row.word<domain::CompensationEvent>("event");
  table.name = row.both("name");
  table.presale = row.flag("presale", false);
  table.later_than = row.span_or("later_than", Span{0});
  table.paid_from = row.yuan_or("paid_from", Fen{0});
  if (row.has("paid_to")) table.paid_to = row.yuan("paid_to");
  table.permille = row.integer_or("permille", 0, 3000, 0);
  table.least = row.yuan_or("least", Fen{0});
  table.most = row.yuan("most");
  table.double_deposit = row.flag("double_deposit", false);
  table.paid_in = row.word_or<domain::PaidIn>("paid_in", domain::PaidIn::money);
  table.origin = row.origin();
  if (table.most < table.least || table.most == Fen{0}) {
    row.problem({"“most”应大于 0 且不小于“least”", "\"most\" must be above 0 and not below \"least\""});
  }
  builder.put(builder.book.compensations, "compensation", table.id, table.origin, table);
}

void read_promise(RowReader& row, BookBuilder& builder) {
  domain::ShopPromise promise;
  promise.id = row.id();
  promise.kind = row.word<domain::PromiseKind>("kind");
  promise.name = row.both("name");
  promise.categories = row.texts("categories");
  promise.channels = row.words<domain::Channel>("channels");
  promise.span = row.span_or("span", Span{0});
  promise.amount = row.yuan_or("amount", Fen{0});
  if (row.has("until")) promise.until = row.day("until");
  promise.origin = row.origin();
  using enum domain::PromiseKind;
  const bool needs_span = promise.kind == return_window || promise.kind == ship_within ||
                          promise.kind == price_protection || promise.kind == quality_window ||
                          promise.kind == repair_service;
  if (needs_span && promise.span <= Span{0}) {
    row.problem({"这种承诺需要“span”", "a promise of this kind needs a \"span\""});
  }
  if (promise.kind == late_compensation && promise.amount <= Fen{0}) {
    row.problem({"这种承诺需要“amount”", "a promise of this kind needs an \"amount\""});
  }
  builder.put(builder.book.promises, "promise", promise.id, promise.origin, promise);
}

void finish_goods(BookBuilder& builder) {
  const domain::RuleBook& book = builder.book;
  for (const std::string_view id : domain::laws_in_use()) {
    if (book.law(id) != nullptr) continue;
    builder.problem("rules", {"缺少法规条目 [[law]] “" + std::string(id) + "”",
                              "no [[law]] with id \"" + std::string(id) + "\""});
  }
  for (const domain::GoodsCategory& category : book.categories) {
    if (book.law(category.intact_law) != nullptr) continue;
    builder.problem(category.origin, {"“intact_law”指向不存在的“" + category.intact_law + "”",
                                      "\"intact_law\" names no law: \"" + category.intact_law + "\""});
  }
  if (book.category("general") == nullptr) {
    builder.problem("rules", {"缺少商品类目“general”", "no goods category \"general\""});
  }
  for (const domain::ShopPromise& promise : book.promises) {
    for (const std::string& category : promise.categories) {
      if (book.category(category) != nullptr) continue;
      builder.problem(promise.origin,
                      {"没有商品类目“" + category + "”", "no goods category \"" + category + "\""});
    }
  }
}

}  // namespace shouhou::connect
