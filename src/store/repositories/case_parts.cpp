// What hangs beside cases: words, mentions, tasks, pictures, drafts.
#include "store/sql/queries/case_parts.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "domain/enum_names.h"
#include "store/repositories/cases.h"

namespace shouhou::store {
namespace queries = sql::case_parts;
namespace {

CaseId first_id(const Row& row) {
  return row.id<CaseId>(0);
}

// Of 64: a picture saved again or made smaller stays below it, another picture rarely does.
constexpr int most_bits_apart = 6;

int bits_apart(std::string_view one, std::string_view other) {
  std::uint64_t left = 0;
  std::uint64_t right = 0;
  std::from_chars(one.data(), one.data() + one.size(), left, 16);
  std::from_chars(other.data(), other.data() + other.size(), right, 16);
  return std::popcount(left ^ right);
}

ports::TaskRow task_row(const Row& row) {
  ports::TaskRow read;
  read.case_id = row.id<CaseId>(0);
  read.case_number = row.integer(1);
  read.task.id = row.id<TaskId>(2);
  read.task.department = domain::named<domain::Department>(row.text(3)).value_or(domain::Department::service);
  read.task.assignee = row.id<AccountId>(4);
  read.task.title = row.string(5);
  read.task.due = row.maybe_instant(6);
  read.task.added = row.instant(7);
  read.subject = row.string(8);
  read.buyer_label = row.string(9);
  return read;
}

}  // namespace

void StoredCases::keep_words(ShopId shop, CaseId id, NoteId note, std::string_view sealed) {
  session_.run(queries::keep_words,
               {{"shop_id", shop}, {"note_id", note}, {"case_id", id}, {"sealed", Bytes{sealed}}});
}

std::optional<std::string> StoredCases::words(ShopId shop, NoteId note) {
  return session_.one(queries::words, {{"shop_id", shop}, {"note_id", note}},
                      [](const Row& row) { return std::string(row.bytes(0)); });
}

void StoredCases::forget_words(ShopId shop, CaseId id, const std::vector<std::string>& tokens_left) {
  session_.run(queries::forget_words, {{"shop_id", shop}, {"case_id", id}});
  session_.run(queries::forget_drafts, {{"shop_id", shop}, {"case_id", id}});
  word_marks_.clear(shop, id);
  word_marks_.add(shop, id, tokens_left);
}

void StoredCases::mention(ShopId shop, CaseId id, NoteId note, AccountId who, AccountId by, Instant at) {
  session_.run(queries::mention, {{"shop_id", shop},
                                  {"account_id", who},
                                  {"note_id", note},
                                  {"case_id", id},
                                  {"by_account", by},
                                  {"at", at}});
}

std::vector<ports::MentionRow> StoredCases::mentions(ShopId shop, AccountId who, int limit) {
  return session_.all(
      queries::mentions, {{"shop_id", shop}, {"account_id", who}, {"limit", limit}}, [](const Row& row) {
        return ports::MentionRow{row.id<CaseId>(0), row.id<NoteId>(1), row.id<AccountId>(2), row.instant(3)};
      });
}

std::vector<ports::TaskRow> StoredCases::open_tasks(ShopId shop, const ports::TaskFilter& filter,
                                                    ports::TaskPlace after, int limit) {
  std::vector<Argument> arguments{
      {"shop_id", shop},
      {"after_due", after.due},
      {"after_id", after.id},
      {"due_before", filter.due_before ? filter.due_before->ms - 1 : ports::never_due},
      {"limit", limit}};
  const Query* query = &queries::open_tasks;
  if (filter.department) {
    query = &queries::open_tasks_for;
    arguments.push_back({"department", domain::name(*filter.department)});
    arguments.push_back({"assignee", filter.assignee ? filter.assignee->value : std::int64_t{-1}});
  } else if (filter.assignee) {
    query = &queries::open_tasks_of;
    arguments.push_back({"assignee", *filter.assignee});
  }
  std::vector<ports::TaskRow> rows;
  session_.each(*query, arguments, [&](const Row& row) { rows.push_back(task_row(row)); });
  return rows;
}

std::vector<CaseId> StoredCases::cases_with_picture(ShopId shop, std::string_view content_hash,
                                                    std::string_view look, CaseId except) {
  auto found =
      session_.all(queries::same_picture,
                   {{"shop_id", shop}, {"except", except}, {"content_hash", content_hash}}, first_id);
  if (look.size() != 16) return found;
  const std::string_view quarters = look;
  session_.each(queries::alike_pictures,
                {{"shop_id", shop},
                 {"except", except},
                 {"look_1", quarters.substr(0, 4)},
                 {"look_2", quarters.substr(4, 4)},
                 {"look_3", quarters.substr(8, 4)},
                 {"look_4", quarters.substr(12, 4)}},
                [&](const Row& row) {
                  if (bits_apart(look, row.text(1)) > most_bits_apart) return;
                  const CaseId id = first_id(row);
                  if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
                });
  return found;
}

void StoredCases::keep_picture(ShopId shop, CaseId id, EvidenceId evidence, std::string_view content_hash,
                               std::string_view look, std::string_view thumbnail_hash) {
  session_.run(queries::add_picture, {{"shop_id", shop},
                                      {"evidence_id", evidence},
                                      {"case_id", id},
                                      {"content_hash", content_hash},
                                      {"look", look},
                                      {"thumbnail", thumbnail_hash}});
}

std::optional<std::string> StoredCases::thumbnail_of(ShopId shop, EvidenceId evidence) {
  return session_.one(queries::thumbnail, {{"shop_id", shop}, {"evidence_id", evidence}},
                      [](const Row& row) { return row.string(0); });
}

void StoredCases::forget_picture(ShopId shop, EvidenceId evidence) {
  session_.run(queries::forget_picture, {{"shop_id", shop}, {"evidence_id", evidence}});
}

void StoredCases::save_draft(ShopId shop, AccountId account, CaseId id, std::string_view sealed, Instant at) {
  if (sealed.empty()) {
    session_.run(queries::drop_draft, {{"shop_id", shop}, {"account_id", account}, {"case_id", id}});
    return;
  }
  session_.run(queries::save_draft, {{"shop_id", shop},
                                     {"account_id", account},
                                     {"case_id", id},
                                     {"sealed", Bytes{sealed}},
                                     {"saved", at}});
}

std::optional<ports::Draft> StoredCases::draft(ShopId shop, AccountId account, CaseId id) {
  return session_.one(queries::draft, {{"shop_id", shop}, {"account_id", account}, {"case_id", id}},
                      [](const Row& row) {
                        return ports::Draft{std::string(row.bytes(0)), row.instant(1)};
                      });
}

}  // namespace shouhou::store
