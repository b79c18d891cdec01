#include "domain/order_terms.h"

#include <algorithm>

#include "base/utf8.h"
#include "domain/freight.h"

namespace shouhou::domain {
namespace {

constexpr std::size_t most_rows = 100;
constexpr std::size_t longest_name = 100;
constexpr std::int64_t heaviest_grams = 10'000'000;
constexpr std::int64_t most_points = 1'000'000'000;

Result<void> check_amount(Fen amount, std::string field) {
  if (amount >= Fen{0} && amount <= largest_amount) return {};
  return invalid("terms.amount", std::move(field), {"金额不对", "the amount is out of range"});
}

Result<void> check_name(const std::string& name, std::string field, bool needed) {
  const bool fits = utf8::valid(name) && utf8::length(name) <= longest_name;
  if (fits && !(needed && utf8::trim(name).empty())) return {};
  return invalid("terms.text", std::move(field),
                 {"名称不能为空，最多 100 字", "a name is needed, of at most 100 characters"});
}

template <class T>
Result<void> check_count(const std::vector<T>& list, std::string field) {
  if (list.size() <= most_rows) return {};
  return fail(ErrorKind::too_large, "terms.too_many", {"最多 100 条", "at most 100 entries"},
              std::move(field));
}

Result<void> check_line(OrderLineId id, std::span<const OrderLine> lines, std::string field) {
  const bool known = std::ranges::any_of(lines, [&](const OrderLine& line) { return line.id == id; });
  if (known) return {};
  return invalid("terms.no_such_line", std::move(field), {"订单里没有这一行", "the order has no such line"});
}

Result<void> check_discount(const OrderDiscount& discount, std::span<const OrderLine> lines) {
  SHOUHOU_TRY(check_name(discount.name, "discounts.name", false));
  SHOUHOU_TRY(check_count(discount.lines, "discounts.lines"));
  SHOUHOU_TRY(check_count(discount.tiers, "discounts.tiers"));
  for (const OrderLineId line : discount.lines) SHOUHOU_TRY(check_line(line, lines, "discounts.lines"));
  for (const Promotion::Tier& tier : discount.tiers) {
    SHOUHOU_TRY(check_amount(tier.reach, "discounts.tiers.reach"));
    SHOUHOU_TRY(check_amount(tier.off, "discounts.tiers.off"));
    if (tier.off > tier.reach) {
      return invalid("terms.amount", "discounts.tiers.off",
                     {"减的比满的还多", "more is taken off than has to be reached"});
    }
  }
  return {};
}

Fen price_of(const RuleBook& book, std::string_view address, std::string_view carrier, std::int64_t grams) {
  const std::vector<FreightQuote> quotes = freight_quotes(book, address, grams);
  const FreightQuote* cheapest = nullptr;
  for (const FreightQuote& quote : quotes) {
    if (quote.mode != "ground") continue;
    if (!quote.carrier.empty() && carrier.find(quote.carrier) != std::string_view::npos) return quote.price;
    if (cheapest == nullptr) cheapest = &quote;
  }
  return cheapest == nullptr ? Fen{0} : cheapest->price;
}

}  // namespace

Result<void> check(const OrderTerms& terms, std::span<const OrderLine> lines) {
  SHOUHOU_TRY(check_count(terms.discounts, "discounts"));
  SHOUHOU_TRY(check_count(terms.gifts, "gifts"));
  SHOUHOU_TRY(check_count(terms.lines, "lines"));
  for (const OrderDiscount& discount : terms.discounts) SHOUHOU_TRY(check_discount(discount, lines));
  for (const GiftFact& gift : terms.gifts) {
    SHOUHOU_TRY(check_name(gift.name, "gifts.name", true));
    SHOUHOU_TRY(check_amount(gift.value, "gifts.value"));
    SHOUHOU_TRY(check_amount(gift.cost, "gifts.cost"));
  }
  for (const LineTerms& line : terms.lines) {
    SHOUHOU_TRY(check_line(line.line, lines, "lines.line"));
    if (line.points < 0 || line.points > most_points)
      return invalid("terms.amount", "lines.points", {"积分数不对", "the points are out of range"});
  }
  if (terms.insurance) SHOUHOU_TRY(check_amount(terms.insurance->pays_up_to, "insurance.pays_up_to"));
  SHOUHOU_TRY(check_amount(terms.deposit, "deposit"));
  SHOUHOU_TRY(check_amount(terms.free_shipping_from, "free_shipping_from"));
  SHOUHOU_TRY(check_amount(terms.outbound_freight.value_or(Fen{}), "outbound_freight"));
  return check_amount(terms.return_freight.value_or(Fen{}), "return_freight");
}

Result<void> check(const GoodsRecord& goods) {
  SHOUHOU_TRY(check_name(goods.category, "category", false));
  SHOUHOU_TRY(check_amount(goods.unit_cost.value_or(Fen{}), "unit_cost"));
  const std::int64_t grams = goods.unit_grams.value_or(0);
  if (grams < 0 || grams > heaviest_grams)
    return invalid("terms.amount", "unit_grams", {"重量不对", "the weight is out of range"});
  return {};
}

void apply_terms(const OrderTerms& terms, CaseFacts& facts) {
  const auto place_of = [&](OrderLineId id) {
    return static_cast<std::size_t>(std::ranges::find(facts.lines, id, &FactLine::line) -
                                    facts.lines.begin());
  };
  for (const OrderDiscount& discount : terms.discounts) {
    Promotion promotion{discount.name, {}, discount.tiers};
    for (const OrderLineId line : discount.lines) {
      if (place_of(line) < facts.lines.size()) promotion.lines.push_back(place_of(line));
    }
    if (!discount.lines.empty() && promotion.lines.empty()) continue;
    facts.promotions.push_back(std::move(promotion));
  }
  facts.gifts = terms.gifts;
  for (const LineTerms& line : terms.lines) {
    const std::size_t place = place_of(line.line);
    if (place >= facts.lines.size()) continue;
    facts.lines[place].points = line.points;
    facts.lines[place].excluded_confirmed = line.excluded_confirmed;
  }
  facts.insurance = terms.insurance;
  facts.presale = terms.presale;
  facts.deposit = terms.deposit;
  facts.free_shipping_from = terms.free_shipping_from;
  facts.return_elsewhere = terms.return_elsewhere;
}

void estimate_freight(const OrderTerms& terms, const RuleBook& book, std::string_view address,
                      std::string_view carrier, CaseFacts& facts) {
  std::int64_t all = 0;
  std::int64_t back = 0;
  for (const FactLine& line : facts.lines) {
    all += line.unit_grams * line.quantity;
    back += line.unit_grams * line.affected;
  }
  facts.outbound_freight = terms.outbound_freight.value_or(price_of(book, address, carrier, all));
  facts.return_freight = terms.return_freight.value_or(price_of(book, address, carrier, back));
}

}  // namespace shouhou::domain
