// 结算: how much money goes back when pieces of an order are refunded, to the fen. Pure arithmetic over the
// facts; the sum never exceeds what was paid and not yet refunded.
#pragma once

#include <span>
#include <vector>

#include "domain/case_facts.h"

namespace shouhou::domain {

// On what ground pieces go back; decides whether the buyer bears the consequences of a smaller purchase.
enum class ReturnGround {
  no_reason,     // discount re-settled, gifts back or paid, postage rules of art. 18
  sellers_duty,  // quality, wrong, missing, never arrived: the paid share and postage, nothing deducted
};
BOOST_DESCRIBE_ENUM(ReturnGround, no_reason, sellers_duty)

struct SettledLine {
  std::size_t place = 0;  // in CaseFacts::lines
  std::int64_t pieces = 0;
  Fen goods;                // goes back for these pieces
  std::int64_t points = 0;  // go back as points
  bool operator==(const SettledLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(SettledLine, (), (place, pieces, goods, points))

struct Settlement {
  std::vector<SettledLine> lines;
  Fen goods;          // sum over the lines, after the deductions below
  Fen share;          // sum of the paid shares, before the deductions
  Fen discount_lost;  // discount on what is kept that no longer applies (Order 90 art. 17); below 0 where an
                      // earlier settlement took off more than now turns out right
  Fen gifts_kept;     // value of gifts that do not come back (art. 12)
  Fen outbound_freight;  // deducted because the return breaks free shipping (art. 18)
  Fen postage;           // the buyer's postage that goes back
  Fen total;             // goods + postage

  bool operator==(const Settlement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Settlement, (),
                      (lines, goods, share, discount_lost, gifts_kept, outbound_freight, postage, total))

// Settles the return of `pieces[i]` of facts.lines[i] (0 … what earlier settlements left; more counts as
// that). Settling an order in several steps gives the same sum as settling it at once. Deductions are spread
// over the lines by what each gets, largest remainder, and never make a line negative.
Settlement settle(const CaseFacts& facts, std::span<const std::int64_t> pieces, ReturnGround ground);

// The same for the affected pieces.
Settlement settle_affected(const CaseFacts& facts, ReturnGround ground);

// Whether the order, without these pieces, would have stayed under its free-shipping threshold.
bool breaks_free_shipping(const CaseFacts& facts, std::span<const std::int64_t> pieces);

}  // namespace shouhou::domain
