#include "domain/progress.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace shouhou::domain {
namespace {

constexpr std::size_t longest_scan = 60;  // characters
// Digits in a row from which on they may be somebody's phone.
constexpr std::size_t telling_digits = 7;
constexpr std::size_t phone_digits = 10;
// More than this nobody reads; the newest count.
constexpr std::size_t most_news = 4;

struct Pair {
  const char* zh;
  const char* en;
};

constexpr std::array<Pair, 3> openings{{
    {"亲，跟您说一下今天的进展：", "Hello, here is where things stand today: "},
    {"您好，来跟您同步一下最新情况：", "Hello, a short update for you: "},
    {"亲，这边有您这单的最新情况：", "Hello, the latest about your case: "},
}};
constexpr std::array<Pair, 3> quiet{{
    {"亲，今天暂时还没有新的消息，您的事我一直在跟着，没有放下。",
     "Hello, there is no news yet today; I am following your case and have not put it aside. "},
    {"您好，这边还在等对方答复，今天没有新的进展，先跟您说一声，免得您惦记。",
     "Hello, we are still waiting for an answer; nothing new today, I just did not want to leave you "
     "wondering. "},
    {"亲，今天还没有等到结果，我会继续催，一有消息马上告诉您。",
     "Hello, no result yet today; I keep asking and tell you as soon as there is one. "},
}};
constexpr std::array<Pair, 3> closings{{
    {"给您添麻烦了，有问题随时找我。", "Sorry for the trouble; write to me any time."},
    {"谢谢您的耐心，有什么想问的直接留言就好。",
     "Thank you for your patience; just leave a message if you have a question."},
    {"辛苦您等一等，有事随时叫我。", "Thank you for waiting; I am here if you need anything."},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "11-23 18:30"
std::string moment_text(Instant at, const Zone& zone) {
  return format_time(at, zone).substr(5, 11);
}

// "包裹最新轨迹（11-22 08:10）：…"
Text parcel_text(const News& news, const Zone& zone, Text head) {
  const std::string at = moment_text(news.at, zone);
  const std::string words = without_numbers(news.words);
  Text text{head.zh + "（" + at + "）", head.en + " (" + at + ")"};
  if (!words.empty()) {
    text.zh += "：" + words;
    text.en += ": " + words;
  }
  return text;
}

// "给您的新商品已经寄出，运单号 SF1234567890"
Text sent_text(const News& news, Text head) {
  if (news.words.empty()) return head;
  return {head.zh + "，运单号 " + news.words, head.en + ", tracking number " + news.words};
}

Text part_text(const News& news) {
  const std::string good = std::to_string(news.pieces), others = std::to_string(news.others);
  Text text{"寄回的商品验收通过 " + good + " 件", good + " of the returned pieces passed the inspection"};
  if (news.others > 0) {
    text.zh += "，另有 " + others + " 件有疑问，我会跟您商量怎么处理";
    text.en += "; there is a question about " + others + ", which I will talk over with you";
  }
  return text;
}

void join(Text& message, const std::vector<Text>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    message.zh += parts[i].zh + (i + 1 < parts.size() ? "；" : "。");
    message.en += parts[i].en + (i + 1 < parts.size() ? "; " : ". ");
  }
}

}  // namespace

std::string without_numbers(std::string_view words) {
  std::string clean;
  for (std::size_t i = 0; i < words.size();) {
    if (!is_digit(words[i])) {
      const bool blank = words[i] == '\n' || words[i] == '\r' || words[i] == '\t';
      clean += blank ? ' ' : words[i];
      ++i;
      continue;
    }
    // "13800000000", "0571-88888888", "138-0000-0000"; but not the date 2026-11-22.
    std::size_t end = i, digits = 0, run = 0, longest_run = 0;
    for (; end < words.size() && (is_digit(words[end]) || words[end] == '-'); ++end) {
      run = is_digit(words[end]) ? run + 1 : 0;
      longest_run = std::max(longest_run, run);
      if (is_digit(words[end])) ++digits;
    }
    const bool telling = longest_run >= telling_digits || digits >= phone_digits;
    clean += telling ? "***" : words.substr(i, end - i);
    i = end;
  }
  return utf8::shorten(utf8::trim(clean), longest_scan);
}

Text text_of(const News& news, const Zone& zone) {
  const std::string amount = format_yuan(news.amount);
  const Text department = text_of(news.department);
  switch (news.kind) {
    case NewsKind::scanned:
      return parcel_text(news, zone, {"包裹最新轨迹", "the parcel was scanned"});
    case NewsKind::signed_for:
      return parcel_text(news, zone, {"包裹显示已签收", "the carrier reports the parcel as delivered"});
    case NewsKind::parcel_problem:
      return parcel_text(news, zone, {"包裹在路上遇到了问题", "the carrier reports a difficulty"});
    case NewsKind::parcel_returning:
      return parcel_text(news, zone, {"包裹正在退回", "the parcel is on its way back"});
    case NewsKind::refund_granted:
      return {"退款 " + amount + " 元已经提交", "a refund of " + amount + " yuan has been filed"};
    case NewsKind::refund_paid:
      return {"退款 " + amount + " 元已按原支付方式退回，麻烦留意查收",
              "the refund of " + amount + " yuan went back the way you paid"};
    case NewsKind::refund_waits_for_goods:
      return {"退款 " + amount + " 元已经登记，等寄回的商品到仓验收",
              "a refund of " + amount + " yuan is on record and waits for the goods to be inspected"};
    case NewsKind::refund_waits:
      return {"退款 " + amount + " 元已经登记，正在等前一步的结果",
              "a refund of " + amount + " yuan is on record and waits for the step before it"};
    case NewsKind::refund_instructed:
      return {"退款 " + amount + " 元已交给财务办理",
              "our finance department has the refund of " + amount + " yuan"};
    case NewsKind::payment_granted:
      return {"补偿 " + amount + " 元已经提交", "a payment of " + amount + " yuan has been filed"};
    case NewsKind::payment_made:
      return {"补偿 " + amount + " 元已经打款，麻烦留意查收", amount + " yuan have been paid to you"};
    case NewsKind::coupon_issued:
      return {amount + " 元的优惠券已经发放", "a coupon of " + amount + " yuan has been issued"};
    case NewsKind::goods_sent:
      return sent_text(news, {"给您的新商品已经寄出", "the new goods have been sent"});
    case NewsKind::gift_sent:
      return sent_text(news, {"给您的赠品已经寄出", "the gift has been sent"});
    case NewsKind::return_announced:
      return {"退货已经登记好", "your return is registered"};
    case NewsKind::return_number_known:
      return {"您的退货运单号收到了", "we have the tracking number of your return"};
    case NewsKind::return_on_its_way:
      return parcel_text(news, zone, {"您寄回的包裹在路上", "your return is on its way to us"});
    case NewsKind::return_delivered:
      return {"快递显示您寄回的包裹已经签收，等仓库收货登记",
              "the carrier reports your return as delivered; our warehouse has still to receive it"};
    case NewsKind::return_partly_here:
      return {"您寄回的商品先到了 " + std::to_string(news.pieces) + " 件，还有一部分没到",
              std::to_string(news.pieces) + " of the returned pieces have arrived, the rest has not"};
    case NewsKind::return_received:
      return {"您寄回的包裹我们收到了，正在验收", "your return has arrived and is being inspected"};
    case NewsKind::return_accepted:
      return {"寄回的商品已经验收通过", "the returned goods passed the inspection"};
    case NewsKind::return_part_accepted:
      return part_text(news);
    case NewsKind::return_lost:
      return {"您寄回的包裹快递还没有找到，我们在催查",
              "the carrier has not found your return; we have asked it to search"};
    case NewsKind::return_rejected:
      return {"寄回的商品验收时有疑问，我会跟您商量怎么处理",
              "there is a question about the returned goods, which I will talk over with you"};
    case NewsKind::asked:
      return {"已请" + department.zh + "同事核实处理",
              "our " + department.en + " has been asked to look into it"};
    case NewsKind::answered:
      return {department.zh + "同事已经处理好他们那一步", "our " + department.en + " has done its part"};
    case NewsKind::agreed:
      return {"跟您商定的方案已经登记，正在办理", "what we agreed on is recorded and under way"};
    case NewsKind::platform_moved:
      return {"平台那边的状态有更新", "the platform has moved the case on"};
  }
  return {};
}

Text text_of(const Pending& pending) {
  const Text department = text_of(pending.department);
  switch (pending.matter) {
    case OpenMatter::refund_unpaid:
      return {"退款 " + format_yuan(pending.amount) + " 元还在处理",
              "the refund of " + format_yuan(pending.amount) + " yuan is being processed"};
    case OpenMatter::payment_due:
      return {"补偿 " + format_yuan(pending.amount) + " 元还在处理",
              "the payment of " + format_yuan(pending.amount) + " yuan is being processed"};
    case OpenMatter::money_waits_for_goods:
      return {"退款 " + format_yuan(pending.amount) + " 元等商品验收",
              "the refund of " + format_yuan(pending.amount) + " yuan waits for the inspection"};
    case OpenMatter::goods_being_inspected:
      return {"等仓库验收寄回的商品", "our warehouse has still to inspect the returned goods"};
    case OpenMatter::goods_on_the_way_back:
      return {"等您寄回的包裹到仓库", "your return has still to reach us"};
    case OpenMatter::with_department:
      return {"正在等" + department.zh + "同事的结果", "we are waiting for our " + department.en};
    case OpenMatter::with_carrier:
      return {"正在催快递核实", "the carrier has been asked to check"};
    case OpenMatter::with_platform:
      return {"正在等平台处理", "we are waiting for the platform"};
  }
  return {};
}

Text message_of(const Progress& progress, const Zone& zone) {
  const auto turn = static_cast<std::size_t>(std::max(progress.turn, 0));
  const Pair& head = progress.news.empty() ? quiet[turn % quiet.size()] : openings[turn % openings.size()];
  Text message{head.zh, head.en};
  std::vector<Text> parts;
  const std::size_t skipped = progress.news.size() > most_news ? progress.news.size() - most_news : 0;
  for (std::size_t i = skipped; i < progress.news.size(); ++i) {
    parts.push_back(text_of(progress.news[i], zone));
  }
  join(message, parts);
  std::vector<Text> pending;
  for (const Pending& one : progress.pending) pending.push_back(text_of(one));
  if (!pending.empty()) {
    message.zh += "目前";
    message.en += "Still open: ";
    join(message, pending);
  }
  if (progress.call) {
    const std::string at = moment_text(*progress.call, zone);
    message.zh += "约好的 " + at + " 给您回电，不会忘。";
    message.en += "I will call you at " + at + " as promised. ";
  }
  const std::string next = moment_text(progress.next, zone);
  message.zh += "最晚 " + next + " 前我再跟您说一次进展，有变化会提前告诉您。";
  message.en += "You hear from me again by " + next + ", earlier if anything changes. ";
  const Pair& tail = closings[turn % closings.size()];
  message.zh += tail.zh;
  message.en += tail.en;
  return message;
}

}  // namespace shouhou::domain
