#include "jobs/offer_watch.h"

#include <chrono>

#include "app/send_offer.h"
#include "base/log.h"
#include "ports/accounts.h"

namespace shouhou::jobs {
namespace {

// Offers in one write: small enough not to hold others up.
constexpr int offers_at_once = 100;
constexpr int shops_at_once = 1000;

}  // namespace

OfferWatch::OfferWatch(ports::Store& store, Span every)
    : store_(store), every_(every), thread_([this] { run(); }) {}

OfferWatch::~OfferWatch() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ending_.notify_all();
  thread_.join();
}

Result<int> OfferWatch::look() {
  std::vector<ShopId> shops;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (ShopId after;;) {
      const auto page = unit.accounts().shops(after, shops_at_once);
      for (const ports::Shop& shop : page) {
        if (app::any_offer_ran_out(unit, shop.id)) shops.push_back(shop.id);
      }
      if (page.size() < static_cast<std::size_t>(shops_at_once)) return {};
      after = page.back().id;
    }
  }));
  int all = 0;
  for (const ShopId shop : shops) {
    for (int ended = offers_at_once; ended == offers_at_once; all += ended) {
      SHOUHOU_TRY(store_.write_now([&](ports::Unit& unit) -> Result<void> {
        SHOUHOU_ASSIGN(ended, app::expire_offers(unit, shop, offers_at_once));
        return {};
      }));
    }
  }
  return all;
}

void OfferWatch::run() {
  std::unique_lock lock(mutex_);
  while (!end_) {
    lock.unlock();
    const Result<int> ended = look();
    if (!ended) {
      log::warning("offer watch", {{"code", ended.error().code}, {"what", ended.error().message.en}});
    } else if (*ended > 0) {
      log::info("offers ran out", {{"offers", std::to_string(*ended)}});
    }
    lock.lock();
    ending_.wait_for(lock, std::chrono::milliseconds(every_.ms), [this] { return end_; });
  }
}

}  // namespace shouhou::jobs
