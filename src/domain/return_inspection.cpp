// What the dock is told: words, advice on what was found, and what a part acceptance does to the money.
#include <algorithm>

#include "domain/returns.h"

namespace shouhou::domain {
namespace {

__extension__ using Wide = __int128;

// Points whose failure means that something else came back than was sent: never settled at the dock.
bool about_identity(const InspectionPoint& point) {
  return point.check == "right_item" || point.check == "no_swap" || point.check == "count" ||
         point.check == "serial";
}

bool about_the_flaw(const InspectionPoint& point) {
  return point.check == "flaw";
}

Text not_met(const InspectionPoint& point) {
  return {"不符：" + point.what.zh, "not met: " + point.what.en};
}

}  // namespace

Text text_of(Reception reception) {
  switch (reception) {
    case Reception::announced:
      return {"待寄回", "to be sent"};
    case Reception::in_transit:
      return {"寄回途中", "on the way"};
    case Reception::delivered:
      return {"已签收待收货", "signed for, not yet received"};
    case Reception::part_received:
      return {"部分到货", "partly here"};
    case Reception::received:
      return {"已收货", "received"};
    case Reception::lost:
      return {"已丢失", "lost"};
    case Reception::given_up:
      return {"不再寄回", "given up"};
  }
  return {};
}

Text text_of(Acceptance acceptance) {
  switch (acceptance) {
    case Acceptance::pending:
      return {"待验收", "to be inspected"};
    case Acceptance::manual:
      return {"待主管定", "for a lead to decide"};
    case Acceptance::accepted:
      return {"验收通过", "accepted"};
    case Acceptance::part:
      return {"部分通过", "partly accepted"};
    case Acceptance::rejected:
      return {"拒收", "rejected"};
  }
  return {};
}

Text text_of(Disposition disposition) {
  switch (disposition) {
    case Disposition::restock:
      return {"重新入库", "restock"};
    case Disposition::repair:
      return {"返修", "repair"};
    case Disposition::scrap:
      return {"报废", "scrap"};
    case Disposition::supplier_claim:
      return {"向供应商索赔", "claim on the supplier"};
    case Disposition::carrier_claim:
      return {"向快递索赔", "claim on the carrier"};
  }
  return {};
}

Text text_of(ReturnStage stage) {
  switch (stage) {
    case ReturnStage::no_address:
      return {"待给地址", "no address yet"};
    case ReturnStage::awaited:
      return {"待寄回", "to be sent"};
    case ReturnStage::on_the_way:
      return {"寄回途中", "on the way"};
    case ReturnStage::to_receive:
      return {"已签收待收货", "signed for, not yet received"};
    case ReturnStage::to_inspect:
      return {"待验收", "to be inspected"};
    case ReturnStage::for_lead:
      return {"待主管定", "for a lead"};
    case ReturnStage::to_dispose:
      return {"待处置", "to be disposed of"};
    case ReturnStage::lost:
      return {"已丢失", "lost"};
    case ReturnStage::done:
      return {"已办结", "done"};
  }
  return {};
}

LineJudgement judge(const ReturnLine& line, ReturnGround ground) {
  LineJudgement judgement;
  const auto raise = [&](Advice advice, Text why) {
    judgement.reasons.push_back(std::move(why));
    // A lead is asked before the dock refuses anything.
    if (judgement.advice != Advice::ask_lead) judgement.advice = advice;
  };
  if (!line.answered()) {
    judgement.reasons.push_back({"还有检查项没填", "some points have no answer"});
    return judgement;
  }
  judgement.advice = Advice::accept;
  if (line.damaged > 0) {
    raise(Advice::ask_lead,
          {"有运输破损，先定快递责任", "pieces were damaged on the way: whose fault first"});
  }
  if (line.received > line.expected) {
    raise(Advice::ask_lead, {"多寄了" + std::to_string(line.received - line.expected) + "件",
                             std::to_string(line.received - line.expected) + " pieces too many"});
  }
  for (const InspectionPoint& point : line.checks) {
    if (point.answer == CheckAnswer::passed) continue;
    if (about_identity(point)) {
      raise(Advice::ask_lead, not_met(point));
    } else if (about_the_flaw(point)) {
      if (ground == ReturnGround::sellers_duty) raise(Advice::ask_lead, not_met(point));
    } else if (ground == ReturnGround::no_reason) {
      // Only what the category's list of intactness names may be refused at the dock.
      const bool plain = point.for_intactness && point.answer == CheckAnswer::failed;
      raise(plain ? Advice::reject : Advice::ask_lead, not_met(point));
    }
  }
  return judgement;
}

std::vector<InspectionPoint> inspection_points(const GoodsCategory& category) {
  std::vector<InspectionPoint> points;
  for (const GoodsCheck& check : category.inspection) {
    const bool intact =
        std::ranges::find(category.intact, check.id, &GoodsCheck::id) != category.intact.end();
    points.push_back({check.id, check.what, intact, CheckAnswer::open, {}, {}});
  }
  return points;
}

Fen due_after_inspection(Fen granted, Fen settled_all, Fen settled_accepted, Fen deduction) {
  Fen due = granted;
  if (settled_accepted < settled_all && settled_all > Fen{0}) {
    due =
        Fen{static_cast<std::int64_t>(static_cast<Wide>(granted.value) *
                                      std::max<std::int64_t>(0, settled_accepted.value) / settled_all.value)};
  }
  return std::clamp(due - deduction, Fen{0}, std::max(Fen{0}, granted));
}

}  // namespace shouhou::domain
