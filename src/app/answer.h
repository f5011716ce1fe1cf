// What a sub-command answers, before it becomes a table, JSON, CSV or GeoJSON. A command fills it once; every
// output reads the same cells, so no two outputs can disagree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "geo/point.h"
#include "reference/language.h"

namespace bassin::app {

using reference::Label;
using reference::Language;

struct Absent {};
// Known to the register, kept from this audience.
struct Masked {};
// Several short texts.
using Codes = std::vector<std::string>;
// A quantity beside its number of decimals, and what stands behind it ("m", "%").
struct Quantity {
  double value = 0;
  int decimals = 0;
  std::string_view unit;
};

// A code for programs, and the words in which a person reads it.
struct Coded {
  std::string code;
  std::string shown;
};

// Several of them.
using CodedList = std::vector<Coded>;

using Cell = std::variant<Absent, Masked, std::string, std::int64_t, Quantity, base::Date, bool, Codes, Coded, CodedList>;

// A known text, or absent when empty.
[[nodiscard]] Cell text_cell(std::string_view text);
[[nodiscard]] Cell date_cell(std::optional<base::Date> date);
// From "2016-06-04"; absent for any other text.
[[nodiscard]] Cell iso_cell(std::string_view iso);
[[nodiscard]] Cell number_cell(std::uint64_t number);

struct Column {
  std::string id;  // as --columns, JSON and CSV name it
  Label title;
  bool in_table = true;  // else in JSON and CSV only
  std::string shown{};   // in place of the title, where it is data
};

struct Row {
  std::vector<Cell> cells;  // one a column
  std::string id;           // in a record: the name of the property
  Label title;              // in a record: what the reader sees; empty: `shown`
  std::string shown;
  geo::Point position;  // visible to this audience, else unknown
};

// `rows`: a list, one line each. `record`: properties of one thing, one line each.
enum class Shape : std::uint8_t { rows, record };

struct Table {
  std::string id;
  Label title;  // may be empty
  Shape shape = Shape::rows;
  std::vector<Column> columns;
  std::vector<Row> rows;
  // Below a rule, in the aligned table only.
  std::optional<Row> total;
  bool for_people = true;       // the aligned table shows it
  bool for_programs = true;     // JSON holds it; CSV and GeoJSON are the first such table
  std::vector<Row> csv_tail{};  // lines that CSV has below the rows, as it holds no second table
};

// A sentence beside the figures; `id` is stable for programs.
struct Note {
  std::string id;
  std::string text;
};

struct Property {
  std::string id;
  Cell value;
};

struct Answer {
  std::string command;
  // Parts of the first line, joined by " · ".
  std::vector<std::string> headline;
  // The same facts for programs: snapshot, field, date, territory…, in this order.
  std::vector<Property> facts;
  std::vector<Table> tables;
  std::vector<Note> caveats;
  // "Source : Insee, Sirene, …" without its first word.
  std::vector<std::string> sources;
  // Shown below the tables of a terminal, with the option that takes it up.
  std::string next_cursor;
  bool found = true;  // false: the answer is empty, exit code 1
};

// Whether any cell is masked, of those that people or programs are shown.
[[nodiscard]] bool has_masked(Answer const& answer, bool for_people);
// The table that CSV and GeoJSON give, or null.
[[nodiscard]] Table const* table_for_programs(Answer const& answer);

}  // namespace bassin::app
