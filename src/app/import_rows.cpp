#include "app/import_rows.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace shouhou::app {
namespace {

constexpr std::size_t id_limit = 128;
constexpr std::size_t short_text_limit = 2'000;  // bytes: names, titles, notes
constexpr std::size_t long_text_limit = 20'000;  // bytes: what people wrote

bool nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 10> words{"",     "-",   "--",  "null", "NULL",
                                                          "None", "nan", "NaN", "无",   "\\N"};
  return std::ranges::find(words, text) != words.end();
}

bool ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "12.34", "-5", "12": most amounts of most files.
std::optional<Fen> plain_amount(std::string_view text) {
  std::int64_t value = 0;
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t first = at;
  // Larger ones go the long way, where the limit is.
  while (at < text.size() && at - first < 8 && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at++] - '0');
  }
  if (at == first) return std::nullopt;
  int decimals = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && decimals < 2 && text[at] >= '0' && text[at] <= '9') {
      value = value * 10 + (text[at++] - '0');
      ++decimals;
    }
  }
  if (at != text.size()) return std::nullopt;
  for (; decimals < 2; ++decimals) value *= 10;
  return Fen{first == 1 ? -value : value};
}

// "2024-05-01 13:02:11 +0800" as "2024-05-01T13:02:11+08:00".
std::string with_colon_offset(std::string_view text) {
  if (text.size() != 25 || text[19] != ' ' || (text[20] != '+' && text[20] != '-')) return std::string(text);
  return std::string(text.substr(0, 10)) + "T" + std::string(text.substr(11, 8)) +
         std::string(text.substr(20, 3)) + ":" + std::string(text.substr(23, 2));
}

std::string_view cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

RowReader::RowReader(const ImportFormats& formats, const TablePlan& plan) : formats_(formats), plan_(plan) {}

void RowReader::problem(Field field, std::string code, Text why) {
  const Cell& cell = cells_[static_cast<std::size_t>(field)];
  std::string column(name(field));
  for (const TablePlan::Column& known : plan_.columns) {
    const bool shown = cell.rank < (1 << 20) ? known.at == cell.column : known.field == field;
    if (shown && known.at < plan_.header.size()) column = plan_.header[known.at];
  }
  problems_->push_back(
      {column, utf8::shorten(cell.text, 200), std::move(code), std::move(why.zh), std::move(why.en)});
}

void RowReader::spread(std::span<const std::string_view> cells) {
  cells_.fill({});
  region_.clear();
  for (const TablePlan::Column& column : plan_.columns) {
    if (column.at >= cells.size() || cells[column.at].empty()) continue;
    if (column.field == Field::receiver_region) {
      region_ += cells[column.at];
      continue;
    }
    Cell& cell = cells_[static_cast<std::size_t>(column.field)];
    if (column.rank < cell.rank) cell = {cells[column.at], column.at, column.rank};
  }
}

std::string_view RowReader::number(Field field, bool required) {
  std::string_view raw = text(field);
  if (nothing(raw)) {
    if (required) problem(field, "import.required", {"这一列不能为空", "This column may not be empty"});
    return {};
  }
  if (!ascii(raw)) {
    plain_ = utf8::trim(utf8::to_half_width(raw));
    raw = plain_;
  }
  if (raw.size() > 2 && raw.ends_with(".0") &&
      raw.find_first_not_of("0123456789.") == std::string_view::npos) {
    raw.remove_suffix(2);
  }
  if (raw.size() > id_limit) {
    problem(field, "import.too_long", {"编号过长", "The number is too long"});
    return {};
  }
  // 1.23457E+18: a spreadsheet kept an id as a number and lost its digits for good.
  const std::size_t exponent = raw.find("E+");
  if (exponent != std::string_view::npos &&
      raw.substr(0, exponent).find_first_not_of("0123456789.") == std::string_view::npos) {
    problem(field, "import.lost_digits",
            {"编号被表格软件改成了科学计数，位数已丢失，请重新导出或把该列设为文本",
             "A spreadsheet turned the number into scientific notation and lost its digits; export it again "
             "as text"});
    return {};
  }
  return arena_->keep(raw);
}

std::optional<Fen> RowReader::money(Field field) {
  const std::string_view raw = text(field);
  if (raw.empty()) return std::nullopt;
  if (const auto amount = plain_amount(raw)) return amount;
  if (nothing(raw) || word(field) == "none") return std::nullopt;
  if (formats_.words.contains(Field::refund_status)) {
    // 退款金额 reads 无退款申请 where none was asked for (facts B).
    const auto& none = formats_.words.at(Field::refund_status);
    if (!ascii(raw) && none.contains(plain_header(raw))) return std::nullopt;
  }
  const auto amount = parse_yuan(raw);
  if (amount) return *amount;
  problem(field, amount.error().code, amount.error().message);
  return std::nullopt;
}

