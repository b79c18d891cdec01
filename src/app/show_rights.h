// 应得权益 of one case: what the buyer is owed and why, what not and why, the money to the fen, the questions
// that would change it, and the answers given.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/work_case.h"
#include "domain/entitlements.h"
#include "domain/open_questions.h"

namespace shouhou::app {

struct BasisView {
  domain::BasisKind kind = domain::BasisKind::law;
  std::string rule;  // id of the row
  std::string name;
  std::string source;
  bool weak = false;  // only secondary or old sources are known: check it
};
BOOST_DESCRIBE_STRUCT(BasisView, (), (kind, rule, name, source, weak))

struct RightConditionView {
  std::string id;
  std::string what;
  domain::ConditionState state = domain::ConditionState::unknown;
  std::string question;  // whose answer settles it; empty where none does
};
BOOST_DESCRIBE_STRUCT(RightConditionView, (), (id, what, state, question))

struct SettledLineView {
  OrderLineId line;
  std::string title;
  std::int64_t pieces = 0;
  Fen goods;
  std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(SettledLineView, (), (line, title, pieces, goods, points))

// The money of a right, as it would be settled now.
struct SettlementView {
  std::vector<SettledLineView> lines;
  Fen share;
  Fen discount_lost;
  Fen gifts_kept;
  Fen outbound_freight;
  Fen goods;
  Fen postage;
  Fen total;
};
BOOST_DESCRIBE_STRUCT(SettlementView, (),
                      (lines, share, discount_lost, gifts_kept, outbound_freight, goods, postage, total))

struct OwedView {
  domain::RemedyKind remedy = domain::RemedyKind::return_refund;
  std::string name;
  domain::ReturnGround ground = domain::ReturnGround::no_reason;
  std::string sentence;  // to the buyer
  std::vector<BasisView> basis;
  domain::FreightPayer freight_back = domain::FreightPayer::none;
  domain::FreightPayer freight_out = domain::FreightPayer::none;
  std::optional<Instant> until;
  std::optional<Span> paid_within;
  Fen least;
  Fen most;
  domain::PaidIn paid_in = domain::PaidIn::money;
  std::vector<RightConditionView> conditions;
  std::vector<std::string> would_change;
  std::optional<SettlementView> settlement;  // where the money is that of the goods
};
BOOST_DESCRIBE_STRUCT(OwedView, (),
                      (remedy, name, ground, sentence, basis, freight_back, freight_out, until, paid_within,
                       least, most, paid_in, conditions, would_change, settlement))

struct RefusedView {
  domain::RemedyKind remedy = domain::RemedyKind::return_refund;
  std::string name;
  std::string why;
  std::vector<BasisView> basis;
  std::vector<std::string> would_change;
};
BOOST_DESCRIBE_STRUCT(RefusedView, (), (remedy, name, why, basis, would_change))

struct AnswerChoiceView {
  std::string value;
  std::string label;
  std::string effect;  // what it would change; empty: nothing
};
BOOST_DESCRIBE_STRUCT(AnswerChoiceView, (), (value, label, effect))

struct QuestionView {
  std::string question;
  std::string ask;
  domain::AnswerKind kind = domain::AnswerKind::yes_no;
  OrderLineId line;   // none: about the whole case
  std::string title;  // of the line
  std::string about;  // the gift
  bool needed = false;
  bool may_answer = false;  // this reader
  std::vector<AnswerChoiceView> choices;
};
BOOST_DESCRIBE_STRUCT(QuestionView, (),
                      (question, ask, kind, line, title, about, needed, may_answer, choices))

struct AnswerView {
  std::string question;
  std::string ask;
  std::string value;
  std::string label;
  OrderLineId line;
  std::string title;
  std::string about;
  AccountId by;
  std::string by_name;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(AnswerView, (), (question, ask, value, label, line, title, about, by, by_name, at))

struct ExposureView {
  std::string what;
  Fen amount;
  BasisView basis;
};
BOOST_DESCRIBE_STRUCT(ExposureView, (), (what, amount, basis))

struct RightsView {
  CaseId id;
  std::int64_t number = 0;
  std::int64_t version = 0;  // of the case
  std::string rules_version;
  std::string judged_by;  // version of the rules at the last offer or grant; empty: none yet
  Instant judged_at;
  // The order came without its lines: it is judged as one piece of goods, and what its lines would tell is
  // asked.
  bool whole_order = false;
  std::vector<OwedView> owed;
  std::vector<RefusedView> refused;
  std::vector<QuestionView> questions;  // the needed ones first
  std::vector<AnswerView> answers;
  bool exposure_shown = false;         // readers without exposure_read see none
  std::vector<ExposureView> exposure;  // what the law could cost at worst
};
BOOST_DESCRIBE_STRUCT(RightsView, (),
                      (id, number, version, rules_version, judged_by, judged_at, whole_order, owed, refused,
                       questions, answers, exposure_shown, exposure))

struct ShowRights {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(ShowRights, (), (id))
// Needs case_read. Errors: case.not_found, order.not_found.
Result<RightsView> show_rights(ports::ReadUnit& unit, const ports::Actor& actor, const ShowRights& query);

struct FindRights {
  std::int64_t number = 0;
};
Result<RightsView> find_rights(ports::ReadUnit& unit, const ports::Actor& actor, const FindRights& query);

// The same in words, for the command line.
std::string rights_in_words(const RightsView& view, Language language, const Zone& zone);

// An answer to a question of the rules; an empty value takes it back.
struct AnswerQuestion {
  CaseId id;
  MaybeVersion version;
  std::string question;
  std::string value;
  OrderLineId line;
  std::string about;
};
BOOST_DESCRIBE_STRUCT(AnswerQuestion, (), (id, version, question, value, line, about))
// Needs the question's permission, case_write for most. Errors: answer.unknown_question, answer.value,
// answer.scope, and those of change_case.
Result<CaseChanged> answer_question(ports::Unit& unit, const ports::Actor& actor,
                                    const AnswerQuestion& command);

}  // namespace shouhou::app
