// Field by field: what a row of partial diffusion keeps from the audience `open`, should the file carry it, as older ones do, and what
// that of a natural person keeps from the audience `impersonal`.
#include <gtest/gtest.h>

#include "query/describe.h"
#include "query/testing/answer_text_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/records_test_support.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;
using registry::Diffusion;
using registry::Presence;
using registry::Tri;
using registry::schema::Text;
using registry::schema::UnitText;

constexpr char const* secret_word = "ZZSECRET";

// Who keeps what (registry/values.h), written out: names, acronym, brands, address, position.
struct Rule {
  char const* name;
  Diffusion unit, establishment;
  Tri natural;
  std::uint8_t hidden;
  std::uint8_t hidden_from_impersonal;
};
constexpr std::uint8_t place = registry::hides_address | registry::hides_position;
constexpr Rule rules[] = {
    {"open unit and establishment, person", Diffusion::open, Diffusion::open, Tri::yes, 0, registry::hides_all},
    {"open unit and establishment, company", Diffusion::open, Diffusion::open, Tri::no, 0, 0},
    {"partial unit, person", Diffusion::partial, Diffusion::open, Tri::yes, registry::hides_all, registry::hides_all},
    {"partial both, person", Diffusion::partial, Diffusion::partial, Tri::yes, registry::hides_all, registry::hides_all},
    {"partial establishment, person", Diffusion::open, Diffusion::partial, Tri::yes, registry::hides_all, registry::hides_all},
    {"partial unit, company", Diffusion::partial, Diffusion::open, Tri::no, place | registry::hides_acronym,
     place | registry::hides_acronym},
    {"partial both, company", Diffusion::partial, Diffusion::partial, Tri::no, place | registry::hides_acronym,
     place | registry::hides_acronym},
    {"partial establishment, company", Diffusion::open, Diffusion::partial, Tri::no, place, place},
    {"partial unit, nature unknown", Diffusion::partial, Diffusion::open, Tri::unknown, registry::hides_all, registry::hides_all},
    {"open unit and establishment, nature unknown", Diffusion::open, Diffusion::open, Tri::unknown, 0, registry::hides_all},
};

RegisterRecord register_of(Rule const& rule) {
  RegisterRecord out;
  UnitRecord unit;
  unit.siren = 100'000'007;
  unit.diffusion = rule.unit;
  unit.natural_person = rule.natural;
  RowRecord row;
  row.nic = 17;
  row.commune = "77142";
  row.diffusion = rule.establishment;
  PeriodRecord period;
  period.start = base::make_date(2010, 1, 1);
  row.periods = {period};
  out.units = {unit};
  out.rows = {row};
  return out;
}

std::shared_ptr<View const> view_of(RegisterRecord const& record) {
  MemoryFiles files;
  return *View::of(make_snapshot(record, files, "s"));
}

std::string whole_text(View const& view, Audience audience) {
  auto const file = describe(view, view.id_of(0), audience);
  EXPECT_TRUE(file.ok());
  return text_of(*file) + text_of(Page{.rows = {read_row(view, 0, audience)}});
}

void expect_value(registry::Value const& value, Presence presence, std::string const& what) {
  EXPECT_EQ(value.presence, presence) << what;
  EXPECT_EQ(value.text, presence == Presence::known ? secret_word : "") << what;
}

// `write` puts a text where the row or its unit holds it, `read` takes it as the reader gives it.
template <class Write, class Read>
void check_field(std::string const& field, std::uint8_t secrecy, Write const& write, Read const& read) {
  for (auto const& rule : rules) {
    auto const what = field + ", " + rule.name;
    bool const hidden = (secrecy & rule.hidden) != 0;
    auto const with = [&](std::string const& text) {
      auto record = register_of(rule);
      write(record, text);
      return view_of(record);
    };
    auto const carried = with(secret_word);
    expect_value(read(*carried, Audience::open), hidden ? Presence::masked : Presence::known, what);
    expect_value(read(*carried, Audience::agent), Presence::known, what);
    EXPECT_EQ(whole_text(*carried, Audience::open).find(secret_word) == std::string::npos, hidden) << what;
    EXPECT_NE(whole_text(*carried, Audience::agent).find(secret_word), std::string::npos) << what;
    bool const withheld = (secrecy & rule.hidden_from_impersonal) != 0;
    expect_value(read(*carried, Audience::impersonal), withheld ? Presence::masked : Presence::known, what);
    EXPECT_EQ(whole_text(*carried, Audience::impersonal).find(secret_word) == std::string::npos, withheld) << what;
    for (auto const* text : {"", "[ND]"}) {
      auto const kept_back = with(text);
      auto const expected = hidden || *text != 0 ? Presence::masked : Presence::absent;
      expect_value(read(*kept_back, Audience::open), expected, what + text);
      expect_value(read(*kept_back, Audience::impersonal), withheld ? Presence::masked : expected, what + text);
      expect_value(read(*kept_back, Audience::agent), expected, what + text);
      EXPECT_EQ(whole_text(*kept_back, Audience::agent).find("[ND]"), std::string::npos) << what;
    }
  }
}

