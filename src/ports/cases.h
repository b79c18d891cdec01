// Cases as the store keeps them: the projection, what finds it, and what hangs beside it.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/cases.h"
#include "domain/urgency.h"
#include "ports/case_rules.h"
#include "ports/events.h"

namespace shouhou::ports {

// Which cases of the queue. Every set field narrows.
struct QueueFilter {
  std::optional<AccountId> assignee;  // 0: nobody's
  std::optional<domain::Step> step;
  std::optional<domain::Status> status;
  std::string issue;
  std::optional<domain::IssueClass> issue_class;
  std::optional<domain::Channel> channel;
  std::string tag;
  std::optional<Instant> deadline_before;  // some running clock ends before this
  std::vector<std::string> tokens;         // all of them (base/normal_text.h)
  std::vector<CaseId> found;               // or one of these: found by other means (a phone number)
};

// Where a page begins: behind the row with this key. Open cases are ordered by (due, id) upwards, closed
// ones by (closed, id) downwards.
struct QueuePlace {
  std::int64_t key = 0;
  CaseId id;

  auto operator<=>(const QueuePlace&) const = default;
};

// A case as one line of the queue.
struct QueueRow {
  CaseId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  domain::Channel channel = domain::Channel::imported;
  domain::Step step = domain::Step::contact;
  domain::Status status = domain::Status::open;
  std::string issue;
  domain::IssueClass issue_class = domain::IssueClass::enquiry;
  domain::Mood mood = domain::Mood::calm;
  AccountId assignee;
  std::string subject;
  std::string buyer_label;
  Instant opened;
  Instant due;  // of a closed case: when it was closed
  std::optional<Instant> next_deadline;
  std::string next_clock;
  std::string reasons;  // JSON of the urgency reasons
  std::string tags;     // joined by single spaces
};

struct ReportKey {
  domain::Channel channel = domain::Channel::imported;
  domain::Source source = domain::Source::manual;
  std::string external_id;
};

// A case together with when it is due.
struct RankedCase {
  domain::Case state;
  domain::Urgency urgency;
};

// A live case beside the rank it is stored with.
struct StoredRank {
  domain::Case state;
  Instant due;
  std::optional<Instant> next_deadline;
  std::string next_clock;
  std::optional<Instant> next_moment;
  std::string told;     // marks of moments that need no second telling, joined by blanks
  std::string reasons;  // JSON
};

// The rank that a case gets in place of a stored one.
struct NewRank {
  ShopId shop;
  CaseId id;
  std::int64_t version = 0;  // of the case when it was judged
  domain::Urgency urgency;
  bool rank_moved = false;    // due or the reasons differ from what is stored
  bool clocks_moved = false;  // next_deadline, next_clock or next_moment do
  std::vector<std::string> tags;
};

struct MentionRow {
  CaseId case_id;
  NoteId note;
  AccountId by;
  Instant at;
};

struct TaskRow {
  CaseId case_id;
  std::int64_t case_number = 0;
  std::string subject;
  std::string buyer_label;
  domain::Task task;
};

// Every set field narrows.
struct TaskFilter {
  std::optional<domain::Department> department;
  std::optional<AccountId> assignee;  // 0: nobody's
  std::optional<Instant> due_before;
};

// Where a page of tasks begins: behind this one; tasks without a due time come last.
struct TaskPlace {
  std::int64_t due = -1;  // milliseconds
  TaskId id;
};
inline constexpr std::int64_t never_due = std::numeric_limits<std::int64_t>::max();

struct Draft {
  std::string sealed;
  Instant saved;
};

class Cases {
 public:
  virtual ~Cases() = default;

  virtual const CaseRules& rules(ShopId shop) = 0;

  virtual std::optional<domain::Case> load(ShopId shop, CaseId id) = 0;
  virtual std::optional<CaseId> by_number(ShopId shop, std::int64_t number) = 0;
  // The row as it stands, with what the queue shows of it.
  virtual std::optional<QueueRow> row(ShopId shop, CaseId id) = 0;

