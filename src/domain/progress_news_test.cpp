// Histories of deeds and returns, and the draft of the daily message that comes of each.
#include "domain/progress_news.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace shouhou::domain {
namespace {

const Zone shanghai = Zone::shanghai();
constexpr Day today{2026, 11, 22};

Instant at(int hour, int minute = 0) {
  return shanghai.instant({today, (hour * 60 + minute) * std::int64_t{60'000}});
}

// The buyer was told at eight, the draft is written at eighteen.
const Instant told = at(8);
const Instant now = at(18);

struct History {
  std::vector<Deed> deeds;
  std::vector<Return> returns;

  Deed& deed(EffectKind kind, DeedState state, Instant when, Fen amount = {}) {
    Deed deed;
    deed.id = DeedId{static_cast<std::int64_t>(deeds.size()) + 1};
    deed.grant = GrantId{1};
    deed.place = static_cast<int>(deeds.size());
    deed.kind = kind;
    deed.state = state;
    deed.amount = amount;
    deed.added = at(7);
    deed.changed = when;
    if (state == DeedState::done) deed.confirmed_at = when;
    return deeds.emplace_back(deed);
  }
  Return& goods(Reception reception, Instant when) {
    Return state;
    state.number = 12;
    state.reception = reception;
    state.opened = at(7);
    state.changed = when;
    state.carrier = "顺丰速运";
    ReturnLine line;
    line.expected = 3;
    state.lines = {line};
    if (reception != Reception::announced) state.sent = at(7, 30), state.tracking_number = "SF1234567890";
    const bool here = reception == Reception::received || reception == Reception::part_received;
    if (here) state.received_at = when;
    return returns.emplace_back(state);
  }
};

struct Draft {
  const char* story;
  std::function<void(History&)> happened;
  const char* news_zh;  // what the message says happened; empty: nothing
  const char* open_zh;  // and what is still open
  const char* news_en;
};

void decided(Return& state, Acceptance acceptance, std::int64_t accepted, std::int64_t rejected) {
  state.acceptance = acceptance;
  state.decided_at = at(15);
  state.lines[0].received = accepted + rejected;
  state.lines[0].accepted = accepted;
  state.lines[0].rejected = rejected;
}

const std::vector<Draft>& drafts() {
  using enum EffectKind;
  using enum DeedState;
  static const std::vector<Draft> table{
      {"granted, the money waits for the goods",
       [](History& h) {
         h.deed(await_return, instructed, at(9));
         h.deed(pay_refund, held, at(9), Fen{12'800}).waits_for = 0;
         h.goods(Reception::announced, at(9)).opened = at(9);
       },
       "退款 128.00 元已经登记，等寄回的商品到仓验收；退货已经登记好",
       "退款 128.00 元等商品验收；等您寄回的包裹到仓库",
       "a refund of 128.00 yuan is on record and waits for the goods to be inspected; your return is "
       "registered"},
      {"the money waits for the warehouse",
       [](History& h) {
         h.deed(stop_packing, instructed, at(9));
         h.deed(pay_refund, held, at(9), Fen{5'000}).waits_for = 0;
       },
       "退款 50.00 元已经登记，正在等前一步的结果", "退款 50.00 元还在处理",
       "a refund of 50.00 yuan is on record and waits for the step before it"},
      {"filed", [](History& h) { h.deed(pay_refund, due, at(9), Fen{5'000}); }, "退款 50.00 元已经提交",
       "退款 50.00 元还在处理", "a refund of 50.00 yuan has been filed"},
      {"the finance department was told",
       [](History& h) { h.deed(pay_refund, instructed, at(9), Fen{5'000}); }, "退款 50.00 元已交给财务办理",
       "退款 50.00 元还在处理", "our finance department has the refund of 50.00 yuan"},
      {"what went wrong is ours to solve", [](History& h) { h.deed(pay_refund, failed, at(9), Fen{5'000}); },
       "退款 50.00 元已交给财务办理", "退款 50.00 元还在处理",
       "our finance department has the refund of 50.00 yuan"},
      {"paid", [](History& h) { h.deed(pay_refund, done, at(9), Fen{5'000}).reference = "2026112200001"; },
       "退款 50.00 元已按原支付方式退回，麻烦留意查收", "",
       "the refund of 50.00 yuan went back the way you paid"},
      {"paid before the last message", [](History& h) { h.deed(pay_refund, done, at(7), Fen{5'000}); }, "",
       "", ""},
      {"called off: not a word of it", [](History& h) { h.deed(pay_refund, cancelled, at(9), Fen{5'000}); },
       "", "", ""},
      {"compensation", [](History& h) { h.deed(pay_out, done, at(9), Fen{500}); },
       "补偿 5.00 元已经打款，麻烦留意查收", "", "5.00 yuan have been paid to you"},
      {"a coupon", [](History& h) { h.deed(issue_coupon, done, at(9), Fen{1'000}); },
       "10.00 元的优惠券已经发放", "", "a coupon of 10.00 yuan has been issued"},
      {"a coupon that nobody has issued",
       [](History& h) { h.deed(issue_coupon, instructed, at(9), Fen{1'000}); }, "", "", ""},
      {"an exchange left",
       [](History& h) { h.deed(send_goods, done, at(9)).reference = "顺丰 sf99887766554 张三 13812345678"; },
       "给您的新商品已经寄出，运单号 SF99887766554", "",
       "the new goods have been sent, tracking number SF99887766554"},
      {"an exchange left without a number",
       [](History& h) { h.deed(send_goods, done, at(9)).reference = "已发"; }, "给您的新商品已经寄出", "",
       "the new goods have been sent"},
      {"an exchange that is not packed yet", [](History& h) { h.deed(send_goods, instructed, at(9)); }, "",
       "", ""},
      {"the buyer's number", [](History& h) { h.goods(Reception::in_transit, at(9)).sent = at(9); },
       "您的退货运单号收到了", "等您寄回的包裹到仓库", "we have the tracking number of your return"},
      {"scanned on the way back",
       [](History& h) {
         h.goods(Reception::in_transit, at(9)).carrier_word =
             CarrierWord{ParcelState::in_transit, at(9), "【杭州】已发出，电话13700001111", {}};
       },
       "您寄回的包裹在路上（11-22 09:00）：【杭州】已发出，电话***", "等您寄回的包裹到仓库",
       "your return is on its way to us (11-22 09:00): 【杭州】已发出，电话***"},
      {"signed for, nobody received it",
       [](History& h) {
         h.goods(Reception::delivered, at(9)).carrier_word =
             CarrierWord{ParcelState::signed_for, at(9), "已签收", at(9)};
       },
       "快递显示您寄回的包裹已经签收，等仓库收货登记", "等仓库验收寄回的商品",
       "the carrier reports your return as delivered; our warehouse has still to receive it"},
      {"a part is here", [](History& h) { h.goods(Reception::part_received, at(9)).lines[0].received = 2; },
       "您寄回的商品先到了 2 件，还有一部分没到", "等您寄回的包裹到仓库",
       "2 of the returned pieces have arrived, the rest has not"},
      {"received", [](History& h) { h.goods(Reception::received, at(9)); },
       "您寄回的包裹我们收到了，正在验收", "等仓库验收寄回的商品",
       "your return has arrived and is being inspected"},
      {"accepted and instructed",
       [](History& h) {
         h.deed(await_return, done, at(15));
         h.deed(pay_refund, instructed, at(15), Fen{12'800}).waits_for = 0;
         decided(h.goods(Reception::received, at(9)), Acceptance::accepted, 3, 0);
       },
       "退款 128.00 元已交给财务办理；寄回的商品已经验收通过", "退款 128.00 元还在处理",
       "our finance department has the refund of 128.00 yuan; the returned goods passed the inspection"},
      {"accepted in part",
       [](History& h) { decided(h.goods(Reception::received, at(9)), Acceptance::part, 2, 1); },
       "寄回的商品验收通过 2 件，另有 1 件有疑问，我会跟您商量怎么处理", "",
       "2 of the returned pieces passed the inspection; there is a question about 1, which I will talk over "
       "with "
       "you"},
      {"rejected",
       [](History& h) { decided(h.goods(Reception::received, at(9)), Acceptance::rejected, 0, 3); },
       "寄回的商品验收时有疑问，我会跟您商量怎么处理", "",
       "there is a question about the returned goods, which I will talk over with you"},
      {"lost on the way back", [](History& h) { h.goods(Reception::lost, at(9)); },
       "您寄回的包裹快递还没有找到，我们在催查", "正在催快递核实",
       "the carrier has not found your return; we have asked it to search"},
      {"given up", [](History& h) { h.goods(Reception::given_up, at(9)); }, "", "", ""},
  };
  return table;
}

TEST(ProgressNews, DraftsTellWhatHappenedAndNothingElse) {
  for (const Draft& draft : drafts()) {
    SCOPED_TRACE(draft.story);
    History history;
    draft.happened(history);
    std::vector<ToldNews> all = news_of_deeds(history.deeds, told, now);
    for (ToldNews& one : news_of_returns(history.returns, told, now)) all.push_back(std::move(one));
    Progress progress;
    progress.next = at(23);
    for (const ToldNews& one : all) progress.news.push_back(one.news);
    progress.pending = pending_deeds(history.deeds);
    for (const Pending& one : pending_returns(history.returns)) progress.pending.push_back(one);
    const Text text = message_of(progress, shanghai);
    const std::string news = draft.news_zh, open = draft.open_zh;
    const std::string head = news.empty() ? "亲，今天暂时还没有新的消息，您的事我一直在跟着，没有放下。"
                                          : "亲，跟您说一下今天的进展：" + news + "。";
    EXPECT_EQ(
        text.zh,
        head + (open.empty() ? "" : "目前" + open + "。") +
            "最晚 11-22 23:00 前我再跟您说一次进展，有变化会提前告诉您。给您添麻烦了，有问题随时找我。");
    EXPECT_NE(text.en.find(draft.news_en), std::string::npos) << text.en;
    for (const char* word : {"保证", "一定", "必", "肯定", "13812345678", "13700001111", "2026112200001"}) {
      EXPECT_EQ((text.zh + text.en).find(word), std::string::npos) << word;
    }
  }
}

TEST(ProgressNews, NothingOfTheFutureOrOfWhatIsKnown) {
  History history;
  history.deed(EffectKind::pay_refund, DeedState::done, told, Fen{100});
  history.deed(EffectKind::pay_refund, DeedState::done, now + minutes(1), Fen{100});
  EXPECT_TRUE(news_of_deeds(history.deeds, told, now).empty());
}

}  // namespace
}  // namespace shouhou::domain
