// rules/imports/*.toml -> app::ImportFormats, checked: an unknown field, kind or word is said with its file
// and line.
#pragma once

#include "app/import_formats.h"
#include "connect/rules/load_rules.h"

namespace shouhou::connect {

// The names of value words are checked against the enumerations they stand for.
Result<app::ImportFormats> load_import_formats(const RuleLayer& files);

// From the rules/imports/*.toml this program was built from. They are tested, so this cannot fail.
const app::ImportFormats& built_in_import_formats();

}  // namespace shouhou::connect
