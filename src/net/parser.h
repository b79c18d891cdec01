// Fills a Request from bytes. Beast's parser finds the borders and checks the grammar; what it finds goes
// straight into our own struct.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <limits>

#include "net/asio.h"
#include "net/request.h"

namespace shouhou::net {

namespace http = boost::beast::http;

class Parser final : public http::basic_parser<true> {
 public:
  Parser(Request& request, std::size_t header_bytes) : request_(request), sink_(&request.body) {
    header_limit(static_cast<std::uint32_t>(header_bytes));
    body_limit(boost::none);  // ours is known only once the header was seen
  }

  // Where body bytes go from now on, and how many may come.
  void receive_into(std::string& sink, std::uint64_t limit) {
    sink_ = &sink;
    limit_ = limit;
  }
  // Whether so many unread bytes of a body are worth a put(). The rest of a chunked body is never shorter
  // than its end, "0 CR LF CR LF"; given less than that the library (Boost 1.81) may run into an assertion of
  // its own that ends the program.
  bool can_go_on(std::size_t unread) const { return unread >= (chunked() ? 5U : 1U); }
  std::uint64_t received() const { return received_; }
  int version() const { return version_; }

 private:
  using View = boost::beast::string_view;
  using Size = boost::optional<std::uint64_t>;

  void on_request_impl(http::verb, View method, View target, int version, ErrorCode&) override {
    request_.method.assign(method.data(), method.size());
    request_.target.assign(target.data(), target.size());
    version_ = version;
  }
  void on_response_impl(int, View, int, ErrorCode&) override {}
  // Fields behind a chunked body are dropped: nobody has examined them, and what looks at a request (who is
  // it, from where, in whose name) must not be told anything after it was let in.
  void on_field_impl(http::field, View name, View value, ErrorCode&) override {
    if (header_over_) return;
    request_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(ErrorCode&) override { header_over_ = true; }
  void on_body_init_impl(const Size&, ErrorCode&) override {}
  std::size_t on_body_impl(View body, ErrorCode& ec) override { return take(body, ec); }
  void on_chunk_header_impl(std::uint64_t, View, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View body, ErrorCode& ec) override { return take(body, ec); }
  void on_finish_impl(ErrorCode&) override {}

  std::size_t take(View body, ErrorCode& ec) {
    received_ += body.size();
    if (received_ > limit_) {
      ec = http::error::body_limit;
      return 0;
    }
    sink_->append(body.data(), body.size());
    return body.size();
  }

  Request& request_;
  std::string* sink_;
  std::uint64_t limit_ = 0;
  std::uint64_t received_ = 0;
  int version_ = 11;
  bool header_over_ = false;
};

}  // namespace shouhou::net
