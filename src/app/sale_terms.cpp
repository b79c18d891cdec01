#include "app/sale_terms.h"

#include <algorithm>

#include "app/require.h"
#include "ports/cases.h"
#include "ports/sale_terms.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

auto no_order() {
  return fail(ErrorKind::not_found, "order.not_found", {"没有这个订单", "there is no such order"});
}

// The category by the goods' own word, else by the title: as gather_facts takes it.
const domain::GoodsCategory* category_for(const domain::RuleBook& book, const std::string& word,
                                          const std::string& title) {
  const domain::GoodsCategory* category = book.category_of(word.empty() ? title : word);
  if (category != nullptr && category->id == "general" && !word.empty()) category = book.category_of(title);
  return category;
}

TermsView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const ports::KeptTerms& kept) {
  TermsView view;
  view.order = kept.order;
  view.version = kept.version;
  view.terms = kept.terms;
  view.account = kept.account;
  if (kept.version > 0) view.at = kept.at;
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  const auto goods = unit.sale_terms().goods_of(actor.shop, kept.order);
  for (const domain::OrderLine& line : unit.trade().lines_of(actor.shop, kept.order)) {
    TermsLineView shown{
        line.id, line.product, line.sku, line.title, line.attributes, line.quantity, line.price,
        {},      {},           {},       0};
    const auto known = std::ranges::find(goods, line.id, &domain::LineGoods::line);
    const std::string word = known == goods.end() ? std::string() : known->category;
    if (const auto* category = category_for(book, word, line.title)) {
      shown.category = category->id;
      shown.category_name = category->name.in(actor.language);
    }
    if (known != goods.end()) {
      shown.unit_cost = known->unit_cost;
      shown.unit_grams = known->unit_grams;
    }
    view.lines.push_back(std::move(shown));
  }
  return view;
}

}  // namespace

Result<TermsView> show_terms(ports::ReadUnit& unit, const ports::Actor& actor, const ShowTerms& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  if (!unit.trade().order(actor.shop, query.id)) return no_order();
  return view_of(unit, actor, unit.sale_terms().terms(actor.shop, query.id));
}

Result<TermsView> set_terms(ports::Unit& unit, const ports::Actor& actor, const SetTerms& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  if (!unit.trade().order(actor.shop, command.id)) return no_order();
  const ports::KeptTerms before = unit.sale_terms().terms(actor.shop, command.id);
  if (command.version && *command.version != before.version) {
    return fail(ErrorKind::stale, "terms.changed",
                {"成交条件刚被改过，请重新载入", "the terms were changed meanwhile; load them again"},
                std::to_string(before.version));
  }
  SHOUHOU_TRY(check(command.terms, unit.trade().lines_of(actor.shop, command.id)));
  const ports::KeptTerms kept{command.id, before.version + 1, command.terms, actor.account, unit.now()};
  unit.sale_terms().keep_terms(actor.shop, kept);
  return view_of(unit, actor, kept);
}

Result<GoodsView> set_goods(ports::Unit& unit, const ports::Actor& actor, const SetGoods& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  const auto product = unit.trade().product(actor.shop, command.id);
  if (!product)
    return fail(ErrorKind::not_found, "product.not_found", {"没有这个商品", "there is no such product"});
  if (command.sku) {
    const auto sku = unit.trade().sku(actor.shop, command.sku);
    if (!sku || sku->product != product->id)
      return fail(ErrorKind::not_found, "sku.not_found", {"没有这个规格", "there is no such variant"}, "sku");
  }
  const domain::GoodsRecord record{command.id, command.sku, command.category, command.unit_cost,
                                   command.unit_grams};
  SHOUHOU_TRY(check(record));
  unit.sale_terms().keep_goods(actor.shop, record, actor.account, unit.now());
  GoodsView view{command.id, command.sku, command.category, {}, {}, command.unit_cost, command.unit_grams};
  const std::string word = command.category.empty() ? product->category : command.category;
  if (const auto* category = category_for(*unit.cases().rules(actor.shop).book, word, product->title)) {
    view.judged_as = category->id;
    view.judged_name = category->name.in(actor.language);
  }
  return view;
}

}  // namespace shouhou::app
