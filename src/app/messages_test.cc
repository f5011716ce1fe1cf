#include "app/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <utility>

#include "app/texts_data.h"
#include "app/texts_succession.h"
#include "succession/change.h"
#include "support/inherited.h"

namespace bassin::app {
namespace {

namespace fs = std::filesystem;
using reference::Label;
using reference::Language;

// What the sources construct: each code, and the names of values wherever they stand literally beside it.
struct Used {
  std::set<std::string> codes;
  std::map<std::string, std::set<std::string>> names;
};

bool is_source(fs::path const& path) {
  auto const name = path.filename().string();
  bool const test = name.ends_with("_test.cc") || name.ends_with("_bench.cc");
  auto const table = path.parent_path().filename() == "app" && name.starts_with("messages");
  return (path.extension() == ".cc" || path.extension() == ".h") && !test && !table;
}

std::string without_comments(std::string const& text) {
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    auto const first = line.find_first_not_of(' ');
    if (first == std::string::npos || line.compare(first, 2, "//") != 0) out += line + "\n";
  }
  return out;
}

// The text from just behind the code's literal up to the end of the statement.
void note_names(std::string const& code, std::string const& statement, Used& used) {
  static std::regex const name(R"re(\{\s*"([a-z_]+)"\s*,)re");
  for (std::sregex_iterator i(statement.begin(), statement.end(), name), end; i != end; ++i) used.names[code].insert((*i)[1]);
}

Used used_codes() {
  static std::regex const construction(
      R"re((?:Error|error|failure|failed|coordinates|return|\?|:|case [A-Z]+:|_line|_error)\s*[({]{0,2}\s*"([a-z]+\.[a-z_]+)")re");
  std::set<std::string> prefixes;
  for (auto const& message : all_messages()) prefixes.insert(std::string(message.code.substr(0, message.code.find('.'))));
  Used used;
  for (auto const& entry : fs::recursive_directory_iterator(BASSIN_SOURCE_FOLDER)) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    std::ifstream in(entry.path());
    auto const text = without_comments(std::string(std::istreambuf_iterator<char>(in), {}));
    for (std::sregex_iterator i(text.begin(), text.end(), construction), end; i != end; ++i) {
      std::string const code = (*i)[1];
      if (!prefixes.contains(code.substr(0, code.find('.')))) continue;
      used.codes.insert(code);
      auto const place = static_cast<std::size_t>(i->position() + i->length());
      note_names(code, text.substr(place, text.find(';', place) - place), used);
    }
  }
  return used;
}

Used const& used() {
  static Used const found = used_codes();
  return found;
}

TEST(Messages, EveryCodeInTheSourcesHasAMessage) {
  std::set<std::string> known;
  for (auto const& message : all_messages()) known.emplace(message.code);
  for (auto const& code : used().codes) EXPECT_TRUE(known.contains(code)) << code;
  EXPECT_GT(used().codes.size(), 60U);  // the search above still finds them
}

TEST(Messages, EveryMessageBelongsToACodeInTheSources) {
  for (auto const& message : all_messages()) EXPECT_TRUE(used().codes.contains(std::string(message.code))) << message.code;
}

TEST(Messages, EachCodeStandsOnce) {
  std::set<std::string_view> seen;
  for (auto const& message : all_messages()) EXPECT_TRUE(seen.insert(message.code).second) << message.code;
}

TEST(Messages, BothLanguagesQuoteTheSameValues) {
  for (auto const& message : all_messages()) {
    auto const french = placeholders(message.text.fr);
    auto const english = placeholders(message.text.en);
    EXPECT_EQ(std::set<std::string>(french.begin(), french.end()), std::set<std::string>(english.begin(), english.end())) << message.code;
  }
}

// `suggestion` is added for every error that lists what is allowed; the reader's report adds `path`.
TEST(Messages, QuotedValuesAreThoseThatTheErrorCarries) {
  for (auto const& message : all_messages()) {
    auto const names = used().names.find(std::string(message.code));
    if (names == used().names.end()) continue;  // made by a helper function
    for (auto const& quoted : placeholders(message.text.fr)) {
      bool const added =
          quoted == "suggestion" || (quoted == "path" && (message.code.starts_with("geofile.") || message.code.starts_with("sheetfile.")));
      EXPECT_TRUE(added || names->second.contains(quoted)) << message.code << " quotes " << quoted;
    }
  }
}

TEST(Messages, SayWhatHappenedInAtLeastOneSentence) {
  for (auto const& message : all_messages()) {
    for (auto const text : {message.text.fr, message.text.en}) {
      EXPECT_GT(text.size(), 20U) << message.code;
      EXPECT_TRUE(text.ends_with('.') || text.ends_with('?') || text.ends_with("]]")) << message.code << ": " << text;
    }
    EXPECT_NE(message.exit, ExitCode::ok) << message.code;
    EXPECT_GE(message.http, 400) << message.code;
  }
}

