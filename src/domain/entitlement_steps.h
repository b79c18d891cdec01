// Inside of entitlements.h: the collector that the parts of the judgement share. Not for others.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/entitlements.h"

namespace shouhou::domain {

// One judgement under way.
struct Judgement {
  const CaseFacts& facts;
  const RuleBook& book;
  const Zone& zone;
  const Issue* issue;  // null for an unknown id
  Rights rights;

  IssueNature nature() const;
  Day today() const { return zone.local(facts.now).day; }
  Instant asked_at() const { return facts.requested_at.value_or(facts.now); }
  // A law row as basis; one that does not bind the channel gives nothing.
  void add_law(std::vector<Basis>& list, std::string_view id) const;
  void add_promise(std::vector<Basis>& list, const ShopPromise& promise) const;
  // The longest promise of the kind that covers every affected line; null where there is none.
  const ShopPromise* promise(PromiseKind kind) const;
  std::vector<std::int64_t> affected_pieces() const;
  bool sellers_fault_proven() const { return facts.fault_verified && facts.fault != Fault::buyer; }
  bool buyers_fault_proven() const { return facts.fault_verified && facts.fault == Fault::buyer; }

  // Adds a right; of two grounds for the same remedy the stronger stays.
  void owe(Entitlement entitlement);
  void refuse(RemedyKind remedy, Text why, std::vector<Basis> basis, std::vector<Text> would_change = {});
  bool owes(RemedyKind remedy) const { return rights.find(remedy) != nullptr; }
};

// The parts, in the order in which they are asked. Each adds to judgement.rights.
void judge_before_shipping(Judgement& judgement);
void judge_lateness(Judgement& judgement);
void judge_on_the_way(Judgement& judgement);
void judge_not_received(Judgement& judgement);
void judge_nonconforming(Judgement& judgement);
void judge_authenticity_and_safety(Judgement& judgement);
void judge_seven_days(Judgement& judgement);
void judge_services(Judgement& judgement);

// Who pays the way back of a return without reason, with what it rests on.
FreightPayer no_reason_freight(const Judgement& judgement, std::vector<Basis>& basis);
// The same where the seller is at fault: the seller, unless the parties agreed otherwise in the buyer's
// favour.
FreightPayer duty_freight(const Judgement& judgement, std::vector<Basis>& basis);

std::string yuan(Fen amount);                         // "12.30 元"
std::string yuan_en(Fen amount);                      // "12.30 yuan"
std::string until_zh(Instant end, const Zone& zone);  // the last day of a window: "11月28日"
std::string until_en(Instant end, const Zone& zone);  // "2026-11-28"
std::string freight_zh(FreightPayer payer);           // "退货运费由我们承担"
std::string freight_en(FreightPayer payer);

}  // namespace shouhou::domain
