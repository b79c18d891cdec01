#include "domain/questions.h"

#include <algorithm>
#include <charconv>

namespace shouhou::domain {
namespace {

constexpr std::string_view intact_prefix = "intact.";
constexpr std::size_t longest_id = 64;
constexpr std::size_t longest_about = 400;  // bytes
constexpr std::int64_t most_pieces = 1'000'000;

std::vector<AnswerValue> yes_or_no() {
  return {{"yes", {"是", "yes"}}, {"no", {"否", "no"}}};
}

Question yes_no(std::string id, Text ask, AnswerScope scope = AnswerScope::whole_case,
                Permission permission = Permission::case_write) {
  return {std::move(id), std::move(ask), scope, AnswerKind::yes_no, yes_or_no(), permission};
}

std::vector<Question> make_questions() {
  using enum AnswerScope;
  return {
      {"evidence",
       {"凭证表明是什么原因？", "what do the pieces of evidence show?"},
       whole_case,
       AnswerKind::choice,
       {{"shown", {"问题属实，不是使用造成", "the problem is real and not from use"}},
        {"by_use", {"是使用或保管造成", "it comes from use or keeping"}}},
       Permission::case_write},
      yes_no("handed_over",
             {"签收底单能证明由买家本人或其同意的人签收吗？",
              "does the carrier's record prove that the buyer, or somebody they agreed to, signed?"}),
      yes_no("carrier_loss", {"快递已确认丢失吗？", "has the carrier confirmed the loss?"}),
      yes_no("intercepted",
             {"快递拦截成功（或买家已拒收）吗？", "was the parcel intercepted, or refused at the door?"}),
      yes_no("out_of_stock", {"缺货，发不出来吗？", "is it out of stock?"}),
      yes_no("origin_documents", {"我们能拿出进货和来源证明吗？", "can we show where the goods come from?"}),
      yes_no("serious_defect", {"问题严重到商品没法正常使用吗？",
                                "is the fault so bad that the goods do not serve their purpose?"}),
      yes_no("gone_wrong_before", {"修过或换过后，又出现同样的问题吗？",
                                   "did the same fault come back after a repair or an exchange?"}),
      yes_no("cannot_come_back", {"商品已无法寄回吗（变质、用完、不宜寄送）？",
                                  "is it impossible to send it back (spoilt, used up, dangerous)?"}),
      yes_no("agreed_on_return",
             {"双方已经约定退货、换货或维修吗？", "have both sides agreed on a return, exchange or repair?"}),
      {"freight_agreed",
       {"约定由谁承担退回运费？", "who was agreed to pay the way back?"},
       whole_case,
       AnswerKind::choice,
       {{"seller", {"卖家", "the seller"}},
        {"buyer", {"买家", "the buyer"}},
        {"insurance", {"运费险", "the freight insurance"}}},
       Permission::case_write},
      yes_no("return_elsewhere", {"退货地址和发货地不同吗？",
                                  "is the return address another one than the goods were sent from?"}),
      yes_no("excluded_confirmed",
             {"买家在这次购买时单独确认过不支持七日无理由吗？",
              "did the buyer confirm, for this very purchase, that it cannot be returned without reason?"},
             line),
      yes_no("gift_back", {"赠品会一并退回吗？", "will the gift come back as well?"}, gift),
      yes_no("gift_missing", {"赠品没有收到吗？", "did the gift not arrive?"}, gift),
      {"price_drop",
       {"现在一共便宜了多少？", "how much less do these goods cost now, all together?"},
       whole_case,
       AnswerKind::amount,
       {},
       Permission::case_write},
      // Asked of an order whose lines nobody has imported.
      {"goods_category",
       {"订单没有商品明细：涉及的商品是什么类目？（导入“订单明细/宝贝报表”后自动识别）",
        "the order came without its lines: what kind of goods is it about? (importing the order detail "
        "export "
        "tells it)"},
       whole_case,
       AnswerKind::choice,
       {},
       Permission::case_write},
      {"goods_pieces",
       {"订单没有商品明细：涉及其中几件？（导入“订单明细/宝贝报表”后可直接选商品）",
        "the order came without its lines: how many of its pieces is it about? (with the order detail export "
        "the goods can be chosen)"},
       whole_case,
       AnswerKind::count,
       {},
       Permission::case_write},
      {"goods_paid",
       {"订单没有商品明细：涉及的商品一共实付多少元（不含邮费）？",
        "the order came without its lines: what was paid for the goods concerned, all together, without "
        "postage?"},
       whole_case,
       AnswerKind::amount,
       {},
       Permission::case_write},
      {"return_freight_paid",
       {"买家寄回实际付了多少运费（看凭证）？", "what did the buyer pay for the way back, by the receipt?"},
       whole_case,
       AnswerKind::amount,
       {},
       Permission::case_write},
      // Whoever says these opens the multiples of the law.
      yes_no("dishonest", {"已确认是假货或欺诈吗？", "is counterfeit or fraud established?"}, whole_case,
             Permission::remedy_approve),
      yes_no("unsafe", {"已确认商品不安全吗？", "is it established that the goods are unsafe?"}, whole_case,
             Permission::remedy_approve),
  };
}

const Question* known(std::string_view id) {
  const auto all = known_questions();
  const auto found = std::ranges::find(all, id, &Question::id);
  return found == all.end() ? nullptr : &*found;
}

bool is_intact_question(std::string_view id) {
  return id.starts_with(intact_prefix) && id.size() > intact_prefix.size() && id.size() <= longest_id;
}

std::optional<Fen> amount_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < 0 || Fen{value} > largest_amount) return std::nullopt;
  return Fen{value};
}

