#include "simulate/chart.h"
#include "simulate/report.h"

namespace shouhou::simulate {
namespace {

std::string quoted(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;  // no control characters occur in names
  }
  return made + "\"";
}

std::string interval(const Estimate& value) {
  return "{\"mean\":" + number(value.mean, 6) + ",\"low\":" + number(value.low(), 6) +
         ",\"high\":" + number(value.high(), 6) + "}";
}

std::string list_of(const std::vector<double>& values) {
  std::string list = "[";
  for (const double value : values) list += (list.size() > 1 ? "," : "") + number(value, 6);
  return list + "]";
}

std::string policy_json(const Experiment& experiment, std::size_t place, const WorldRules& rules) {
  const PolicyName& policy = experiment.policies[place];
  std::string text = "{\"id\":" + quoted(policy.id) + ",\"name\":" + quoted(policy.name.zh) +
                     ",\"name_en\":" + quoted(policy.name.en);
  for (const Measure& measure : measures()) {
    text += "," + quoted(measure.id) + ":" + interval(estimate_of(experiment, place, measure.of));
  }
  text += ",\"parts\":{";
  for (std::size_t p = 0; p < domain::count_of<Part>; ++p) {
    double sum = 0;
    for (const SeedResult& seed : experiment.seeds)
      sum += part_per_case(seed.tallies[place], static_cast<Part>(p));
    text += (p == 0 ? "" : ",") + quoted(std::string(domain::name(static_cast<Part>(p)))) + ":" +
            number(sum / static_cast<double>(experiment.seeds.size()), 6);
  }
  text += "},\"cost_by_seed\":" + list_of(values_of(experiment, place, cost_per_case)) +
          ",\"cost_by_month\":" + list_of(cost_by_month(experiment, place)) + ",\"troubles\":{";
  for (std::size_t kind = 0; kind < rules.troubles.size(); ++kind) {
    GroupSum sum;
    for (const SeedResult& seed : experiment.seeds) sum += seed.tallies[place].troubles.at(kind);
    text += (kind == 0 ? "" : ",") + quoted(rules.troubles[kind].issue) +
            ":{\"cases\":" + std::to_string(sum.cases) + ",\"lighter\":" + std::to_string(sum.lighter) +
            ",\"cost_fen\":" + std::to_string(sum.cost.value) + "}";
  }
  return text + "}}";
}

}  // namespace

std::string json_of(const Experiment& experiment, const WorldRules& rules) {
  std::string text = "{\"years\":" + std::to_string(experiment.size.years) +
                     ",\"orders_per_day\":" + number(experiment.size.orders_per_day, 2) +
                     ",\"shift\":" + (experiment.size.shift ? "true" : "false") +
                     ",\"rules_version\":" + quoted(experiment.rules_version) +
                     ",\"seconds\":" + number(experiment.seconds, 3) + ",\"seeds\":[";
  for (std::size_t i = 0; i < experiment.seeds.size(); ++i)
    text += (i == 0 ? "" : ",") + std::to_string(experiment.seeds[i].seed);
  text += "],\"policies\":[";
  for (std::size_t i = 0; i < experiment.policies.size(); ++i)
    text += (i == 0 ? "" : ",") + policy_json(experiment, i, rules);
  text += "]";
  if (const auto ours = experiment.place_of("ours")) {
    text += ",\"ours_minus\":{";
    bool first = true;
    for (std::size_t i = 0; i < experiment.policies.size(); ++i) {
      if (i == *ours) continue;
      text += (first ? "" : ",") + quoted(experiment.policies[i].id) + ":" +
              interval(difference_of(experiment, *ours, i, cost_per_case));
      first = false;
    }
    text += "}";
  }
  if (const auto share = gap_closed(experiment)) text += ",\"gap_closed\":" + interval(*share);
  if (const auto back = recovery(experiment)) {
    text += ",\"recovery\":{\"gap_before\":" + number(back->gap_before, 4) +
            ",\"gap_at_first\":" + number(back->gap_at_first, 4) +
            ",\"gap_settled\":" + number(back->gap_settled, 4) +
            ",\"months\":" + std::to_string(back->months) + "}";
  }
  return text + "}\n";
}

}  // namespace shouhou::simulate
