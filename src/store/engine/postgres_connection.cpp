#include "store/engine/postgres_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "store/engine/arguments.h"
#include "store/engine/failures.h"

namespace shouhou::store {
namespace {

constexpr std::array<const char*, 7> step_sql{"BEGIN",
                                              "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                                              "COMMIT",
                                              "ROLLBACK",
                                              "SAVEPOINT body",
                                              "ROLLBACK TO SAVEPOINT body",
                                              "RELEASE SAVEPOINT body"};

constexpr std::string_view lock_parameters[] = {"shop"};
constexpr Query wait_for_shop{0, "lock.wait", "", "SELECT pg_advisory_xact_lock($1)", lock_parameters};
constexpr Query try_shop{1, "lock.try", "", "SELECT CAST(pg_try_advisory_xact_lock($1) AS integer)",
                         lock_parameters};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c - 'A' + 10;
}

class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row)
      : result_(result), row_(row), decoded_(static_cast<std::size_t>(PQnfields(result))) {}

  void move_to(int row) {
    row_ = row;
    for (std::string& one : decoded_) one.clear();
  }
  bool null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const override {
    const std::string_view shown = text(column);
    std::int64_t value = 0;
    std::from_chars(shown.data(), shown.data() + shown.size(), value);
    return value;
  }
  double real(int column) const override {
    const std::string_view shown = text(column);
    double value = 0;
    std::from_chars(shown.data(), shown.data() + shown.size(), value);
    return value;
  }
  std::string_view text(int column) const override {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  std::string_view bytes(int column) const override {
    const std::string_view shown = text(column);
    if (!shown.starts_with("\\x")) return shown;
    std::string& bytes = decoded_[static_cast<std::size_t>(column)];
    bytes.resize((shown.size() - 2) / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<char>(hex_digit(shown[2 + 2 * i]) * 16 + hex_digit(shown[3 + 2 * i]));
    }
    return bytes;
  }

 private:
  const PGresult* result_;
  int row_;
  mutable std::vector<std::string> decoded_;
};

// Arguments as libpq wants them: text ends with NUL, blobs travel as they are.
class Packed {
 public:
  Packed(const Query& query, Arguments arguments) {
    check_count(query, arguments);
    const std::size_t count = arguments.size();
    values_.resize(count);
    lengths_.resize(count);
    formats_.resize(count);
    std::vector<std::size_t> offsets(count, none);
    for (std::size_t i = 0; i < count; ++i)
      add(query, argument_at(query, arguments, i).variant(), i, offsets[i]);
    for (std::size_t i = 0; i < count; ++i) {
      if (offsets[i] != none) values_[i] = text_.data() + offsets[i];
    }
  }
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void add(const Query& query, const Value::Variant& value, std::size_t place, std::size_t& offset) {
    std::array<char, 32> digits{};
    if (const auto* bytes = std::get_if<Bytes>(&value)) {
      values_[place] = bytes->data.data() ? bytes->data.data() : "";
      lengths_[place] = static_cast<int>(bytes->data.size());
      formats_[place] = 1;
      return;
    }
    if (std::holds_alternative<Null>(value)) return;
    offset = text_.size();
    if (const auto* text = std::get_if<std::string_view>(&value)) {
      check_text(query, *text);
      text_.append(*text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      text_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr);
    } else {
      const double real = std::get<double>(value);
      text_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), real).ptr);
    }
    text_.push_back('\0');
  }

  std::string text_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

std::int64_t changed_rows(const PGresult* result) {
  const char* shown = PQcmdTuples(const_cast<PGresult*>(result));
  std::int64_t rows = 0;
  std::from_chars(shown, shown + std::strlen(shown), rows);
  return rows;
}

template <class Each>
void each_row(const PGresult* result, const Each& row) {
  PostgresRow current(result, 0);
  const int rows = PQntuples(result);
  for (int i = 0; i < rows; ++i) {
    current.move_to(i);
    row(current);
  }
}

