// What a client may send once its connection is a WebSocket: frames as the library reads them, set up as
// net/web_socket.h does, and in them the messages of the live stream. No message over the limit, and no
// assertion of the library's own within a stranger's reach. The first byte says in what pieces it comes.
#include <boost/asio/io_context.hpp>
#include <boost/beast/_experimental/test/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdlib>
#include <map>
#include <string>

#include "base/ids.h"
#include "http/json_read.h"

namespace {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

constexpr std::size_t message_limit = 256;

void require(bool holds) {
  if (!holds) std::abort();
}

// As http/live.cpp hears it.
void hear(std::string_view text) {
  const auto frame =
      shouhou::http::from_json<std::map<std::string, shouhou::CaseId>>(text, {.depth = 2, .bytes = 1024});
  if (frame) require(text.size() <= 1024);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 4096) return 0;
  constexpr std::string_view handshake =
      "GET /api/live HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  boost::asio::io_context context;
  beast::test::stream client(context);
  websocket::stream<beast::test::stream> server(context);
  server.next_layer().connect(client);
  server.next_layer().append({handshake.data(), handshake.size()});
  server.next_layer().read_size(1 + data[0] % 64);
  beast::error_code ec;
  server.accept(ec);
  require(!ec);
  server.read_message_max(message_limit);
  server.text(true);
  server.auto_fragment(false);
  server.next_layer().append({reinterpret_cast<const char*>(data) + 1, size - 1});
  client.close();
  beast::flat_buffer buffer;
  for (;;) {
    server.read(buffer, ec);
    if (ec) return 0;
    require(buffer.size() <= message_limit);
    if (server.got_text()) hear({static_cast<const char*>(buffer.data().data()), buffer.size()});
    buffer.consume(buffer.size());
  }
}
