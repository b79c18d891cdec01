// The field's closed lists in the words people read; the same as src/domain/words.cpp says them.
import { defineWords } from "@/lib/i18n";

export const steps = defineWords({
  zh: { contact: "联系", verify: "核实", soothe: "安抚", agree: "协商", follow_up: "跟进", register: "登记" },
  en: { contact: "Contact", verify: "Verify", soothe: "Soothe", agree: "Agree", follow_up: "Follow up", register: "Register" },
});

export const statuses = defineWords({
  zh: {
    open: "处理中",
    waiting_buyer: "等买家",
    waiting_carrier: "等快递",
    waiting_warehouse: "等仓库",
    waiting_platform: "等平台",
    resolved: "已解决",
    closed: "已关闭",
    reopened: "重新打开",
  },
  en: {
    open: "Open",
    waiting_buyer: "Waiting: buyer",
    waiting_carrier: "Waiting: carrier",
    waiting_warehouse: "Waiting: warehouse",
    waiting_platform: "Waiting: platform",
    resolved: "Resolved",
    closed: "Closed",
    reopened: "Reopened",
  },
});

export const channels = defineWords({
  zh: {
    taobao: "淘宝",
    tmall: "天猫",
    wechat_shop: "微信小店",
    douyin: "抖店",
    pdd: "拼多多",
    youzan: "有赞",
    own: "自有商城",
    imported: "导入",
  },
  en: {
    taobao: "Taobao",
    tmall: "Tmall",
    wechat_shop: "WeChat shop",
    douyin: "Douyin",
    pdd: "Pinduoduo",
    youzan: "Youzan",
    own: "Own shop",
    imported: "Import",
  },
});

export const classes = defineWords({
  zh: {
    dispute: "维权介入",
    complaint: "投诉",
    bad_review: "中差评",
    refund: "退款",
    quality: "质量",
    logistics: "物流",
    enquiry: "咨询",
  },
  en: {
    dispute: "Dispute",
    complaint: "Complaint",
    bad_review: "Bad review",
    refund: "Refund",
    quality: "Quality",
    logistics: "Logistics",
    enquiry: "Enquiry",
  },
});

export const phases = defineWords({
  zh: { unpaid: "未付款", unshipped: "未发货", in_transit: "运输中", delivered: "已签收", finished: "已完成" },
  en: { unpaid: "Unpaid", unshipped: "Not shipped", in_transit: "In transit", delivered: "Delivered", finished: "Finished" },
});

export const faults = defineWords({
  zh: { unknown: "待定", seller: "卖家", buyer: "买家", carrier: "快递", maker: "厂家", nobody: "无责任方" },
  en: { unknown: "Unknown", seller: "Seller", buyer: "Buyer", carrier: "Carrier", maker: "Maker", nobody: "Nobody" },
});

export const demands = defineWords({
  zh: {
    none: "无诉求",
    cancel: "取消订单",
    refund_only: "仅退款",
    return_refund: "退货退款",
    exchange: "换货",
    reship: "补发",
    repair: "维修",
    compensation: "补偿",
    deliver: "催件",
    answer: "解答",
    invoice: "发票",
    other: "其他",
  },
  en: {
    none: "Nothing asked",
    cancel: "Cancel",
    refund_only: "Refund only",
    return_refund: "Return and refund",
    exchange: "Exchange",
    reship: "Send again",
    repair: "Repair",
    compensation: "Compensation",
    deliver: "Get it moving",
    answer: "An answer",
    invoice: "Invoice",
    other: "Other",
  },
});

export const moods = defineWords({
  zh: { calm: "平静", uneasy: "不安", annoyed: "不满", angry: "生气", furious: "愤怒" },
  en: { calm: "Calm", uneasy: "Uneasy", annoyed: "Annoyed", angry: "Angry", furious: "Furious" },
});

