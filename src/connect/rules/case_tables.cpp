// Reads the tables about cases in general: issue, time_out, and the weights of urgency.
#include <set>

#include "connect/rules/tables.h"

namespace shouhou::connect {
namespace {

using domain::RuleOrigin;

std::vector<domain::EvidenceNeed> read_evidence(RowReader& row) {
  std::vector<domain::EvidenceNeed> list;
  std::set<std::string> ids;
  row.each("evidence", [&](RowReader& piece) {
    domain::EvidenceNeed need;
    need.id = piece.id();
    need.kind = piece.word<domain::EvidenceKind>("kind");
    need.what = piece.both("what");
    need.required = piece.flag("required", true);
    if (!ids.insert(need.id).second) {
      piece.problem({"凭证“" + need.id + "”重复", "evidence \"" + need.id + "\" stands twice"});
    }
    list.push_back(std::move(need));
  });
  return list;
}

// Registers one enumerator of a weights table and gives its place in the array.
template <domain::DescribedEnum E>
std::optional<E> weight_row(std::string_view table, RowReader& row, BookBuilder& builder) {
  const E of = row.word<E>("of");
  if (!builder.enter(table, std::string(domain::name(of)), row.origin())) return std::nullopt;
  return of;
}

}  // namespace

void read_issue(RowReader& row, BookBuilder& builder) {
  domain::Issue issue;
  issue.id = row.id();
  issue.name = row.both("name");
  issue.issue_class = row.word<domain::IssueClass>("class");
  issue.nature = row.word<domain::IssueNature>("nature");
  issue.phases = row.words<domain::Phase>("phases");
  issue.evidence = read_evidence(row);
  issue.default_fault = row.word<domain::Fault>("fault");
  issue.response_target = row.span("response");
  issue.remedies = row.words<domain::RemedyKind>("remedies");
  issue.daily_update = row.flag("daily_update", false);
  issue.origin = row.origin();
  if (issue.phases.empty()) row.problem({"“phases”不能为空", "\"phases\" must not be empty"});
  if (issue.remedies.empty()) row.problem({"“remedies”不能为空", "\"remedies\" must not be empty"});
  builder.put(builder.book.issues, "issue", issue.id, issue.origin, issue);
}

void read_time_out(RowReader& row, BookBuilder& builder) {
  domain::TimeOut time_out;
  time_out.id = row.id();
  time_out.channels = row.words<domain::Channel>("channels");
  time_out.step = row.word<domain::TimeOutStep>("step");
  time_out.name = row.both("name");
  time_out.duration = row.span("duration");
  time_out.counted_from = row.both("from");
  time_out.consequence = row.word<domain::Consequence>("consequence");
  time_out.origin = row.origin();
  if (time_out.duration <= Span{0}) {
    row.problem_at("duration", {"时长必须大于 0", "the duration must be more than 0"});
  }
  builder.put(builder.book.time_outs, "time_out", time_out.id, time_out.origin, time_out);
}

void read_urgency_class(RowReader& row, BookBuilder& builder) {
  const Span bonus = row.span("bonus");
  if (const auto of = weight_row<domain::IssueClass>("urgency_class", row, builder)) {
    builder.book.urgency.by_class[domain::index_of(*of)] = bonus;
  }
}

void read_urgency_mood(RowReader& row, BookBuilder& builder) {
  const Span bonus = row.span("bonus");
  if (const auto of = weight_row<domain::Mood>("urgency_mood", row, builder)) {
    builder.book.urgency.by_mood[domain::index_of(*of)] = bonus;
  }
}

void read_urgency_consequence(RowReader& row, BookBuilder& builder) {
  const Span lead = row.span("lead");
  if (const auto of = weight_row<domain::Consequence>("urgency_consequence", row, builder)) {
    builder.book.urgency.lead_time[domain::index_of(*of)] = lead;
  }
}

void read_buyer_value_band(RowReader& row, BookBuilder& builder) {
  domain::ValueBand band;
  band.id = row.id();
  band.name = row.both("name");
  band.from = row.yuan("from");
  band.bonus = row.span("bonus");
  builder.put(builder.book.urgency.by_value, "buyer_value_band", band.id, row.origin(), band);
}

}  // namespace shouhou::connect
