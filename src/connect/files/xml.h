// Expat in small pieces: elements and text, in the order of the file. A document type (entities) is refused.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connect/files/bytes.h"

namespace shouhou::connect {

// Attributes as expat gives them: name, value, name, value, …, null.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** list) : list_(list) {}
  // By local name ("id" also finds "r:id"); empty where there is none.
  std::string_view get(std::string_view name) const;

 private:
  const char** list_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void open(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void close(std::string_view element) = 0;
  virtual void text(std::string_view piece) = 0;
};

// Element names come without their prefix.
class XmlReader {
 public:
  XmlReader(std::unique_ptr<ByteSource> bytes, XmlHandler& handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Handles the next piece; false after the last. Errors: file.unreadable, file.too_large.
  Result<bool> step();
  int permille() const { return bytes_->permille(); }

  struct State;

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::unique_ptr<State> state_;
};

// The whole document at once.
Result<void> read_xml(std::unique_ptr<ByteSource> bytes, XmlHandler& handler);

}  // namespace shouhou::connect