export const evidenceKinds = defineWords({
  zh: { photo: "照片", video: "视频", chat_line: "聊天记录", tracking_record: "物流记录", document: "单据" },
  en: { photo: "Photo", video: "Video", chat_line: "Chat line", tracking_record: "Tracking record", document: "Document" },
});

export const remedies = defineWords({
  zh: {
    cancel_refund: "取消订单并退款",
    wait_until: "约定时间等待",
    intercept: "拦截退回",
    refund_only: "仅退款",
    partial_refund_keep: "部分退款不退货",
    return_refund: "退货退款",
    exchange: "换货",
    reship: "重新发货",
    reship_missing: "补发缺件",
    refund_missing: "退缺件款",
    repair_allowance: "维修补贴",
    repair_service: "寄回维修",
    coupon: "优惠券",
    member_upgrade: "会员升级",
    red_packet: "现金红包",
    gift: "赠品",
    freight_reimbursement: "补运费",
    compensation_by_rule: "按规则赔付",
    apology: "致歉",
    decline: "婉拒",
    goodwill_refund: "善意退款",
  },
  en: {
    cancel_refund: "Cancel and refund",
    wait_until: "Wait until a date",
    intercept: "Intercept the parcel",
    refund_only: "Refund without return",
    partial_refund_keep: "Part refund, keep the goods",
    return_refund: "Return and refund",
    exchange: "Exchange",
    reship: "Send again",
    reship_missing: "Send what is missing",
    refund_missing: "Refund what is missing",
    repair_allowance: "Repair allowance",
    repair_service: "Repair service",
    coupon: "Coupon",
    member_upgrade: "Member upgrade",
    red_packet: "Red packet",
    gift: "Gift",
    freight_reimbursement: "Freight reimbursement",
    compensation_by_rule: "Compensation by rule",
    apology: "Apology",
    decline: "Decline",
    goodwill_refund: "Goodwill refund",
  },
});

export const consequences = defineWords({
  zh: {
    auto_refund: "自动退款",
    auto_agree: "自动同意",
    platform_steps_in: "平台可介入",
    penalty: "平台处罚",
    breach_of_law: "违反法定时限",
    broken_promise: "承诺落空",
    auto_close: "申请关闭",
    auto_confirm: "自动确认收货",
    bad_mood: "买家不满",
  },
  en: {
    auto_refund: "automatic refund",
    auto_agree: "automatic agreement",
    platform_steps_in: "the platform may step in",
    penalty: "penalty",
    breach_of_law: "breach of a legal term",
    broken_promise: "broken promise",
    auto_close: "the request closes",
    auto_confirm: "receipt is confirmed",
    bad_mood: "unhappy buyer",
  },
});

export const talkStates = defineWords({
  zh: {
    none: "未开始",
    promised_help: "已承诺帮忙",
    cause_known: "已知原因",
    apologised: "已道歉",
    details_asked: "已问细节",
    settled: "已平复",
  },
  en: {
    none: "Not started",
    promised_help: "Help promised",
    cause_known: "Cause known",
    apologised: "Apologised",
    details_asked: "Details asked",
    settled: "Settled",
  },
});

export const agreementKinds = defineWords({
  zh: { chosen: "双方同意", declined: "婉拒", platform_decided: "平台裁定" },
  en: { chosen: "Agreed", declined: "Declined", platform_decided: "Platform decided" },
});

export const returnStates = defineWords({
  zh: { announced: "买家将寄回", received: "已收到", accepted: "验收通过", rejected: "验收不通过", given_up: "放弃退回" },
  en: { announced: "Announced", received: "Received", accepted: "Accepted", rejected: "Rejected", given_up: "Given up" },
});

export const departments = defineWords({
  zh: { service: "客服", warehouse: "仓库", logistics: "物流", purchasing: "采购", finance: "财务" },
  en: { service: "Service", warehouse: "Warehouse", logistics: "Logistics", purchasing: "Purchasing", finance: "Finance" },
});

