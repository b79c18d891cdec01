// Who is told of whom, on one node and between two.
#include "http/presence.h"

#include <gmock/gmock.h>

namespace shouhou::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Steady = Presence::Steady;

constexpr ShopId shop{7};
constexpr ShopId other_shop{8};

class Written final : public net::Socket {
 public:
  bool send(std::shared_ptr<const std::string> text) override {
    frames.push_back(*text);
    return true;
  }
  void close(std::uint16_t, std::string) override {}
  bool open() const override { return true; }

  std::vector<std::string> frames;
};

struct Seat {
  ScreenPtr screen = std::make_shared<Screen>();
  std::shared_ptr<Written> socket = std::make_shared<Written>();

  Seat(std::int64_t account, std::string name) {
    screen->socket = socket;
    screen->account = AccountId{account};
    screen->name = std::move(name);
  }
  // What came since the last call, each as "5: 小李, 小赵 (writes)".
  std::vector<std::string> told() {
    std::vector<std::string> words;
    for (const std::string& frame : std::exchange(socket->frames, {})) words.push_back(short_form(frame));
    return words;
  }

  static std::string between(const std::string& text, const std::string& start, const std::string& end,
                             std::size_t& at) {
    at = text.find(start, at);
    if (at == std::string::npos) return {};
    at += start.size();
    return text.substr(at, text.find(end, at) - at);
  }
  static std::string short_form(const std::string& frame) {
    std::size_t at = 0;
    std::string words = between(frame, "\"case_id\":\"", "\"", at) + ":";
    for (;;) {
      const std::string name = between(frame, "\"name\":\"", "\"", at);
      if (at == std::string::npos) return words;
      const bool writes = between(frame, "\"works\":", "}", at) == "true";
      words += " " + name + (writes ? "(writes)" : "");
    }
  }
};

// Two nodes that hear each other at once, until the line is cut.
class PresenceTest : public ::testing::Test {
 protected:
  PresenceTest()
      : here_({},
              [this](ShopId of, std::string text) {
                pass({"here", of, std::move(text)}, there_);
              }),
        there_({}, [this](ShopId of, std::string text) {
          pass({"there", of, std::move(text)}, here_);
        }) {}

  void pass(const ports::NodeWord& word, Presence& to) {
    EXPECT_LE(word.text.size(), ports::longest_node_word);
    ++said_;
    if (connected_) to.hear(word, now_);
  }

  Steady::time_point now_{};
  bool connected_ = true;
  int said_ = 0;
  Presence here_;
  Presence there_;
  Seat li_{1, "小李"}, zhao_{2, "小赵"}, wang_{3, "小王"};
};

TEST_F(PresenceTest, WhoLooksHearsOfTheOthersThere) {
  here_.look(shop, li_.screen, CaseId{5});
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李"));
  here_.look(shop, zhao_.screen, CaseId{5});
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李 小赵"));
  here_.set_works(shop, zhao_.screen, CaseId{5}, true);
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李 小赵(writes)"));
  here_.set_works(shop, zhao_.screen, CaseId{5}, true);
  EXPECT_THAT(li_.told(), IsEmpty()) << "nothing changed";
  here_.leave(shop, zhao_.screen, CaseId{5});
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李"));
}

TEST_F(PresenceTest, OnAnotherNodeTheyAreSeenTheSameWay) {
  here_.look(shop, li_.screen, CaseId{5});
  there_.look(shop, zhao_.screen, CaseId{5});
  EXPECT_THAT(zhao_.told(), ElementsAre("5: 小李 小赵"));
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李", "5: 小李 小赵"));
  there_.set_works(shop, zhao_.screen, CaseId{5}, true);
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李 小赵(writes)"));
  // As a row of the queue: told at once of who is there already, and when they go.
  there_.watch(shop, wang_.screen, {CaseId{4}, CaseId{5}});
  EXPECT_THAT(wang_.told(), ElementsAre("5: 小李 小赵(writes)"));
  here_.remove(shop, li_.screen);
  EXPECT_THAT(wang_.told(), ElementsAre("5: 小赵(writes)"));
  there_.remove(shop, zhao_.screen);
  EXPECT_THAT(wang_.told(), ElementsAre("5:"));
}

