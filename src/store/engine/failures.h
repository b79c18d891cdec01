// The errors of the two engines, in words for a person.
#pragma once

#include <string>

#include "base/result.h"

namespace shouhou::store {

Error busy();                           // store.busy: the write queue is full
Error duplicate(std::string what);      // store.duplicate: the row is there already
Error disk_full();                      // store.disk_full
Error read_only();                      // store.read_only
Error io(std::string detail);           // store.io: the disk failed
Error corrupt(std::string detail);      // store.corrupt
Error unreachable(std::string detail);  // store.unreachable: no connection to PostgreSQL
Error unsure();                         // store.unsure: the connection broke during a commit
Error stopping();                       // store.stopping: the program is shutting down
Error bug(std::string detail);          // store.internal

}  // namespace shouhou::store
