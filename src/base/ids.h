// Strong 64-bit ids. They are ordered by the time they were made, and travel as decimal strings in JSON.
#pragma once

#include <atomic>
#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace shouhou {

template <class Tag>
struct Id {
  std::int64_t value = 0;  // 0 is "none"

  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
  std::string str() const { return std::to_string(value); }

  // Decimal digits only, 1…2^63-1; anything else is nothing.
  static std::optional<Id> parse(std::string_view text) {
    std::int64_t parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (error != std::errc{} || end != text.data() + text.size() || parsed <= 0) return std::nullopt;
    return Id{parsed};
  }
};

using ShopId = Id<struct ShopTag>;
using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;
using TokenId = Id<struct TokenTag>;  // of the API
using LinkId = Id<struct LinkTag>;    // one-time link: first owner, invitation, reset
using BuyerId = Id<struct BuyerTag>;
using OrderId = Id<struct OrderTag>;
using OrderLineId = Id<struct OrderLineTag>;
using ProductId = Id<struct ProductTag>;
using SkuId = Id<struct SkuTag>;
using ParcelId = Id<struct ParcelTag>;
using RefundId = Id<struct RefundTag>;
using ReviewId = Id<struct ReviewTag>;
using ConversationId = Id<struct ConversationTag>;
using MessageId = Id<struct MessageTag>;
using CaseId = Id<struct CaseTag>;
using EvidenceId = Id<struct EvidenceTag>;
using TaskId = Id<struct TaskTag>;
using MissId = Id<struct MissTag>;  // a deadline that ran out
using NoteId = Id<struct NoteTag>;
using ImportId = Id<struct ImportTag>;
using OfferId = Id<struct OfferTag>;
using GrantId = Id<struct GrantTag>;
using DeedId = Id<struct DeedTag>;
using ReturnId = Id<struct ReturnTag>;
using StrayId = Id<struct StrayTag>;  // a parcel that nobody announced
using ReturnAddressId = Id<struct ReturnAddressTag>;

// Makes ids: 41 bits of milliseconds since 2024-01-01, 10 bits of node, 12 bits of sequence. Thread-safe.
// Never gives the same id twice in one process, also when the wall clock jumps back.
class IdSource {
 public:
  explicit IdSource(std::uint16_t node = 0) : node_(node & 0x3FF) {}

  // From the next id on.
  void use_node(std::uint16_t node) { node_.store(node & 0x3FF, std::memory_order_relaxed); }

  template <class IdType>
  IdType next(Instant now) {
    return IdType{next_value(now.ms)};
  }

 private:
  static constexpr std::int64_t epoch_ms = 1'704'067'200'000;

  std::int64_t next_value(std::int64_t now_ms) {
    const std::int64_t earliest = (now_ms - epoch_ms) << 12;
    std::int64_t last = last_.load(std::memory_order_relaxed);
    std::int64_t next = 0;
    do {
      next = last + 1 > earliest ? last + 1 : earliest;
    } while (!last_.compare_exchange_weak(last, next, std::memory_order_relaxed));
    const std::int64_t node = node_.load(std::memory_order_relaxed);
    return ((next >> 12) << 22) | (node << 12) | (next & 0xFFF);
  }

  std::atomic<std::uint16_t> node_;
  std::atomic<std::int64_t> last_{0};
};

}  // namespace shouhou

template <class Tag>
struct std::hash<shouhou::Id<Tag>> {
  std::size_t operator()(const shouhou::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
