#include "domain/case_words.h"

#include <array>
#include <utility>

namespace shouhou::domain {
namespace {

// One word per enumerator, in the enum's order; cases_test checks that none is missing.
template <DescribedEnum E>
using Words = std::array<std::pair<const char*, const char*>, count_of<E>>;

constexpr Words<Step> steps{{{"联系", "contact"},
                             {"核实", "verify"},
                             {"安抚", "soothe"},
                             {"协商", "agree"},
                             {"跟进", "follow up"},
                             {"登记", "register"}}};
constexpr Words<Status> statuses{{{"处理中", "open"},
                                  {"等买家", "waiting for the buyer"},
                                  {"等快递", "waiting for the carrier"},
                                  {"等仓库", "waiting for the warehouse"},
                                  {"等平台", "waiting for the platform"},
                                  {"已解决", "resolved"},
                                  {"已关闭", "closed"},
                                  {"重新打开", "reopened"}}};
constexpr Words<Source> sources{{{"人工录入", "entered by hand"},
                                 {"退款申请", "refund request"},
                                 {"聊天", "chat"},
                                 {"电话", "phone"},
                                 {"评价", "review"},
                                 {"物流监控", "parcel watch"},
                                 {"买家表单", "buyer's form"},
                                 {"发货监控", "order watch"},
                                 {"接口", "API"}}};
constexpr Words<TalkState> talk_states{{{"未开始", "not begun"},
                                        {"已承诺帮忙", "help promised"},
                                        {"已知原因", "cause known"},
                                        {"已道歉", "apologised"},
                                        {"已问细节", "details asked"},
                                        {"已平复", "settled"}}};
constexpr Words<AgreementKind> agreement_kinds{
    {{"买家选定", "chosen"}, {"婉拒", "declined"}, {"平台裁定", "the platform decided"}}};
constexpr Words<ReturnState> return_states{{{"已登记退回", "announced"},
                                            {"已收到", "received"},
                                            {"验收通过", "accepted"},
                                            {"验收不通过", "rejected"},
                                            {"不再退回", "given up"}}};
constexpr Words<Department> departments{{{"客服", "service"},
                                         {"仓库", "warehouse"},
                                         {"物流", "logistics"},
                                         {"采购", "purchasing"},
                                         {"财务", "finance"}}};
constexpr Words<TaskState> task_states{{{"待办", "to do"}, {"完成", "done"}, {"取消", "cancelled"}}};
constexpr Words<ClockSource> clock_sources{{{"平台接口", "platform, this case"},
                                            {"平台规则", "platform rule"},
                                            {"法律", "law"},
                                            {"本店承诺", "shop promise"},
                                            {"响应目标", "response target"}}};
constexpr Words<ClockEnd> clock_ends{
    {{"计时中", "running"}, {"按时", "met"}, {"取消", "cancelled"}, {"超时", "missed"}}};

template <DescribedEnum E>
Text word(const Words<E>& words, E value) {
  const auto& [zh, en] = words.at(index_of(value));
  return {zh, en};
}

}  // namespace

Text text_of(Step step) {
  return word(steps, step);
}
Text text_of(Status status) {
  return word(statuses, status);
}
Text text_of(Source source) {
  return word(sources, source);
}
Text text_of(TalkState state) {
  return word(talk_states, state);
}
Text text_of(AgreementKind kind) {
  return word(agreement_kinds, kind);
}
Text text_of(ReturnState state) {
  return word(return_states, state);
}
Text text_of(Department department) {
  return word(departments, department);
}
Text text_of(TaskState state) {
  return word(task_states, state);
}
Text text_of(ClockSource source) {
  return word(clock_sources, source);
}
Text text_of(ClockEnd end) {
  return word(clock_ends, end);
}

}  // namespace shouhou::domain