bool may_be_answered(const Question& question, const std::string& value) {
  if (value.empty()) return true;
  if (question.kind == AnswerKind::amount) return amount_of(value).has_value();
  if (question.kind == AnswerKind::count) {
    const auto count = amount_of(value);
    return count && count->value >= 1 && count->value <= most_pieces;
  }
  // Which categories there are is the rule book's to say.
  if (question.values.empty()) return value.size() <= longest_id;
  return std::ranges::find(question.values, value, &AnswerValue::value) != question.values.end();
}

Result<void> check_scope(const CaseAnswer& answer, AnswerScope scope) {
  const bool fits = static_cast<bool>(answer.line) == (scope == AnswerScope::line) &&
                    answer.about.empty() == (scope != AnswerScope::gift) &&
                    answer.about.size() <= longest_about;
  if (fits) return {};
  return invalid("answer.scope", scope == AnswerScope::line ? "line" : "about",
                 {"要说明是哪一行商品或哪件赠品", "say which line or which gift it is about"});
}

// One check of the goods' list, on one line: all of them make the goods intact, one that fails does not.
void apply_check(const CaseAnswer& answer, const RuleBook& book, FactLine& line) {
  const std::string check = answer.question.substr(intact_prefix.size());
  const GoodsCategory* category = book.category(line.category);
  if (category == nullptr) category = book.category("general");
  if (category == nullptr ||
      std::ranges::find(category->intact, check, &GoodsCheck::id) == category->intact.end())
    return;
  if (answer.value == "no") {
    line.condition = Condition::not_intact;
    return;
  }
  if (std::ranges::find(line.intact_checks, check) == line.intact_checks.end())
    line.intact_checks.push_back(check);
  const bool all = std::ranges::all_of(category->intact, [&](const GoodsCheck& one) {
    return std::ranges::find(line.intact_checks, one.id) != line.intact_checks.end();
  });
  if (all && line.condition == Condition::unknown) line.condition = Condition::intact;
}

void apply_evidence(const std::string& value, CaseFacts& facts) {
  facts.fault_verified = true;
  if (value == "by_use") {
    facts.fault = Fault::buyer;
  } else if (facts.fault == Fault::unknown || facts.fault == Fault::buyer) {
    facts.fault = Fault::seller;
  }
}

// Goods whose lines nobody knows are of the kind that a person says.
void apply_category(const std::string& value, const RuleBook& book, CaseFacts& facts) {
  if (!facts.whole_order || book.category(value) == nullptr) return;
  for (FactLine& line : facts.lines) {
    if (line.affected > 0) line.category = value;
  }
}

void apply_to_gift(const CaseAnswer& answer, bool yes, CaseFacts& facts) {
  for (GiftFact& gift : facts.gifts) {
    if (gift.name != answer.about) continue;
    (answer.question == "gift_back" ? gift.comes_back : gift.missing) = yes;
  }
}

