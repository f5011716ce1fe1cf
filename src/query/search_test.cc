#include "query/search.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/fold.h"
#include "query/row.h"
#include "query/search_names.h"
#include "query/search_rank.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "query/testing/records_test_support.h"
#include "registry/name_index_builder.h"

namespace bassin::query {
namespace {

using registry::Audience;
using registry::Diffusion;
using registry::Tri;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MemoryFiles;
using ::testing::Not;
using testing::RegisterRecord;
using testing::RowRecord;
using testing::UnitRecord;

// The snapshot of the records with the index of its names.
std::shared_ptr<registry::Snapshot const> indexed_snapshot(RegisterRecord const& record, MemoryFiles& files) {
  auto const bare = testing::make_snapshot(record, files, "s");
  auto const bytes = registry::build_name_index(files, bare->establishments(), bare->units(), "s", "s/names.img");
  EXPECT_TRUE(bytes.ok());
  return registry::Snapshot::open(files, "s").value();
}

std::shared_ptr<View const> view_of(RegisterRecord const& record, std::shared_ptr<Overlay const> overlay = nullptr) {
  MemoryFiles files;
  return View::of(indexed_snapshot(record, files), std::move(overlay)).value();
}

// A register made line by line; the n-th line has the SIREN n and the NIC 1.
class Town {
 public:
  Town& company(std::string name, std::string brand = {}, std::string acronym = {}) {
    UnitRecord unit;
    unit.denomination = std::move(name);
    unit.acronym = std::move(acronym);
    return add(std::move(unit), std::move(brand));
  }
  Town& person(std::string family_name, std::string first_name, std::string brand = {}) {
    UnitRecord unit;
    unit.family_name = std::move(family_name);
    unit.first_name = std::move(first_name);
    unit.natural_person = Tri::yes;
    return add(std::move(unit), std::move(brand));
  }
  Town& partial() {
    record.units.back().diffusion = Diffusion::partial;
    record.rows.back().diffusion = Diffusion::partial;
    return *this;
  }
  Town& closed() {
    record.rows.back().state = registry::State::closed;
    return *this;
  }
  Town& in(std::string commune) {
    record.rows.back().commune = std::move(commune);
    return *this;
  }

  RegisterRecord record;

