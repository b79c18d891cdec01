// A problem comes in, from wherever: it becomes a case, or goes into the open case of the same problem
// (P-A1, P-A2). Telling the same thing twice changes nothing.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/cases.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct OpenCaseLine {
  OrderLineId line;
  std::int64_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(OpenCaseLine, (), (line, quantity))

// A deadline that came with the problem.
struct OpenCaseClock {
  std::string kind;
  domain::ClockSource source = domain::ClockSource::platform_table;
  domain::Consequence consequence = domain::Consequence::penalty;
  Instant start;
  Instant deadline;  // by its calendar of 24/7
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(OpenCaseClock, (), (kind, source, consequence, start, deadline, basis))

struct OpenCase {
  domain::Channel channel = domain::Channel::own;
  domain::Source source = domain::Source::manual;
  std::string external_id;  // the outside's number of this report; empty for a person's entry
  BuyerId buyer;            // none: taken from the order
  OrderId order;
  std::string order_number;         // instead of `order`: the channel's own number
  std::vector<OpenCaseLine> lines;  // none: the whole order
  std::string subject;              // none: made from the lines
  std::string issue;                // id of rule data; empty: unknown yet
  std::optional<domain::Phase> phase;
  std::optional<domain::Fault> fault;
  domain::Demand demand = domain::Demand::none;
  Fen demand_amount;
  domain::Mood mood = domain::Mood::calm;
  std::string words;  // the buyer's own, if there are any
  std::vector<OpenCaseClock> clocks;
  std::vector<std::string> tags;
  std::optional<Instant> reported_at;  // none: now
};
BOOST_DESCRIBE_STRUCT(OpenCase, (),
                      (channel, source, external_id, buyer, order, order_number, lines, subject, issue, phase,
                       fault, demand, demand_amount, mood, words, clocks, tags, reported_at))

enum class Opening {
  opened,    // a new case
  reported,  // went into an open case of the same problem
  known,     // this very report was there already
  reopened   // the buyer came back within the window
};
BOOST_DESCRIBE_ENUM(Opening, opened, reported, known, reopened)

struct OpenedCase {
  CaseId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  Opening opening = Opening::opened;
};
BOOST_DESCRIBE_STRUCT(OpenedCase, (), (id, number, version, opening))

// Needs case_write. Errors: order.not_found, issue.unknown, case.field, case.full.
Result<OpenedCase> open_case(ports::Unit& unit, const ports::Actor& actor, const OpenCase& command);

}  // namespace shouhou::app
