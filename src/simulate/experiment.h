// Policies side by side on the same shops: one Tally per seed and policy, and what they say together.
#pragma once

#include <string>
#include <vector>

#include "simulate/shop_run.h"
#include "simulate/statistics.h"

namespace shouhou::simulate {

struct SeedResult {
  std::uint64_t seed = 0;
  std::uint64_t fingerprint = 0;  // of the world
  std::vector<Tally> tallies;     // by Experiment::policies
};

struct Experiment {
  WorldSize size;  // of every world, but for the seed
  std::vector<PolicyName> policies;
  std::vector<SeedResult> seeds;
  double seconds = 0;  // the clock's, of the whole run
  std::string rules_version;

  std::optional<std::size_t> place_of(const std::string& policy) const;
};

// Runs every policy on the world of one seed.
SeedResult run_seed(const WorldRules& rules, WorldSize size, std::uint64_t seed,
                    const std::vector<PolicyName>& policies, const domain::RuleBook& book, const Zone& zone);

// One number of a run, as a person reads it.
struct Measure {
  std::string id;
  Text name;
  Text unit;
  int decimals = 2;
  double (*of)(const Tally&) = nullptr;
};
const std::vector<Measure>& measures();
double cost_per_case(const Tally& tally);             // yuan
double part_per_case(const Tally& tally, Part part);  // yuan

// Of one measure over the seeds.
std::vector<double> values_of(const Experiment& experiment, std::size_t policy, double (*of)(const Tally&));
Estimate estimate_of(const Experiment& experiment, std::size_t policy, double (*of)(const Tally&));
Estimate difference_of(const Experiment& experiment, std::size_t one, std::size_t other,
                       double (*of)(const Tally&));

// The fixed policy without breaches that costs least per case; nothing where none ran.
std::optional<std::size_t> best_fixed(const Experiment& experiment);
// How much of the way from the best fixed policy to the oracle ours goes, in [.., 1]; with its interval.
std::optional<Estimate> gap_closed(const Experiment& experiment);
// Cost per case by month of opening, over all seeds, in yuan; 0 where nothing was opened.
std::vector<double> cost_by_month(const Experiment& experiment, std::size_t policy);

// After a shift half-way: how many months until ours is, beside the oracle, within a tenth of the price of
// the best fixed policy's gap of where it settles in the end. Nothing without a shift or without both
// policies.
struct Recovery {
  double gap_before = 0;    // ours − oracle, yuan per case, mean of the three months before
  double gap_at_first = 0;  // the month after
  double gap_settled = 0;   // mean of the last three months
  int months = 0;           // from the shift until the gap first is at most 10 % above the settled one
};
std::optional<Recovery> recovery(const Experiment& experiment);

// A table for the terminal.
std::string table_of(const Experiment& experiment);

}  // namespace shouhou::simulate
