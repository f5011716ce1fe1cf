#include "app/context.h"

#include <algorithm>

#include "app/format.h"
#include "app/import_report.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/output.h"
#include "app/question.h"
#include "app/texts.h"
#include "app/texts_caveats.h"
#include "query/count.h"
#include "reference/edition.h"
#include "reference/fields.h"

namespace bassin::app {

constexpr std::string_view program_name = "bassin " BASSIN_VERSION;

namespace {

using base::Error;

std::string joined(std::vector<std::string> const& parts) {
  std::string out;
  for (auto const& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string with_number(Label label, std::uint64_t number, Language language) {
  return fill(label, Error("text", {{"n", std::to_string(number)}}), language);
}

// Names; behind one whose perimeter is of another day than the answer, that day.
std::vector<std::string> names_of(query::Scope const& scope, Language language) {
  std::vector<std::string> names;
  for (auto const& territory : scope.territories) {
    bool const same_day = territory.date == scope.data_date || territory.date == scope.at;
    auto const date = Error("text", {{"date", base::to_iso(territory.date)}});
    names.push_back(territory.name + (same_day ? "" : fill(texts::perimeter_of, date, language)));
  }
  return names;
}

// "epci:247700438@2019-12-31".
Codes perimeters_of(query::Scope const& scope) {
  Codes perimeters;
  for (auto const& territory : scope.territories) {
    perimeters.push_back(std::string(reference::id_of(territory.kind)) + ":" + territory.id + "@" + base::to_iso(territory.date));
  }
  return perimeters;
}

Codes plain_names_of(query::Scope const& scope) {
  Codes names;
  for (auto const& territory : scope.territories) names.push_back(territory.name);
  return names;
}

std::string territories_text(std::vector<std::string> const& names, Language language) {
  constexpr std::size_t most = 3;
  if (names.size() <= most) return joined(names);
  return joined({names.begin(), names.begin() + most}) + " " + with_number(texts::and_more, names.size() - most, language);
}

Label state_label(query::StateFilter state) {
  switch (state) {
    case query::StateFilter::active: return texts::state_active;
    case query::StateFilter::closed: return texts::state_closed;
    case query::StateFilter::any: break;
  }
  return texts::state_any;
}

std::string_view state_id(query::StateFilter state) {
  switch (state) {
    case query::StateFilter::active: return "active";
    case query::StateFilter::closed: return "closed";
    case query::StateFilter::any: break;
  }
  return "any";
}

// "au 31/01/2018"; without a date asked for, the date of the data.
std::string date_part(query::Scope const& scope, Language language) {
  auto const date = scope.at ? scope.at : scope.data_date;
  return date ? fill(texts::as_of, Error("text", {{"date", base::to_iso(*date)}}), language) : std::string();
}

std::string field_text(query::Scope const& scope, Language language) {
  return say(reference::field_name(scope.field, scope.legal_forms_known), language);
}

void add_headline(Answer& answer, Question const& question, query::Scope const& scope, std::optional<std::uint64_t> total,
                  Language language) {
  auto const add = [&](std::string part) {
    if (!part.empty()) answer.headline.push_back(std::move(part));
  };
  if (total) add(with_number(*total < 2 ? texts::establishment_one : texts::establishment_many, *total, language));
  add(field_text(scope, language));
  if (scope.state != query::StateFilter::active || scope.field == reference::Field::all) add(say(state_label(scope.state), language));
  add(date_part(scope, language));
  add(territories_text(names_of(scope, language), language));
  if (!scope.zone.empty()) add(fill(texts::in_zone, Error("text", {{"zone", scope.zone}}), language));
  if (question.ground.audience == registry::Audience::agent) add(say(texts::agent_view, language));
  if (question.ground.audience == registry::Audience::impersonal) add(say(texts::impersonal_view, language));
}

void add_facts(Answer& answer, Question const& question, query::Scope const& scope, std::optional<std::uint64_t> total, Language language) {
  auto const add = [&](char const* id, Cell cell) { answer.facts.push_back({id, std::move(cell)}); };
  if (total) add("total", number_cell(*total));
  add("field", std::string(reference::definition_of(scope.field).id));
  add("fieldName", field_text(scope, language));
  add("state", std::string(state_id(scope.state)));
  add("at", date_cell(scope.at));
  add("territories", plain_names_of(scope));
  add("perimeters", perimeters_of(scope));
  add("zone", text_cell(scope.zone));
  add("audience", std::string(id_of(question.ground.audience)));
  add("snapshot", scope.snapshot);
  add("dataDate", date_cell(scope.data_date));
  add("overlay", text_cell(scope.overlay));
}

// A title's first letter, in the middle of a sentence.
std::string in_a_sentence(std::string title) {
  if (title.size() > 1 && title[0] >= 'A' && title[0] <= 'Z') title[0] = static_cast<char>(title[0] - 'A' + 'a');
  return title;
}

std::string word_for(std::string const& id, Language language) {
  for (auto const& [word, label] : texts::filter_words) {
    if (word == id) return say(label, language);
  }
  auto const dimension = query::parse_dimension(id);
  return dimension ? in_a_sentence(say(query::name_of(*dimension), language)) : id;
}

std::string value_text(query::Caveat::Code code, std::string const& value, Language language) {
  if (code == query::Caveat::Code::today_value) return word_for(value, language);
  if (auto const date = base::parse_date(value)) return format_date(*date, language);
  using enum query::Caveat::Code;
  bool const count = code == positions_masked || code == positions_absent || code == rows_without_history || code == overlay_unresolved;
  return count ? fill("{value:n}", Error("text", {{"value", value}}), language) : value;
}

}  // namespace

std::string caveat_text(query::Caveat const& caveat, Language language) {
  std::vector<std::string> values;
  for (auto const& value : caveat.values) values.push_back(value_text(caveat.code, value, language));
  auto const found = std::find_if(texts::caveats.begin(), texts::caveats.end(), [&](auto const& row) { return row.first == caveat.code; });
  if (found == texts::caveats.end()) return std::string(query::id_of(caveat.code));
  return fill(found->second, Error("text", {{"values", joined(values)}}), language);
}

std::string source_line(registry::Manifest const& manifest, Language language) {
  std::vector<std::string> kinds;
  for (auto const& source : manifest.sources) kinds.push_back(task_name(source.kind, language));
  auto const date = manifest.data_date ? base::to_iso(*manifest.data_date) : std::string();
  return fill(manifest.fictitious ? texts::fictitious_register : texts::sirene,
              Error("text", {{"kinds", joined(kinds)}, {"date", date}, {"snapshot", manifest.id}}), language);
}

void add_caveats(Answer& answer, std::vector<query::Caveat> const& caveats, Language language) {
  for (auto const& caveat : caveats) answer.caveats.push_back({std::string(query::id_of(caveat.code)), caveat_text(caveat, language)});
}

void add_sources(Answer& answer, Ground const& ground, Language language) {
  auto const& manifest = ground.snapshot().manifest();
  if (manifest.made_by != program_name || manifest.reference != reference::edition()) {
    answer.caveats.push_back({"other-program", fill(texts::other_program, Error("text", {{"program", manifest.made_by}}), language)});
  }
  answer.sources.push_back(source_line(ground.snapshot().manifest(), language));
  if (!ground.overlay_file.empty()) {
    answer.sources.push_back(fill(texts::overlay_source, Error("text", {{"file", ground.overlay_file}}), language));
  }
}

void add_context(Answer& answer, Question const& question, query::Scope const& scope, std::optional<std::uint64_t> total,
                 Language language) {
  add_headline(answer, question, scope, total, language);
  add_facts(answer, question, scope, total, language);
  answer.caveats.insert(answer.caveats.end(), question.notes.begin(), question.notes.end());
  add_caveats(answer, scope.caveats, language);
  add_sources(answer, question.ground, language);
}

base::Result<void> add_zone_precision(Answer& answer, query::PreparedFilter const& prepared, Language language) {
  if (prepared.scope().zone.empty()) return {};
  BASSIN_TRY(auto const count, query::count(prepared, {query::Dimension::position_quality, {}}));
  if (!count.by) return {};
  for (auto const& bucket : count.by->buckets) {
    if (bucket.key != "commune") continue;
    answer.caveats.push_back({"placed-by-commune", with_number(texts::placed_by_commune, bucket.count, language)});
  }
  return {};
}

void say_beside_csv(Answer const& answer, Session const& session) {
  for (auto const& caveat : answer.caveats) *session.environment.err << "bassin: " << caveat.text << "\n";
}

base::Result<ExitCode> give(Answer answer, Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const style, output_style(arguments, session));
  if (style.form == OutputForm::csv) say_beside_csv(answer, session);
  if (has_masked(answer, style.form == OutputForm::table)) {
    BASSIN_TRY(auto const audience, audience_of(arguments));
    auto const why = audience == registry::Audience::impersonal ? texts::why_masked_impersonal : texts::why_masked;
    answer.caveats.push_back({"masked", say(why, session.language)});
  }
  *session.environment.out << render(answer, style);
  // A file of 25 lines looks like an answer of 25: said where it does not get into the file.
  if (style.form == OutputForm::csv && !answer.next_cursor.empty()) {
    auto const next = fill(texts::csv_goes_on, Error("text", {{"cursor", answer.next_cursor}}), session.language);
    *session.environment.err << "bassin: " << next << "\n";
  }
  return answer.found ? ExitCode::ok : ExitCode::nothing_found;
}

}  // namespace bassin::app
