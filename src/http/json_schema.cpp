#include "http/json_schema.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>

namespace shouhou::http {

std::string schema_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> demangled(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  std::string full = status == 0 ? demangled.get() : type.name();
  constexpr std::string_view unnamed = "(anonymous namespace)::";
  for (std::size_t at; (at = full.find(unnamed)) != std::string::npos;) full.erase(at, unnamed.size());
  std::string name;
  std::string word;
  for (const char c : full) {
    if (c == ':') {
      word.clear();  // a namespace
    } else if (c == '<' || c == ',' || c == '>' || c == ' ') {
      name += word;
      word.clear();
      if ((c == '<' || c == ',') && !name.empty()) name += '_';
    } else {
      word += c;
    }
  }
  return name + word;
}

std::string Schemas::object(const std::vector<FieldSchema>& fields) {
  std::string properties;
  std::vector<std::string_view> required;
  for (const FieldSchema& field : fields) {
    if (!properties.empty()) properties += ',';
    write_string(properties, field.name);
    properties += ':';
    properties += field.schema;
    if (field.required) required.push_back(field.name);
  }
  std::string schema = R"({"type":"object","additionalProperties":false,"properties":{)" + properties + "}";
  if (!required.empty()) schema += R"(,"required":)" + to_json(required);
  return schema + "}";
}

}  // namespace shouhou::http
