#include "domain/words.h"

#include <array>

namespace shouhou::domain {
namespace {

// One word per enumerator, in the enum's order; words_test checks that none is missing.
template <DescribedEnum E>
using Words = std::array<std::pair<const char*, const char*>, count_of<E>>;

constexpr Words<Channel> channels{{{"淘宝", "Taobao"},
                                   {"天猫", "Tmall"},
                                   {"微信小店", "WeChat shop"},
                                   {"抖店", "Douyin"},
                                   {"拼多多", "Pinduoduo"},
                                   {"有赞", "Youzan"},
                                   {"自有商城", "own shop"},
                                   {"导入", "import"}}};
constexpr Words<Phase> phases{{{"未付款", "unpaid"},
                               {"未发货", "not shipped"},
                               {"运输中", "in transit"},
                               {"已签收", "delivered"},
                               {"已完成", "finished"}}};
constexpr Words<Fault> faults{{{"待定", "unknown"},
                               {"卖家", "seller"},
                               {"买家", "buyer"},
                               {"快递", "carrier"},
                               {"厂家", "maker"},
                               {"无责任方", "nobody"}}};
constexpr Words<Mood> moods{
    {{"平静", "calm"}, {"不安", "uneasy"}, {"不满", "annoyed"}, {"生气", "angry"}, {"愤怒", "furious"}}};
constexpr Words<IssueClass> issue_classes{{{"维权介入", "dispute"},
                                           {"投诉", "complaint"},
                                           {"中差评", "bad review"},
                                           {"退款", "refund"},
                                           {"质量", "quality"},
                                           {"物流", "logistics"},
                                           {"咨询", "enquiry"}}};
constexpr Words<Demand> demands{{{"无诉求", "nothing"},
                                 {"取消订单", "cancel"},
                                 {"仅退款", "refund only"},
                                 {"退货退款", "return and refund"},
                                 {"换货", "exchange"},
                                 {"补发", "send again"},
                                 {"维修", "repair"},
                                 {"补偿", "compensation"},
                                 {"催件", "get it moving"},
                                 {"解答", "an answer"},
                                 {"发票", "invoice"},
                                 {"其他", "other"}}};
constexpr Words<EvidenceKind> evidence_kinds{{{"照片", "photo"},
                                              {"视频", "video"},
                                              {"聊天记录", "chat line"},
                                              {"物流记录", "tracking record"},
                                              {"单据", "document"}}};
constexpr Words<RemedyKind> remedy_kinds{{{"取消订单并退款", "cancel and refund"},
                                          {"约定时间等待", "wait until a date"},
                                          {"拦截退回", "intercept the parcel"},
                                          {"仅退款", "refund without return"},
                                          {"部分退款不退货", "part refund, keep the goods"},
                                          {"退货退款", "return and refund"},
                                          {"换货", "exchange"},
                                          {"重新发货", "send again"},
                                          {"补发缺件", "send what is missing"},
                                          {"退缺件款", "refund what is missing"},
                                          {"维修补贴", "repair allowance"},
                                          {"寄回维修", "repair service"},
                                          {"优惠券", "coupon"},
                                          {"会员升级", "member upgrade"},
                                          {"现金红包", "red packet"},
                                          {"赠品", "gift"},
                                          {"补运费", "freight reimbursement"},
                                          {"按规则赔付", "compensation by rule"},
                                          {"致歉", "apology"},
                                          {"婉拒", "decline"},
                                          {"善意退款", "goodwill refund"}}};
constexpr Words<Consequence> consequences{{{"自动退款", "automatic refund"},
                                           {"自动同意", "automatic agreement"},
                                           {"平台可介入", "the platform may step in"},
                                           {"平台处罚", "penalty"},
                                           {"违反法定时限", "breach of a legal term"},
                                           {"承诺落空", "broken promise"},
                                           {"申请关闭", "the request closes"},
                                           {"自动确认收货", "receipt is confirmed"},
                                           {"买家不满", "bad mood"}}};

template <DescribedEnum E>
Text word(const Words<E>& words, E value) {
  const auto& [zh, en] = words.at(index_of(value));
  return {zh, en};
}

}  // namespace

Text text_of(Channel channel) {
  return word(channels, channel);
}
Text text_of(Phase phase) {
  return word(phases, phase);
}
Text text_of(Fault fault) {
  return word(faults, fault);
}
Text text_of(Mood mood) {
  return word(moods, mood);
}
Text text_of(IssueClass issue_class) {
  return word(issue_classes, issue_class);
}
Text text_of(Demand demand) {
  return word(demands, demand);
}
Text text_of(EvidenceKind kind) {
  return word(evidence_kinds, kind);
}
Text text_of(RemedyKind kind) {
  return word(remedy_kinds, kind);
}
Text text_of(Consequence consequence) {
  return word(consequences, consequence);
}

}  // namespace shouhou::domain
