#include "app/import_formats.h"

#include <algorithm>
#include <regex>
#include <set>

#include "base/normal_text.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

constexpr std::size_t rows_looked_at = 20;

// Blanks and punctuation, ASCII and Chinese, which exports use or leave out as they like.
bool is_separator(std::string_view character) {
  static const std::set<std::string_view> chinese{"，", "。", "、", "；", "：", "（", "）", "【", "】",
                                                  "《", "》", "“",  "”",  "‘",  "’",  "·",  "—",  "　"};
  if (character.size() > 1) return chinese.contains(character);
  const char c = character.front();
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return static_cast<unsigned char>(c) < 0x80 && !letter;
}

std::size_t width_at(std::string_view text, std::size_t at) {
  std::size_t next = at + 1;
  while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
  return next - at;
}

std::string without_unit(std::string_view text) {
  for (const std::string_view unit : {"(元)", "(件)", "(cny)", "(rmb)", "(kg)", "[元]"}) {
    if (text.ends_with(unit)) return std::string(text.substr(0, text.size() - unit.size()));
  }
  return std::string(text);
}

// How well one format fits a header.
struct Fit {
  const ImportFormat* format = nullptr;
  ImportKind kind = ImportKind::orders;
  std::size_t header_row = 0;
  std::size_t marks = 0;
  std::size_t known = 0;
  std::vector<TablePlan::Column> columns;
  std::vector<std::string> missing;  // required fields without a column

  // Marks are worth most: general names fit many formats.
  std::size_t score() const { return missing.empty() && known > 0 ? 1 + marks * 4 + known : 0; }
};

