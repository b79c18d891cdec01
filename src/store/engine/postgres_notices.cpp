#include "store/engine/postgres_notices.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <random>

#include "base/log.h"
#include "store/engine/failures.h"

namespace shouhou::store {
namespace {

constexpr std::size_t largest_payload = 7'000;  // the server takes 8,000 bytes
constexpr int retry_ms = 1'000;
constexpr std::size_t most_words = 2'000;

std::string random_name() {
  std::random_device source;
  return std::to_string((std::uint64_t{source()} << 32) | source());
}

// Reads "<number>" and the character behind it.
std::int64_t next_number(const char*& at, const char* end) {
  std::int64_t number = 0;
  at = std::from_chars(at, end, number).ptr;
  if (at < end) ++at;
  return number;
}

}  // namespace

PostgresNotices::PostgresNotices(std::string url, Heard heard, Word word)
    : url_(std::move(url)), heard_(std::move(heard)), word_(std::move(word)), node_(random_name()) {
  connect();
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  thread_ = std::thread([this] { work(); });
}

PostgresNotices::~PostgresNotices() {
  stopping_ = true;
  wake();
  thread_.join();
  ::close(wake_);
}

void PostgresNotices::wake() {
  const std::uint64_t one = 1;
  static_cast<void>(::write(wake_, &one, sizeof one) == sizeof one);
}

void PostgresNotices::connect() {
  auto connection = std::make_unique<PostgresConnection>(url_);
  connection->leave_pipeline();
  channel_ = connection->ask("SELECT quote_ident('shouhou_' || current_schema())");
  connection->ask("LISTEN " + channel_);
  connection_ = std::move(connection);
}

void PostgresNotices::tell(const std::vector<StreamPosition>& positions) {
  {
    const std::lock_guard lock(mutex_);
    for (const StreamPosition& position : positions) {
      std::int64_t& last = told_[position.shop];
      last = std::max(last, position.last_sequence);
    }
  }
  wake();
}

void PostgresNotices::tell(ShopId shop, std::string text) {
  if (text.size() > ports::longest_node_word) return;
  {
    const std::lock_guard lock(mutex_);
    if (words_.size() >= most_words) words_.pop_front();
    words_.emplace_back(shop, std::move(text));
  }
  wake();
}

void PostgresNotices::work() {
  while (!stopping_) {
    try {
      if (!connection_) {
        connect();
        log::info("database notices connected again");
        hear_everything();
      }
      listen_once();
    } catch (const std::exception& error) {
      if (connection_) log::warning("database notices lost", {{"what", error.what()}});
      connection_.reset();
      pollfd stop{wake_, POLLIN, 0};
      for (int waited = 0; waited < retry_ms && !stopping_; waited += 100) {
        // Woken by tell() as well; that must not become a busy loop.
        ::poll(&stop, 0, 100);
      }
    }
  }
}

void PostgresNotices::listen_once() {
  send_told();
  send_words();
  std::array<pollfd, 2> waiting{pollfd{wake_, POLLIN, 0}, pollfd{PQsocket(connection_->handle()), POLLIN, 0}};
  ::poll(waiting.data(), waiting.size(), 30'000);
  std::uint64_t count = 0;
  static_cast<void>(::read(wake_, &count, sizeof count) == sizeof count);
  if (PQconsumeInput(connection_->handle()) != 1) {
    throw EngineFailure(unreachable(PQerrorMessage(connection_->handle())));
  }
  while (PGnotify* notice = PQnotifies(connection_->handle())) {
    const std::string payload = notice->extra;
    PQfreemem(notice);
    hear(payload);
  }
}

void PostgresNotices::send_told() {
  std::map<ShopId, std::int64_t> told;
  {
    const std::lock_guard lock(mutex_);
    told.swap(told_);
  }
  std::string payload;
  const auto send = [&] {
    if (!payload.empty()) connection_->ask("NOTIFY " + channel_ + ", '" + node_ + payload + "'");
    payload.clear();
  };
  for (const auto& [shop, last] : told) {
    payload += " " + shop.str() + ":" + std::to_string(last);
    if (payload.size() > largest_payload) send();
  }
  send();
}

// "<node>!<shop> <text>", where positions are "<node> <shop>:<last> …".
void PostgresNotices::send_words() {
  std::deque<std::pair<ShopId, std::string>> words;
  {
    const std::lock_guard lock(mutex_);
    words.swap(words_);
  }
  for (const auto& [shop, text] : words) {
    connection_->ask("NOTIFY " + channel_ + ", " +
                     connection_->quoted(node_ + "!" + shop.str() + " " + text));
  }
}

void PostgresNotices::hear_word(const std::string& payload, std::size_t mark) {
  const std::size_t space = payload.find(' ', mark);
  const auto shop = ShopId::parse(std::string_view(payload).substr(mark + 1, space - mark - 1));
  if (space == std::string::npos || !shop) return;
  word_({payload.substr(0, mark), *shop, payload.substr(space + 1)});
}

void PostgresNotices::hear(const std::string& payload) {
  const std::size_t space = payload.find_first_of(" !");
  if (space == std::string::npos || payload.compare(0, space, node_) == 0) return;
  if (payload[space] == '!') return hear_word(payload, space);
  std::vector<StreamPosition> positions;
  const char* at = payload.data() + space + 1;
  const char* end = payload.data() + payload.size();
  while (at < end) {
    const char* before = at;
    const ShopId shop{next_number(at, end)};
    const std::int64_t last = next_number(at, end);
    if (at == before) return;
    positions.push_back({shop, last});
  }
  heard_(positions);
}

void PostgresNotices::hear_everything() {
  PGresult* result = PQexec(connection_->handle(), "SELECT shop_id, last FROM stream");
  std::vector<StreamPosition> positions;
  for (int i = 0; i < PQntuples(result); ++i) {
    positions.push_back({ShopId{std::strtoll(PQgetvalue(result, i, 0), nullptr, 10)},
                         std::strtoll(PQgetvalue(result, i, 1), nullptr, 10)});
  }
  PQclear(result);
  heard_(positions);
}

}  // namespace shouhou::store
