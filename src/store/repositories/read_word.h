// Columns that hold the name of an enumerator.
#pragma once

#include <stdexcept>
#include <string>

#include "domain/enum_names.h"
#include "store/engine/engine.h"

namespace shouhou::store {

// A word that the program does not know means a newer schema or a damaged file: nothing to go on with.
template <domain::DescribedEnum E>
void read_word(const Row& row, int column, E& into) {
  const auto word = domain::named<E>(row.text(column));
  if (!word) throw std::runtime_error("unknown word in the database: " + row.string(column));
  into = *word;
}

}  // namespace shouhou::store
