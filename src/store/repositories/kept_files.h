// ports::KeptFiles over a session.
#pragma once

#include "ports/kept_files.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class StoredFiles final : public ports::KeptFiles {
 public:
  explicit StoredFiles(Session& session) : session_(session) {}

  void doom(ShopId shop, std::string_view hash, Instant at) override;
  std::vector<ports::DoomedFile> doomed(ShopId shop, Instant before, int limit) override;
  void settle(ShopId shop, std::string_view hash) override;
  int let_go_of_imports(ShopId shop, Instant before, Instant now, int limit) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
