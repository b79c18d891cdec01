#include "domain/words.h"

#include <gtest/gtest.h>

#include <set>

namespace shouhou::domain {
namespace {

template <DescribedEnum E>
void every_word_is_there_once() {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < count_of<E>; ++i) {
    const E value = static_cast<E>(i);
    EXPECT_EQ(named<E>(name(value)), value) << name(value);
    const Text text = text_of(value);
    EXPECT_FALSE(text.zh.empty()) << name(value);
    EXPECT_FALSE(text.en.empty()) << name(value);
    EXPECT_TRUE(seen.insert(text.zh).second) << "twice: " << text.zh;
  }
  EXPECT_EQ(named<E>("no such word"), std::nullopt);
}

TEST(Words, NamesAndTextsAreComplete) {
  every_word_is_there_once<Channel>();
  every_word_is_there_once<Phase>();
  every_word_is_there_once<Fault>();
  every_word_is_there_once<Mood>();
  every_word_is_there_once<IssueClass>();
  every_word_is_there_once<Demand>();
  every_word_is_there_once<EvidenceKind>();
  every_word_is_there_once<RemedyKind>();
  every_word_is_there_once<Consequence>();
}

TEST(Words, TheMostUrgentClassComesFirst) {
  EXPECT_LT(IssueClass::dispute, IssueClass::complaint);
  EXPECT_LT(IssueClass::bad_review, IssueClass::refund);
  EXPECT_LT(IssueClass::logistics, IssueClass::enquiry);
}

}  // namespace
}  // namespace shouhou::domain
