#include "registry/columns.h"

#include <initializer_list>

#include "reference/size_bands.h"

namespace bassin::registry {

namespace {

// Opens columns of one image one after the other and keeps the first error.
class Opener {
 public:
  explicit Opener(column::Image const& image) : image_(image) {}

  template <class T>
  Opener& column(std::string_view block, Column<T>& into) {
    return keep(image_.column<T>(block), into);
  }
  Opener& dictionary(std::string const& block, column::Dictionary& into) { return keep(column::Dictionary::open(image_, block), into); }
  Opener& sparse(std::string const& block, column::SparseText& into) { return keep(column::SparseText::open(image_, block), into); }
  template <std::size_t n>
  Opener& texts(std::array<schema::TextColumn, n> const& names, std::array<column::SparseText, n>& into) {
    for (std::size_t i = 0; i < n; ++i) sparse(std::string(names[i].block), into[i]);
    return *this;
  }
  // Every row column must have the length of the first, or a reader would run past its end.
  template <class... T>
  Opener& same_length(std::string_view what, std::size_t length, Column<T> const&... columns) {
    bool const equal = ((columns.size() == length) && ...);
    if (status_.ok() && !equal) fail(what);
    return *this;
  }
  Opener& require(bool condition, std::string_view what) {
    if (status_.ok() && !condition) fail(what);
    return *this;
  }
  // Of codes, indexes and small lists of values; from the first read on.
  Opener& below(std::uint64_t limit, std::initializer_list<std::string_view> blocks) {
    for (auto const block : blocks) image_.keep_to(block, {.below = limit});
    return *this;
  }
  [[nodiscard]] base::Result<void> status() && { return std::move(status_); }

 private:
  template <class Found, class T>
  Opener& keep(base::Result<Found> found, T& into) {
    if (found.ok()) {
      into = std::move(found).value();
    } else if (status_.ok()) {
      status_ = std::move(found).error();
    }
    return *this;
  }
  void fail(std::string_view what) { status_ = base::Error("image.inconsistent", {{"path", image_.path()}, {"block", std::string(what)}}); }

