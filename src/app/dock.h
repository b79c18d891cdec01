// 收货台 (facts §D3): a parcel lies on the table. Scan or type whatever is on it; the desk says which return
// it is, or keeps it until somebody knows. Nothing that arrives is lost.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/case_evidence.h"
#include "app/show_return.h"
#include "domain/stray_parcels.h"

namespace shouhou::app {

enum class DockKind { return_order, order, stray };
BOOST_DESCRIBE_ENUM(DockKind, return_order, order, stray)

struct DockCandidate {
  DockKind kind = DockKind::return_order;
  std::int64_t points = 0;  // 0 … 100
  std::vector<std::string> reasons;
  std::optional<ReturnItem> return_order;
  // An order that nobody announced a return for.
  OrderId order;
  std::string order_number;
  std::string title;
  CaseId case_id;  // its newest case, where there is one
  StrayId stray;
  std::int64_t stray_number = 0;
};
BOOST_DESCRIBE_STRUCT(DockCandidate, (),
                      (kind, points, reasons, return_order, order, order_number, title, case_id, stray,
                       stray_number))

struct SearchDock {
  std::string q;
};
BOOST_DESCRIBE_STRUCT(SearchDock, (), (q))
struct DockAnswer {
  std::string understood;                 // the number as it was read
  std::vector<DockCandidate> candidates;  // the likeliest first
};
BOOST_DESCRIBE_STRUCT(DockAnswer, (), (understood, candidates))
// By tracking number, order number, return number ("R12"), phone or its last four digits. Needs parcel_write.
// Errors: dock.query (invalid).
Result<DockAnswer> search_dock(ports::ReadUnit& unit, const ports::Actor& actor, const SearchDock& query);

// ---- parcels that nobody announced ----

struct RegisterStray {
  std::string carrier;
  std::string tracking_number;
  std::string phone;  // or its last four digits, as on the label; kept sealed
  std::string contents;
  std::int64_t pieces = 0;
  std::int64_t grams = 0;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RegisterStray, (), (carrier, tracking_number, phone, contents, pieces, grams, note))

struct StrayMatchView {
  ReturnItem return_order;
  std::int64_t points = 0;
  std::vector<std::string> reasons;
};
BOOST_DESCRIBE_STRUCT(StrayMatchView, (), (return_order, points, reasons))

struct StrayView {
  StrayId id;
  std::int64_t number = 0;
  std::int64_t version = 0;
  domain::StrayState state = domain::StrayState::open;
  std::string carrier;
  std::string tracking_number;
  std::string phone;  // the last four digits, for who handles parcels
  std::string contents;
  std::int64_t pieces = 0;
  std::int64_t grams = 0;
  std::string note;
  std::vector<EvidenceId> photos;
  ReturnId matched;
  std::string reason;
  Instant seen;
  std::vector<StrayMatchView> matches;  // of an open one, the best first
};
BOOST_DESCRIBE_STRUCT(StrayView, (),
                      (id, number, version, state, carrier, tracking_number, phone, contents, pieces, grams,
                       note, photos, matched, reason, seen, matches))

// Registers it; an open one with the same tracking number is that one. Needs parcel_write. Errors:
// stray.field.
Result<StrayView> register_stray(ports::Unit& unit, const ports::Actor& actor, const RegisterStray& command);

struct ShowStray {
  StrayId id;
};
BOOST_DESCRIBE_STRUCT(ShowStray, (), (id))
Result<StrayView> show_stray(ports::ReadUnit& unit, const ports::Actor& actor, const ShowStray& query);

struct ListStrays {
  domain::StrayState state = domain::StrayState::open;
  std::string after;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListStrays, (), (state, after, limit))
struct StrayPage {
  std::vector<StrayView> items;  // with matches where they are open
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(StrayPage, (), (items, next))
Result<StrayPage> list_strays(ports::ReadUnit& unit, const ports::Actor& actor, const ListStrays& query);

// It belongs to this return: number and photos go over. Told twice it changes nothing. Errors:
// stray.not_found, stray.settled (conflict), return.not_found, return.decided (conflict).
struct MatchStray {
  StrayId id;
  ReturnId to;
};
BOOST_DESCRIBE_STRUCT(MatchStray, (), (id, to))
Result<ReturnView> match_stray(ports::Unit& unit, const ports::Actor& actor, const MatchStray& command);

struct CloseStray {
  StrayId id;
  domain::StrayState state = domain::StrayState::sent_back;  // or kept
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CloseStray, (), (id, state, reason))
Result<StrayView> close_stray(ports::Unit& unit, const ports::Actor& actor, const CloseStray& command);

// ---- photos ----

struct AddReturnPhoto {
  ReturnId id;
};
BOOST_DESCRIBE_STRUCT(AddReturnPhoto, (), (id))
struct AddStrayPhoto {
  StrayId id;
};
BOOST_DESCRIBE_STRUCT(AddStrayPhoto, (), (id))
struct PhotoAdded {
  EvidenceId evidence;
};
BOOST_DESCRIBE_STRUCT(PhotoAdded, (), (evidence))
// A photo of what came: evidence of the return's case. Need parcel_write.
Result<PhotoAdded> add_return_photo(ports::Unit& unit, const ports::Actor& actor,
                                    const AddReturnPhoto& command, const ReadyFile& file);
Result<PhotoAdded> add_stray_photo(ports::Unit& unit, const ports::Actor& actor, const AddStrayPhoto& command,
                                   const ReadyFile& file);

struct GetStrayPhoto {
  StrayId id;
  EvidenceId photo;
  bool thumbnail = false;
};
BOOST_DESCRIBE_STRUCT(GetStrayPhoto, (), (id, photo, thumbnail))
Result<EvidenceFile> find_stray_photo(ports::ReadUnit& unit, const ports::Actor& actor,
                                      const GetStrayPhoto& query);

}  // namespace shouhou::app
