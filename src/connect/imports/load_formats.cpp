#include "connect/imports/load_formats.h"

#include <algorithm>
#include <regex>
#include <stdexcept>

#include "base/embedded.h"
#include "base/normal_text.h"
#include "connect/rules/toml_node.h"
#include "domain/conversations.h"
#include "domain/orders.h"
#include "domain/parcels.h"
#include "domain/platform_refunds.h"
#include "domain/reviews.h"

namespace shouhou::connect {

std::span<const EmbeddedFile> embedded_import_formats();

namespace {

using app::Field;

tl::unexpected<Error> wrong(const std::string& file, int line, Text why) {
  return fail(ErrorKind::invalid, "rules.row", std::move(why), file + ":" + std::to_string(line));
}

// One file's tables, read into the whole.
class Loader {
 public:
  Loader(app::ImportFormats& into, const RuleFile& file) : into_(into), file_(file.name) {}

  Result<void> load(const TomlNode& root) {
    if (const TomlNode* defaults = root.find("default")) read_day(*defaults);
    SHOUHOU_TRY(each(root.find("kind"), [&](const auto& key, const auto& node) { return kind(key, node); }));
    SHOUHOU_TRY(
        each(root.find("field"), [&](const auto& key, const auto& node) { return names(key, node); }));
    SHOUHOU_TRY(
        each(root.find("value"), [&](const auto& key, const auto& node) { return words(key, node); }));
    if (const TomlNode* reasons = root.find("reason"); reasons != nullptr && reasons->items() != nullptr) {
      for (const TomlNode& node : *reasons->items()) SHOUHOU_TRY(reason(node));
    }
    const TomlNode* const formats = root.find("format");
    if (formats == nullptr) return {};
    if (formats->items() == nullptr)
      return wrong(file_, formats->line, {"format 应写作 [[format]]", "format is written [[format]]"});
    for (const TomlNode& node : *formats->items()) SHOUHOU_TRY(format(node));
    return {};
  }

 private:
  template <class Read>
  Result<void> each(const TomlNode* table, const Read& read) {
    if (table == nullptr) return {};
    if (table->members() == nullptr)
      return wrong(file_, table->line, {"应是一张表", "a table is expected here"});
    for (const auto& [key, node] : *table->members()) SHOUHOU_TRY(read(key, node));
    return {};
  }

  void read_day(const TomlNode& node) {
    if (const TomlNode* day = node.find("in_force")) {
      if (const Day* value = std::get_if<Day>(&day->value)) in_force_ = *value;
    }
  }

  Result<std::string> text(const TomlNode& node) {
    if (const auto* value = std::get_if<std::string>(&node.value)) return *value;
    return wrong(file_, node.line, {"应是文字", "a text is expected here"});
  }
  Result<std::string> text_of(const TomlNode& table, std::string_view key, std::string otherwise) {
    const TomlNode* const node = table.find(key);
    if (node == nullptr) return otherwise;
    return text(*node);
  }
  bool flag_of(const TomlNode& table, std::string_view key) {
    const TomlNode* const node = table.find(key);
    const bool* value = node == nullptr ? nullptr : std::get_if<bool>(&node->value);
    return value != nullptr && *value;
  }
  Result<std::vector<std::string>> texts(const TomlNode* node) {
    std::vector<std::string> list;
    if (node == nullptr) return list;
    if (node->items() == nullptr)
      return wrong(file_, node->line, {"应是一列文字", "a list of texts is expected here"});
    for (const TomlNode& item : *node->items()) {
      SHOUHOU_ASSIGN(std::string value, text(item));
      list.push_back(std::move(value));
    }
    return list;
  }
  Result<std::vector<std::string>> headers(const TomlNode* node) {
    SHOUHOU_ASSIGN(std::vector<std::string> list, texts(node));
    for (std::string& header : list) header = app::plain_header(header);
    return list;
  }
  Result<Field> field(std::string_view name, int line) {
    const auto found = app::field_named(name);
    if (found) return *found;
    const std::string shown(name);
    return wrong(file_, line, {"没有这个字段：" + shown, "no such field: " + shown});
  }
  Result<std::vector<Field>> fields(const TomlNode* node) {
    std::vector<Field> list;
    SHOUHOU_ASSIGN(const std::vector<std::string> written, texts(node));
    for (const std::string& name : written) {
      SHOUHOU_ASSIGN(const Field found, field(name, node->line));
      list.push_back(found);
    }
    return list;
  }
  Result<Text> both(const TomlNode& table) {
    const TomlNode* const node = table.find("name");
    if (node == nullptr) return wrong(file_, table.line, {"缺少 name", "name is missing"});
    Text name;
    SHOUHOU_ASSIGN(name.zh, text_of(*node, "zh", {}));
    SHOUHOU_ASSIGN(name.en, text_of(*node, "en", {}));
    return name;
  }

