#include <algorithm>
#include <array>

#include "app/commands.h"
#include "app/context.h"
#include "app/format.h"
#include "app/options.h"
#include "app/row_columns.h"
#include "app/texts_columns.h"
#include "app/texts_commands.h"
#include "query/dimensions.h"
#include "reference/legal_forms.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

enum class Takes : std::uint8_t { nothing, code, code_or_words };

struct List {
  std::string_view name;
  Takes takes = Takes::nothing;
  Result<Table> (*make)(std::string const& asked, Language language) = nullptr;
};

Table table_of(std::string id, std::vector<Column> columns) {
  Table table;
  table.id = std::move(id);
  table.columns = std::move(columns);
  return table;
}

void add(Table& table, std::vector<Cell> cells) {
  Row row;
  row.cells = std::move(cells);
  table.rows.push_back(std::move(row));
}

Result<Table> sizes(std::string const&, Language language) {
  auto table = table_of(
      "sizes",
      {{"code", texts::code}, {"label", texts::label}, {"minimum", texts::minimum}, {"maximum", texts::maximum}, {"group", texts::group}});
  for (auto const& band : reference::size_bands()) {
    add(table,
        {band.code.empty() ? Cell(std::string("none")) : Cell(std::string(band.code)), say(band.label, language), number_cell(band.minimum),
         band.maximum ? number_cell(*band.maximum) : Cell(Absent{}), say(reference::size_group_label(band.group), language)});
  }
  return table;
}

Result<Table> fields(std::string const&, Language language) {
  auto table =
      table_of("fields", {{"id", texts::code}, {"name", texts::name}, {"definition", texts::definition}, {"source", texts::origin}});
  for (auto const& field : reference::field_definitions()) {
    add(table, {std::string(field.id), say(field.name, language), say(field.definition, language), say(field.source, language)});
  }
  return table;
}

// The code, what it stands under and what stands under it; without a code the sections.
Table activity_table(reference::ActivityNomenclature const& list, std::uint16_t found, Language language) {
  auto table = table_of("activities", {{"code", texts::code}, {"label", texts::label}});
  auto const add_row = [&](reference::Activity const& activity) {
    add(table, {std::string(activity.code), std::string(list.label(activity.code, language))});
  };
  auto const& rows = list.rows();
  if (found == reference::ActivityNomenclature::none) {
    for (auto const i : list.at_level(reference::ActivityLevel::section)) add_row(rows[i]);
    return table;
  }
  std::vector<std::uint16_t> line{found};
  while (rows[line.back()].parent != line.back()) line.push_back(rows[line.back()].parent);
  for (auto i = line.rbegin(); i != line.rend(); ++i) add_row(rows[*i]);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].parent == found && i != found) add_row(rows[i]);
  }
  return table;
}

// The codes of both nomenclatures whose labels have these words, those of the list asked first.
Table labelled_table(reference::ActivityNomenclature const& asked, std::string const& words, Language language) {
  auto table = table_of("activities", {{"code", texts::code}, {"label", texts::label}, {"nomenclature", texts::nomenclature}});
  auto const& other = asked.id() == reference::Nomenclature::naf_2025 ? reference::naf_rev2() : reference::naf_2025();
  for (auto const* const list : {&asked, &other}) {
    for (auto const i : list->labelled(words)) {
      auto const code = list->rows()[i].code;
      add(table, {std::string(code), std::string(list->label(code, language)), std::string(reference::name_of(list->id()))});
    }
  }
  return table;
}