std::optional<Instant> RowReader::time(Field field) {
  const std::string_view raw = text(field);
  if (raw.empty() || nothing(raw)) return std::nullopt;
  if (raw == last_time_text_) return last_time_;
  auto instant = parse_time(raw, plan_.zone);
  if (!instant) instant = parse_time(with_colon_offset(utf8::to_half_width(raw)), plan_.zone);
  if (!instant) {
    problem(field, instant.error().code, instant.error().message);
    return std::nullopt;
  }
  last_time_text_ = raw;
  last_time_ = *instant;
  return *instant;
}

std::optional<std::int64_t> RowReader::count(Field field) {
  std::string_view raw = text(field);
  if (raw.empty() || nothing(raw)) return std::nullopt;
  std::string folded;
  if (!ascii(raw)) {
    folded = utf8::trim(utf8::to_half_width(raw));
    raw = folded;
    for (const std::string_view unit : {"件", "个", "双", "套"}) {
      if (raw.ends_with(unit)) raw.remove_suffix(unit.size());
    }
  }
  if (raw.ends_with(".0")) raw.remove_suffix(2);
  if (raw.ends_with(".00")) raw.remove_suffix(3);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error == std::errc{} && end == raw.data() + raw.size() && value > -10'000'000 && value < 10'000'000)
    return value;
  problem(field, "import.not_a_count", {"不是数量", "This is not a count"});
  return std::nullopt;
}

// One to five stars, "5", "4.0", "5星", "5分"; 0 where there is none.
int RowReader::score(Field field) {
  const std::string_view raw = text(field);
  if (nothing(raw)) return 0;
  std::string folded = utf8::to_half_width(raw);
  for (const std::string_view unit : {"星", "分", "颗星"}) {
    if (folded.ends_with(unit)) folded.resize(folded.size() - unit.size());
  }
  if (folded.ends_with(".0")) folded.resize(folded.size() - 2);
  if (folded == "0") return 0;
  if (folded.size() == 1 && folded[0] >= '1' && folded[0] <= '5') return folded[0] - '0';
  problem(field, "import.not_a_score", {"评分应为 1 至 5", "A score is 1 to 5"});
  return 0;
}

