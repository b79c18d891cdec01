#include "cli/http_call.h"

#include <boost/json/parse.hpp>
#include <charconv>
#include <fstream>

namespace shouhou::cli {
namespace {

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

std::string head_of(const std::string& method, const std::string& path, const RunningDesk& desk,
                    const DeskLine& line) {
  return method + " " + path + " HTTP/1.1\r\nHost: " + line.host() +
         "\r\nConnection: close\r\nAuthorization: Bearer " + desk.token + "\r\n";
}

tl::unexpected<Error> broken_off(const std::string& url) {
  return fail(ErrorKind::unavailable, "http.unreachable",
              {"与售后台的连接断了：" + url, "the connection to the desk broke: " + url});
}

Result<std::string> answer_of(DeskLine& line) {
  const std::string answer = line.everything();
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

Result<std::string> http_call(const RunningDesk& desk, const std::string& method, const std::string& path,
                              const std::string& body) {
  SHOUHOU_ASSIGN(const std::unique_ptr<DeskLine> line, DeskLine::open(desk));
  std::string request = head_of(method, path, desk, *line);
  if (method != "GET")
    request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n" + body;
  if (!line->send(request)) return broken_off(desk.url);
  return answer_of(*line);
}

Result<std::string> http_upload(const RunningDesk& desk, const std::string& path, const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return invalid("file.unreadable", file, {"打不开文件：" + file, "Cannot open the file: " + file});
  const std::int64_t size = in.tellg();
  in.seekg(0);
  SHOUHOU_ASSIGN(const std::unique_ptr<DeskLine> line, DeskLine::open(desk));
  const std::string head =
      head_of("POST", path, desk, *line) +
      "Content-Type: application/octet-stream\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
  if (!line->send(head)) return broken_off(desk.url);
  std::string piece(256 * 1024, '\0');
  // Where the desk refuses half-way the sending ends and its answer is read.
  bool taken = true;
  while (taken && in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    taken = line->send({piece.data(), static_cast<std::size_t>(in.gcount())});
  }
  return answer_of(*line);
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
