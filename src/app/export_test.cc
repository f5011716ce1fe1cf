// Files of establishments over HTTP: they hold what lists show, hide what lists hide, and start nothing in a spreadsheet.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include <nlohmann/json.hpp>

#include "app/export_parts.h"
#include "app/messages.h"
#include "app/output.h"
#include "app/row_columns.h"
#include "query/page.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/records_test_support.h"
#include "query/view.h"
#include "service/call.h"
#include "service/register_source.h"

namespace bassin::app {
namespace {

using query::testing::MemoryFiles;
using query::testing::RegisterRecord;
using registry::Audience;

constexpr std::string_view place = "territory=77142&field=all&state=any";

http::Pairs pairs_of(std::string_view query) {
  http::Pairs out;
  while (!query.empty()) {
    auto const part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), part.size() + 1));
    out.emplace_back(part.substr(0, part.find('=')), part.substr(part.find('=') + 1));
  }
  return out;
}

// A register behind the endpoints, and a reader of a role.
class Exports {
 public:
  explicit Exports(RegisterRecord const& record) : source_(files_, "data") {
    std::string const id = "20260101-000000-aaaa";
    (void)query::testing::make_snapshot(record, files_, "data/snapshots/" + id, id);
    EXPECT_TRUE(base::replace_file(files_, "data/CURRENT", id + "\n").ok());
    EXPECT_TRUE(source_.refresh().ok());
    context_.registry = &source_;
    context_.speak = [](base::Error const& error, Language language) {
      return service::Spoken{static_cast<unsigned>(message_for(error.code).http), message_text(error, language)};
    };
    context_.today = [] { return base::make_date(2026, 1, 1); };
    context_.reader_of = [this](http::Request const&) { return reader; };
    reader.standing = access::Reader::Standing::member;
    reader.role = access::Role::adviser;
    parts = export_parts(base::real_files(), testing::TempDir());
    service::add_export_endpoints(routes_, parts);
  }

  // The reader's own territory: there an adviser sees everything.
  void as(Audience audience) {
    reader.communes =
        audience == Audience::agent ? std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142"}) : nullptr;
  }

  http::Response ask(std::string const& format, std::string const& query, http::Method method = http::Method::get) {
    http::Request request;
    request.method = method;
    request.path = "/api/v1/exports/establishments." + format;
    request.query = pairs_of(query);
    auto const match = router_.match(method, request.path);
    return match.route->handler(request);
  }
  std::string body(std::string const& format, std::string const& query) {
    auto const response = ask(format, query);
    EXPECT_EQ(response.status, 200U) << response.body;
    EXPECT_TRUE(response.stream);
    std::string out;
    while (true) {
      auto const piece = response.stream();
      EXPECT_TRUE(piece.has_value());
      if (!piece || piece->empty()) return out;
      out += *piece;
    }
  }
  [[nodiscard]] std::shared_ptr<query::View const> view() const { return source_.view(); }

  access::Reader reader;
  service::ExportParts parts;

 private:
  MemoryFiles files_;
  service::RegisterSource source_;
  service::Context context_;
  http::Router router_;
  service::Routes routes_{router_, context_};
};