export const followUpKinds = defineWords({
  zh: { daily_update: "每日进展", call_back: "约定回电", look_again: "到时间再看" },
  en: { daily_update: "Daily progress", call_back: "Promised call", look_again: "Look again" },
});

export const taskStates = defineWords({
  zh: { to_do: "待办", done: "已完成", cancelled: "已取消" },
  en: { to_do: "To do", done: "Done", cancelled: "Cancelled" },
});

export const clockSources = defineWords({
  zh: {
    platform_api: "平台时限",
    platform_table: "平台规则",
    law: "法律",
    shop_promise: "本店承诺",
    response_target: "响应目标",
  },
  en: {
    platform_api: "platform deadline",
    platform_table: "platform rule",
    law: "law",
    shop_promise: "shop promise",
    response_target: "response target",
  },
});

export const clockEnds = defineWords({
  zh: { running: "进行中", met: "按时完成", cancelled: "已取消", missed: "已超时" },
  en: { running: "Running", met: "Met", cancelled: "Cancelled", missed: "Missed" },
});

export const sources = defineWords({
  zh: {
    manual: "人工录入",
    refund_request: "退款申请",
    chat: "聊天",
    phone: "电话",
    review: "评价",
    parcel_watch: "物流监控",
    buyer_form: "买家表单",
    order_watch: "订单监控",
    api: "接口",
  },
  en: {
    manual: "Entered by hand",
    refund_request: "Refund request",
    chat: "Chat",
    phone: "Phone",
    review: "Review",
    parcel_watch: "Parcel watch",
    buyer_form: "Buyer's form",
    order_watch: "Order watch",
    api: "API",
  },
});

export const roles = defineWords({
  zh: { owner: "店主", lead: "主管", agent: "客服", warehouse: "仓库", viewer: "只读" },
  en: { owner: "Owner", lead: "Lead", agent: "Agent", warehouse: "Warehouse", viewer: "Viewer" },
});

export const permissions = defineWords({
  zh: {
    case_read: "查看售后单",
    case_write: "处理售后单",
    case_assign: "指派售后单",
    case_close: "关闭售后单",
    case_reopen: "重新打开",
    case_merge: "合并售后单",
    case_waive: "免除凭证",
    task_read: "查看任务",
    task_write: "处理任务",
    order_read: "查看订单",
    parcel_write: "收货验货",
    review_read: "查看评价",
    personal_read: "查看买家隐私",
    personal_forget: "删除买家隐私",
    import_run: "导入数据",
    export_run: "导出数据",
    remedy_propose: "提出方案",
    remedy_approve: "审批方案",
    refund_pay: "办理付款",
    exposure_read: "查看法律风险",
    settings_read: "查看设置",
    settings_write: "修改设置",
    account_read: "查看账号",
    account_write: "管理账号",
    audit_read: "查看审计",
    token_write: "管理令牌",
  },
  en: {
    case_read: "See cases",
    case_write: "Work on cases",
    case_assign: "Assign cases",
    case_close: "Close cases",
    case_reopen: "Reopen cases",
    case_merge: "Merge cases",
    case_waive: "Waive evidence",
    task_read: "See tasks",
    task_write: "Work on tasks",
    order_read: "See orders",
    parcel_write: "Receive returns",
    review_read: "See reviews",
    personal_read: "See personal data",
    personal_forget: "Delete personal data",
    import_run: "Import",
    export_run: "Export",
    remedy_propose: "Propose remedies",
    remedy_approve: "Approve remedies",
    refund_pay: "Carry out payments",
    exposure_read: "See legal exposure",
    settings_read: "See settings",
    settings_write: "Change settings",
    account_read: "See accounts",
    account_write: "Manage accounts",
    audit_read: "See the audit log",
    token_write: "Manage tokens",
  },
});

