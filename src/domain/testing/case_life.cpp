#include "domain/testing/case_life.h"

#include <array>
#include <set>
#include <vector>

#include "domain/case_commands.h"

namespace shouhou::domain::testing {
namespace {

// Gives numbers out of the bytes; 0 when they are used up.
class Dice {
 public:
  explicit Dice(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool more() const { return place_ < bytes_.size(); }
  unsigned roll(unsigned sides) { return more() ? bytes_[place_++] % sides : 0; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t place_ = 0;
};

// What the specification says, in other words than the domain: flags and small numbers, no shared code.
struct Oracle {
  int step = 0;  // 0 contact … 5 register
  std::string status = "open";
  bool heard = false;
  bool issue = false, phase = false, fault = false;
  int evidence = 0;  // 0 not needed, 1 needed, 2 there or waived
  bool settled = false, angry = false, left_out = false;
  bool agreed = false;
  int refund_due = 0;
  std::vector<std::pair<int, bool>> refunds;  // amount, paid; key is the index
  bool goods = false;
  int returns_open = 0, returns_done = 0, returns_done_now = 0;  // now: since the last opening
  int tasks_open = 0;
  bool news = false, told = true;  // something finished; told since
  bool registration = false;
  int tags = 0;
  std::int64_t closed_at = 0;
  int granted = 0;

  bool working() const { return status != "resolved" && status != "closed"; }
  bool can_go_on() const {
    switch (step) {
      case 0:
        return heard;
      case 1:
        return issue && phase && fault && evidence != 1;
      case 2:
        return left_out || (settled && !angry);
      case 3:
        return agreed;
      case 4: {
        bool paid = true;
        for (const auto& refund : refunds) paid = paid && refund.second;
        const bool goods_here = !goods || returns_done_now > 0;
        return paid && granted >= refund_due && returns_open == 0 && goods_here && tasks_open == 0 &&
               (!news || told);
      }
      default:
        return registration && tags > 0;
    }
  }
};

struct Player {
  explicit Player(std::span<const std::uint8_t> bytes) : dice(bytes) {}

  Dice dice;
  Oracle oracle;
  Case state;
  Case folded;
  Deciding deciding;
  std::string log;
  std::string wrong;
  Issue issue;

  void open() {
    issue.id = "damaged";
    issue.issue_class = IssueClass::quality;
    issue.evidence.push_back({"photo", EvidenceKind::photo, {"照片", "photo"}, true});
    deciding.now = Instant{1'000'000};
    deciding.account = AccountId{5};
    deciding.permissions = PermissionSet::all();
    happened::Opened opened;
    opened.shop = ShopId{1};
    opened.id = CaseId{1};
    opened.number = 1;
    opened.report.at = deciding.now;
    opened.lines = {{OrderLineId{9}, 1, Fen{1000}}};
    auto decision = open_case(opened, deciding.now);
    state = decision->state;
    for (const CaseEvent& event : decision->events) apply(folded, event, deciding.now);
  }

  // Runs the command; the oracle has said whether it must be allowed.
  bool expect(std::string name, const CaseCommand& command, bool allowed) {
    log += name + " ";
    auto decision = decide(state, command, deciding);
    const bool nothing = !decision && decision.error().code == "case.nothing_changes";
    if (decision.has_value() != allowed && !nothing) {
      wrong = log + ": expected " + (allowed ? "yes" : "no") + ", got " +
              (decision ? std::string("yes") : decision.error().code + " " + decision.error().message.en);
      return false;
    }
    if (nothing && allowed) {
      wrong = log + ": nothing changed";
      return false;
    }
    if (!decision) return false;
    state = decision->state;
    for (const CaseEvent& event : decision->events) apply(folded, event, deciding.now);
    return true;
  }

  // Closed cases allow next to nothing.
  bool open_case_now() const { return oracle.status != "closed"; }

  void turn() {
    deciding.now = deciding.now + minutes(1 + dice.roll(60));
    switch (dice.roll(20)) {
      case 0:
        return contact();
      case 1:
        return facts();
      case 2:
        return evidence();
      case 3:
        return talk();
      case 4:
        return agree();
      case 5:
        return grant();
      case 6:
        return pay();
      case 7:
        return move_return();
      case 8:
        return task();
      case 9:
        return update();
      case 10:
        return registration();
      case 11:
        return tag();
      case 12:
        return wait();
      case 13:
        return close();
      case 14:
        return reopen();
      case 15:
        return step(static_cast<int>(dice.roll(6)));
      default:
        return step(oracle.step + 1);
    }
  }

  void contact() {
    const bool from_buyer = dice.roll(2) == 1;
    if (expect("contact",
               ask::LogContact{
                   ContactKind::message, from_buyer ? Direction::from_buyer : Direction::to_buyer, {}},
               open_case_now())) {
      oracle.heard = true;
      if (from_buyer && oracle.status == "waiting_buyer") oracle.status = "open";
    }
  }

  void facts() {
    ask::SetFacts command;
    const unsigned which = dice.roll(3);
    bool change = false;
    if (which == 0) command.issue = &issue, change = !oracle.issue;
    if (which == 1) command.phase = Phase::delivered, change = !oracle.phase;
    if (which == 2) command.fault = Fault::seller, change = !oracle.fault;
    if (!change && open_case_now()) return;
    if (!expect("facts", command, open_case_now())) return;
    if (which == 0) oracle.issue = true, oracle.evidence = oracle.evidence == 2 ? 2 : 1;
    if (which == 1) oracle.phase = true;
    if (which == 2) oracle.fault = true;
  }

  void evidence() {
    ask::AddEvidence command;
    command.piece.id = EvidenceId{77};
    if (expect("evidence", command, open_case_now())) oracle.evidence = 2;
  }

  void talk() {
    const unsigned which = dice.roll(3);
    if (which == 2) {
      if (oracle.left_out) return;
      if (expect("leave_out", ask::LeaveSootheOut{"平台单"}, open_case_now())) oracle.left_out = true;
      return;
    }
    const bool angry = which == 1;
    if (oracle.settled && oracle.angry == angry && open_case_now()) return;
    if (!expect("talk", ask::SetTalk{TalkState::settled, angry}, open_case_now())) return;
    oracle.settled = true;
    oracle.angry = angry;
  }

  void agree() {
    Agreement agreement;
    agreement.remedy = RemedyKind::partial_refund_keep;
    const int refund = static_cast<int>(dice.roll(12)) * 100;
    agreement.refund = Fen{refund};
    agreement.goods_come_back = dice.roll(3) == 0;
    const bool platform = dice.roll(4) == 0;
    if (platform) agreement.kind = AgreementKind::platform_decided, agreement.reason = "裁定";
    const bool right_step = platform || oracle.step == 3 || oracle.step == 4;
    if (!expect("agree", ask::Agree{agreement},
                open_case_now() && right_step && (platform || refund <= 1000)))
      return;
    oracle.agreed = true;
    oracle.refund_due = refund;
    oracle.goods = agreement.goods_come_back;
    platform_refunds = platform;
  }
  bool platform_refunds = false;

  void grant() {
    const int amount = 100 * (1 + static_cast<int>(dice.roll(5)));
    int sum = amount;
    for (const auto& refund : oracle.refunds) sum += refund.first;
    const bool affordable = sum <= 1000 || platform_refunds;
    if (!expect("grant", ask::GrantRefund{"r" + std::to_string(oracle.refunds.size()), Fen{amount}},
                open_case_now() && affordable))
      return;
    oracle.refunds.emplace_back(amount, false);
    oracle.granted += amount;
  }

  void pay() {
    const unsigned which = dice.roll(4);
    const bool known = which < oracle.refunds.size();
    if (known && oracle.refunds[which].second) {
      // Telling again that it is paid changes nothing.
      const auto again = decide(state, ask::ConfirmRefundPaid{"r" + std::to_string(which)}, deciding);
      if (again) wrong = log + ": a refund was paid twice";
      return;
    }
    if (!expect("pay", ask::ConfirmRefundPaid{"r" + std::to_string(which)}, known)) return;
    oracle.refunds[which].second = true;
    oracle.news = true;
    oracle.told = false;
  }

  void move_return() {
    const bool finish = dice.roll(2) == 1 && oracle.returns_open > 0;
    const std::string key = "p" + std::to_string(oracle.returns_done);
    if (!finish && oracle.returns_open > 0) return;
    const ReturnState to = finish ? ReturnState::accepted : ReturnState::announced;
    if (!expect("return", ask::MoveReturn{key, to, {}}, open_case_now())) return;
    oracle.returns_open += finish ? -1 : 1;
    if (finish) ++oracle.returns_done, ++oracle.returns_done_now;
    oracle.news = true;
    oracle.told = false;
  }

  void task() {
    const bool finish = dice.roll(2) == 1 && oracle.tasks_open > 0;
    if (finish) {
      for (const Task& task : state.tasks) {
        if (task.state != TaskState::to_do) continue;
        if (expect("finish_task", ask::FinishTask{task.id, TaskState::done, {}}, true)) {
          --oracle.tasks_open;
          oracle.news = true;
          oracle.told = false;
        }
        return;
      }
    }
    ask::AddTask command;
    command.task.id = TaskId{static_cast<std::int64_t>(state.tasks.size()) + 1};
    command.task.title = "查";
    command.after_closing = dice.roll(2) == 0;
    if (state.tasks.size() < 50 && expect("task", command, open_case_now() || command.after_closing)) {
      ++oracle.tasks_open;
    }
  }

  void update() {
    if (!expect("update", ask::UpdateBuyer{}, open_case_now())) return;
    oracle.heard = true;
    oracle.told = true;
  }

  void registration() {
    if (oracle.registration) return;
    if (expect("register", ask::Register{{"原因", "结果", "小结", Fen{0}}}, open_case_now()))
      oracle.registration = true;
  }

  void tag() {
    const std::string name = "t" + std::to_string(dice.roll(3));
    if (state.tagged(name)) {
      if (expect("untag", ask::Untag{name}, true)) --oracle.tags;
    } else if (expect("tag", ask::Tag{name}, true)) {
      ++oracle.tags;
    }
  }

  void wait() {
    constexpr std::array targets{Status::open, Status::waiting_buyer, Status::waiting_carrier,
                                 Status::waiting_warehouse, Status::waiting_platform};
    const Status to = targets[dice.roll(targets.size())];
    if (name(to) == oracle.status) return;
    const bool reason = dice.roll(4) != 0;
    const bool allowed = oracle.working() && oracle.step < 5 && (reason || to == Status::open);
    if (expect("wait", ask::SetStatus{to, reason ? "等" : ""}, allowed)) oracle.status = name(to);
  }

  void close() {
    const bool allowed = oracle.status == "resolved" && oracle.step == 5 && oracle.can_go_on();
    if (!expect("close", ask::Close{}, allowed)) return;
    oracle.status = "closed";
    oracle.closed_at = deciding.now.ms;
  }

  void reopen() {
    if (dice.roll(4) == 0) deciding.now = deciding.now + days(20);
    const bool in_time = deciding.now.ms - oracle.closed_at <= days(30).ms;
    if (!expect("reopen", ask::Reopen{"又坏了"}, oracle.status == "closed" && in_time)) return;
    Oracle fresh = oracle;
    fresh.status = "reopened";
    fresh.step = 0;
    fresh.heard = fresh.settled = fresh.angry = fresh.left_out = fresh.agreed = fresh.registration = false;
    fresh.refund_due = 0;
    fresh.granted = 0;
    fresh.goods = false;
    fresh.returns_done_now = 0;
    oracle = fresh;
    platform_refunds = false;
  }

  void step(int to) {
    if (to == oracle.step || to > 5) return;
    const bool forward = to == oracle.step + 1;
    const bool allowed = open_case_now() && (to < oracle.step || (forward && oracle.can_go_on()));
    if (!expect("step" + std::to_string(to), ask::MoveStep{static_cast<Step>(to), "理由"}, allowed)) return;
    if (oracle.step == 5) oracle.status = "open";
    if (to == 5) oracle.status = "resolved";
    oracle.step = to;
  }

  void compare() {
    const bool same = static_cast<int>(state.step) == oracle.step && name(state.status()) == oracle.status &&
                      state.heard == oracle.heard && state.agreement.has_value() == oracle.agreed &&
                      static_cast<int>(state.tags.size()) == oracle.tags;
    if (!same) wrong = log + ": the states differ";
    if (!(state == folded)) wrong = log + ": the events do not tell the same case";
    for (std::size_t i = 1; i < state.history.size(); ++i) {
      if (state.history[i].since < state.history[i - 1].since) wrong = log + ": history runs backwards";
    }
  }
};

}  // namespace

std::string play_case_life(std::span<const std::uint8_t> bytes) {
  Player player(bytes);
  player.open();
  while (player.wrong.empty() && player.dice.more()) {
    player.turn();
    if (player.wrong.empty()) player.compare();
  }
  return player.wrong;
}

}  // namespace shouhou::domain::testing
