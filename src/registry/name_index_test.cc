#include "registry/name_index.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "base/edit_distance.h"
#include "base/fold.h"
#include "column/image_writer.h"
#include "registry/internal/pair_sorter.h"
#include "registry/name_index_builder.h"
#include "registry/name_index_words.h"
#include "registry/schema.h"

namespace bassin::registry {
namespace {

using base::edit_distance;

// The folder of one test, empty at its start.
class NameIndexTest : public testing::Test {
 protected:
  NameIndexTest()
      : folder_(testing::TempDir() + "names_" + std::to_string(::getpid()) +
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~NameIndexTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string image_path() const { return folder_ + "/names.img"; }

  [[nodiscard]] NameIndex open() const {
    auto image = column::Image::open(base::real_files(), image_path(), schema::names.kind, schema::names.version);
    EXPECT_TRUE(image.ok()) << image.error().debug();
    EXPECT_TRUE((*image)->verify().ok());
    auto index = NameIndex::open(*image);
    EXPECT_TRUE(index.ok());
    return std::move(index).value();
  }

  std::string folder_;
};

struct Named {
  std::uint32_t row = 0;
  std::string name;
};

std::size_t below(std::mt19937_64& random, std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

std::string random_word(std::mt19937_64& random, std::size_t longest, std::string_view letters) {
  std::string word;
  for (auto n = 1 + below(random, longest); n > 0; --n) word += letters[below(random, letters.size())];
  return word;
}

// Few words for many rows, so that some words have many rows and some one.
std::vector<Named> random_names(std::mt19937_64& random, std::size_t count, std::uint32_t last_row) {
  std::vector<std::string> vocabulary;
  for (int i = 0; i < 300; ++i) vocabulary.push_back(random_word(random, 8, "ABCDE"));
  std::vector<Named> names;
  for (std::size_t i = 0; i < count; ++i) {
    std::string name;
    for (auto n = 1 + below(random, 3); n > 0; --n) name += vocabulary[below(random, 1 + below(random, vocabulary.size()))] + " ";
    names.push_back({static_cast<std::uint32_t>(below(random, last_row + 1)), name});
  }
  names.push_back({last_row, "LAST"});
  return names;
}

std::map<std::string, std::set<std::uint32_t>> bearers(std::vector<Named> const& names) {
  std::map<std::string, std::set<std::uint32_t>> found;
  for (auto const& named : names) {
    for (auto const& word : name_words(base::fold(named.name))) found[word].insert(named.row);
  }
  return found;
}

std::vector<std::uint32_t> all_rows(NameList const& list, WordId id) {
  std::vector<std::uint32_t> rows;
  for (auto cursor = list.rows(id); cursor.row(); cursor.next()) rows.push_back(*cursor.row());
  return rows;
}

NameIndex build(std::string const& folder, std::vector<Named> const& names, std::size_t run_pairs, Audience least = Audience::impersonal) {
  NameIndexBuilder builder(base::real_files(), folder, folder + "/names.img", run_pairs);
  for (auto const& named : names) builder.add(named.row, named.name, least);
  auto const bytes = builder.finish();
  EXPECT_TRUE(bytes.ok());
  auto image = column::Image::open(base::real_files(), folder + "/names.img", schema::names.kind, schema::names.version);
  return std::move(NameIndex::open(std::move(image).value())).value();
}

TEST_F(NameIndexTest, RowsOfEveryWordAreThoseThatBearIt) {
  std::mt19937_64 random(1);
  auto const names = random_names(random, 20'000, 200'000);
  auto const expected = bearers(names);
  for (std::size_t const run_pairs : {1'000U, 1'000'000U}) {  // spilled in many runs, and in none
    auto const index = build(folder_, names, run_pairs);
    auto const& list = index.open_names();
    ASSERT_EQ(list.words(), expected.size());
    std::uint32_t id = 0;
    for (auto const& [word, rows] : expected) {
      ASSERT_EQ(list.word(WordId{id}), word);
      ASSERT_EQ(list.find(word)->v, id);
      ASSERT_EQ(list.rows_of(WordId{id}), rows.size());
      ASSERT_EQ(all_rows(list, WordId{id}), std::vector(rows.begin(), rows.end())) << word;
      ++id;
    }
    EXPECT_EQ(index.protected_names().words(), 0U);
  }
  for (auto const& entry : std::filesystem::directory_iterator(folder_)) EXPECT_EQ(entry.path().filename(), "names.img");
}

TEST_F(NameIndexTest, CursorSeeksLikeALowerBound) {
  std::mt19937_64 random(2);
  auto const names = random_names(random, 20'000, 70'000);
  auto const index = build(folder_, names, 100'000);
  for (auto const& [word, set] : bearers(names)) {
    std::vector<std::uint32_t> const rows(set.begin(), set.end());
    auto cursor = index.open_names().rows(*index.open_names().find(word));
    for (std::uint32_t wanted = 0; wanted < 71'000; wanted += static_cast<std::uint32_t>(below(random, 5'000))) {
      cursor.seek(wanted);
      auto const place = std::lower_bound(rows.begin(), rows.end(), wanted);
      ASSERT_EQ(cursor.row().has_value(), place != rows.end());
      if (place != rows.end()) {
        ASSERT_EQ(*cursor.row(), *place);
      }
    }
  }
}

TEST_F(NameIndexTest, PrefixIsARangeOfWords) {
  auto const index = build(folder_, {{0, "GARAGE"}, {1, "GARE"}, {2, "GARÇON"}, {3, "GAZ"}, {4, "G"}}, 100);
  auto const& list = index.open_names();
  auto const words = [&](std::string_view prefix) {
    std::vector<std::string> found;
    auto const range = list.starting_with(prefix);
    for (auto id = range.first; id < range.last; ++id) found.emplace_back(list.word(WordId{id}));
    return found;
  };
  EXPECT_THAT(words("GAR"), testing::ElementsAre("GARAGE", "GARCON", "GARE"));
  EXPECT_THAT(words("GARE"), testing::ElementsAre("GARE"));
  EXPECT_THAT(words("H"), testing::ElementsAre());
  EXPECT_EQ(words("").size(), 5U);
  EXPECT_FALSE(list.find("GA"));
}

TEST_F(NameIndexTest, CloseWordsAreAllWithinTheEdits) {
  std::mt19937_64 random(3);
  auto const names = random_names(random, 3'000, 200'000);
  auto const index = build(folder_, names, 100'000);
  auto const expected = bearers(names);
  std::vector<std::vector<NameRows>> const territories{{{0, 200'001}}, {{70'000, 70'500}}, {{10, 20}, {140'000, 140'100}}, {}};
  for (int round = 0; round < 200; ++round) {
    auto const wanted = random_word(random, 8, "ABCDEF");
    auto const prefix = wanted.substr(0, 1 + below(random, 3));
    WordPattern const pattern{wanted, static_cast<unsigned>(below(random, 3)), index.open_names().starting_with(prefix)};
    auto const& rows = territories[below(random, territories.size())];
    std::set<std::string> found;
    for (auto const& close : index.open_names().close_words(std::span(&pattern, 1), rows)) {
      auto const word = index.open_names().word(close.word);
      EXPECT_TRUE(close.prefix == word.starts_with(prefix));
      EXPECT_EQ(close.edits, edit_distance(wanted, word, pattern.edits));
      EXPECT_TRUE(close.prefix || close.edits <= pattern.edits);
      EXPECT_TRUE(found.insert(std::string(word)).second);
    }
    for (auto const& [word, bearing] : expected) {
      bool const fits = word.starts_with(prefix) || edit_distance(wanted, word, pattern.edits) <= pattern.edits;
      bool const there = std::any_of(bearing.begin(), bearing.end(), [&](std::uint32_t row) {
        return std::any_of(rows.begin(), rows.end(), [&](auto const& range) { return row >= range.first && row < range.last; });
      });
      EXPECT_TRUE(!fits || !there || found.contains(word)) << word << " for " << wanted;
    }
  }
}

TEST_F(NameIndexTest, NamesLikeAnotherLeaveNoneOut) {
  std::mt19937_64 random(4);
  auto const names = random_names(random, 5'000, 150'000);
  auto const index = build(folder_, names, 1'000);
  std::vector<NameRows> const rows{{100, 60'000}, {65'000, 66'000}, {131'000, 150'001}};
  for (int round = 0; round < 100; ++round) {
    auto const wanted = base::fold(names[below(random, names.size())].name);
    auto const like = index.open_names().rows_with_names_like(signature_of(wanted), 2, rows);
    std::set<std::uint32_t> found;
    for (auto const& row : like) found.insert(row.row);
    for (auto const& named : names) {
      bool const inside = std::any_of(rows.begin(), rows.end(), [&](auto const& r) { return named.row >= r.first && named.row < r.last; });
      bool const near = edit_distance(wanted, base::fold(named.name), 2) <= 2;
      EXPECT_TRUE(!inside || !near || found.contains(named.row)) << named.name;
    }
    EXPECT_LE(like.size(), index.open_names().names_to_compare(rows));
  }
}

TEST_F(NameIndexTest, ProtectedNamesStandApart) {
  NameIndexBuilder builder(base::real_files(), folder_, image_path());
  builder.add(3, "Chez Rosa", Audience::open);
  builder.add(3, "Rossignol Rosa", Audience::agent);
  builder.add(4, "Garage Rosa", Audience::impersonal);
  builder.add(5, "[ND]", Audience::agent);
  builder.add(6, "", Audience::impersonal);
  ASSERT_TRUE(builder.finish().ok());
  auto const index = open();
  EXPECT_EQ(index.open_names().words(), 3U);
  EXPECT_FALSE(index.open_names().find("ROSSIGNOL"));
  EXPECT_EQ(all_rows(index.open_names(), *index.open_names().find("ROSA")), (std::vector<std::uint32_t>{3, 4}));
  EXPECT_EQ(index.impersonal_names().words(), 2U);
  EXPECT_FALSE(index.impersonal_names().find("CHEZ"));
  EXPECT_EQ(all_rows(index.impersonal_names(), *index.impersonal_names().find("ROSA")), std::vector<std::uint32_t>{4});
  EXPECT_EQ(index.impersonal_names().rows_of(*index.impersonal_names().find("ROSA")), 1U);
  EXPECT_EQ(index.protected_names().words(), 2U);
  EXPECT_EQ(all_rows(index.protected_names(), *index.protected_names().find("ROSSIGNOL")), std::vector<std::uint32_t>{3});
}

TEST_F(NameIndexTest, AnIndexOfNothingOpens) {
  NameIndexBuilder builder(base::real_files(), folder_, image_path());
  ASSERT_TRUE(builder.finish().ok());
  auto const index = open();
  NameRows const all{0, 10};
  EXPECT_EQ(index.open_names().words(), 0U);
  EXPECT_FALSE(index.open_names().find("A"));
  WordPattern const pattern{"A", 1, {}};
  EXPECT_TRUE(index.open_names().close_words(std::span(&pattern, 1), std::span(&all, 1)).empty());
  EXPECT_TRUE(index.open_names().rows_with_names_like(signature_of("A"), 2, std::span(&all, 1)).empty());
}

TEST_F(NameIndexTest, AnotherImageIsRefused) {
  column::ImageWriter image(base::real_files(), image_path(), std::string(schema::names.kind), schema::names.version);
  image.write<std::uint32_t>("open.words.offsets", std::vector<std::uint32_t>{0});
  ASSERT_TRUE(image.finish().ok());
  auto opened = column::Image::open(base::real_files(), image_path(), schema::names.kind, schema::names.version);
  auto const index = NameIndex::open(*opened);
  ASSERT_FALSE(index.ok());
  EXPECT_EQ(index.error().code, "image.no_block");
}

TEST_F(NameIndexTest, AFolderThatIsNotThereIsAnError) {
  NameIndexBuilder builder(base::real_files(), folder_ + "/missing", image_path(), 2);
  for (std::uint32_t row = 0; row < 10; ++row) builder.add(row, "DEUX MOTS", Audience::impersonal);
  EXPECT_FALSE(builder.finish().ok());
}

TEST(NameWords, GlueWhatPeopleWriteInOneWord) {
  EXPECT_THAT(name_words("L OREAL"), testing::ElementsAre("L", "OREAL", "LOREAL"));
  EXPECT_THAT(name_words("S N C F"), testing::ElementsAre("S", "N", "C", "F", "SNCF"));
  EXPECT_THAT(name_words("GARE S N C F EST"), testing::ElementsAre("GARE", "S", "N", "C", "F", "EST", "SNCF"));
  EXPECT_THAT(name_words("AUJOURD HUI"), testing::ElementsAre("AUJOURD", "HUI"));
  EXPECT_THAT(name_words(""), testing::IsEmpty());
}

TEST(Signature, LetsEveryCloseTextThrough) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 50'000; ++round) {
    auto const a = random_word(random, 18, "AAEERSTLINOUKZ07");
    auto b = a;
    auto const edits = static_cast<unsigned>(below(random, 3));
    for (unsigned e = 0; e < edits && !b.empty(); ++e) {
      auto const place = static_cast<std::ptrdiff_t>(below(random, b.size()));
      auto const letter = random_word(random, 1, "AAEERSTLINOUKZ07 ");
      switch (below(random, 3)) {
        case 0: b.insert(b.begin() + place, letter[0]); break;
        case 1: b.erase(b.begin() + place); break;
        default: b[static_cast<std::size_t>(place)] = letter[0];
      }
    }
    ASSERT_TRUE(may_be_within(signature_of(a), signature_of(b), edits)) << a << " " << b;
  }
  EXPECT_FALSE(may_be_within(signature_of("BOULANGERIE"), signature_of("GARAGE"), 2));
  EXPECT_EQ(signature_of("LA POSTE"), signature_of("LAPOSTE"));
}

TEST_F(NameIndexTest, SorterMergesRunsAndDropsRepeats) {
  std::mt19937_64 random(7);
  std::set<std::uint64_t> expected;
  internal::PairSorter sorter(base::real_files(), folder_ + "/pairs", 50);
  for (int i = 0; i < 5'000; ++i) {
    auto const key =
        internal::PairSorter::pair(static_cast<std::uint32_t>(below(random, 60)), static_cast<std::uint32_t>(below(random, 60)));
    expected.insert(key);
    sorter.add(key);
  }
  std::vector<std::uint64_t> merged;
  ASSERT_TRUE(sorter.merge([&](std::uint64_t key) { merged.push_back(key); }).ok());
  EXPECT_EQ(merged, std::vector(expected.begin(), expected.end()));
}

}  // namespace
}  // namespace bassin::registry
