// A request as the server hands it on: plain data, no trace of the library that parsed it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouhou::net {

// Header fields in the order they came. Names compare without case. All text lies in one buffer, so that a
// request costs two allocations here whatever it carries.
class Headers {
 public:
  void add(std::string_view name, std::string_view value);
  // The first value of that name; empty where there is none (has() tells an empty value from none).
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  std::size_t size() const { return entries_.size(); }
  std::pair<std::string_view, std::string_view> at(std::size_t index) const;
  // Replaces every value of that name.
  void set(std::string_view name, std::string_view value);

 private:
  struct Entry {
    std::uint32_t name_at;
    std::uint32_t name_size;
    std::uint32_t value_at;
    std::uint32_t value_size;
  };
  std::string_view name_of(const Entry& entry) const;
  std::string_view value_of(const Entry& entry) const;

  std::string storage_;
  std::vector<Entry> entries_;
};

struct Param {
  std::string name;
  std::string value;
};
using Params = std::vector<Param>;

// A file that vanishes with its last owner, unless it was moved away before.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Request {
  std::string method;  // "GET"; always upper case for the known methods
  std::string target;  // as sent: "/a%20b?x=1"
  std::string path;    // decoded, without the query, always beginning with '/': "/a b"
  std::string query;   // as sent, without the '?'
  Headers headers;
  std::string body;                          // empty where body_file is set
  std::shared_ptr<TemporaryFile> body_file;  // where the accept hook asked for it
  std::uint64_t body_size = 0;
  std::string peer;  // the other end's address, without the port
  bool tls = false;
  std::size_t tag = 0;  // whatever the accept hook left for the handler

  // Decodes the query; malformed escapes stay as they are.
  Params params() const;
  // The value of a cookie; empty where there is none.
  std::string_view cookie(std::string_view name) const;
};

}  // namespace shouhou::net
