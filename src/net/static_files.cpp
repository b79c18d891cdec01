#include "net/static_files.h"

#include <sys/stat.h>
#include <zlib.h>

#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

namespace shouhou::net {
namespace {

constexpr std::uint64_t largest_page = 32 * 1024 * 1024;  // bigger files are streamed

struct FileState {
  std::int64_t changed = 0;
  std::uint64_t size = 0;
};

std::optional<FileState> state_of(const std::string& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return FileState{info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec,
                   static_cast<std::uint64_t>(info.st_size)};
}

std::shared_ptr<const std::string> read_whole(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return nullptr;
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in),
                                             std::istreambuf_iterator<char>());
}

std::shared_ptr<const std::string> gzipped(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return nullptr;
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END || out.size() >= text.size()) return nullptr;
  return std::make_shared<const std::string>(std::move(out));
}

bool compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.find("javascript") != std::string_view::npos ||
         content_type.find("json") != std::string_view::npos ||
         content_type.find("xml") != std::string_view::npos;
}

// "/assets/index-B3xK9a2f.js": the bundler puts eight or more characters of the content's hash there.
bool carries_hash(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.find("/assets/") == std::string_view::npos) return false;
  // The hash itself may hold dashes.
  constexpr std::size_t hash_length = 8;
  const std::size_t dash = path.substr(0, dot - std::min(dot, hash_length)).rfind('-');
  return dash != std::string_view::npos && dash > path.rfind('/');
}

bool has_extension(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

// "/o/x1y2" -> "/o.html": a small page of its own, where there is one.
std::string entry_of(std::string_view path) {
  return std::string(path.substr(0, path.find('/', 1))) + ".html";
}

bool hidden(std::string_view path) {
  return path.find("/.") != std::string_view::npos;
}

// A file has one path here. To the system "/assets//x.js" is the same file as "/assets/x.js", in as many
// spellings as anybody likes; each would be kept as a page of its own.
bool has_empty_part(std::string_view path) {
  return path.find("//") != std::string_view::npos;
}

std::string etag_of(const FileState& state) {
  char digits[40];
  auto end = std::to_chars(digits, digits + 20, state.changed, 16).ptr;
  *end++ = '-';
  end = std::to_chars(end, digits + sizeof digits, state.size, 16).ptr;
  return '"' + std::string(digits, end) + '"';
}

bool names_etag(std::string_view header, std::string_view etag) {
  return header == "*" || (!etag.empty() && header.find(etag) != std::string_view::npos);
}

// "gzip, br;q=0" accepts gzip and not br.
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(','), header.size());
    std::string_view item = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    if (!item.starts_with(coding)) continue;
    const std::string_view weight = item.substr(coding.size());
    if (weight.empty()) return true;
    if (weight.front() != ';' && weight.front() != ' ') continue;
    const std::size_t q = weight.find("q=");
    return q == std::string_view::npos || weight.find_first_of("123456789", q) != std::string_view::npos;
  }
  return false;
}

// The part that was asked for, or all of it.
Response partial(const Request& request, std::string_view etag, std::uint64_t size, ByteRange& range) {
  Response response;
  range = {0, size};
  response.with("Accept-Ranges", "bytes").with("ETag", std::string(etag));
  const std::string_view condition = request.headers.get("if-range");
  if (!condition.empty() && condition != etag) return response;
  const RangeKind kind = parse_range(request.headers.get("range"), size, range);
  if (kind == RangeKind::whole) return response;
  if (kind == RangeKind::beyond) {
    response.status = 416;
    range = {0, 0};
    response.with("Content-Range", "bytes */" + std::to_string(size));
    return response;
  }
  response.status = 206;
  response.with("Content-Range", "bytes " + std::to_string(range.offset) + '-' +
                                     std::to_string(range.offset + range.size - 1) + '/' +
                                     std::to_string(size));
  return response;
}

Response not_modified(std::string_view etag) {
  Response response;
  response.status = 304;
  response.with("ETag", std::string(etag));
  return response;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> types{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".webp", "image/webp"},
      {".gif", "image/gif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".txt", "text/plain; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
      {".pdf", "application/pdf"},
      {".mp4", "video/mp4"},
      {".xml", "application/xml"},
      {".wasm", "application/wasm"},
  }};
  for (const auto& [extension, type] : types) {
    if (path.ends_with(extension)) return type;
  }
  return "application/octet-stream";
}

