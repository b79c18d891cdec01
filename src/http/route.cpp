#include "http/route.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace shouhou::http {
namespace {

// The next segment of "/a/b", taken off its front.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(std::min<std::size_t>(1, path.size()));
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

}  // namespace

// A tree over path segments; a parameter is tried after the words.
struct Routes::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> words;
  std::unique_ptr<Node> parameter;
  std::vector<const Route*> routes;  // those ending here, one per method

  Node& child(std::string_view segment) {
    if (segment.size() > 2 && segment.front() == '{') {
      if (!parameter) parameter = std::make_unique<Node>();
      return *parameter;
    }
    for (auto& [word, node] : words) {
      if (word == segment) return *node;
    }
    return *words.emplace_back(std::string(segment), std::make_unique<Node>()).second;
  }

  const Node* walk(std::string_view path, std::vector<std::string_view>& values) const {
    if (path.empty()) return routes.empty() ? nullptr : this;
    std::string_view rest = path;
    const std::string_view segment = take_segment(rest);
    for (const auto& [word, node] : words) {
      if (word != segment) continue;
      if (const Node* found = node->walk(rest, values)) return found;
    }
    if (!parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const Node* found = parameter->walk(rest, values)) return found;
    values.pop_back();
    return nullptr;
  }
};

Routes::Routes() : root_(std::make_unique<Node>()) {}
Routes::~Routes() = default;
Routes::Routes(Routes&&) noexcept = default;

void Routes::add(Route route) {
  Node* node = root_.get();
  std::string_view rest = route.path;
  while (!rest.empty()) node = &node->child(take_segment(rest));
  for (const Route* other : node->routes) {
    if (other->method == route.method)
      throw std::logic_error("two routes at " + route.method + ' ' + route.path);
  }
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  node->routes.push_back(routes_.back().get());
}

Routes::Match Routes::find(std::string_view method, std::string_view path) const {
  Match match;
  std::vector<std::string_view> values;
  const Node* node = root_->walk(path, values);
  if (node == nullptr) return match;
  match.path_known = true;
  for (const Route* route : node->routes) {
    if (route->method == method || (method == "HEAD" && route->method == "GET")) match.route = route;
    match.allowed += (match.allowed.empty() ? "" : ", ") + route->method;
  }
  if (match.route == nullptr) return match;
  std::size_t at = 0;
  std::string_view pattern = match.route->path;
  while (!pattern.empty() && at < values.size()) {
    const std::string_view segment = take_segment(pattern);
    if (segment.size() > 2 && segment.front() == '{') {
      match.values.push_back({segment.substr(1, segment.size() - 2), std::string(values[at++])});
    }
  }
  return match;
}

std::string operation_name(const std::type_info& type) {
  std::string name;
  for (const char c : schema_name(type)) {
    if (c >= 'A' && c <= 'Z') {
      if (!name.empty()) name += '_';
      name += static_cast<char>(c + 32);
    } else {
      name += c;
    }
  }
  return name;
}

}  // namespace shouhou::http
