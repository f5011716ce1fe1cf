// The file of one business against its record, value by value, for both audiences.
#include "query/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;
using registry::Presence;
using registry::schema::Text;
using registry::schema::UnitText;

// What is shown of each property: "[masked]" or the text; properties that nothing is known of are left out.
using Shown = std::map<std::string, std::string>;
constexpr char const* masked_word = "[masked]";

void put(Shown& out, std::string_view id, std::string const& text) {
  if (!text.empty()) out[std::string(id)] = text;
}

// What a value of that secrecy shows to the audience.
struct Eyes {
  std::uint8_t hidden = 0;  // Privacy bits of the row
  bool agent = false;

  void put(Shown& out, std::string_view id, std::string const& text, std::uint8_t secrecy) const {
    bool const kept_back = (hidden & secrecy) != 0 && (!agent || text.empty());
    query::put(out, id, kept_back ? masked_word : text);
  }
};

Shown shown(std::vector<Attribute> const& list) {
  Shown out;
  for (auto const& a : list) {
    EXPECT_NE(a.value.presence, Presence::absent) << a.id;
    EXPECT_TRUE(out.emplace(a.id, a.value.presence == Presence::masked ? masked_word : a.value.text).second) << a.id;
  }
  return out;
}

std::string letter(registry::State state) { return state == registry::State::active ? "A" : state == registry::State::closed ? "F" : ""; }

std::string word(registry::Tri tri) { return tri == registry::Tri::yes ? "yes" : tri == registry::Tri::no ? "no" : ""; }

std::string iso(std::optional<base::Date> const& date) { return date ? base::to_iso(*date) : std::string(); }

void put_casework(OverlayEntry const& entry, Shown& out) {
  put(out, "tags", fmt::format("{}", fmt::join(entry.tags, ", ")));
  put(out, "portfolios", fmt::format("{}", fmt::join(entry.portfolios, ", ")));
  put(out, "last_contact", iso(entry.last_contact));
}

Shown identity(RegisterRecord const& record, RowRecord const& row, Eyes const& eyes, OverlayEntry const& entry) {
  Shown out;
  put(out, "siret", fmt::format("{:014}", record.siret(row)));
  put(out, "siren", fmt::format("{:09}", record.units[row.unit].siren));
  put(out, "nic", fmt::format("{:05}", row.nic));
  for (auto const which : {Text::brand_1, Text::brand_2, Text::brand_3, Text::usual_name})
    eyes.put(out, registry::schema::texts[static_cast<std::size_t>(which)].source, row.text(which), registry::hides_brands);
  put(out, "etatAdministratifEtablissement", letter(row.state));
  put(out, "dateCreationEtablissement", iso(row.created));
  put(out, "dateDebut", iso(row.period_start));
  put(out, "nombrePeriodesEtablissement", row.periods.empty() ? "" : fmt::format("{}", row.periods.size()));
  put(out, "etablissementSiege", word(row.head_office));
  put(out, "statutDiffusionEtablissement", row.diffusion == registry::Diffusion::partial ? "partial" : "open");
  put(out, "caractereEmployeurEtablissement", word(row.employer));
  put_casework(entry, out);
  return out;
}

Shown unit(RegisterRecord const& record, RowRecord const& row, Eyes const& eyes) {
  Shown out;
  if (!record.has_units) return out;
  auto const& unit = record.units[row.unit];
  for (std::size_t t = 0; t < registry::schema::unit_texts.size(); ++t) {
    auto const which = static_cast<UnitText>(t);
    auto const& column = registry::schema::unit_texts[t];
    if (!column.source.empty()) eyes.put(out, column.source, unit.text(which), secret(which));
  }
  put(out, "categorieJuridiqueUniteLegale", unit.legal == 0 ? "" : fmt::format("{:04}", unit.legal));
  constexpr std::array<char const*, 4> categories{"", "pme", "eti", "ge"};
  put(out, "categorieEntreprise", categories[static_cast<std::size_t>(unit.category)]);
  put(out, "statutDiffusionUniteLegale", unit.diffusion == registry::Diffusion::partial ? "partial" : "open");
  return out;
}

Shown second_address(RowRecord const& row, Eyes const& eyes) {
  Shown out;
  for (auto t = static_cast<std::size_t>(Text::second_complement); t <= static_cast<std::size_t>(Text::second_country_label); ++t)
    eyes.put(out, registry::schema::texts[t].source, row.text(static_cast<Text>(t)), registry::hides_address);
  return out;
}

