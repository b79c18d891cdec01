// 店铺规则: what the shop is judged by, row by row with its source, and the shop's own rows laid over it. A
// shop's own rules are a text in the form of a rule file; every version is kept with who, when and why. What
// would take from the buyer is refused with line and reason (domain/own_rules.h).
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/zone.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct RuleRowView {
  std::string table;
  std::string id;
  std::string name;  // in the reader's language; empty where the row has none
  std::string source;
  std::string in_force;  // "2026-11-21"
  bool weak = false;     // only secondary or old sources, or a starting value: check it
  bool own = false;      // the shop's own row, in place of one of the book or on top
  std::string place;     // "law.toml:12"
};
BOOST_DESCRIBE_STRUCT(RuleRowView, (), (table, id, name, source, in_force, weak, own, place))

// How far the open cases are ranked by the rules in force.
struct RerankingView {
  bool running = false;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::optional<Instant> started;
  std::optional<Instant> finished;
};
BOOST_DESCRIBE_STRUCT(RerankingView, (), (running, done, total, started, finished))

struct RuleProblemView {
  std::string place;  // "own.toml:12"
  std::string why;
};
BOOST_DESCRIBE_STRUCT(RuleProblemView, (), (place, why))

struct RulesView {
  std::string rules_version;
  std::int64_t own_version = 0;  // 0: the shop has none
  std::string zone;
  std::vector<RuleRowView> rows;
  std::vector<RuleProblemView> problems;  // why the newest own rules do not count; empty: they do
  RerankingView reranking;
};
BOOST_DESCRIBE_STRUCT(RulesView, (), (rules_version, own_version, zone, rows, problems, reranking))

struct ListRules {
  std::string table;  // empty: all
  bool weak = false;  // only what should be checked
  bool own = false;   // only the shop's own
};
BOOST_DESCRIBE_STRUCT(ListRules, (), (table, weak, own))
// All need settings_read.
Result<RulesView> list_rules(ports::ReadUnit& unit, const ports::Actor& actor, const ListRules& query);

struct RuleFileView {
  std::string name;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(RuleFileView, (), (name, text))
struct RuleFilesView {
  std::vector<RuleFileView> files;
};
BOOST_DESCRIBE_STRUCT(RuleFilesView, (), (files))
// The files of the book as they are written: what a shop copies a row from.
Result<RuleFilesView> show_rule_files(ports::ReadUnit& unit, const ports::Actor& actor);

struct OwnRulesView {
  std::int64_t version = 0;  // 0: the shop has none
  std::string text;
  AccountId account;
  std::string actor;
  std::optional<Instant> at;
  std::string why;
  std::vector<RuleProblemView> problems;  // of this version by today's book
  RerankingView reranking;
};
BOOST_DESCRIBE_STRUCT(OwnRulesView, (), (version, text, account, actor, at, why, problems, reranking))

struct ShowOwnRules {
  std::optional<std::int64_t> which;  // none: the newest
};
BOOST_DESCRIBE_STRUCT(ShowOwnRules, (), (which))
// Errors: rules.no_such_version.
Result<OwnRulesView> show_own_rules(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const ShowOwnRules& query);

struct OwnRulesHistory {
  std::int64_t before = 0;  // versions below; 0: from the newest
};
BOOST_DESCRIBE_STRUCT(OwnRulesHistory, (), (before))
struct OwnRulesEntry {
  std::int64_t version = 0;
  AccountId account;
  std::string actor;
  Instant at;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(OwnRulesEntry, (), (version, account, actor, at, why))
struct OwnRulesEntries {
  std::vector<OwnRulesEntry> items;  // newest first
  std::int64_t before = 0;           // of the next page; 0: that was all
};
BOOST_DESCRIBE_STRUCT(OwnRulesEntries, (), (items, before))
Result<OwnRulesEntries> own_rules_history(ports::ReadUnit& unit, const ports::Actor& actor,
                                          const OwnRulesHistory& query);

struct CheckOwnRules {
  std::string text;
  static constexpr std::array required{"text"};
};
BOOST_DESCRIBE_STRUCT(CheckOwnRules, (), (text))
struct OwnRulesCheck {
  bool fine = false;
  std::vector<RuleProblemView> problems;
  std::vector<RuleRowView> rows;  // those the text would set, where it is fine
  bool ranks_anew = false;        // the open cases would be put into another order
};
BOOST_DESCRIBE_STRUCT(OwnRulesCheck, (), (fine, problems, rows, ranks_anew))
// Tries a text without keeping it.
Result<OwnRulesCheck> check_own_rules(ports::ReadUnit& unit, const ports::Actor& actor,
                                      const CheckOwnRules& query);

struct ChangeOwnRules {
  std::string text;
  std::string why;                      // needed, at most 500 characters
  std::optional<std::int64_t> version;  // which one the person was looking at
  static constexpr std::array required{"text", "why"};
};
BOOST_DESCRIBE_STRUCT(ChangeOwnRules, (), (text, why, version))
// Needs settings_write. Counts at once for whatever begins afterwards. Errors: rules.changed (stale),
// rules.why_needed, rules.fixed, and rules.row, rules.against_buyer, rules.promise_taken_back (invalid; field
// is "own.toml:line") for the first thing that is wrong.
Result<OwnRulesView> change_own_rules(ports::Unit& unit, const ports::Actor& actor,
                                      const ChangeOwnRules& command);

// The text of an earlier version becomes the newest one.
struct RevertOwnRules {
  std::int64_t to = 0;  // 0: no own rules at all
  std::string why;
  std::optional<std::int64_t> version;
  static constexpr std::array required{"to", "why"};
};
BOOST_DESCRIBE_STRUCT(RevertOwnRules, (), (to, why, version))
Result<OwnRulesView> revert_own_rules(ports::Unit& unit, const ports::Actor& actor,
                                      const RevertOwnRules& command);

}  // namespace shouhou::app
