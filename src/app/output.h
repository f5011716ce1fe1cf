// The four forms of an answer. docs/cli.md states JSON and CSV, which stay stable; the table is for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "app/answer.h"

namespace bassin::app {

enum class OutputForm : std::uint8_t { table, json, csv, geojson };

struct OutputStyle {
  OutputForm form = OutputForm::table;
  Language language = Language::fr;
  // Columns of the terminal; 0: not one, nothing is shortened.
  std::size_t terminal_columns = 0;
};

[[nodiscard]] std::string render(Answer const& answer, OutputStyle const& style);

// Aligned by display width, numbers to the right; first the headline, last caveats and sources.
[[nodiscard]] std::string render_table(Answer const& answer, OutputStyle const& style);
// One object: command, facts, a member for each table, caveats, sources.
[[nodiscard]] std::string render_json(Answer const& answer);
// RFC 4180 with a header, of the first table, or of all records alike where the first is one; a masked value is "[ND]",
// as in the files of the register.
[[nodiscard]] std::string render_csv(Answer const& answer);
// Its header and one of its lines, for exports that do not fit in memory.
[[nodiscard]] std::string csv_header(Table const& table);
[[nodiscard]] std::string csv_line(Table const& table, Row const& row);
// RFC 7946: the rows of the first table that have a visible position; how many have none stands in the member
// "withoutPosition".
[[nodiscard]] std::string render_geojson(Answer const& answer);

// What a person reads in a cell.
[[nodiscard]] std::string cell_text(Cell const& cell, Language language);

}  // namespace bassin::app
