// Tests that run on both engines:
//
//     class Cases : public store::testing::StoreTest {};
//     SHOUHOU_ON_BOTH_ENGINES(Cases);
//     TEST_P(Cases, OpensOne) { ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> { … })); }
//
// SQLite lives in a directory of its own; PostgreSQL in a schema of its own on the server whose URL is in
// SHOUHOU_TEST_POSTGRES (tools/with_postgres starts one), else that half is skipped.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "store/store.h"

namespace shouhou::store::testing {

enum class Kind { sqlite, postgres };

// A place for one database, gone with the object.
class Place {
 public:
  explicit Place(Kind kind);
  ~Place();
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  // How to open it; as often as wanted, one after the other (PostgreSQL: also beside each other).
  std::variant<SqliteOptions, PostgresOptions> options() const;
  Result<std::unique_ptr<Engine>> open_engine() const;
  std::filesystem::path directory() const { return directory_; }
  // PostgreSQL: ends every connection to this place, as a restart of the server does.
  void cut_connections() const;
  // Why this kind cannot be tested here; empty when it can.
  static std::string unavailable(Kind kind);

 private:
  Kind kind_;
  std::filesystem::path directory_;
  std::string url_;
  std::string schema_;
};

class StoreTest : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override;
  void TearDown() override { store_.reset(); }

  Store& store() { return *store_; }
  Result<void> write(ports::Store::WriteBody body) { return store_->write_now(std::move(body)); }
  Result<void> read(const ports::Store::ReadBody& body) { return store_->read(body); }
  // Closes and opens the same database again.
  void reopen();
  bool postgres() const { return GetParam() == Kind::postgres; }

  bool sync_each_commit_ = true;  // false for tests that write much and crash nothing
  ManualClock clock_{Instant{1'760'000'000'000}};
  std::unique_ptr<Place> place_;
  std::unique_ptr<Store> store_;
};

inline std::string kind_name(const ::testing::TestParamInfo<Kind>& info) {
  return info.param == Kind::sqlite ? "sqlite" : "postgres";
}

}  // namespace shouhou::store::testing

#define SHOUHOU_ON_BOTH_ENGINES(Suite)                                                                       \
  INSTANTIATE_TEST_SUITE_P(                                                                                  \
      Engines, Suite,                                                                                        \
      ::testing::Values(::shouhou::store::testing::Kind::sqlite, ::shouhou::store::testing::Kind::postgres), \
      ::shouhou::store::testing::kind_name)
