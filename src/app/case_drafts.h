// Unsent words: kept per person and case, so that nobody's draft is lost when two work on one case.
#pragma once

#include <boost/describe/class.hpp>

#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct SaveDraft {
  CaseId id;
  std::string text;  // empty removes it
};
BOOST_DESCRIBE_STRUCT(SaveDraft, (), (id, text))

struct DraftView {
  std::string text;
  Instant saved;
};
BOOST_DESCRIBE_STRUCT(DraftView, (), (text, saved))

Result<DraftView> save_draft(ports::Unit& unit, const ports::Actor& actor, const SaveDraft& command);
Result<DraftView> load_draft(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id);

}  // namespace shouhou::app
