#include "http/problem.h"

#include <array>

#include "http/json_write.h"

namespace shouhou::http {
namespace {

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Internal Server Error";
  }
}

net::Response make(int status, std::string_view code, std::string_view detail, std::string_view field) {
  std::string body = R"({"type":"urn:shouhou:problem:)";
  body += code;
  body += R"(","title":")";
  body += title_of(status);
  body += R"(","status":)";
  write_integer(body, status);
  body += R"(,"code":)";
  write_string(body, code);
  body += R"(,"detail":)";
  write_string(body, detail);
  if (!field.empty()) {
    body += R"(,"field":)";
    write_string(body, field);
  }
  body += '}';
  auto response = net::Response::text(status, std::move(body), "application/problem+json");
  response.with("Cache-Control", "no-store");
  if (status == 429 || status == 503) response.with("Retry-After", "1");
  return response;
}

// Where a code says more than its status.
struct CodeWords {
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<CodeWords, 2> code_words{{
    {"server.disk", "磁盘已满或不可写，内容没有保存。请清出空间后重试。",
     "The disk is full or cannot be written to; nothing was kept. Free some space and try again."},
    {"request.https_needed", "此端口只接受 HTTPS，请把地址里的 http:// 改成 https://。",
     "This port speaks HTTPS only; write https:// instead of http:// in the address."},
}};

struct Words {
  int status;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<Words, 12> words{{
    {400, "请求格式不对", "the request is malformed"},
    {404, "没有这个地址", "there is nothing at this address"},
    {405, "这个地址不接受这种方法", "this address does not take that method"},
    {408, "请求发送得太慢", "the request came too slowly"},
    {413, "请求内容太大", "the request body is too large"},
    {415, "内容类型不对，应为 application/json", "wrong content type, expected application/json"},
    {417, "不支持的 Expect", "this expectation is not supported"},
    {426, "这个地址只接受 WebSocket", "this address speaks WebSocket only"},
    {431, "请求头太大", "the request header is too large"},
    {501, "不支持的传输编码", "this transfer encoding is not supported"},
    {503, "暂时无法处理，请稍后再试", "cannot handle this now, try again later"},
    {505, "不支持的 HTTP 版本", "this HTTP version is not supported"},
}};

}  // namespace

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 422;
    case ErrorKind::unauthenticated:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::stale:
      return 412;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::limited:
      return 429;
    case ErrorKind::unavailable:
      return 503;
    case ErrorKind::internal:
      return 500;
  }
  return 500;
}

net::Response problem(const Error& error, Language language) {
  int status = status_of(error.kind);
  if (error.code == "json.malformed") status = 400;
  return make(status, error.code, error.message.in(language), error.field);
}

net::Response problem_of_status(int status, std::string_view code, Language language) {
  for (const CodeWords& entry : code_words) {
    if (entry.code == code) return make(status, code, language == Language::en ? entry.en : entry.zh, {});
  }
  for (const Words& entry : words) {
    if (entry.status == status) return make(status, code, language == Language::en ? entry.en : entry.zh, {});
  }
  return make(status, code,
              language == Language::en ? "something went wrong here; it was logged" : "服务器出错，已记录",
              {});
}

std::optional<Language> accepted_language(std::string_view accept_language) {
  for (std::size_t i = 0; i + 1 < accept_language.size(); ++i) {
    const bool starts = i == 0 || accept_language[i - 1] == ',' || accept_language[i - 1] == ' ';
    const std::string_view two = accept_language.substr(i, 2);
    if (starts && (two == "zh" || two == "ZH")) return Language::zh;
    if (starts && (two == "en" || two == "EN")) return Language::en;
  }
  return std::nullopt;
}

}  // namespace shouhou::http