  Result<void> kind(const std::string& key, const TomlNode& node) {
    const auto named = domain::named<app::ImportKind>(key);
    if (!named) return wrong(file_, node.line, {"没有这种表：" + key, "no such kind: " + key});
    app::KindRules rules;
    rules.kind = *named;
    SHOUHOU_ASSIGN(rules.name, both(node));
    SHOUHOU_ASSIGN(rules.required, fields(node.find("required")));
    SHOUHOU_ASSIGN(rules.one_of, fields(node.find("one_of")));
    SHOUHOU_ASSIGN(rules.fields, fields(node.find("fields")));
    into_.kinds.push_back(std::move(rules));
    return {};
  }

  Result<void> names(const std::string& key, const TomlNode& node) {
    SHOUHOU_ASSIGN(const Field found, field(key, node.line));
    SHOUHOU_ASSIGN(into_.names[found], headers(&node));
    return {};
  }

  Result<void> words(const std::string& key, const TomlNode& node) {
    SHOUHOU_ASSIGN(const Field found, field(key, node.line));
    app::ValueWords& values = into_.words[found];
    return each(&node, [&](const std::string& word, const TomlNode& list) -> Result<void> {
      if (word == "source" || word == "weak") return {};
      if (!allowed(found, word))
        return wrong(file_, list.line, {"没有这个词：" + word, "no such word: " + word});
      SHOUHOU_ASSIGN(const std::vector<std::string> written, headers(&list));
      for (const std::string& value : written) {
        const auto [place, added] = values.emplace(value, word);
        if (!added && place->second != word) {
          return wrong(file_, list.line, {"「" + value + "」有两个意思", "“" + value + "” has two meanings"});
        }
      }
      return {};
    });
  }

  static bool allowed(Field field, std::string_view word) {
    switch (field) {
      case Field::order_status:
        return domain::named<domain::OrderStatus>(word).has_value();
      case Field::refund_state:
        return domain::named<domain::RefundState>(word).has_value();
      case Field::refund_type:
        return domain::named<domain::RefundType>(word).has_value();
      case Field::polarity:
        return domain::named<domain::Polarity>(word).has_value();
      case Field::speaker:
        return domain::named<domain::Speaker>(word).has_value();
      case Field::parcel_state:
        return domain::named<domain::ParcelState>(word).has_value();
      case Field::fault:
        return domain::named<domain::Fault>(word).has_value();
      case Field::needs_return:
      case Field::platform_in:
        return word == "true" || word == "false";
      case Field::goods_state:
        return word == "received" || word == "not_received";
      case Field::sale_phase:
        return word == "onsale" || word == "aftersale";
      case Field::refund_status:
        return word == "none";
      default:
        return false;
    }
  }

  template <class Enum>
  Result<std::vector<Enum>> enumerators(const TomlNode* node) {
    SHOUHOU_ASSIGN(const std::vector<std::string> written, texts(node));
    std::vector<Enum> list;
    for (const std::string& word : written) {
      const auto found = domain::named<Enum>(word);
      if (!found) return wrong(file_, node->line, {"没有这个词：" + word, "no such word: " + word});
      list.push_back(*found);
    }
    return list;
  }

  Result<void> reason(const TomlNode& node) {
    app::IssueWords row;
    SHOUHOU_ASSIGN(row.issue, text_of(node, "issue", {}));
    SHOUHOU_ASSIGN(row.words, texts(node.find("words")));
    for (std::string& word : row.words) word = normal_text(word);
    SHOUHOU_ASSIGN(row.phases, enumerators<domain::Phase>(node.find("phases")));
    SHOUHOU_ASSIGN(row.types, enumerators<domain::RefundType>(node.find("types")));
    const bool always = row.words.empty() && row.phases.empty() && row.types.empty();
    if (row.issue.empty() || always)
      return wrong(file_, node.line, {"缺少 issue 或条件", "issue or its conditions are missing"});
    into_.reasons.push_back(std::move(row));
    return {};
  }

