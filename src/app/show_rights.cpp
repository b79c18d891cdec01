#include "app/show_rights.h"

#include <algorithm>

#include "app/gather_case_facts.h"
#include "app/judged_by.h"
#include "ports/accounts.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

class RightsPage {
 public:
  RightsPage(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Case& state,
             const domain::CaseFacts& facts)
      : unit_(unit),
        actor_(actor),
        state_(state),
        facts_(facts),
        rules_(unit.cases().rules(actor.shop)),
        rights_(entitlements(facts, *rules_.book, rules_.zone)) {}

  RightsView make() {
    view_.id = state_.id;
    view_.number = state_.number;
    view_.version = state_.version;
    view_.rules_version = rules_.book->version;
    view_.judged_by = state_.judged_by;
    view_.judged_at = facts_.now;
    view_.whole_order = facts_.whole_order;
    for (const domain::Entitlement& right : rights_.owed) view_.owed.push_back(owed(right));
    for (const domain::Refusal& refusal : rights_.refused) {
      view_.refused.push_back({refusal.remedy, said(text_of(refusal.remedy)), said(refusal.why),
                               bases(refusal.basis), said(refusal.would_change)});
    }
    questions();
    answers();
    view_.exposure_shown = actor_.may(domain::Permission::exposure_read);
    if (view_.exposure_shown) {
      for (const domain::Exposure& risk : exposure(facts_, *rules_.book))
        view_.exposure.push_back({said(risk.what), risk.amount, basis(risk.basis)});
    }
    return std::move(view_);
  }

 private:
  std::string said(const Text& text) const { return text.in(actor_.language); }
  std::vector<std::string> said(const std::vector<Text>& texts) const {
    std::vector<std::string> list;
    for (const Text& text : texts) list.push_back(said(text));
    return list;
  }

  BasisView basis(const domain::Basis& from) const {
    return {from.kind, from.rule, said(from.name), from.source, from.weak};
  }
  std::vector<BasisView> bases(const std::vector<domain::Basis>& from) const {
    std::vector<BasisView> list;
    for (const domain::Basis& one : from) list.push_back(basis(one));
    return list;
  }

  std::string title_of(OrderLineId line) const {
    const auto found = std::ranges::find(facts_.lines, line, &domain::FactLine::line);
    return found == facts_.lines.end() ? std::string() : found->title;
  }

  // Money of the goods; a compensation or a difference has none.
  std::optional<SettlementView> settlement(const domain::Entitlement& right) const {
    const domain::Settlement settled = settle(facts_, right.pieces, right.ground);
    if (right.most == Fen{0} || settled.total != right.most) return std::nullopt;
    SettlementView view{{},
                        settled.share,
                        settled.discount_lost,
                        settled.gifts_kept,
                        settled.outbound_freight,
                        settled.goods,
                        settled.postage,
                        settled.total};
    for (const domain::SettledLine& line : settled.lines) {
      const domain::FactLine& of = facts_.lines.at(line.place);
      view.lines.push_back({of.line, of.title, line.pieces, line.goods, line.points});
    }
    return view;
  }

  OwedView owed(const domain::Entitlement& right) const {
    OwedView view;
    view.remedy = right.remedy;
    view.name = said(text_of(right.remedy));
    view.ground = right.ground;
    view.sentence = said(right.sentence);
    view.basis = bases(right.basis);
    view.freight_back = right.freight_back;
    view.freight_out = right.freight_out;
    view.until = right.until;
    view.paid_within = right.paid_within;
    view.least = right.least;
    view.most = right.most;
    view.paid_in = right.paid_in;
    for (const domain::RightCondition& condition : right.conditions) {
      view.conditions.push_back(
          {condition.id, said(condition.what), condition.state, domain::question_of_condition(condition.id)});
    }
    view.would_change = said(right.would_change);
    view.settlement = settlement(right);
    return view;
  }

