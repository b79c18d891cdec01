#include "http/all_routes.h"

#include "http/buyers.h"
#include "http/cases.h"
#include "http/follow_ups.h"
#include "http/grants.h"
#include "http/offers.h"
#include "http/returns.h"
#include "http/rights.h"
#include "http/system_routes.h"

namespace shouhou::http {

Routes all_routes(const Parts& parts) {
  Routes routes;
  add_system_routes(routes, parts.live, parts.version);
  add_session_routes(routes, parts.accounts);
  add_own_routes(routes, parts.accounts);
  add_account_routes(routes, parts.accounts);
  add_shop_routes(routes, parts.accounts);
  add_queue_routes(routes);
  add_case_routes(routes);
  add_rights_routes(routes);
  add_grant_routes(routes);
  add_follow_up_routes(routes);
  add_offer_routes(routes);
  add_buyer_routes(routes);
  add_evidence_routes(routes, parts.blobs, parts.pictures);
  add_return_routes(routes);
  add_dock_routes(routes, parts.blobs, parts.pictures);
  add_import_routes(routes, parts.imports);
  return routes;
}

}  // namespace shouhou::http
