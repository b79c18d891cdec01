// 开退货单: the goods of a case are to come back. Called when a remedy that waits for goods is granted
// (return, exchange, repair), and by hand where a buyer sent something back on his own.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "domain/settlement.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct OpenReturn {
  CaseId case_id;
  GrantId grant;                     // none: opened by hand, nothing is paid through it
  DeedId deed;                       // the deed "await return" that is done when the goods are accepted
  std::vector<std::int64_t> pieces;  // by CaseFacts::lines
  domain::ReturnGround ground = domain::ReturnGround::no_reason;
  domain::FreightPayer freight_back = domain::FreightPayer::buyer;
  // Exchange: by CaseFacts::lines, what is sent instead. It is put aside from stock at once.
  bool exchange = false;
  std::vector<SkuId> wanted;
};

// Opens it, names the return address where the shop's rules leave one, starts the buyer's time to ship, puts
// aside what an exchange sends, and tells the case. The same deed opens one return however often it is told.
// Errors: those of gather_case_facts, return.nothing (invalid), stock.short (conflict).
Result<ReturnId> open_return(ports::Unit& unit, const ports::Actor& actor, const OpenReturn& command);

}  // namespace shouhou::app
