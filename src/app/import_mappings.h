// A shop's own mappings: which column of its file means what, saved under a name.
#pragma once

#include <vector>

#include "app/import_formats.h"
#include "ports/actor.h"
#include "ports/imports.h"
#include "ports/store.h"

namespace shouhou::app {

struct ImportMappings {
  std::vector<ImportMapping> items;
};
BOOST_DESCRIBE_STRUCT(ImportMappings, (), (items))

// Errors: import.mapping_damaged.
Result<ImportMapping> mapping_of(const ports::SavedMapping& saved);

// Need import_run. Errors: import.mapping_name, import.mapping_field (a field the kind does not have),
// import.column_missing, zone.unknown.
Result<ImportMapping> save_mapping(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                                   const ImportMapping& mapping);
Result<ImportMappings> list_mappings(ports::ReadUnit& unit, const ports::Actor& actor);
Result<void> remove_mapping(ports::Unit& unit, const ports::Actor& actor, const std::string& name);

}  // namespace shouhou::app
