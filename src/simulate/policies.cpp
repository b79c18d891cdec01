// The policies that see what the desk sees.
#include <algorithm>

#include "domain/offer_life.h"
#include "simulate/policy.h"

namespace shouhou::simulate {
namespace {

using domain::Remedy;
using domain::RemedyKind;

bool received(const domain::CaseFacts& facts) {
  return facts.phase == domain::Phase::delivered || facts.phase == domain::Phase::finished;
}

Fen whole_yuan(Fen amount) {
  return Fen{std::max<std::int64_t>(1, (amount.value + 50) / 100) * 100};
}

Remedy money(RemedyKind kind, Fen amount, const domain::CaseFacts& facts) {
  Remedy remedy;
  remedy.kind = kind;
  remedy.money = amount;
  remedy.pieces.assign(facts.lines.size(), 0);
  return remedy;
}

Remedy coupon(Fen credit) {
  Remedy remedy;
  remedy.kind = RemedyKind::coupon;
  remedy.credit = credit;
  return remedy;
}

Remedy gift(Fen cost) {
  Remedy remedy;
  remedy.kind = RemedyKind::gift;
  remedy.gift_cost = cost;
  return remedy;
}

// Money for goods that are kept; under the name the issue calls for.
Remedy keep_with(const domain::CaseFacts& facts, std::int64_t percent) {
  return money(RemedyKind::partial_refund_keep, whole_yuan(Fen{facts.affected_paid().value * percent / 100}),
               facts);
}

// The buyer cannot be asked to let an invented threat pay off: nobody offers more than rights there.
bool threat(const Situation& situation) {
  const domain::Issue* issue = situation.book.issue(situation.facts.issue);
  return issue != nullptr && issue->nature == domain::IssueNature::abuse;
}

class Blind : public Policy {
 public:
  domain::Offer menu(const Situation& situation, const Hidden&) final { return menu_for(situation); }
  virtual domain::Offer menu_for(const Situation& situation) = 0;
};

// 一律全额退款: everything back, the goods stay with the buyer.
class AlwaysRefund final : public Blind {
  domain::Offer menu_for(const Situation& situation) override {
    domain::Offer offer = rights_first(situation);
    if (!received(situation.facts) || threat(situation)) return offer;
    Remedy all = money(RemedyKind::refund_only, situation.facts.affected_left(), situation.facts);
    for (std::size_t i = 0; i < all.pieces.size(); ++i) all.pieces[i] = situation.facts.lines[i].affected;
    if (situation.rights.find(RemedyKind::refund_only) == nullptr) add_way(offer, situation, all);
    return offer;
  }
};

// 退货全额退款、包运费: everything back once the goods are, and the shop pays the way.
class FreeReturns final : public Blind {
  domain::Offer menu_for(const Situation& situation) override {
    domain::Offer offer = rights_first(situation);
    if (!received(situation.facts) || threat(situation) || situation.facts.cannot_come_back) return offer;
    Remedy back = money(RemedyKind::return_refund, situation.facts.affected_left(), situation.facts);
    for (std::size_t i = 0; i < back.pieces.size(); ++i) back.pieces[i] = situation.facts.lines[i].affected;
    back.freight_back = domain::FreightPayer::seller;
    const domain::Entitlement* owed = situation.rights.find(RemedyKind::return_refund);
    if (owed == nullptr || owed->freight_back != domain::FreightPayer::seller)
      add_way(offer, situation, back);
    return offer;
  }
};

// 只按权利办.
class RightsOnly final : public Blind {
  domain::Offer menu_for(const Situation& situation) override { return rights_first(situation); }
};

// 固定菜单: rights, and the same three favours for everybody.
class FixedMenu final : public Blind {
  domain::Offer menu_for(const Situation& situation) override {
    domain::Offer offer = rights_first(situation);
    if (threat(situation)) return offer;
    if (received(situation.facts)) add_way(offer, situation, keep_with(situation.facts, 20));
    add_way(offer, situation, coupon(Fen{10'00}));
    add_way(offer, situation, money(RemedyKind::red_packet, Fen{5'00}, situation.facts));
    return offer;
  }
};

// 固定阶梯: rights, and one rung more with every round: coupon, red packet, part of the price and a gift.
class FixedLadder final : public Blind {
  domain::Offer menu_for(const Situation& situation) override {
    domain::Offer offer = rights_first(situation);
    if (threat(situation)) return offer;
    const domain::CaseFacts& facts = situation.facts;
    if (situation.round == 1) add_way(offer, situation, coupon(Fen{10'00}));
    if (situation.round == 2) add_way(offer, situation, money(RemedyKind::red_packet, Fen{10'00}, facts));
    if (situation.round >= 3) {
      if (received(facts)) add_way(offer, situation, keep_with(facts, 20));
      add_way(offer, situation, gift(Fen{10'00}));
    }
    return offer;
  }
};

// 先给最便宜的: the cheapest ways first, rights only when the buyer insists. It breaks P-D1 on purpose: many
// shops do this, and the simulator shows what it costs.
class CheapestFirst final : public Blind {
  domain::Offer menu_for(const Situation& situation) override {
    domain::Offer rights = rights_first(situation);
    if (threat(situation) || situation.round >= most_rounds) return rights;
    const domain::CaseFacts& facts = situation.facts;
    std::vector<Remedy> ways{coupon(Fen{5'00}), money(RemedyKind::red_packet, Fen{3'00}, facts)};
    if (situation.round == 2) ways = {coupon(Fen{10'00}), money(RemedyKind::red_packet, Fen{8'00}, facts)};
    if (received(facts)) ways.push_back(keep_with(facts, situation.round == 1 ? 8 : 15));
    domain::Offer offer;
    offer.valid_until = rights.valid_until;
    for (const Remedy& way : ways) add_way(offer, situation, way);
    return offer.items.empty() ? rights : offer;
  }
};

// 本系统: the desk's own offers, learning from what was accepted in this run.
class Ours : public Blind {
  domain::Offer menu_for(const Situation& situation) override {
    return domain::make_offer(situation.facts, book(situation), situation.zone, model(situation),
                              situation.dice);
  }

  void learn(const Situation& situation, const domain::Offer& offer, const Choice& choice) override {
    const auto chosen = choice.refused ? std::vector<std::size_t>{} : std::vector<std::size_t>{choice.item};
    for (const auto& [cell, accepted] : domain::answers_to(offer, situation.facts, book(situation), chosen)) {
      model(situation).learn(cell, accepted);
    }
  }

  // The rules as the shop has them.
  virtual const domain::RuleBook& book(const Situation& situation) { return situation.book; }

  domain::AcceptModel& model(const Situation& situation) {
    if (!model_) model_.emplace(book(situation));
    return *model_;
  }

  std::optional<domain::AcceptModel> model_;
};

// 本系统·大方: the same desk in a shop that buys affection. Own rules: contentment counts twenty-five-fold,
// the ladder starts four times higher, goodwill has no caps.
class OursGenerous final : public Ours {
  const domain::RuleBook& book(const Situation& situation) override {
    if (book_) return *book_;
    book_ = situation.book;
    const auto set = [&](domain::Tuning which, std::int64_t value) {
      book_->tuning[domain::index_of(which)].value = value;
    };
    set(domain::Tuning::ill_will_weight, 25'000);
    set(domain::Tuning::goodwill_per_buyer_month, 1'000'000'00);
    set(domain::Tuning::goodwill_per_sku_month, 1'000'000'00);
    set(domain::Tuning::goodwill_case_permille, 1000);
    for (domain::LadderStep& step : book_->ladder)
      step.permille = std::min<std::int64_t>(1000, step.permille * 4);
    return *book_;
  }

  std::optional<domain::RuleBook> book_;
};

}  // namespace

domain::Offer rights_first(const Situation& situation) {
  domain::Offer offer;
  offer.refused = situation.rights.refused;
  offer.valid_until = situation.facts.now + hours(situation.book.number(domain::Tuning::menu_valid_hours));
  for (const domain::Entitlement& owed : situation.rights.owed) {
    domain::OfferItem item;
    item.entitled = true;
    item.remedy = domain::remedy_for(owed, situation.facts);
    item.basis = owed.basis;
    item.until = owed.until;
    item.sentence = owed.sentence;
    offer.items.push_back(std::move(item));
  }
  return offer;
}

bool add_way(domain::Offer& offer, const Situation& situation, const Remedy& remedy) {
  const bool there = std::any_of(offer.items.begin(), offer.items.end(), [&](const domain::OfferItem& item) {
    return item.remedy.kind == remedy.kind && item.remedy.money >= remedy.money &&
           item.remedy.credit >= remedy.credit && item.remedy.freight_back == remedy.freight_back;
  });
  if (there || !domain::obstacles(remedy, situation.facts, situation.book, situation.rights).empty())
    return false;
  domain::OfferItem item;
  item.remedy = remedy;
  offer.items.push_back(std::move(item));
  return true;
}

const std::vector<PolicyName>& policy_names() {
  static const std::vector<PolicyName> names{
      {"always_refund",
       {"一律全额退款", "always refund"},
       {"收到货的问题一律全额退款，货不用寄回",
        "whatever is wrong with goods that arrived: all the money back, the goods stay"},
       true},
      {"free_returns",
       {"退货包运费", "free returns"},
       {"一律可退货全额退款，来回运费店里出",
        "everything may come back for a full refund, the shop pays the freight"},
       true},
      {"rights_only",
       {"只按权利", "rights only"},
       {"只给法律和规则要求的", "what law and rules demand, nothing else"},
       true},
      {"fixed_menu",
       {"固定菜单", "fixed menu"},
       {"权利之外，人人同样：退 20%、10 元券、5 元红包",
        "rights, and for everybody 20 % back, a coupon of 10 or 5 yuan"},
       true},
      {"fixed_ladder",
       {"固定阶梯", "fixed ladder"},
       {"权利之外，一轮一级：券、红包、退 20% 和赠品",
        "rights, and one rung a round: coupon, red packet, 20 % back and a gift"},
       true},
      {"cheapest_first",
       {"先给最便宜的", "cheapest first"},
       {"先给小恩小惠，坚持了才说权利（违反先讲权利）",
        "small favours first; rights are told to who insists (breaks the rule of rights first)"},
       true},
      {"ours",
       {"本系统", "ours"},
       {"权利在先，再按学到的接受率选最多三种较轻方案",
        "rights first, then at most three lighter ways by learned acceptance"},
       false},
      {"ours_generous",
       {"本系统·大方", "ours, generous"},
       {"同一套系统，店铺把买家满意看得更重（自定规则）",
        "the same desk with own rules of a shop that buys affection"},
       false},
      {"oracle",
       {"全知", "oracle"},
       {"看得见买家真实想法的最优菜单（权利照给）",
        "the best menu that knows the buyer's mind, rights covered"},
       false}};
  return names;
}

const PolicyName* policy_named(const std::string& id) {
  const auto& names = policy_names();
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const PolicyName& name) { return name.id == id; });
  return found == names.end() ? nullptr : &*found;
}

std::unique_ptr<Policy> make_policy(const std::string& id) {
  if (id == "always_refund") return std::make_unique<AlwaysRefund>();
  if (id == "free_returns") return std::make_unique<FreeReturns>();
  if (id == "rights_only") return std::make_unique<RightsOnly>();
  if (id == "fixed_menu") return std::make_unique<FixedMenu>();
  if (id == "fixed_ladder") return std::make_unique<FixedLadder>();
  if (id == "cheapest_first") return std::make_unique<CheapestFirst>();
  if (id == "ours") return std::make_unique<Ours>();
  if (id == "ours_generous") return std::make_unique<OursGenerous>();
  if (id == "oracle") return make_oracle();
  return nullptr;
}

}  // namespace shouhou::simulate