 private:
  Town& add(UnitRecord unit, std::string brand) {
    unit.siren = static_cast<std::uint32_t>(record.units.size() + 1);
    record.units.push_back(std::move(unit));
    RowRecord row;
    row.unit = record.units.size() - 1;
    row.nic = 1;
    row.commune = "77142";
    row.brand = std::move(brand);
    record.rows.push_back(row);
    return *this;
  }
};

SearchRequest request(std::string text, std::size_t limit = 20) {
  SearchRequest asked;
  asked.text = std::move(text);
  asked.limit = limit;
  asked.filter.field = reference::Field::all;
  asked.filter.state = StateFilter::any;
  return asked;
}

SearchAnswer found(std::shared_ptr<View const> const& view, std::string text, Audience audience = Audience::agent) {
  auto answer = search(view, request(std::move(text)), audience);
  EXPECT_TRUE(answer.ok());
  return std::move(answer).value();
}

std::vector<std::string> names(SearchAnswer const& answer) {
  std::vector<std::string> texts;
  for (auto const& hit : answer.hits) texts.push_back(hit.name);
  return texts;
}

std::vector<std::string> ids(View const& view, SearchAnswer const& answer) {
  std::vector<std::string> texts;
  for (auto const& hit : answer.hits) texts.push_back(view.id_of(hit.row).text());
  return texts;
}

TEST(Search, FindsWhatPeopleType) {
  Town town;
  town.company("SARL L'Épi d'Or", "Boulangerie Lefèvre").company("S.N.C.F.").company("L'OREAL").company("LA POSTE");
  town.person("DUPONT", "Jérôme").company("GARAGE DU PONT NEUF").company("BŒUF & CIE").company("LES CYCLES MODERNES", "", "LCM");
  town.company("PHARMACIE CENTRALE").company("AQUALOREALIS");
  auto const view = view_of(town.record);
  struct Case {
    char const* typed;
    char const* name;
  };
  Case const cases[] = {
      {"epi d'or", "SARL L'Épi d'Or"},  // accents, article, legal form
      {"BOULANGERIE LEFEVRE", "Boulangerie Lefèvre"},
      {"lefèv", "Boulangerie Lefèvre"},  // begun
      {"SNCF", "S.N.C.F."},
      {"s n c f", "S.N.C.F."},
      {"loreal", "L'OREAL"},  // the apostrophe left out
      {"oreal", "L'OREAL"},
      {"l oréal", "L'OREAL"},
      {"laposte", "LA POSTE"},             // a space missing
      {"la po ste", "LA POSTE"},           // a space too many
      {"posye", "LA POSTE"},               // a word misspelt
      {"jerome dupont", "DUPONT Jérôme"},  // the other order
      {"dupont jerome", "DUPONT Jérôme"},
      {"boeuf et cie", "BŒUF & CIE"},
      {"boeuf", "BŒUF & CIE"},
      {"lcm", "LCM"},
      {"cycle moderne", "LES CYCLES MODERNES"},  // endings left out
      {"farmacie centrale", "PHARMACIE CENTRALE"},
      {"hparmacie centrale", "PHARMACIE CENTRALE"},
      {"neuf garage", "GARAGE DU PONT NEUF"},
  };
  for (auto const& c : cases) {
    auto const answer = found(view, c.typed);
    ASSERT_FALSE(answer.hits.empty()) << c.typed;
    EXPECT_EQ(answer.hits[0].name, c.name) << c.typed;
    EXPECT_EQ(answer.kind, SearchKind::names);
  }
  EXPECT_THAT(found(view, "xyzzyx").hits, IsEmpty());
}

TEST(Search, SaysWhyARowWasFound) {
  Town town;
  town.company("GARAGE DU PONT NEUF");
  auto const view = view_of(town.record);
  auto const answer = found(view, "garaje pontneuf zzzzzzz gar");
  ASSERT_EQ(answer.hits.size(), 1U);
  auto const& words = answer.hits[0].words;
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[0].match, WordMatch::misspelt);
  EXPECT_EQ(words[0].found, "GARAGE");
  EXPECT_EQ(words[1].match, WordMatch::glued);
  EXPECT_EQ(words[1].found, "PONT NEUF");
  EXPECT_EQ(words[2].match, WordMatch::missing);
  EXPECT_EQ(words[3].match, WordMatch::begun);
  EXPECT_EQ(found(view, "pont neuf").hits[0].words[0].match, WordMatch::exact);
  EXPECT_EQ(found(view, "Garage du pont neuf").hits[0].score, 1);
}

TEST(Search, PutsTheWholeNameFirstThenFewerOtherWordsThenActiveThenSiret) {
  Town town;
  town.company("MARTIN ET FILS MACONNERIE").company("MARTIN SARL").closed().company("MARTIN SARL").company("MARTIN").company("MARTIN SARL");
  auto const view = view_of(town.record);
  EXPECT_THAT(ids(*view, found(view, "martin")),
              ElementsAre("00000000400001", "00000000300001", "00000000500001", "00000000200001", "00000000100001"));
}

TEST(Search, KeepsOtherNamesInSightBesideManyBearersOfOne) {
  Town town;
  for (int i = 0; i < 60; ++i) town.company("MAIRE");
  town.company("MAIRIE").company("MARIE");
  auto const view = view_of(town.record);
  auto const found_names = names(found(view, "maire"));
  EXPECT_EQ(found_names.size(), 20U);
  EXPECT_EQ(found_names[0], "MAIRE");
  EXPECT_THAT(found_names, Contains("MAIRIE"));
  EXPECT_THAT(found_names, Contains("MARIE"));
}

TEST(Search, StaysInTheTerritoryAndTheFilter) {
  Town town;
  town.company("BAR DU COIN").company("BAR DU COIN").in("77131").company("BAR DU COIN").closed();
  auto const view = view_of(town.record);
  auto asked = request("bar du coim");
  asked.filter.communes = {"77142"};
  EXPECT_THAT(ids(*view, search(view, asked, Audience::open).value()), ElementsAre("00000000100001", "00000000300001"));
  asked.filter.state = StateFilter::active;
  EXPECT_THAT(ids(*view, search(view, asked, Audience::open).value()), ElementsAre("00000000100001"));
}

TEST(Search, ANumberFindsTheUnitOrTheEstablishment) {
  Town town;
  town.company("UN").person("ROSSIGNOL", "Rosa").partial().company("TROIS").closed();
  auto second = town.record.rows[1];
  second.nic = 22;
  town.record.rows.push_back(second);
  auto const view = view_of(town.record);
  auto const siren = found(view, "000 000 002", Audience::open);
  EXPECT_EQ(siren.kind, SearchKind::siren);
  EXPECT_THAT(ids(*view, siren), ElementsAre("00000000200001", "00000000200022"));  // of partial diffusion too
  auto const siret = found(view, "000.000.002-00022", Audience::open);
  EXPECT_EQ(siret.kind, SearchKind::siret);
  EXPECT_THAT(ids(*view, siret), ElementsAre("00000000200022"));
  EXPECT_TRUE(siret.hits[0].name.empty());
  EXPECT_THAT(found(view, "999999999").hits, IsEmpty());
  auto asked = request("00000000300001");
  asked.filter.state = StateFilter::active;
  auto const outside = search(view, asked, Audience::open).value();
  EXPECT_THAT(outside.hits, IsEmpty());
  EXPECT_EQ(outside.outside_filter, 1U);
}

TEST(Search, RefusesWhatIsNoQuestion) {
  auto const view = view_of(Town().company("UN").record);
  EXPECT_EQ(search(view, request(" '-. "), Audience::open).error().code, "search.empty");
  EXPECT_EQ(search(view, request("un", 0), Audience::open).error().code, "search.limit");
  EXPECT_EQ(search(view, request("un", search_limit_most + 1), Audience::open).error().code, "search.limit");
  EXPECT_TRUE(search(view, request(std::string(100'000, 'x')), Audience::open).ok());
  EXPECT_TRUE(search(view, request("\xFF\xC3 un \xE2\x82"), Audience::open).ok());
}

TEST(Search, FindsTheOverlaysBusinessesAndNames) {
  Town town;
  town.company("ANCIEN NOM").person("ROSSIGNOL", "Rosa").partial();
  OverlayBuilder builder;
  LocalBusiness market;
  market.id = "stall";
  market.name = "Fromages de la Brie";
  market.commune = "77142";
  LocalBusiness hidden = market;
  hidden.id = "hidden";
  hidden.name = "Fromages secrets";
  hidden.privacy = registry::hides_all;
  builder.add(market).add(hidden).name(BusinessId::of(100001), "Le Nouveau Nom").name(BusinessId::of(200001), "Chez Rosa");
  auto const view = view_of(town.record, std::move(builder).build().value());
  EXPECT_THAT(ids(*view, found(view, "fromage brie", Audience::open)), ElementsAre("local:stall"));
  EXPECT_EQ(found(view, "fromages", Audience::agent).hits.size(), 2U);
  EXPECT_THAT(names(found(view, "nouvau nom", Audience::open)), ElementsAre("Le Nouveau Nom"));
  EXPECT_EQ(found(view, "ancien nom", Audience::open).hits.size(), 1U);
  EXPECT_THAT(found(view, "chez rosa", Audience::open).hits, IsEmpty());
  EXPECT_EQ(found(view, "chez rosa", Audience::agent).hits.size(), 1U);
}

// Every word of every name that a row hides, whole and misspelt.
TEST(Search, AMaskedNameFindsNothingForThePublic) {
  Town town;
  town.person("ROSSIGNOL", "Rosalinde", "Chez Linotte").partial();
  town.company("SOCIETE DES FAUVETTES", "Le Pinson", "SDFAU").partial();
  town.company("MESANGES ET CIE", "La Mésange");
  auto const view = view_of(town.record);
  auto const person = "00000000100001";
  for (auto const* text : {"ROSSIGNOL", "Rosalinde", "ROSSIGNOL ROSALINDE", "Chez Linotte", "LINOTTE", "LINOT", "ROSIGNOL", "ROS"}) {
    EXPECT_THAT(ids(*view, found(view, text, Audience::open)), Not(Contains(person))) << text;
    EXPECT_THAT(ids(*view, found(view, text, Audience::agent)), Contains(person)) << text;
  }
  // A legal person keeps its name and brand in the open, not its acronym.
  auto const company = "00000000200001";
  EXPECT_THAT(ids(*view, found(view, "fauvettes", Audience::open)), ElementsAre(company));
  EXPECT_THAT(ids(*view, found(view, "pinson", Audience::open)), ElementsAre(company));
  EXPECT_THAT(ids(*view, found(view, "sdfau", Audience::open)), Not(Contains(company)));
  EXPECT_THAT(ids(*view, found(view, "sdfau", Audience::agent)), ElementsAre(company));
}

// The same of a natural person of open diffusion, for those who see no personal data.
TEST(Search, APersonsNameFindsNothingForTheImpersonal) {
  Town town;
  town.person("ROSSIGNOL", "Rosalinde", "Chez Linotte").company("MESANGES ET CIE", "La Mésange");
  town.company("NATURE INCONNUE");
  town.record.units.back().natural_person = Tri::unknown;
  OverlayBuilder builder;
  LocalBusiness stall;
  stall.id = "stall";
  stall.name = "Fauvettes";
  stall.commune = "77142";
  auto cooperative = stall;
  cooperative.id = "cooperative";
  cooperative.legal_category = 5499;
  builder.add(stall).add(cooperative).name(BusinessId::of(100001), "Le Pinson").name(BusinessId::of(200001), "La Bergeronnette");
  auto const view = view_of(town.record, std::move(builder).build().value());
  auto const person = "00000000100001";
  for (auto const* text :
       {"ROSSIGNOL", "Rosalinde", "ROSSIGNOL ROSALINDE", "Chez Linotte", "LINOT", "ROSIGNOL", "ROS", "pinson", "pinsom"}) {
    EXPECT_THAT(ids(*view, found(view, text, Audience::impersonal)), IsEmpty()) << text;
    EXPECT_THAT(ids(*view, found(view, text, Audience::open)), Contains(person)) << text;
  }
  EXPECT_THAT(found(view, "inconnue", Audience::impersonal).hits, IsEmpty());
  EXPECT_EQ(found(view, "inconnue", Audience::open).hits.size(), 1U);
  EXPECT_THAT(ids(*view, found(view, "mesange", Audience::impersonal)), ElementsAre("00000000200001"));
  EXPECT_THAT(ids(*view, found(view, "bergeronette", Audience::impersonal)), ElementsAre("00000000200001"));
  EXPECT_THAT(ids(*view, found(view, "fauvettes", Audience::impersonal)), ElementsAre("local:cooperative"));
  // Its number is public; the answer to it bears no name.
  auto const siret = found(view, person, Audience::impersonal);
  EXPECT_THAT(ids(*view, siret), ElementsAre(person));
  EXPECT_EQ(read_row(*view, siret.hits[0].row, Audience::impersonal).name.presence, registry::Presence::masked);
}

// Random registers whose P rows still carry names.
class RandomRegister : public ::testing::TestWithParam<std::uint64_t> {};

std::vector<std::string> words_of(RegisterRecord const& record) {
  std::set<std::string> words;
  for (auto const& row : record.rows) {
    auto const& unit = record.units[row.unit];
    for (auto const* text : {&unit.denomination, &unit.family_name, &unit.first_name, &unit.acronym, &row.brand}) {
      auto const folded = base::fold(*text);
      if (!folded.empty()) words.insert(folded);
      for (auto const word : base::words(folded)) words.emplace(word);
    }
  }
  return {words.begin(), words.end()};
}

std::string text_of(View const& view, SearchAnswer const& answer) {
  std::string text = answer.complete ? "complete" : "partial";
  for (auto const& hit : answer.hits) text += " " + view.id_of(hit.row).text() + "/" + hit.name + "/" + std::to_string(hit.score);
  return text;
}

void secrets_do_not_change_what_is_found(std::uint64_t seed, Audience audience) {
  auto const record = testing::draw_register({.seed = seed, .rows = 60, .communes = 3});
  auto const other = testing::with_other_secrets(record, seed + 1, audience);
  auto const view = view_of(record);
  auto const other_view = view_of(other);
  for (auto const& source : {record, other}) {
    for (auto const& word : words_of(source)) {
      for (auto const& text : {word, word.substr(0, 3), "X" + word}) {
        EXPECT_EQ(text_of(*view, found(view, text, audience)), text_of(*other_view, found(other_view, text, audience))) << text;
      }
    }
  }
}

TEST_P(RandomRegister, SecretsDoNotChangeWhatThePublicFinds) { secrets_do_not_change_what_is_found(GetParam(), Audience::open); }

TEST_P(RandomRegister, PersonsDoNotChangeWhatTheImpersonalFind) { secrets_do_not_change_what_is_found(GetParam(), Audience::impersonal); }

// The same names, ranks and scores as in a register that holds no natural person.
TEST_P(RandomRegister, TheImpersonalFindAsIfThereWereNoPersons) {
  auto const record = testing::draw_register({.seed = GetParam(), .rows = 80, .communes = 3});
  auto nameless = record;
  for (auto& unit : nameless.units) {
    if (unit.natural_person == Tri::no) continue;
    for (auto* text : {&unit.denomination, &unit.family_name, &unit.first_name, &unit.acronym}) text->clear();
    unit.texts.clear();
  }
  for (auto& row : nameless.rows) {
    if (nameless.units[row.unit].natural_person == Tri::no) continue;
    row.brand.clear();
    row.texts.clear();
  }
  auto const view = view_of(record);
  auto const other = view_of(nameless);
  std::size_t hits = 0;
  for (auto const& word : words_of(record)) {
    auto const ours = found(view, word, Audience::impersonal);
    EXPECT_EQ(text_of(*view, ours), text_of(*other, found(other, word, Audience::impersonal))) << word;
    hits += ours.hits.size();
  }
  EXPECT_GT(hits, 0U);
}

TEST_P(RandomRegister, EqualsScoringEveryRow) {
  std::mt19937_64 random(GetParam());
  auto const record = testing::draw_register({.seed = GetParam(), .rows = 150, .communes = 4});
  auto const overlay = testing::draw_overlay(record, GetParam());
  auto const view = view_of(record, overlay);
  auto const words = words_of(record);
  auto const index = registry::NameIndex::open(view->snapshot().names()).value();
  for (int round = 0; round < 40; ++round) {
    auto text = words[random() % words.size()];
    if (round % 2 == 0) text += " " + words[random() % words.size()];
    if (round % 7 < 3 && text.size() > 2) text.erase(random() % text.size(), 1);
    auto const audience = static_cast<Audience>(round % 3);
    auto asked = request(text, search_limit_most);
    if (round % 5 == 0) asked.filter = testing::draw_filter(record, GetParam() + static_cast<std::uint64_t>(round));
    auto const filter = prepare(view, asked.filter, audience).value();
    ViewRows const rows(filter);
    auto question = *parse_question(text);
    NameLists lists{audience == Audience::impersonal ? &index.impersonal_names() : &index.open_names()};
    if (audience == Audience::agent) lists.push_back(&index.protected_names());
    weigh_words(question, lists, view->snapshot().rows());
    std::map<std::uint32_t, double> expected;
    for (std::uint32_t row = 0; row < view->rows(); ++row) {
      std::vector<RowName> row_names;
      rows.names(row, row_names);
      auto const score = score_names(question, row_names, false).score;
      if (score > 0 && filter.matches(row)) expected[row] = score;
    }
    auto const answer = search(view, asked, audience).value();
    std::set<std::uint32_t> found_rows;
    for (std::size_t i = 0; i < answer.hits.size(); ++i) {
      auto const& hit = answer.hits[i];
      ASSERT_TRUE(expected.contains(hit.row)) << text;
      EXPECT_DOUBLE_EQ(hit.score, expected[hit.row]) << text;
      EXPECT_TRUE(found_rows.insert(hit.row).second);
      EXPECT_TRUE(i == 0 || hit.score <= answer.hits[i - 1].score);
    }
    for (auto const& [row, score] : expected) EXPECT_TRUE(score < 0.75 || found_rows.contains(row)) << text << " " << row << " " << score;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRegister, ::testing::Range<std::uint64_t>(1, 9));

TEST(Search, DamageIsAnError) {
  MemoryFiles files;
  (void)indexed_snapshot(Town().company("GARAGE").record, files);
  auto const clean = files.bytes("s/names.img");
  int errors = 0;
  for (std::size_t at = 64; at < clean.size(); at += 7) {
    files.bytes("s/names.img") = clean;
    files.bytes("s/names.img")[at] ^= 0x10;
    auto const snapshot = registry::Snapshot::open(files, "s");
    if (!snapshot.ok()) continue;
    auto const answer = search(View::of(*snapshot).value(), request("garage"), Audience::agent);
    if (!answer.ok()) {
      EXPECT_EQ(answer.error().code, "image.damaged");
      ++errors;
    }
  }
  EXPECT_GT(errors, 0);
}

TEST(Question, IsTakenApart) {
  auto const question = *parse_question("  L'Épi & S.N.C.F.  ");
  EXPECT_EQ(question.folded, "L EPI ET S N C F");
  EXPECT_EQ(question.glued, "LEPIETSNCF");
  ASSERT_EQ(question.words.size(), 4U);
  EXPECT_EQ(question.words[3].text, "SNCF");
  EXPECT_FALSE(parse_question("…"));
  EXPECT_EQ(parse_question(std::string(1000, 'a') + " b")->folded.size(), 200U);
  EXPECT_TRUE(parse_identifier("123 456 789")->number == 123456789 && !parse_identifier("123456789")->siret);
  EXPECT_TRUE(parse_identifier("123\u00A0456 789 00012")->siret);
  EXPECT_FALSE(parse_identifier("1234567890"));
  EXPECT_FALSE(parse_identifier("12345678A"));
  EXPECT_FALSE(parse_identifier(std::string(40, '1')));
}

}  // namespace
}  // namespace bassin::query