Shown address(RowRecord const& row, Eyes const& eyes) {
  Shown out;
  for (auto const which :
       {Text::address_complement, Text::last_number, Text::last_number_repetition, Text::special_distribution, Text::cedex_code,
        Text::cedex_label, Text::address_id, Text::foreign_commune, Text::country_code, Text::country_label})
    eyes.put(out, registry::schema::texts[static_cast<std::size_t>(which)].source, row.text(which), secret(which));
  eyes.put(out, "numeroVoieEtablissement", row.number, registry::hides_address);
  eyes.put(out, "indiceRepetitionEtablissement", row.repetition, registry::hides_address);
  eyes.put(out, "typeVoieEtablissement", row.street_type, registry::hides_address);
  eyes.put(out, "libelleVoieEtablissement", row.street, registry::hides_address);
  eyes.put(out, "codePostalEtablissement", row.postal_code, registry::hides_address);
  put(out, "codeCommuneEtablissement", row.commune);
  put(out, "libelleCommuneEtablissement", row.commune_label);
  return out;
}

std::vector<std::string> texts(std::vector<registry::Value> const& values) {
  std::vector<std::string> out;
  for (auto const& value : values) out.push_back(value.presence == Presence::masked ? masked_word : value.text);
  return out;
}

std::vector<std::string> brands(PeriodRecord const& period, Eyes const& eyes) {
  bool const secret = (eyes.hidden & registry::hides_brands) != 0;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < 3 && (!secret || eyes.agent); ++i) {
    if (!period.names[i].empty()) out.push_back(period.names[i]);
  }
  if (out.empty() && secret) out.emplace_back(masked_word);
  return out;
}

void same_life(EstablishmentFile const& file, RegisterRecord const& record, RowRecord const& row, Eyes const& eyes) {
  RC_ASSERT(file.life_from_history == (record.has_history && !row.periods.empty()));
  if (!file.life_from_history) {
    RC_ASSERT(file.life.size() == 1U);
    auto const expected = record.has_history ? Caveat{Caveat::Code::rows_without_history, {"1"}} : Caveat{Caveat::Code::no_history, {}};
    RC_ASSERT(std::count(file.caveats.begin(), file.caveats.end(), expected) == 1);
    return;
  }
  RC_ASSERT(file.life.size() == row.periods.size());
  for (std::size_t p = 0; p < row.periods.size(); ++p) {
    auto const& period = row.periods[p];
    RC_ASSERT(file.life[p].from == iso(period.start));
    RC_ASSERT(file.life[p].to == iso(period.end));
    RC_ASSERT(file.life[p].state == period.state);
    RC_ASSERT(file.life[p].activity.code == period.activity.code);
    RC_ASSERT(texts(file.life[p].brands) == brands(period, eyes));
  }
}

void same_sisters(EstablishmentFile const& file, RegisterRecord const& record, RowRecord const& row) {
  std::vector<RowRecord const*> sisters;
  for (auto const& other : record.rows) {
    if (other.unit == row.unit && other.nic != row.nic) sisters.push_back(&other);
  }
  std::sort(sisters.begin(), sisters.end(), [](auto const* a, auto const* b) {
    auto const place = [](RowRecord const& r) {
      return std::tuple(r.head_office != registry::Tri::yes, r.state != registry::State::active, r.nic);
    };
    return place(*a) < place(*b);
  });
  RC_ASSERT(file.sisters_total == sisters.size());
  RC_ASSERT(file.sisters.size() == sisters.size());
  for (std::size_t i = 0; i < sisters.size(); ++i) RC_ASSERT(file.sisters[i].siret == record.siret(*sisters[i]));
}

Shown without(Shown shown, std::initializer_list<char const*> ids) {
  for (auto const* id : ids) shown.erase(id);
  return shown;
}