  column::Image const& image_;
  base::Result<void> status_;
};

// first[] of a list of ranges: one value more than ranges, the last is the number of elements. What opening reads fails as
// opening does: bytes that are damaged are an error, not an exception.
base::Result<void> check_ranges(column::Image const& image, std::string_view block, Column<std::uint32_t> const& first, std::size_t ranges,
                                std::size_t elements) {
  image.keep_to(block, {.below = std::uint64_t{elements} + 1, .ascending = true});
  try {
    bool const closes = !first.empty() && first.size() == ranges + 1 && first[0] == 0 && first[ranges] == elements;
    if (closes) return {};
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  }
  return base::Error("image.inconsistent", {{"path", image.path()}, {"block", std::string(block)}});
}

// How many values the enumerations of values.h have.
constexpr std::uint64_t states = 3, diffusions = 3, tris = 3, categories = 4, qualities = 7, sources = 5;

void keep_codes_in_bounds(Opener& open, Establishments const& e) {
  open.below(states, {"state"}).below(diffusions, {"diffusion"}).below(tris, {"head_office", "employer"});
  open.below(reference::size_band_count, {"size"}).below(std::uint64_t{privacy_bits} + 1, {"privacy"});
  open.below(e.activities.size(), {"activity"}).below(e.activities_2025.size(), {"activity_2025"}).below(e.crafts.size(), {"craft"});
  open.below(e.numbers.size(), {"number"}).below(e.repetitions.size(), {"repetition"});
  open.below(e.street_types.size(), {"street_type"}).below(e.streets.size(), {"street"});
  open.below(e.postal_codes.size(), {"postal_code"}).below(e.commune_labels.size(), {"commune_label"});
  open.below(e.commune_codes.size(), {"commune_code"});
}

base::Result<void> open_row_columns(Opener& open, Establishments& e) {
  open.column("unit", e.unit).column("nic", e.nic);
  open.column("state", e.state).column("diffusion", e.diffusion).column("privacy", e.privacy);
  open.column("head_office", e.head_office).column("employer", e.employer);
  open.column("size", e.size).column("size_year", e.size_year);
  open.column("chambers", e.chambers).column("fields", e.fields).column("period_count", e.period_count);
  open.column("activity", e.activity).column("activity_2025", e.activity_2025).column("craft", e.craft);
  open.column("legal", e.legal).column("created", e.created).column("period_start", e.period_start);
  open.column("processed", e.processed).column("name_rank", e.name_rank).column("street_rank", e.street_rank);
  open.column("number", e.number).column("street", e.street).column("commune_label", e.commune_label);
  open.column("repetition", e.repetition).column("street_type", e.street_type).column("postal_code", e.postal_code);
  open.same_length("unit", e.unit.size(), e.nic, e.state, e.diffusion, e.privacy, e.head_office, e.employer, e.size, e.size_year,
                   e.chambers, e.fields, e.period_count, e.activity, e.activity_2025, e.craft, e.legal, e.created, e.period_start,
                   e.processed, e.name_rank, e.street_rank, e.number, e.street, e.commune_label, e.repetition, e.street_type,
                   e.postal_code);
  return {};
}

}  // namespace

Activity activity_of(column::Dictionary const& dictionary, std::uint16_t code) {
  auto const text = dictionary[code];
  if (text.empty()) return {};
  auto const digit = static_cast<std::uint8_t>(text.front() - '0');
  auto const known = digit < reference::nomenclature_count;
  return {known ? static_cast<reference::Nomenclature>(digit) : reference::Nomenclature::unknown, text.substr(1)};
}

base::Result<Establishments> Establishments::open(std::shared_ptr<column::Image const> image) {
  Establishments e;
  e.image = std::move(image);
  Opener open(*e.image);
  BASSIN_DO(open_row_columns(open, e));
  open.dictionary("activities", e.activities).dictionary("activities_2025", e.activities_2025).dictionary("crafts", e.crafts);
  open.dictionary("numbers", e.numbers).dictionary("repetitions", e.repetitions).dictionary("street_types", e.street_types);
  open.dictionary("streets", e.streets).dictionary("postal_codes", e.postal_codes).dictionary("commune_labels", e.commune_labels);
  open.texts(schema::texts, e.texts);
  open.dictionary("commune_codes", e.commune_codes).column("commune_code", e.commune_code).column("commune_first", e.commune_first);
  keep_codes_in_bounds(open, e);
  BASSIN_DO(std::move(open).status());
  BASSIN_DO(check_ranges(*e.image, "commune_first", e.commune_first, e.commune_code.size(), e.unit.size()));
  return e;
}

base::Result<Positions> Positions::open(std::shared_ptr<column::Image const> image) {
  Positions p;
  p.image = std::move(image);
  Opener open(*p.image);
  open.column("lon", p.lon).column("lat", p.lat).column("quality", p.quality).column("source", p.source).column("bounds", p.bounds);
  open.same_length("lon", p.lon.size(), p.lat, p.quality, p.source);
  open.require(p.bounds.size() == (p.lon.size() + schema::bounds_rows - 1) / schema::bounds_rows, "bounds");
  open.below(qualities, {"quality"}).below(sources, {"source"});
  BASSIN_DO(std::move(open).status());
  return p;
}

base::Result<Units> Units::open(std::shared_ptr<column::Image const> image) {
  Units u;
  u.image = std::move(image);
  Opener open(*u.image);
  open.column("siren", u.siren).column("establishment_first", u.establishment_first).column("establishment_row", u.establishment_row);
  open.column("known", u.known).column("state", u.state).column("diffusion", u.diffusion).column("natural_person", u.natural_person);
  open.column("employer", u.employer).column("social_economy", u.social_economy).column("mission", u.mission);
  open.column("purged", u.purged).column("sex", u.sex).column("size", u.size).column("size_year", u.size_year);
  open.column("category", u.category).column("category_year", u.category_year).column("period_count", u.period_count);
  open.column("legal", u.legal).column("activity", u.activity).column("activity_2025", u.activity_2025);
  open.column("created", u.created).column("period_start", u.period_start);
  open.column("processed", u.processed).column("head_office_nic", u.head_office_nic);
  open.dictionary("activities", u.activities).dictionary("activities_2025", u.activities_2025);
  open.texts(schema::unit_texts, u.texts);
  open.same_length("siren", u.siren.size(), u.known, u.state, u.diffusion, u.natural_person, u.employer, u.social_economy, u.mission,
                   u.purged, u.sex, u.size, u.size_year, u.category, u.category_year, u.period_count, u.legal, u.activity, u.activity_2025,
                   u.created, u.period_start, u.processed, u.head_office_nic);
  open.below(states, {"state"}).below(diffusions, {"diffusion"}).below(tris, {"natural_person", "employer"});
  open.below(reference::size_band_count, {"size"}).below(categories, {"category"}).below(u.establishment_row.size(), {"establishment_row"});
  open.below(u.activities.size(), {"activity"}).below(u.activities_2025.size(), {"activity_2025"});
  BASSIN_DO(std::move(open).status());
  BASSIN_DO(check_ranges(*u.image, "establishment_first", u.establishment_first, u.siren.size(), u.establishment_row.size()));
  return u;
}

base::Result<History> History::open(std::shared_ptr<column::Image const> image) {
  History h;
  h.image = std::move(image);
  Opener open(*h.image);
  open.column("first", h.first).column("start", h.start).column("end", h.end).column("state", h.state);
  open.column("employer", h.employer).column("activity", h.activity).dictionary("activities", h.activities);
  open.sparse("brand_1", h.brand_1).sparse("brand_2", h.brand_2).sparse("brand_3", h.brand_3).sparse("usual_name", h.usual_name);
  open.sparse("start_exact", h.start_exact).sparse("end_exact", h.end_exact);
  open.same_length("start", h.start.size(), h.end, h.state, h.employer, h.activity);
  open.below(states, {"state"}).below(tris, {"employer"}).below(h.activities.size(), {"activity"});
  BASSIN_DO(std::move(open).status());
  BASSIN_DO(check_ranges(*h.image, "first", h.first, h.first.size() - 1, h.start.size()));
  return h;
}

base::Result<Orders> Orders::open(std::shared_ptr<column::Image const> image) {
  Orders o;
  o.image = std::move(image);
  Opener open(*o.image);
  open.dictionary("department_codes", o.department_codes).column("department_first", o.department_first);
  open.column("by_name", o.by_name).column("by_created", o.by_created);
  open.same_length("by_name", o.by_name.size(), o.by_created);
  open.below(o.by_name.size(), {"by_name", "by_created"});
  BASSIN_DO(std::move(open).status());
  BASSIN_DO(check_ranges(*o.image, "department_first", o.department_first, o.department_first.size() - 1, o.by_name.size()));
  return o;
}

}  // namespace bassin::registry
