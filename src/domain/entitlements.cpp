#include "domain/entitlements.h"

#include <array>

#include "domain/entitlement_steps.h"

namespace shouhou::domain {
namespace {

constexpr std::array<std::string_view, 34> known_laws{"order90.6",         "order90.7",
                                                      "order90.8",         "order90.9",
                                                      "order90.10",        "order90.12",
                                                      "order90.13",        "order90.14",
                                                      "order90.17",        "order90.18",
                                                      "order90.20",        "consumer.22",
                                                      "consumer.24",       "consumer.25",
                                                      "consumer.55",       "food.148",
                                                      "regulation778.18",  "ecommerce.20",
                                                      "ecommerce.51",      "ecommerce.52",
                                                      "rules116",          "taobao.dispute.10",
                                                      "taobao.dispute.15", "taobao.dispute.21",
                                                      "taobao.dispute.23", "taobao.dispute.25",
                                                      "taobao.dispute.36", "taobao.dispute.40",
                                                      "taobao.dispute.49", "taobao.dispute.52",
                                                      "taobao.dispute.53", "taobao.dispute.61",
                                                      "taobao.dispute.65", "taobao.unshipped_refund"};

Basis basis_of(const Law& law) {
  return {law.channels.empty() ? BasisKind::law : BasisKind::platform_rule, law.id, law.name,
          law.origin.source, law.origin.weak};
}

bool has_food(const CaseFacts& facts, const RuleBook& book) {
  return std::any_of(facts.lines.begin(), facts.lines.end(), [&](const FactLine& line) {
    const GoodsCategory* category = book.category(line.category);
    return line.affected > 0 && category != nullptr && category->food;
  });
}

Exposure multiple(const CaseFacts& facts, const Law& law, Text what) {
  return {std::move(what), std::max(law.least, facts.affected_paid() * law.number), basis_of(law)};
}

}  // namespace

std::span<const std::string_view> laws_in_use() {
  return known_laws;
}

const Entitlement* Rights::find(RemedyKind remedy) const {
  const auto found = std::find_if(
      owed.begin(), owed.end(), [&](const Entitlement& entitlement) { return entitlement.remedy == remedy; });
  return found == owed.end() ? nullptr : &*found;
}

IssueNature Judgement::nature() const {
  if (issue == nullptr) return IssueNature::service;
  // Fit and colour are taste until it is proven that label or picture were wrong; a complaint or a bad review
  // is about whatever fault was proven.
  const bool open = issue->nature == IssueNature::changed_mind || issue->nature == IssueNature::service;
  const bool about_goods = issue->id == "size_mismatch" || issue->id == "colour_mismatch" ||
                           issue->id == "repair" || issue->nature == IssueNature::service;
  const bool received = facts.phase == Phase::delivered || facts.phase == Phase::finished;
  if (open && about_goods && received && facts.fault_verified &&
      (facts.fault == Fault::seller || facts.fault == Fault::maker)) {
    return IssueNature::nonconforming;
  }
  return issue->nature;
}

void Judgement::add_law(std::vector<Basis>& list, std::string_view id) const {
  const Law* law = book.law(id);
  if (law == nullptr || !law->binds(facts.channel) || today() < law->origin.in_force) return;
  list.push_back(basis_of(*law));
}

void Judgement::add_promise(std::vector<Basis>& list, const ShopPromise& row) const {
  list.push_back({BasisKind::shop_promise, row.id, row.name, row.origin.source, row.origin.weak});
}

const ShopPromise* Judgement::promise(PromiseKind kind) const {
  const ShopPromise* best = nullptr;
  const Day paid = facts.paid_at ? zone.local(*facts.paid_at).day : today();
  for (const ShopPromise& row : book.promises) {
    if (row.kind != kind || !row.stands(today(), paid)) continue;
    const bool covers_all = std::all_of(facts.lines.begin(), facts.lines.end(), [&](const FactLine& line) {
      return line.affected == 0 || row.covers(facts.channel, line.category);
    });
    if (!covers_all) continue;
    if (best == nullptr || best->span < row.span || best->amount < row.amount) best = &row;
  }
  return best;
}

std::vector<std::int64_t> Judgement::affected_pieces() const {
  std::vector<std::int64_t> pieces;
  pieces.reserve(facts.lines.size());
  for (const FactLine& line : facts.lines) pieces.push_back(line.affected);
  return pieces;
}

void Judgement::owe(Entitlement entitlement) {
  if (entitlement.most < entitlement.least) entitlement.most = entitlement.least;
  const auto certain = [](const Entitlement& right) {
    return std::all_of(right.conditions.begin(), right.conditions.end(), [](const RightCondition& condition) {
      return condition.state == ConditionState::met;
    });
  };
  for (Entitlement& known : rights.owed) {
    if (known.remedy != entitlement.remedy) continue;
    // Two grounds for one remedy: the one that gives more, then the one that hangs on less.
    const bool better = known.most < entitlement.most ||
                        (known.most == entitlement.most && certain(entitlement) && !certain(known));
    if (better) known = std::move(entitlement);
    return;
  }
  rights.owed.push_back(std::move(entitlement));
}

void Judgement::refuse(RemedyKind remedy, Text why, std::vector<Basis> basis,
                       std::vector<Text> would_change) {
  rights.refused.push_back({remedy, std::move(why), std::move(basis), std::move(would_change)});
}

namespace {

// Of an order without lines nobody knows which of its pieces the trouble is about. What hangs on single goods
// is stated for all of them, and says so; what concerns the order as a whole (not there, not shipped) is
// sure.
void add_open_goods(const CaseFacts& facts, IssueNature nature, Rights& rights) {
  const bool received = facts.phase == Phase::delivered || facts.phase == Phase::finished;
  if (!facts.goods_open || !received || nature == IssueNature::not_received) return;
  for (Entitlement& owed : rights.owed) {
    const bool goods = std::any_of(owed.pieces.begin(), owed.pieces.end(), [](auto n) { return n > 0; });
    if (!goods || owed.remedy == RemedyKind::compensation_by_rule) continue;
    owed.least = Fen{0};
    owed.conditions.push_back({"all_goods",
                               {"涉及的是这单的全部商品", "it is about all the goods of the order"},
                               ConditionState::unknown});
    owed.would_change.push_back({"如果只涉及其中几件，按那几件的实付金额计算",
                                 "where it is about some of them, what was paid for those counts"});
  }
}

}  // namespace

Rights entitlements(const CaseFacts& facts, const RuleBook& book, const Zone& zone) {
  Judgement judgement{facts, book, zone, book.issue(facts.issue), {}};
  judge_before_shipping(judgement);
  judge_lateness(judgement);
  judge_not_received(judgement);
  judge_on_the_way(judgement);
  judge_authenticity_and_safety(judgement);
  judge_nonconforming(judgement);
  judge_seven_days(judgement);
  judge_services(judgement);
  add_open_goods(facts, judgement.nature(), judgement.rights);
  // What is owed on one ground is not refused on another.
  std::erase_if(judgement.rights.refused,
                [&](const Refusal& refusal) { return judgement.owes(refusal.remedy); });
  return std::move(judgement.rights);
}

std::vector<Exposure> exposure(const CaseFacts& facts, const RuleBook& book) {
  std::vector<Exposure> list;
  const Issue* issue = book.issue(facts.issue);
  const IssueNature nature = issue == nullptr ? IssueNature::service : issue->nature;
  const Law* fraud = book.law("consumer.55");
  if (fraud != nullptr && (facts.dishonest_confirmed || nature == IssueNature::dishonest)) {
    list.push_back(
        multiple(facts, *fraud,
                 {"若认定欺诈：退一赔三", "if fraud is established: the price back and three times on top"}));
  }
  const Law* food = book.law("food.148");
  const bool may_be_unsafe =
      facts.unsafe_confirmed || nature == IssueNature::safety || nature == IssueNature::dishonest;
  if (food != nullptr && may_be_unsafe && has_food(facts, book)) {
    list.push_back(multiple(
        facts, *food,
        {"若食品不符合安全标准：退一赔十", "if the food is unsafe: the price back and ten times on top"}));
  }
  return list;
}

Instant end_of_window(Instant signed_at, std::int64_t days, const Zone& zone) {
  return zone.start_of(zone.local(signed_at).day.plus_days(static_cast<int>(days) + 1));
}

std::string yuan(Fen amount) {
  return format_yuan(amount) + " 元";
}

std::string yuan_en(Fen amount) {
  return format_yuan(amount) + " yuan";
}

std::string until_zh(Instant end, const Zone& zone) {
  const Day last = zone.local(end - milliseconds(1)).day;
  return std::to_string(last.month) + "月" + std::to_string(last.day) + "日";
}

std::string until_en(Instant end, const Zone& zone) {
  return zone.local(end - milliseconds(1)).day.iso();
}

std::string freight_zh(FreightPayer payer) {
  switch (payer) {
    case FreightPayer::seller:
      return "退货运费由我们承担";
    case FreightPayer::buyer:
      return "退货运费由您承担";
    case FreightPayer::insurance:
      return "退货运费由本单运费险赔付";
    case FreightPayer::none:
      break;
  }
  return "无需寄回";
}

std::string freight_en(FreightPayer payer) {
  switch (payer) {
    case FreightPayer::seller:
      return "we pay the return freight";
    case FreightPayer::buyer:
      return "you pay the return freight";
    case FreightPayer::insurance:
      return "this order's freight insurance pays the return freight";
    case FreightPayer::none:
      break;
  }
  return "nothing has to be sent back";
}

}  // namespace shouhou::domain
