#include "simulate/export.h"

#include <map>

namespace shouhou::simulate {
namespace {

// One line of CSV; every field quoted, so that commas in titles and status words do no harm.
class Row {
 public:
  Row& operator<<(const std::string& field) {
    text_ += text_.empty() ? "\"" : ",\"";
    for (const char c : field) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
    return *this;
  }
  std::string line() const { return text_ + "\n"; }

 private:
  std::string text_;
};

void add(ExportedFile& file, const Row& row) {
  file.bytes += row.line();
  ++file.rows;
}

ExportedFile file_with(const char* name, std::initializer_list<const char*> columns) {
  Row header;
  for (const char* column : columns) header << column;
  return {name, header.line(), 0};
}

// What buyers write as the reason; the words the importer knows issues by.
std::string reason_of(const std::string& issue) {
  static const std::map<std::string, std::string> words{{"not_shipped_cancel", "不想要了"},
                                                        {"late_shipment", "未按约定时间发货"},
                                                        {"in_transit_cancel", "不想要了"},
                                                        {"stuck_parcel", "物流一直未送达"},
                                                        {"lost_parcel", "快递丢件"},
                                                        {"signed_not_received", "显示签收未收到货"},
                                                        {"wrong_item", "卖家发错货"},
                                                        {"missing_item", "少件漏发"},
                                                        {"missing_gift", "赠品没有送"},
                                                        {"damaged", "收到商品破损"},
                                                        {"quality_defect", "质量问题"},
                                                        {"not_as_described", "与描述不符"},
                                                        {"size_mismatch", "尺码不合适"},
                                                        {"colour_mismatch", "色差"},
                                                        {"no_reason_return", "七天无理由退换货"},
                                                        {"wear_after_use", "穿久了磨损"},
                                                        {"price_protection", "买贵了退差价"}};
  const auto found = words.find(issue);
  return found == words.end() ? "其他" : found->second;
}

class Exporter {
 public:
  Exporter(const World& world, const std::vector<CaseResult>& results, const Zone& zone)
      : world_(world), results_(results), zone_(zone) {
    for (const CaseResult& result : results) by_order_[result.order] = &result;
  }

  std::vector<ExportedFile> files() {
    // A buyer who was lost after a case places no later order.
    std::map<std::size_t, Instant> left;
    for (const CaseResult& result : results_) {
      if (!result.left) continue;
      const std::size_t buyer = world_.orders[result.order].buyer;
      const auto [known, first] = left.emplace(buyer, result.closed);
      if (!first) known->second = std::min(known->second, result.closed);
    }
    for (const SimOrder& order : world_.orders) {
      if (order.placed < world_.start) continue;
      const auto gone = left.find(order.buyer);
      if (gone != left.end() && order.placed > gone->second) continue;
      order_row(order);
      for (std::size_t i = 0; i < order.lines.size(); ++i) line_row(order, i);
    }
    for (const CaseResult& result : results_) {
      if (result.money > Fen{0}) refund_row(result);
      if (result.bad_review || result.good_review) review_row(result);
    }
    return {std::move(orders_), std::move(lines_), std::move(refunds_), std::move(reviews_)};
  }

 private:
  std::string number_of(const SimOrder& order) const {
    return std::to_string(4'100'000'000'000'000'000 +
                          static_cast<std::int64_t>(world_.size.seed % 1000) * 10'000'000'000 +
                          static_cast<std::int64_t>(order.number) * 10);
  }
  std::string line_number(const SimOrder& order, std::size_t place) const {
    return order.lines.size() == 1
               ? number_of(order)
               : std::to_string(std::stoll(number_of(order)) + 1 + static_cast<std::int64_t>(place));
  }
  static std::string buyer_of(const SimOrder& order) { return "sim买家" + std::to_string(order.buyer + 1); }
  std::string time(std::optional<Instant> at) const {
    return at && *at < world_.end ? format_time(*at, zone_) : "";
  }
  const CaseResult* case_of(const SimOrder& order) const {
    const auto found = by_order_.find(order.number);
    return found == by_order_.end() ? nullptr : found->second;
  }
  Fen refunded(const SimOrder& order) const {
    const CaseResult* result = case_of(order);
    return result == nullptr ? Fen{0} : result->money;
  }
  std::string status(const SimOrder& order) const {
    if (refunded(order) >= order.paid_goods()) return "交易关闭";
    if (!order.shipped || *order.shipped >= world_.end) return "买家已付款,等待卖家发货";
    const bool done = order.signed_at && *order.signed_at + days(10) < world_.end;
    return done ? "交易成功" : "卖家已发货，等待买家确认";
  }
  std::string tracking(const SimOrder& order) const {
    if (!order.shipped || *order.shipped >= world_.end) return "";
    return world_.rules->carriers[order.carrier].prefix +
           std::to_string(100'000'000'000 + static_cast<std::int64_t>(world_.size.seed % 1000) * 100'000'000 +
                          static_cast<std::int64_t>(order.number));
  }
  const std::string& title(const SimOrder& order, std::size_t place) const {
    return world_.rules->products[order.lines[place].product].title;
  }

