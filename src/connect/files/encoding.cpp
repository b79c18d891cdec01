#include "connect/files/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/utf8.h"

namespace shouhou::connect {
namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool all_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Bytes at the end that may be the beginning of a character cut in two.
std::size_t open_end(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const std::size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return wanted > back ? back : 0;
  }
  return 0;
}

// Control characters that no table has, as 16-bit units.
bool holds_controls(std::string_view sample, bool big_endian) {
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    const auto first = static_cast<unsigned char>(sample[i]);
    const auto second = static_cast<unsigned char>(sample[i + 1]);
    const unsigned unit = big_endian ? first * 256u + second : second * 256u + first;
    if (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') return true;
  }
  return false;
}

// Chinese text in UTF-16 still has commas, digits and line ends, whose high byte is zero.
Encoding guess_by_zeros(std::string_view sample) {
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  if ((even + odd) * 20 < sample.size() || even + odd == 0) return Encoding::ascii;
  if (holds_controls(sample, even > odd)) return Encoding::ascii;
  return odd > even ? Encoding::utf16le : Encoding::utf16be;
}

const char* converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::ascii:
    case Encoding::utf8:
      break;
  }
  return "UTF-8";
}

std::size_t character_width(unsigned char first) {
  return first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
}

// A few damaged bytes do not make a UTF-8 file something else: GB18030 read as UTF-8 is nearly all malformed.
bool mostly_utf8(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t width = character_width(static_cast<unsigned char>(text[at]));
    const bool whole = width == 1 || (at + width <= text.size() && utf8::valid(text.substr(at, width)));
    if (width > 1) ++(whole ? good : bad);
    at += whole ? width : 1;
  }
  return good > bad * 19;
}

// Copies UTF-8 and replaces what is malformed.
void append_repaired(std::string_view piece, std::string& text) {
  if (utf8::valid(piece)) {
    text += piece;
    return;
  }
  std::size_t at = 0;
  while (at < piece.size()) {
    const std::size_t width = character_width(static_cast<unsigned char>(piece[at]));
    if (at + width <= piece.size() && utf8::valid(piece.substr(at, width))) {
      text += piece.substr(at, width);
      at += width;
    } else {
      text += replacement;
      ++at;
    }
  }
}

}  // namespace

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::gb18030:
      return "gb18030";
    case Encoding::utf16le:
      return "utf-16le";
    case Encoding::utf16be:
      return "utf-16be";
    case Encoding::ascii:
    case Encoding::utf8:
      break;
  }
  return "utf-8";
}

EncodingGuess guess_encoding(std::string_view sample) {
  if (sample.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8, 3};
  if (sample.starts_with("\xFF\xFE")) return {Encoding::utf16le, 2};
  if (sample.starts_with("\xFE\xFF")) return {Encoding::utf16be, 2};
  if (const Encoding wide = guess_by_zeros(sample); wide != Encoding::ascii) return {wide, 0};
  if (all_ascii(sample)) return {};
  const std::string_view whole = sample.substr(0, sample.size() - open_end(sample));
  return {utf8::valid(whole) || mostly_utf8(whole) ? Encoding::utf8 : Encoding::gb18030, 0};
}

// ICU's converter pair, kept open so that a character cut between two pieces is put together.
class TextSource::Converter {
 public:
  explicit Converter(Encoding encoding) {
    UErrorCode status = U_ZERO_ERROR;
    from_ = ucnv_open(converter_name(encoding), &status);
    to_ = ucnv_open("UTF-8", &status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no converter for this encoding");
    ucnv_setSubstString(to_, u"\uFFFD", 1, &status);
  }
  ~Converter() {
    ucnv_close(from_);
    ucnv_close(to_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  void append(std::string_view piece, bool last, std::string& text) {
    const char* source = piece.data();
    const char* const source_end = source + piece.size();
    UErrorCode status = U_ZERO_ERROR;
    do {
      status = U_ZERO_ERROR;
      char* target = out_.data();
      ucnv_convertEx(to_, from_, &target, out_.data() + out_.size(), &source, source_end, pivot_.data(),
                     &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), first_, last, &status);
      first_ = false;
      text.append(out_.data(), static_cast<std::size_t>(target - out_.data()));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
  }

 private:
  UConverter* from_ = nullptr;
  UConverter* to_ = nullptr;
  std::array<char, 16 * 1024> out_;
  std::array<UChar, 4096> pivot_;
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
  bool first_ = true;
};

std::string utf8_of_gb18030(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 3 + 8, '\0');
  const std::int32_t length =
      ucnv_convert("UTF-8", "GB18030", out.data(), static_cast<std::int32_t>(out.size()), text.data(),
                   static_cast<std::int32_t>(text.size()), &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return out;
}

TextSource::TextSource(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}
TextSource::~TextSource() = default;

std::string_view TextSource::encoding() const {
  return name(encoding_);
}

Result<bool> TextSource::append_to(std::string& text) {
  if (ended_) return false;
  const std::size_t kept = pending_.size();
  pending_.resize(kept + piece_size);
  std::size_t filled = kept;
  while (filled < pending_.size()) {
    auto got = bytes_->read(pending_.data() + filled, pending_.size() - filled);
    if (!got) {
      pending_.resize(filled);
      return forward(std::move(got).error());
    }
    if (*got == 0) {
      ended_ = true;
      break;
    }
    filled += *got;
  }
  pending_.resize(filled);
  std::string_view piece = pending_;
  if (encoding_ == Encoding::ascii) {
    const EncodingGuess guess = guess_encoding(piece);
    // A zero byte deep in a file says nothing about its encoding.
    const bool wide = guess.encoding == Encoding::utf16le || guess.encoding == Encoding::utf16be;
    if (!started_ || !wide) {
      encoding_ = guess.encoding;
      piece.remove_prefix(started_ ? 0 : guess.mark);
    }
    started_ = true;
  }
  convert(piece, ended_, text);
  return true;
}

void TextSource::convert(std::string_view piece, bool last, std::string& text) {
  if (encoding_ == Encoding::ascii) {
    append_repaired(piece, text);
    pending_.clear();
  } else if (encoding_ == Encoding::utf8) {
    const std::size_t open = last ? 0 : open_end(piece);
    append_repaired(piece.substr(0, piece.size() - open), text);
    pending_.erase(0, pending_.size() - open);
  } else {
    if (!converter_) converter_ = std::make_unique<Converter>(encoding_);
    converter_->append(piece, last, text);
    pending_.clear();
  }
}

}  // namespace shouhou::connect
