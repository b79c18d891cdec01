#include "base/line_out.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <vector>

namespace shouhou::log {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kept = 100'000;

std::string told(std::uint64_t dropped) {
  return "dropped " + std::to_string(dropped) + "\n";
}

// Two ends; what is written to one is read from the other.
struct Ends {
  int reading = -1;
  int writing = -1;
  ~Ends() {
    close_reading();
    if (writing >= 0) ::close(writing);
  }
  void close_reading() {
    if (reading >= 0) ::close(std::exchange(reading, -1));
  }
};

void make_pipe(Ends& ends) {
  int both[2];
  ASSERT_EQ(::pipe(both), 0);
  ends.reading = both[0];
  ends.writing = both[1];
}

void make_socket(Ends& ends) {
  int both[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, both), 0);
  ends.reading = both[0];
  ends.writing = both[1];
}

// Everything that comes until nothing comes for a while.
std::string read_all(int descriptor, int quiet_ms = 400) {
  std::string all;
  const int flags = ::fcntl(descriptor, F_GETFL);
  ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
  for (auto last = Steady::now(); Steady::now() - last < std::chrono::milliseconds(quiet_ms);) {
    char buffer[4096];
    const ssize_t size = ::read(descriptor, buffer, sizeof buffer);
    if (size > 0) {
      all.append(buffer, static_cast<std::size_t>(size));
      last = Steady::now();
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string numbered(int number) {
  return "line " + std::to_string(number) + std::string(90, '.') + "\n";
}

// Writes so many lines that nobody reads; how long the slowest took.
std::chrono::milliseconds slowest_of(LineOut& out, int lines) {
  auto slowest = Steady::duration::zero();
  for (int i = 0; i < lines; ++i) {
    const auto begin = Steady::now();
    out.write(numbered(i));
    slowest = std::max(slowest, Steady::now() - begin);
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(slowest);
}

// What is read afterwards: the first lines in order and whole, then how many are missing, then new ones.
void expect_told_of_what_is_missing(LineOut& out, const Ends& ends, int written) {
  EXPECT_GT(out.dropped(), 0U);
  std::vector<std::string> lines = lines_of(read_all(ends.reading));
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back(), "dropped " + std::to_string(out.dropped()));
  lines.pop_back();
  EXPECT_EQ(lines.size() + out.dropped(), static_cast<std::size_t>(written));
  for (std::size_t i = 0; i < lines.size(); ++i) ASSERT_EQ(lines[i] + '\n', numbered(static_cast<int>(i)));
  out.write("again\n");
  EXPECT_EQ(read_all(ends.reading, 100), "again\n");
  EXPECT_TRUE(out.flush(seconds(1)));
}

TEST(LineOut, ALineIsOutWhenTheCallReturns) {
  Ends ends;
  make_pipe(ends);
  LineOut out(ends.writing, kept, told);
  out.write("one\n");
  char buffer[16];
  EXPECT_EQ(::read(ends.reading, buffer, sizeof buffer), 4);
  EXPECT_EQ(out.dropped(), 0U);
}

TEST(LineOut, AFullPipeHoldsNobodyUp) {
  Ends ends;
  make_pipe(ends);
  LineOut out(ends.writing, kept, told);
  EXPECT_LT(slowest_of(out, 5000).count(), 200);
  expect_told_of_what_is_missing(out, ends, 5000);
}

TEST(LineOut, AFullSocketHoldsNobodyUp) {
  Ends ends;
  make_socket(ends);
  LineOut out(ends.writing, kept, told);
  EXPECT_LT(slowest_of(out, 20'000).count(), 200);
  expect_told_of_what_is_missing(out, ends, 20'000);
}

// As in a container whose log belongs to another user: the pipe cannot be opened anew.
TEST(LineOut, AFullPipeThatIsNotOursHoldsNobodyUp) {
  Ends ends;
  make_pipe(ends);
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &usual), 0);
  const rlimit none{static_cast<rlim_t>(ends.reading), usual.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  LineOut out(ends.writing, kept, told);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &usual), 0);
  EXPECT_LT(slowest_of(out, 5000).count(), 200);
  expect_told_of_what_is_missing(out, ends, 5000);
}

TEST(LineOut, WhatWaitsComesInOrderOnceSomebodyReads) {
  Ends ends;
  make_pipe(ends);
  LineOut out(ends.writing, 10 * kept, told);
  slowest_of(out, 2000);
  EXPECT_EQ(out.dropped(), 0U);
  EXPECT_FALSE(out.flush(milliseconds(20)));
  const auto lines = lines_of(read_all(ends.reading));
  ASSERT_EQ(lines.size(), 2000U);
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(lines[static_cast<std::size_t>(i)] + '\n', numbered(i));
  EXPECT_TRUE(out.flush(seconds(1)));
}

TEST(LineOut, ALineLongerThanPipeAndLimitIsWhole) {
  Ends ends;
  make_pipe(ends);
  LineOut out(ends.writing, 1000, told);
  const std::string line = std::string(300'000, 'x') + "\n";
  out.write(line);
  out.write("next\n");
  const auto lines = lines_of(read_all(ends.reading));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0] == std::string(300'000, 'x')) << lines[0].size();
  EXPECT_EQ(lines[1], "dropped 1");
}

TEST(LineOut, SeveralThreadsWriteWholeLines) {
  Ends ends;
  make_pipe(ends);
  LineOut out(ends.writing, 10 * kept, told);
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([&out] { slowest_of(out, 500); });
  }
  const auto lines = lines_of(read_all(ends.reading));
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(lines.size() + lines_of(read_all(ends.reading, 100)).size(), 2000U);
  for (const std::string& line : lines)
    EXPECT_TRUE(line.starts_with("line ") && line.ends_with("..")) << line;
}

TEST(LineOut, AFileGetsEverything) {
  const std::string path = ::testing::TempDir() + "/line_out_" + std::to_string(::getpid());
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
  ASSERT_GE(file, 0);
  {
    LineOut out(file, 10, told);
    slowest_of(out, 1000);
    EXPECT_EQ(out.dropped(), 0U);
  }
  ::close(file);
  std::ifstream in(path);
  std::stringstream all;
  all << in.rdbuf();
  EXPECT_EQ(lines_of(all.str()).size(), 1000U);
  ::unlink(path.c_str());
}

TEST(LineOut, NobodyAtTheOtherEndIsCountedAndGoneOn) {
  Ends ends;
  make_socket(ends);
  LineOut out(ends.writing, kept, told);
  ends.close_reading();
  for (int i = 0; i < 10; ++i) out.write(numbered(i));
  EXPECT_EQ(out.dropped(), 10U);
  EXPECT_TRUE(out.flush(seconds(1)));
}

}  // namespace
}  // namespace shouhou::log