RangeKind parse_range(std::string_view header, std::uint64_t size, ByteRange& range) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit) || header.find(',') != std::string_view::npos) return RangeKind::whole;
  header.remove_prefix(unit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return RangeKind::whole;
  const auto number = [](std::string_view text, std::uint64_t& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size();
  };
  const std::string_view from_text = header.substr(0, dash);
  const std::string_view to_text = header.substr(dash + 1);
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  if (from_text.empty()) {
    if (!number(to_text, to)) return RangeKind::whole;
    if (to == 0 || size == 0) return RangeKind::beyond;
    range.size = std::min(to, size);
    range.offset = size - range.size;
    return RangeKind::part;
  }
  if (!number(from_text, from) || (!to_text.empty() && (!number(to_text, to) || to < from)))
    return RangeKind::whole;
  if (from >= size) return RangeKind::beyond;
  const std::uint64_t last = to_text.empty() ? size - 1 : std::min(to, size - 1);
  range = {from, last - from + 1};
  return RangeKind::part;
}

std::shared_ptr<const StaticFiles::Page> StaticFiles::load(const std::string& path,
                                                           const std::string& file) const {
  const auto state = state_of(file);
  if (!state || state->size > largest_page) return nullptr;
  auto page = std::make_shared<Page>();
  page->plain = read_whole(file);
  if (!page->plain) return nullptr;
  page->changed = state->changed;
  page->size = state->size;
  page->etag = etag_of(*state);
  page->content_type = content_type_of(path);
  if (compressible(page->content_type) && page->size > 256) page->gzip = gzipped(*page->plain);
  if (state_of(file + ".br")) page->brotli = read_whole(file + ".br");
  return page;
}

std::shared_ptr<const StaticFiles::Page> StaticFiles::page(const std::string& path) {
  const std::string file = directory_ + path;
  const auto state = state_of(file);
  if (!state) return nullptr;
  const std::lock_guard lock(mutex_);
  auto& known = pages_[path];
  if (!known || known->changed != state->changed || known->size != state->size) known = load(path, file);
  return known;
}

std::optional<Response> StaticFiles::find(const Request& request) {
  if (hidden(request.path) || has_empty_part(request.path)) return std::nullopt;
  std::string path = request.path == "/" ? "/index.html" : request.path;
  auto found = page(path);
  if (!found && !has_extension(path)) {
    path = entry_of(path);
    found = page(path);
    if (!found) found = page(path = "/index.html");
  }
  if (!found) {
    if (!state_of(directory_ + path)) return std::nullopt;
    return file_response(request, directory_ + path, std::string(content_type_of(path)));
  }
  const std::string cache = carries_hash(path) ? "public, max-age=31536000, immutable" : "no-cache";
  if (names_etag(request.headers.get("if-none-match"), found->etag)) {
    return std::move(not_modified(found->etag).with("Cache-Control", cache));
  }
  const std::string_view codings = request.headers.get("accept-encoding");
  Response response;
  ByteRange range;
  if (request.headers.has("range")) {
    response = partial(request, found->etag, found->size, range);
    response.body = found->plain->substr(range.offset, range.size);
  } else if (found->brotli && accepts(codings, "br")) {
    response.shared = found->brotli;
    response.with("Content-Encoding", "br").with("ETag", found->etag);
  } else if (found->gzip && accepts(codings, "gzip")) {
    response.shared = found->gzip;
    response.with("Content-Encoding", "gzip").with("ETag", found->etag);
  } else {
    response.shared = found->plain;
    response.with("ETag", found->etag);
  }
  response.content_type = found->content_type;
  if (found->gzip || found->brotli) response.with("Vary", "Accept-Encoding");
  return std::move(response.with("Cache-Control", cache));
}

std::optional<Response> file_response(const Request& request, const std::string& path,
                                      std::string content_type) {
  const auto state = state_of(path);
  if (!state) return std::nullopt;
  const std::string etag = etag_of(*state);
  if (names_etag(request.headers.get("if-none-match"), etag)) return not_modified(etag);
  ByteRange range;
  Response response = partial(request, etag, state->size, range);
  response.content_type = std::move(content_type);
  if (response.status != 416) response.file = FileBody{path, range.offset, range.size};
  return response;
}

}  // namespace shouhou::net