  void questions() {
    for (const domain::OpenQuestion& open :
         open_questions(facts_, rights_, state_.answers, *rules_.book, rules_.zone)) {
      QuestionView question{open.id,
                            said(open.ask),
                            open.kind,
                            open.line,
                            title_of(open.line),
                            open.about,
                            open.needed,
                            actor_.may(open.permission),
                            {}};
      for (const domain::AnswerEffect& effect : open.effects)
        question.choices.push_back({effect.value, said(effect.label), said(effect.effect)});
      view_.questions.push_back(std::move(question));
    }
  }

  void answers() {
    for (const domain::CaseAnswer& answer : state_.answers) {
      AnswerView view{answer.question,       answer.question, answer.value, answer.value, answer.line,
                      title_of(answer.line), answer.about,    answer.by,    {},           answer.at};
      if (const auto asked = domain::question(answer.question, *rules_.book)) {
        view.ask = said(asked->ask);
        for (const domain::AnswerValue& value : asked->values) {
          if (value.value == answer.value) view.label = said(value.label);
        }
      }
      if (const auto account = unit_.accounts().account(actor_.shop, answer.by)) view.by_name = account->name;
      view_.answers.push_back(std::move(view));
    }
  }

  ports::ReadUnit& unit_;
  const ports::Actor& actor_;
  const domain::Case& state_;
  const domain::CaseFacts& facts_;
  const ports::CaseRules& rules_;
  const domain::Rights rights_;
  RightsView view_;
};

// The words of rights_in_words, in one language.
class Words {
 public:
  Words(Language language, const Zone& zone) : zh_(language == Language::zh), zone_(zone) {}

  void head(const char* zh, const char* en) { out_ += std::string(zh_ ? zh : en) + "\n"; }
  void line(const std::string& text) { out_ += text + "\n"; }
  std::string pick(const char* zh, const char* en) const { return zh_ ? zh : en; }
  std::string yuan(Fen amount) const { return format_yuan(amount) + (zh_ ? " 元" : " yuan"); }

  void bases(const std::vector<BasisView>& list) {
    for (const BasisView& basis : list) {
      line("     " + pick("依据：", "by: ") + basis.name + " [" + basis.rule + "] " + basis.source +
           (basis.weak ? pick("【待核实】", " (weak: check it)") : ""));
    }
  }

  void owed(const OwedView& right) {
    line("  • " + right.name + (right.most > Fen{0} ? "  " + yuan(right.most) : ""));
    line("     " + right.sentence);
    bases(right.basis);
    if (right.until) line("     " + pick("截止：", "until: ") + format_time(*right.until, zone_));
    for (const RightConditionView& condition : right.conditions) {
      const bool met = condition.state == domain::ConditionState::met;
      line("     " + (met ? pick("已满足：", "met: ") : pick("待确认：", "open: ")) + condition.what);
    }
    if (right.settlement) settlement(*right.settlement);
    for (const std::string& change : right.would_change) line("     " + change);
  }

  void settlement(const SettlementView& money) {
    for (const SettledLineView& one : money.lines)
      line("       " + one.title + " × " + std::to_string(one.pieces) + "  " + yuan(one.goods));
    const std::pair<Fen, std::string> parts[] = {
        {money.discount_lost, pick("优惠重算", "discount settled anew")},
        {money.gifts_kept, pick("未退回的赠品", "gifts kept")},
        {money.outbound_freight, pick("发货运费", "outbound freight")},
        {money.postage, pick("退回邮费", "postage back")}};
    for (const auto& [amount, name] : parts) {
      if (amount != Fen{0}) line("       " + name + "  " + yuan(amount));
    }
  }

