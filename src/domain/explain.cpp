#include "domain/explain.h"

namespace shouhou::domain {
namespace {

// Writes both languages through one hand.
class Page {
 public:
  explicit Page(Language language) : zh_(language == Language::zh) {}
  void line(const std::string& indent, const Text& text) {
    out_ += indent + (zh_ ? text.zh : text.en) + "\n";
  }
  std::string pick(const char* zh, const char* en) const { return zh_ ? zh : en; }
  std::string pick(const Text& text) const { return zh_ ? text.zh : text.en; }
  void raw(const std::string& text) { out_ += text + "\n"; }
  std::string take() { return std::move(out_); }

 private:
  bool zh_;
  std::string out_;
};

void write_basis(Page& page, const std::vector<Basis>& list) {
  for (const Basis& basis : list) {
    page.raw("     " + page.pick("依据：", "by: ") + page.pick(basis.name) + " [" + basis.rule + "] " +
             basis.source + (basis.weak ? page.pick("【待核实】", " (weak: check it)") : ""));
  }
}

void write_cost(Page& page, const Cost& cost) {
  if (cost.lines.empty()) return;
  page.raw("     " + page.pick("成本 ", "costs ") + format_yuan(cost.total));
  for (const CostLine& line : cost.lines)
    page.raw("       " + format_yuan(line.amount) + "  " + page.pick(line.note));
}

void write_right(Page& page, const Entitlement& owed, const Zone& zone) {
  page.raw("  • " + page.pick(text_of(owed.remedy)));
  page.line("     ", owed.sentence);
  write_basis(page, owed.basis);
  if (owed.until) {
    page.raw("     " + page.pick("截止：", "until: ") + format_time(*owed.until, zone));
  }
  for (const RightCondition& condition : owed.conditions) {
    page.raw("     " +
             (condition.state == ConditionState::met ? page.pick("已满足：", "met: ")
                                                     : page.pick("待确认：", "open: ")) +
             page.pick(condition.what));
  }
  for (const Text& change : owed.would_change) page.line("     ", change);
}

}  // namespace

std::string explain(const CaseFacts& facts, const RuleBook& book, const Zone& zone, const Offer& offer,
                    Language language, bool with_exposure) {
  Page page(language);
  const Rights rights = entitlements(facts, book, zone);
  page.raw(page.pick("应得权益", "What is owed"));
  if (rights.owed.empty()) page.raw(page.pick("  （没有）", "  (nothing)"));
  for (const Entitlement& owed : rights.owed) write_right(page, owed, zone);
  if (!rights.refused.empty()) page.raw(page.pick("不应得", "What is not owed"));
  for (const Refusal& refusal : rights.refused) {
    page.raw("  • " + page.pick(text_of(refusal.remedy)) + page.pick("：", ": ") + page.pick(refusal.why));
    write_basis(page, refusal.basis);
    for (const Text& change : refusal.would_change) page.line("     ", change);
  }
  page.raw(page.pick("方案单", "The offer"));
  for (const OfferItem& item : offer.items) {
    page.raw("  • " + page.pick(text_of(item.remedy.kind)) +
             (item.entitled ? page.pick("（应得）", " (owed)") : ""));
    page.line("     ", item.why);
    write_cost(page, item.cost);
  }
  for (const PatternSignal& signal : offer.signals)
    page.raw(page.pick("  注意：", "  note: ") + page.pick(signal.why));
  if (with_exposure) {
    for (const Exposure& risk : exposure(facts, book)) {
      page.raw(page.pick("风险敞口：", "exposure: ") + page.pick(risk.what) + " " + format_yuan(risk.amount) +
               " [" + risk.basis.rule + "]");
    }
  }
  page.raw(page.pick("规则版本 ", "rules version ") + book.version);
  return page.take();
}

}  // namespace shouhou::domain