  // New case: row, lines, tags, tasks, evidence, search tokens.
  virtual Result<void> insert(const RankedCase& added, const std::vector<std::string>& tokens) = 0;
  // Error: case.changed (stale) where the stored version is not before.version.
  virtual Result<void> update(const domain::Case& before, const RankedCase& after) = 0;
  // Only the rank, after a change of rules. Nothing happens where the case has another version by now: then
  // it was ranked with that change.
  virtual void rerank(const NewRank& ranked) = 0;
  virtual void add_tokens(ShopId shop, CaseId id, const std::vector<std::string>& tokens) = 0;

  // Which case a report from outside belongs to.
  virtual std::optional<CaseId> reported(ShopId shop, const ReportKey& key) = 0;
  // After reported() knew none.
  virtual void keep_report_key(ShopId shop, const ReportKey& key, CaseId id) = 0;
  // All keys of one case point to another from now on.
  virtual void move_report_keys(ShopId shop, CaseId from, CaseId to) = 0;
  // Live cases about any of these lines, or, for reports without lines, of this order without lines; oldest
  // first.
  virtual std::vector<CaseId> live_about(ShopId shop, const std::vector<OrderLineId>& lines,
                                         OrderId order) = 0;
  virtual std::vector<CaseId> of_buyer(ShopId shop, BuyerId buyer, int limit) = 0;
  virtual std::vector<CaseId> of_order(ShopId shop, OrderId order, int limit) = 0;

  // Live cases, most urgent first.
  virtual std::vector<QueueRow> queue(ShopId shop, const QueueFilter& filter, QueuePlace after,
                                      int limit) = 0;
  // Closed cases, last closed first.
  virtual std::vector<QueueRow> closed(ShopId shop, const QueueFilter& filter, QueuePlace after,
                                       int limit) = 0;
  // All cases in the order of their ids, for maintenance: counters, export.
  virtual std::vector<CaseId> ids_after(ShopId shop, CaseId after, int limit) = 0;
  // Live ones in the order of the queue, with the rank they are stored with.
  virtual std::vector<StoredRank> live_after(ShopId shop, QueuePlace after, int limit) = 0;

  // The case's events before this sequence number (0: the newest), newest first.
  virtual std::vector<Event> timeline(ShopId shop, CaseId id, std::int64_t before, int limit) = 0;
  // The case's events from its first on, for rebuilding; after a sequence number.
  virtual std::vector<Event> history(ShopId shop, CaseId id, std::int64_t after, int limit) = 0;

  // Words of people, as sealed bytes (app/case_notes.h); can be erased without touching history.
  virtual void keep_words(ShopId shop, CaseId id, NoteId note, std::string_view sealed) = 0;
  virtual std::optional<std::string> words(ShopId shop, NoteId note) = 0;
  // Drops every word on the case, and the drafts, and what of them was found by search.
  virtual void forget_words(ShopId shop, CaseId id, const std::vector<std::string>& tokens_left) = 0;
  virtual void mention(ShopId shop, CaseId id, NoteId note, AccountId who, AccountId by, Instant at) = 0;
  virtual std::vector<MentionRow> mentions(ShopId shop, AccountId who, int limit) = 0;

  // Earliest due first.
  virtual std::vector<TaskRow> open_tasks(ShopId shop, const TaskFilter& filter, TaskPlace after,
                                          int limit) = 0;
  // Other cases in which the same picture, or one that looks the same, stands as evidence.
  virtual std::vector<CaseId> cases_with_picture(ShopId shop, std::string_view content_hash,
                                                 std::string_view look, CaseId except) = 0;
  virtual void keep_picture(ShopId shop, CaseId id, EvidenceId evidence, std::string_view content_hash,
                            std::string_view look, std::string_view thumbnail_hash) = 0;
  virtual std::optional<std::string> thumbnail_of(ShopId shop, EvidenceId evidence) = 0;
  virtual void forget_picture(ShopId shop, EvidenceId evidence) = 0;

  // A draft is one person's unsent words on one case. Empty text removes it.
  virtual void save_draft(ShopId shop, AccountId account, CaseId id, std::string_view text, Instant at) = 0;
  virtual std::optional<Draft> draft(ShopId shop, AccountId account, CaseId id) = 0;

  // What the maintained counters should be, counted the slow way: for doctor and tests.
  virtual std::vector<std::pair<std::string, std::int64_t>> recount(ShopId shop) = 0;
};

}  // namespace shouhou::ports
