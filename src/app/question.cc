#include "app/question.h"

#include "app/format.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/overlay_file.h"
#include "app/texts.h"
#include "app/zone_file.h"
#include "ingest/import.h"
#include "query/parse.h"
#include "registry/store.h"

namespace bassin::app {
namespace {

using base::Result;

// Options of the filter group that are read here; the others are parameters of `query` by the same name.
bool is_own(std::string_view option) { return option == "--perimeter" || option == "--zone" || option == "--territory-file"; }

std::string value_for_query(std::string_view option, std::string const& value) {
  bool const yes_or_no = option == "--head-office" || option == "--employer";
  if (yes_or_no && value == "oui") return "yes";
  if (yes_or_no && value == "non") return "no";
  if (option != "--chamber") return value;
  std::string lower;  // people write CCI, as the tables do
  for (char const c : value) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// Questions about what only an overlay holds.
Result<void> check_overlay_given(Arguments const& arguments) {
  if (arguments.has("--overlay")) return {};
  for (auto const* const option :
       {"--tag", "--tag-all", "--portfolio", "--follow-up", "--contact-before", "--contact-since", "--contact"}) {
    if (arguments.has(option)) return base::Error("app.needs_overlay", {{"option", option}});
  }
  return {};
}

query::Parameters parameters_of(Arguments const& arguments) {
  query::Parameters parameters;
  for (auto const& group : option_groups()) {
    if (group.bit != filter_group) continue;
    for (auto const& option : group.options) {
      if (is_own(option.name)) continue;
      for (auto const& value : arguments.values(option.name)) {
        parameters.emplace_back(std::string(option.name.substr(2)), value_for_query(option.name, value));
      }
    }
  }
  return parameters;
}

Result<base::Date> perimeter_of(Arguments const& arguments, Ground const& ground, Session const& session) {
  BASSIN_TRY(auto const given, date_of(arguments, "--perimeter"));
  BASSIN_TRY(auto const at, date_of(arguments, "--at"));
  if (given) return *given;
  if (at) return *at;
  return ground.snapshot().manifest().data_date.value_or(session.environment.today());
}

// "pays_crecois_2019" of ".../pays_crecois_2019.txt".
std::string stem_of(std::string const& path) {
  auto const name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

Result<void> add_listed_territories(Arguments const& arguments, base::Date perimeter, Session const& session, query::Filter& filter) {
  for (auto const& path : arguments.values("--territory-file")) {
    BASSIN_TRY(auto const content, session.environment.files->read(path));
    BASSIN_TRY(auto territory, reference::territory_from_list(content, stem_of(path), perimeter));
    filter.territories.push_back(std::move(territory));
  }
  return {};
}

void add_territory_notes(query::Filter const& filter, Language language, std::vector<Note>& notes) {
  for (auto const& territory : filter.territories) {
    for (auto const& note : territory.notes)
      notes.push_back({"territory", territory.name + say({" : ", ": "}, language) + with_dates(note.text(language), language)});
  }
}

}  // namespace

Result<Ground> open_ground(Arguments const& arguments, Session const& session) {
  auto& files = *session.environment.files;
  Ground ground;
  BASSIN_TRY(ground.audience, audience_of(arguments));
  std::shared_ptr<query::Overlay const> overlay;
  if (auto const path = arguments.value("--overlay")) {
    ground.overlay_file = *path;
    BASSIN_TRY(overlay, read_overlay(files, *path));
  }
  BASSIN_TRY(auto snapshot, registry::Store(files, data_folder(arguments, session)).current());
  BASSIN_TRY(ground.view, query::View::of(std::move(snapshot), std::move(overlay)));
  return ground;
}

Result<Question> ask(Arguments const& arguments, Session const& session, std::optional<ZoneNotes> zone) {
  BASSIN_DO(check_overlay_given(arguments));
  BASSIN_TRY(auto ground, open_ground(arguments, session));
  BASSIN_TRY(auto const perimeter, perimeter_of(arguments, ground, session));
  BASSIN_TRY(auto filter, query::parse_filter(parameters_of(arguments), perimeter));
  BASSIN_DO(add_listed_territories(arguments, perimeter, session, filter));
  if (auto const path = arguments.value("--zone"); path && !zone) {
    BASSIN_TRY(zone, zone_from_file({*path, {}, {}}, session));
  }
  std::vector<Note> notes;
  add_territory_notes(filter, session.language, notes);
  if (zone) {
    filter.zone = zone->zone;
    notes.insert(notes.end(), zone->notes.begin(), zone->notes.end());
  }
  Question question{std::move(ground), std::move(filter), std::move(notes)};
  add_coverage_notes(question, session.language);
  return question;
}

void add_coverage_notes(Question& question, Language language) {
  auto const scope = ingest::parse_scope(question.ground.snapshot().manifest().scope);
  if (!scope.ok() || scope->kind == ingest::Scope::Kind::country) return;
  for (auto const& territory : question.filter.territories) {
    auto const covered = ingest::covered(*scope, territory.communes);
    auto const all = territory.communes.size();
    if (covered == all) continue;
    auto const values = base::Error("text", {{"n", std::to_string(covered)}, {"all", std::to_string(all)}, {"name", territory.name}});
    question.notes.push_back({"scope-partial", fill(texts::scope_partial, values, language)});
  }
}

Result<query::PreparedFilter> prepare(Question const& question) {
  return query::prepare(question.ground.view, question.filter, question.ground.audience);
}

}  // namespace bassin::app
