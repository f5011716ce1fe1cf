#include <array>
#include <charconv>
#include <sstream>

#include "app/commands.h"
#include "app/context.h"
#include "app/facet_tables.h"
#include "app/list_page.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/question.h"
#include "app/texts_commands.h"
#include "app/texts_zone.h"
#include "app/zone_file.h"
#include "query/point_order.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

// "2.88,48.85,500" -> its numbers; nothing unless there are exactly that many.
std::optional<std::vector<double>> numbers_of(std::string const& text, std::size_t count) {
  std::vector<double> numbers;
  for (auto const& part : split_commas(text)) {
    double number = 0;
    auto const [end, problem] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (problem != std::errc{} || end != part.data() + part.size()) return std::nullopt;
    numbers.push_back(number);
  }
  return numbers.size() == count ? std::optional(numbers) : std::nullopt;
}

std::string plain(double number) {
  std::ostringstream text;
  text.precision(8);
  text << number;
  return text.str();
}

Result<ZoneNotes> circle_zone(std::string const& text, Language language) {
  auto const numbers = numbers_of(text, 3);
  if (numbers) BASSIN_DO(query::check_order("circle", text, *numbers));
  auto const centre = numbers ? geo::Point::from_degrees((*numbers)[0], (*numbers)[1]) : std::nullopt;
  if (!centre) return Error("app.bad_circle", {{"value", text}});
  auto const name =
      fill(texts::circle_name,
           Error("text", {{"metres", plain((*numbers)[2])}, {"lon", plain((*numbers)[0])}, {"lat", plain((*numbers)[1])}}), language);
  BASSIN_TRY(auto zone, query::radius_zone(name, *centre, (*numbers)[2]));
  return ZoneNotes{std::move(zone), {}};
}

Result<ZoneNotes> box_zone(std::string const& text, Language language) {
  auto const n = numbers_of(text, 4);
  if (n) BASSIN_DO(query::check_order("box", text, *n));
  auto const low = n ? geo::Point::from_degrees((*n)[0], (*n)[1]) : std::nullopt;
  auto const high = n ? geo::Point::from_degrees((*n)[2], (*n)[3]) : std::nullopt;
  if (!low || !high || low->lon > high->lon || low->lat > high->lat) return Error("app.bad_box", {{"value", text}});
  auto const name = fill(
      texts::box_name,
      Error("text", {{"west", plain((*n)[0])}, {"south", plain((*n)[1])}, {"east", plain((*n)[2])}, {"north", plain((*n)[3])}}), language);
  BASSIN_TRY(auto zone, query::box_zone(name, geo::Box{*low, *high}));
  return ZoneNotes{std::move(zone), {}};
}

Result<ZoneNotes> zone_of(Arguments const& arguments, Session const& session) {
  auto const circle = arguments.value("--circle");
  auto const box = arguments.value("--box");
  auto const files = arguments.positionals().size();
  if (files + (circle ? 1 : 0) + (box ? 1 : 0) != 1 || arguments.has("--zone")) return Error("app.one_zone");
  if (circle) return circle_zone(*circle, session.language);
  if (box) return box_zone(*box, session.language);
  return zone_from_file({arguments.positionals().front(), arguments.value("--layer"), arguments.value("--crs")}, session);
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const list, page_request(arguments));
  BASSIN_TRY(auto const by, facet_options(arguments, "section,size-group,chamber,commune"));
  BASSIN_TRY(auto rows, RowTable::of(arguments.value("--columns"), session.language));
  BASSIN_TRY(auto zone, zone_of(arguments, session));
  BASSIN_TRY(auto const question, ask(arguments, session, std::move(zone)));
  BASSIN_TRY(auto const prepared, prepare(question));
  BASSIN_TRY(auto const facets, query::facets(prepared, by.request));
  Answer answer;
  answer.command = "within";
  BASSIN_TRY(auto const listed, add_page(answer, prepared, list, arguments.has("--all"), std::move(rows), session.language));
  add_context(answer, question, facets.scope, listed.total, session.language);
  BASSIN_DO(add_zone_precision(answer, prepared, session.language));
  add_facets(answer, facets, by.top, session.language);
  return give(std::move(answer), arguments, session);
}

constexpr OptionSpec options[] = {
    {"--circle", OptionShape::value, {"LON,LAT,M", "LON,LAT,M"}, texts::within_circle},
    {"--box", OptionShape::value, {"O,S,E,N", "W,S,E,N"}, texts::within_box},
    {"--layer", OptionShape::value, {"COUCHE", "LAYER"}, texts::within_layer},
    {"--crs", OptionShape::value, {"EPSG:N", "EPSG:N"}, texts::within_crs},
    {"--by", OptionShape::value, {"A,B…", "A,B…"}, texts::facets_by},
    {"--top", OptionShape::value, {"N", "N"}, texts::facets_top},
};
constexpr std::string_view examples[] = {
    "within crue.geojson --employer yes",
    "within --circle 2.8797,48.8575,500 --sort distance:2.8797,48.8575",
    "within zones_inondables.zip --crs EPSG:2154 --csv --all > a_prevenir.csv",
};

}  // namespace

Command const within_command{
    .name = "within",
    .summary = texts::within_summary,
    .details = texts::within_details,
    .positional = PositionalSpec{texts::file_word, texts::within_file, 0, 1},
    .groups = data_group | filter_group | audience_group | output_group | points_group | page_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
