// The certificate of a TLS port. Its files may be replaced while the server runs: new connections get the new
// one, those under way keep theirs, and files that cannot be used change nothing.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "base/instant.h"
#include "base/result.h"

namespace shouhou::net {

class Certificate {
 public:
  using Context = boost::asio::ssl::context;

  // PEM files: the chain, the server's own certificate first, and its key.
  Certificate(std::string chain_file, std::string key_file)
      : chain_file_(std::move(chain_file)), key_file_(std::move(key_file)) {}

  // Reads the files and takes them into use. False where they hold what was looked at last, be it good or
  // bad; `again`: looks all the same. Error: net.certificate, and what was in use stays in use.
  Result<bool> read(bool again);

  // What new connections use. None before the first read() that went well.
  std::shared_ptr<Context> context() const;
  // The last moment at which the certificate in use holds.
  Instant holds_until() const;

 private:
  tl::unexpected<Error> unusable(const std::string& why) const;

  const std::string chain_file_;
  const std::string key_file_;
  std::string seen_;  // what the files held when they were looked at last; of one thread at a time
  std::mutex reading_;

  mutable std::mutex mutex_;
  std::shared_ptr<Context> context_;
  Instant holds_until_;
};

}  // namespace shouhou::net
