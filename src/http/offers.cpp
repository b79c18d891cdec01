#include "http/offers.h"

#include "app/buyer_offer.h"
#include "app/choose_offer.h"
#include "app/judge_pattern.h"
#include "app/learn_from_offers.h"
#include "app/propose_offer.h"
#include "app/report_offers.h"
#include "app/send_offer.h"

namespace shouhou::http {
namespace {

// Use cases that need chance get it here, at the border.
template <class Command, class Use>
auto with_dice(Use use) {
  return [use](ports::Unit& unit, const ports::Actor& actor, const Command& command) {
    return use(unit, actor, command, app::cast_dice());
  };
}

RouteRow post(const char* path, Text summary) {
  RouteRow row;
  row.method = "POST";
  row.path = path;
  row.allow = permits(Permission::remedy_propose);
  row.summary = std::move(summary);
  return row;
}

RouteRow get(const char* path, Permission permission, Text summary) {
  RouteRow row;
  row.path = path;
  row.allow = permits(permission);
  row.summary = std::move(summary);
  return row;
}

void add_desk_routes(Routes& routes) {
  using namespace app;
  constexpr Permission read = Permission::case_read;
  routes.add(read_route<CaseOffers, OfferList>(
      get("/api/v1/cases/{id}/offers", read,
          {"售后单的方案单，新的在前", "the offers of a case, newest first"}),
      list_offers));
  routes.add(read_route<PreviewOffer, OfferPreview>(
      get("/api/v1/cases/{id}/offers/preview", read,
          {"现在会给出的方案、其余方案为何不行", "what would be offered now, and why the rest would not"}),
      preview_offer));
  routes.add(read_route<OneOffer, OfferView>(get("/api/v1/offers/{id}", read, {"一张方案单", "one offer"}),
                                             show_offer));
  routes.add(write_route<ProposeOffer, OfferView>(
      post("/api/v1/cases/{id}/offers", {"拟定方案单", "propose an offer"}),
      with_dice<ProposeOffer>(propose_offer)));
  routes.add(write_route<EditOffer, OfferView>(
      post("/api/v1/offers/{id}/items", {"改更轻的方案", "change the lighter ways"}), edit_offer));
  RouteRow send = post("/api/v1/offers/{id}/send", {"发给买家", "send it to the buyer"});
  send.keep_answer = false;  // the link is a secret; sending again changes nothing
  routes.add(write_route<SendOffer, SentOffer>(send, with_dice<SendOffer>(send_offer)));
  routes.add(write_route<ChooseOffer, OfferChoice>(
      post("/api/v1/offers/{id}/choose",
           {"登记买家的选择并执行", "record the buyer's choice and carry it out"}),
      with_dice<ChooseOffer>(choose_offer)));
  routes.add(write_route<RefuseOffer, OfferRefused>(
      post("/api/v1/offers/{id}/refuse", {"买家都不要", "the buyer refuses all of it"}),
      with_dice<RefuseOffer>(refuse_offer)));
  routes.add(write_route<WithdrawOffer, OfferView>(
      post("/api/v1/offers/{id}/withdraw", {"撤回方案单", "withdraw it"}), withdraw_offer));
  RouteRow learning =
      get("/api/v1/offers/learning", Permission::settings_read, {"方案的接受情况", "what offers taught"});
  learning.cost = Cost::slow;
  learning.name = "learn_from_offers";
  routes.add(read_route<Nothing, OfferLearning>(learning, learn_from_offers));
  RouteRow report = get("/api/v1/offers/report", Permission::settings_read,
                        {"给过什么、买家选了什么", "what was offered and what was taken"});
  report.cost = Cost::slow;
  report.name = "report_offers";
  routes.add(read_route<Nothing, OfferReport>(report, report_offers));
  routes.add(read_route<ReadPattern, PatternWords>(
      get("/api/v1/buyers/{id}/pattern", read,
          {"对买家行为模式的判断", "what was said of a buyer's pattern"}),
      read_pattern));
  RouteRow judge =
      post("/api/v1/buyers/{id}/pattern", {"这位买家没问题（或收回）", "this buyer is fine, or not"});
  judge.allow = permits(Permission::remedy_approve);
  routes.add(write_route<JudgePattern, PatternWords>(judge, judge_pattern));
}

RouteRow open(const char* method, const char* path, Text summary) {
  RouteRow row;
  row.method = method;
  row.path = path;
  row.allow = everybody();
  row.summary = std::move(summary);
  row.rate = Rate::buyer;
  row.body_limit = 16 * 1024;
  row.keep_answer = false;
  return row;
}

void add_link_routes(Routes& routes) {
  using namespace app;
  routes.add(read_route<ReadBuyerOffer, BuyerOffer>(
      open("GET", "/api/v1/buyer/offers/{token}", {"买家打开方案单", "the buyer opens the offer"}),
      [](ports::ReadUnit& unit, const ports::Actor&, const ReadBuyerOffer& query) {
        return read_buyer_offer(unit, query);
      }));
  routes.add(write_route<ChooseBuyerOffer, BuyerOffer>(
      open("POST", "/api/v1/buyer/offers/{token}/choose", {"买家选定", "the buyer chooses"}),
      [](ports::Unit& unit, const ports::Actor&, const ChooseBuyerOffer& command) {
        return choose_buyer_offer(unit, command, cast_dice());
      }));
  routes.add(write_route<RefuseBuyerOffer, BuyerOffer>(
      open("POST", "/api/v1/buyer/offers/{token}/refuse", {"买家都不要", "the buyer refuses all"}),
      [](ports::Unit& unit, const ports::Actor&, const RefuseBuyerOffer& command) {
        return refuse_buyer_offer(unit, command);
      }));
}

}  // namespace

void add_offer_routes(Routes& routes) {
  add_desk_routes(routes);
  add_link_routes(routes);
}

}  // namespace shouhou::http
