#include "domain/offers.h"

#include <algorithm>
#include <map>

#include "domain/entitlement_steps.h"
#include "domain/offer_candidates.h"
#include "domain/offer_life.h"

namespace shouhou::domain {
namespace {

// Expected costs this close count as equal; then the ladder decides (domain.md Offers 3).
constexpr Fen equal_within{1'00};

bool goes_before(const Candidate& one, const Candidate& other, const RuleBook& book) {
  const std::int64_t gap =
      one.expected.value / equal_within.value - other.expected.value / equal_within.value;
  if (gap != 0) return gap < 0;
  const Rung a = book.remedy(one.remedy.kind).rung;
  const Rung b = book.remedy(other.remedy.kind).rung;
  if (a != b) return a < b;
  if (one.expected != other.expected) return one.expected < other.expected;
  return one.remedy.kind < other.remedy.kind;
}

using Menu = std::vector<std::size_t>;  // places in the candidates

// How the answers to several ways on one menu hang together: each way draws buyers in proportion to its odds,
// away from the others as well as from what is owed. Acceptance is that of a way standing alone beside the
// rights, so its odds against them are p / (1 − p).
double odds_of(const Candidate& candidate) {
  return candidate.accept / (1 - candidate.accept);
}

// What it costs where it is taken, in fen.
double taken_cost(const Candidate& candidate) {
  return static_cast<double>((candidate.cost.total + candidate.after).value);
}

// Expected cost of a menu under these odds, in fen.
double cost_of_menu(const std::vector<Candidate>& candidates, const Menu& menu, Fen follow_up) {
  double cost = static_cast<double>(follow_up.value);
  double weight = 1;
  for (const std::size_t place : menu) {
    const double odds = odds_of(candidates[place]);
    cost += odds * taken_cost(candidates[place]);
    weight += odds;
  }
  return cost / weight;
}

// The ways that lower the sum of odds × (cost − guess) most: the best of each kind, at most `most`.
Menu menu_against(const std::vector<Candidate>& candidates, std::size_t most, double guess) {
  const auto gain = [&](std::size_t place) {
    return odds_of(candidates[place]) * (guess - taken_cost(candidates[place]));
  };
  std::map<RemedyKind, std::size_t> best;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (gain(i) <= 0) continue;
    const auto [known, first] = best.emplace(candidates[i].remedy.kind, i);
    if (!first && gain(known->second) < gain(i)) known->second = i;
  }
  Menu menu;
  for (const auto& [kind, place] : best) menu.push_back(place);
  std::stable_sort(menu.begin(), menu.end(), [&](std::size_t a, std::size_t b) { return gain(a) > gain(b); });
  if (menu.size() > most) menu.resize(most);
  std::sort(menu.begin(), menu.end());
  return menu;
}

}  // namespace

// The menu with the least expected cost as a whole: a dearer way that would only draw buyers from a cheaper
// one stays off. Exact, by Dinkelbach's method: the cost of each menu is the next guess, and it only falls.
Menu greedy_menu(const std::vector<Candidate>& candidates, std::size_t most, Fen follow_up) {
  Menu menu;
  double cost = cost_of_menu(candidates, menu, follow_up);
  for (int step = 0; step < 20; ++step) {
    Menu next = menu_against(candidates, most, cost);
    const double lower = cost_of_menu(candidates, next, follow_up);
    if (lower >= cost) break;
    cost = lower;
    menu = std::move(next);
  }
  return menu;
}

namespace {

// Puts candidate `which` on the menu: in place of its own kind, else last. Its own greedy place stays.
Menu with_variant(const std::vector<Candidate>& candidates, Menu menu, std::size_t which) {
  if (std::find(menu.begin(), menu.end(), which) != menu.end()) return menu;
  const auto same_kind = std::find_if(menu.begin(), menu.end(), [&](std::size_t place) {
    return candidates[place].remedy.kind == candidates[which].remedy.kind;
  });
  (same_kind == menu.end() ? menu.back() : *same_kind) = which;
  std::sort(menu.begin(), menu.end());  // cheapest first, as the candidates are
  return menu;
}

struct Chosen {
  Menu menu;
  bool explored = false;
  double propensity = 1;
};

// With a small probability one candidate, drawn evenly, is put on the menu. The propensity adds up every way
// in which this very menu could have come about.
Chosen choose(const std::vector<Candidate>& candidates, const RuleBook& book, Fen follow_up, Dice dice) {
  const auto most = static_cast<std::size_t>(book.number(Tuning::offer_lighter_most));
  Chosen chosen;
  const Menu greedy = greedy_menu(candidates, most, follow_up);
  chosen.menu = greedy;
  if (greedy.empty()) return chosen;
  const double share = static_cast<double>(book.number(Tuning::offer_explore_permille)) / 1000;
  chosen.explored = dice.explore < share;
  if (chosen.explored) {
    const auto count = static_cast<double>(candidates.size());
    const auto which =
        std::min(candidates.size() - 1, static_cast<std::size_t>(std::clamp(dice.which, 0.0, 1.0) * count));
    chosen.menu = with_variant(candidates, greedy, which);
  }
  std::size_t ways = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (with_variant(candidates, greedy, i) == chosen.menu) ++ways;
  }
  chosen.propensity = share * static_cast<double>(ways) / static_cast<double>(candidates.size()) +
                      (chosen.menu == greedy ? 1 - share : 0);
  return chosen;
}

OfferItem item_for(const Entitlement& owed, const CaseFacts& facts, const RuleBook& book) {
  OfferItem item;
  item.entitled = true;
  item.remedy = remedy_for(owed, facts);
  item.basis = owed.basis;
  item.until = owed.until;
  item.cost = cost_of(item.remedy, facts, book);
  item.expected = item.cost.total;
  item.sentence = owed.sentence;
  const std::string names = owed.basis.empty() ? std::string() : owed.basis.front().name.zh;
  const std::string names_en = owed.basis.empty() ? std::string() : owed.basis.front().name.en;
  item.why = {"买家应得：" + names, "owed to the buyer: " + names_en};
  return item;
}

}  // namespace

