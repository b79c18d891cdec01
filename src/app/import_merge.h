// What a row tells, laid over what is known. Pure: a value the file does not give changes nothing, a newer
// export wins, an order never goes back to an earlier state. Each function says whether anything changed.
#pragma once

#include "app/import_facts.h"
#include "domain/orders.h"
#include "domain/platform_refunds.h"
#include "domain/products.h"
#include "domain/reviews.h"

namespace shouhou::app {

bool merge(domain::Order& order, const OrderFacts& facts);
bool merge(domain::OrderLine& line, const LineFacts& facts, bool paid_by_lines);
bool merge(domain::PlatformRefund& refund, const RefundFacts& facts);
bool merge(domain::Review& review, const ReviewFacts& facts);

// The sums of an order that only its lines are known of: goods, postage aside, pieces, paid. Changes nothing
// for an order whose own export was seen.
bool sum_up(domain::Order& order, std::span<const domain::OrderLine> lines, Fen postage);

}  // namespace shouhou::app
