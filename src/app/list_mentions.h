// Notes in which somebody was mentioned: what colleagues want from me.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct MentionItem {
  CaseId case_id;
  std::int64_t case_number = 0;
  NoteId note;
  std::string words;
  AccountId by;
  std::string by_name;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(MentionItem, (), (case_id, case_number, note, words, by, by_name, at))

struct MentionList {
  std::vector<MentionItem> items;  // newest first, at most 50
};
BOOST_DESCRIBE_STRUCT(MentionList, (), (items))

// Needs case_read.
Result<MentionList> list_mentions(ports::ReadUnit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
