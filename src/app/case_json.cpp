#include "app/case_json.h"

#include <array>
#include <boost/describe/members.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <type_traits>

#include "base/log.h"

namespace shouhou::app {
namespace {

namespace json = boost::json;
namespace describe = boost::describe;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

// Stored as one integer: the address of the member that holds it.
template <class T>
inline constexpr bool is_wrapped_integer =
    is_id<T> || std::is_same_v<T, Fen> || std::is_same_v<T, Instant> || std::is_same_v<T, Span>;

template <class T>
auto& integer_of(T& value) {
  if constexpr (requires { value.ms; }) {
    return value.ms;
  } else {
    return value.value;
  }
}

template <class T>
using Members = describe::describe_members<T, describe::mod_public>;

void write_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

void write_string(std::string& out, std::string_view text) {
  out += '"';
  log::append_json(out, text);
  out += '"';
}

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    write_integer(out, static_cast<std::int64_t>(value));
  } else if constexpr (is_wrapped_integer<T>) {
    write_integer(out, integer_of(value));
  } else if constexpr (std::is_enum_v<T>) {
    write_string(out, domain::name(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    write_string(out, value);
  } else if constexpr (std::is_same_v<T, Text>) {
    out += "{\"zh\":";
    write_string(out, value.zh);
    out += ",\"en\":";
    write_string(out, value.en);
    out += '}';
  } else if constexpr (is_optional<T>) {
    if (value)
      write(out, *value);
    else
      out += "null";
  } else if constexpr (is_vector<T>) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i != 0) out += ',';
      write(out, value[i]);
    }
    out += ']';
  } else {
    static const T fresh{};
    out += '{';
    bool first = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const auto& part = value.*member.pointer;
      if (part == fresh.*member.pointer) return;
      if (!first) out += ',';
      first = false;
      out += '"';
      out += member.name;
      out += "\":";
      write(out, part);
    });
    out += '}';
  }
}

// False where the JSON does not fit the type.
template <class T>
bool read(const json::value& from, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    if (!from.is_bool()) return false;
    value = from.get_bool();
  } else if constexpr (std::is_integral_v<T>) {
    if (!from.is_int64()) return false;
    value = static_cast<T>(from.get_int64());
  } else if constexpr (is_wrapped_integer<T>) {
    if (!from.is_int64()) return false;
    integer_of(value) = from.get_int64();
  } else if constexpr (std::is_enum_v<T>) {
    if (!from.is_string()) return false;
    const auto found = domain::named<T>(std::string_view(from.get_string().data(), from.get_string().size()));
    if (!found) return false;
    value = *found;
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!from.is_string()) return false;
    value.assign(from.get_string().data(), from.get_string().size());
  } else if constexpr (is_optional<T>) {
    if (from.is_null()) return true;
    return read(from, value.emplace());
  } else if constexpr (is_vector<T>) {
    const json::array* array = from.if_array();
    if (!array) return false;
    value.resize(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (!read((*array)[i], value[i])) return false;
    }
  } else if constexpr (std::is_same_v<T, Text>) {
    const json::object* object = from.if_object();
    const json::value* zh = object ? object->if_contains("zh") : nullptr;
    const json::value* en = object ? object->if_contains("en") : nullptr;
    return zh && en && read(*zh, value.zh) && read(*en, value.en);
  } else {
    const json::object* object = from.if_object();
    if (!object) return false;
    bool fits = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      if (const json::value* part = object->if_contains(member.name)) {
        fits = fits && read(*part, value.*member.pointer);
      }
    });
    return fits;
  }
  return true;
}

template <class T>
Result<T> parse(std::string_view text) {
  std::array<unsigned char, 8192> space;
  json::monotonic_resource memory(space.data(), space.size());
  json::error_code error;
  const json::value document = json::parse(json::string_view(text.data(), text.size()), error, &memory);
  T value{};
  if (error || !read(document, value)) {
    return fail(ErrorKind::internal, "case.unreadable",
                {"存储的售后单数据损坏", "the stored data of a case is damaged"});
  }
  return value;
}

using namespace domain::happened;

// The names of the events, in the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<domain::CaseEvent>> kinds{
    "case.opened",          "case.reported_again", "case.assigned",         "case.contacted",
    "case.facts_set",       "case.lines_set",      "case.mood_set",         "case.evidence_added",
    "case.evidence_waived", "case.talk_moved",     "case.soothe_left_out",  "case.agreed",
    "case.refund_granted",  "case.refund_paid",    "case.refund_withdrawn", "case.return_moved",
    "case.buyer_updated",   "case.registered",     "case.step_moved",       "case.status_moved",
    "case.reopened",        "case.note_added",     "case.tagged",           "case.untagged",
    "case.task_added",      "case.task_finished",  "case.clock_started",    "case.clock_ended",
    "case.merged_in",       "case.merged_away"};

template <std::size_t Index = 0>
Result<domain::CaseEvent> parse_event(std::size_t index, std::string_view body) {
  if constexpr (Index == std::variant_size_v<domain::CaseEvent>) {
    return fail(ErrorKind::internal, "case.unreadable", {"未知的事件", "an unknown kind of event"});
  } else {
    if (index != Index) return parse_event<Index + 1>(index, body);
    return parse<std::variant_alternative_t<Index, domain::CaseEvent>>(body).map(
        [](auto&& event) { return domain::CaseEvent(std::move(event)); });
  }
}

}  // namespace

std::string case_to_json(const domain::Case& state) {
  std::string out;
  out.reserve(768);
  write(out, state);
  return out;
}

Result<domain::Case> case_from_json(std::string_view text) {
  return parse<domain::Case>(text);
}

std::string_view event_kind(const domain::CaseEvent& event) {
  return kinds[event.index()];
}

std::string event_to_json(const domain::CaseEvent& event) {
  std::string out;
  out.reserve(256);
  std::visit([&](const auto& one) { write(out, one); }, event);
  return out;
}

Result<domain::CaseEvent> event_from_json(std::string_view kind, std::string_view body) {
  std::size_t index = 0;
  while (index < kinds.size() && kinds[index] != kind) ++index;
  return parse_event(index, body);
}

std::string reasons_to_json(const std::vector<domain::UrgencyReason>& reasons) {
  std::string out;
  write(out, reasons);
  return out;
}

std::vector<domain::UrgencyReason> reasons_from_json(std::string_view text) {
  return parse<std::vector<domain::UrgencyReason>>(text).value_or(std::vector<domain::UrgencyReason>());
}

}  // namespace shouhou::app
