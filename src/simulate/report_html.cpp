#include <algorithm>

#include "simulate/chart.h"
#include "simulate/report.h"

namespace shouhou::simulate {
namespace {

const std::vector<std::string> part_colours{"#3b6fb6", "#8fb3e0", "#7d8590", "#c98b2c",
                                            "#e3c27a", "#c0392b", "#7b2d26", "#8e5bb5"};

constexpr const char* style = R"css(
body{font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1d2129;margin:0;background:#f5f6f8}
main{max-width:960px;margin:0 auto;padding:16px}
section{background:#fff;border-radius:10px;padding:16px 18px;margin:14px 0;box-shadow:0 1px 3px #0001}
h1{font-size:24px;margin:12px 0 2px}h2{font-size:18px;margin:0 0 8px}
.en{color:#6b7280;font-size:13px;font-weight:400}p{margin:6px 0}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:13.5px;min-width:100%}
th,td{padding:5px 8px;border-bottom:1px solid #eceef1;text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left;position:sticky;left:0;background:#fff}
thead th{border-bottom:2px solid #cfd4da;vertical-align:bottom}
.ours{background:#eef6f0}.pm{color:#8a919c;font-size:12px}
svg{width:100%;height:auto;display:block}.t{font-size:13px;fill:#1d2129}.b{font-size:13px;font-weight:600;fill:#1d2129}
.s{font-size:11px;fill:#6b7280}.g{stroke:#e6e8eb}.a{stroke:#1d2129}.m{stroke:#c0392b;stroke-dasharray:4 3}
.key{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:13px;margin:8px 0 0}.key i{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.big{display:flex;flex-wrap:wrap;gap:12px}.big div{flex:1 1 150px;background:#f5f8f6;border-radius:8px;padding:10px 12px}
.big b{display:block;font-size:22px}.bad b{color:#c0392b}.good b{color:#2f8f5b}
@media(max-width:560px){main{padding:8px}section{padding:12px}h1{font-size:20px}th:first-child,td:first-child{white-space:normal;min-width:92px;max-width:120px}.t,.b{font-size:19px}.s{font-size:16px}}
)css";

std::string both(const Text& text) {
  return escaped(text.zh) + " <span class=\"en\">" + escaped(text.en) + "</span>";
}

std::string with_interval(const Estimate& value, int decimals) {
  return number(value.mean, decimals) + " <span class=\"pm\">±" + number(value.half, decimals) + "</span>";
}

class Page {
 public:
  Page(const Experiment& experiment, const WorldRules& rules) : experiment_(experiment), rules_(rules) {}

  std::string made() {
    text_ =
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>模拟店报告 · Simulator report</title><style>" +
        std::string(style) + "</style></head><body><main>";
    head();
    findings();
    costs();
    differences();
    months();
    table();
    troubles();
    text_ += "</main></body></html>\n";
    return text_;
  }

 private:
  void section(const Text& title, const std::string& inside) {
    text_ += "<section><h2>" + both(title) + "</h2>" + inside + "</section>\n";
  }

  std::string key(const std::vector<std::pair<Text, std::string>>& entries) const {
    std::string list = "<div class=\"key\">";
    for (const auto& [name, colour] : entries) {
      list += "<span><i style=\"background:" + colour + "\"></i>" + both(name) + "</span>";
    }
    return list + "</div>";
  }

  void head() {
    text_ +=
        "<h1>售后策略模拟报告</h1><p class=\"en\">After-sales policies side by side in simulated "
        "shops</p><p>" +
        std::to_string(experiment_.seeds.size()) + " 家店 × " + std::to_string(experiment_.size.years) +
        " 年 × 每天约 " + number(experiment_.size.orders_per_day, 0) + " 单" +
        (experiment_.size.shift ? "，一半时间后买家行为改变" : "") +
        "；同一家店、同样的买家和运气，只有策略不同。规则版本 " + escaped(experiment_.rules_version) +
        "。<br><span class=\"en\">" + std::to_string(experiment_.seeds.size()) + " shops, " +
        std::to_string(experiment_.size.years) +
        " years; the same shop, buyers and luck for every policy. ± is the 95 % confidence interval over "
        "shops. "
        "Buyers are a model with documented, mostly unsourced parameters: read differences, not "
        "absolutes.</span></p>";
  }

  static std::string figure(const std::string& value, const Text& what, const char* kind) {
    return std::string("<div class=\"") + kind + "\"><b>" + value + "</b>" + escaped(what.zh) +
           "<br><span class=\"en\">" + escaped(what.en) + "</span></div>";
  }

  void findings() {
    const auto ours = experiment_.place_of("ours");
    if (!ours) return;
    std::string inside = "<div class=\"big\">";
    if (const auto fixed = best_fixed(experiment_)) {
      const Estimate gap = difference_of(experiment_, *ours, *fixed, cost_per_case);
      const Text& name = experiment_.policies[*fixed].name;
      inside += figure(number(gap.mean, 2) + " 元",
                       {"每案成本，相对最好的固定策略（" + name.zh + "）",
                        "cost per case against the best fixed policy, " + name.en},
                       gap.high() < 0  ? "good"
                       : gap.low() > 0 ? "bad"
                                       : "");
    }
    if (const auto share = gap_closed(experiment_)) {
      inside += figure(number(share->mean * 100, 0) + "%",
                       {"补上的到全知策略的差距", "of the gap to the oracle closed"}, "");
    }
    std::int64_t breaches = 0;
    for (const SeedResult& seed : experiment_.seeds) breaches += seed.tallies[*ours].breached_cases;
    inside +=
        figure(std::to_string(breaches), {"本系统漏掉应得权益的案件", "cases in which ours left out a right"},
               breaches == 0 ? "good" : "bad");
    inside += "</div>";
    if (const auto back = recovery(experiment_)) {
      inside += "<p>买家行为改变后：与全知的差距从 " + number(back->gap_before, 2) + " 元变为当月 " +
                number(back->gap_at_first, 2) + " 元，最后稳定在 " + number(back->gap_settled, 2) +
                " 元，用了 " + std::to_string(back->months) +
                " 个月。<span class=\"en\">After the change of behaviour the gap to the oracle went from " +
                number(back->gap_before, 2) + " to " + number(back->gap_at_first, 2) + " and settled at " +
                number(back->gap_settled, 2) + " yuan within " + std::to_string(back->months) +
                " months.</span></p>";
    }
    section({"结论", "Findings"}, inside);
  }

  void costs() {
    std::vector<Bar> bars;
    for (std::size_t i = 0; i < experiment_.policies.size(); ++i) {
      Bar bar{experiment_.policies[i].name.zh, {}};
      for (std::size_t p = 0; p < domain::count_of<Part>; ++p) {
        double sum = 0;
        for (const SeedResult& seed : experiment_.seeds)
          sum += part_per_case(seed.tallies[i], static_cast<Part>(p));
        bar.parts.push_back(sum / static_cast<double>(experiment_.seeds.size()));
      }
      bars.push_back(std::move(bar));
    }
    std::vector<std::pair<Text, std::string>> entries;
    for (std::size_t p = 0; p < domain::count_of<Part>; ++p)
      entries.emplace_back(text_of(static_cast<Part>(p)), part_colours[p]);
    section(
        {"每案成本的构成（元）", "Cost per case by part, yuan"},
        stacked_bars(bars, part_colours) + key(entries) +
            "<p class=\"en\">左边的负数是收回来的货。Goods to the left of zero came back to the shop.</p>");
  }

  void differences() {
    const auto ours = experiment_.place_of("ours");
    if (!ours) return;
    std::vector<Whisker> rows;
    for (std::size_t i = 0; i < experiment_.policies.size(); ++i) {
      if (i != *ours)
        rows.push_back(
            {experiment_.policies[i].name.zh, difference_of(experiment_, *ours, i, cost_per_case)});
    }
    section({"本系统减各策略：每案成本差（元）", "Ours minus each policy: cost per case, paired by shop"},
            whiskers(rows) +
                "<p class=\"en\">绿色：本系统明显更省；红色：明显更贵。Green: ours is cheaper beyond "
                "chance.</p>");
  }

  void months() {
    const std::vector<std::pair<std::string, std::string>> shown{
        {"rights_only", "#7d8590"}, {"fixed_menu", "#c98b2c"}, {"ours", "#2f8f5b"}, {"oracle", "#3b6fb6"}};
    std::vector<Line> lines;
    std::vector<std::pair<Text, std::string>> entries;
    for (const auto& [id, colour] : shown) {
      const auto place = experiment_.place_of(id);
      if (!place) continue;
      lines.push_back({experiment_.policies[*place].name.zh, colour, cost_by_month(experiment_, *place)});
      entries.emplace_back(experiment_.policies[*place].name, colour);
    }
    if (lines.empty()) return;
    const int middle = experiment_.size.shift ? experiment_.size.years * 6 : -1;
    section({"学习曲线：每案成本，按月（元）", "Learning: cost per case by month"},
            lines_by_month(lines, middle, "行为改变") + key(entries));
  }

  void table() {
    std::string inside = "<div class=\"wide\"><table><thead><tr><th></th>";
    for (const PolicyName& policy : experiment_.policies) {
      inside += std::string("<th") + (policy.id == "ours" ? " class=\"ours\"" : "") + ">" +
                escaped(policy.name.zh) + "<br><span class=\"en\">" + escaped(policy.name.en) +
                "</span></th>";
    }
    inside += "</tr></thead><tbody>";
    for (const Measure& measure : measures()) {
      inside += "<tr><td>" + both(measure.name) +
                (measure.unit.zh.empty() ? "" : "（" + escaped(measure.unit.zh) + "）") + "</td>";
      for (std::size_t i = 0; i < experiment_.policies.size(); ++i) {
        inside += std::string("<td") + (experiment_.policies[i].id == "ours" ? " class=\"ours\"" : "") + ">" +
                  with_interval(estimate_of(experiment_, i, measure.of), measure.decimals) + "</td>";
      }
      inside += "</tr>";
    }
    inside += "</tbody></table></div>";
    for (const PolicyName& policy : experiment_.policies)
      inside += "<p><b>" + escaped(policy.name.zh) + "</b>：" + both(policy.what) + "</p>";
    section({"全部指标", "All measures"}, inside);
  }

  void troubles() {
    std::vector<std::size_t> shown;
    for (const char* id : {"rights_only", "fixed_menu", "ours", "oracle"}) {
      if (const auto place = experiment_.place_of(id)) shown.push_back(*place);
    }
    if (shown.empty()) return;
    std::string inside =
        "<div class=\"wide\"><table><thead><tr><th>问题 <span "
        "class=\"en\">issue</span></th><th>案件/店<br><span class=\"en\">cases</span></th>";
    for (const std::size_t place : shown)
      inside += "<th>" + escaped(experiment_.policies[place].name.zh) +
                "<br><span class=\"en\">元 yuan · 较轻 lighter</span></th>";
    inside += "</tr></thead><tbody>";
    for (std::size_t kind = 0; kind < rules_.troubles.size(); ++kind) {
      inside += "<tr><td>" + escaped(rules_.troubles[kind].issue) + "</td>";
      for (std::size_t column = 0; column < shown.size(); ++column) {
        GroupSum sum;
        for (const SeedResult& seed : experiment_.seeds) sum += seed.tallies[shown[column]].troubles.at(kind);
        if (column == 0)
          inside +=
              "<td>" +
              number(static_cast<double>(sum.cases) / static_cast<double>(experiment_.seeds.size()), 0) +
              "</td>";
        const double count = std::max<double>(1, static_cast<double>(sum.cases));
        inside += "<td>" + number(static_cast<double>(sum.cost.value) / 100 / count, 1) + " · " +
                  number(100 * static_cast<double>(sum.lighter) / count, 0) + "%</td>";
      }
      inside += "</tr>";
    }
    section({"按问题", "By issue"}, inside + "</tbody></table></div>");
  }

  const Experiment& experiment_;
  const WorldRules& rules_;
  std::string text_;
};

}  // namespace

std::string html_of(const Experiment& experiment, const WorldRules& rules) {
  return Page(experiment, rules).made();
}

}  // namespace shouhou::simulate