// Files of a workbook by their names.
std::map<std::string, std::string> unzipped(std::string const& bytes) {
  std::map<std::string, std::string> out;
  auto* const archive = archive_read_new();
  archive_read_support_format_zip(archive);
  EXPECT_EQ(archive_read_open_memory(archive, bytes.data(), bytes.size()), ARCHIVE_OK);
  archive_entry* entry = nullptr;
  while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
    auto& content = out[archive_entry_pathname(entry)];
    char buffer[4096];
    for (la_ssize_t got = 0; (got = archive_read_data(archive, buffer, sizeof buffer)) > 0;)
      content.append(buffer, static_cast<std::size_t>(got));
  }
  archive_read_free(archive);
  return out;
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count_of(std::string const& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

query::Filter whole_commune() {
  query::Filter filter;
  filter.territories = {reference::find_territory("77142", base::make_date(2026, 1, 1)).value()};
  filter.field = reference::Field::all;
  filter.state = query::StateFilter::any;
  return filter;
}

RegisterRecord drawn(std::uint64_t seed, std::size_t rows = 300) {
  return query::testing::draw_register({.seed = seed, .rows = rows, .communes = 2});
}

RC_GTEST_PROP(Exports, CsvHoldsTheLinesOfTheList, (std::uint64_t seed)) {
  Exports exports(drawn(seed, 150));
  for (auto const audience : {Audience::open, Audience::agent}) {
    exports.as(audience);
    auto const prepared = query::prepare(exports.view(), whole_commune(), audience).value();
    auto const table = RowTable::of({}, Language::fr).value();
    auto expected = csv_header(table.table());
    auto const listed = query::for_each_row(prepared, {query::SortKey::siret, {}}, [&](query::Row const& row) {
      expected += csv_line(table.table(), table.line(row));
      return true;
    });
    RC_ASSERT(listed.ok());
    RC_ASSERT(exports.body("csv", std::string(place) + "&sort=siret") == expected);
  }
}

// Every format, every column: two registers that differ in hidden values only give the same files to who may not see them.
RC_GTEST_PROP(Exports, OtherSecretsSameFiles, (std::uint64_t seed)) {
  auto const record = drawn(seed, 100);
  Exports ours(record), theirs(query::testing::with_other_secrets(record, seed + 1, Audience::open));
  auto const query = std::string(place) + "&sort=" + (seed % 2 == 0 ? "name" : "street");
  for (auto const* const format : {"csv", "geojson"}) RC_ASSERT(ours.body(format, query) == theirs.body(format, query));
  RC_ASSERT(ours.body("csv", query + "&dialect=excel") == theirs.body("csv", query + "&dialect=excel"));
  auto const a = unzipped(ours.body("xlsx", query));
  auto const b = unzipped(theirs.body("xlsx", query));
  for (auto const* const sheet : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}) {
    RC_ASSERT(has(a.at(sheet), "<row"));
    RC_ASSERT(a.at(sheet) == b.at(sheet));
  }
}

// That the test above could fail: to an agent of the territory the same two registers differ.
TEST(Exports, AgentsOfTheTerritorySeeMore) {
  auto const record = drawn(5);
  Exports ours(record), theirs(query::testing::with_other_secrets(record, 6, Audience::open));
  ours.as(Audience::agent);
  theirs.as(Audience::agent);
  std::string const query(place);
  EXPECT_NE(ours.body("csv", query), theirs.body("csv", query));
  EXPECT_NE(ours.body("geojson", query), theirs.body("geojson", query));
  auto const to_agents = count_of(ours.body("csv", query), "[ND]");
  auto const elsewhere = count_of(ours.body("csv", "field=all&state=any"), "[ND]");  // not of the reader's own territory alone
  ours.as(Audience::open);
  auto const to_others = count_of(ours.body("csv", query), "[ND]");
  EXPECT_LT(to_agents, to_others);
  EXPECT_GE(elsewhere, to_others);
}

TEST(Exports, StartNothingInASpreadsheet) {
  auto record = drawn(3, 40);
  std::vector<std::string> const traps = {"=HYPERLINK(\"http://x\")", "+33 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"};
  for (std::size_t i = 0; i < record.rows.size(); ++i) {
    auto& row = record.rows[i];
    row.diffusion = registry::Diffusion::open;
    record.units[row.unit].diffusion = registry::Diffusion::open;
    row.commune = "77142";
    row.brand = traps[i % traps.size()];
  }
  Exports exports(record);
  auto const query = std::string(place) + "&columns=siret,name,siren";
  for (auto const* const dialect : {"", "&dialect=excel"}) {
    auto const csv = exports.body("csv", query + dialect);
    for (auto const* const begins : {",=", ";=", ",+", ";+", ",-", ";-", ",@", ";@", ",\"=", ";\"=", ",\"\t", ";\"\t", ",\"\r", ";\"\r"})
      EXPECT_FALSE(has(csv, begins)) << begins;
    EXPECT_TRUE(has(csv, "\"'=HYPERLINK(\"\"http://x\"\")\""));
    EXPECT_TRUE(has(csv, "'@SUM(A1)"));
  }
  auto const book = unzipped(exports.body("xlsx", query));
  auto const& sheet = book.at("xl/worksheets/sheet1.xml");
  EXPECT_FALSE(has(sheet, "<f>"));
  EXPECT_TRUE(has(sheet, "=HYPERLINK(&quot;http://x&quot;)") || has(sheet, "=HYPERLINK(\"http://x\")"));
}

