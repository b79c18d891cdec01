#include "domain/own_rules.h"

#include <algorithm>
#include <set>
#include <string>

namespace shouhou::domain {
namespace {

// Orders of the last day of a promise can still have cases so much later.
constexpr int days_after_end = 180;

template <class Row>
const Row* find(const std::vector<Row>& rows, const std::string& id) {
  const auto found = std::ranges::find(rows, id, &Row::id);
  return found == rows.end() ? nullptr : &*found;
}

template <class T>
bool contains_all(const std::vector<T>& all, const std::vector<T>& wanted) {
  return std::ranges::all_of(wanted, [&](const T& one) { return std::ranges::find(all, one) != all.end(); });
}

// An empty list of channels or categories means every one.
template <class T>
bool at_least(const std::vector<T>& now, const std::vector<T>& before) {
  return now.empty() || (!before.empty() && contains_all(now, before));
}

class Protection {
 public:
  Protection(const RuleBook& base, const RuleBook& own) : base_(base), own_(own) {}

  std::vector<Error> problems() {
    for (const Law& law : own_.laws) {
      if (is_own(law.origin))
        add(law.origin, {"法律条文是全国统一的，店铺不能改",
                         "articles of law are the same for everybody; a shop cannot change them"});
    }
    for (const Compensation& row : own_.compensations) check(row);
    for (const TimeOut& row : own_.time_outs) check(row);
    for (const GoodsCategory& row : own_.categories) check(row);
    for (const Issue& row : own_.issues) check(row);
    for (const ShopPromise& row : own_.promises) check(row);
    check_stuck_days();
    return std::move(problems_);
  }

 private:
  void add(const RuleOrigin& origin, Text why) {
    problems_.push_back({ErrorKind::invalid, "rules.against_buyer", std::move(why), origin.place});
  }

  // Amounts may only rise; when a row counts decides which row counts, so that stays.
  void check(const Compensation& row) {
    if (!is_own(row.origin)) return;
    const Compensation* before = find(base_.compensations, row.id);
    if (before == nullptr) {
      return add(row.origin,
                 {"平台赔付表不能另加行；想多赔，请用承诺 [[promise]] kind = \"late_compensation\"",
                  "the platform's table takes no further rows; to give more, use a [[promise]] of kind "
                  "\"late_compensation\""});
    }
    const bool same_case = row.channels == before->channels && row.event == before->event &&
                           row.presale == before->presale && row.later_than == before->later_than &&
                           row.paid_from == before->paid_from && row.paid_to == before->paid_to &&
                           row.origin.in_force == before->origin.in_force;
    if (!same_case) {
      return add(row.origin,
                 {"平台赔付的适用情形（渠道、事件、时长、金额段、生效日）不能改，只能把金额改高",
                  "when the platform's compensation is due cannot be changed, only its amounts raised"});
    }
    const bool less = row.permille < before->permille || row.least < before->least ||
                      row.most < before->most || (before->double_deposit && !row.double_deposit) ||
                      (row.paid_in != before->paid_in && row.paid_in != PaidIn::money);
    if (less) {
      add(row.origin, {"平台赔付不能低于平台标准", "the compensation may not be below the platform's own"});
    }
  }

  // The term of shipping decides what is late, and lateness is paid for.
  void check(const TimeOut& row) {
    if (!is_own(row.origin) || row.step != TimeOutStep::ship_order) {
      const TimeOut* before = find(base_.time_outs, row.id);
      if (is_own(row.origin) && before != nullptr && before->step == TimeOutStep::ship_order)
        add(row.origin,
            {"发货时限这一行不能改作他用", "the row of the shipping term cannot be used for another step"});
      return;
    }
    const TimeOut* before = find(base_.time_outs, row.id);
    const bool fits = before != nullptr && before->step == row.step && before->channels == row.channels &&
                      before->origin.in_force == row.origin.in_force && row.duration <= before->duration;
    if (!fits) {
      add(row.origin, {"发货时限只能缩短：晚发货要赔付买家，不能靠改时限免掉",
                       "the shipping term may only be shortened: lateness is owed to the buyer"});
    }
  }

  bool known_check(const std::string& id) const {
    for (const GoodsCategory& category : base_.categories) {
      if (category.exclusion == Exclusion::none &&
          std::ranges::find(category.intact, id, &GoodsCheck::id) != category.intact.end())
        return true;
    }
    return false;
  }

