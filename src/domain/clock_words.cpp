#include "domain/clock_words.h"

#include <array>
#include <utility>

#include "domain/enum_names.h"
#include "domain/time_outs.h"

namespace shouhou::domain {
namespace {

Text text_of(TimeOutStep step) {
  switch (step) {
    case TimeOutStep::ship_order:
      return {"发货", "ship the order"};
    case TimeOutStep::answer_unshipped_refund:
      return {"未发货退款响应", "answer the refund before shipping"};
    case TimeOutStep::answer_shipped_refund:
      return {"已发货退款响应", "answer the refund after shipping"};
    case TimeOutStep::answer_return:
      return {"退货申请响应", "answer the return request"};
    case TimeOutStep::answer_exchange:
      return {"换货申请响应", "answer the exchange request"};
    case TimeOutStep::answer_again:
      return {"修改后的申请响应", "answer the changed request"};
    case TimeOutStep::buyer_ships_back:
      return {"买家寄回", "the buyer ships back"};
    case TimeOutStep::confirm_returned_goods:
      return {"退货签收后确认", "accept or refuse the returned goods"};
    case TimeOutStep::confirm_unsigned_return:
      return {"退货未签收确认", "settle the return that was never signed for"};
    case TimeOutStep::merchant_ships_exchange:
      return {"换货发出", "send the new goods"};
    case TimeOutStep::buyer_answers_refusal:
      return {"买家回应拒绝", "the buyer answers the refusal"};
    case TimeOutStep::buyer_calls_platform:
      return {"买家申请平台介入", "the buyer may call the platform"};
    case TimeOutStep::submit_evidence:
      return {"上传凭证", "hand in evidence"};
    case TimeOutStep::after_sale_window:
      return {"售后申请期", "window for after-sale requests"};
    case TimeOutStep::auto_confirm_receipt:
      return {"自动确认收货", "receipt confirmed by itself"};
    case TimeOutStep::reply_to_review:
      return {"评价解释", "reply to the review"};
    case TimeOutStep::change_review:
      return {"买家修改评价", "the buyer may change the review"};
    case TimeOutStep::refund_after_receipt:
      return {"收货后退款", "refund after the goods are back"};
    case TimeOutStep::handle_return_request:
      return {"处理退货申请", "handle the return request"};
  }
  return {};
}

constexpr std::array<std::pair<std::string_view, std::pair<const char*, const char*>>, 9> own_clocks{{
    {clock_kind::first_answer, {"首次处理", "first answer by a person"}},
    {clock_kind::first_reply, {"首次回复", "first reply"}},
    {clock_kind::next_reply, {"后续回复", "next reply"}},
    {clock_kind::daily_update, {"每日进展", "daily progress message"}},
    {clock_kind::call_back, {"约定回电", "promised call"}},
    {clock_kind::inspect_return, {"退货验收", "inspect the returned goods"}},
    {"look_again", {"约定回看", "look again as promised"}},
    {"offer_answer", {"买家选方案", "the buyer's choice"}},
    {"merchant_answer", {"商家响应", "the shop's answer"}},
}};

}  // namespace

Text text_of_clock(std::string_view kind) {
  for (const auto& [own, words] : own_clocks) {
    if (own == kind) return {words.first, words.second};
  }
  if (const auto step = named<TimeOutStep>(kind)) return text_of(*step);
  return {std::string(kind), std::string(kind)};
}

}  // namespace shouhou::domain