TEST(Exports, WorkbookHasItsSource) {
  Exports exports(drawn(8));
  auto const response = exports.ask("xlsx", std::string(place));
  EXPECT_EQ(response.header("Content-Type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  auto const rows = std::stoul(std::string(response.header("X-Bassin-Rows")));
  auto const book = unzipped(exports.body("xlsx", std::string(place)));
  EXPECT_EQ(count_of(book.at("xl/worksheets/sheet1.xml"), "<row"), rows + 1);
  EXPECT_TRUE(has(book.at("xl/workbook.xml"), "Source"));
  auto const& source = book.at("xl/worksheets/sheet2.xml");
  EXPECT_TRUE(has(source, "Insee, Sirene") && has(source, "Licence Ouverte")) << source;
  EXPECT_TRUE(has(source, "Crécy-la-Chapelle") && has(source, "[ND]")) << source;
}

TEST(Exports, GeojsonHoldsWhatIsLocated) {
  Exports exports(drawn(9));
  auto const text = exports.body("geojson", std::string(place));
  auto const json = nlohmann::json::parse(text);
  EXPECT_EQ(json["type"], "FeatureCollection");
  EXPECT_EQ(json["features"].size() + json["withoutPosition"].get<std::size_t>(), json["about"]["total"].get<std::size_t>());
  EXPECT_GT(json["features"].size(), 10U);
  EXPECT_GT(json["withoutPosition"].get<std::size_t>(), 5U);
  EXPECT_FALSE(json["about"]["sources"].empty());
  for (auto const& feature : json["features"]) {
    EXPECT_EQ(feature["geometry"]["type"], "Point");
    for (auto const& name : feature["properties"].value("masked", nlohmann::json::array()))
      EXPECT_TRUE(feature["properties"][name].is_null());
  }
}

TEST(Exports, ForExcelWithMarkSemicolonsAndSource) {
  Exports exports(drawn(10));
  auto const text = exports.body("csv", std::string(place) + "&columns=siret,name,longitude,chambers&dialect=excel");
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFSIRET;Nom;"));
  EXPECT_TRUE(has(text, "Insee, Sirene"));
  EXPECT_TRUE(has(text, ";2,9"));  // a decimal comma
  EXPECT_FALSE(has(exports.body("csv", std::string(place)), "Licence Ouverte"));
  auto const response = exports.ask("csv", std::string(place));
  EXPECT_EQ(response.header("Link"), "</api/v1/count?territory=77142&field=all&state=any>; rel=\"describedby\"; type=\"application/json\"");
  EXPECT_TRUE(has(std::string(response.header("Content-Disposition")), "attachment; filename=\"etablissements"));
}

TEST(Exports, RefuseWhatTheyDoNotKnow) {
  Exports exports(drawn(11, 20));
  EXPECT_EQ(exports.ask("csv", "dialect=lotus").status, 400U);
  EXPECT_EQ(exports.ask("xlsx", "dialect=excel").status, 400U);
  EXPECT_EQ(exports.ask("csv", "columns=siret,nmae").status, 400U);
  EXPECT_EQ(exports.ask("csv", "sort=beauty").status, 400U);
  EXPECT_EQ(exports.ask("geojson", "territroy=77").status, 400U);
  for (auto const role : {access::Role::elected, access::Role::field_agent}) {
    exports.reader.role = role;
    EXPECT_EQ(exports.ask("csv", "").status, 403U);
  }
  exports.reader = {};
  exports.reader.public_register = true;
  EXPECT_EQ(exports.ask("csv", "").status, 401U);
}

TEST(Exports, AreRecordedBeforeTheyLeave) {
  Exports exports(drawn(12));
  std::vector<service::ExportRecord> trail;
  exports.parts.record = [&](service::Call const& call, service::ExportRecord const& record) -> base::Result<void> {
    EXPECT_EQ(call.reader.role, access::Role::adviser);
    trail.push_back(record);
    return {};
  };
  auto const response = exports.ask("csv", std::string(place));
  ASSERT_EQ(trail.size(), 1U);
  EXPECT_EQ(trail[0].format, "csv");
  EXPECT_EQ(trail[0].question, place);
  EXPECT_EQ(std::to_string(trail[0].rows), response.header("X-Bassin-Rows"));
  auto const head = exports.ask("csv", std::string(place), http::Method::head);
  EXPECT_FALSE(head.stream);
  EXPECT_EQ(trail.size(), 1U);  // nothing left
  exports.parts.record = [](auto const&, auto const&) -> base::Result<void> { return base::Error("file.no_permission"); };
  EXPECT_GE(exports.ask("csv", std::string(place)).status, 400U);
}

}  // namespace
}  // namespace bassin::app
