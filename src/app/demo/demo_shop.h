// The shop that a demonstration is filled from: goods, people, places, problems and words. Read from
// rules/demo/shop.toml; everything in it is invented.
#pragma once

#include <string>
#include <vector>

#include "base/money.h"

namespace shouhou::app {

struct DemoAccount {
  std::string name;
  std::string login;
  std::string role;
};

struct DemoProduct {
  std::string code;
  std::string title;
  std::string category;
  Fen price;
  Fen cost;
  int weight = 0;  // grams
  int share = 1;   // how often it sells, beside the others
  std::vector<std::string> colours;
  std::vector<std::string> sizes;
};

struct DemoLane {
  std::string province;
  std::string city;
  std::string district;
  double days = 2;  // typical days on the road
  int share = 1;
};

struct DemoCarrier {
  std::string name;
  std::string prefix;  // of its tracking numbers
  int share = 1;
};

struct DemoProblem {
  std::string issue;
  int per_mille = 0;  // of all orders
  std::string demand;
  std::vector<std::string> words;  // what the buyer writes
};

struct DemoTalk {
  std::vector<std::string> promise;
  std::vector<std::string> details;
  std::vector<std::string> apology;
  std::vector<std::string> sorry;    // where nothing is owed and nothing helps
  std::vector<std::string> refusal;  // the buyer's
  std::vector<std::string> progress;
  std::vector<std::string> thanks;
};

struct DemoReviews {
  std::vector<std::string> good;
  std::vector<std::string> middling;
  std::vector<std::string> bad;
};

struct DemoShop {
  std::string name;
  std::string zone;
  std::vector<DemoAccount> accounts;
  std::vector<DemoProduct> products;
  std::vector<std::string> surnames;
  std::vector<std::string> given_names;
  std::vector<std::string> nicks;
  std::vector<DemoLane> lanes;
  std::vector<DemoCarrier> carriers;
  std::vector<DemoProblem> problems;
  DemoTalk talk;
  DemoReviews reviews;
};

}  // namespace shouhou::app
