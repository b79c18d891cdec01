// 问题类型: what a person may choose from when saying what is wrong, as the shop's rules have it now.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "domain/words.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct IssueItem {
  std::string id;
  std::string name;  // in the reader's language
  domain::IssueClass issue_class = domain::IssueClass::enquiry;
  std::vector<domain::Phase> phases;  // where it makes sense; none: everywhere
  domain::Fault default_fault = domain::Fault::unknown;
  std::vector<domain::RemedyKind> remedies;  // typical ones, in the order a person would think of them
};
BOOST_DESCRIBE_STRUCT(IssueItem, (), (id, name, issue_class, phases, default_fault, remedies))

struct IssueList {
  std::vector<IssueItem> items;  // in the rule book's order
};
BOOST_DESCRIBE_STRUCT(IssueList, (), (items))

// Needs case_read.
Result<IssueList> list_issues(ports::ReadUnit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
