// ports::Cases over one session of either engine. cases.cpp: the projection; case_queue.cpp: lists and
// search; word_marks.h: what cases are found by; case_parts.cpp: what hangs beside.
#pragma once

#include <memory>

#include "ports/cases.h"
#include "store/engine/engine.h"
#include "store/repositories/word_marks.h"
#include "store/rules_in_force.h"

namespace shouhou::store {

class StoredCases final : public ports::Cases {
 public:
  StoredCases(Session& session, const RulesInForce& rules, StoredVault& vault)
      : session_(session), rules_(rules), word_marks_(session, vault) {}

  const ports::CaseRules& rules(ShopId shop) override;

  // cases.cpp
  std::optional<domain::Case> load(ShopId shop, CaseId id) override;
  std::optional<CaseId> by_number(ShopId shop, std::int64_t number) override;
  Result<void> insert(const ports::RankedCase& added, const std::vector<std::string>& tokens) override;
  Result<void> update(const domain::Case& before, const ports::RankedCase& after) override;
  void rerank(const ports::NewRank& ranked) override;
  std::optional<CaseId> reported(ShopId shop, const ports::ReportKey& key) override;
  void keep_report_key(ShopId shop, const ports::ReportKey& key, CaseId id) override;
  void move_report_keys(ShopId shop, CaseId from, CaseId to) override;
  std::vector<CaseId> live_about(ShopId shop, const std::vector<OrderLineId>& lines, OrderId order) override;
  std::vector<CaseId> of_buyer(ShopId shop, BuyerId buyer, int limit) override;
  std::vector<CaseId> of_order(ShopId shop, OrderId order, int limit) override;
  std::vector<CaseId> ids_after(ShopId shop, CaseId after, int limit) override;
  std::vector<ports::StoredRank> live_after(ShopId shop, ports::QueuePlace after, int limit) override;
  std::vector<ports::Event> timeline(ShopId shop, CaseId id, std::int64_t before, int limit) override;
  std::vector<ports::Event> history(ShopId shop, CaseId id, std::int64_t after, int limit) override;
  std::vector<std::pair<std::string, std::int64_t>> recount(ShopId shop) override;

  // case_queue.cpp
  std::optional<ports::QueueRow> row(ShopId shop, CaseId id) override;
  void add_tokens(ShopId shop, CaseId id, const std::vector<std::string>& tokens) override;
  std::vector<ports::QueueRow> queue(ShopId shop, const ports::QueueFilter& filter, ports::QueuePlace after,
                                     int limit) override;
  std::vector<ports::QueueRow> closed(ShopId shop, const ports::QueueFilter& filter, ports::QueuePlace after,
                                      int limit) override;
  WordMarks& word_marks() { return word_marks_; }

  // case_parts.cpp
  void keep_words(ShopId shop, CaseId id, NoteId note, std::string_view sealed) override;
  std::optional<std::string> words(ShopId shop, NoteId note) override;
  void forget_words(ShopId shop, CaseId id, const std::vector<std::string>& tokens_left) override;
  void mention(ShopId shop, CaseId id, NoteId note, AccountId who, AccountId by, Instant at) override;
  std::vector<ports::MentionRow> mentions(ShopId shop, AccountId who, int limit) override;
  std::vector<ports::TaskRow> open_tasks(ShopId shop, const ports::TaskFilter& filter, ports::TaskPlace after,
                                         int limit) override;
  std::vector<CaseId> cases_with_picture(ShopId shop, std::string_view content_hash, std::string_view look,
                                         CaseId except) override;
  void keep_picture(ShopId shop, CaseId id, EvidenceId evidence, std::string_view content_hash,
                    std::string_view look, std::string_view thumbnail_hash) override;
  std::optional<std::string> thumbnail_of(ShopId shop, EvidenceId evidence) override;
  void forget_picture(ShopId shop, EvidenceId evidence) override;
  void save_draft(ShopId shop, AccountId account, CaseId id, std::string_view sealed, Instant at) override;
  std::optional<ports::Draft> draft(ShopId shop, AccountId account, CaseId id) override;

 private:
  Result<void> change_lines(const domain::Case* before, const domain::Case& after);
  void change_tags(const domain::Case* before, const ports::RankedCase& after);
  void change_tasks(const domain::Case* before, const domain::Case& after);
  void change_follow_ups(const domain::Case* before, const domain::Case& after);
  std::vector<ports::QueueRow> found_by_text(ShopId shop, const ports::QueueFilter& filter,
                                             ports::QueuePlace after, int limit, bool& complete);

  Session& session_;
  const RulesInForce& rules_;
  WordMarks word_marks_;
  // Those this unit has looked at; it keeps them to its end.
  std::vector<std::pair<ShopId, std::shared_ptr<const ports::CaseRules>>> looked_at_;
};

}  // namespace shouhou::store
