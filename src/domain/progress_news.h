// What became of a grant's deeds and of goods on their way back, as news for the buyer (P-E1). Only what has
// happened, each thing once and as it stands now. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/grants.h"
#include "domain/progress.h"
#include "domain/returns.h"

namespace shouhou::domain {

struct ToldNews {
  News news;
  std::string detail;  // for the desk, not for the buyer
};

// Of what changed in (since, now].
std::vector<ToldNews> news_of_deeds(std::span<const Deed> deeds, Instant since, Instant now);
std::vector<ToldNews> news_of_returns(std::span<const Return> returns, Instant since, Instant now);

// What is still open of them: money that is not paid, goods that are awaited or being looked at.
std::vector<Pending> pending_deeds(std::span<const Deed> deeds);
std::vector<Pending> pending_returns(std::span<const Return> returns);

// Whether news_of_deeds speaks of such work: what else is known of its task need not be told.
bool told_of(EffectKind kind);

}  // namespace shouhou::domain
