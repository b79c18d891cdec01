#include "connect/ledger/ledger_performer.h"

#include "domain/grants.h"

namespace shouhou::connect {
namespace {

using domain::EffectKind;
using ports::PerformRequest;

bool on_platform(domain::Channel channel) {
  return channel != domain::Channel::own && channel != domain::Channel::imported;
}

// Where it is done: "淘宝后台", or without a platform "收款渠道".
Text place_of(const PerformRequest& request) {
  if (!on_platform(request.channel)) {
    return {"收款渠道（原支付方式）", "the payment provider the buyer paid through"};
  }
  const Text channel = text_of(request.channel);
  return {"“" + channel.zh + "”后台", "the " + channel.en + " merchant console"};
}

Text order_of(const PerformRequest& request) {
  if (request.order_number.empty()) return {"这笔订单", "this order"};
  return {"订单 " + request.order_number, "order " + request.order_number};
}

Text pieces_of(const PerformRequest& request) {
  const std::string what = request.detail.empty() ? request.subject : request.detail;
  const std::string count = request.pieces > 0 ? std::to_string(request.pieces) : "";
  return {(count.empty() ? "" : count + " 件") + (what.empty() ? "" : "（" + what + "）"),
          (count.empty() ? "the goods" : count + (request.pieces == 1 ? " piece" : " pieces")) +
              (what.empty() ? "" : " (" + what + ")")};
}

std::string named(const std::string& detail) {
  return detail.empty() ? "" : "（" + detail + "）";
}
std::string named_en(const std::string& detail) {
  return detail.empty() ? "" : " (" + detail + ")";
}

Text instruction_for(const PerformRequest& request) {
  const Text place = place_of(request);
  const Text order = order_of(request);
  const Text goods = pieces_of(request);
  const std::string yuan = format_yuan(request.amount);
  switch (request.kind) {
    case EffectKind::pay_refund:
      return {"在" + place.zh + "给" + order.zh + "原路退款 ¥" + yuan + "，然后在这里填退款单号并确认",
              "Refund ¥" + yuan + " for " + order.en + " by the original way in " + place.en +
                  ", then enter the refund number here and confirm"};
    case EffectKind::pay_out:
      return {"在" + place.zh + "向" + order.zh + "的买家支付 ¥" + yuan + "（" + text_of(request.remedy).zh +
                  "），然后在这里填流水号并确认",
              "Pay ¥" + yuan + " (" + text_of(request.remedy).en + ") to the buyer of " + order.en + " in " +
                  place.en + ", then enter the transaction number here and confirm"};
    case EffectKind::issue_coupon:
      return {"在" + place.zh + "给" + order.zh + "的买家发 ¥" + yuan + " 优惠券" + named(request.detail) +
                  "，然后确认",
              "Issue a coupon of ¥" + yuan + named_en(request.detail) + " to the buyer of " + order.en +
                  " in " + place.en + ", then confirm"};
    case EffectKind::raise_member_level:
      return {"给" + order.zh + "的买家提升会员等级" + named(request.detail) + "，然后确认",
              "Raise the member level" + named_en(request.detail) + " of the buyer of " + order.en +
                  ", then confirm"};
    case EffectKind::stop_packing:
      return {order.zh + "不要发货：取下包裹、停止打单，拦下后确认；已经发出就选“没办成”",
              "Do not ship " + order.en +
                  ": take it off the packing line, then confirm; if it has left, say "
                  "that it failed"};
    case EffectKind::ask_interception:
      return {"联系快递拦截" + order.zh + "的包裹，拦截成功后确认；已签收或拦截失败就选“没办成”",
              "Ask the carrier to intercept the parcel of " + order.en +
                  "; confirm when it is stopped, say that it failed when it was signed for"};
    case EffectKind::send_goods:
      return {"给" + order.zh + "发出 " + goods.zh + "，填快递单号并确认",
              "Send " + goods.en + " for " + order.en + ", enter the tracking number and confirm"};
    case EffectKind::send_gift:
      return {"给" + order.zh + "的买家寄赠品" + named(request.detail) + "，填快递单号并确认",
              "Send a gift" + named_en(request.detail) + " to the buyer of " + order.en +
                  ", enter the tracking number and confirm"};
    case EffectKind::order_repair:
      return {"安排" + order.zh + "的商品维修" + named(request.detail) + "，修好寄出后填快递单号并确认",
              "Have the goods of " + order.en + " repaired" + named_en(request.detail) +
                  ", enter the tracking number when they are sent back and confirm"};
    case EffectKind::look_again:
      return {"约定的日期到了：核对" + order.zh + "是否已经解决；没有解决就重新提出方案，然后确认",
              "The promised date has come: see whether " + order.en +
                  " is settled; if not, make a new offer, then confirm"};
    case EffectKind::await_return:
      return {"等待买家寄回商品，在退货台收货验收",
              "The buyer sends the goods back; they are received and inspected at the dock"};
    case EffectKind::tell_buyer:
      break;
  }
  return {"把处理结果告诉买家（" + text_of(request.remedy).zh + "），然后确认",
          "Tell the buyer (" + text_of(request.remedy).en + "), then confirm"};
}

}  // namespace

ports::Performed LedgerPerformer::perform(const PerformRequest& request) {
  ports::Performed told;
  told.outcome = ports::PerformOutcome::handed_to_person;
  told.department = department_of(request.kind);
  told.instruction = instruction_for(request);
  return told;
}

}  // namespace shouhou::connect
