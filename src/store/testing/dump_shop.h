// Everything the database holds of one shop, as text, to see whether anything of it changed.
#pragma once

#include <map>
#include <string>

#include "store/store.h"

namespace shouhou::store::testing {

// Rows by table name, sorted; every table that has a shop_id.
std::map<std::string, std::string> dump_shop(Store& store, ShopId shop);

}  // namespace shouhou::store::testing
