// What an experiment found, as a page for people and as JSON for tools.
#pragma once

#include <string>

#include "simulate/experiment.h"

namespace shouhou::simulate {

// One self-contained HTML page, Chinese first: tables and charts as inline SVG, no scripts, readable on a
// phone.
std::string html_of(const Experiment& experiment, const WorldRules& rules);

// {"policies": […], "seeds": […], "measures": {…}, "ours_minus": {…}, …}; money in yuan.
std::string json_of(const Experiment& experiment, const WorldRules& rules);

}  // namespace shouhou::simulate
