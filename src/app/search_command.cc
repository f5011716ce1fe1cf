#include <algorithm>

#include "app/commands.h"
#include "app/context.h"
#include "app/format.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/question.h"
#include "app/row_columns.h"
#include "app/texts.h"
#include "app/texts_columns.h"
#include "app/texts_commands.h"
#include "query/search.h"

namespace bassin::app {
namespace {

using base::Result;

std::string joined(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string_view id_of(query::WordMatch match) {
  switch (match) {
    case query::WordMatch::exact: return "exact";
    case query::WordMatch::begun: return "begun";
    case query::WordMatch::glued: return "glued";
    case query::WordMatch::misspelt: return "misspelt";
    case query::WordMatch::missing: break;
  }
  return "missing";
}

// "BOULENGERIE → BOULANGERIE": what was not found as typed.
Cell reason_cell(query::SearchHit const& hit) {
  std::string text;
  for (auto const& word : hit.words) {
    if (word.match == query::WordMatch::exact) continue;
    text += (text.empty() ? "" : ", ") + word.word + " → " + (word.found.empty() ? "–" : word.found);
  }
  return text_cell(text);
}

Cell worst_match(query::SearchHit const& hit) {
  auto worst = query::WordMatch::exact;
  for (auto const& word : hit.words) worst = std::max(worst, word.match);
  return std::string(id_of(worst));
}

Result<Table> hits_table(query::SearchAnswer const& found, Question const& question, RowTable& rows) {
  std::vector<std::uint32_t> numbers;
  for (auto const& hit : found.hits) numbers.push_back(hit.row);
  BASSIN_TRY(auto const lines, query::read_rows(*question.ground.view, numbers, question.ground.audience, question.filter.at));
  for (auto const& line : lines) rows.add(line);
  auto table = std::move(rows).take();
  table.columns.push_back({"found-as", texts::found_as});
  table.columns.push_back({"match", texts::found_as, false});
  table.columns.push_back({"score", texts::score, false});
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    auto& cells = table.rows[i].cells;
    cells.push_back(reason_cell(found.hits[i]));
    cells.push_back(worst_match(found.hits[i]));
    cells.push_back(Quantity{found.hits[i].score, 4, ""});
  }
  return table;
}

void add_hints(Answer& answer, query::SearchAnswer const& found, Language language) {
  auto const outside = std::to_string(found.outside_filter);
  if (found.outside_filter > 0) {
    answer.caveats.push_back({"outside-filter", fill(texts::outside_filter, base::Error("text", {{"n", outside}}), language)});
  }
  // Where the name stands first as typed, what was not compared could be no better.
  bool const as_typed = !found.hits.empty() && found.hits.front().score >= 1;
  if (!found.complete && !found.hits.empty() && !as_typed)
    answer.caveats.push_back({"incomplete", say(texts::search_incomplete, language)});
  if (found.hits.empty()) answer.caveats.push_back({"empty", say(texts::search_empty, language)});
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const limit, number_of(arguments, "--limit", 20, 1, query::search_limit_most));
  BASSIN_TRY(auto rows, RowTable::of(arguments.value("--columns"), session.language));
  BASSIN_TRY(auto question, ask(arguments, session));
  // Who looks for a name means any business of that name, closed or a property company as it may be.
  if (!arguments.has("--field")) question.filter.field = reference::Field::all;
  query::SearchRequest const request{joined(arguments.positionals()), question.filter, limit};
  BASSIN_TRY(auto const found, query::search(question.ground.view, request, question.ground.audience));
  Answer answer;
  answer.command = "search";
  answer.found = !found.hits.empty();
  add_context(answer, question, found.scope, std::nullopt, session.language);
  add_hints(answer, found, session.language);
  rows.show("state");
  BASSIN_TRY(auto table, hits_table(found, question, rows));
  answer.tables.push_back(std::move(table));
  return give(std::move(answer), arguments, session);
}

constexpr OptionSpec options[] = {
    {"--limit", OptionShape::value, {"N", "N"}, texts::search_limit},
    {"--columns", OptionShape::value, {"A,B…", "A,B…"}, texts::search_columns},
};
constexpr std::string_view examples[] = {
    "search boulangerie épi d'or",
    "search garraje --territory 77171 --field all",
    "search 12345678900012",
};

}  // namespace

Command const search_command{
    .name = "search",
    .summary = texts::search_summary,
    .details = texts::search_details,
    .positional = PositionalSpec{texts::text_word, texts::search_text, 1, 100},
    .groups = data_group | filter_group | audience_group | output_group | points_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
