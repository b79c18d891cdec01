#include "simulate/experiment.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>

namespace shouhou::simulate {
namespace {

double per_case(const Tally& tally, double sum) {
  return tally.cases == 0 ? 0 : sum / static_cast<double>(tally.cases);
}

double yuan(Fen amount) {
  return static_cast<double>(amount.value) / 100;
}

double count_per_case(const Tally& tally, std::int64_t count) {
  return per_case(tally, static_cast<double>(count)) * 100;
}

__attribute__((format(printf, 1, 2))) std::string printed(const char* form, ...) {
  char text[512];
  va_list rest;
  va_start(rest, form);
  std::vsnprintf(text, sizeof text, form, rest);
  va_end(rest);
  return text;
}

// Chinese characters take two places in a terminal.
std::string padded(std::string text, std::size_t width) {
  std::size_t places = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) places += byte >= 0xE0 ? 2 : 1;
  }
  if (places < width) text.append(width - places, ' ');
  return text;
}

}  // namespace

std::optional<std::size_t> Experiment::place_of(const std::string& policy) const {
  for (std::size_t i = 0; i < policies.size(); ++i) {
    if (policies[i].id == policy) return i;
  }
  return std::nullopt;
}

SeedResult run_seed(const WorldRules& rules, WorldSize size, std::uint64_t seed,
                    const std::vector<PolicyName>& policies, const domain::RuleBook& book, const Zone& zone) {
  size.seed = seed;
  const World world = make_world(rules, size, zone);
  SeedResult result;
  result.seed = seed;
  result.fingerprint = world.fingerprint();
  for (const PolicyName& name : policies) {
    const auto policy = make_policy(name.id);
    result.tallies.push_back(run_shop(world, *policy, book, zone));
  }
  return result;
}

double cost_per_case(const Tally& tally) {
  return per_case(tally, yuan(tally.bill.total()));
}

double part_per_case(const Tally& tally, Part part) {
  return per_case(tally, yuan(tally.bill[part]));
}

const std::vector<Measure>& measures() {
  static const std::vector<Measure> list{
      {"cost", {"每案总成本", "cost per case"}, {"元", "yuan"}, 2, cost_per_case},
      {"breaches",
       {"漏掉应得权益的案件", "cases with a right left out"},
       {"%", "%"},
       2,
       [](const Tally& t) { return count_per_case(t, t.breached_cases); }},
      {"lighter",
       {"接受较轻方案", "took a lighter way"},
       {"%", "%"},
       1,
       [](const Tally& t) {
         return count_per_case(t, t.endings[domain::index_of(Ending::lighter_chosen)] +
                                      t.endings[domain::index_of(Ending::waited)]);
       }},
      {"settled",
       {"谈成（选了方案）", "settled by choice"},
       {"%", "%"},
       1,
       [](const Tally& t) {
         return count_per_case(t, t.endings[domain::index_of(Ending::lighter_chosen)] +
                                      t.endings[domain::index_of(Ending::waited)] +
                                      t.endings[domain::index_of(Ending::right_chosen)]);
       }},
      {"days",
       {"到了结的天数", "days to settle"},
       {"天", "days"},
       2,
       [](const Tally& t) { return per_case(t, t.days); }},
      {"content",
       {"满意度（−1…1）", "satisfaction (−1…1)"},
       {"", ""},
       3,
       [](const Tally& t) { return per_case(t, t.content); }},
      {"bad_reviews",
       {"差评", "bad reviews"},
       {"%", "%"},
       2,
       [](const Tally& t) { return count_per_case(t, t.bad_reviews); }},
      {"good_reviews",
       {"好评", "good reviews"},
       {"%", "%"},
       2,
       [](const Tally& t) { return count_per_case(t, t.good_reviews); }},
      {"disputes",
       {"平台介入", "platform disputes"},
       {"%", "%"},
       2,
       [](const Tally& t) { return count_per_case(t, t.endings[domain::index_of(Ending::platform_ruled)]); }},
      {"left",
       {"买家不再来", "buyers lost"},
       {"%", "%"},
       2,
       [](const Tally& t) { return count_per_case(t, t.left); }},
      {"bought_again",
       {"90 天内复购", "bought again in 90 days"},
       {"%", "%"},
       2,
       [](const Tally& t) {
         return t.could_buy_again == 0
                    ? 0
                    : 100.0 * static_cast<double>(t.bought_again) / static_cast<double>(t.could_buy_again);
       }},
      {"menus",
       {"每案方案单", "menus per case"},
       {"", ""},
       2,
       [](const Tally& t) { return per_case(t, static_cast<double>(t.menus)); }},
      {"cases",
       {"案件数", "cases"},
       {"", ""},
       0,
       [](const Tally& t) { return static_cast<double>(t.cases); }},
      {"earned",
       {"店铺所得（毛利 − 售后实付）", "earned (margin − after-sales paid)"},
       {"元", "yuan"},
       0,
       [](const Tally& t) { return yuan(t.earned()); }}};
  return list;
}

std::vector<double> values_of(const Experiment& experiment, std::size_t policy, double (*of)(const Tally&)) {
  std::vector<double> values;
  for (const SeedResult& seed : experiment.seeds) values.push_back(of(seed.tallies.at(policy)));
  return values;
}

Estimate estimate_of(const Experiment& experiment, std::size_t policy, double (*of)(const Tally&)) {
  return estimate(values_of(experiment, policy, of));
}

