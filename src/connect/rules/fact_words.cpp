#include "connect/rules/fact_words.h"

#include <charconv>
#include <map>
#include <sstream>
#include <vector>

namespace shouhou::connect {
namespace {

using domain::CaseFacts;
using domain::FactLine;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

tl::unexpected<Error> unknown(const std::string& word) {
  return invalid("facts.unknown_word", word, {"不认识“" + word + "”", "unknown word \"" + word + "\""});
}

tl::unexpected<Error> bad_value(const std::string& word) {
  return invalid("facts.bad_value", word,
                 {"“" + word + "”的值不对", "the value of \"" + word + "\" is wrong"});
}

Result<Instant> read_time(const std::string& text, Instant now) {
  const Zone zone = Zone::shanghai();
  const std::string year = std::to_string(zone.local(now).day.year) + "-";
  const bool whole_day = text.find('T') == std::string::npos;
  return parse_time(year + text + (whole_day ? "T12:00:00+08:00" : ":00+08:00"), zone);
}

Result<std::int64_t> read_number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > 100'000)
    return bad_value(text);
  return value;
}

template <domain::DescribedEnum E>
Result<E> read_word(std::string_view text) {
  if (const auto found = domain::named<E>(text)) return *found;
  return unknown(std::string(text));
}

Result<void> add_promise(domain::RuleBook& book, const std::string& text) {
  const auto parts = split(text, ':');
  domain::ShopPromise promise;
  promise.id = "promise";
  SHOUHOU_ASSIGN(promise.kind, read_word<domain::PromiseKind>(parts.empty() ? "" : parts[0]));
  promise.name = {"本店承诺", "shop promise"};
  promise.origin = {"shop", Day{2020, 1, 1}, false, ""};
  if (parts.size() > 1 && parts[1].ends_with('d')) {
    SHOUHOU_ASSIGN(const std::int64_t count, read_number(parts[1].substr(0, parts[1].size() - 1)));
    promise.span = days(count);
  } else if (parts.size() > 1) {
    SHOUHOU_ASSIGN(promise.amount, parse_yuan(parts[1]));
  }
  book.promises.push_back(promise);
  return {};
}

const std::map<std::string, bool CaseFacts::*>& flags() {
  static const std::map<std::string, bool CaseFacts::*> table{
      {"proven", &CaseFacts::fault_verified},   {"out_of_stock", &CaseFacts::out_of_stock},
      {"presale", &CaseFacts::presale},         {"lost", &CaseFacts::carrier_confirmed_loss},
      {"signoff", &CaseFacts::proper_sign_off}, {"fake", &CaseFacts::dishonest_confirmed},
      {"unsafe", &CaseFacts::unsafe_confirmed}, {"documents", &CaseFacts::origin_documents},
      {"serious", &CaseFacts::serious_defect},  {"recurred", &CaseFacts::gone_wrong_before},
      {"gone", &CaseFacts::cannot_come_back},   {"clicked", &CaseFacts::marked_shipped},
      {"agreed", &CaseFacts::agreed_on_return}, {"elsewhere", &CaseFacts::return_elsewhere}};
  return table;
}

Result<void> set_flag(CaseFacts& facts, const std::string& flag) {
  FactLine& line = facts.lines.front();
  if (const auto found = flags().find(flag); found != flags().end()) {
    facts.*found->second = true;
  } else if (flag == "insured" || flag == "insurance_used") {
    facts.insurance = domain::FreightInsurance{Fen{12'00}, flag == "insurance_used"};
  } else if (flag == "confirmed") {
    line.excluded_confirmed = true;
  } else if (flag == "intact") {
    line.condition = domain::Condition::intact;
  } else if (flag == "worn") {
    line.condition = domain::Condition::not_intact;
  } else if (flag == "no_lines") {
    facts.whole_order = true;
  } else if (flag == "gift_kept" && !facts.gifts.empty()) {
    facts.gifts.back().comes_back = false;
  } else {
    return unknown(flag);
  }
  return {};
}

const std::map<std::string, std::optional<Instant> CaseFacts::*>& times() {
  static const std::map<std::string, std::optional<Instant> CaseFacts::*> table{
      {"paid_at", &CaseFacts::paid_at},  {"ship_by", &CaseFacts::ship_by},
      {"scan", &CaseFacts::scanned_at},  {"last_scan", &CaseFacts::last_scan_at},
      {"signed", &CaseFacts::signed_at}, {"asked", &CaseFacts::requested_at}};
  return table;
}

const std::map<std::string, Fen CaseFacts::*>& amounts() {
  static const std::map<std::string, Fen CaseFacts::*> table{{"postage", &CaseFacts::postage},
                                                             {"free_from", &CaseFacts::free_shipping_from},
                                                             {"out", &CaseFacts::outbound_freight},
                                                             {"back", &CaseFacts::return_freight},
                                                             {"deposit", &CaseFacts::deposit}};
  return table;
}

// price, paid, refunded, cost, qty, affected: of the first line.
Result<bool> set_line(FactLine& line, const std::string& key, const std::string& value) {
  if (key == "qty" || key == "affected") {
    SHOUHOU_ASSIGN(const std::int64_t count, read_number(value));
    if (key == "affected") {
      line.affected = count;
    } else {
      if (count == 0) return bad_value(key);
      line.quantity = count;
      line.paid = line.unit_price * count;
    }
    return true;
  }
  if (key != "price" && key != "paid" && key != "refunded" && key != "cost") return false;
  SHOUHOU_ASSIGN(const Fen money, parse_yuan(value));
  if (money < Fen{0}) return bad_value(key);
  if (key == "price") {
    line.unit_price = money;
    line.paid = money * line.quantity;
  } else {
    (key == "paid" ? line.paid : key == "refunded" ? line.refunded : line.unit_cost) = money;
  }
  return true;
}

Result<void> add_goods(CaseFacts& facts, const std::string& key, const std::string& value) {
  if (key == "promo") {
    const auto parts = split(value, '-');
    if (parts.size() != 2) return bad_value(key);
    SHOUHOU_ASSIGN(const Fen reach, parse_yuan(parts[0]));
    SHOUHOU_ASSIGN(const Fen off, parse_yuan(parts[1]));
    facts.promotions.push_back({"满减", {}, {{reach, off}}});
    return {};
  }
  SHOUHOU_ASSIGN(const Fen money, parse_yuan(value));
  if (key == "other") {
    FactLine other;
    other.unit_price = other.paid = money;
    facts.lines.push_back(other);
  } else if (key == "other_paid") {
    facts.lines.back().paid = money;
  } else if (key == "gift") {
    domain::GiftFact gift;
    gift.name = "赠品";
    gift.value = money;
    gift.cost = Fen{1'00};
    gift.marked = true;
    facts.gifts.push_back(gift);
  } else {
    facts.price_drop = money;
  }
  return {};
}

Result<void> set_value(WordedCase& worded, const std::string& key, const std::string& value) {
  CaseFacts& facts = worded.facts;
  SHOUHOU_ASSIGN(const bool of_line, set_line(facts.lines.front(), key, value));
  if (of_line) return {};
  if (const auto time = times().find(key); time != times().end()) {
    SHOUHOU_ASSIGN(facts.*time->second, read_time(value, facts.now));
  } else if (const auto money = amounts().find(key); money != amounts().end()) {
    SHOUHOU_ASSIGN(facts.*money->second, parse_yuan(value));
  } else if (key == "now") {
    SHOUHOU_ASSIGN(facts.now, read_time(value, facts.now));
  } else if (key == "other" || key == "other_paid" || key == "promo" || key == "gift" || key == "drop") {
    return add_goods(facts, key, value);
  } else if (key == "fault") {
    SHOUHOU_ASSIGN(facts.fault, read_word<domain::Fault>(value));
  } else if (key == "demand") {
    SHOUHOU_ASSIGN(facts.demand, read_word<domain::Demand>(value));
  } else if (key == "mood") {
    SHOUHOU_ASSIGN(facts.mood, read_word<domain::Mood>(value));
  } else if (key == "freight_agreed") {
    SHOUHOU_ASSIGN(facts.freight_agreed, read_word<domain::FreightPayer>(value));
  } else if (key == "buyer_value") {
    SHOUHOU_ASSIGN(facts.buyer.value, parse_yuan(value));
  } else if (key == "promise") {
    return add_promise(worded.book, value);
  } else {
    return unknown(key);
  }
  return {};
}

}  // namespace

Result<WordedCase> start_case(std::string_view issue, std::string_view phase, std::string_view channel,
                              std::string_view category, const domain::RuleBook& book, Instant now) {
  WordedCase worded{{}, book};
  worded.facts.now = now;
  worded.facts.issue = issue;
  SHOUHOU_ASSIGN(worded.facts.phase, read_word<domain::Phase>(phase));
  SHOUHOU_ASSIGN(worded.facts.channel, read_word<domain::Channel>(channel));
  if (book.issue(issue) == nullptr) return unknown(std::string(issue));
  if (book.category(category) == nullptr) return unknown(std::string(category));
  FactLine line;
  line.category = category;
  line.affected = 1;
  line.unit_price = line.paid = Fen{239'00};
  worded.facts.lines = {line};
  return worded;
}

Result<void> add_words(WordedCase& worded, std::string_view words) {
  const bool pieces_said = words.find("affected=") != std::string_view::npos;
  std::istringstream stream{std::string(words)};
  for (std::string word; stream >> word;) {
    if (word == "-") continue;
    const auto equals = word.find('=');
    if (equals == std::string::npos) {
      SHOUHOU_TRY(set_flag(worded.facts, word));
    } else {
      SHOUHOU_TRY(set_value(worded, word.substr(0, equals), word.substr(equals + 1)));
    }
  }
  FactLine& goods = worded.facts.lines.front();
  if (worded.facts.whole_order && !pieces_said) {
    goods.affected = goods.quantity;
    worded.facts.goods_open = goods.quantity > 1;
  }
  return {};
}

}  // namespace shouhou::connect
