#include "domain/progress_news.h"

#include <algorithm>
#include <optional>

#include "domain/tracking_numbers.h"

namespace shouhou::domain {
namespace {

// The tracking number in what somebody typed when the parcel left: "顺丰 SF1234567890". Nothing else of it is
// for the buyer.
std::string tracking_in(const std::string& reference) {
  std::string rest = reference + ' ';
  std::string found;
  for (std::size_t at = 0; at < rest.size() && found.empty();) {
    const std::size_t end = rest.find(' ', at);
    if (const auto number = read_tracking(rest.substr(at, end - at))) found = *number;
    at = end + 1;
  }
  return found;
}

bool waits_for_goods(const Deed& deed, std::span<const Deed> deeds) {
  return std::ranges::any_of(deeds, [&](const Deed& other) {
    return other.grant == deed.grant && other.place == deed.waits_for &&
           other.kind == EffectKind::await_return;
  });
}

std::optional<NewsKind> money_news(const Deed& deed, std::span<const Deed> deeds) {
  const bool refund = deed.kind == EffectKind::pay_refund;
  switch (deed.state) {
    case DeedState::held:
      if (!refund) return std::nullopt;
      return waits_for_goods(deed, deeds) ? NewsKind::refund_waits_for_goods : NewsKind::refund_waits;
    case DeedState::due:
      return refund ? NewsKind::refund_granted : NewsKind::payment_granted;
    case DeedState::instructed:
    case DeedState::in_hand:
    case DeedState::failed:  // somebody has it; what went wrong is ours to solve
      return refund ? NewsKind::refund_instructed : NewsKind::payment_granted;
    case DeedState::done:
      return refund ? NewsKind::refund_paid : NewsKind::payment_made;
    case DeedState::cancelled:
      break;
  }
  return std::nullopt;
}

std::optional<NewsKind> news_kind(const Deed& deed, std::span<const Deed> deeds) {
  if (moves_money(deed.kind)) return money_news(deed, deeds);
  if (deed.state != DeedState::done) return std::nullopt;
  switch (deed.kind) {
    case EffectKind::issue_coupon:
      return NewsKind::coupon_issued;
    case EffectKind::send_goods:
      return NewsKind::goods_sent;
    case EffectKind::send_gift:
      return NewsKind::gift_sent;
    default:
      return std::nullopt;
  }
}

std::string parcel_of(const Return& state) {
  return state.carrier.empty() ? state.tracking_number : state.carrier + " " + state.tracking_number;
}

std::int64_t rejected_pieces(const Return& state) {
  std::int64_t sum = 0;
  for (const ReturnLine& line : state.lines) sum += line.rejected;
  return sum;
}

News decided_news(const Return& state) {
  News news{NewsKind::return_rejected, state.decided_at.value_or(state.changed), {}, {}, {}};
  if (state.acceptance == Acceptance::accepted) news.kind = NewsKind::return_accepted;
  if (state.acceptance == Acceptance::part) {
    news.kind = NewsKind::return_part_accepted;
    news.pieces = state.accepted();
    news.others = rejected_pieces(state);
  }
  return news;
}

std::optional<News> news_of(const Return& state) {
  if (state.decided()) return decided_news(state);
  const Instant here = state.received_at.value_or(state.changed);
  const Instant moved = state.carrier_word ? state.carrier_word->at : state.changed;
  switch (state.reception) {
    case Reception::announced:
      return News{NewsKind::return_announced, state.opened, {}, {}, {}};
    case Reception::in_transit:
      if (!state.carrier_word) {
        return News{NewsKind::return_number_known, state.sent.value_or(state.changed), {}, {}, {}};
      }
      return News{NewsKind::return_on_its_way, moved, state.carrier_word->words, {}, {}};
    case Reception::delivered:
      return News{NewsKind::return_delivered, moved, {}, {}, {}};
    case Reception::part_received: {
      News news{NewsKind::return_partly_here, here, {}, {}, {}};
      news.pieces = state.received();
      return news;
    }
    case Reception::received:
      return News{NewsKind::return_received, here, {}, {}, {}};
    case Reception::lost:
      return News{NewsKind::return_lost, state.changed, {}, {}, {}};
    case Reception::given_up:
      break;
  }
  return std::nullopt;
}

bool between(Instant at, Instant since, Instant now) {
  return at > since && at <= now;
}

}  // namespace

bool told_of(EffectKind kind) {
  return moves_money(kind) || kind == EffectKind::issue_coupon || kind == EffectKind::send_goods ||
         kind == EffectKind::send_gift;
}

std::vector<ToldNews> news_of_deeds(std::span<const Deed> deeds, Instant since, Instant now) {
  std::vector<ToldNews> told;
  for (const Deed& deed : deeds) {
    const Instant at = deed.state == DeedState::done && deed.confirmed_at ? *deed.confirmed_at : deed.changed;
    if (!between(at, since, now)) continue;
    const auto kind = news_kind(deed, deeds);
    if (!kind) continue;
    News news{*kind, at, {}, deed.amount, {}};
    const bool parcel = *kind == NewsKind::goods_sent || *kind == NewsKind::gift_sent;
    if (parcel) news.words = tracking_in(deed.reference);
    told.push_back({std::move(news), text_of(deed.kind).zh + " " + deed.reference});
  }
  return told;
}

std::vector<ToldNews> news_of_returns(std::span<const Return> returns, Instant since, Instant now) {
  std::vector<ToldNews> told;
  for (const Return& state : returns) {
    auto news = news_of(state);
    if (!news || !between(news->at, since, now)) continue;
    told.push_back({*std::move(news), "R" + std::to_string(state.number) + " " + parcel_of(state)});
  }
  return told;
}

std::vector<Pending> pending_deeds(std::span<const Deed> deeds) {
  std::vector<Pending> list;
  for (const Deed& deed : deeds) {
    if (!moves_money(deed.kind) || !open(deed.state)) continue;
    OpenMatter matter =
        deed.kind == EffectKind::pay_refund ? OpenMatter::refund_unpaid : OpenMatter::payment_due;
    if (deed.state == DeedState::held && waits_for_goods(deed, deeds)) {
      matter = OpenMatter::money_waits_for_goods;
    }
    list.push_back({matter, deed.amount, {}});
  }
  return list;
}

std::vector<Pending> pending_returns(std::span<const Return> returns) {
  std::vector<Pending> list;
  for (const Return& state : returns) {
    if (state.finished()) continue;
    OpenMatter matter = OpenMatter::goods_on_the_way_back;
    if (state.reception == Reception::received || state.reception == Reception::delivered) {
      matter = OpenMatter::goods_being_inspected;
    }
    if (state.reception == Reception::lost) matter = OpenMatter::with_carrier;
    const Pending one{matter, {}, {}};
    if (std::ranges::find(list, one) == list.end()) list.push_back(one);
  }
  return list;
}

}  // namespace shouhou::domain
