#include "domain/open_questions.h"

#include <algorithm>

#include "domain/entitlement_steps.h"

namespace shouhou::domain {
namespace {

// A case with hundreds of lines would ask hundreds of questions: nobody reads further.
constexpr std::size_t most_questions = 60;

void add(Text& text, const Text& more) {
  if (!text.zh.empty()) {
    text.zh += "；";
    text.en += "; ";
  }
  text.zh += more.zh;
  text.en += more.en;
}

void add_changed(Text& text, const Entitlement& before, const Entitlement& after) {
  const Text name = text_of(after.remedy);
  if (before.most != after.most) {
    add(text, {name.zh + "由 " + yuan(before.most) + "变为 " + yuan(after.most),
               name.en + ": " + yuan_en(after.most) + " instead of " + yuan_en(before.most)});
  }
  if (before.freight_back != after.freight_back)
    add(text,
        {name.zh + "：" + freight_zh(after.freight_back), name.en + ": " + freight_en(after.freight_back)});
  if (before.pieces != after.pieces && before.most == after.most)
    add(text, {name.zh + "的件数变化", name.en + ": other pieces"});
}

bool answered(std::span<const CaseAnswer> answers, const CaseAnswer& asked) {
  return std::ranges::any_of(answers, [&](const CaseAnswer& answer) {
    return answer.same_question(asked) && !answer.value.empty();
  });
}

class Asking {
 public:
  Asking(const CaseFacts& facts, const Rights& rights, std::span<const CaseAnswer> answers,
         const RuleBook& book, const Zone& zone)
      : facts_(facts), rights_(rights), answers_(answers), book_(book), zone_(zone) {}

  std::vector<OpenQuestion> all() {
    ask_whole_order();
    for (const Question& question : known_questions()) ask_everywhere(question);
    for (const FactLine& line : facts_.lines) ask_list(line);
    std::ranges::stable_sort(list_, [](const auto& a, const auto& b) { return a.needed && !b.needed; });
    return std::move(list_);
  }

 private:
  // The ids of questions that unknown conditions of what is owed hang on.
  bool needed(std::string_view question) const {
    for (const Entitlement& right : rights_.owed) {
      for (const RightCondition& condition : right.conditions) {
        if (condition.state == ConditionState::unknown && question_of_condition(condition.id) == question)
          return true;
      }
    }
    return false;
  }

  // What the missing lines of an order would have told is always asked: nothing may be understated silently.
  void ask_whole_order() {
    if (!facts_.whole_order) return;
    ask_anyway("goods_category");
    const bool several = facts_.lines.size() > 1 || facts_.lines.front().quantity > 1;
    if (several) ask_anyway("goods_pieces");
    if (several || facts_.paid_goods() == Fen{0}) ask_anyway("goods_paid");
  }

  // Where the shop owes the way back, how much that was.
  static bool of_the_way_back(std::string_view question) { return question == "return_freight_paid"; }
  bool way_back_owed() const {
    return std::ranges::any_of(rights_.owed, [](const Entitlement& right) {
      return right.freight_back == FreightPayer::seller && right.remedy != RemedyKind::intercept;
    });
  }

  void ask_anyway(std::string_view id) {
    CaseAnswer asked;
    asked.question = id;
    if (answered(answers_, asked)) return;
    const auto found = question(id, book_);
    if (!found) return;
    OpenQuestion open{found->id, found->ask, found->scope, found->kind, {}, {}, true, {}, found->permission};
    for (const AnswerValue& value : found->values) {
      asked.value = value.value;
      CaseFacts then = facts_;
      apply_answers({&asked, 1}, book_, then);
      open.effects.push_back(
          {value.value, value.label, changes_between(rights_, entitlements(then, book_, zone_))});
    }
    list_.push_back(std::move(open));
  }

  void ask_everywhere(const Question& question) {
    // Asked for the whole order, where its lines are missing; the categories are the book's.
    if (question.id.starts_with("goods_")) return;
    CaseAnswer asked;
    asked.question = question.id;
    switch (question.scope) {
      case AnswerScope::whole_case:
        return ask(question, asked);
      case AnswerScope::line:
        for (const FactLine& line : facts_.lines) {
          if (line.affected == 0) continue;
          asked.line = line.line;
          ask(question, asked);
        }
        return;
      case AnswerScope::gift:
        for (const GiftFact& gift : facts_.gifts) {
          asked.about = gift.name;
          ask(question, asked);
        }
    }
  }

  // The goods' own list, where a right hangs on it.
  void ask_list(const FactLine& line) {
    if (line.affected == 0 || line.condition == Condition::not_intact) return;
    const GoodsCategory* category = book_.category(line.category);
    if (category == nullptr) category = book_.category("general");
    if (category == nullptr) return;
    for (const GoodsCheck& check : category->intact) {
      CaseAnswer asked;
      asked.question = "intact." + check.id;
      asked.line = line.line;
      if (!needed(asked.question)) continue;
      if (const auto found = question(asked.question, book_)) ask(*found, asked);
    }
  }

  void ask(const Question& question, CaseAnswer asked) {
    if (list_.size() >= most_questions || answered(answers_, asked)) return;
    OpenQuestion open{question.id,         question.ask, question.scope,
                      question.kind,       asked.line,   asked.about,
                      needed(question.id), {},           question.permission};
    bool matters = open.needed || (of_the_way_back(question.id) && way_back_owed());
    std::vector<AnswerValue> values = question.values;
    // Any amount shows whether an amount matters: what was paid is the most it can be.
    if (question.kind == AnswerKind::amount)
      values = {{std::to_string(std::max<std::int64_t>(facts_.affected_left().value, 1)), {"", ""}}};
    for (const AnswerValue& value : values) {
      asked.value = value.value;
      CaseFacts then = facts_;
      apply_answers({&asked, 1}, book_, then);
      const Rights after = entitlements(then, book_, zone_);
      matters = matters || after != rights_;
      if (question.kind != AnswerKind::amount)
        open.effects.push_back({value.value, value.label, changes_between(rights_, after)});
    }
    if (matters) list_.push_back(std::move(open));
  }

  const CaseFacts& facts_;
  const Rights& rights_;
  std::span<const CaseAnswer> answers_;
  const RuleBook& book_;
  const Zone& zone_;
  std::vector<OpenQuestion> list_;
};

}  // namespace

Text changes_between(const Rights& before, const Rights& after) {
  Text text;
  for (const Entitlement& right : before.owed) {
    const Text name = text_of(right.remedy);
    if (const Entitlement* now = after.find(right.remedy)) {
      add_changed(text, right, *now);
    } else {
      add(text, {"不再应得：" + name.zh, "no longer owed: " + name.en});
    }
  }
  for (const Entitlement& right : after.owed) {
    const Text name = text_of(right.remedy);
    if (before.find(right.remedy) == nullptr) add(text, {"应得：" + name.zh, "owed: " + name.en});
  }
  return text;
}

std::vector<OpenQuestion> open_questions(const CaseFacts& facts, const Rights& rights,
                                         std::span<const CaseAnswer> answers, const RuleBook& book,
                                         const Zone& zone) {
  return Asking(facts, rights, answers, book, zone).all();
}

}  // namespace shouhou::domain