bool lost_race(std::string_view state) {
  // serialization failure, deadlock, lock timeout
  return state == "40001" || state == "40P01" || state == "55P03";
}

}  // namespace

void PostgresConnection::Freed::operator()(pg_result* result) const {
  PQclear(result);
}

PostgresConnection::PostgresConnection(const std::string& url) {
  // What stands in the URL comes later and wins.
  const std::array<const char*, 6> keys{"connect_timeout",           "tcp_user_timeout", "keepalives_idle",
                                        "fallback_application_name", "dbname",           nullptr};
  const std::array<const char*, 6> values{"5", "20000", "30", "shouhou", url.c_str(), nullptr};
  connection_ = PQconnectdbParams(keys.data(), values.data(), 1);
  if (PQstatus(connection_) != CONNECTION_OK) {
    const std::string why = connection_ ? PQerrorMessage(connection_) : "out of memory";
    PQfinish(connection_);
    throw EngineFailure(unreachable(why));
  }
  PQsetNoticeProcessor(
      connection_, [](void*, const char*) {}, nullptr);
  try {
    ask("SET client_encoding = 'UTF8'");
    ask("SET lock_timeout = '15s'");
    PQenterPipelineMode(connection_);
  } catch (...) {
    PQfinish(connection_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() {
  PQfinish(connection_);
}

void PostgresConnection::lost() {
  throw EngineFailure(unreachable(PQerrorMessage(connection_)));
}

void PostgresConnection::sent(int accepted, int slot) {
  if (accepted != 1) lost();
  pending_.push_back(slot);
}

const std::string& PostgresConnection::prepared(const Query& query) {
  if (query.index >= slots_.size()) slots_.resize(query.index + 32);
  Slot& slot = slots_[query.index];
  if (slot.sql != query.postgres.data()) {
    slot.sql = query.postgres.data();
    slot.name = "q" + std::to_string(++prepared_count_);
    sent(PQsendPrepare(connection_, slot.name.c_str(), std::string(query.postgres).c_str(), 0, nullptr),
         static_cast<int>(query.index));
  }
  return slot.name;
}

void PostgresConnection::lock_shop_of(const Query& query, Arguments arguments) {
  if (!lock_shops_) return;
  for (const Argument& argument : arguments) {
    if (argument.name != "shop_id") continue;
    const auto* shop = std::get_if<std::int64_t>(&argument.value.variant());
    if (!shop) throw std::logic_error(std::string(query.name) + ": shop_id is no id");
    if (std::find(locked_.begin(), locked_.end(), *shop) == locked_.end()) lock_shop(*shop);
    return;
  }
}

// The first lock of a transaction may be waited for: who holds nothing blocks nobody. For a further one
// beside other bodies two batches could wait for each other, so that is only tried.
void PostgresConnection::lock_shop(std::int64_t shop) {
  lock_shops_ = false;  // the statements below are about locks, not about a shop's rows
  bool taken = true;
  try {
    if (locked_.empty() || !together_) {
      later(wait_for_shop, {{"shop", shop}});
    } else {
      each(try_shop, {{"shop", shop}}, [&](const Row& row) { taken = row.flag(0); });
    }
  } catch (...) {
    lock_shops_ = true;
    throw;
  }
  lock_shops_ = true;
  if (!taken) throw ShopTaken{};
  locked_.push_back(shop);
}

void PostgresConnection::send_query(const Query& query, Arguments arguments) {
  const Packed packed(query, arguments);
  const std::string& name = prepared(query);
  sent(PQsendQueryPrepared(connection_, name.c_str(), packed.count(), packed.values(), packed.lengths(),
                           packed.formats(), 0));
}

void PostgresConnection::send(Step step) {
  if (awaiting_) finish();
  if (step != Step::savepoint && step != Step::release) remembered().reset();
  const auto place = static_cast<std::size_t>(step);
  const std::string name = "step" + std::to_string(place);
  if (!steps_prepared_[place]) {
    sent(PQsendPrepare(connection_, name.c_str(), step_sql[place], 0, nullptr), -2 - static_cast<int>(place));
    steps_prepared_[place] = true;
  }
  sent(PQsendQueryPrepared(connection_, name.c_str(), 0, nullptr, nullptr, nullptr, 0));
}

void PostgresConnection::begin_read_with_first() {
  remembered().reset();
  read_owed_ = true;
}

void PostgresConnection::end_read() {
  if (std::exchange(read_owed_, false)) return;
  send(Step::commit);
  finish_later();
}

void PostgresConnection::get_ready() {
  if (awaiting_) finish();
  if (std::exchange(read_owed_, false)) send(Step::begin_read);
}

PostgresConnection::Outcome PostgresConnection::collect(std::size_t own_from) {
  if (!awaiting_ && PQpipelineSync(connection_) != 1) lost();
  awaiting_ = false;
  Outcome outcome;
  read_answers(own_from, outcome);
  pending_.clear();
  const ResultPointer end(PQgetResult(connection_));
  if (!end || PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) lost();
  return outcome;
}

void PostgresConnection::read_answers(std::size_t own_from, Outcome& outcome) {
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    ResultPointer result(PQgetResult(connection_));
    if (!result) lost();
    while (const ResultPointer more{PQgetResult(connection_)}) {
    }
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_FATAL_ERROR && !outcome.failed) {
      if (PQstatus(connection_) != CONNECTION_OK) lost();
      const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
      outcome.failed = true;
      outcome.own = i >= own_from;
      outcome.state = state ? state : "";
      outcome.message = PQresultErrorMessage(result.get());
    }
    // The server skipped it, so it does not know the statement.
    if (outcome.failed && pending_[i] >= 0) slots_[static_cast<std::size_t>(pending_[i])].sql = nullptr;
    if (outcome.failed && pending_[i] <= -2) steps_prepared_[-2 - pending_[i]] = false;
    if (i >= own_from) outcome.own_results.push_back(std::move(result));
  }
}

void PostgresConnection::raise(const Outcome& outcome, std::string_view what) {
  const std::string message = std::string(what) + ": " + outcome.state + " " + outcome.message;
  const std::string_view state = outcome.state;
  if (lost_race(state)) throw LostRace{message};
  if (state == "53100") throw EngineFailure(disk_full());
  if (state == "25006") throw EngineFailure(read_only());
  if (state == "XX001" || state == "XX002") throw EngineFailure(corrupt(message));
  if (state.starts_with("58")) throw EngineFailure(io(message));
  if (state.starts_with("53") || state.starts_with("57P") || state.starts_with("08")) {
    throw EngineFailure(unreachable(message));
  }
  if (!outcome.own && together_) throw LostRace{message};
  throw std::logic_error(message);
}

void PostgresConnection::each(const Query& query, Arguments arguments, const EachRow& row) {
  get_ready();
  lock_shop_of(query, arguments);
  const std::size_t own_from = pending_.size();
  send_query(query, arguments);
  const Outcome outcome = collect(own_from);
  if (outcome.failed) raise(outcome, query.name);
  each_row(outcome.own_results.back().get(), row);
}

void PostgresConnection::each_of(const Query& query, std::span<const Arguments> sets, const EachRowOf& row) {
  if (sets.empty()) return;
  get_ready();
  for (const Arguments& arguments : sets) lock_shop_of(query, arguments);
  const std::size_t own_from = pending_.size();
  for (const Arguments& arguments : sets) send_query(query, arguments);
  const Outcome outcome = collect(own_from);
  if (outcome.failed) raise(outcome, query.name);
  const std::size_t before = outcome.own_results.size() - sets.size();
  for (std::size_t set = 0; set < sets.size(); ++set) {
    each_row(outcome.own_results[before + set].get(), [&](const Row& found) { row(set, found); });
  }
}

Result<std::int64_t> PostgresConnection::change(const Query& query, Arguments arguments) {
  get_ready();
  lock_shop_of(query, arguments);
  if (careful_) send(Step::savepoint);
  const std::size_t own_from = pending_.size();
  send_query(query, arguments);
  const Outcome outcome = collect(own_from);
  if (!outcome.failed) {
    if (careful_) send(Step::release);
    return changed_rows(outcome.own_results.back().get());
  }
  if (!outcome.own || outcome.state != "23505") raise(outcome, query.name);
  if (!careful_) throw NeedsCare{};
  send(Step::rollback_to);
  send(Step::release);
  return forward(duplicate(std::string(query.name)));
}

void PostgresConnection::later(const Query& query, Arguments arguments) {
  get_ready();
  lock_shop_of(query, arguments);
  send_query(query, arguments);
}

void PostgresConnection::finish() {
  const Outcome outcome = collect(pending_.size());
  if (outcome.failed) raise(outcome, "transaction");
}

void PostgresConnection::finish_later() {
  if (PQpipelineSync(connection_) != 1 || PQflush(connection_) < 0) lost();
  awaiting_ = true;
}

bool PostgresConnection::usable() noexcept {
  try {
    if (awaiting_ || !pending_.empty()) finish();
    // Twice: the first reads the server's last words, the second finds that it is gone.
    return PQconsumeInput(connection_) == 1 && PQconsumeInput(connection_) == 1 &&
           PQstatus(connection_) == CONNECTION_OK;
  } catch (...) {
    return false;
  }
}

bool PostgresConnection::roll_back() noexcept {
  try {
    if (PQstatus(connection_) != CONNECTION_OK) return false;
    if (awaiting_ || !pending_.empty()) static_cast<void>(collect(pending_.size()));
    if (PQtransactionStatus(connection_) == PQTRANS_IDLE) return true;
    send(Step::rollback);
    finish();
    return true;
  } catch (...) {
    return false;
  }
}

void PostgresConnection::execute(std::string_view sql) {
  if (awaiting_ || !pending_.empty()) finish();
  if (PQexitPipelineMode(connection_) != 1) throw std::logic_error("pipeline in use");
  const ResultPointer result(PQexec(connection_, std::string(sql).c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  Outcome outcome;
  outcome.own = true;
  outcome.message = PQerrorMessage(connection_);
  if (const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE)) outcome.state = state;
  if (PQstatus(connection_) != CONNECTION_OK) lost();
  PQenterPipelineMode(connection_);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    raise(outcome, sql);
  }
}

void PostgresConnection::prepare(const Query& query) {
  if (awaiting_) finish();
  const std::size_t own_from = pending_.size();
  prepared(query);
  const Outcome outcome = collect(own_from);
  if (outcome.failed) raise(outcome, query.name);
}

void PostgresConnection::leave_pipeline() {
  if (awaiting_ || !pending_.empty()) finish();
  PQexitPipelineMode(connection_);
}

std::string PostgresConnection::ask(const std::string& sql) {
  const ResultPointer result(PQexec(connection_, sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) lost();
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

std::string PostgresConnection::quoted(const std::string& text) {
  char* literal = PQescapeLiteral(connection_, text.data(), text.size());
  if (literal == nullptr) lost();
  std::string all = literal;
  PQfreemem(literal);
  return all;
}

PostgresAddress postgres_address(const std::string& url) {
  PostgresAddress address;
  char* problem = nullptr;
  PQconninfoOption* options = PQconninfoParse(url.c_str(), &problem);
  PQfreemem(problem);
  for (PQconninfoOption* option = options; option && option->keyword; ++option) {
    if (!option->val || !*option->val) continue;
    if (std::string_view(option->keyword) == "password") {
      address.password = option->val;
      continue;
    }
    std::string quoted;
    for (const char* c = option->val; *c; ++c) {
      if (*c == '\'' || *c == '\\') quoted += '\\';
      quoted += *c;
    }
    address.shown += std::string(address.shown.empty() ? "" : " ") + option->keyword + "='" + quoted + "'";
  }
  PQconninfoFree(options);
  return address;
}

}  // namespace shouhou::store
