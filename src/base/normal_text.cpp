#include "base/normal_text.h"

#include <opencc/opencc.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace shouhou {
namespace {

const opencc::SimpleConverter& to_simplified() {
  static const opencc::SimpleConverter converter("t2s.json");
  return converter;
}

bool any_han(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (u_hasBinaryProperty(text.char32At(i), UCHAR_IDEOGRAPHIC)) return true;
  }
  return false;
}

icu::UnicodeString fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC data");
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString folded = normalizer->normalize(source, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise");
  return folded;
}

std::string squeeze(const icu::UnicodeString& text) {
  icu::UnicodeString squeezed;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 point = text.char32At(i);
    if (!u_isUWhiteSpace(point)) {
      squeezed.append(point);
    } else if (!squeezed.isEmpty() && squeezed.charAt(squeezed.length() - 1) != u' ') {
      squeezed.append(u' ');
    }
  }
  squeezed.trim();
  std::string utf8;
  squeezed.toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::string normal_text(std::string_view text) {
  const icu::UnicodeString folded = fold(text);
  const std::string squeezed = squeeze(folded);
  return any_han(folded) ? to_simplified().Convert(squeezed) : squeezed;
}

std::vector<std::string> search_tokens(std::string_view text, std::size_t limit) {
  const std::string normal = normal_text(text);
  const auto points = icu::UnicodeString::fromUTF8({normal.data(), static_cast<int32_t>(normal.size())});
  std::vector<std::string> tokens;
  icu::UnicodeString word;
  icu::UnicodeString han;
  const auto add = [&](const icu::UnicodeString& token) {
    if (token.isEmpty() || tokens.size() >= limit) return;
    token.toUTF8String(tokens.emplace_back());
  };
  const auto end_word = [&] { add(word), word.remove(); };
  const auto end_han = [&] {
    if (han.countChar32() == 1) add(han);
    han.remove();
  };
  for (int32_t i = 0; i < points.length(); i = points.moveIndex32(i, 1)) {
    const UChar32 point = points.char32At(i);
    if (u_hasBinaryProperty(point, UCHAR_IDEOGRAPHIC)) {
      end_word();
      if (!han.isEmpty()) {
        icu::UnicodeString pair(han.char32At(han.moveIndex32(han.length(), -1)));
        add(pair.append(point));
      }
      han.append(point);
    } else if (u_isalnum(point)) {
      end_han();
      word.append(point);
    } else {
      end_word();
      end_han();
    }
  }
  end_word();
  end_han();
  return tokens;
}

}  // namespace shouhou
