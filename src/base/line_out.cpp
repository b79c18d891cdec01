#include "base/line_out.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <utility>

namespace shouhou::log {
namespace {

bool writable(int descriptor, int milliseconds) {
  pollfd wanted{descriptor, POLLOUT, 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

}  // namespace

LineOut::LineOut(int descriptor, std::size_t limit, Told told)
    : descriptor_(descriptor), limit_(limit), told_(std::move(told)) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return;
  if (S_ISSOCK(status.st_mode)) kind_ = Kind::socket;
  if (!S_ISFIFO(status.st_mode) && !S_ISCHR(status.st_mode)) return;
  kind_ = Kind::stream;
  // O_NONBLOCK on the descriptor itself would change it for everybody who shares it, the shell among them.
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  own_ = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

LineOut::~LineOut() {
  flush(seconds(1));
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  if (own_ >= 0) ::close(own_);
}

void LineOut::write(std::string_view line) {
  const std::lock_guard lock(mutex_);
  catch_up();
  if (waiting_.empty()) {
    // Of a line that has begun the rest always waits; it may be longer than the limit.
    waiting_ = line.substr(put(line));
  } else if (untold_ == 0 && waiting_.size() + line.size() <= limit_) {
    waiting_ += line;
  } else {
    ++untold_;
    dropped_.fetch_add(1, std::memory_order_relaxed);
  }
  if (waiting_.empty()) return;
  if (!thread_.joinable()) thread_ = std::thread([this] { hand_on(); });
  changed_.notify_all();
}

bool LineOut::flush(Span limit) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::milliseconds(limit.ms), [this] { return waiting_.empty(); });
}

// What waits goes first, then how many are missing behind it.
void LineOut::catch_up() {
  waiting_.erase(0, put(waiting_));
  if (!waiting_.empty() || untold_ == 0) return;
  waiting_ = told_(std::exchange(untold_, 0));
  waiting_.erase(0, put(waiting_));
}

// Never waits; returns how many bytes are settled: gone out, or lost because nobody can have them.
std::size_t LineOut::put(std::string_view bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const long written = put_some(bytes.data() + done, bytes.size() - done);
    if (written >= 0) {
      done += static_cast<std::size_t>(written);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return done;
    } else if (errno != EINTR) {
      // A disk that is full or a pipe without a reader: both may be better for the next line.
      lose(bytes.substr(done));
      return bytes.size();
    }
  }
  return done;
}

long LineOut::put_some(const char* from, std::size_t size) const {
  if (kind_ == Kind::socket) return ::send(descriptor_, from, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (kind_ == Kind::file) return ::write(descriptor_, from, size);
  if (own_ >= 0) return ::write(own_, from, size);
  // We may not open it a second time (it was handed to us by another user): so much fits where poll() sees
  // room.
  if (writable(descriptor_, 0)) return ::write(descriptor_, from, std::min<std::size_t>(size, PIPE_BUF));
  errno = EAGAIN;
  return -1;
}

void LineOut::lose(std::string_view lines) {
  dropped_.fetch_add(static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n')),
                     std::memory_order_relaxed);
}

void LineOut::hand_on() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    lock.unlock();
    writable(own_ >= 0 ? own_ : descriptor_, 100);
    lock.lock();
    catch_up();
    if (waiting_.empty()) changed_.notify_all();
  }
}

}  // namespace shouhou::log
