#include "query/testing/random_question_test_support.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace bassin::query::testing {

namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  auto of(List const& list) {
    return list[below(std::size(list))];
  }
  template <class T>
  T any(std::size_t count) {
    return static_cast<T>(below(count));
  }
  base::Date date() { return base::Date{base::make_date(1996, 1, 1).days + static_cast<std::int32_t>(below(11'000))}; }
  geo::Point point() {
    auto const area = test_area();
    auto const between = [&](std::int32_t low, std::int32_t high) {
      return low + static_cast<std::int32_t>(below(static_cast<std::size_t>(high - low) / 20'000)) * 20'000;
    };
    return {between(area.min.lon, area.max.lon), between(area.min.lat, area.max.lat)};
  }

 private:
  std::mt19937_64 engine_;
};

char const* const tags[] = {"market", "flood", "visit", "à voir"};
char const* const portfolios[] = {"anna", "marc"};
char const* const follow_ups[] = {"running", "own"};
char const* const territories[] = {"77", "75056", "77142", "77433", "11", "list:77142,77171,51454", "69123", "974"};

LocalBusiness draw_local(Dice& dice, std::size_t i) {
  LocalBusiness b;
  b.id = fmt::format("b{:03}", i);
  b.name = dice.of(std::to_array<char const*>({"Café du Moulin", "Zénith", "", "Atelier neuf", "Les Trois Frères"}));
  b.commune = dice.of(std::to_array<char const*>({"77142", "77170", "75101", "51454", "01001"}));
  if (!dice.one_in(3)) b.position = dice.point();
  if (!dice.one_in(4))
    b.activity = {reference::Nomenclature::naf_rev2, dice.of(std::to_array<char const*>({"62.01Z", "10.71C", "01.11Z"}))};
  if (dice.one_in(3)) b.activity_2025 = "62.10Y";
  b.size = dice.any<reference::SizeIndex>(reference::size_band_count);
  b.legal_category = dice.of(std::to_array<std::uint16_t>({0, 1000, 6540, 5499}));
  b.state = dice.one_in(4) ? registry::State::closed : registry::State::active;
  b.employer = dice.any<registry::Tri>(3);
  b.head_office = dice.any<registry::Tri>(3);
  if (dice.one_in(2)) b.created = dice.date();
  if (b.state == registry::State::closed && dice.one_in(2)) b.closed = dice.date();
  b.privacy = dice.one_in(5) ? registry::hides_all : registry::hides_nothing;
  return b;
}

void draw_entry(Dice& dice, BusinessId const& id, OverlayBuilder& out) {
  if (dice.one_in(2)) out.tag(id, dice.of(tags));
  if (dice.one_in(3)) out.tag(id, dice.of(tags));
  if (dice.one_in(3)) out.portfolio(id, dice.of(portfolios));
  if (dice.one_in(3)) out.follow_up(id, dice.one_in(2));
  if (dice.one_in(3)) out.contact(id, dice.date());
  if (dice.one_in(3)) out.position(id, dice.point());
  if (dice.one_in(3))
    out.activity(id, {reference::Nomenclature::naf_rev2, dice.of(std::to_array<char const*>({"10.71C", "68.20A", "99.00Z", "62.01Z"}))});
  if (dice.one_in(4)) out.chambers(id, {static_cast<reference::ChamberMask>(dice.below(8)), "vu sur place"});
  if (dice.one_in(4)) out.name(id, dice.of(std::to_array<char const*>({"Moulin neuf", "Zénith", "AAA", "Café du Moulin"})));
}

reference::Territory territory(std::string_view text) {
  auto found = reference::find_territory(text, base::make_date(2026, 1, 1));
  if (!found) std::abort();
  return *found;
}

void draw_codes(Dice& dice, Filter& f) {
  using reference::Nomenclature;
  for (int i = 0; dice.one_in(5) && i < 2; ++i) {
    f.activities.push_back(dice.of(std::to_array<ActivityCode>({{Nomenclature::naf_rev2, "62"},
                                                                {Nomenclature::naf_rev2, "I"},
                                                                {Nomenclature::naf_rev2, "68.20A"},
                                                                {Nomenclature::naf_rev2, "47.1"},
                                                                {Nomenclature::nap, "57.10"},
                                                                {Nomenclature::unknown, ""}})));
  }
  if (dice.one_in(10)) f.activities_2025.emplace_back(dice.of(std::to_array<char const*>({"62", "", "A"})));
  if (dice.one_in(6)) f.sizes = {dice.any<reference::SizeIndex>(17), dice.any<reference::SizeIndex>(17)};
  if (dice.one_in(6)) f.size_groups = {dice.any<reference::SizeGroup>(6), dice.any<reference::SizeGroup>(6)};
  if (dice.one_in(8)) f.legal_categories = {dice.of(std::to_array<std::uint16_t>({0, 1, 5, 54, 57, 5499, 6540}))};
  if (dice.one_in(8)) f.employer = dice.any<registry::Tri>(3);
  if (dice.one_in(10)) f.head_office = dice.any<registry::Tri>(3);
  if (dice.one_in(10)) f.diffusion = dice.any<registry::Diffusion>(3);
  if (dice.one_in(10)) f.unit_categories = {dice.any<registry::UnitCategory>(4), registry::UnitCategory::pme};
  if (dice.one_in(6)) f.chambers = {dice.any<ChamberFilter::Mode>(3), dice.any<reference::ChamberMask>(32)};
}

void draw_overlay_parts(Dice& dice, Filter& f) {
  if (dice.one_in(10)) f.tags_any = {dice.of(tags), dice.of(tags)};
  if (dice.one_in(12)) f.tags_all = {dice.of(tags)};
  if (dice.one_in(12)) f.portfolios = {dice.of(portfolios)};
  if (dice.one_in(12)) f.follow_ups = {dice.of(follow_ups)};
  if (dice.one_in(12)) f.contact.before = dice.date();
  if (dice.one_in(12)) f.contact.since = dice.date();
  if (dice.one_in(12)) f.contact.never = true;
}

}  // namespace

std::shared_ptr<Overlay const> draw_overlay(RegisterRecord const& record, std::uint64_t seed) {
  Dice dice(seed);
  OverlayBuilder builder;
  for (std::size_t i = 0; i < record.rows.size() / 8; ++i) {
    draw_entry(dice, BusinessId::of(record.siret(record.rows[dice.below(record.rows.size())])), builder);
  }
  auto const locals = dice.below(8);
  for (std::size_t i = 0; i < locals; ++i) {
    builder.add(draw_local(dice, i));
    if (dice.one_in(3)) draw_entry(dice, BusinessId::of_local(fmt::format("b{:03}", i)), builder);
  }
  builder.tag(BusinessId::of(99'999'999'900'017), "gone");  // of no register
  auto built = std::move(builder).build();
  if (!built) std::abort();
  return *built;
}

NamedZone draw_zone(std::uint64_t seed) {
  Dice dice(seed);
  auto const centre = dice.point();
  if (dice.one_in(3)) return *radius_zone("around", centre, 500.0 + static_cast<double>(dice.below(20'000)));
  if (dice.one_in(3)) {
    geo::Box box;
    box.expand(centre);
    box.expand(dice.point());
    return *box_zone("box", box);
  }
  geo::Ring ring;
  auto const corners = 3 + dice.below(40);
  for (std::size_t i = 0; i < corners; ++i) {
    auto const angle = 6.283185307 * static_cast<double>(i) / static_cast<double>(corners);
    auto const radius = 300'000.0 + static_cast<double>(dice.below(2'500'000));
    ring.push_back({centre.lon + static_cast<std::int32_t>(radius * std::cos(angle)),
                    centre.lat + static_cast<std::int32_t>(radius * std::sin(angle))});
  }
  return polygon_zone("flood", {{{{ring}}}});
}

Filter draw_filter(RegisterRecord const& record, std::uint64_t seed) {
  Dice dice(seed);
  Filter f;
  if (!dice.one_in(3)) f.territories.push_back(territory(dice.of(territories)));
  if (dice.one_in(4)) f.territories.push_back(territory(dice.of(territories)));
  if (dice.one_in(8)) f.communes = {dice.of(std::to_array<char const*>({"77142", "75056", "77284"}))};
  if (dice.one_in(4)) f.zone = draw_zone(dice.below(1'000'000));
  f.field = dice.one_in(3) ? reference::Field::all : dice.any<reference::Field>(reference::field_count);
  if (dice.one_in(4)) f.state = dice.any<StateFilter>(3);
  if (dice.one_in(3)) f.at = dice.date();
  draw_codes(dice, f);
  if (dice.one_in(8)) f.created = {dice.date(), {}};
  if (dice.one_in(8)) f.created.to = base::make_date(2019, 1, 1);
  if (dice.one_in(8)) f.closed = {base::make_date(2005, 1, 1), dice.date()};
  if (f.created.from && f.created.to && *f.created.to < *f.created.from) f.created.to.reset();
  if (f.closed.to && *f.closed.to < *f.closed.from) f.closed.to.reset();
  draw_overlay_parts(dice, f);
  if (!record.rows.empty() && dice.one_in(15)) {
    for (std::size_t i = 0; i < record.rows.size(); i += 3) f.businesses.push_back(BusinessId::of(record.siret(record.rows[i])));
    f.businesses.push_back(BusinessId::of_local("b001"));
  }
  return f;
}

}  // namespace bassin::query::testing