  void question(const QuestionView& asked) {
    line("  ? " + asked.ask + (asked.title.empty() ? "" : "（" + asked.title + "）") +
         (asked.about.empty() ? "" : "（" + asked.about + "）") + " [" + asked.question + "]");
    for (const AnswerChoiceView& choice : asked.choices) {
      if (!choice.effect.empty()) line("     " + choice.label + " [" + choice.value + "] → " + choice.effect);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  bool zh_;
  const Zone& zone_;
  std::string out_;
};

}  // namespace

Result<RightsView> show_rights(ports::ReadUnit& unit, const ports::Actor& actor, const ShowRights& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, query.id, false));
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, gather_case_facts(unit, state));
  return RightsPage(unit, actor, state, facts).make();
}

Result<RightsView> find_rights(ports::ReadUnit& unit, const ports::Actor& actor, const FindRights& query) {
  const auto id = unit.cases().by_number(actor.shop, query.number);
  if (!id) return fail(ErrorKind::not_found, "case.not_found", {"没有这张售后单", "there is no such case"});
  return show_rights(unit, actor, {*id});
}

std::string rights_in_words(const RightsView& view, Language language, const Zone& zone) {
  Words words(language, zone);
  words.line(words.pick("售后单 #", "case #") + std::to_string(view.number) + "  " +
             format_time(view.judged_at, zone));
  if (view.whole_order) {
    words.head("订单没有商品明细，按整单判断；导入“订单明细/宝贝报表”后会重新判断",
               "The order came without its lines and is judged as a whole; import the order detail export");
  }
  words.head("应得权益", "What is owed");
  if (view.owed.empty()) words.head("  （没有）", "  (nothing)");
  for (const OwedView& right : view.owed) words.owed(right);
  if (!view.refused.empty()) words.head("不应得", "What is not owed");
  for (const RefusedView& refused : view.refused) {
    words.line("  • " + refused.name + words.pick("：", ": ") + refused.why);
    words.bases(refused.basis);
    for (const std::string& change : refused.would_change) words.line("     " + change);
  }
  if (!view.questions.empty()) words.head("待核实", "To be found out");
  for (const QuestionView& question : view.questions) words.question(question);
  if (!view.answers.empty()) words.head("已核实", "Found out");
  for (const AnswerView& answer : view.answers)
    words.line("  ✓ " + answer.ask + " " + answer.label + "  " + answer.by_name);
  for (const ExposureView& risk : view.exposure) {
    words.line(words.pick("风险敞口：", "exposure: ") + risk.what + " " + words.yuan(risk.amount) + " [" +
               risk.basis.rule + "]");
  }
  words.line(words.pick("规则版本 ", "rules version ") + view.rules_version +
             (view.judged_by.empty()
                  ? ""
                  : words.pick("；方案所依据的版本 ", "; offers and grants were made by ") + view.judged_by));
  return words.take();
}

Result<CaseChanged> answer_question(ports::Unit& unit, const ports::Actor& actor,
                                    const AnswerQuestion& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_write));
  // A check of the goods' lists exists where the shop's book has it; what the case once answered may still be
  // taken back.
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  if (!command.value.empty() && !domain::question(command.question, book)) {
    return invalid("answer.unknown_question", "question", {"没有这个问题", "there is no such question"});
  }
  if (const auto asked = domain::question(command.question, book); asked && !command.value.empty()) {
    const bool of_the_book = asked->kind == domain::AnswerKind::choice;
    const bool known =
        std::ranges::find(asked->values, command.value, &domain::AnswerValue::value) != asked->values.end();
    if (of_the_book && !known) {
      return invalid("answer.value", "value", {"不能这样回答这个问题", "this is no answer to that question"});
    }
  }
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, false));
  if (command.line && !command.value.empty()) {
    SHOUHOU_ASSIGN(const domain::CaseFacts facts, gather_case_facts(unit, state));
    if (std::ranges::find(facts.lines, command.line, &domain::FactLine::line) == facts.lines.end()) {
      return invalid("answer.scope", "line", {"订单里没有这一行", "the order has no such line"});
    }
  }
  return change_case(
      unit, actor, {command.id, command.version},
      domain::ask::AnswerQuestion{{command.question, command.value, command.line, command.about, {}, {}}});
}

}  // namespace shouhou::app
