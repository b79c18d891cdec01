#include "connect/rules/load_rules.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <sstream>

#include "connect/rules/book_builder.h"

namespace shouhou::connect {
namespace {

// SHA-256 over names and texts, shortened: two rule sets with the same version are the same.
std::string version_of(std::span<const RuleLayer> layers) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> hash(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
  const auto add = [&](std::string_view bytes) {
    const std::string head = std::to_string(bytes.size()) + ":";
    EVP_DigestUpdate(hash.get(), head.data(), head.size());
    EVP_DigestUpdate(hash.get(), bytes.data(), bytes.size());
  };
  for (const RuleLayer& layer : layers) {
    add("layer");
    for (const RuleFile& file : layer) {
      add(file.name);
      add(file.text);
    }
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(hash.get(), digest.data(), &length);
  constexpr std::string_view hex = "0123456789abcdef";
  std::string version;
  for (std::size_t i = 0; i < 8; ++i) {
    version += hex[digest[i] >> 4U];
    version += hex[digest[i] & 15U];
  }
  return version;
}

void read_file(const RuleFile& file, BookBuilder& builder, Problems& problems) {
  Result<TomlNode> document = parse_toml(file.text, file.name);
  if (!document) return problems.add(std::move(document).error());
  const TomlNode* defaults = document->find("default");
  if (defaults != nullptr && defaults->members() == nullptr) {
    return problems.add(file.name + ":" + std::to_string(defaults->line),
                        {"[default] 应为表", "[default] must be a table"});
  }
  if (defaults != nullptr) {
    RowReader check(*defaults, file.name, nullptr, problems);
    check.text_or("source", "");
    if (check.has("in_force")) check.day("in_force");
    check.flag("weak", false);
  }
  RowReader top(*document, file.name, defaults, problems);
  top.ignore("default");
  for (const TableReader& reader : table_readers()) {
    top.each(reader.table, [&](RowReader& row) { reader.read(row, builder); });
  }
}

}  // namespace

tl::expected<domain::RuleBook, RuleProblems> load_rules(std::span<const RuleLayer> layers) {
  Problems problems;
  BookBuilder builder(problems);
  for (const RuleLayer& layer : layers) {
    builder.next_layer();
    for (const RuleFile& file : layer) read_file(file, builder, problems);
  }
  // Checks over the whole book would only repeat what is already known to be wrong.
  if (problems.empty()) finish_book(builder);
  if (!problems.empty()) return tl::unexpected(problems.list());
  builder.book.version = version_of(layers);
  return std::move(builder.book);
}

tl::expected<domain::RuleBook, RuleProblems> load_rules(const RuleLayer& layer) {
  return load_rules(std::span<const RuleLayer>(&layer, 1));
}

Result<RuleLayer> read_rule_directory(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  if (error) {
    return fail(
        ErrorKind::not_found, "rules.unreadable",
        {"无法读取规则目录：" + error.message(), "the rule directory cannot be read: " + error.message()},
        directory.string());
  }
  std::sort(paths.begin(), paths.end());
  RuleLayer layer;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!(text << file.rdbuf())) {
      return fail(ErrorKind::not_found, "rules.unreadable",
                  {"无法读取规则文件", "the rule file cannot be read or is empty"}, path.string());
    }
    layer.push_back({path.filename().string(), std::move(text).str()});
  }
  if (layer.empty()) {
    return fail(ErrorKind::not_found, "rules.none",
                {"目录里没有 .toml 规则文件", "there is no .toml rule file in the directory"},
                directory.string());
  }
  return layer;
}

}  // namespace shouhou::connect