// Every distinct first group of the pattern in the sources of the import.
std::set<std::string> in_the_import(char const* pattern) {
  std::regex const wanted(pattern);
  std::set<std::string> found;
  for (auto const& entry : fs::recursive_directory_iterator(fs::path(BASSIN_SOURCE_FOLDER) / "ingest")) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    std::ifstream in(entry.path());
    auto const text = without_comments(std::string(std::istreambuf_iterator<char>(in), {}));
    for (std::sregex_iterator i(text.begin(), text.end(), wanted), end; i != end; ++i) found.insert((*i)[1]);
  }
  return found;
}

std::set<std::string> ids_of(std::span<std::pair<std::string_view, Label> const> labels) {
  std::set<std::string> ids;
  for (auto const& [id, label] : labels) ids.emplace(id);
  return ids;
}

TEST(ImportTexts, EveryNoteOfTheImportHasALabelAndNoOther) {
  auto const produced = in_the_import(R"re((?:notes?_?(?:\(\))?\.add|\bnote)\(\s*"([a-z_]+)")re");
  EXPECT_GT(produced.size(), 15U);
  EXPECT_EQ(ids_of(texts::import_notes), produced);
}

TEST(ImportTexts, EveryReasonToRejectHasALabelAndNoOther) {
  auto const lists = in_the_import(R"re(enum class Reason[^{]*\{([^}]*)\})re");
  ASSERT_EQ(lists.size(), 1U);
  static std::regex const word("[a-z0-9_]+");
  std::set<std::string> produced;
  for (std::sregex_iterator i(lists.begin()->begin(), lists.begin()->end(), word), end; i != end; ++i) produced.insert(i->str());
  produced.erase("count");
  EXPECT_EQ(ids_of(texts::reject_reasons), produced);
}

TEST(ImportTexts, EveryTaskHasAName) {
  auto const produced = in_the_import(R"re(run_task\(context, "([a-z_]+)")re");
  EXPECT_GT(produced.size(), 5U);
  auto const named = ids_of(texts::task_names);
  for (auto const& task : produced) EXPECT_TRUE(named.contains(task)) << task;
}

TEST(Messages, SayWhatPassesInAChangeOfTerritoryInWords) {
  auto const named = ids_of(texts::succession_words);
  for (std::size_t i = 0; i < support::inherited_count; ++i)
    EXPECT_TRUE(named.contains(std::string(support::id_of(static_cast<support::Inherited>(i))))) << i;
  for (auto const it : {succession::State::draft, succession::State::approved, succession::State::running, succession::State::done,
                        succession::State::undoing, succession::State::undone, succession::State::left})
    EXPECT_TRUE(named.contains(std::string(id_of(it)))) << id_of(it);
  base::Error const error("succession.changed_since", {{"count", "2"}, {"what", "membership, business_tag, CC du Pays"}});
  EXPECT_NE(message_text(error, Language::fr).find("appartenances déclarées, étiquettes posées, CC du Pays"), std::string::npos);
}

TEST(Messages, AreFilledWithTheErrorsValues) {
  base::Error const error("ingest.shrunk", {{"kind", "units"}, {"file", "u.csv"}, {"before", "790000"}, {"after", "12"}, {"percent", "0"}});
  EXPECT_NE(message_text(error, Language::fr).find("12 lignes (unités légales), contre 790\u202f000"), std::string::npos)
      << message_text(error, Language::fr);
  EXPECT_NE(message_text(error, Language::en).find("790,000"), std::string::npos);
}

TEST(Messages, PartsWithoutAValueAreLeftOut) {
  base::Error const without("app.unknown_command", {{"command", "x"}});
  EXPECT_EQ(message_text(without, Language::en), "Unknown command: x. `bassin --help` lists them.");
  base::Error const with("app.unknown_command", {{"command", "cuont"}, {"suggestion", "count"}});
  EXPECT_EQ(message_text(with, Language::en), "Unknown command: cuont. Did you mean `count`? `bassin --help` lists them.");
}

TEST(Messages, AnUnknownCodeIsOurFault) {
  EXPECT_EQ(message_for("no.such_code").exit, ExitCode::internal);
  EXPECT_NE(message_text(base::Error("no.such_code", {{"a", "b"}}), Language::en).find("no.such_code"), std::string::npos);
}

TEST(Fill, WritesNumbersSizesAndDates) {
  base::Error const values("text", {{"n", "77008"}, {"b", "2300000000"}, {"d", "2018-01-31"}, {"t", "77008"}});
  EXPECT_EQ(fill("{n:n} {b:b} {d:d} {t}", values, Language::fr), "77\u202f008 2,3\u00a0Go 31/01/2018 77008");
}

}  // namespace
}  // namespace bassin::app