bool has_digit(std::string const& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<Table> activities(reference::ActivityNomenclature const& list, std::string const& asked, Language language) {
  auto const found = list.find(asked);
  if (asked.empty() || found != reference::ActivityNomenclature::none) {
    return activity_table(list, asked.empty() ? reference::ActivityNomenclature::none : found, language);
  }
  auto table = labelled_table(list, asked, language);
  if (table.rows.empty() && has_digit(asked)) {
    return Error("app.unknown_code", {{"code", asked}, {"list", std::string(reference::name_of(list.id()))}});
  }
  return table;
}

Result<Table> naf(std::string const& code, Language language) { return activities(reference::naf_rev2(), code, language); }
Result<Table> naf_2025(std::string const& code, Language language) { return activities(reference::naf_2025(), code, language); }

// Whether `code` is `asked`, above it or right below it.
bool is_near(std::uint16_t code, std::uint16_t asked) {
  using reference::LegalForms;
  for (int const digits : {1, 2, 4}) {
    if (LegalForms::ancestor(asked, digits) == code) return true;
  }
  if (asked < 10) return code >= 10 && code < 100 && LegalForms::ancestor(code, 1) == asked;
  return asked < 100 && code >= 1000 && LegalForms::ancestor(code, 2) == asked;
}

Result<Table> legal(std::string const& code, Language) {
  auto const asked = code.empty() ? std::optional<std::uint16_t>(0) : reference::LegalForms::parse(code);
  if (!asked || (*asked != 0 && !reference::legal_forms().contains(*asked)))
    return Error("app.unknown_code", {{"code", code}, {"list", "legal"}});
  auto table = table_of("legalForms", {{"code", texts::code}, {"label", texts::label}});
  for (auto const& form : reference::legal_forms().rows()) {
    bool const wanted = *asked == 0 ? form.code < 10 : is_near(form.code, *asked);
    if (wanted) add(table, {std::to_string(form.code), std::string(form.label)});
  }
  return table;
}

Result<Table> dimensions(std::string const&, Language language) {
  auto table = table_of("dimensions",
                        {{"id", texts::code}, {"name", texts::name}, {"disjoint", texts::disjoint}, {"today-value", texts::today_column}});
  for (std::size_t i = 0; i < query::dimension_count; ++i) {
    auto const dimension = static_cast<query::Dimension>(i);
    add(table, {std::string(query::id_of(dimension)), say(query::name_of(dimension), language), query::is_disjoint(dimension),
                query::is_today_value(dimension)});
  }
  return table;
}

Result<Table> columns(std::string const&, Language language) {
  auto table = table_of("columns", {{"id", texts::code}, {"name", texts::name}, {"default", texts::by_default}});
  for (auto const& column : row_columns()) add(table, {std::string(column.id), say(column.title, language), column.by_default});
  return table;
}

constexpr std::array<List, 7> lists{{
    {"sizes", Takes::nothing, sizes},
    {"fields", Takes::nothing, fields},
    {"naf", Takes::code_or_words, naf},
    {"naf-2025", Takes::code_or_words, naf_2025},
    {"legal", Takes::code, legal},
    {"dimensions", Takes::nothing, dimensions},
    {"columns", Takes::nothing, columns},
}};

Result<List> list_named(std::string const& name) {
  std::vector<std::string_view> names;
  for (auto const& list : lists) {
    if (list.name == name) return list;
    names.push_back(list.name);
  }
  return bad_value("reference", name, names);
}

// The code or the words behind the list's name, in one text.
Result<std::string> asked_of(List const& list, std::vector<std::string> const& words) {
  std::size_t const most = list.takes == Takes::nothing ? 1 : list.takes == Takes::code ? 2 : words.size();
  if (words.size() > most) return Error("app.extra_argument", {{"argument", words[most]}});
  std::string asked;
  for (std::size_t i = 1; i < words.size(); ++i) asked += (i > 1 ? " " : "") + words[i];
  return asked;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const& words = arguments.positionals();
  BASSIN_TRY(auto const list, list_named(words.front()));
  BASSIN_TRY(auto const asked, asked_of(list, words));
  BASSIN_TRY(auto table, list.make(asked, session.language));
  Answer answer;
  answer.command = "reference";
  answer.facts = {{"list", std::string(list.name)}};
  answer.found = !table.rows.empty();
  if (!answer.found) answer.caveats.push_back({"empty", say(texts::reference_empty, session.language)});
  answer.tables.push_back(std::move(table));
  return give(std::move(answer), arguments, session);
}

constexpr std::size_t most_words = 20;
constexpr std::string_view examples[] = {"reference sizes", "reference naf 56.10A", "reference naf boulangerie", "reference legal 54",
                                         "reference fields --lang en"};

}  // namespace

Command const reference_command{
    .name = "reference",
    .summary = texts::reference_summary,
    .details = texts::reference_details,
    .positional = PositionalSpec{texts::list_word, texts::reference_list, 1, most_words},
    .groups = output_group,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
