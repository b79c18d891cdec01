// Short keyed marks of words, for search: the same word gives the same mark, and without the key nobody can
// tell the word or try words out. Apart from crypto.h, which most of the program includes.
#pragma once

#include <string>
#include <string_view>

#include "base/crypto.h"

namespace shouhou::crypto {

// Eight characters of base32 (A-Z, 2-7): 40 bits of SipHash-2-4 under the first half of the key. Two words of
// a million have the same mark about as often as not, so a search for one finds the other now and then.
std::string keyed_mark(const SecretKey& key, std::string_view word);

}  // namespace shouhou::crypto