TEST_F(PresenceTest, OnePersonOnTwoNodesIsOnePerson) {
  Seat again(1, "小李");
  here_.look(shop, li_.screen, CaseId{5});
  there_.look(shop, again.screen, CaseId{5});
  EXPECT_THAT(again.told(), ElementsAre("5: 小李"));
  li_.told();
  there_.set_works(shop, again.screen, CaseId{5}, true);
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李(writes)"));
  there_.remove(shop, again.screen);
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李"));
}

TEST_F(PresenceTest, ShopsDoNotMeet) {
  here_.look(shop, li_.screen, CaseId{5});
  there_.look(other_shop, zhao_.screen, CaseId{5});
  EXPECT_THAT(zhao_.told(), ElementsAre("5: 小赵"));
}

// A node that dies says nothing more; one that lives says it again, also to a node that started later.
TEST_F(PresenceTest, WhoIsNotHeardOfForAWhileIsForgotten) {
  here_.look(shop, li_.screen, CaseId{5});
  there_.look(shop, zhao_.screen, CaseId{5});
  li_.told();
  for (int i = 0; i < 5; ++i) {
    now_ += std::chrono::seconds(30);
    there_.refresh(now_);
    here_.refresh(now_);
  }
  EXPECT_THAT(li_.told(), IsEmpty()) << "both live, nothing changed";
  connected_ = false;
  now_ += std::chrono::seconds(89);
  here_.refresh(now_);
  EXPECT_THAT(li_.told(), IsEmpty());
  now_ += std::chrono::seconds(1);
  here_.refresh(now_);
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李"));
  connected_ = true;
  there_.refresh(now_);
  EXPECT_THAT(li_.told(), ElementsAre("5: 小李 小赵"));
}

TEST_F(PresenceTest, NothingStaysBehind) {
  for (int round = 0; round < 3; ++round) {
    here_.look(shop, li_.screen, CaseId{5});
    there_.watch(shop, zhao_.screen, {CaseId{5}, CaseId{6}});
    here_.remove(shop, li_.screen);
    there_.remove(shop, zhao_.screen);
  }
  said_ = 0;
  here_.refresh(now_);
  there_.refresh(now_);
  EXPECT_EQ(said_, 0);
  li_.told();
  zhao_.told();
  there_.hear({"here", shop, R"({"looked_at":"5","people":[]})"}, now_);
  EXPECT_THAT(zhao_.told(), IsEmpty());
}

TEST_F(PresenceTest, WordsThatCannotBeReadAreLeftAlone) {
  here_.look(shop, li_.screen, CaseId{5});
  li_.told();
  for (const char* text : {"", "{", "[]", R"({"looked_at":5})", R"({"people":[{}]})",
                           R"({"looked_at":"x","people":[]})", R"({"looked_at":"5","people":"all"})"}) {
    here_.hear({"there", shop, text}, now_);
  }
  EXPECT_THAT(li_.told(), IsEmpty());
}

TEST_F(PresenceTest, AScreenCannotFillTheMemory) {
  for (std::int64_t id = 1; id <= 100; ++id) here_.look(shop, li_.screen, CaseId{id});
  EXPECT_EQ(li_.screen->looks.size(), 20u);
  std::vector<CaseId> rows;
  for (std::int64_t id = 1; id <= 1000; ++id) rows.push_back(CaseId{id});
  here_.watch(shop, li_.screen, rows);
  EXPECT_EQ(li_.screen->rows.size(), 300u);
  // Fifty on one case: the word to the other nodes keeps within its length.
  std::vector<Seat> crowd;
  for (std::int64_t account = 10; account < 60; ++account) crowd.emplace_back(account, std::string(60, 'n'));
  for (const Seat& seat : crowd) here_.look(shop, seat.screen, CaseId{500});
}

}  // namespace
}  // namespace shouhou::http