// Kinds of clocks that rule data and importers name. A kind that is not here is shown as it is written.
export const clockKinds = defineWords({
  zh: {
    first_answer: "首次处理",
    first_reply: "首次回复",
    next_reply: "后续回复",
    call_back: "约定回电",
    ship_order: "发货",
    answer_unshipped_refund: "未发货退款响应",
    answer_shipped_refund: "已发货退款响应",
    answer_return: "退货申请响应",
    answer_exchange: "换货申请响应",
    answer_again: "修改后的申请响应",
    buyer_ships_back: "买家寄回",
    confirm_returned_goods: "退货签收后确认",
    confirm_unsigned_return: "退货未签收确认",
    merchant_ships_exchange: "换货发出",
    buyer_answers_refusal: "买家回应拒绝",
    buyer_calls_platform: "买家申请平台介入",
    submit_evidence: "上传凭证",
    after_sale_window: "售后申请期",
    auto_confirm_receipt: "自动确认收货",
    reply_to_review: "评价解释",
    change_review: "买家修改评价",
    refund_after_receipt: "收货后退款",
    inspect_return: "退货验收",
    handle_return_request: "处理退货申请",
    answer_refund: "回应退款申请",
    daily_update: "每日进展",
    offer_answer: "买家选方案",
    look_again: "约定回看",
    response: "响应",
  },
  en: {
    first_answer: "First answer by a person",
    offer_answer: "The buyer's choice",
    look_again: "Look again as promised",
    first_reply: "First reply",
    next_reply: "Next reply",
    call_back: "Promised call",
    ship_order: "Ship the order",
    answer_unshipped_refund: "Answer the refund before shipping",
    answer_shipped_refund: "Answer the refund after shipping",
    answer_return: "Answer the return request",
    answer_exchange: "Answer the exchange request",
    answer_again: "Answer the changed request",
    buyer_ships_back: "The buyer ships back",
    confirm_returned_goods: "Accept or refuse the returned goods",
    confirm_unsigned_return: "Settle the return that was never signed for",
    merchant_ships_exchange: "Send the new goods",
    buyer_answers_refusal: "The buyer answers the refusal",
    buyer_calls_platform: "The buyer may call the platform",
    submit_evidence: "Hand in evidence",
    after_sale_window: "Window for after-sale requests",
    auto_confirm_receipt: "Receipt confirmed by itself",
    reply_to_review: "Reply to the review",
    change_review: "The buyer may change the review",
    refund_after_receipt: "Refund after the goods are back",
    inspect_return: "Inspect the returned goods",
    handle_return_request: "Handle the return request",
    answer_refund: "Answer the refund",
    daily_update: "Daily progress message",
    response: "Response",
  },
});

export const orderStatuses = defineWords({
  zh: {
    unknown: "状态未知",
    unpaid: "未付款",
    paid: "待发货",
    part_shipped: "部分发货",
    shipped: "已发货",
    signed_for: "已签收",
    finished: "交易成功",
    closed: "交易关闭",
  },
  en: {
    unknown: "Unknown",
    unpaid: "Unpaid",
    paid: "To be shipped",
    part_shipped: "Partly shipped",
    shipped: "Shipped",
    signed_for: "Signed for",
    finished: "Finished",
    closed: "Closed",
  },
});

export const parcelStates = defineWords({
  zh: {
    announced: "待揽收",
    picked_up: "已揽收",
    in_transit: "运输中",
    delivering: "派送中",
    signed_for: "已签收",
    problem: "异常",
    refused: "拒收",
    returning: "退回中",
    returned: "已退回",
    lost: "丢失",
  },
  en: {
    announced: "No scan yet",
    picked_up: "Picked up",
    in_transit: "In transit",
    delivering: "Out for delivery",
    signed_for: "Signed for",
    problem: "Problem",
    refused: "Refused",
    returning: "Coming back",
    returned: "Returned",
    lost: "Lost",
  },
});
