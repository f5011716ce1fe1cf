#include "bassin_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

#include "base/fold.h"
#include "query/describe.h"
#include "query/facets.h"
#include "query/page.h"
#include "query/series.h"
#include "reference/nomenclature.h"
#include "registry/reader.h"
#include "registry/store.h"

namespace bassin::bench {

namespace {

using query::Dimension;

constexpr std::array dimensions{Dimension::section,      Dimension::division,    Dimension::size,        Dimension::legal_3,
                                Dimension::commune_code, Dimension::chamber,     Dimension::head_office, Dimension::employer,
                                Dimension::diffusion,    Dimension::created_year};

template <class T>
T must(base::Result<T> result) {
  if (!result.ok()) throw Failure("bassin: " + result.error().debug());
  return std::move(result).value();
}

reference::Territory department_territory(std::string const& code) {
  return must(reference::find_territory("dep:" + code, base::make_date(2026, 1, 1)));
}

query::Filter filter_of(FacetQuestion const& question, bool with_section_and_size) {
  query::Filter filter;
  if (!question.department.empty()) filter.territories.push_back(department_territory(question.department));
  if (question.zone != nullptr) filter.zone = question.zone->named;
  if (!with_section_and_size) return filter;
  filter.activities.push_back({reference::Nomenclature::naf_rev2, question.section});
  for (int size = question.size_from; size <= question.size_to; ++size) filter.sizes.push_back(static_cast<reference::SizeIndex>(size));
  return filter;
}

// The year of a row as the peers' column states it: 0 unknown.
int created_year(registry::Establishments const& e, std::uint32_t row) {
  auto const date = base::DayCode{e.created[row]}.date();
  return date ? base::year_of(*date) : 0;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

BassinSide::BassinSide(std::string const& data_folder) {
  registry::Store store(base::real_files(), data_folder);
  snapshot_ = must(store.current());
  view_ = must(query::View::of(snapshot_));
}

double opening_ms(std::string const& data_folder, std::string const& department) {
  auto const start = std::chrono::steady_clock::now();
  BassinSide const opened(data_folder);
  (void)opened.facets({.department = department});
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

query::Filter BassinSide::filter_of_all(std::string const& department) const {
  query::Filter filter;
  filter.territories.push_back(department_territory(department));
  filter.field = reference::Field::all;
  filter.state = query::StateFilter::any;
  return filter;
}

std::vector<Department> BassinSide::departments() const {
  auto const& orders = snapshot_->orders();
  std::vector<Department> all;
  for (std::uint32_t d = 0; d + 1 < orders.department_first.size(); ++d) {
    auto const code = orders.department_codes[d + 1];
    if (code.empty()) continue;
    all.push_back({std::string(code), orders.department_first[d + 1] - orders.department_first[d]});
  }
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.rows < b.rows; });
  return all;
}

geo::Box BassinSide::extent(std::string const& department) const {
  geo::Box box;
  auto const filter = must(query::prepare(view_, filter_of({.department = department}, false), registry::Audience::open));
  registry::Reader const reader(*snapshot_, registry::Audience::open);
  for (auto const row : filter.rows()) {
    if (auto const point = reader.position(row)) box.expand(*point);
  }
  return box;
}

void BassinSide::export_derived(std::string const& path) const {
  std::ofstream out(path);
  out << "rn,siret,dep,commune,lon,lat,state,fabric,section,division,size,legal,chambers,head_office,employer,diffusion,created_year,"
         "created,name,name_key\n";
  auto const& s = *snapshot_;
  auto const& e = s.establishments();
  registry::Reader const reader(s, registry::Audience::open);
  auto const& naf = reference::naf_rev2();
  fmt::memory_buffer line;
  for (std::uint32_t row = 0; row < s.rows(); ++row) {
    auto const commune = s.commune_code(s.commune_of(row));
    auto const department = commune.substr(0, commune.starts_with("97") ? 3 : 2);
    auto const activity = registry::activity_of(e.activities, e.activity[row]);
    bool const rev2 = activity.nomenclature == reference::Nomenclature::naf_rev2;
    auto const place = reader.position(row);
    auto const created = base::DayCode{e.created[row]}.date();
    auto const listed = query::read_row(*view_, row, registry::Audience::open);
    line.clear();
    fmt::format_to(std::back_inserter(line), "{},{:014},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", row, s.siret(row),
                   department, commune, place ? fmt::format("{:.7f}", place->lon_degrees()) : "",
                   place ? fmt::format("{:.7f}", place->lat_degrees()) : "", e.state[row],
                   (e.fields[row] >> static_cast<unsigned>(reference::Field::economic_fabric)) & 1U,
                   rev2 ? naf.ancestor(activity.code, reference::ActivityLevel::section) : "",
                   rev2 ? naf.ancestor(activity.code, reference::ActivityLevel::division) : "", e.size[row], e.legal[row], e.chambers[row],
                   e.head_office[row], static_cast<int>(listed.employer), static_cast<int>(listed.diffusion), created_year(e, row),
                   created ? base::to_iso(*created) : "", quoted(listed.name.text), base::fold(listed.name.text));
    out.write(line.data(), static_cast<std::streamsize>(line.size()));
  }
  if (!out.flush()) throw Failure("cannot write " + path);
}

Rows BassinSide::facets(FacetQuestion const& question) const {
  auto const filter = must(query::prepare(view_, filter_of(question, true), registry::Audience::open));
  query::FacetRequest request;
  request.dimensions.assign(dimensions.begin(), dimensions.end());
  request.unlocated = false;
  auto const found = must(query::facets(filter, request));
  Rows rows;
  for (std::size_t i = 0; i < found.facets.size(); ++i) {
    for (auto const& bucket : found.facets[i].buckets) rows.push_back({std::to_string(i), bucket.key, std::to_string(bucket.count)});
  }
  return rows;
}

Rows BassinSide::page(FacetQuestion const& question, bool filtered, bool by_created) const {
  auto const filter = must(query::prepare(view_, filter_of(question, filtered), registry::Audience::open));
  query::PageRequest request{.limit = 20, .with_total = false};
  if (by_created) request.sort.key = query::SortKey::created_desc;
  auto const found = must(query::page(filter, request));
  Rows rows;
  for (auto const& row : found.rows) rows.push_back({row.id.text(), row.name.text, row.commune_code, row.activity.code, row.created});
  return rows;
}

Rows BassinSide::series(std::string const& department) const {
  auto const filter = must(query::prepare(view_, filter_of({.department = department}, false), registry::Audience::open));
  auto const found = must(query::series(filter, {query::Step::year, base::make_date(1990, 1, 1), base::make_date(2026, 12, 31)}));
  Rows rows;
  for (auto const& point : found.points) rows.push_back({std::to_string(base::year_of(point.start)), std::to_string(point.stock)});
  return rows;
}

Rows BassinSide::establishment(std::string const& siret) const {
  auto const id = query::parse_business_id(siret);
  if (!id) throw Failure("bad siret " + siret);
  auto const row = view_->find(*id);
  if (!row) return {};
  auto const read = query::read_row(*view_, *row, registry::Audience::open);
  return {{read.id.text(), read.name.text, read.unit_name.text, read.commune_code}};
}

}  // namespace bassin::bench
