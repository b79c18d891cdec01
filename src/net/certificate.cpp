#include "net/certificate.h"

#include <openssl/ssl.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>

namespace shouhou::net {
namespace {

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return content;
}

Instant end_of(SSL_CTX* context) {
  const X509* certificate = SSL_CTX_get0_certificate(context);
  std::tm parts{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return {};
  return Instant{static_cast<std::int64_t>(::timegm(&parts)) * 1000};
}

}  // namespace

tl::unexpected<Error> Certificate::unusable(const std::string& why) const {
  return fail(ErrorKind::invalid, "net.certificate",
              {"证书或私钥无法使用：" + chain_file_ + "，" + key_file_ + "（" + why + "）",
               "cannot use certificate or key: " + chain_file_ + ", " + key_file_ + " (" + why + ")"});
}

Result<bool> Certificate::read(bool again) {
  const std::lock_guard one_at_a_time(reading_);
  const auto chain = content_of(chain_file_);
  const auto key = content_of(key_file_);
  std::string seen = (chain ? "+" + *chain : "-") + '\0' + (key ? "+" + *key : "-");
  if (!again && seen == seen_) return false;
  seen_ = std::move(seen);
  if (!chain) return unusable("cannot read " + chain_file_);
  if (!key) return unusable("cannot read " + key_file_);

  auto context = std::make_shared<Context>(Context::tls_server);
  context->set_options(Context::default_workarounds | Context::no_tlsv1 | Context::no_tlsv1_1 |
                       Context::single_dh_use);
  boost::system::error_code ec;
  context->use_certificate_chain(boost::asio::buffer(*chain), ec);
  if (!ec) context->use_private_key(boost::asio::buffer(*key), Context::pem, ec);
  if (ec) return unusable(ec.message());
  if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return unusable("the key is not the certificate's");
  }
  const Instant until = end_of(context->native_handle());
  const std::lock_guard lock(mutex_);
  context_ = std::move(context);
  holds_until_ = until;
  return true;
}

std::shared_ptr<Certificate::Context> Certificate::context() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

Instant Certificate::holds_until() const {
  const std::lock_guard lock(mutex_);
  return holds_until_;
}

}  // namespace shouhou::net
