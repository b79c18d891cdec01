#include "domain/return_terms.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

Text freight_words(FreightPayer payer) {
  switch (payer) {
    case FreightPayer::seller:
      return {"退货运费由我们承担：您先垫付普通快递费，收到货后凭票退给您，请勿寄到付",
              "we pay the way back: please pay an ordinary parcel ahead, we refund it; do not send it "
              "cash-on-delivery"};
    case FreightPayer::insurance:
      return {"退货运费由这笔订单的运费险赔付：请先垫付，填好运单号后由保险赔给您",
              "the freight insurance of this order covers the way back: please pay ahead and fill in the "
              "tracking number"};
    case FreightPayer::buyer:
    case FreightPayer::none:
      return {"退货运费由您承担，请勿寄到付", "you pay the way back; please do not send it cash-on-delivery"};
  }
  return {};
}

std::string goods_words(const ReturnLine& line) {
  std::string words = line.title;
  if (!line.attributes.empty()) words += " " + line.attributes;
  return words + " ×" + std::to_string(line.expected);
}

void add_once(std::vector<Text>& list, const Text& text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

}  // namespace

ReturnTerms return_terms(const Return& state, const RuleBook& book) {
  ReturnTerms terms;
  terms.freight = freight_words(state.freight_back);
  terms.ship_by = state.ship_by;
  terms.number = state.number;
  for (const ReturnLine& line : state.lines) {
    terms.goods.push_back({goods_words(line), goods_words(line)});
    const GoodsCategory* category = book.category(line.category);
    if (state.ground == ReturnGround::sellers_duty || category == nullptr) continue;
    terms.law = category->intact_law;
    for (const GoodsCheck& check : category->intact) add_once(terms.must_be, check.what);
  }
  if (state.ground == ReturnGround::sellers_duty) {
    add_once(terms.must_be,
             {"连同配件、赠品一起寄回，保持现状即可", "send it as it is, with accessories and gifts"});
  } else {
    add_once(terms.must_be, {"赠品一起寄回", "gifts come back with it"});
  }
  terms.after =
      state.exchange
          ? Text{"收到并验货后按约定换发", "we exchange it as agreed once it is here and inspected"}
          : Text{"收到并验货后按原路退款", "we refund by the original way once it is here and inspected"};
  return terms;
}

std::string spoken(const ReturnTerms& terms, const Contact* address, const Zone& zone, Language language) {
  const bool zh = language == Language::zh;
  const auto list = [&](const std::vector<Text>& texts) {
    std::string words;
    for (const Text& text : texts) words += (words.empty() ? "" : zh ? "；" : "; ") + text.in(language);
    return words;
  };
  std::string text = zh ? "【退货须知】\n退回商品：" : "Return terms\nGoods: ";
  text += list(terms.goods);
  text += zh ? "\n寄到：" : "\nSend to: ";
  if (address) {
    text += address->name + " " + address->phone + " " + address->address;
  } else {
    text += zh ? "地址确认中，请先不要寄出" : "the address follows; please do not send it yet";
  }
  text += (zh ? "\n运费：" : "\nFreight: ") + terms.freight.in(language);
  text += (zh ? "\n要求：" : "\nGoods must be: ") + list(terms.must_be);
  if (terms.ship_by) {
    const std::string until = format_time(*terms.ship_by, zone).substr(0, 16);
    text += zh ? "\n请在 " + until + " 前寄出并告诉我们运单号"
               : "\nPlease send it before " + until + " and tell us the tracking number";
  }
  const std::string slip = std::to_string(terms.number);
  text += zh ? "\n请在包裹里放纸条写上退货单号 R" + slip
             : "\nPlease put a slip with R" + slip + " into the parcel";
  text += "\n" + terms.after.in(language);
  return text;
}

}  // namespace shouhou::domain