OfferItem lighter_item(const Candidate& candidate, const RuleBook& book, Fen follow_up) {
  OfferItem item;
  item.remedy = candidate.remedy;
  item.cost = candidate.cost;
  item.accept = candidate.accept;
  item.expected = candidate.expected;
  item.sentence = sentence_of(candidate.remedy);
  const Text& why = book.remedy(candidate.remedy.kind).why;
  const std::string percent = std::to_string(static_cast<int>(candidate.accept * 100 + 0.5)) + "%";
  item.why = {why.zh + "（预计 " + percent + " 接受，期望成本 " + format_yuan(candidate.expected) +
                  " 元，谈不拢约 " + format_yuan(follow_up) + " 元）",
              why.en + " (" + percent + " likely to accept, expected cost " +
                  format_yuan(candidate.expected) + " yuan against " + format_yuan(follow_up) +
                  " if refused)"};
  return item;
}

std::vector<PatternSignal> pattern_signals(const CaseFacts& facts, const RuleBook& book) {
  std::vector<PatternSignal> list;
  const BuyerHistory& buyer = facts.buyer;
  const std::string window = std::to_string(book.number(Tuning::serial_days));
  if (buyer.goodwill_claims >= book.number(Tuning::serial_claims)) {
    const std::string count = std::to_string(buyer.goodwill_claims);
    list.push_back({"serial_goodwill",
                    {window + " 天内第 " + count + " 次要求善意补偿",
                     count + " goodwill claims within " + window + " days"}});
  }
  if (buyer.same_photo_claims > 0) {
    list.push_back(
        {"same_photo", {"同一张照片曾用于另一单售后", "the same photo was used in another claim"}});
  }
  if (buyer.threats > 0) {
    list.push_back({"threats", {"有以评价要挟的记录，已留证", "a threat to review badly is on record"}});
  }
  if (buyer.quick_claims >= 2) {
    list.push_back(
        {"quick_claims", {"多次签收后一小时内就要求补偿", "several claims within an hour of signing"}});
  }
  return list;
}

std::int64_t goodwill_permille(const BuyerHistory& buyer, const std::vector<PatternSignal>& signals) {
  if (buyer.marked_safe || signals.empty()) return 1000;
  return signals.size() == 1 ? 500 : 0;
}

