// The smallest schema a test of the engines needs: one table of numbered notes.
#pragma once

#include <future>
#include <set>
#include <string>

#include "store/engine/engine.h"

namespace shouhou::store::testing::notebook {

inline constexpr const char* schema =
    "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, text TEXT NULL);"
    "CREATE TABLE page (id BIGINT NOT NULL PRIMARY KEY, note_id BIGINT NOT NULL)";

inline constexpr std::string_view id_and_text[] = {"id", "text"};
inline constexpr std::string_view only_id[] = {"id"};

inline constexpr Query add{0, "note.add", "INSERT INTO note (id, text) VALUES (?1, ?2)",
                           "INSERT INTO note (id, text) VALUES ($1, $2)", id_and_text};
inline constexpr Query change{1, "note.change", "UPDATE note SET text = ?2 WHERE id = ?1",
                              "UPDATE note SET text = $2 WHERE id = $1", id_and_text};
inline constexpr Query all{
    2, "note.all", "SELECT id, text FROM note ORDER BY id", "SELECT id, text FROM note ORDER BY id", {}};
inline constexpr Query find{3, "note.find", "SELECT id, text FROM note WHERE id = ?1",
                            "SELECT id, text FROM note WHERE id = $1", only_id};
inline constexpr Query wrong{4, "note.wrong", "SELECT nothing FROM note WHERE id = ?1",
                             "SELECT nothing FROM note WHERE id = $1", only_id};

// Waits for the answer.
inline Result<void> write(Engine& engine, Engine::Body body) {
  std::promise<Result<void>> answer;
  engine.write(std::move(body), [&](Result<void> result) { answer.set_value(std::move(result)); });
  return answer.get_future().get();
}

inline Result<void> add_note(Session& session, std::int64_t id, Value text = "text") {
  SHOUHOU_TRY(session.change(add, {{"id", id}, {"text", text}}));
  return {};
}

inline std::set<std::int64_t> ids(Engine& engine) {
  std::set<std::int64_t> found;
  engine.read([&](Session& session) {
    session.each(all, {}, [&](const Row& row) { found.insert(row.integer(0)); });
  });
  return found;
}

}  // namespace shouhou::store::testing::notebook
