#include "http/openapi.h"

#include <algorithm>
#include <map>

#include "http/json_write.h"

namespace shouhou::http {
namespace {

void member(std::string& out, std::string_view name, std::string_view json) {
  if (out.back() != '{') out += ',';
  write_string(out, name);
  out += ':';
  out += json;
}

std::string quoted(std::string_view text) {
  std::string out;
  write_string(out, text);
  return out;
}

bool in_path(const Route& route, const std::string& name) {
  return route.path.find('{' + name + '}') != std::string::npos;
}

bool body_is_json(const Route& route) {
  return route.method != "GET" && route.request_type == "application/json";
}

// "/api/v1/cases/{id}/take" -> "cases"
std::string tag_of(const Route& route) {
  std::string_view path = route.path;
  constexpr std::string_view prefix = "/api/v1/";
  if (!path.starts_with(prefix)) return "system";
  path.remove_prefix(prefix.size());
  return std::string(path.substr(0, path.find('/')));
}

std::string parameter(const FieldSchema& field, bool path) {
  std::string out = "{";
  member(out, "name", quoted(field.name));
  member(out, "in", path ? R"("path")" : R"("query")");
  if (path || field.required) member(out, "required", "true");
  member(out, "schema", field.schema);
  return out + '}';
}

std::string parameters_of(const Route& route, const std::vector<FieldSchema>& fields) {
  std::string out = "[";
  const auto add = [&](const std::string& one) {
    if (out.size() > 1) out += ',';
    out += one;
  };
  for (const FieldSchema& field : fields) {
    if (in_path(route, field.name)) add(parameter(field, true));
  }
  for (const FieldSchema& field : fields) {
    if (!in_path(route, field.name) && !body_is_json(route)) add(parameter(field, false));
  }
  if (route.write) {
    add(R"({"$ref":"#/components/parameters/IdempotencyKey"})");
    const bool versioned = std::any_of(fields.begin(), fields.end(), [](const FieldSchema& field) {
      return field.name == "version" || field.name == "expected_version";
    });
    if (versioned) add(R"({"$ref":"#/components/parameters/IfMatch"})");
  }
  return out + ']';
}

std::string content(std::string_view type, std::string_view schema) {
  std::string media = "{";
  member(media, "schema", schema);
  std::string out = "{";
  member(out, type, media + '}');
  return out + '}';
}

// The JSON body as a component named after the operation, or the bytes of an upload.
std::string request_body(const Route& route, std::vector<FieldSchema> fields, Schemas& schemas) {
  if (route.method == "GET") return {};
  std::string out = R"({"required":true,"content":)";
  if (route.request_type != "application/json") {
    const bool form = route.request_type == "multipart/form-data";
    return out +
           content(route.request_type,
                   form ? R"({"type":"object"})" : R"({"type":"string","format":"binary"})") +
           '}';
  }
  std::erase_if(fields, [&](const FieldSchema& field) { return in_path(route, field.name); });
  if (fields.empty()) return {};
  const bool needed =
      std::any_of(fields.begin(), fields.end(), [](const FieldSchema& field) { return field.required; });
  std::string name = route.name + "_body";
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  for (std::size_t at = name.find('_'); at != std::string::npos; at = name.find('_', at)) {
    name.erase(at, 1);
    if (at < name.size()) name[at] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[at])));
  }
  schemas.add(name, Schemas::object(fields));
  out = needed ? R"({"required":true,"content":)" : R"({"content":)";
  return out + content(route.request_type, R"({"$ref":"#/components/schemas/)" + name + "\"}") + '}';
}

std::string responses_of(const Route& route, Schemas& schemas) {
  const std::string schema = route.output ? route.output(schemas) : std::string{};
  std::string success = R"({"description":"OK")";
  int status = route.status;
  if (!schema.empty()) {
    member(success, "content", content(route.content_type, schema));
  } else if (route.content_type != "application/json") {
    member(success, "content", content(route.content_type, R"({"type":"string","format":"binary"})"));
  } else if (status == 200) {
    status = 204;
  }
  std::string out = "{";
  member(out, std::to_string(status), success + '}');
  member(out, "default", R"({"$ref":"#/components/responses/Problem"})");
  return out + '}';
}

std::string operation(const Route& route, Schemas& schemas) {
  const std::vector<FieldSchema> fields = route.input ? route.input(schemas) : std::vector<FieldSchema>{};
  std::string out = "{";
  member(out, "operationId", quoted(route.name));
  member(out, "summary", quoted(route.summary.zh + " · " + route.summary.en));
  member(out, "tags", '[' + quoted(tag_of(route)) + ']');
  member(out, "parameters", parameters_of(route, fields));
  const std::string body = request_body(route, fields, schemas);
  if (!body.empty()) member(out, "requestBody", body);
  member(out, "responses", responses_of(route, schemas));
  switch (route.allow.who) {
    case Allow::Who::everybody:
      member(out, "security", "[]");
      break;
    case Allow::Who::signed_in:
      member(out, "x-permission", R"("signed_in")");
      break;
    case Allow::Who::permitted:
      member(out, "x-permission", quoted(domain::name(route.allow.permission)));
      break;
  }
  return out + '}';
}

constexpr std::string_view problem_schema =
    R"({"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},)"
    R"("status":{"type":"integer"},"code":{"type":"string"},"detail":{"type":"string"},)"
    R"("field":{"type":"string"}},"required":["type","title","status","code","detail"]})";

// clang-format off
constexpr std::string_view fixed_components = R"json("responses":{"Problem":{"description":"Problem, RFC 9457",
"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},
"parameters":{"IdempotencyKey":{"name":"Idempotency-Key","in":"header",
"description":"The same key again gets the same answer and changes nothing.",
"schema":{"type":"string","maxLength":128}},
"IfMatch":{"name":"If-Match","in":"header",
"description":"The version that was read; the write is refused where somebody changed it since.",
"schema":{"type":"string"}}},
"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"shouhou_session"},
"token":{"type":"http","scheme":"bearer"}})json";
// clang-format on

}  // namespace

std::string openapi(const Routes& routes, const std::string& version) {
  Schemas schemas;
  schemas.add("Problem", std::string(problem_schema));
  std::map<std::string, std::map<std::string, std::string>> paths;
  for (const auto& route : routes.all()) {
    std::string method = route->method;
    for (char& c : method) c = static_cast<char>(c | 0x20);
    paths[route->path][method] = operation(*route, schemas);
  }
  std::string out = R"({"openapi":"3.1.0","info":{"title":"Shouhou 售后","version":)" + quoted(version) +
                    R"(},"security":[{"session":[]},{"token":[]}],"paths":{)";
  for (const auto& [path, operations] : paths) {
    std::string item = "{";
    for (const auto& [method, text] : operations) member(item, method, text);
    member(out, path, item + '}');
  }
  out += R"(},"components":{"schemas":{)";
  for (const auto& [name, schema] : schemas.components()) member(out, name, schema);
  out += "},";
  out += fixed_components;
  return out + "}}\n";
}

}  // namespace shouhou::http