AcceptCell cell_of(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book) {
  const Fen paid = facts.affected_paid();
  const Fen given = remedy.money + remedy.credit + remedy.gift_cost;
  const std::int64_t permille =
      paid > Fen{0} ? std::min<std::int64_t>(given.value * 1000 / paid.value, 1000) : 0;
  const Issue* issue = book.issue(facts.issue);
  return {remedy.kind,      size_band(permille), issue == nullptr ? IssueClass::enquiry : issue->issue_class,
          price_band(paid), facts.mood,          facts.issue,
          facts.demand};
}

Offer make_offer(const CaseFacts& facts, const RuleBook& book, const Zone& zone, const AcceptModel& model,
                 Dice dice) {
  Rights rights = entitlements(facts, book, zone);
  Offer offer;
  offer.signals = pattern_signals(facts, book);
  offer.valid_until = facts.now + hours(book.number(Tuning::menu_valid_hours));
  for (const Entitlement& owed : rights.owed) {
    offer.items.push_back(item_for(owed, facts, book));
    // The menu must not outlive a right that it shows.
    if (owed.until && *owed.until > facts.now) offer.valid_until = std::min(offer.valid_until, *owed.until);
  }
  IfRefused then = if_refused(facts, book, rights, model);
  const Fen follow_up = then.cost();
  std::vector<Candidate> candidates =
      lighter_candidates({facts, book, rights, model, offer.signals, std::move(then), follow_up});
  std::sort(candidates.begin(), candidates.end(),
            [&](const Candidate& a, const Candidate& b) { return goes_before(a, b, book); });
  const Chosen chosen = choose(candidates, book, follow_up, dice);
  for (const std::size_t place : chosen.menu) {
    candidates[place].shown = true;
    offer.items.push_back(lighter_item(candidates[place], book, follow_up));
  }
  offer.log = {book.version, std::move(candidates), follow_up, chosen.explored, chosen.propensity};
  offer.refused = std::move(rights.refused);
  return offer;
}

Offer make_offer(const CaseFacts& facts, const RuleBook& book, const Zone& zone, const AcceptHistory& history,
                 Dice dice) {
  return make_offer(facts, book, zone, AcceptModel(history, book), dice);
}

std::optional<Text> what_is_missing(const Offer& offer, const Rights& rights) {
  std::size_t entitled = 0;
  while (entitled < offer.items.size() && offer.items[entitled].entitled) ++entitled;
  for (const Entitlement& owed : rights.owed) {
    const bool shown = std::any_of(
        offer.items.begin(), offer.items.begin() + static_cast<std::ptrdiff_t>(entitled),
        [&](const OfferItem& item) {
          return item.remedy.kind == owed.remedy && item.remedy.money + item.remedy.credit >= owed.most &&
                 item.remedy.pieces == owed.pieces && item.remedy.freight_back == owed.freight_back &&
                 item.remedy.freight_out == owed.freight_out && !item.basis.empty() &&
                 !item.sentence.zh.empty();
        });
    if (shown) continue;
    return Text{"方案单没有写明买家应得的“" + text_of(owed.remedy).zh + "”",
                "the menu does not show what is owed: " + text_of(owed.remedy).en};
  }
  return std::nullopt;
}

Text chat_text(const Offer& offer, const Zone& zone) {
  Text text;
  int number = 0;
  bool lighter = false;
  Text on_top;
  for (const OfferItem& item : offer.items) {
    // Compensation by rule is no choice: it comes whatever else is chosen.
    if (comes_on_top(item)) {
      on_top.zh += "另外，" + item.sentence.zh + "\n";
      on_top.en += "Besides: " + item.sentence.en + "\n";
      continue;
    }
    if (!item.entitled && !lighter) {
      lighter = true;
      text.zh += number > 0 ? "如果您觉得这样更省事，也可以：\n" : "我们可以这样处理：\n";
      text.en += number > 0 ? "Or, if that is easier for you:\n" : "We can do the following:\n";
    }
    ++number;
    text.zh += std::to_string(number) + ". " + item.sentence.zh + "\n";
    text.en += std::to_string(number) + ". " + item.sentence.en + "\n";
  }
  text.zh += on_top.zh;
  text.en += on_top.en;
  if (number == 0) return text;
  const std::string until = format_time(offer.valid_until, zone).substr(5, 11);
  text.zh += "您选哪一个都可以，回复数字就行（" + until + " 前有效）。";
  text.en += "Any of them is fine: just reply with the number (valid until " + until + ").";
  return text;
}

}  // namespace shouhou::domain
