// Backup and check of a PostgreSQL database, with PostgreSQL's own tools.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace shouhou::store {

// Runs pg_dump (custom format) into a new file. Errors: store.backup_exists, store.no_pg_dump,
// store.backup_failed.
Result<void> dump_postgres(const std::string& url, const std::string& path);

// Whether the file is a dump that can be read to its end of contents. Errors: store.no_pg_restore,
// store.backup_failed.
Result<void> check_postgres_dump(const std::string& path);

// Puts the dump in place of what the database holds, in one transaction: all of it or nothing. Errors:
// store.no_pg_restore, store.backup_failed.
Result<void> restore_postgres(const std::string& url, const std::string& path);

// Damaged pages and indexes, as far as the server's amcheck extension is installed and may be used.
std::vector<std::string> postgres_problems(const std::string& url);

}  // namespace shouhou::store