RC_GTEST_PROP(DescribeAgainstRecords, EveryValue, (std::uint64_t seed)) {
  auto const record =
      draw_register({.seed = seed, .rows = 40, .has_history = seed % 3 != 0, .has_units = seed % 5 != 0, .communes = 1 + seed % 12});
  auto const overlay = draw_overlay(record, seed);
  MemoryFiles files;
  auto const view = *View::of(make_snapshot(record, files, "s"), overlay);
  for (auto const audience : {Audience::open, Audience::agent, Audience::impersonal}) {
    for (auto const& row : record.rows) {
      auto const id = BusinessId::of(record.siret(row));
      auto const* const entry = overlay->find(id);
      bool const agent = audience == Audience::agent;
      Eyes const eyes{record.hidden(row, agent ? Audience::open : audience), agent};
      auto const file = describe(*view, id, audience);
      RC_ASSERT(file.ok());
      RC_LOG() << id.text() << " audience " << static_cast<int>(audience) << std::endl;
      RC_ASSERT(without(shown(file->identity), {"display_name", "in_state_since"}) ==
                identity(record, row, eyes, entry == nullptr ? OverlayEntry{} : *entry));
      RC_ASSERT(without(shown(file->unit), {"unit_name"}) == unit(record, row, eyes));
      RC_ASSERT(without(shown(file->address), {"epci", "departement"}) == address(row, eyes));
      RC_ASSERT(shown(file->second_address) == second_address(row, eyes));
      RC_ASSERT(file->privacy.hidden == eyes.hidden);
      RC_ASSERT(file->privacy.shown_to_you == (agent && eyes.hidden != 0));
      RC_ASSERT(file->privacy.as_person == (eyes.hidden != 0 && record.hidden(row, Audience::open) == 0));
      same_life(*file, record, row, eyes);
      same_sisters(*file, record, row);
      bool const names_kept = !eyes.agent && (eyes.hidden & registry::hides_names) != 0;
      RC_ASSERT(!names_kept || std::none_of(file->sisters.begin(), file->sisters.end(), [](auto const& s) { return s.name.known(); }));
      RC_ASSERT(file->membership.mask() == file->row.chambers);
    }
  }
}

std::optional<Attribute> find(std::vector<Attribute> const& list, std::string_view id) {
  auto const at = std::find_if(list.begin(), list.end(), [id](Attribute const& a) { return a.id == id; });
  return at == list.end() ? std::nullopt : std::optional(*at);
}

RegisterRecord small_register() {
  RegisterRecord record;
  UnitRecord unit;
  unit.siren = 100'000'007;
  unit.legal = 5499;
  record.units = {unit};
  RowRecord row;
  row.nic = 11;
  row.commune = "77142";
  row.activity.code = "62.01Z";
  row.state = registry::State::closed;
  row.created = base::make_date(2005, 1, 1);
  row.period_start = base::make_date(2019, 3, 1);
  auto const day = [](int year) { return base::make_date(year, 3, 1); };
  auto const until = [](int year) { return base::make_date(year, 2, 28); };
  using registry::State;
  row.periods = {{day(2005), until(2010), State::active, {}, row.activity, {}},
                 {day(2010), until(2015), State::closed, {}, row.activity, {}},
                 {day(2015), until(2017), State::active, {}, row.activity, {}},
                 {day(2017), until(2019), State::closed, {}, row.activity, {}},
                 {day(2019), {}, State::closed, {}, row.activity, {}}};
  record.rows = {row};
  return record;
}

std::shared_ptr<View const> view_of(RegisterRecord const& record, std::shared_ptr<Overlay const> overlay = nullptr) {
  MemoryFiles files;
  return *View::of(make_snapshot(record, files, "s"), std::move(overlay));
}

// A closed business closed when its state became so, whatever changed after; and so at any date.
TEST(InStateSince, IsTheStartOfTheRunOfOneState) {
  auto const record = small_register();
  auto const view = view_of(record);
  EXPECT_EQ(read_row(*view, 0, Audience::open).period_start, "2017-03-01");
  struct Case {
    char const* since;
    int year;
    registry::State state;
  };
  using registry::State;
  Case const cases[] = {{"", 2004, State::unknown},          {"2005-03-01", 2006, State::active}, {"2010-03-01", 2012, State::closed},
                        {"2015-03-01", 2016, State::active}, {"2017-03-01", 2018, State::closed}, {"2017-03-01", 2022, State::closed}};
  for (auto const& c : cases) {
    auto const row = read_row(*view, 0, Audience::open, base::make_date(c.year, 6, 1));
    EXPECT_EQ(row.period_start, c.since) << c.year;
    EXPECT_EQ(row.state, c.state) << c.year;
  }
  auto const closed_in = [&](int year) {
    Filter filter;
    filter.field = reference::Field::all;
    filter.closed = {base::make_date(year, 1, 1), base::make_date(year, 12, 31)};
    return prepare(view, filter, Audience::open)->rows().size();
  };
  EXPECT_EQ(closed_in(2017), 1U);
  EXPECT_EQ(closed_in(2019), 0U);
  EXPECT_EQ(closed_in(2010), 0U);
}

