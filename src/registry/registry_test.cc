#include <gtest/gtest.h>

#include "base/uuid.h"
#include "column/image_writer.h"
#include "column/text.h"
#include "column/text_writer.h"
#include "registry/columns.h"
#include "registry/manifest.h"
#include "registry/values.h"

namespace bassin::registry {
namespace {

using enum Diffusion;

TEST(Privacy, FollowsTheStatusOfEstablishmentAndUnit) {
  struct Case {
    Diffusion establishment, unit;
    Tri natural;
    int expected;
  };
  constexpr int place = hides_address | hides_position;
  constexpr int person = hides_all | of_natural_person;
  Case const cases[] = {
      {open, open, Tri::yes, of_natural_person},
      {open, open, Tri::unknown, of_natural_person},
      {open, unknown, Tri::unknown, of_natural_person},
      {open, open, Tri::no, hides_nothing},
      {partial, open, Tri::yes, person},  // unit O, establishment P: names too of a natural person
      {open, partial, Tri::yes, person},  // unit P
      {partial, partial, Tri::yes, person},
      {partial, unknown, Tri::unknown, person},  // no file of units: as strict as for a person
      {partial, open, Tri::no, place},           // a legal person keeps its name
      {open, partial, Tri::no, place | hides_acronym},
      {partial, partial, Tri::no, place | hides_acronym},
  };
  for (auto const& c : cases) EXPECT_EQ(privacy_of(c.establishment, c.unit, c.natural), c.expected);
}

TEST(Privacy, BindsEveryAudienceButAgents) {
  EXPECT_FALSE(visible(hides_all, hides_names, Audience::open));
  EXPECT_TRUE(visible(hides_all, hides_names, Audience::agent));
  EXPECT_TRUE(visible(hides_address, hides_names, Audience::open));
}

// Over all bits: agents see all, `impersonal` never more than `open`, nothing of a natural person, and what is public.
TEST(Privacy, OfANaturalPersonBindsTheImpersonalAudienceOnly) {
  for (unsigned bits = 0; bits <= privacy_bits; ++bits) {
    auto const privacy = static_cast<std::uint8_t>(bits);
    bool const person = (bits & of_natural_person) != 0;
    for (auto const audience : {Audience::open, Audience::agent, Audience::impersonal}) {
      EXPECT_TRUE(visible(privacy, hides_nothing, audience));
      unsigned hidden = 0;
      for (auto const what : {hides_names, hides_acronym, hides_brands, hides_address, hides_position}) {
        bool const kept = (bits & what) != 0;
        bool const seen = audience == Audience::agent || (!kept && (audience == Audience::open || !person));
        EXPECT_EQ(visible(privacy, what, audience), seen) << bits;
        hidden |= seen ? 0U : unsigned{what};
      }
      EXPECT_EQ(hidden_from(privacy, audience), hidden) << bits;
    }
  }
}

Manifest sample(std::string id) {
  Manifest m;
  m.id = std::move(id);
  m.made_by = "0.1.0";
  m.reference = "00ff";
  m.made_at = 1'700'000'000;
  m.scope = "departements:77";
  m.data_date = base::parse_date("2026-11-01");
  m.establishments = 12;
  m.positions = 11;
  m.has_units = true;
  m.sources.push_back({"establishments", "StockEtablissement_utf8.zip", 1000, 1'690'000'000, 54, 13, 12, 1, 0});
  m.components.push_back({"units", "units.img", 1, 4096});
  return m;
}

TEST(Manifest, ReadsBackWhatItWrote) {
  auto const written = sample("20261123-231500-5f3a");
  auto const json = to_json(written);
  auto const read = parse_manifest(json, "m").value();
  EXPECT_EQ(to_json(read), json);
  EXPECT_EQ(read.sources[0].columns, 54U);
  EXPECT_EQ(read.positions, 11U);
  EXPECT_EQ(read.reference, "00ff");
  EXPECT_EQ(read.data_date, base::parse_date("2026-11-01"));
}

TEST(Manifest, NamesWhatIsWrong) {
  EXPECT_EQ(parse_manifest("{", "m").error().code, "manifest.unreadable");
  EXPECT_EQ(parse_manifest("[]", "m").error().code, "manifest.unreadable");
  EXPECT_EQ(parse_manifest(R"({"format": 1, "id": 3})", "m").error().code, "manifest.unreadable");
  auto const newer = parse_manifest(R"({"format": 9})", "m");
  EXPECT_EQ(newer.error().code, "manifest.version");
  EXPECT_EQ(newer.error().value("found"), "9");
  constexpr std::size_t deep = 1'000'000;
  auto const nested = R"({"format": 1, "id": )" + std::string(deep, '[') + std::string(deep, ']') + "}";
  EXPECT_EQ(parse_manifest(nested, "m").error().code, "manifest.unreadable");
}

TEST(Manifest, NoByteChangesUnnoticed) {
  auto const json = to_json(sample("20261123-231500-5f3a"));
  for (std::size_t at = 0; at < json.size(); ++at) {
    auto changed = json;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(parse_manifest(changed, "m").ok()) << at;
    EXPECT_FALSE(parse_manifest(json.substr(0, at), "m").ok()) << at;
  }
  EXPECT_FALSE(parse_manifest(json + " ", "m").ok());
}

class OrdersTest : public testing::Test {
 protected:
  // Two départements of two rows and one; `first` as given.
  void write(std::vector<std::uint32_t> const& first) {
    column::ImageWriter writer(files_, path_, "orders", 1);
    column::DictionaryBuilder().write(writer, "department_codes");
    std::vector<std::uint32_t> const rows{0, 1, 2};
    writer.write<std::uint32_t>("by_name", rows);
    writer.write<std::uint32_t>("by_created", rows);
    writer.write<std::uint32_t>("department_first", first);
    ASSERT_TRUE(writer.finish().ok());
  }
  [[nodiscard]] std::string_view error_of_opening() {
    auto const image = column::Image::open(files_, path_, "orders", 1);
    if (!image.ok()) return image.error().code;
    auto const orders = Orders::open(*image);
    return orders.ok() ? "" : orders.error().code;
  }

  base::FileSystem& files_ = base::real_files();
  std::string const path_ = testing::TempDir() + "registry_orders_" + base::new_uuid() + ".img";
};

TEST_F(OrdersTest, RangesCoverAllRows) {
  write({0, 2, 3});
  EXPECT_EQ(error_of_opening(), "");
  for (std::vector<std::uint32_t> const& first : {std::vector<std::uint32_t>{}, {0, 2}, {1, 3}, {0, 2, 4}}) {
    write(first);
    EXPECT_EQ(error_of_opening(), "image.inconsistent");
  }
}

TEST_F(OrdersTest, DamageReadAtOpeningIsAnError) {
  write({0, 2, 3});
  auto bytes = files_.read(path_).value();
  bytes[bytes.size() - 64] = 9;  // the last block starts with department_first
  ASSERT_TRUE(base::replace_file(files_, path_, bytes).ok());
  EXPECT_EQ(error_of_opening(), "image.damaged");
}

}  // namespace
}  // namespace bassin::registry
