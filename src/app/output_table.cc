#include <algorithm>
#include <cmath>

#include "app/format.h"
#include "app/output.h"
#include "app/texts.h"
#include "app/width.h"

namespace bassin::app {
namespace {

constexpr std::size_t gap = 2;         // columns of space between two columns
constexpr std::size_t narrowest = 20;  // what a column is shortened to at most: a SIRET or a snapshot's id stays whole

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

bool is_number(Cell const& cell) { return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<Quantity>(cell); }

std::string joined(Codes const& codes) {
  if (codes.empty()) return "–";
  std::string out;
  for (auto const& code : codes) out += (out.empty() ? "" : " + ") + code;
  return out;
}

Codes shown(CodedList const& list) {
  Codes texts;
  for (auto const& coded : list) texts.push_back(coded.shown);
  return texts;
}

std::string quantity_text(Quantity const& quantity, Language language) {
  auto const number = format_decimal(quantity.value, quantity.decimals, language);
  return quantity.unit.empty() ? number : number + std::string(no_break_space) + std::string(quantity.unit);
}

struct Texts {
  std::vector<std::string> cells;
};

// One table ready to be printed: its texts, and how wide and on which side each column stands.
struct Grid {
  std::vector<Texts> rows;  // the header first, the total last
  std::vector<std::size_t> widths;
  std::vector<bool> right;
  bool has_header = true;
  bool has_total = false;
};

std::vector<std::size_t> shown_columns(Table const& table) {
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].in_table) shown.push_back(c);
  }
  return shown;
}

std::string row_title(Row const& row, Language language) { return row.shown.empty() ? say(row.title, language) : row.shown; }

class GridMaker {
 public:
  GridMaker(Table const& table, Language language) : table_(table), language_(language), shown_(shown_columns(table)) {}

  Grid make() {
    header();
    for (auto const& row : table_.rows) add(row);
    if (table_.total) add(*table_.total);
    grid_.has_total = table_.total.has_value();
    measure();
    return std::move(grid_);
  }

 private:
  [[nodiscard]] bool record() const { return table_.shape == Shape::record; }

  void header() {
    Texts texts;
    if (record()) texts.cells.emplace_back();
    for (auto const c : shown_) {
      auto const& column = table_.columns[c];
      texts.cells.push_back(column.shown.empty() ? say(column.title, language_) : printable(column.shown));
    }
    grid_.right.assign(texts.cells.size(), false);
    grid_.has_header = std::any_of(texts.cells.begin(), texts.cells.end(), [](auto const& text) { return !text.empty(); });
    grid_.rows.push_back(std::move(texts));
  }

  void add(Row const& row) {
    Texts texts;
    if (record()) texts.cells.push_back(row_title(row, language_));
    for (auto const c : shown_) {
      if (is_number(row.cells[c]) && !record()) grid_.right[texts.cells.size()] = true;
      texts.cells.push_back(printable(cell_text(row.cells[c], language_)));
    }
    grid_.rows.push_back(std::move(texts));
  }

  void measure() {
    grid_.widths.assign(grid_.right.size(), 0);
    for (auto const& row : grid_.rows) {
      for (std::size_t c = 0; c < row.cells.size(); ++c) grid_.widths[c] = std::max(grid_.widths[c], display_width(row.cells[c]));
    }
  }

  Table const& table_;
  Language language_;
  std::vector<std::size_t> shown_;
  Grid grid_;
};

// Takes columns from the widest texts until the table fits the terminal.
void fit(Grid& grid, std::size_t terminal) {
  auto total = grid.widths.empty() ? 0 : gap * (grid.widths.size() - 1);
  for (auto const width : grid.widths) total += width;
  while (terminal > 0 && total > terminal) {
    std::size_t widest = 0;
    for (std::size_t c = 1; c < grid.widths.size(); ++c) {
      if (!grid.right[c] && (grid.right[widest] || grid.widths[c] > grid.widths[widest])) widest = c;
    }
    if (grid.widths[widest] <= narrowest) return;
    --grid.widths[widest];
    --total;
  }
}

std::string line_of(Grid const& grid, Texts const& texts) {
  std::string line;
  for (std::size_t c = 0; c < texts.cells.size(); ++c) {
    if (c > 0) line.append(gap, ' ');
    auto const text = shorten(texts.cells[c], grid.widths[c]);
    line += grid.right[c] ? pad_left(text, grid.widths[c]) : pad_right(text, grid.widths[c]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string rule(Grid const& grid) {
  std::string line;
  for (std::size_t c = 0; c < grid.widths.size(); ++c) {
    if (c > 0) line.append(gap, ' ');
    for (std::size_t i = 0; i < grid.widths[c]; ++i) line += "─";
  }
  return line + "\n";
}

std::string grid_text(Grid const& grid) {
  std::string out;
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    if (r == 0 && !grid.has_header) continue;
    if (grid.has_total && r + 1 == grid.rows.size()) out += rule(grid);
    out += line_of(grid, grid.rows[r]);
    if (r == 0) out += rule(grid);
  }
  return out;
}

std::string one_table(Table const& table, OutputStyle const& style) {
  auto const title = say(table.title, style.language);
  std::string out = title.empty() ? "" : title + "\n";
  auto grid = GridMaker(table, style.language).make();
  fit(grid, style.terminal_columns);
  return out + grid_text(grid);
}

std::string heading(Answer const& answer) {
  std::string line;
  for (auto const& part : answer.headline) line += (line.empty() ? "" : " · ") + printable(part);
  return line.empty() ? line : line + "\n";
}

}  // namespace

std::string cell_text(Cell const& cell, Language language) {
  return std::visit(Overloaded{
                        [](Absent) { return std::string("–"); },
                        [&](Masked) { return say(texts::masked, language); },
                        [](std::string const& text) { return text; },
                        [&](std::int64_t number) { return format_number(number, language); },
                        [&](Quantity const& quantity) { return quantity_text(quantity, language); },
                        [&](base::Date date) { return format_date(date, language); },
                        [&](bool yes) { return say(yes ? texts::yes : texts::no, language); },
                        [](Codes const& codes) { return joined(codes); },
                        [](Coded const& coded) { return coded.shown; },
                        [](CodedList const& list) { return joined(shown(list)); },
                    },
                    cell);
}

std::string render_table(Answer const& answer, OutputStyle const& style) {
  std::string out = heading(answer);
  for (auto const& note : answer.caveats) out += "! " + printable(note.text) + "\n";
  for (auto const& table : answer.tables) {
    if (table.for_people && !table.rows.empty()) out += (out.empty() ? "" : "\n") + one_table(table, style);
  }
  if (!answer.next_cursor.empty()) out += "\n" + say(texts::next_page, style.language) + " --cursor " + answer.next_cursor + "\n";
  if (!answer.sources.empty()) out += "\n";
  for (auto const& source : answer.sources) out += say(texts::source, style.language) + " " + printable(source) + "\n";
  return out;
}

}  // namespace bassin::app