TEST(InStateSince, WithoutHistoryIsWhatTheStockRowCanSay) {
  auto record = small_register();
  record.has_history = false;
  auto const view = view_of(record);
  auto const since = [&](std::optional<base::Date> at) { return read_row(*view, 0, Audience::open, at).period_start; };
  EXPECT_EQ(since({}), "2019-03-01");
  EXPECT_EQ(since(base::make_date(2020, 1, 1)), "2019-03-01");
  EXPECT_EQ(since(base::make_date(2018, 1, 1)), "");  // active then: since when is not known
}

TEST(Describe, NamesTheFileOfAPosition) {
  using registry::PositionSource;
  auto record = small_register();
  record.rows[0].position = geo::Point{29'000'000, 488'000'000};
  auto const origin = [&](PositionSource source) {
    record.rows[0].source = source;
    auto const view = view_of(record);
    return find(describe(*view, view->id_of(0), Audience::open)->position, "longitude")->origin;
  };
  record.sources = {{.kind = "establishments", .name = "stock.csv"},
                    {.kind = "positions", .name = "geolocation.csv"},
                    {.kind = "positions", .name = "points.csv"}};
  EXPECT_EQ(origin(PositionSource::geolocation_file).file, "geolocation.csv");
  EXPECT_EQ(origin(PositionSource::longitude_latitude_file).file, "points.csv");
  EXPECT_EQ(origin(PositionSource::longitude_latitude_file).source, DataSource::positions);
  EXPECT_EQ(origin(PositionSource::stock_columns).file, "stock.csv");
  EXPECT_EQ(origin(PositionSource::stock_columns).source, DataSource::establishments);
  record.sources.erase(record.sources.begin() + 1);
  EXPECT_EQ(origin(PositionSource::longitude_latitude_file).file, "points.csv");
  OverlayBuilder builder;
  builder.position(BusinessId::of(record.siret(record.rows[0])), {28'000'000, 488'000'000});
  auto const view = view_of(record, *std::move(builder).build());
  auto const corrected = find(describe(*view, view->id_of(0), Audience::open)->position, "latitude")->origin;
  EXPECT_EQ(corrected.source, DataSource::overlay);
  EXPECT_EQ(corrected.file, "");
}

TEST(Describe, SaysWhereTheCommuneLiesToday) {
  auto const view = view_of(small_register());
  auto const file = *describe(*view, view->id_of(0), Audience::open);
  EXPECT_EQ(find(file.address, "epci")->value.text, "200090504");
  EXPECT_EQ(find(file.address, "epci")->label_fr, "CA Coulommiers Pays de Brie");
  EXPECT_EQ(find(file.address, "departement")->value.text, "77");
  EXPECT_EQ(find(file.address, "departement")->origin.source, DataSource::reference);
}

TEST(Describe, SaysAllThatIsKnownOfALocalBusiness) {
  LocalBusiness b;
  b.id = "stall";
  b.name = "Fromages";
  b.commune = "77142";
  b.state = registry::State::closed;
  b.closed = base::make_date(2024, 5, 1);
  b.employer = registry::Tri::yes;
  b.head_office = registry::Tri::no;
  b.legal_category = 1000;
  OverlayBuilder builder;
  auto const id = BusinessId::of_local("stall");
  builder.add(b).tag(id, "market").tag(id, "visit").portfolio(id, "anna").contact(id, base::make_date(2025, 2, 3));
  auto const view = view_of(small_register(), *std::move(builder).build());
  auto const file = *describe(*view, id, Audience::open);
  EXPECT_EQ(shown(file.identity), (Shown{{"display_name", "Fromages"},
                                         {"etatAdministratifEtablissement", "F"},
                                         {"in_state_since", "2024-05-01"},
                                         {"etablissementSiege", "no"},
                                         {"caractereEmployeurEtablissement", "yes"},
                                         {"tags", "market, visit"},
                                         {"portfolios", "anna"},
                                         {"last_contact", "2025-02-03"}}));
  EXPECT_EQ(shown(file.unit), (Shown{{"categorieJuridiqueUniteLegale", "1000"}}));
  EXPECT_EQ(find(file.address, "departement")->value.text, "77");
  for (auto const& attribute : file.identity) EXPECT_EQ(attribute.origin.source, DataSource::overlay);
}

TEST(Describe, TheMainActivityInNaf2025IsTheRowsCode) {
  auto record = small_register();
  record.rows[0].activity = {reference::Nomenclature::naf_2025, "62.10Y"};
  auto const view = view_of(record);
  auto const file = *describe(*view, view->id_of(0), Audience::open);
  EXPECT_EQ(file.row.activity_2025, "62.10Y");
  EXPECT_FALSE(find(file.activity, "activitePrincipaleNAF25Etablissement"));  // the column itself says nothing
}

}  // namespace
}  // namespace bassin::query
