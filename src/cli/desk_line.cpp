#include "cli/desk_line.h"

#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

namespace shouhou::cli {
namespace {

struct Address {
  bool tls = false;
  std::string host;  // without the brackets of an IPv6 address
  std::string port;
  std::string written;  // host:port as a Host header has it
};

Result<Address> address_of(std::string_view url) {
  const auto wrong = [] {
    return invalid(
        "http.url", "--url",
        {"地址应为 https://主机:端口 或 http://主机:端口", "expected https://host:port or http://host:port"});
  };
  Address address;
  address.tls = url.starts_with("https://");
  if (!address.tls && !url.starts_with("http://")) return wrong();
  url.remove_prefix(url.find("//") + 2);
  url = url.substr(0, url.find('/'));
  const std::size_t bracket = url.starts_with('[') ? url.find(']') : std::string_view::npos;
  const std::size_t colon = url.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view host = url.substr(0, colon);
  address.host = bracket == std::string_view::npos ? host : host.substr(1, bracket - 1);
  address.port = colon != std::string_view::npos ? url.substr(colon + 1) : address.tls ? "443" : "80";
  if (address.host.empty() || address.port.empty()) return wrong();
  address.written = std::string(host) + ":" + address.port;
  return address;
}

// Closed with the object.
struct Socket {
  int handle = -1;
  explicit Socket(int its_handle) : handle(its_handle) {}
  ~Socket() {
    if (handle >= 0) ::close(handle);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
};

int connected(const Address& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0) return -1;
  int handle = -1;
  for (const addrinfo* one = found; one && handle < 0; one = one->ai_next) {
    handle = ::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
    if (handle >= 0 && ::connect(handle, one->ai_addr, one->ai_addrlen) != 0) {
      ::close(handle);
      handle = -1;
    }
  }
  ::freeaddrinfo(found);
  return handle;
}

class PlainLine final : public DeskLine {
 public:
  PlainLine(const Address& address, int handle) : written_(address.written), socket_(handle) {}
  const std::string& host() const override { return written_; }
  bool send(std::string_view text) override {
    while (!text.empty()) {
      const ssize_t count = ::send(socket_.handle, text.data(), text.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  std::string everything() override {
    std::string text;
    std::array<char, 16384> buffer{};
    ssize_t count = 0;
    while ((count = ::recv(socket_.handle, buffer.data(), buffer.size(), 0)) > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return text;
  }

 private:
  std::string written_;
  Socket socket_;
};

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};

// What a person can do about a certificate that does not hold, by OpenSSL's verdict.
Text advice_of(long verdict) {
  switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return {"证书已过期，请在售后台那边换新证书", "it has expired: renew it on the desk's side"};
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return {"证书还没到生效时间，请核对两边的系统时间",
              "it is not valid yet: compare the clocks of both sides"};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return {"证书不是发给这个主机名的，请用证书上的名字访问",
              "it was made out to another host name: use a name that stands in it"};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return {"签发者不在信任列表里；自签证书或内部 CA 请用 --ca 文件 指定",
              "its issuer is not trusted: name a certificate or CA of your own with --ca FILE"};
    default:
      return {"证书校验没有通过", "it does not verify"};
  }
}

class TlsLine final : public DeskLine {
 public:
  TlsLine(Address address, int handle) : address_(std::move(address)), socket_(handle) {}
  ~TlsLine() override {
    if (session_ && shaken_) SSL_shutdown(session_.get());
  }

  Result<void> shake_hands(const std::string& ca) {
    std::signal(SIGPIPE, SIG_IGN);  // SSL_write has no MSG_NOSIGNAL
    context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_default_verify_paths(context_.get());
    if (!ca.empty() && SSL_CTX_load_verify_locations(context_.get(), ca.c_str(), nullptr) != 1) {
      return invalid("file.unreadable", "--ca",
                     {"读不出 CA 证书（PEM）：" + ca, "cannot read CA certificates (PEM) from " + ca});
    }
    session_.reset(SSL_new(context_.get()));
    SSL* const session = session_.get();
    // A name is matched against the certificate's names, an address against its addresses.
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), address_.host.c_str()) != 1) {
      ERR_clear_error();
      SSL_set1_host(session, address_.host.c_str());
      SSL_set_tlsext_host_name(session, address_.host.c_str());
    }
    SSL_set_mode(session, SSL_MODE_AUTO_RETRY);
    SSL_set_fd(session, socket_.handle);
    if (SSL_connect(session) != 1) return not_shaken();
    shaken_ = true;
    return {};
  }

  const std::string& host() const override { return address_.written; }
  bool send(std::string_view text) override {
    if (text.empty()) return true;
    std::size_t sent = 0;
    return SSL_write_ex(session_.get(), text.data(), text.size(), &sent) == 1 && sent == text.size();
  }
  std::string everything() override {
    std::string text;
    std::array<char, 16384> buffer{};
    std::size_t count = 0;
    while (SSL_read_ex(session_.get(), buffer.data(), buffer.size(), &count) == 1) {
      text.append(buffer.data(), count);
    }
    return text;
  }

 private:
  tl::unexpected<Error> not_shaken() const {
    const unsigned long code = ERR_peek_error();
    const long verdict = SSL_get_verify_result(session_.get());
    const std::string where = address_.written;
    if (verdict != X509_V_OK) {
      const std::string why = X509_verify_cert_error_string(verdict);
      const Text advice = advice_of(verdict);
      return fail(ErrorKind::unavailable, "http.certificate",
                  {"不信任 " + where + " 的证书：" + advice.zh + "（" + why + "）",
                   "the certificate of " + where + " is not trusted: " + advice.en + " (" + why + ")"});
    }
    std::array<char, 256> why{};
    ERR_error_string_n(code, why.data(), why.size());
    const std::string reason = code != 0 ? why.data() : "connection closed";
    return fail(
        ErrorKind::unavailable, "http.no_tls",
        {where + " 没有接受加密连接；如果它只说 http，请用 http:// 地址（" + reason + "）",
         where + " did not accept TLS; if it speaks plain HTTP use its http:// address (" + reason + ")"});
  }

  Address address_;
  Socket socket_;
  std::unique_ptr<SSL_CTX, FreeContext> context_;
  std::unique_ptr<SSL, FreeSession> session_;
  bool shaken_ = false;
};

}  // namespace

std::string given_or_environment(const std::string& given, const char* name) {
  const char* value = given.empty() ? std::getenv(name) : nullptr;
  return value ? value : given;
}

Result<std::unique_ptr<DeskLine>> DeskLine::open(const RunningDesk& desk) {
  SHOUHOU_ASSIGN(const Address address, address_of(desk.url));
  const int handle = connected(address);
  if (handle < 0) {
    return fail(ErrorKind::unavailable, "http.unreachable",
                {"连不上售后台：" + desk.url, "cannot reach the desk: " + desk.url});
  }
  if (!address.tls) return std::make_unique<PlainLine>(address, handle);
  auto line = std::make_unique<TlsLine>(address, handle);
  SHOUHOU_TRY(line->shake_hands(desk.ca));
  return line;
}

}  // namespace shouhou::cli