  Result<void> format(const TomlNode& node) {
    app::ImportFormat format;
    SHOUHOU_ASSIGN(format.id, text_of(node, "id", {}));
    SHOUHOU_ASSIGN(format.name, both(node));
    SHOUHOU_ASSIGN(const std::string kind_name, text_of(node, "kind", {}));
    SHOUHOU_ASSIGN(const std::string channel_name, text_of(node, "channel", {}));
    const auto kind_found = domain::named<app::ImportKind>(kind_name);
    const auto channel = domain::named<domain::Channel>(channel_name);
    if (format.id.empty() || !kind_found || !channel || into_.format(format.id) != nullptr) {
      return wrong(file_, node.line,
                   {"id、kind 或 channel 不对：" + format.id, "wrong id, kind or channel: " + format.id});
    }
    format.kind = *kind_found;
    format.channel = *channel;
    SHOUHOU_ASSIGN(format.zone, text_of(node, "zone", "Asia/Shanghai"));
    if (!Zone::named(format.zone))
      return wrong(file_, node.line, {"没有这个时区：" + format.zone, "no such zone: " + format.zone});
    SHOUHOU_ASSIGN(format.currency, text_of(node, "currency", "CNY"));
    SHOUHOU_ASSIGN(format.cancelled_prefix, text_of(node, "cancelled_prefix", {}));
    SHOUHOU_ASSIGN(format.marks, headers(node.find("marks")));
    SHOUHOU_ASSIGN(format.ignore, headers(node.find("ignore")));
    format.paid_by_lines = flag_of(node, "paid_by_lines");
    format.line_number_within_order = flag_of(node, "line_number_within_order");
    format.review_number_within_order = flag_of(node, "review_number_within_order");
    format.origin.weak = flag_of(node, "weak");
    format.origin.in_force = in_force_;
    format.origin.place = file_ + ":" + std::to_string(node.line);
    SHOUHOU_ASSIGN(format.origin.source, text_of(node, "source", {}));
    if (format.origin.source.empty()) return wrong(file_, node.line, {"缺少 source", "source is missing"});
    SHOUHOU_TRY(each(node.find("columns"), [&](const std::string& key, const TomlNode& list) -> Result<void> {
      SHOUHOU_ASSIGN(const Field found, field(key, list.line));
      SHOUHOU_ASSIGN(format.columns[found], headers(&list));
      return {};
    }));
    SHOUHOU_TRY(shape(node, format));
    into_.formats.push_back(std::move(format));
    return {};
  }

  Result<void> shape(const TomlNode& node, app::ImportFormat& format) {
    SHOUHOU_ASSIGN(const std::vector<std::string> positions, texts(node.find("positions")));
    for (const std::string& name : positions) {
      if (name.empty()) {
        format.positions.emplace_back();
        continue;
      }
      SHOUHOU_ASSIGN(const Field found, field(name, node.line));
      format.positions.emplace_back(found);
    }
    SHOUHOU_ASSIGN(format.shape, texts(node.find("shape")));
    try {
      for (const std::string& pattern : format.shape) std::regex{pattern};
    } catch (const std::regex_error&) {
      return wrong(file_, node.line, {"shape 里的正则表达式不对", "a regular expression in shape is wrong"});
    }
    return {};
  }

  app::ImportFormats& into_;
  std::string file_;
  Day in_force_;
};

}  // namespace

Result<app::ImportFormats> load_import_formats(const RuleLayer& files) {
  app::ImportFormats formats;
  for (const RuleFile& file : files) {
    SHOUHOU_ASSIGN(const TomlNode root, parse_toml(file.text, file.name));
    SHOUHOU_TRY(Loader(formats, file).load(root));
  }
  for (std::size_t i = 0; i < domain::count_of<app::ImportKind>; ++i) {
    const auto kind = static_cast<app::ImportKind>(i);
    if (std::ranges::find(formats.kinds, kind, &app::KindRules::kind) == formats.kinds.end()) {
      const std::string missing(domain::name(kind));
      return fail(ErrorKind::invalid, "rules.row",
                  {"缺少 kind." + missing, "kind." + missing + " is missing"});
    }
  }
  return formats;
}

const app::ImportFormats& built_in_import_formats() {
  static const app::ImportFormats formats = [] {
    RuleLayer files;
    for (const EmbeddedFile& file : embedded_import_formats())
      files.push_back({std::string(file.name), std::string(file.bytes)});
    auto loaded = load_import_formats(files);
    if (!loaded) throw std::logic_error(loaded.error().field + ": " + loaded.error().message.en);
    return *std::move(loaded);
  }();
  return formats;
}

}  // namespace shouhou::connect