  void check(const GoodsCategory& row) {
    if (!is_own(row.origin)) return;
    const GoodsCategory* before = find(base_.categories, row.id);
    const Exclusion may = before == nullptr ? Exclusion::none : before->exclusion;
    if (row.exclusion > may) {
      add(row.origin,
          {"哪些商品不适用七日无理由由法规规定，店铺不能加",
           "which goods are outside the seven-day right is a matter of law; a shop cannot add any"});
    }
    check_words(row, before);
    for (const GoodsCheck& check : row.intact) {
      const bool fine = before == nullptr ? known_check(check.id)
                                          : std::ranges::find(before->intact, check.id, &GoodsCheck::id) !=
                                                before->intact.end();
      if (!fine) {
        add(row.origin, {"完好标准“" + check.what.zh + "”比原来更严，不能加",
                         "the condition \"" + check.what.en + "\" asks more of the buyer than before"});
      }
    }
    if (before != nullptr && (row.intact_law != before->intact_law || (before->food && !row.food))) {
      add(row.origin, {"这一类目的法律依据和“食品”属性不能改",
                       "the legal basis of a category, and whether it is food, cannot be changed"});
    }
  }

  // Words decide which goods fall under a row: none may move goods to a row that gives less.
  void check_words(const GoodsCategory& row, const GoodsCategory* before) {
    if (before == nullptr) return;
    const bool fine = before->exclusion == Exclusion::none ? contains_all(row.words, before->words)
                                                           : contains_all(before->words, row.words);
    if (fine) return;
    if (before->exclusion == Exclusion::none) {
      add(row.origin, {"类目原有的词不能去掉，否则这些商品会归到别的类目",
                       "words of a category cannot be dropped: its goods would fall under another one"});
    } else {
      add(row.origin,
          {"不适用七日无理由的类目不能加词", "a category outside the seven-day right takes no more words"});
    }
  }

  void check(const Issue& row) {
    if (!is_own(row.origin)) return;
    const Issue* before = find(base_.issues, row.id);
    if (before != nullptr && before->nature != row.nature) {
      add(row.origin, {"问题类型的性质（nature）决定法定权益，不能改",
                       "the nature of an issue decides what the law gives; it cannot be changed"});
    }
  }

  void check(const ShopPromise& row) {
    if (!is_own(row.origin)) return;
    if (const ShopPromise* before = find(base_.promises, row.id); before != nullptr && less(row, *before))
      add(row.origin, {"已经作出的承诺不能缩水", "a promise that was made cannot be made smaller"});
  }

 public:
  static bool less(const ShopPromise& now, const ShopPromise& before) {
    // Dispatch within a shorter time is the better promise; every other span is better longer.
    const bool shorter =
        now.kind == PromiseKind::ship_within ? now.span > before.span : now.span < before.span;
    const bool ends = now.until && (!before.until || *now.until < *before.until);
    return now.kind != before.kind || shorter || now.amount < before.amount || ends ||
           now.origin.in_force > before.origin.in_force || !at_least(now.categories, before.categories) ||
           !at_least(now.channels, before.channels);
  }

 private:
  void check_stuck_days() {
    const TunedNumber& now = own_.tuning[index_of(Tuning::stuck_days)];
    if (!is_own(now.origin) || now.value <= base_.number(Tuning::stuck_days)) return;
    add(now.origin,
        {"多少天无物流算丢件，只能改短", "the days after which a parcel counts as lost may only be fewer"});
  }

  const RuleBook& base_;
  const RuleBook& own_;
  std::vector<Error> problems_;
};

Error taken_back(const ShopPromise& promise, const RuleOrigin* now) {
  return {ErrorKind::invalid,
          "rules.promise_taken_back",
          {"承诺“" + promise.name.zh + "”[" + promise.id +
               "]已经对买家作出，不能直接去掉或缩水；请保留原行并写 until = 最后一天，之后付款的订单不再适用",
           "the promise \"" + promise.name.en + "\" [" + promise.id +
               "] was made to buyers: keep the row and give it until = its last day; orders paid later are "
               "not covered"},
          now == nullptr ? std::string(own_rules_file) : now->place};
}

}  // namespace

bool is_own(const RuleOrigin& origin) {
  return origin.place.starts_with(own_rules_file) && origin.place.size() > own_rules_file.size() &&
         origin.place[own_rules_file.size()] == ':';
}

std::vector<Error> against_the_buyer(const RuleBook& base, const RuleBook& own) {
  return Protection(base, own).problems();
}

std::vector<Error> promises_taken_back(const RuleBook& before, const RuleBook& after, Day today) {
  std::vector<Error> problems;
  for (const ShopPromise& promise : before.promises) {
    // One that never came into force was made to nobody.
    if (!is_own(promise.origin) || today < promise.origin.in_force) continue;
    if (promise.until && promise.until->plus_days(days_after_end) < today) continue;
    const ShopPromise* now = find(after.promises, promise.id);
    if (now == nullptr) {
      problems.push_back(taken_back(promise, nullptr));
      continue;
    }
    ShopPromise open = *now;
    const bool ends_in_time =
        now->until && (*now->until >= today || (promise.until && *now->until >= *promise.until));
    if (ends_in_time) open.until = promise.until;
    if (Protection::less(open, promise)) problems.push_back(taken_back(promise, &now->origin));
  }
  return problems;
}

}  // namespace shouhou::domain
