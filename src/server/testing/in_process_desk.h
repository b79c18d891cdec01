// The whole desk as `serve` puts it together, without the network: requests are handed to it as the server
// would, on either database.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/log_in.h"
#include "connect/files/table_files.h"
#include "http/all_routes.h"
#include "http/desk.h"
#include "ports/blobs.h"
#include "ports/pictures.h"
#include "store/testing/on_engines.h"

namespace shouhou::server::testing {

struct Answer {
  int status = 0;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  std::string header(std::string_view name) const;
  // The value of a member of the body's object, as text: strings without quotes; empty where there is none.
  std::string member(std::string_view name) const;
};

// A browser or a program that talks to the desk.
struct Client {
  std::string cookie;  // of the session
  std::string csrf;    // sent with writes where not empty
  std::string bearer;  // API token
  std::string address = "203.0.113.7";
  std::vector<std::pair<std::string, std::string>> extra_headers = {};
};

class InProcessDesk : public store::testing::StoreTest {
 protected:
  void SetUp() override;
  void TearDown() override;

  Answer send(const Client& client, const std::string& method, const std::string& target,
              const std::string& body = {}, const std::string& content_type = "application/json");

  // A shop and its owner, signed in.
  struct Owner {
    ShopId shop;
    Client client;
  };
  Owner new_shop(const std::string& name, const std::string& login);
  Client sign_in(const std::string& login, const std::string& password,
                 const std::string& address = "203.0.113.7");
  // Somebody of the owner's shop with this role, signed in.
  Client colleague(const Owner& owner, const std::string& role, const std::string& login);

  http::Desk& desk() { return *desk_; }

  static constexpr const char* password = "correct horse battery";

  std::unique_ptr<ports::Blobs> blobs_;
  connect::TableFiles table_files_;
  std::unique_ptr<ports::Pictures> pictures_;
  std::unique_ptr<http::Access> access_;
  std::unique_ptr<http::PasswordWorkers> passwords_;
  std::unique_ptr<http::Live> live_;
  std::unique_ptr<http::Desk> desk_;
};

}  // namespace shouhou::server::testing
