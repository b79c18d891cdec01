#include "net/multipart.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/utf8.h"
#include "net/url.h"

namespace shouhou::net {
namespace {

constexpr std::size_t most_parts = 100;
constexpr std::size_t longest_header = 8 * 1024;
constexpr std::size_t copy_piece = 1024 * 1024;

tl::unexpected<Error> malformed() {
  return invalid("request.multipart", {}, {"上传内容的格式不对", "the multipart body is malformed"});
}

Error disk_error() {
  return {ErrorKind::unavailable, "server.disk", {"磁盘读写失败", "reading or writing the disk failed"}, {}};
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with_word(std::string_view text, std::string_view lower_word) {
  return text.size() >= lower_word.size() && std::equal(lower_word.begin(), lower_word.end(), text.begin(),
                                                        [](char a, char b) { return a == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The value of `name` in `form-data; name="a"; filename="b"`; quotation marks and backslashes are undone.
std::string parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = trimmed(header.substr(at + 1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    const bool wanted = equals == name.size() && starts_with_word(rest, name);
    std::string_view value = rest.substr(equals + 1);
    std::string text;
    std::size_t used = 0;
    if (!value.empty() && value.front() == '"') {
      used = 1;
      while (used < value.size() && value[used] != '"') {
        const bool escaped = value[used] == '\\' && used + 1 < value.size() &&
                             (value[used + 1] == '"' || value[used + 1] == '\\');
        used += escaped ? 1 : 0;
        text += value[used++];
      }
    } else {
      used = std::min(value.find(';'), value.size());
      text = trimmed(value.substr(0, used));
    }
    if (wanted) return text;
    at = header.find(';', static_cast<std::size_t>(value.data() - header.data()) + used);
  }
  return {};
}

// Browsers write quotation marks and line ends in names as %22, %0D and %0A.
std::string plain_name(std::string name) {
  for (const auto& [code, character] :
       {std::pair{"%22", '"'}, std::pair{"%0D", ' '}, std::pair{"%0A", ' '}}) {
    for (std::size_t at = name.find(code); at != std::string::npos; at = name.find(code))
      name.replace(at, 3, 1, character);
  }
  return name;
}

std::string without_folders(std::string name) {
  return name.substr(name.find_last_of("/\\") + 1);
}

Result<MultipartPart> read_headers(std::string_view headers) {
  MultipartPart part;
  bool disposition = false;
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find("\r\n"), headers.size());
    const std::string_view line = headers.substr(0, end);
    headers.remove_prefix(std::min(end + 2, headers.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed();
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (starts_with_word(name, "content-disposition")) {
      if (!starts_with_word(value, "form-data")) return malformed();
      disposition = true;
      part.name = plain_name(parameter(value, "name"));
      part.file_name = without_folders(plain_name(parameter(value, "filename")));
    } else if (starts_with_word(name, "content-type")) {
      part.content_type = value;
    }
  }
  if (!disposition || part.name.empty() || !utf8::valid(part.name) || !utf8::valid(part.file_name))
    return malformed();
  return part;
}

// A file's bytes, mapped for as long as it lives.
class Mapped {
 public:
  explicit Mapped(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (descriptor >= 0 && ::fstat(descriptor, &info) == 0) {
      size_ = static_cast<std::size_t>(info.st_size);
      if (size_ > 0) data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
      if (data_ != MAP_FAILED && data_ != nullptr) ::madvise(data_, size_, MADV_SEQUENTIAL);
      good_ = size_ == 0 || data_ != MAP_FAILED;
    }
    if (descriptor >= 0) ::close(descriptor);
  }
  ~Mapped() {
    if (good_ && size_ > 0) ::munmap(data_, size_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  bool good() const { return good_; }
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
  bool good_ = false;
};

bool write_piece(int descriptor, std::string_view piece) {
  while (!piece.empty()) {
    const ssize_t size = ::write(descriptor, piece.data(), piece.size());
    if (size <= 0) return false;
    piece.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

}  // namespace

Result<std::vector<MultipartPart>> parse_multipart(std::string_view content_type, std::string_view body) {
  if (!starts_with_word(content_type, "multipart/form-data")) return malformed();
  const std::string boundary = parameter(content_type, "boundary");
  if (boundary.empty() || boundary.size() > 70) return malformed();
  const std::string delimiter = "\r\n--" + boundary;
  if (!body.starts_with(std::string_view(delimiter).substr(2))) return malformed();

  std::vector<MultipartPart> parts;
  std::size_t at = delimiter.size() - 2;
  for (;;) {
    if (body.substr(at, 2) == "--") return parts;
    if (body.substr(at, 2) != "\r\n" || parts.size() == most_parts) return malformed();
    at += 2;
    const std::size_t blank = body.substr(at, longest_header).find("\r\n\r\n");
    if (blank == std::string_view::npos) return malformed();
    SHOUHOU_ASSIGN(MultipartPart part, read_headers(body.substr(at, blank)));
    part.offset = at + blank + 4;
    const std::size_t end = body.find(delimiter, at + blank + 2);
    if (end == std::string_view::npos) return malformed();
    part.size = end > part.offset ? end - part.offset : 0;
    parts.push_back(std::move(part));
    at = end + delimiter.size();
  }
}

Result<std::vector<MultipartPart>> multipart_of(const Request& request) {
  const std::string_view type = request.headers.get("content-type");
  if (!request.body_file) return parse_multipart(type, request.body);
  const Mapped file(request.body_file->path());
  if (!file.good()) return forward(disk_error());
  return parse_multipart(type, file.bytes());
}

Result<std::string> part_text(const Request& request, const MultipartPart& part, std::uint64_t limit) {
  if (part.size > limit) {
    return fail(ErrorKind::too_large, "request.body_too_large", {"内容太大", "the content is too large"},
                part.name);
  }
  if (!request.body_file) return request.body.substr(part.offset, part.size);
  const Mapped file(request.body_file->path());
  if (!file.good()) return forward(disk_error());
  return std::string(file.bytes().substr(part.offset, part.size));
}

Result<void> save_part(const Request& request, const MultipartPart& part, const std::string& path) {
  const int to = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (to < 0) return forward(disk_error());
  bool good = true;
  if (!request.body_file) {
    good = write_piece(to, std::string_view(request.body).substr(part.offset, part.size));
  } else {
    const Mapped from(request.body_file->path());
    good = from.good();
    std::string_view rest = good ? from.bytes().substr(part.offset, part.size) : std::string_view{};
    while (good && !rest.empty()) {
      good = write_piece(to, rest.substr(0, copy_piece));
      rest.remove_prefix(std::min(copy_piece, rest.size()));
    }
  }
  good = ::close(to) == 0 && good;
  if (good) return {};
  ::unlink(path.c_str());
  return forward(disk_error());
}

}  // namespace shouhou::net