int rank_in(const std::vector<std::string>& names, const std::string& header) {
  const auto found = std::ranges::find(names, header);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

void claim(const ImportFormats& formats, const KindRules& kind, const ImportFormat* format,
           const std::vector<std::string>& header, std::vector<TablePlan::Column>& columns) {
  for (std::size_t at = 0; at < header.size(); ++at) {
    if (header[at].empty()) continue;
    std::optional<TablePlan::Column> claimed;
    if (format != nullptr) {
      for (const auto& [field, names] : format->columns) {
        const int rank = rank_in(names, header[at]);
        if (rank >= 0 && !claimed) claimed = TablePlan::Column{at, field, rank};
      }
      if (!claimed && std::ranges::find(format->ignore, header[at]) != format->ignore.end()) continue;
    }
    for (const Field field : kind.fields) {
      if (claimed) break;
      const auto names = formats.names.find(field);
      if (names == formats.names.end()) continue;
      const int rank = rank_in(names->second, header[at]);
      // The format's own columns go before the general names.
      if (rank >= 0) claimed = TablePlan::Column{at, field, 1000 + rank};
    }
    if (claimed) columns.push_back(*claimed);
  }
}

// A column of a field that may have one only keeps it by rank; the others stay as fall-backs.
std::vector<std::string> missing_fields(const KindRules& kind,
                                        const std::vector<TablePlan::Column>& columns) {
  const auto has = [&](Field field) {
    return std::ranges::any_of(columns, [&](const auto& column) { return column.field == field; });
  };
  std::vector<std::string> missing;
  for (const Field field : kind.required) {
    if (!has(field)) missing.emplace_back(name(field));
  }
  if (!kind.one_of.empty() && std::ranges::none_of(kind.one_of, has)) {
    std::string any;
    for (const Field field : kind.one_of) any += (any.empty() ? "" : "|") + std::string(name(field));
    missing.push_back(any);
  }
  return missing;
}

Fit fit_of(const ImportFormats& formats, ImportKind kind, const ImportFormat* format,
           const std::vector<std::string>& header) {
  Fit fit;
  fit.format = format;
  fit.kind = kind;
  claim(formats, formats.kind(kind), format, header, fit.columns);
  fit.missing = missing_fields(formats.kind(kind), fit.columns);
  std::set<Field> known;
  for (const auto& column : fit.columns) known.insert(column.field);
  fit.known = known.size();
  if (format != nullptr) {
    for (const std::string& mark : format->marks) {
      fit.marks += std::ranges::find(header, mark) != header.end() ? 1 : 0;
    }
  }
  return fit;
}

bool asked_for(const ImportFormat& format, const PlanWish& wish) {
  if (wish.kind && format.kind != *wish.kind) return false;
  if (wish.format == "auto" || wish.format.empty()) return true;
  return format.id == wish.format || format.id.starts_with(wish.format + ".") ||
         (wish.format == "tmall" && format.id.starts_with("taobao."));
}

std::optional<std::size_t> shape_fits(const ImportFormat& format,
                                      std::span<const std::vector<std::string>> sample) {
  if (format.shape.empty()) return std::nullopt;
  std::size_t fitting = 0;
  for (const auto& row : sample) {
    bool fits = row.size() >= format.shape.size();
    for (std::size_t i = 0; fits && i < format.shape.size(); ++i) {
      // Long texts only ever meet ".*": std::regex recurses with the length of its input.
      if (format.shape[i] == ".*") continue;
      fits = row[i].size() <= 200 && std::regex_match(row[i], std::regex(format.shape[i]));
    }
    fitting += fits ? 1 : 0;
  }
  return fitting;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Result<TablePlan> finished(TablePlan plan, const PlanWish& wish) {
  if (wish.channel) plan.channel = *wish.channel;
  if (wish.format == "tmall") plan.channel = domain::Channel::tmall;
  return plan;
}

Result<TablePlan> plan_of_format(const ImportFormat& format) {
  TablePlan plan;
  plan.kind = format.kind;
  plan.format = &format;
  plan.channel = format.channel;
  SHOUHOU_ASSIGN(plan.zone, Zone::named(format.zone));
  plan.currency = format.currency;
  plan.paid_by_lines = format.paid_by_lines;
  plan.line_number_within_order = format.line_number_within_order;
  plan.review_number_within_order = format.review_number_within_order;
  plan.cancelled_prefix = format.cancelled_prefix;
  return plan;
}

Result<TablePlan> plan_without_header(const ImportFormat& format, const PlanWish& wish) {
  SHOUHOU_ASSIGN(TablePlan plan, plan_of_format(format));
  plan.has_header = false;
  for (std::size_t at = 0; at < format.positions.size(); ++at) {
    plan.header.push_back("第" + std::to_string(at + 1) + "列");
    if (format.positions[at]) plan.columns.push_back({at, *format.positions[at], 0});
  }
  plan.reason = {"按内容的样子认出：" + format.name.zh,
                 "recognised by the shape of its rows: " + format.name.en};
  return finished(std::move(plan), wish);
}

Result<TablePlan> plan_of_mapping(const ImportFormats& formats, const ImportMapping& mapping,
                                  std::span<const std::vector<std::string>> sample, const PlanWish& wish) {
  TablePlan plan;
  plan.kind = mapping.kind;
  plan.channel = mapping.channel;
  plan.currency = mapping.currency;
  SHOUHOU_ASSIGN(plan.zone, Zone::named(mapping.zone));
  std::size_t best = 0;
  for (std::size_t row = 0; row < sample.size(); ++row) {
    std::vector<TablePlan::Column> columns;
    for (std::size_t at = 0; at < sample[row].size(); ++at) {
      const std::string header = plain_header(sample[row][at]);
      for (std::size_t rank = 0; rank < mapping.columns.size(); ++rank) {
        const auto field = field_named(mapping.columns[rank].field);
        if (field && plain_header(mapping.columns[rank].header) == header && !header.empty()) {
          columns.push_back({at, *field, static_cast<int>(rank)});
        }
      }
    }
    if (columns.size() > best) {
      best = columns.size();
      plan.columns = columns;
      plan.header_row = row;
      plan.header = sample[row];
    }
  }
  const std::vector<std::string> missing = missing_fields(formats.kind(mapping.kind), plan.columns);
  if (!missing.empty()) {
    return fail(ErrorKind::invalid, "import.column_missing",
                {"映射「" + mapping.name + "」用在这个文件上缺少：" + listed(missing),
                 "With the mapping “" + mapping.name + "” this file lacks: " + listed(missing)});
  }
  plan.reason = {"按映射「" + mapping.name + "」", "by the mapping “" + mapping.name + "”"};
  return finished(std::move(plan), wish);
}

Text reason_of(const Fit& fit, const KindRules& kind) {
  const std::string known = std::to_string(fit.known);
  if (fit.format == nullptr) {
    return {"按通用列名认作「" + kind.name.zh + "」，认出 " + known + " 个字段",
            "taken for " + kind.name.en + " by general column names, " + known + " fields known"};
  }
  const std::string marks = std::to_string(fit.marks);
  const std::string weak_zh = fit.format->origin.weak ? "（列名为常见叫法，请核对）" : "";
  const std::string weak_en =
      fit.format->origin.weak ? " (column names are the usual ones; please check)" : "";
  return {"认作「" + fit.format->name.zh + "」：" + marks + " 个特征列，" + known + " 个字段" + weak_zh,
          "taken for " + fit.format->name.en + ": " + marks + " tell-tale columns, " + known + " fields" +
              weak_en};
}

tl::unexpected<Error> not_recognised(const ImportFormats& formats, const Fit& nearest) {
  if (nearest.known == 0) {
    return fail(
        ErrorKind::invalid, "import.not_recognised",
        {"认不出这个文件的列名，请手工对应各列", "No column of this file is known; map its columns by hand"});
  }
  const Text& kind = formats.kind(nearest.kind).name;
  return fail(ErrorKind::invalid, "import.not_recognised",
              {"最像「" + kind.zh + "」，但缺少：" + listed(nearest.missing),
               "It looks most like " + kind.en + ", but lacks: " + listed(nearest.missing)});
}

}  // namespace

std::string plain_header(std::string_view text) {
  const std::string normal = without_unit(utf8::trim(normal_text(text)));
  std::string plain;
  for (std::size_t at = 0; at < normal.size();) {
    const std::size_t width = width_at(normal, at);
    const std::string_view character = std::string_view(normal).substr(at, width);
    if (!is_separator(character)) plain += character;
    at += width;
  }
  // A mark like "-" means something as a value.
  return plain.empty() ? normal : plain;
}

const KindRules& ImportFormats::kind(ImportKind wanted) const {
  return *std::ranges::find(kinds, wanted, &KindRules::kind);
}

const ImportFormat* ImportFormats::format(std::string_view id) const {
  const auto found = std::ranges::find(formats, id, &ImportFormat::id);
  return found == formats.end() ? nullptr : &*found;
}

std::string_view TablePlan::field_of(std::size_t column) const {
  const auto found = std::ranges::find(columns, column, &Column::at);
  return found == columns.end() ? std::string_view{} : name(found->field);
}

Result<TablePlan> plan_table(const ImportFormats& formats, std::span<const std::vector<std::string>> sample,
                             const PlanWish& wish) {
  sample = sample.first(std::min(sample.size(), rows_looked_at));
  if (wish.mapping) return plan_of_mapping(formats, *wish.mapping, sample, wish);
  std::vector<const ImportFormat*> candidates;
  for (const ImportFormat& format : formats.formats) {
    if (asked_for(format, wish)) candidates.push_back(&format);
  }
  const bool any_format = wish.format.empty() || wish.format == "auto";
  if (candidates.empty() && !any_format) {
    return invalid("import.format_unknown", "format",
                   {"没有这种格式：" + wish.format, "There is no such format: " + wish.format});
  }
  Fit best;
  for (std::size_t row = 0; row < sample.size(); ++row) {
    std::vector<std::string> header;
    for (const std::string& cell : sample[row]) header.push_back(plain_header(utf8::shorten(cell, 80)));
    const auto consider = [&](Fit fit) {
      fit.header_row = row;
      const bool nearer = best.score() == 0 && fit.known > best.known;
      if (fit.score() > best.score() || nearer) best = std::move(fit);
    };
    for (const ImportFormat* format : candidates) {
      if (!format->positions.empty()) continue;
      Fit fit = fit_of(formats, format->kind, format, header);
      if (fit.marks >= (any_format ? 2u : 0u)) consider(std::move(fit));
    }
    if (!any_format) continue;
    for (const KindRules& kind : formats.kinds) {
      if (!wish.kind || *wish.kind == kind.kind) consider(fit_of(formats, kind.kind, nullptr, header));
    }
  }
  for (const ImportFormat* format : candidates) {
    const auto fitting = shape_fits(*format, sample);
    if (fitting && *fitting > 0 && *fitting * 10 >= sample.size() * 8)
      return plan_without_header(*format, wish);
  }
  if (best.score() == 0) return not_recognised(formats, best);
  TablePlan plan;
  if (best.format != nullptr) {
    SHOUHOU_ASSIGN(plan, plan_of_format(*best.format));
  }
  plan.kind = best.kind;
  plan.header_row = best.header_row;
  plan.header = sample[best.header_row];
  plan.columns = std::move(best.columns);
  plan.reason = reason_of(best, formats.kind(best.kind));
  return finished(std::move(plan), wish);
}

}  // namespace shouhou::app
