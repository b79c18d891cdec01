#include "cli/http_call.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/json/parse.hpp>
#include <charconv>
#include <fstream>
#include <memory>

namespace shouhou::cli {
namespace {

struct Address {
  std::string host;
  std::string port = "80";
};

Result<Address> address_of(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  const auto wrong = [] {
    return invalid("http.url", "--url", {"地址应为 http://主机:端口", "expected http://host:port"});
  };
  if (!url.starts_with(scheme)) return wrong();
  url.remove_prefix(scheme.size());
  url = url.substr(0, url.find('/'));
  Address address;
  const std::size_t colon = url.rfind(':');
  address.host = url.substr(0, colon);
  if (colon != std::string_view::npos) address.port = url.substr(colon + 1);
  if (address.host.empty() || address.port.empty()) return wrong();
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

bool sent(int handle, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::send(handle, text.data(), text.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string everything(int handle) {
  std::string text;
  std::array<char, 16384> buffer{};
  ssize_t count = 0;
  while ((count = ::recv(handle, buffer.data(), buffer.size(), 0)) > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

std::string member(const boost::json::object& problem, const char* name) {
  const auto* value = problem.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string().c_str()) : std::string();
}

tl::unexpected<Error> problem_of(const std::string& body) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(body, failed);
  if (failed || !json.is_object()) {
    return fail(ErrorKind::unavailable, "http.malformed", {"答复看不懂", "the answer cannot be read"});
  }
  const boost::json::object& problem = json.get_object();
  const std::string detail = member(problem, "detail");
  return fail(ErrorKind::conflict, member(problem, "code"), {detail, detail}, member(problem, "field"));
}

std::string head_of(const std::string& method, const std::string& path, const Address& address,
                    const std::string& token) {
  return method + " " + path + " HTTP/1.1\r\nHost: " + address.host + ":" + address.port +
         "\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n";
}

tl::unexpected<Error> unreachable(const std::string& url) {
  return fail(ErrorKind::unavailable, "http.unreachable",
              {"连不上售后台：" + url, "cannot reach the desk: " + url});
}

Result<std::string> answer_of(int handle) {
  const std::string answer = everything(handle);
  const std::size_t head = answer.find("\r\n\r\n");
  int status = 0;
  if (answer.size() > 12) std::from_chars(answer.data() + 9, answer.data() + 12, status);
  if (head == std::string::npos || status == 0) {
    return fail(ErrorKind::unavailable, "http.malformed", {"答复看不懂", "the answer cannot be read"});
  }
  std::string content = answer.substr(head + 4);
  if (status < 200 || status > 299) return problem_of(content);
  return content;
}

}  // namespace

Result<std::string> http_call(const std::string& url, const std::string& method, const std::string& path,
                              const std::string& token, const std::string& body) {
  SHOUHOU_ASSIGN(const Address address, address_of(url));
  const Socket socket(connected(address));
  std::string request = head_of(method, path, address, token);
  if (method != "GET")
    request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n" + body;
  if (socket.handle < 0 || !sent(socket.handle, request)) return unreachable(url);
  return answer_of(socket.handle);
}

Result<std::string> http_upload(const std::string& url, const std::string& path, const std::string& token,
                                const std::string& file) {
  SHOUHOU_ASSIGN(const Address address, address_of(url));
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return invalid("file.unreadable", file, {"打不开文件：" + file, "Cannot open the file: " + file});
  const std::int64_t size = in.tellg();
  in.seekg(0);
  const Socket socket(connected(address));
  const std::string head =
      head_of("POST", path, address, token) +
      "Content-Type: application/octet-stream\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
  if (socket.handle < 0 || !sent(socket.handle, head)) return unreachable(url);
  std::string piece(256 * 1024, '\0');
  // Where the desk refuses half-way the sending ends and its answer is read.
  bool taken = true;
  while (taken && in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    taken = sent(socket.handle, {piece.data(), static_cast<std::size_t>(in.gcount())});
  }
  return answer_of(socket.handle);
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

}  // namespace shouhou::cli
