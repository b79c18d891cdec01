// Which encoding a text file has, and the file as UTF-8. Exports of Chinese platforms come as GB18030, of
// spreadsheets as UTF-8 with a mark or UTF-16, of programs as plain UTF-8.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connect/files/bytes.h"

namespace shouhou::connect {

enum class Encoding { ascii, utf8, gb18030, utf16le, utf16be };

std::string_view name(Encoding encoding);

struct EncodingGuess {
  Encoding encoding = Encoding::ascii;  // ascii: nothing yet that would tell
  std::size_t mark = 0;                 // bytes of a byte-order mark at the start
};

// From the first bytes of a file; `sample` may end inside a character.
EncodingGuess guess_encoding(std::string_view sample);

// Malformed bytes become U+FFFD.
std::string utf8_of_gb18030(std::string_view text);

// A file's text as UTF-8 in pieces. While everything is ASCII the decision waits for the first byte that
// tells more, so a long English header does not hide Chinese rows.
class TextSource {
 public:
  explicit TextSource(std::unique_ptr<ByteSource> bytes);
  ~TextSource();

  // Appends the next piece, at most about 200 KB; false at the end.
  Result<bool> append_to(std::string& text);
  std::string_view encoding() const;
  int permille() const { return bytes_->permille(); }

 private:
  class Converter;

  void convert(std::string_view piece, bool last, std::string& text);

  std::unique_ptr<ByteSource> bytes_;
  std::unique_ptr<Converter> converter_;
  std::string pending_;
  Encoding encoding_ = Encoding::ascii;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace shouhou::connect