Estimate difference_of(const Experiment& experiment, std::size_t one, std::size_t other,
                       double (*of)(const Tally&)) {
  return paired_difference(values_of(experiment, one, of), values_of(experiment, other, of));
}

std::optional<std::size_t> best_fixed(const Experiment& experiment) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < experiment.policies.size(); ++i) {
    if (!experiment.policies[i].fixed) continue;
    std::int64_t breaches = 0;
    for (const SeedResult& seed : experiment.seeds) breaches += seed.tallies[i].breached_cases;
    if (breaches > 0) continue;
    if (!best ||
        estimate_of(experiment, i, cost_per_case).mean < estimate_of(experiment, *best, cost_per_case).mean)
      best = i;
  }
  return best;
}

std::optional<Estimate> gap_closed(const Experiment& experiment) {
  const auto ours = experiment.place_of("ours");
  const auto oracle = experiment.place_of("oracle");
  const auto fixed = best_fixed(experiment);
  if (!ours || !oracle || !fixed) return std::nullopt;
  std::vector<double> shares;
  for (const SeedResult& seed : experiment.seeds) {
    const double best = cost_per_case(seed.tallies[*fixed]);
    const double gap = best - cost_per_case(seed.tallies[*oracle]);
    if (gap > 0) shares.push_back((best - cost_per_case(seed.tallies[*ours])) / gap);
  }
  return estimate(shares);
}

std::vector<double> cost_by_month(const Experiment& experiment, std::size_t policy) {
  std::vector<GroupSum> sums(static_cast<std::size_t>(experiment.size.years) * 12);
  for (const SeedResult& seed : experiment.seeds) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += seed.tallies[policy].months[i];
  }
  std::vector<double> costs;
  for (const GroupSum& sum : sums)
    costs.push_back(sum.cases == 0 ? 0 : yuan(sum.cost) / static_cast<double>(sum.cases));
  return costs;
}

std::optional<Recovery> recovery(const Experiment& experiment) {
  const auto ours = experiment.place_of("ours");
  const auto oracle = experiment.place_of("oracle");
  if (!experiment.size.shift || !ours || !oracle) return std::nullopt;
  const std::vector<double> mine = cost_by_month(experiment, *ours);
  const std::vector<double> best = cost_by_month(experiment, *oracle);
  const std::size_t middle = mine.size() / 2;
  const auto mean = [&](std::size_t from, std::size_t to) {
    double sum = 0;
    for (std::size_t i = from; i < to; ++i) sum += (mine[i] - best[i]) / static_cast<double>(to - from);
    return sum;
  };
  Recovery made{mean(middle - 3, middle), mean(middle, middle + 1), mean(mine.size() - 3, mine.size()), 0};
  for (std::size_t i = middle; i < mine.size(); ++i) {
    if (mine[i] - best[i] <= made.gap_settled * 1.1) break;
    ++made.months;
  }
  return made;
}

std::string table_of(const Experiment& experiment) {
  std::string text = padded("", 34);
  for (const PolicyName& policy : experiment.policies) text += padded(policy.name.zh, 16);
  text += "\n";
  for (const Measure& measure : measures()) {
    text += padded(measure.name.zh + (measure.unit.zh.empty() ? "" : " " + measure.unit.zh), 34);
    for (std::size_t i = 0; i < experiment.policies.size(); ++i) {
      const Estimate one = estimate_of(experiment, i, measure.of);
      text += padded(printed("%.*f±%.*f", measure.decimals, one.mean, measure.decimals, one.half), 16);
    }
    text += "\n";
  }
  for (std::size_t p = 0; p < domain::count_of<Part>; ++p) {
    const auto part = static_cast<Part>(p);
    text += padded("  其中 " + text_of(part).zh, 34);
    for (std::size_t i = 0; i < experiment.policies.size(); ++i) {
      double sum = 0;
      for (const SeedResult& seed : experiment.seeds)
        sum += part_per_case(seed.tallies[i], part) / static_cast<double>(experiment.seeds.size());
      text += padded(printed("%.2f", sum), 16);
    }
    text += "\n";
  }
  if (const auto ours = experiment.place_of("ours")) {
    text += "\n本系统与各策略同店相比，每案成本差（95% 置信区间） · ours − other, paired by seed:\n";
    for (std::size_t i = 0; i < experiment.policies.size(); ++i) {
      if (i == *ours) continue;
      const Estimate gap = difference_of(experiment, *ours, i, cost_per_case);
      const Estimate content = difference_of(experiment, *ours, i, measures()[5].of);
      text += "  " + padded(experiment.policies[i].name.zh, 18) +
              printed("%+8.2f [%+.2f, %+.2f] 元   满意度 %+.3f [%+.3f, %+.3f]\n", gap.mean, gap.low(),
                      gap.high(), content.mean, content.low(), content.high());
    }
  }
  if (const auto share = gap_closed(experiment)) {
    text +=
        printed("\n补上的差距（最好的固定策略 %s → 全知） · share of the gap closed: %.0f%% [%.0f, %.0f]\n",
                experiment.policies[*best_fixed(experiment)].name.zh.c_str(), share->mean * 100,
                share->low() * 100, share->high() * 100);
  }
  if (const auto back = recovery(experiment)) {
    text += printed("买家行为变化后：与全知的差距 变化前 %.2f → 当月 %.2f → 稳定 %.2f 元，%d 个月回到稳定\n",
                    back->gap_before, back->gap_at_first, back->gap_settled, back->months);
  }
  return text;
}

}  // namespace shouhou::simulate
