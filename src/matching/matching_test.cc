// Rows of a spreadsheet beside a small register where each case stands for something that happens.
#include "matching/matching.h"

#include <gtest/gtest.h>

#include "query/testing/memory_files_test_support.h"
#include "query/testing/records_test_support.h"
#include "registry/name_index_builder.h"
#include "registry/siret.h"

namespace bassin::matching {
namespace {

using query::testing::RegisterRecord;

// The first NIC from `from` on whose control digit holds.
std::uint32_t nic_of(std::uint32_t siren, std::uint32_t from) {
  while (!registry::control_digit_holds(std::uint64_t{siren} * 100'000 + from)) ++from;
  return from;
}

class Matching : public testing::Test {
 protected:
  void SetUp() override {
    auto const bakery = unit("BOULANGERIE DE LA TOURELLE");
    bakery_ = row(bakery, 11, "77120", "77131", "COULOMMIERS", "12", "B", "AV", "DU GENERAL LECLERC");
    auto const garage = unit("GARAGE BERTHELEMY");
    garage_closed_ = row(garage, 11, "77120", "77131", "COULOMMIERS", "3", "", "RUE", "DE PARIS", registry::State::closed);
    garage_ = row(garage, 29, "77120", "77131", "COULOMMIERS", "45", "", "RUE", "DE PARIS");
    auto const shops = unit("OPTIQUE CHEVALLIER");
    shop_a_ = row(shops, 11, "77120", "77131", "COULOMMIERS", "1", "", "PL", "DU MARCHE");
    shop_b_ = row(shops, 29, "77100", "77284", "MEAUX", "8", "", "RUE", "SAINT REMY");
    shop_c_ = row(shops, 37, "77100", "77284", "MEAUX", "90", "", "AV", "DE LA MARNE");
    record_.units.push_back(
        {.siren = next_siren(), .natural_person = registry::Tri::yes, .family_name = "QUESNEVILLE", .first_name = "ODILE"});
    person_ = row(record_.units.size() - 1, 11, "77580", "77142", "CRECY LA CHAPELLE", "7", "", "RUE", "SERRET");
    record_.units.push_back({.siren = next_siren(),
                             .natural_person = registry::Tri::yes,
                             .diffusion = registry::Diffusion::partial,
                             .family_name = "VAUQUELINE",
                             .first_name = "RENE"});
    hidden_ = row(record_.units.size() - 1, 11, "77580", "77142", "CRECY LA CHAPELLE", "9", "", "RUE", "SERRET");
    for (unsigned i = 0; i < 200; ++i) {  // the rest of the country, so that a rare word is rare
      row(unit("MENUISERIE NUMERO" + std::to_string(1000 + i)), 11, "75011", "75111", "PARIS 11", std::to_string(i + 1), "", "RUE",
          "OBERKAMPF");
    }
    auto const bare = query::testing::make_snapshot(record_, files_, "s");
    ASSERT_TRUE(registry::build_name_index(files_, bare->establishments(), bare->units(), "s", "s/names.img").ok());
    snapshot_ = registry::Snapshot::open(files_, "s").value();
    view_ = query::View::of(snapshot_).value();
  }

  [[nodiscard]] std::uint32_t next_siren() const {
    auto siren = 300'000'000 + 1'000 * static_cast<std::uint32_t>(record_.units.size());
    while (!registry::control_digit_holds(siren)) ++siren;
    return siren;
  }

  std::size_t unit(std::string const& name) {
    record_.units.push_back({.siren = next_siren(), .denomination = name});
    return record_.units.size() - 1;
  }

  std::uint64_t row(std::size_t unit, std::uint32_t nic, std::string const& postal_code, std::string const& commune,
                    std::string const& label, std::string const& number, std::string const& repetition, std::string const& kind,
                    std::string const& street, registry::State state = registry::State::active) {
    query::testing::RowRecord added{.unit = unit,
                                    .nic = nic_of(record_.units[unit].siren, nic),
                                    .commune = commune,
                                    .commune_label = label,
                                    .number = number,
                                    .repetition = repetition,
                                    .street_type = kind,
                                    .street = street,
                                    .postal_code = postal_code,
                                    .state = state,
                                    .diffusion = record_.units[unit].diffusion};
    record_.rows.push_back(added);
    return record_.siret(added);
  }

  Match match(Wanted const& wanted, std::vector<std::string> home = {},
              Audiences audiences = {registry::Audience::agent, registry::Audience::agent}) {
    return Matcher::create(view_, audiences, std::move(home)).value()->match(wanted).value();
  }
  // "certain siret 12345678900011 closed": verdict, reason, the first candidate, oddities.
  std::string told(Match const& found) {
    std::string out = id_of(found.verdict);
    if (found.reason != Reason::none) out += std::string(" ") + id_of(found.reason);
    if (!found.candidates.empty()) out += " " + std::to_string(snapshot_->siret(found.candidates.front().row));
    for (auto const oddity : found.oddities) out += std::string(" ") + id_of(oddity);
    return out;
  }
  std::string told(Wanted const& wanted) { return told(match(wanted)); }

  RegisterRecord record_;
  query::testing::MemoryFiles files_;
  std::shared_ptr<registry::Snapshot const> snapshot_;
  std::shared_ptr<query::View const> view_;
  std::uint64_t bakery_ = 0, garage_ = 0, garage_closed_ = 0, shop_a_ = 0, shop_b_ = 0, shop_c_ = 0, person_ = 0, hidden_ = 0;
};

TEST_F(Matching, BelievesASiretThatTheRegisterHolds) {
  auto const siret = std::to_string(bakery_);
  EXPECT_EQ(told({.siret = siret}), "certain siret " + siret);
  EXPECT_EQ(told({.siret = siret, .name = "Le fournil", .commune = "Coulommiers"}), "certain siret " + siret);
  EXPECT_EQ(told({.siret = std::to_string(garage_closed_)}), "certain siret " + std::to_string(garage_closed_) + " closed");
}

TEST_F(Matching, DoubtsASiretThatNameAndPlaceSpeakAgainst) {
  auto const siret = std::to_string(bakery_);
  EXPECT_EQ(told({.siret = siret, .name = "Optique Chevallier", .postal_code = "77100", .commune = "Meaux"}),
            "doubtful " + siret + " siret_contradicted");
}

TEST_F(Matching, SaysThatAGoodSiretIsNotThereAndInventsNothing) {
  auto const other = std::to_string(std::uint64_t{300'900'000} * 100'000 + nic_of(300'900'000, 11));
  EXPECT_EQ(told({.siret = other}), "none siret_unknown");
  // Not even where the name and the address are those of another.
  EXPECT_EQ(told({.siret = other, .name = "Boulangerie de la Tourelle", .address = "12 bis av du Gal Leclerc", .postal_code = "77120"}),
            "doubtful " + std::to_string(bakery_) + " siret_unknown");
}

TEST_F(Matching, OffersTheOthersOfTheUnitForANewSiret) {
  auto const siren = static_cast<std::uint32_t>(garage_ / 100'000);
  auto const fresh = std::to_string(std::uint64_t{siren} * 100'000 + nic_of(siren, 500));
  EXPECT_EQ(told({.siret = fresh, .name = "Garage Berthelemy"}), "doubtful " + std::to_string(garage_) + " siret_unknown");
}

TEST_F(Matching, ReadsPastAWrongSiret) {
  EXPECT_EQ(told({.siret = "12345", .name = "Garage Berthelemy", .address = "45 r de Paris", .postal_code = "77120"}),
            "certain name_and_address " + std::to_string(garage_) + " siret_malformed");
}

TEST_F(Matching, FindsTheEstablishmentOfASiren) {
  auto const siren_of = [](std::uint64_t siret) { return std::to_string(siret / 100'000); };
  EXPECT_EQ(told({.siren = siren_of(garage_)}), "certain siren " + std::to_string(garage_));
  EXPECT_EQ(told({.siren = siren_of(shop_a_), .commune = "Coulommiers"}), "certain siren_and_place " + std::to_string(shop_a_));
  EXPECT_EQ(told({.siren = siren_of(shop_a_), .address = "90 ave de la Marne", .postal_code = "77100"}),
            "certain siren_and_place " + std::to_string(shop_c_));
  EXPECT_EQ(match({.siren = siren_of(shop_a_), .commune = "Meaux"}).verdict, Verdict::doubtful);
}

TEST_F(Matching, FindsByAMisspeltNameAndAShortAddress) {
  auto const bakery = std::to_string(bakery_);
  EXPECT_EQ(told({.name = "SARL Boulangerie La Tourele",
                  .address = "12bis, av. du Gal Leclerc",
                  .postal_code = "77 120",
                  .commune = "COULOMIERS"}),
            "certain name_and_address " + bakery);
  EXPECT_EQ(told({.name = "Boulangerie de la Tourelle", .address = "av. Gal Leclerc", .commune = "coulommiers"}),
            "certain name_and_street " + bakery);
  EXPECT_EQ(told({.name = "Boulangerie Tourelle", .address = "12 av du Général Leclerc 77120 Coulommiers"}),
            "certain name_and_address " + bakery);
  EXPECT_EQ(told({.name = "M. Odile QUESNEVILE", .address = "7 r. Serret", .commune = "Crécy-la-Chapele"}),
            "certain name_and_address " + std::to_string(person_));
}

TEST_F(Matching, FindsByATellingNameAlone) {
  EXPECT_EQ(told({.name = "Quesneville", .postal_code = "77580"}).substr(0, 8), "doubtful");
  EXPECT_EQ(told({.name = "Odile Quesneville", .postal_code = "77580"}), "certain name_and_commune " + std::to_string(person_));
}

TEST_F(Matching, TakesTheOpenOneOfTwo) {
  EXPECT_EQ(told({.name = "Garage Berthelemy", .commune = "Coulommiers"}), "certain name_and_commune " + std::to_string(garage_));
  EXPECT_EQ(told({.name = "Garage Berthelemy", .address = "3 rue de Paris", .commune = "Coulommiers"}),
            "certain name_and_address " + std::to_string(garage_closed_) + " closed");
}

TEST_F(Matching, LeavesToAPersonWhatSeveralMayBe) {
  auto const found = match({.name = "Optique Chevallier", .postal_code = "77100", .commune = "Meaux"});
  EXPECT_EQ(found.verdict, Verdict::doubtful);
  EXPECT_EQ(found.candidates.size(), 2U);
}

TEST_F(Matching, FindsNobodyWhereNobodyIs) {
  EXPECT_EQ(told({.name = "Fromagerie Zwingelstein", .address = "12 bis av du Gal Leclerc", .postal_code = "77120"}), "none");
  EXPECT_EQ(told({.name = "Boulangerie de la Tourelle", .postal_code = "13001", .commune = "Marseille"}), "none place_unknown");
  EXPECT_EQ(told(Wanted{}), "none nothing_to_go_by");
  EXPECT_EQ(told({.name = "Boulangerie de la Tourelle"}), "none nothing_to_go_by");
}

TEST_F(Matching, LooksAtHomeWhereNoPlaceIsNamed) {
  EXPECT_EQ(told(match({.name = "Boulangerie de la Tourelle", .address = "12 B av du General Leclerc"}, {"77131", "77284"})),
            "certain name_and_address " + std::to_string(bakery_));
  EXPECT_EQ(match({.name = "Boulangerie de la Tourelle"}, {"77131", "77284"}).verdict, Verdict::doubtful);
}

TEST_F(Matching, SeesNoMoreThanTheReaderMay) {
  Wanted const wanted{.name = "René Vauqueline", .address = "9 rue Serret", .postal_code = "77580"};
  EXPECT_EQ(told(match(wanted)), "certain name_and_address " + std::to_string(hidden_));
  EXPECT_EQ(told(match(wanted, {}, {registry::Audience::open, registry::Audience::open})), "none");
  Audiences const agent_at_home{registry::Audience::agent, registry::Audience::open};
  EXPECT_EQ(told(match(wanted, {"77142"}, agent_at_home)), "certain name_and_address " + std::to_string(hidden_));
  EXPECT_EQ(told(match(wanted, {"77131"}, agent_at_home)), "none");
}

}  // namespace
}  // namespace bassin::matching