std::string_view RowReader::word(Field field) const {
  const std::string_view raw = text(field);
  if (raw.empty()) return {};
  const auto words = formats_.words.find(field);
  if (words == formats_.words.end()) return {};
  // As written first: most files use the very words.
  auto found = words->second.find(raw);
  if (found == words->second.end()) found = words->second.find(plain_header(cut(raw, 200)));
  return found == words->second.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<bool> RowReader::flag(Field field) const {
  const std::string_view found = word(field);
  if (found.empty()) return std::nullopt;
  return found == "true";
}

bool RowReader::read(std::span<const std::string_view> cells, TextArena& arena, RowFacts& facts,
                     std::vector<RowProblem>& problems) {
  arena_ = &arena;
  problems_ = &problems;
  const std::size_t before = problems.size();
  spread(cells);
  switch (plan_.kind) {
    case ImportKind::orders:
      facts = order();
      break;
    case ImportKind::order_lines:
      facts = line();
      break;
    case ImportKind::refunds:
      facts = refund();
      break;
    case ImportKind::reviews:
      facts = review();
      break;
    case ImportKind::chats:
      facts = chat();
      break;
    case ImportKind::products:
      facts = product();
      break;
    case ImportKind::parcels:
      facts = parcel();
      break;
  }
  return problems.size() == before;
}

OrderFacts RowReader::order() {
  OrderFacts facts;
  facts.number = number(Field::order_number, true);
  facts.buyer_id = number(Field::buyer_id);
  facts.buyer_name = arena_->keep(cut(text(Field::buyer_name), short_text_limit));
  facts.receiver_name = arena_->keep(cut(text(Field::receiver_name), short_text_limit));
  facts.receiver_phone = arena_->keep(cut(text(Field::receiver_phone), 100));
  if (!region_.empty() && !text(Field::receiver_address).starts_with(region_)) {
    facts.receiver_address =
        arena_->keep(cut(region_ + std::string(text(Field::receiver_address)), short_text_limit));
  } else {
    facts.receiver_address = arena_->keep(cut(text(Field::receiver_address), short_text_limit));
  }
  facts.status = word_of<domain::OrderStatus>(Field::order_status);
  facts.status_text = arena_->keep(cut(text(Field::order_status), 200));
  facts.currency = arena_->keep(cut(text(Field::currency), 8));
  facts.goods = money(Field::goods_amount);
  facts.postage = money(Field::postage);
  facts.paid = money(Field::paid);
  facts.refunded = money(Field::refunded);
  facts.quantity = count(Field::quantity);
  facts.placed_at = time(Field::placed_at);
  facts.paid_at = time(Field::paid_at);
  facts.shipped_at = time(Field::shipped_at);
  facts.delivered_at = time(Field::delivered_at);
  facts.finished_at = time(Field::finished_at);
  facts.ship_by = time(Field::ship_by);
  facts.deliver_by = time(Field::deliver_by);
  facts.title = arena_->keep(cut(text(Field::title), short_text_limit));
  facts.buyer_message = arena_->keep(cut(text(Field::buyer_message), long_text_limit));
  facts.seller_note = arena_->keep(cut(text(Field::seller_note), long_text_limit));
  facts.close_reason = arena_->keep(cut(text(Field::close_reason), short_text_limit));
  // 订单未关闭 stands in the column of open orders (facts B).
  if (facts.close_reason == "订单未关闭") facts.close_reason = {};
  facts.tracking_number = number(Field::tracking_number);
  // Old exports write "No:YT123".
  if (facts.tracking_number.starts_with("No:")) facts.tracking_number.remove_prefix(3);
  facts.carrier = arena_->keep(cut(text(Field::carrier), 100));
  facts.cancellation = !plan_.cancelled_prefix.empty() && facts.number.starts_with(plan_.cancelled_prefix);
  return facts;
}

LineFacts RowReader::line() {
  LineFacts facts;
  facts.order = order();
  facts.number = number(Field::line_number);
  facts.item_id = number(Field::item_id);
  facts.sku_id = number(Field::sku_id);
  facts.sku_code = number(Field::sku_code);
  facts.item_code = number(Field::item_code);
  facts.title = arena_->keep(cut(text(Field::line_title), short_text_limit));
  facts.attributes = arena_->keep(cut(text(Field::attributes), short_text_limit));
  facts.price = money(Field::price);
  facts.paid = money(Field::line_paid);
  facts.postage = money(Field::line_postage);
  facts.refunded = money(Field::line_refunded);
  facts.quantity = count(Field::line_quantity).value_or(1);
  facts.status_text = arena_->keep(cut(text(Field::line_status), 200));
  facts.refund_status_text = arena_->keep(cut(text(Field::refund_status), 200));
  // The detail export states the order's status in every line.
  if (!facts.order.status && !facts.status_text.empty()) {
    const auto& words = formats_.words.at(Field::order_status);
    const auto found = words.find(plain_header(facts.status_text));
    if (found != words.end()) facts.order.status = domain::named<domain::OrderStatus>(found->second);
  }
  if (facts.number.empty()) {
    std::string goods(facts.sku_id.empty() ? facts.sku_code : facts.sku_id);
    goods.append("\x1f")
        .append(facts.item_id)
        .append("\x1f")
        .append(facts.item_id.empty() ? facts.title : std::string_view{});
    goods.append("\x1f").append(facts.attributes);
    facts.occurrence = next_occurrence(facts.order.number, goods);
  }
  return facts;
}

RefundFacts RowReader::refund() {
  RefundFacts facts;
  facts.order_number = number(Field::order_number, true);
  facts.number = number(Field::refund_number);
  facts.line_number = number(Field::line_number);
  facts.buyer_id = number(Field::buyer_id);
  facts.buyer_name = arena_->keep(cut(text(Field::buyer_name), short_text_limit));
  facts.type = word_of<domain::RefundType>(Field::refund_type).value_or(domain::RefundType::unknown);
  if (facts.type == domain::RefundType::unknown) {
    if (const auto needed = flag(Field::needs_return)) {
      facts.type = *needed ? domain::RefundType::return_refund : domain::RefundType::refund_only;
    }
  }
  facts.state = word_of<domain::RefundState>(Field::refund_state).value_or(domain::RefundState::unknown);
  facts.state_text = arena_->keep(cut(text(Field::refund_state), 200));
  facts.amount = money(Field::refund_amount);
  facts.reason = arena_->keep(cut(text(Field::reason), short_text_limit));
  facts.words = arena_->keep(cut(text(Field::words), long_text_limit));
  facts.goods_text = arena_->keep(cut(text(Field::goods_state), 200));
  if (const std::string_view state = word(Field::goods_state); !state.empty())
    facts.received = state == "received";
  facts.fault_text = arena_->keep(cut(text(Field::fault), 200));
  facts.fault = arena_->keep(word(Field::fault));
  facts.return_tracking = number(Field::return_tracking);
  facts.return_carrier = arena_->keep(cut(text(Field::return_carrier), 100));
  facts.title = arena_->keep(cut(text(Field::line_title), short_text_limit));
  facts.item_id = number(Field::item_id);
  facts.sku_code = number(Field::sku_code);
  if (const std::string_view phase = word(Field::sale_phase); !phase.empty())
    facts.after_sale = phase == "aftersale";
  facts.platform_in = flag(Field::platform_in);
  facts.applied_at = time(Field::applied_at);
  facts.deadline = time(Field::deadline);
  facts.finished_at = time(Field::refund_finished_at);
  return facts;
}

ReviewFacts RowReader::review() {
  ReviewFacts facts;
  facts.number = number(Field::review_number);
  facts.order_number = number(Field::order_number);
  facts.line_number = number(Field::line_number);
  facts.item_id = number(Field::item_id);
  facts.title = arena_->keep(cut(text(Field::line_title), short_text_limit));
  facts.buyer_id = number(Field::buyer_id);
  facts.buyer_name = arena_->keep(cut(text(Field::buyer_name), short_text_limit));
  facts.stars = score(Field::stars);
  facts.described = score(Field::described);
  facts.service = score(Field::service);
  facts.shipping = score(Field::shipping);
  facts.polarity = word_of<domain::Polarity>(Field::polarity);
  facts.text = arena_->keep(cut(text(Field::review_text), long_text_limit));
  facts.appended = arena_->keep(cut(text(Field::appended), long_text_limit));
  facts.reply = arena_->keep(cut(text(Field::reply), long_text_limit));
  facts.written_at = time(Field::written_at);
  return facts;
}

ChatFacts RowReader::chat() {
  ChatFacts facts;
  facts.session = number(Field::session, true);
  facts.buyer_id = number(Field::buyer_id);
  facts.buyer_name = arena_->keep(cut(text(Field::buyer_name), short_text_limit));
  facts.speaker = word_of<domain::Speaker>(Field::speaker).value_or(domain::Speaker::buyer);
  facts.author = arena_->keep(cut(text(Field::author), 200));
  facts.text = arena_->keep(cut(text(Field::message_text), long_text_limit));
  facts.sku_text = nothing(text(Field::message_sku)) ? std::string_view{}
                                                     : arena_->keep(cut(text(Field::message_sku), 500));
  facts.order_number = number(Field::order_number);
  facts.said_at = time(Field::said_at);
  facts.number = next_occurrence(facts.session, {});
  return facts;
}

ProductFacts RowReader::product() {
  ProductFacts facts;
  facts.item_id = number(Field::item_id);
  facts.sku_id = number(Field::sku_id);
  facts.sku_code = number(Field::sku_code);
  facts.item_code = number(Field::item_code);
  facts.title = arena_->keep(cut(text(Field::line_title), short_text_limit));
  facts.attributes = arena_->keep(cut(text(Field::attributes), short_text_limit));
  facts.category = arena_->keep(cut(text(Field::category), 200));
  facts.price = money(Field::price);
  if (facts.item_id.empty() && facts.title.empty()) {
    problem(Field::item_id, "import.required",
            {"商品编号和标题不能都为空", "An item needs a number or a title"});
  }
  return facts;
}

ParcelFacts RowReader::parcel() {
  ParcelFacts facts;
  facts.tracking_number = number(Field::tracking_number, true);
  facts.carrier = arena_->keep(cut(text(Field::carrier), 100));
  facts.order_number = number(Field::order_number);
  facts.scan_text = arena_->keep(cut(text(Field::scan_text), short_text_limit));
  facts.state = word_of<domain::ParcelState>(Field::parcel_state);
  facts.shipped_at = time(Field::shipped_at);
  facts.scanned_at = time(Field::scanned_at);
  facts.signed_at = time(Field::delivered_at);
  return facts;
}

std::int64_t RowReader::next_occurrence(std::string_view group, std::string_view goods) {
  auto place = seen_.find(std::string(group));
  if (place == seen_.end()) {
    if (seen_.size() >= groups_kept) {
      seen_before_ = std::move(seen_);
      seen_.clear();
    }
    place = seen_.try_emplace(std::string(group)).first;
    const auto before = seen_before_.find(place->first);
    if (before != seen_before_.end()) place->second = before->second;
  }
  return ++place->second[std::string(goods)];
}

}  // namespace shouhou::app
