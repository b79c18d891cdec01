// Secrets that give access: session cookies, API tokens, one-time links. 256 random bits behind the shop they
// belong to, so that a look-up starts with the shop; only their hash is stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace shouhou::app {

inline constexpr std::string_view api_token_prefix = "sh_";

struct AccessToken {
  ShopId shop;
  std::string text;  // to be shown once, or set as a cookie
  std::string hash;  // 32 bytes, to be stored
};

AccessToken new_access_token(ShopId shop, std::string_view prefix = {});

// Nothing where the text is not of that form; says nothing of whether it is valid.
std::optional<AccessToken> read_access_token(std::string_view text, std::string_view prefix = {});

// What a browser sends back in X-CSRF-Token: bound to the session, useless without its cookie, and telling
// nothing about it.
std::string csrf_token(std::string_view session_token);

}  // namespace shouhou::app
