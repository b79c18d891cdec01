#include "domain/testing/return_life.h"

#include <algorithm>
#include <array>
#include <vector>

#include "domain/returns.h"

namespace shouhou::domain::testing {
namespace {

class Dice {
 public:
  explicit Dice(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool more() const { return place_ < bytes_.size(); }
  std::int64_t roll(unsigned sides) { return more() ? bytes_[place_++] % sides : 0; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t place_ = 0;
};

struct Piles {
  std::int64_t expected = 0, received = 0, damaged = 0, accepted = 0, rejected = 0, disposed = 0;
  bool cause = false;
  bool answered = false;
};

// What the specification says, in other words than the domain: places by number, no table.
struct Oracle {
  char place = 'a';    // a announced, t on the way, d at the door, p partly here, r here, l lost, g given up
  char verdict = '-';  // - none yet, m a lead's, a, p, x rejected
  std::array<Piles, 2> lines;
  std::int64_t deduction = 0;
  std::string number;
  std::int64_t heard = 0;  // when the carrier last spoke of that number; 0 never
  ParcelState said = ParcelState::announced;
  bool addressed = false;
  std::int64_t reminders = 0;
  bool told = false;
  bool signed_for = false;  // the carrier said so of that number
  bool leads_word = false;  // the verdict is a lead's

  std::int64_t sum(std::int64_t Piles::*what) const { return lines[0].*what + lines[1].*what; }
  bool over() const { return verdict == 'a' || verdict == 'p' || verdict == 'x'; }
  bool here() const { return place == 'p' || place == 'r'; }
  bool all_looked_at() const {
    if (place != 'r') return false;
    for (const Piles& line : lines) {
      if (line.received == 0) continue;
      if (!line.answered || line.accepted + line.rejected < std::min(line.received, line.expected))
        return false;
    }
    return true;
  }
};

constexpr std::string_view places = "atdprlg";
constexpr std::string_view verdicts = "-mapx";

class Game {
 public:
  explicit Game(std::span<const std::uint8_t> bytes) : dice_(bytes) {
    state_.id = ReturnId{1};
    for (std::int64_t i = 0; i < 2; ++i) {
      ReturnLine line;
      line.place = i;
      line.expected = 1 + dice_.roll(3);
      line.checks = {{"tag_on", {"吊牌", "tag"}, true, CheckAnswer::open, {}, {}}};
      oracle_.lines[static_cast<std::size_t>(i)].expected = line.expected;
      state_.lines.push_back(line);
    }
  }

  std::string play() {
    while (dice_.more() && wrong_.empty()) turn();
    return wrong_.empty() ? wrong_ : wrong_ + "\nafter: " + story_;
  }

 private:
  void expect(const std::string& name, const ReturnCommand& command, bool allowed) {
    PermissionSet rights = PermissionSet{}.with(Permission::parcel_write);
    if (lead_) rights = rights.with(Permission::remedy_approve);
    if (nobody_) rights = {};
    now_ = now_ + seconds(dice_.roll(100));
    const auto decided = decide(state_, command, {now_, AccountId{7}, rights});
    story_ += name + (decided ? "; " : " (refused); ");
    if (decided.has_value() != allowed) {
      wrong_ = name + (allowed ? " was refused: " + decided.error().message.en : " was allowed");
      return;
    }
    if (!decided) return;
    if (decided->events.empty() != (decided->state == state_)) wrong_ = name + ": events and change disagree";
    if (decided->state.version != state_.version + (decided->events.empty() ? 0 : 1))
      wrong_ = name + ": version";
    state_ = decided->state;
  }

  void compare() {
    if (oracle_.place != before_) {
      oracle_.reminders = 0;
      before_ = oracle_.place;
    }
    const auto differs = [&](const char* what) {
      if (wrong_.empty()) wrong_ = std::string("they differ in ") + what;
    };
    if (places[static_cast<std::size_t>(state_.reception)] != oracle_.place) differs("reception");
    if (verdicts[static_cast<std::size_t>(state_.acceptance)] != oracle_.verdict) differs("acceptance");
    if (state_.deduction.value != oracle_.deduction) differs("deduction");
    if (state_.tracking_number != oracle_.number) differs("tracking");
    if ((state_.carrier_word ? state_.carrier_word->at.ms : 0) != oracle_.heard) differs("carrier's word");
    if (state_.reminders != oracle_.reminders) differs("reminders");
    if (state_.goods_back_told != oracle_.told) differs("goods back told");
    for (std::size_t i = 0; i < 2; ++i) {
      const ReturnLine& line = state_.lines[i];
      const Piles& piles = oracle_.lines[i];
      if (line.received != piles.received || line.damaged != piles.damaged) differs("counts");
      if (line.accepted != piles.accepted || line.rejected != piles.rejected) differs("inspection");
      if (line.disposed_pieces() != piles.disposed) differs("dispositions");
      // Conservation, whatever was played.
      if (line.accepted > line.expected || line.accepted + line.rejected > line.received ||
          line.damaged > line.received || line.disposed_pieces() > line.accepted) {
        differs("the sums of pieces");
      }
    }
  }

  void turn() {
    const std::int64_t what = dice_.roll(16);
    const std::int64_t who = dice_.roll(8);
    lead_ = who >= 5;
    nobody_ = who == 0;
    switch (what) {
      case 0:
        authorise();
        break;
      case 1:
        track();
        break;
      case 2:
      case 3:
      case 4:
        receive();
        break;
      case 5:
      case 6:
        inspect();
        break;
      case 7:
      case 8:
        conclude();
        break;
      case 9:
        dispose();
        break;
      case 10:
        leave();
        break;
      case 11:
      case 12:
        carrier_says();
        break;
      case 13:
        undo_receipt();
        break;
      case 14:
        undo_decision();
        break;
      default:
        remind();
        break;
    }
    if (wrong_.empty()) compare();
  }

  void authorise() {
    const bool open = coming();
    expect("authorise", ask_return::Authorise{ReturnAddressId{5}, {}}, !nobody_ && open);
  }

  bool coming() const { return oracle_.place == 'a' || oracle_.place == 't' || oracle_.place == 'd'; }

  void track() {
    const std::string number = dice_.roll(3) == 0 ? "YT99887766554" : "SF1234567890";
    const bool same = number == oracle_.number;
    expect("track", ask_return::SetTracking{"顺丰", number}, !nobody_ && (coming() || same));
    if (nobody_ || !coming() || same) return;
    oracle_.number = number;
    oracle_.heard = 0;
    oracle_.signed_for = false;
    oracle_.place = 't';
  }

  void carrier_says() {
    using enum ParcelState;
    constexpr std::array states{announced, picked_up, in_transit, signed_for, lost, returning};
    CarrierWord word;
    word.state = states[static_cast<std::size_t>(dice_.roll(states.size()))];
    word.at = Instant{1'760'000'000'000 + seconds(dice_.roll(200)).ms};
    if (word.state == signed_for) word.signed_at = word.at;
    const bool news =
        !oracle_.number.empty() && (coming() || oracle_.place == 'l') && word.state != announced &&
        (word.at.ms > oracle_.heard || (word.at.ms == oracle_.heard && word.state != oracle_.said));
    expect("carrier says " + std::string(name(word.state)), ask_return::CarrierReport{word}, !nobody_);
    if (nobody_ || !news) return;
    oracle_.heard = word.at.ms;
    oracle_.said = word.state;
    oracle_.reminders = 0;
    if (word.state == signed_for) {
      oracle_.place = 'd';
      oracle_.signed_for = true;
    } else if (word.state == lost) {
      oracle_.place = 'l';
    } else if (oracle_.place != 'd') {
      oracle_.place = 't';
    }
  }

  void receive() {
    ask_return::Receive command;
    Oracle after = oracle_;
    bool fits = !nobody_;
    for (std::int64_t i = 0; i < 2; ++i) {
      if (dice_.roll(4) == 0) continue;
      const ask_return::Count count{i, dice_.roll(5), dice_.roll(2)};
      command.counts.push_back(count);
      Piles& piles = after.lines[static_cast<std::size_t>(i)];
      fits = fits && count.damaged <= count.received && count.received >= piles.accepted + piles.rejected;
      piles.received = count.received;
      piles.damaged = count.damaged;
    }
    command.more_to_come = dice_.roll(3) == 0;
    const char to = command.more_to_come ? 'p' : 'r';
    const bool counts_change = after.lines[0].received != oracle_.lines[0].received ||
                               after.lines[1].received != oracle_.lines[1].received ||
                               after.lines[0].damaged != oracle_.lines[0].damaged ||
                               after.lines[1].damaged != oracle_.lines[1].damaged;
    const bool moves = to != oracle_.place;
    if (moves || counts_change) fits = fits && !oracle_.over() && after.sum(&Piles::received) > 0;
    expect("receive", command, fits);
    if (!fits) return;
    oracle_ = after;
    oracle_.place = to;
  }

  void inspect() {
    const std::int64_t place = dice_.roll(2);
    const Piles before = oracle_.lines[static_cast<std::size_t>(place)];
    ask_return::InspectedLine line{place, {}, dice_.roll(4), dice_.roll(4), dice_.roll(2) == 0 ? "脏" : ""};
    if (dice_.roll(3) != 0) line.answers.push_back({"tag_on", CheckAnswer::passed, "", {}});
    const bool allowed = !nobody_ && (oracle_.verdict != 'm' || lead_) && !oracle_.over() && oracle_.here() &&
                         line.accepted + line.rejected <= before.received &&
                         line.accepted <= before.expected && (line.rejected == 0 || !line.reason.empty());
    expect("inspect", ask_return::Inspect{{line}}, allowed);
    if (!allowed) return;
    Piles& after = oracle_.lines[static_cast<std::size_t>(place)];
    after.accepted = line.accepted;
    after.rejected = line.rejected;
    after.cause = !line.reason.empty();
    after.answered = after.answered || !line.answers.empty();
  }

  void conclude() {
    ask_return::Conclude command;
    command.to_lead = dice_.roll(4) == 0;
    command.reason = dice_.roll(2) == 0 ? "说明" : "";
    command.deduction = Fen{dice_.roll(4) == 0 ? 500 : 0};
    const bool said = command.deduction == Fen{0} || !command.reason.empty();
    if (command.to_lead) {
      const bool again = oracle_.verdict == 'm';
      const bool allowed = said && (again || (!nobody_ && oracle_.verdict == '-' && !command.reason.empty() &&
                                              oracle_.sum(&Piles::received) > 0));
      expect("to lead", command, allowed);
      if (allowed) oracle_.verdict = 'm';
      return;
    }
    if (oracle_.over()) {
      expect("conclude again", command, said && command.deduction.value == oracle_.deduction);
      return;
    }
    const std::int64_t good = oracle_.sum(&Piles::accepted);
    const std::int64_t all = oracle_.sum(&Piles::expected);
    const bool right = !nobody_ && (oracle_.verdict == '-' || lead_);
    bool reasoned = !command.reason.empty() || oracle_.lines[0].cause || oracle_.lines[1].cause;
    const char to = good == 0 ? 'x' : good == all ? 'a' : 'p';
    if (to == 'a') reasoned = true;
    if (to == 'p' && oracle_.sum(&Piles::received) < all) reasoned = true;
    const bool allowed = said && right && reasoned && oracle_.all_looked_at();
    expect("conclude", command, allowed);
    if (!allowed) return;
    oracle_.leads_word = oracle_.verdict == 'm';
    oracle_.verdict = to;
    oracle_.deduction = command.deduction.value;
  }

  void undo_receipt() {
    const std::string why = dice_.roll(4) == 0 ? "" : "点错了单";
    const bool money = dice_.roll(2) == 0;
    const bool looked_at = oracle_.sum(&Piles::accepted) + oracle_.sum(&Piles::rejected) > 0;
    const bool allowed = !nobody_ && !why.empty() && oracle_.here() && oracle_.verdict == '-' && !looked_at;
    expect("undo receipt", ask_return::UndoReceipt{why, money}, allowed);
    if (!allowed) return;
    oracle_.place = oracle_.number.empty() ? 'a' : oracle_.signed_for ? 'd' : 't';
    if (money) oracle_.told = false;
    for (Piles& line : oracle_.lines) {
      line.received = line.damaged = 0;
      line.answered = false;
    }
  }

  void undo_decision() {
    const std::string why = dice_.roll(4) == 0 ? "" : "验错了";
    const bool money = dice_.roll(2) == 0;
    const bool right = !nobody_ && (lead_ || !oracle_.leads_word);
    const bool allowed = right && !why.empty() && oracle_.over() && oracle_.sum(&Piles::disposed) == 0;
    expect("undo decision", ask_return::UndoDecision{why, money}, allowed);
    if (!allowed) return;
    oracle_.verdict = oracle_.leads_word ? 'm' : '-';
    oracle_.leads_word = false;
    oracle_.deduction = 0;
    if (money) oracle_.told = false;
  }

  void dispose() {
    const std::int64_t place = dice_.roll(2);
    Piles& piles = oracle_.lines[static_cast<std::size_t>(place)];
    ask_return::Dispose command{place, static_cast<Disposition>(dice_.roll(5)), dice_.roll(3), Fen{}, "", {}};
    const bool claim = command.kind >= Disposition::supplier_claim;
    if (dice_.roll(3) != 0) command.claim = Fen{claim ? 900 : 0};
    const bool allowed = !nobody_ && (oracle_.verdict == 'a' || oracle_.verdict == 'p') &&
                         command.pieces > 0 && command.pieces <= piles.accepted - piles.disposed &&
                         (command.claim > Fen{0}) == claim;
    expect("dispose", command, allowed);
    if (allowed) piles.disposed += command.pieces;
  }

  void leave() {
    const std::int64_t how = dice_.roll(4);
    const bool empty = oracle_.sum(&Piles::received) == 0;
    const std::string why = dice_.roll(4) == 0 ? "" : "原因";
    const bool plain = !nobody_ && !why.empty();
    if (how == 0) {
      const bool sent = oracle_.place == 't' || oracle_.place == 'd';
      const bool allowed = oracle_.place == 'l' || (plain && sent && empty);
      expect("lose", ask_return::MarkLost{why}, allowed);
      if (allowed) oracle_.place = 'l';
    } else if (how == 1) {
      const bool allowed = plain && oracle_.place == 'l';
      expect("find", ask_return::MarkFound{why}, allowed);
      if (allowed) oracle_.place = 't';
    } else if (how == 2) {
      const bool allowed = plain && oracle_.place == 'd';
      expect("not here", ask_return::MarkNotHere{why}, allowed);
      if (allowed) oracle_.place = 't';
    } else {
      const bool open = coming() || oracle_.place == 'l';
      const bool allowed = oracle_.place == 'g' || (plain && open && empty);
      expect("give up", ask_return::GiveUp{why}, allowed);
      if (allowed) oracle_.place = 'g';
    }
  }

  void remind() {
    if (dice_.roll(2) == 0) {
      expect("tell", ask_return::TellGoodsBack{}, true);
      oracle_.told = true;
      return;
    }
    const bool allowed = !nobody_ && (coming() || oracle_.place == 'p');
    expect("remind", ask_return::Remind{}, allowed);
    if (allowed) ++oracle_.reminders;
  }

  Dice dice_;
  Return state_;
  Oracle oracle_;
  char before_ = 'a';
  Instant now_{1'760'000'000'000};
  bool lead_ = false, nobody_ = false;
  std::string story_, wrong_;
};

}  // namespace

std::string play_return_life(std::span<const std::uint8_t> bytes) {
  return Game(bytes).play();
}

}  // namespace shouhou::domain::testing
