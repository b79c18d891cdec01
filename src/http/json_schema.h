// JSON Schemas of described structs, for OpenAPI. Structs and enums become named components.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "http/json_read.h"
#include "http/json_traits.h"
#include "http/json_write.h"

namespace shouhou::http {

// "CaseView", "Page_CaseRow": a C++ type's name without namespaces.
std::string schema_name(const std::type_info& type);

// One member of a command, as the generator needs it.
struct FieldSchema {
  std::string name;
  std::string schema;  // JSON
  bool required = false;
};

// Collects components. `input` schemas (what clients send) leave members optional that have a default; in
// output every member that is no std::optional is always there.
class Schemas {
 public:
  template <class T>
  std::string of(bool input);

  template <DescribedStruct T>
  std::vector<FieldSchema> fields(bool input) {
    std::vector<FieldSchema> all;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
      using Type = TypeOf<decltype(member)>;
      all.push_back(
          {member.name, of<Type>(input), input ? must_be_given<T>(member.name) : !is_optional<Type>});
    });
    return all;
  }

  // Names and schemas, sorted. What clients send is called "…Input": its members may be left out.
  const std::map<std::string, std::string>& components() const { return components_; }
  void add(const std::string& name, std::string schema) { components_[name] = std::move(schema); }
  static std::string object(const std::vector<FieldSchema>& fields);

 private:
  template <class T>
  static bool must_be_given(std::string_view name) {
    if constexpr (requires { T::required; }) {
      for (const std::string_view required : T::required) {
        if (required == name) return true;
      }
    }
    return false;
  }
  static std::string reference(const std::string& name) {
    return R"({"$ref":"#/components/schemas/)" + name + "\"}";
  }

  std::map<std::string, std::string> components_;
  std::set<std::string> under_way_;  // a struct that holds a vector of itself
};

template <class T>
std::string Schemas::of(bool input) {
  if constexpr (std::is_same_v<T, bool>) {
    return R"({"type":"boolean"})";
  } else if constexpr (is_integer<T>) {
    return R"({"type":"integer","format":"int64"})";
  } else if constexpr (std::is_floating_point_v<T>) {
    return R"({"type":"number"})";
  } else if constexpr (is_id<T>) {
    return R"({"type":"string","pattern":"^[0-9]*$"})";
  } else if constexpr (is_fen<T>) {
    return R"({"type":"integer","format":"int64","description":"fen, 1/100 yuan"})";
  } else if constexpr (std::is_same_v<T, Instant>) {
    return R"({"type":"integer","format":"int64","description":"UTC epoch milliseconds"})";
  } else if constexpr (std::is_same_v<T, Span>) {
    return R"({"type":"integer","format":"int64","description":"milliseconds"})";
  } else if constexpr (std::is_same_v<T, Day>) {
    return R"({"type":"string","format":"date"})";
  } else if constexpr (std::is_same_v<T, std::string>) {
    return R"({"type":"string"})";
  } else if constexpr (std::is_same_v<T, JsonText>) {
    return R"({})";
  } else if constexpr (std::is_same_v<T, Text>) {
    return R"({"type":"object","properties":{"zh":{"type":"string"},"en":{"type":"string"}},"required":["zh","en"]})";
  } else if constexpr (std::is_same_v<T, domain::PermissionSet>) {
    return of<std::vector<domain::Permission>>(input);
  } else if constexpr (std::is_enum_v<T>) {
    const std::string name = schema_name(typeid(T));
    components_[name] = R"({"type":"string","enum":)" + to_json(EnumWords<T>::all()) + "}";
    return reference(name);
  } else if constexpr (is_optional<T>) {
    return R"({"anyOf":[)" + of<typename T::value_type>(input) + R"(,{"type":"null"}]})";
  } else if constexpr (is_vector<T>) {
    return R"({"type":"array","items":)" + of<typename T::value_type>(input) + "}";
  } else if constexpr (is_map<T>) {
    return R"({"type":"object","additionalProperties":)" + of<typename T::mapped_type>(input) + "}";
  } else {
    const std::string name = schema_name(typeid(T)) + (input ? "Input" : "");
    if (!components_.contains(name) && under_way_.insert(name).second) {
      std::string schema = object(fields<T>(input));
      components_[name] = std::move(schema);
      under_way_.erase(name);
    }
    return reference(name);
  }
}

}  // namespace shouhou::http
