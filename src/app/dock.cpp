#include "app/dock.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "app/change_case.h"
#include "app/change_return.h"
#include "app/require.h"
#include "base/utf8.h"
#include "domain/tracking_numbers.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

using domain::Permission;

constexpr int found_most = 20;

bool only_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "R12" or "12" -> 12; nothing where it is none.
std::optional<std::int64_t> return_number(std::string_view text) {
  if (!text.empty() && text.front() == 'R') text.remove_prefix(1);
  std::int64_t number = 0;
  if (!only_digits(text) || text.size() > 9) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Collects what fits, each thing once with every reason for it.
class Search {
 public:
  Search(ports::ReadUnit& unit, const ports::Actor& actor) : unit_(unit), actor_(actor) {}

  DockAnswer answer(const std::string& typed) {
    const std::string number = domain::normal_tracking(typed);
    by_return_number(number);
    by_tracking(number);
    by_order_number(utf8::trim(utf8::to_half_width(typed)));
    by_phone(number);
    DockAnswer answer{number, {}};
    for (auto& [key, candidate] : found_) answer.candidates.push_back(std::move(candidate));
    std::ranges::stable_sort(answer.candidates, std::greater{}, &DockCandidate::points);
    if (answer.candidates.size() > found_most) answer.candidates.resize(found_most);
    return answer;
  }

 private:
  void add(const std::string& key, DockCandidate candidate, std::int64_t points, const Text& reason) {
    auto& kept = found_.try_emplace(key, std::move(candidate)).first->second;
    kept.points = std::max(kept.points, points);
    kept.reasons.push_back(reason.in(actor_.language));
  }

  void add_return(const domain::Return& state, std::int64_t points, const Text& reason) {
    DockCandidate candidate;
    candidate.return_order = item_of(state, state.changed, unit_.now());
    candidate.order = state.order;
    candidate.order_number = state.order_number;
    candidate.case_id = state.case_id;
    candidate.title = goods_of(state);
    // What is over already is seldom what lies on the table.
    add("r" + state.id.str(), std::move(candidate), state.decided() ? points / 2 : points, reason);
  }

  // Its returns, or the order itself where nobody announced one.
  void add_order(const domain::Order& order, std::int64_t points, const Text& reason) {
    const auto returns = unit_.returns().of_order(actor_.shop, order.id, found_most);
    for (const domain::Return& state : returns) add_return(state, points, reason);
    if (!returns.empty()) return;
    DockCandidate candidate;
    candidate.kind = DockKind::order;
    candidate.order = order.id;
    candidate.order_number = order.external_id;
    candidate.title = order.title;
    const auto cases = unit_.cases().of_order(actor_.shop, order.id, 1);
    if (!cases.empty()) candidate.case_id = cases.front();
    add("o" + order.id.str(), std::move(candidate), points / 2, reason);
  }

  void by_return_number(const std::string& text) {
    const auto number = return_number(text);
    if (!number) return;
    const auto state = unit_.returns().by_number(actor_.shop, *number);
    if (state) add_return(*state, text.front() == 'R' ? 100 : 60, {"退货单号", "the return's number"});
  }

  void by_tracking(const std::string& number) {
    if (number.size() < 6) return;
    for (const domain::Return& state : unit_.returns().tracked(actor_.shop, number, found_most)) {
      add_return(state, 100, {"退货运单号", "the tracking number of the return"});
    }
    for (const OrderId id : unit_.returns().orders_returning_in(actor_.shop, number)) {
      if (const auto order = unit_.trade().order(actor_.shop, id)) {
        add_order(*order, 95, {"平台退款单里的退货运单号", "the number in the platform's refund request"});
      }
    }
    for (const domain::Parcel& parcel : unit_.trade().parcels_tracked(actor_.shop, number)) {
      if (const auto order = unit_.trade().order(actor_.shop, parcel.order)) {
        add_order(*order, 80, {"当初发货的运单号（拒收或退回）", "the parcel we sent, refused or returned"});
      }
    }
    for (const domain::Stray& stray : unit_.returns().strays_tracked(actor_.shop, number)) {
      if (stray.state != domain::StrayState::open) continue;
      DockCandidate candidate;
      candidate.kind = DockKind::stray;
      candidate.stray = stray.id;
      candidate.stray_number = stray.number;
      candidate.title = stray.contents;
      add("s" + stray.id.str(), std::move(candidate), 98, {"已登记的无主包裹", "registered as unclaimed"});
    }
  }

  void by_order_number(const std::string& number) {
    if (number.size() < 6) return;
    for (const domain::Order& order : unit_.trade().orders_numbered(actor_.shop, number)) {
      add_order(order, 90, {"订单号", "the order number"});
    }
  }

  void by_phone(const std::string& number) {
    const bool tail = number.size() == 4;
    if (!only_digits(number) || (!tail && number.size() != 11)) return;
    const std::int64_t points = tail ? 50 : 75;
    const Text reason =
        tail ? Text{"手机尾号", "the phone's last digits"} : Text{"手机号", "the phone number"};
    for (const domain::Return& state : unit_.returns().by_phone(actor_.shop, number, found_most)) {
      add_return(state, points, reason);
    }
    for (const OrderId id : unit_.trade().orders_by_phone(actor_.shop, number, found_most)) {
      if (const auto order = unit_.trade().order(actor_.shop, id)) add_order(*order, points, reason);
    }
  }

  ports::ReadUnit& unit_;
  const ports::Actor& actor_;
  std::map<std::string, DockCandidate> found_;
};

}  // namespace

Result<DockAnswer> search_dock(ports::ReadUnit& unit, const ports::Actor& actor, const SearchDock& query) {
  SHOUHOU_TRY(require(actor, Permission::parcel_write));
  if (utf8::trim(query.q).empty() || query.q.size() > 200 || query.q.find('\0') != std::string::npos) {
    return invalid("dock.query", "q", {"请扫描或输入单号", "scan or type a number"});
  }
  return Search(unit, actor).answer(query.q);
}

}  // namespace shouhou::app