TEST(MaskedField, EveryTextOfTheEstablishment) {
  for (std::size_t t = 0; t < registry::schema::texts.size(); ++t) {
    auto const which = static_cast<Text>(t);
    auto const& column = registry::schema::texts[t];
    if (column.source.empty()) continue;
    check_field(
        std::string(column.source), secret(which),
        [&](RegisterRecord& record, std::string const& text) {
          (which == Text::brand_1 ? record.rows[0].brand : record.rows[0].texts[which]) = text;
        },
        [&](View const& view, Audience audience) { return registry::Reader(view.snapshot(), audience).text(0, which); });
  }
}

TEST(MaskedField, EveryTextOfTheUnit) {
  for (std::size_t t = 0; t < registry::schema::unit_texts.size(); ++t) {
    auto const which = static_cast<UnitText>(t);
    auto const& column = registry::schema::unit_texts[t];
    if (column.source.empty()) continue;
    check_field(
        std::string(column.source), secret(which),
        [&](RegisterRecord& record, std::string const& text) {
          auto& unit = record.units[0];
          switch (which) {
            case UnitText::denomination: unit.denomination = text; return;
            case UnitText::family_name: unit.family_name = text; return;
            case UnitText::first_name_1: unit.first_name = text; return;
            case UnitText::acronym: unit.acronym = text; return;
            default: unit.texts[which] = text;
          }
        },
        [&](View const& view, Audience audience) { return registry::Reader(view.snapshot(), audience).unit_text(0, which); });
  }
}

TEST(MaskedField, EveryPartOfTheAddress) {
  struct Part {
    char const* name;
    std::string RowRecord::*written;
    registry::Value registry::Address::*read;
  };
  Part const parts[] = {{"number", &RowRecord::number, &registry::Address::number},
                        {"repetition", &RowRecord::repetition, &registry::Address::repetition},
                        {"street type", &RowRecord::street_type, &registry::Address::street_type},
                        {"street", &RowRecord::street, &registry::Address::street},
                        {"postal code", &RowRecord::postal_code, &registry::Address::postal_code}};
  for (auto const& part : parts) {
    check_field(
        part.name, registry::hides_address, [&](RegisterRecord& record, std::string const& text) { record.rows[0].*part.written = text; },
        [&](View const& view, Audience audience) { return registry::Reader(view.snapshot(), audience).address(0).*part.read; });
  }
}

TEST(MaskedField, EveryPartOfTheAddressInALine) {
  struct Part {
    Text written;
    registry::Value Row::*read;
  };
  Part const parts[] = {{Text::address_complement, &Row::address_complement},
                        {Text::special_distribution, &Row::special_distribution},
                        {Text::cedex_code, &Row::cedex_code},
                        {Text::cedex_label, &Row::cedex_label}};
  for (auto const& part : parts) {
    check_field(
        "in a line: " + std::string(registry::schema::texts[static_cast<std::size_t>(part.written)].source), registry::hides_address,
        [&](RegisterRecord& record, std::string const& text) { record.rows[0].texts[part.written] = text; },
        [&](View const& view, Audience audience) { return read_row(view, 0, audience).*part.read; });
  }
  check_field(
      "postal code in a line", registry::hides_address,
      [&](RegisterRecord& record, std::string const& text) { record.rows[0].postal_code = text; },
      [&](View const& view, Audience audience) { return read_row(view, 0, audience).postal_code; });
}

TEST(MaskedField, BrandsOfThePast) {
  for (std::size_t name = 0; name < 4; ++name) {
    check_field(
        "name of a period " + std::to_string(name), registry::hides_brands,
        [&](RegisterRecord& record, std::string const& text) { record.rows[0].periods[0].names[name] = text; },
        [&](View const& view, Audience audience) {
          auto const file = *describe(view, view.id_of(0), audience);
          auto const& period = file.life.at(0);
          return name == 3 ? period.usual_name : period.brands.empty() ? registry::Value{} : period.brands.at(0);
        });
  }
}

