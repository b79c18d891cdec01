// What an assertion inside the network library (BOOST_ASSERT) becomes when it does not hold: an exception
// that ends the request or the connection it happened in, not the desk for everybody (docs/decisions/0012).
#pragma once

#include <stdexcept>

namespace shouhou::net {

class AssertionFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace shouhou::net
