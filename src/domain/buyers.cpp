#include "domain/buyers.h"

#include "base/utf8.h"

namespace shouhou::domain {
namespace {

std::string first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size() && seen < count; ++seen) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return std::string(text.substr(0, at));
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : utf8::to_half_width(text)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

}  // namespace

std::string normal_phone(std::string_view phone) {
  if (phone.find('*') != std::string_view::npos) return {};
  std::string digits = digits_of(phone);
  if (digits.starts_with("0086")) digits.erase(0, 4);
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  return digits.size() < 5 || digits.size() > 20 ? std::string{} : digits;
}

std::string phone_tail(std::string_view phone) {
  const std::size_t star = phone.rfind('*');
  const std::string digits = digits_of(star == std::string_view::npos ? phone : phone.substr(star + 1));
  return digits.size() < 4 ? std::string{} : digits.substr(digits.size() - 4);
}

std::string mask_name(std::string_view name) {
  const std::string plain = utf8::trim(name);
  return plain.empty() ? plain : first_characters(plain, 1) + "**";
}

std::string mask_phone(std::string_view phone) {
  const std::string digits = normal_phone(phone);
  if (digits.empty()) return phone.empty() ? std::string{} : "****" + phone_tail(phone);
  if (digits.size() >= 11) return digits.substr(0, 3) + "****" + digits.substr(digits.size() - 4);
  return "****" + digits.substr(digits.size() - 2);
}

std::string mask_address(std::string_view address) {
  const std::string plain = utf8::trim(address);
  return plain.empty() ? plain : first_characters(plain, 6) + "****";
}

Contact mask(const Contact& contact) {
  return {mask_name(contact.name), mask_phone(contact.phone), mask_address(contact.address)};
}

}  // namespace shouhou::domain
