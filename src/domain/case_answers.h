// What people answered to the questions that the rules ask about a case (domain/questions.h).
#pragma once

#include <boost/describe/class.hpp>
#include <string>

#include "base/ids.h"
#include "base/instant.h"

namespace shouhou::domain {

struct CaseAnswer {
  std::string question;  // "handed_over", "intact.tag_on"
  std::string value;     // "yes", "no", one of the question's words, or an amount in fen
  OrderLineId line;      // where the question is about one line
  std::string about;     // where it is about one gift: its name
  AccountId by;
  Instant at;

  bool same_question(const CaseAnswer& other) const {
    return question == other.question && line == other.line && about == other.about;
  }
  bool operator==(const CaseAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseAnswer, (), (question, value, line, about, by, at))

}  // namespace shouhou::domain