TEST(MaskedField, ThePosition) {
  for (auto const& rule : rules) {
    auto record = register_of(rule);
    record.rows[0].position = geo::Point{29'123'457, 488'654'321};
    auto const view = view_of(record);
    bool const hidden = (rule.hidden & registry::hides_position) != 0;
    EXPECT_EQ(read_row(*view, 0, Audience::open).position.presence, hidden ? Presence::masked : Presence::known) << rule.name;
    EXPECT_EQ(read_row(*view, 0, Audience::agent).position.presence, Presence::known) << rule.name;
    bool const withheld = (rule.hidden_from_impersonal & registry::hides_position) != 0;
    EXPECT_EQ(read_row(*view, 0, Audience::impersonal).position.presence, withheld ? Presence::masked : Presence::known) << rule.name;
    EXPECT_EQ(whole_text(*view, Audience::impersonal).find("2.9123457") == std::string::npos, withheld) << rule.name;
    EXPECT_EQ(whole_text(*view, Audience::open).find("2.9123457") == std::string::npos, hidden) << rule.name;
    EXPECT_NE(whole_text(*view, Audience::agent).find("2.9123457"), std::string::npos) << rule.name;
  }
}

// Of the local entries: a corrected name and position of the row, and all that a local business says of itself.
TEST(MaskedField, WhatTheOverlaySays) {
  for (auto const& rule : rules) {
    OverlayBuilder builder;
    auto const record = register_of(rule);
    auto const id = BusinessId::of(record.siret(record.rows[0]));
    builder.name(id, secret_word).position(id, {29'123'457, 488'654'321});
    MemoryFiles files;
    auto const view = *View::of(make_snapshot(record, files, "s"), *std::move(builder).build());
    auto const check = [&](Audience audience, std::uint8_t hidden) {
      auto const text = whole_text(*view, audience);
      EXPECT_EQ(text.find(secret_word) == std::string::npos, (hidden & registry::hides_names) != 0) << rule.name;
      EXPECT_EQ(text.find("2.9123457") == std::string::npos, (hidden & registry::hides_position) != 0) << rule.name;
    };
    check(Audience::open, rule.hidden);
    check(Audience::impersonal, rule.hidden_from_impersonal);
    check(Audience::agent, 0);
  }
}

TEST(MaskedField, WhatALocalBusinessSays) {
  for (std::uint16_t const legal : {0, 1000, 1900, 2110, 5499, 9220}) {
    LocalBusiness stall;
    stall.id = "stall";
    stall.name = secret_word;
    stall.address = "ZZSTREET";
    stall.commune = "77142";
    stall.legal_category = legal;
    stall.position = geo::Point{29'123'457, 488'654'321};
    OverlayBuilder builder;
    builder.add(stall);
    MemoryFiles files;
    auto const view = *View::of(make_snapshot(register_of(rules[0]), files, "s"), *std::move(builder).build());
    for (auto const audience : {Audience::open, Audience::agent, Audience::impersonal}) {
      auto const text = text_of(*describe(*view, BusinessId::of_local("stall"), audience)) +
                        text_of(Page{.rows = {read_row(*view, view->snapshot().rows(), audience)}});
      bool const hidden = audience == Audience::impersonal && legal < 2000;
      for (auto const* word : {secret_word, "ZZSTREET", "2.9123457"}) EXPECT_EQ(text.find(word) == std::string::npos, hidden) << legal;
      auto const notes = describe(*view, BusinessId::of_local("stall"), audience)->privacy;
      EXPECT_EQ(notes.hidden, hidden ? registry::hides_all : 0) << legal;
      EXPECT_EQ(notes.as_person, hidden) << legal;
    }
  }
}

// The status of the row in lists and counts follows what it keeps back; the file of one business says both statuses.
TEST(MaskedField, DiffusionIsPartialWhereSomethingIsKeptBack) {
  for (auto const& rule : rules) {
    auto const view = view_of(register_of(rule));
    auto const expected = rule.hidden != 0 ? Diffusion::partial : Diffusion::open;
    EXPECT_EQ(read_row(*view, 0, Audience::open).diffusion, expected) << rule.name;
    Filter filter;
    filter.field = reference::Field::all;
    filter.diffusion = expected;
    EXPECT_EQ(prepare(view, filter, Audience::open)->rows().size(), 1U) << rule.name;
    auto const file = *describe(*view, view->id_of(0), Audience::open);
    EXPECT_EQ(file.privacy.establishment, rule.establishment) << rule.name;
    EXPECT_EQ(file.privacy.unit, rule.unit) << rule.name;
    auto const own =
        std::find_if(file.identity.begin(), file.identity.end(), [](Attribute const& a) { return a.id == "statutDiffusionEtablissement"; });
    ASSERT_NE(own, file.identity.end());
    EXPECT_EQ(own->value.text, rule.establishment == Diffusion::partial ? "partial" : "open") << rule.name;
  }
}

}  // namespace
}  // namespace bassin::query
