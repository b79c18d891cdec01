// Reads the tables about settling: remedies, ladder, authority, freight prices, single numbers.
#include <algorithm>
#include <array>

#include "connect/rules/tables.h"

namespace shouhou::connect {
namespace {

using domain::Tuning;

// The range in which a number makes sense; outside it somebody mistyped.
struct Range {
  std::int64_t least;
  std::int64_t most;
  bool yuan;  // written in yuan, kept in fen
};

Range range_of(Tuning which) {
  switch (which) {
    case Tuning::offer_explore_permille:
      return {0, 200, false};  // bounded exploration: never above a fifth
    case Tuning::offer_lighter_most:
      return {0, 3, false};  // domain.md: at most three
    case Tuning::goodwill_per_buyer_month:
    case Tuning::goodwill_per_sku_month:
    case Tuning::bad_review_loss:
    case Tuning::dispute_loss:
      return {0, 10'000'000, true};
    case Tuning::return_handling:
    case Tuning::send_handling:
    case Tuning::return_freight_most:
      return {0, 100'000, true};
    case Tuning::stuck_days:
      return {1, 60, false};
    case Tuning::serial_claims:
      return {1, 100, false};
    case Tuning::serial_days:
      return {1, 730, false};
    case Tuning::menu_valid_hours:
      return {1, 720, false};
    case Tuning::ill_will_weight:
      return {0, 100'000, false};  // a hundredfold is a shop that refunds nearly everything
    default:
      return {0, 1000, false};
  }
}

template <class Row, class Key>
void put_by(std::vector<Row>& rows, BookBuilder& builder, std::string_view table, std::string_view id,
            Key Row::*key, const Row& row) {
  if (!builder.enter(table, std::string(id), row.origin)) return;
  const auto old = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.*key == row.*key; });
  if (old != rows.end()) {
    *old = row;
  } else {
    rows.push_back(row);
  }
}

template <class Row, domain::DescribedEnum E>
void demand_one_each(std::vector<Row>& rows, BookBuilder& builder, std::string_view table, E Row::*key) {
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return a.*key < b.*key; });
  if (rows.size() == domain::count_of<E>) return;
  for (std::size_t i = 0; i < domain::count_of<E>; ++i) {
    const std::string word(domain::name(static_cast<E>(i)));
    if (builder.has(table, word)) continue;
    builder.problem("rules", {"表 " + std::string(table) + " 缺少“" + word + "”",
                              "table " + std::string(table) + " lacks \"" + word + "\""});
  }
}

}  // namespace

void read_remedy(RowReader& row, BookBuilder& builder) {
  domain::RemedyRow remedy;
  remedy.kind = row.word<domain::RemedyKind>("kind");
  remedy.rung = row.word<domain::Rung>("rung");
  remedy.lighter = row.flag("lighter", false);
  remedy.settles = row.flag("settles", true);
  remedy.accept_prior = row.real("accept", 0.01, 0.99);
  remedy.prior_weight = row.real("weight", 0.5, 1000);
  remedy.handling = row.yuan_or("handling", Fen{0});
  remedy.why = row.both("why");
  remedy.origin = row.origin();
  put_by(builder.book.remedies, builder, "remedy", domain::name(remedy.kind), &domain::RemedyRow::kind,
         remedy);
}

void read_ladder(RowReader& row, BookBuilder& builder) {
  domain::LadderStep step;
  step.mood = row.word<domain::Mood>("mood");
  step.from = row.word<domain::Rung>("from");
  step.permille = row.integer("permille", 0, 1000);
  step.origin = row.origin();
  put_by(builder.book.ladder, builder, "ladder", domain::name(step.mood), &domain::LadderStep::mood, step);
}

void read_authority(RowReader& row, BookBuilder& builder) {
  domain::Authority authority;
  const std::string role = row.text("role");
  if (const auto known = domain::role_named(role)) {
    authority.role = *known;
  } else {
    row.problem_at("role", {"角色“" + role + "”不认识", "no role \"" + role + "\""});
  }
  authority.per_case = row.yuan("per_case");
  authority.per_day = row.yuan("per_day");
  authority.may_approve = row.flag("may_approve", false);
  authority.approve_up_to = row.yuan_or("approve_up_to", Fen{0});
  authority.origin = row.origin();
  put_by(builder.book.authorities, builder, "authority", role, &domain::Authority::role, authority);
}

void read_freight(RowReader& row, BookBuilder& builder) {
  domain::FreightPrice price;
  price.id = row.id();
  price.carrier = row.text("carrier");
  price.provinces = row.texts("provinces");
  price.mode = row.text_or("mode", "ground");
  price.first_grams = row.integer("first_grams", 1, 1'000'000);
  price.first = row.yuan("first");
  price.step_grams = row.integer("step_grams", 1, 1'000'000);
  price.step = row.yuan("step");
  price.origin = row.origin();
  builder.put(builder.book.freight, "freight", price.id, price.origin, price);
}

void read_number(RowReader& row, BookBuilder& builder) {
  const Tuning which = row.word<Tuning>("id");
  const Range range = range_of(which);
  domain::TunedNumber number;
  number.name = row.both("name");
  if (range.yuan) {
    number.value = row.yuan("yuan").value;
    if (number.value > range.most) {
      row.problem_at("yuan", {"数额过大", "the amount is too large"});
    }
  } else {
    number.value = row.integer("value", range.least, range.most);
  }
  number.origin = row.origin();
  if (builder.enter("number", std::string(domain::name(which)), number.origin)) {
    builder.book.tuning[domain::index_of(which)] = number;
  }
}

void finish_remedies(BookBuilder& builder) {
  demand_one_each(builder.book.remedies, builder, "remedy", &domain::RemedyRow::kind);
  demand_one_each(builder.book.ladder, builder, "ladder", &domain::LadderStep::mood);
  for (std::size_t i = 0; i < domain::count_of<Tuning>; ++i) {
    const std::string word(domain::name(static_cast<Tuning>(i)));
    if (builder.has("number", word)) continue;
    builder.problem("rules", {"缺少数值 [[number]] “" + word + "”", "no [[number]] \"" + word + "\""});
  }
  const bool anywhere = std::any_of(builder.book.freight.begin(), builder.book.freight.end(),
                                    [](const auto& price) { return price.provinces.empty(); });
  if (!anywhere) {
    builder.problem("rules", {"运费表缺少“其他地区”一行（provinces 为空）",
                              "the freight table lacks a row for everywhere else (no provinces)"});
  }
}

}  // namespace shouhou::connect
