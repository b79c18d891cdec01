// Which kept files nothing speaks of any more. A file goes in two steps: it is doomed in the transaction that
// lets go of it, and erased from disk later, outside of any transaction, if it is still not in use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace shouhou::ports {

struct DoomedFile {
  std::string hash;
  bool in_use = false;  // something speaks of it again, or did all the time
};

class KeptFiles {
 public:
  virtual ~KeptFiles() = default;
  virtual void doom(ShopId shop, std::string_view hash, Instant at) = 0;
  // Those doomed before then, oldest first.
  virtual std::vector<DoomedFile> doomed(ShopId shop, Instant before, int limit) = 0;
  // It is erased, or in use: no longer doomed.
  virtual void settle(ShopId shop, std::string_view hash) = 0;
  // Lets go of the files and refused rows of imports that ended, or were left waiting, before then, and dooms
  // the files; how many imports.
  virtual int let_go_of_imports(ShopId shop, Instant before, Instant now, int limit) = 0;
};

}  // namespace shouhou::ports
