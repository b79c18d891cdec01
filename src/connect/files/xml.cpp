#include "connect/files/xml.h"

#include <expat.h>

#include <array>

namespace shouhou::connect {
namespace {

constexpr int depth_limit = 64;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

tl::unexpected<Error> no_xml() {
  return unreadable_file({"表格内部的 XML 已损坏", "the XML inside the workbook is damaged"});
}

}  // namespace

struct XmlReader::State {
  XML_Parser parser = nullptr;
  XmlHandler* handler = nullptr;
  int depth = 0;
  bool refused = false;
  bool ended = false;
  std::array<char, 16 * 1024> buffer;

  static State& of(void* user) { return *static_cast<State*>(user); }
  void stop() {
    refused = true;
    XML_StopParser(parser, XML_FALSE);
  }
  static void XMLCALL on_open(void* user, const XML_Char* name, const XML_Char** attributes) {
    State& state = of(user);
    if (++state.depth > depth_limit) return state.stop();
    state.handler->open(local_name(name), XmlAttributes(attributes));
  }
  static void XMLCALL on_close(void* user, const XML_Char* name) {
    State& state = of(user);
    --state.depth;
    state.handler->close(local_name(name));
  }
  static void XMLCALL on_text(void* user, const XML_Char* text, int size) {
    of(user).handler->text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL on_doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(user).stop();
  }
};

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char** at = list_; at[0] != nullptr; at += 2) {
    if (local_name(at[0]) == name) return at[1];
  }
  return {};
}

XmlReader::XmlReader(std::unique_ptr<ByteSource> bytes, XmlHandler& handler)
    : bytes_(std::move(bytes)), state_(std::make_unique<State>()) {
  state_->parser = XML_ParserCreate(nullptr);
  state_->handler = &handler;
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, &State::on_open, &State::on_close);
  XML_SetCharacterDataHandler(state_->parser, &State::on_text);
  XML_SetStartDoctypeDeclHandler(state_->parser, &State::on_doctype);
}

XmlReader::~XmlReader() {
  XML_ParserFree(state_->parser);
}

Result<bool> XmlReader::step() {
  if (state_->ended) return false;
  SHOUHOU_ASSIGN(const std::size_t got, bytes_->read(state_->buffer.data(), state_->buffer.size()));
  state_->ended = got == 0;
  const auto told = XML_Parse(state_->parser, state_->buffer.data(), static_cast<int>(got), got == 0);
  if (told != XML_STATUS_OK || state_->refused) return no_xml();
  return !state_->ended;
}

Result<void> read_xml(std::unique_ptr<ByteSource> bytes, XmlHandler& handler) {
  XmlReader reader(std::move(bytes), handler);
  while (true) {
    SHOUHOU_ASSIGN(const bool more, reader.step());
    if (!more) return {};
  }
}

}  // namespace shouhou::connect