  void order_row(const SimOrder& order) {
    std::int64_t pieces = 0;
    std::string titles;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      pieces += order.lines[i].quantity;
      titles += (i == 0 ? "" : ",") + title(order, i);
    }
    const Fen paid = order.paid_goods() + order.postage;
    Row row;
    row << number_of(order) << buyer_of(order) << format_yuan(order.paid_goods())
        << format_yuan(order.postage) << format_yuan(paid) << format_yuan(paid) << status(order)
        << time(order.placed) << time(order.placed) << titles << std::to_string(order.lines.size())
        << tracking(order) << (tracking(order).empty() ? "" : world_.rules->carriers[order.carrier].name)
        << std::to_string(pieces) << format_yuan(refunded(order)) << time(order.shipped)
        << time(order.signed_at ? std::optional<Instant>(*order.signed_at + days(10)) : std::nullopt);
    add(orders_, row);
  }

  void line_row(const SimOrder& order, std::size_t place) {
    const SimLine& line = order.lines[place];
    const SimProduct& product = world_.rules->products[line.product];
    const CaseResult* result = case_of(order);
    const bool mine = result != nullptr && result->money > Fen{0} && order.trouble->line == place;
    Row row;
    row << line_number(order, place) << number_of(order) << product.title << format_yuan(line.unit_price)
        << std::to_string(line.quantity) << product.code << ""
        << "" << status(order) << product.code << format_yuan(line.unit_price * line.quantity)
        << format_yuan(line.paid) << (mine ? "退款成功" : "没有申请退款")
        << (mine ? format_yuan(result->money) : "无退款申请") << time(order.placed) << time(order.placed)
        << std::to_string(70'000'000'001 + static_cast<std::int64_t>(line.product)) << time(order.shipped)
        << tracking(order) << (tracking(order).empty() ? "" : world_.rules->carriers[order.carrier].name)
        << time(order.ship_by);
    add(lines_, row);
  }

  void refund_row(const CaseResult& result) {
    const SimOrder& order = world_.orders[result.order];
    const std::size_t place = order.trouble->line;
    const bool received = order.signed_at && *order.signed_at <= result.opened;
    Row row;
    row << line_number(order, place) << std::to_string(std::stoll(number_of(order)) + 9) << time(order.placed)
        << format_time(result.closed, zone_) << buyer_of(order) << title(order, place)
        << format_yuan(result.money) << (result.goods_came_back ? "退货退款" : "仅退款")
        << format_time(result.opened, zone_) << "退款成功" << (received ? "买家已收到货" : "买家未收到货")
        << reason_of(order.trouble->kind->issue) << (order.signed_at ? "售后" : "售中");
    add(refunds_, row);
  }

  void review_row(const CaseResult& result) {
    const SimOrder& order = world_.orders[result.order];
    const std::string& what = reason_of(order.trouble->kind->issue);
    Row row;
    row << number_of(order) << title(order, order.trouble->line) << buyer_of(order)
        << (result.bad_review ? "差评" : "好评")
        << (result.bad_review ? what + "，处理得让人不满意" : "有点小问题，客服处理得很好")
        << format_time(result.closed + hours(6), zone_);
    add(reviews_, row);
  }

  const World& world_;
  const std::vector<CaseResult>& results_;
  const Zone& zone_;
  std::map<std::uint64_t, const CaseResult*> by_order_;
  ExportedFile orders_ =
      file_with("ExportOrderList.csv",
                {"订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "总金额", "买家实际支付金额",
                 "订单状态", "订单创建时间", "订单付款时间", "宝贝标题", "宝贝种类", "物流单号", "物流公司",
                 "宝贝总数量", "退款金额", "发货时间", "确认收货时间"});
  ExportedFile lines_ =
      file_with("ExportOrderDetailList.csv",
                {"子订单编号", "主订单编号", "商品标题",     "商品价格",     "购买数量",     "外部系统编号",
                 "商品属性",   "套餐信息",   "订单状态",     "商家编码",     "买家应付货款", "买家实付金额",
                 "退款状态",   "退款金额",   "订单创建时间", "订单付款时间", "商品ID",       "发货时间",
                 "物流单号",   "物流公司",   "应发货时间"});
  ExportedFile refunds_ = file_with(
      "ExportRefundList.csv",
      {"订单编号", "退款编号", "订单付款时间", "退款完结时间", "买家会员名称", "宝贝标题", "买家退款金额",
       "售后类型", "退款的申请时间", "退款状态", "货物状态", "买家退款原因", "售中或售后"});
  ExportedFile reviews_ = file_with(
      "ExportReviewList.csv", {"订单编号", "宝贝标题", "买家会员名", "评价类型", "评价内容", "评价时间"});
};

}  // namespace

std::vector<ExportedFile> export_shop(const World& world, const std::vector<CaseResult>& results,
                                      const Zone& zone) {
  return Exporter(world, results, zone).files();
}

}  // namespace shouhou::simulate