void apply_to_case(const CaseAnswer& answer, bool yes, CaseFacts& facts) {
  const std::string& id = answer.question;
  if (id == "evidence") return apply_evidence(answer.value, facts);
  if (id == "freight_agreed") {
    facts.freight_agreed = named<FreightPayer>(answer.value);
    return;
  }
  if (id == "price_drop") {
    facts.price_drop = amount_of(answer.value);
    return;
  }
  if (id == "return_freight_paid") {
    facts.return_freight = amount_of(answer.value).value_or(facts.return_freight);
    return;
  }
  if (id == "handed_over") {
    facts.proper_sign_off = yes;
    facts.no_sign_off_proof = !yes;
  } else if (id == "origin_documents") {
    facts.origin_documents = yes;
    facts.no_origin_proof = !yes;
  }
  static constexpr std::pair<std::string_view, bool CaseFacts::*> flags[] = {
      {"carrier_loss", &CaseFacts::carrier_confirmed_loss},
      {"intercepted", &CaseFacts::intercepted},
      {"out_of_stock", &CaseFacts::out_of_stock},
      {"serious_defect", &CaseFacts::serious_defect},
      {"gone_wrong_before", &CaseFacts::gone_wrong_before},
      {"cannot_come_back", &CaseFacts::cannot_come_back},
      {"agreed_on_return", &CaseFacts::agreed_on_return},
      {"return_elsewhere", &CaseFacts::return_elsewhere},
      {"dishonest", &CaseFacts::dishonest_confirmed},
      {"unsafe", &CaseFacts::unsafe_confirmed},
  };
  for (const auto& [name, flag] : flags) {
    if (name == id) facts.*flag = yes;
  }
}

}  // namespace

std::span<const Question> known_questions() {
  static const std::vector<Question> questions = make_questions();
  return questions;
}

std::optional<Question> question(std::string_view id, const RuleBook& book) {
  if (const Question* found = known(id)) {
    Question asked = *found;
    if (id == "goods_category") {
      for (const GoodsCategory& category : book.categories)
        asked.values.push_back({category.id, category.name});
    }
    return asked;
  }
  if (!is_intact_question(id)) return std::nullopt;
  const std::string_view check = id.substr(intact_prefix.size());
  for (const GoodsCategory& category : book.categories) {
    const auto found = std::ranges::find(category.intact, check, &GoodsCheck::id);
    if (found == category.intact.end()) continue;
    return yes_no(std::string(id), {found->what.zh + "，是吗？", found->what.en + ", is that so?"},
                  AnswerScope::line);
  }
  return std::nullopt;
}

Permission permission_to_answer(std::string_view question_id) {
  const Question* found = known(question_id);
  return found == nullptr ? Permission::case_write : found->permission;
}

Result<void> check(const CaseAnswer& answer) {
  const Question* found = known(answer.question);
  if (found == nullptr && !is_intact_question(answer.question)) {
    return invalid("answer.unknown_question", "question", {"没有这个问题", "there is no such question"});
  }
  SHOUHOU_TRY(check_scope(answer, found == nullptr ? AnswerScope::line : found->scope));
  const bool fits = found == nullptr ? answer.value.empty() || answer.value == "yes" || answer.value == "no"
                                     : may_be_answered(*found, answer.value);
  if (fits) return {};
  return invalid("answer.value", "value", {"不能这样回答这个问题", "this is no answer to that question"});
}

std::string question_of_condition(std::string_view condition_id) {
  if (condition_id == "lost") return "carrier_loss";
  if (condition_id == "no_proper_sign_off") return "handed_over";
  if (condition_id == "no_origin") return "origin_documents";
  if (condition_id == "all_goods") return "goods_pieces";
  if (is_intact_question(condition_id) || known(condition_id) != nullptr) return std::string(condition_id);
  return {};
}

std::optional<std::int64_t> answered_number(std::span<const CaseAnswer> answers,
                                            std::string_view question_id) {
  for (const CaseAnswer& answer : answers) {
    if (answer.question != question_id || answer.value.empty()) continue;
    if (const auto number = amount_of(answer.value)) return number->value;
  }
  return std::nullopt;
}

void apply_answers(std::span<const CaseAnswer> answers, const RuleBook& book, CaseFacts& facts) {
  // First what kind of goods it is: the checks of the goods' lists hang on it.
  for (const CaseAnswer& answer : answers) {
    if (answer.question == "goods_category") apply_category(answer.value, book, facts);
  }
  for (const CaseAnswer& answer : answers) {
    if (answer.value.empty()) continue;
    const bool yes = answer.value == "yes";
    if (answer.line) {
      for (FactLine& line : facts.lines) {
        if (line.line != answer.line) continue;
        if (answer.question == "excluded_confirmed") line.excluded_confirmed = yes;
        if (is_intact_question(answer.question)) apply_check(answer, book, line);
      }
    } else if (!answer.about.empty()) {
      apply_to_gift(answer, yes, facts);
    } else {
      apply_to_case(answer, yes, facts);
    }
  }
}

}  // namespace shouhou::domain
