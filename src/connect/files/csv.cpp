#include "connect/files/csv.h"

#include <algorithm>
#include <array>

#include "connect/files/armour.h"

namespace shouhou::connect {
namespace {

constexpr std::size_t sample_bytes = 64 * 1024;

// How often each candidate stands outside of quotes in a line.
struct Tally {
  std::size_t lines_with = 0;
  std::size_t same_as_first = 0;
  std::size_t in_first = 0;
};

Tally tally(std::string_view sample, char candidate) {
  Tally found;
  std::size_t in_line = 0;
  std::size_t lines = 0;
  bool quoted = false;
  for (std::size_t at = 0; at <= sample.size() && lines < 50; ++at) {
    const char c = at < sample.size() ? sample[at] : '\n';
    if (c == '"') quoted = !quoted;
    if (c == candidate && !quoted) ++in_line;
    if (c != '\n' || quoted) continue;
    if (lines == 0) found.in_first = in_line;
    if (in_line > 0) ++found.lines_with;
    if (in_line == found.in_first) ++found.same_as_first;
    in_line = 0;
    ++lines;
  }
  return found;
}

bool line_end(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

char guess_delimiter(std::string_view sample) {
  char best = ',';
  std::size_t best_score = 0;
  for (const char candidate : {'\t', ',', ';', '|'}) {
    const Tally found = tally(sample, candidate);
    if (found.lines_with == 0) continue;
    const std::size_t score =
        found.same_as_first * std::min<std::size_t>(found.in_first, 8) + found.lines_with;
    if (score > best_score) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

CsvReader::CsvReader(std::unique_ptr<TextSource> text, char delimiter)
    : text_(std::move(text)), delimiter_(delimiter) {}

Result<void> CsvReader::begin() {
  while (!ended_ && window_.size() < sample_bytes) SHOUHOU_TRY(fill());
  // Excel's own hint about the delimiter.
  if (window_.starts_with("sep=") && window_.size() > 5 && line_end(window_[5])) {
    delimiter_ = window_[4];
    skip_line(ended_);
  }
  if (delimiter_ == 0) delimiter_ = guess_delimiter(std::string_view(window_).substr(start_));
  return {};
}

Result<bool> CsvReader::fill() {
  if (ended_) return false;
  window_.erase(0, start_);
  start_ = 0;
  SHOUHOU_ASSIGN(const bool more, text_->append_to(window_));
  ended_ = !more;
  return more;
}

// Whether the quote at `at` ends its cell: the delimiter, a line end or the end of the file follows, perhaps
// after blanks. Anything else means that the quote belongs to the text.
bool CsvReader::closes(std::size_t at, bool at_end, bool& undecided) const {
  std::size_t next = at + 1;
  while (next < window_.size() && window_[next] == ' ') ++next;
  if (next >= window_.size()) {
    undecided = !at_end;
    return true;
  }
  return window_[next] == delimiter_ || line_end(window_[next]);
}

CsvReader::Outcome CsvReader::quoted_cell(std::size_t& at, bool at_end, bool armour) {
  const std::size_t first = at;
  Cell cell{at, 0, false};
  while (true) {
    const std::size_t quote = window_.find('"', at);
    if (quote == std::string::npos) return at_end ? Outcome::open_quote : Outcome::needs_more;
    const bool last = quote + 1 >= window_.size();
    if (last && !at_end) return Outcome::needs_more;
    const bool doubled = !last && window_[quote + 1] == '"';
    bool undecided = false;
    // In ="…" a doubled quote may also be the end of the inner text: ""","" is read like "…".
    if (!doubled && closes(quote, at_end, undecided)) {
      if (undecided) return Outcome::needs_more;
      cell.size = quote - first;
      at = quote + 1;
      while (at < window_.size() && window_[at] == ' ') ++at;
      break;
    }
    at = quote + (doubled ? 2 : 1);
    cell.unescaped = cell.unescaped || (doubled && !armour);
  }
  for (std::size_t i = first; i < first + cell.size; ++i) {
    if (window_[i] == '\n' || (window_[i] == '\r' && window_[i + 1] != '\n')) ++row_lines_;
  }
  if (cell.unescaped) {
    const std::size_t begin = scratch_.size();
    for (std::size_t i = first; i < first + cell.size; ++i) {
      scratch_ += window_[i];
      if (window_[i] == '"' && i + 1 < first + cell.size && window_[i + 1] == '"') ++i;
    }
    cell.at = begin;
    cell.size = scratch_.size() - begin;
  }
  cells_.push_back(cell);
  return Outcome::row;
}

CsvReader::Outcome CsvReader::plain_cell(std::size_t& at, bool at_end) {
  const std::size_t first = at;
  while (at < window_.size() && window_[at] != delimiter_ && !line_end(window_[at])) ++at;
  if (at >= window_.size() && !at_end) return Outcome::needs_more;
  cells_.push_back({first, at - first, false});
  return Outcome::row;
}

CsvReader::Outcome CsvReader::parse_row(bool quotes, bool at_end) {
  cells_.clear();
  scratch_.clear();
  row_lines_ = 1;
  std::size_t at = start_;
  while (true) {
    if (cells_.size() >= row_cells_limit) return Outcome::too_long;
    std::size_t open = at;
    while (open < window_.size() && window_[open] == ' ') ++open;
    if (open + 1 >= window_.size() && !at_end) return Outcome::needs_more;
    const bool armour = open + 1 < window_.size() && window_[open] == '=' && window_[open + 1] == '"';
    if (quotes && (armour || (open < window_.size() && window_[open] == '"'))) {
      at = open + (armour ? 2 : 1);
      const Outcome outcome = quoted_cell(at, at_end, armour);
      if (outcome != Outcome::row) return outcome;
    } else if (plain_cell(at, at_end) != Outcome::row) {
      return Outcome::needs_more;
    }
    if (at < window_.size() && window_[at] == delimiter_) {
      ++at;
      continue;
    }
    break;
  }
  if (at < window_.size() && window_[at] == '\r') {
    if (at + 1 >= window_.size() && !at_end) return Outcome::needs_more;
    ++at;
    if (at < window_.size() && window_[at] == '\n') ++at;
  } else if (at < window_.size()) {
    ++at;
  }
  end_ = at;
  return Outcome::row;
}

bool CsvReader::blank_row() const {
  return std::ranges::all_of(views_, [](std::string_view cell) { return cell.empty(); });
}

Result<bool> CsvReader::give(ports::TableRow& row) {
  views_.clear();
  for (const Cell& cell : cells_) {
    const std::string_view whole = cell.unescaped ? std::string_view(scratch_) : std::string_view(window_);
    views_.push_back(without_armour(whole.substr(cell.at, cell.size)));
  }
  row.line = line_;
  row.cells = views_;
  line_ += row_lines_;
  start_ = end_;
  return true;
}

// Moves behind the current line; false where its end is not in the window yet.
bool CsvReader::skip_line(bool at_end) {
  std::size_t at = start_;
  while (at < window_.size() && !line_end(window_[at])) ++at;
  if (at + 1 >= window_.size() && !at_end) {
    start_ = at;
    return false;
  }
  if (at < window_.size() && window_[at] == '\r' && at + 1 < window_.size() && window_[at + 1] == '\n') ++at;
  start_ = std::min(at + 1, window_.size());
  ++line_;
  return true;
}

Result<bool> CsvReader::broken_row(Outcome outcome, ports::TableRow& row) {
  const std::int64_t line = line_;
  row.line = line;
  row.cells = {};
  while (!skip_line(ended_)) SHOUHOU_TRY(fill());
  if (outcome == Outcome::open_quote) {
    return fail(ErrorKind::invalid, "file.malformed_row",
                {"引号没有结束，这一行无法分列", "A quote is never closed, so the row has no columns"},
                std::to_string(line));
  }
  return fail(ErrorKind::invalid, "file.malformed_row",
              {"这一行过长（超过 1 MB 或 1024 列）", "The row is too long (over 1 MB or 1024 columns)"},
              std::to_string(line));
}

Result<bool> CsvReader::next(ports::TableRow& row) {
  while (true) {
    if (start_ >= window_.size() && ended_) return false;
    // A file with many quotes that never close does not use quotes at all; looking for each one's end would
    // read the file over and over.
    const bool quotes = swallowed_ < 100;
    Outcome outcome = parse_row(quotes, ended_);
    const bool over = window_.size() - start_ > row_bytes_limit;
    if (outcome == Outcome::needs_more && !over) {
      SHOUHOU_TRY(fill());
      continue;
    }
    // A quote that is never closed would swallow the rest: then the line counts as it stands, without quotes.
    const bool swallowed = outcome == Outcome::open_quote || outcome == Outcome::needs_more;
    const bool suspicious =
        outcome == Outcome::row && row_lines_ > 1 && usual_cells_ > 1 && cells_.size() != usual_cells_;
    if (swallowed) ++swallowed_;
    if (swallowed || suspicious) {
      const Outcome plain = parse_row(false, ended_);
      if (plain == Outcome::row && cells_.size() == usual_cells_) {
        outcome = Outcome::row;
      } else if (suspicious) {
        outcome = parse_row(true, ended_);
      } else {
        return broken_row(swallowed ? Outcome::open_quote : Outcome::too_long, row);
      }
    }
    if (outcome == Outcome::too_long || end_ - start_ > row_bytes_limit) {
      return broken_row(Outcome::too_long, row);
    }
    SHOUHOU_TRY(give(row));
    if (blank_row()) continue;
    if (++rows_ <= 20) usual_cells_ = std::max(usual_cells_, views_.size());
    return true;
  }
}

}  // namespace shouhou::connect
