// A file of the source tree built into the program (tools/embed_files.py, shouhou_embed in
// cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace shouhou {

struct EmbeddedFile {
  std::string_view name;  // path relative to the embedded root
  std::string_view bytes;
};

}  // namespace shouhou
