// Files made here as spreadsheet programs write them, and as somebody who means harm does, read in this process.
#include "sheetfile/read.h"

#include <nlohmann/json.hpp>

#include "sheetfile/archive_for_test.h"

namespace bassin::sheetfile {
namespace {

using Json = nlohmann::json;
using testing::ElementsAre;

struct Read {
  std::string error;  // its code and values
  Form form;
  std::vector<Json> lines;

  // The cells of a row of the first sheet by its number; nothing where it is not there.
  [[nodiscard]] std::vector<std::string> row(int number) const {
    for (auto const& line : lines) {
      if (line.is_array() && line.at(0) == number) return {line.begin() + 1, line.end()};
    }
    return {};
  }
};

Read read(std::string_view bytes, Limits const& limits = {}) {
  Output output(limits);
  Read out;
  auto const form = read_sheets(bytes, output);
  if (!form.ok()) {
    out.error = form.error().debug();
    return out;
  }
  out.form = *form;
  std::string_view text(output.text());
  while (!text.empty()) {
    auto const end = text.find('\n');
    out.lines.push_back(Json::parse(text.substr(0, end)));
    text.remove_prefix(end + 1);
  }
  return out;
}

// A workbook of one sheet with those rows, and what else it holds.
std::string xlsx(std::string const& rows, FileParts more = {}) {
  FileParts parts{
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml", R"(<workbook><sheets><sheet name="Adhérents" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
                                     R"(<Relationship Id="rId2" Type="x/styles" Target="/xl/styles.xml"/>)"
                                     R"(<Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>)"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
  for (auto& part : more) parts.insert_or_assign(part.first, part.second);
  return zip_of(parts);
}

std::string ods(std::string const& table, FileParts more = {}) {
  FileParts parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                  {"content.xml", "<office:document-content><office:body><office:spreadsheet>" + table +
                                      "</office:spreadsheet></office:body></office:document-content>"}};
  for (auto& part : more) parts.insert_or_assign(part.first, part.second);
  return zip_of(parts);
}

std::string ods_rows(std::string const& rows) { return ods(R"(<table:table table:name="Feuille1">)" + rows + "</table:table>"); }

// --- CSV -------------------------------------------------------------------------------------------------------------------------------

TEST(ReadCsv, KnowsEncodingAndSeparator) {
  auto const utf8 = read("\xEF\xBB\xBFNom;Ville\r\nCafé de l'Église;Crécy\r\n");
  EXPECT_EQ(utf8.form.encoding, "UTF-8");
  EXPECT_EQ(utf8.form.separator, ";");
  EXPECT_THAT(utf8.row(2), ElementsAre("Café de l'Église", "Crécy"));
  auto const windows = read(
      "Nom,Ville\nCaf\xE9 \x9C"
      "uvre,Cr\xE9"
      "cy\n");
  EXPECT_EQ(windows.form.encoding, "Windows-1252");
  EXPECT_THAT(windows.row(2), ElementsAre("Café œuvre", "Crécy"));
  auto const tabs = read("a\tb,c\tx\n1\t2,5\t3\n");
  EXPECT_EQ(tabs.form.separator, "\t");
  EXPECT_THAT(tabs.row(2), ElementsAre("1", "2,5", "3"));
}

TEST(ReadCsv, KnowsUtf16WithAndWithoutMark) {
  std::string little;
  for (char const c : std::string_view("Nom;Ville\r\nA;B\r\n")) little += {c, '\0'};
  auto const plain = read(little);
  EXPECT_EQ(plain.form.encoding, "UTF-16");
  EXPECT_THAT(plain.row(2), ElementsAre("A", "B"));
  EXPECT_THAT(read("\xFF\xFE" + little).row(2), ElementsAre("A", "B"));
  std::string big("\xFE\xFF");
  for (char const c : std::string_view("a;b\n")) big += {'\0', c};
  EXPECT_THAT(read(big).row(1), ElementsAre("a", "b"));
}

TEST(ReadCsv, KeepsWhatQuotationMarksHold) {
  auto const quoted = read("nom;note\n\"Dupont; fils\";\"dit \"\"le grand\"\"\nsur deux lignes\"\n\nfin;x\n");
  EXPECT_THAT(quoted.row(2), ElementsAre("Dupont; fils", "dit \"le grand\"\nsur deux lignes"));
  EXPECT_THAT(quoted.row(4), ElementsAre("fin", "x"));  // the empty third row counts
}

TEST(ReadCsv, TakesExcelsLineOfTheSeparatorAndOldLineEnds) {
  EXPECT_THAT(read("sep=|\r\na;b|c\r\n").row(1), ElementsAre("a;b", "c"));
  EXPECT_THAT(read("a;b\rc;d\r").row(2), ElementsAre("c", "d"));
}

TEST(ReadCsv, RefusesBytesThatAreNoText) {
  EXPECT_THAT(read(std::string("a;b\n\0\1\2;c\n", 11)).error, testing::HasSubstr("sheetfile.not_a_sheet"));
  EXPECT_THAT(read("%PDF-1.7 ...").error, testing::HasSubstr("PDF"));
}

TEST(ReadCsv, RefusesAMarkThatNothingCloses) {
  EXPECT_THAT(read("nom\n\"Dupont;x\nb\nc\n").error,
              testing::AllOf(testing::HasSubstr("sheetfile.unreadable"), testing::HasSubstr("row 2")));
}

TEST(ReadCsv, KeepsToItsLimits) {
  Limits limits;
  limits.rows = 2;
  limits.columns = 3;
  EXPECT_TRUE(read("a;b\nc;d\n\n\n", limits).error.empty());
  EXPECT_THAT(read("a;b\nc;d\ne;f\n", limits).error, testing::HasSubstr("rows"));
  EXPECT_THAT(read("a;b;c;d\n", limits).error, testing::HasSubstr("columns"));
  EXPECT_TRUE(read("a;b;c;;;; ;;;;;\nd;e;f;;;;;\n", limits).error.empty());
  EXPECT_THAT(read("a;b;c;;;; ;;;;;x\n", limits).error, testing::HasSubstr("columns"));
  limits.cell_bytes = 10;
  EXPECT_THAT(read("12345678901;b\n", limits).error, testing::HasSubstr("cell"));
}

TEST(ReadCsv, SaysThatNothingIsThere) {
  EXPECT_THAT(read("").error, testing::HasSubstr("sheetfile.empty"));
  EXPECT_THAT(read(" ; ;\n\n").error, testing::HasSubstr("sheetfile.empty"));
}

// --- Excel -----------------------------------------------------------------------------------------------------------------------------

TEST(ReadXlsx, ShowsNumbersWithoutLossAndTextAsItStands) {
  auto const book = read(xlsx(
      R"(<row r="1"><c r="A1" t="inlineStr"><is><t>SIRET</t></is></c><c r="C1" t="s"><v>0</v></c></row>)"
      R"(<row r="3"><c r="A3"><v>1.2345678901234E+13</v></c><c t="s"><v>1</v></c><c><v>0.30000000000000004</v></c><c t="b"><v>1</v></c>)"
      R"(<c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x_x000D_
y</v></c><c><v>12345678901234567890</v></c></row>)",
      {{"xl/sharedStrings.xml",
        R"(<sst><si><r><t>Code </t></r><r><t>postal</t></r><rPh><t>phonetic</t></rPh></si><si><t>01000</t></si></sst>)"}}));
  EXPECT_EQ(book.error, "");
  EXPECT_EQ(book.form.format, "xlsx");
  EXPECT_THAT(book.row(1), ElementsAre("SIRET", "", "Code postal"));
  EXPECT_THAT(book.row(3), ElementsAre("12345678901234", "01000", "0.3", "VRAI", "#N/A", "x\ny", "12345678901234567890"));
  EXPECT_EQ(book.lines.front()["sheet"], "Adhérents");
  EXPECT_EQ(book.lines.back(), Json({{"columns", 7}, {"header", nullptr}}));
}

TEST(ReadXlsx, ShowsNumbersByTheirFormat) {
  auto const styles =
      R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##"/>)"
      R"(<numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[$-40C]d mmmm yyyy;@"/></numFmts>)"
      R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>)"
      R"(<xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="10"/></cellXfs></styleSheet>)";
  auto const rows =
      R"(<row r="1"><c s="1"><v>612345678</v></c><c s="2"><v>1000</v></c><c s="3"><v>46082</v></c><c s="4"><v>46082.5</v></c>)"
      R"(<c s="5"><v>0.604166666666667</v></c><c s="6"><v>0.125</v></c><c s="0"><v>46082</v></c><c s="99"><v>7</v></c></row>)";
  auto const book = read(xlsx(rows, {{"xl/styles.xml", styles}}));
  EXPECT_THAT(book.row(1), ElementsAre("06 12 34 56 78", "01000", "2026-03-01", "2026-03-01 12:00", "14:30", "12.5%", "46082", "7"));
  auto const old = read(xlsx(
      rows, {{"xl/styles.xml", styles},
             {"xl/workbook.xml", R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>)"}}));
  EXPECT_EQ(old.row(1).at(2), "2030-03-02");
}

TEST(ReadXlsx, TellsHiddenSheetsAndTheRowOfTheHeader) {
  auto const rows =
      R"(<row r="2"><c t="str"><v>Adhérents au 1er mars</v></c></row><row r="4"><c t="str"><v>Nom</v></c><c t="str"><v>Siret</v></c></row>)"
      R"(<row r="5"><c t="str"><v>Dupont</v></c><c><v>12345678901234</v></c></row>)";
  auto const book =
      read(xlsx(rows, {{"xl/workbook.xml", R"(<x:workbook xmlns:x="u"><x:sheets><x:sheet name="a" state="veryHidden" r:id="rId1"/>)"
                                           R"(</x:sheets></x:workbook>)"}}));
  EXPECT_EQ(book.lines.front(), Json({{"sheet", "a"}, {"hidden", true}}));
  EXPECT_EQ(book.lines.back(), Json({{"columns", 2}, {"header", 4}}));
}

TEST(ReadXlsx, LooksAtNoMacro) {
  auto const book = read(xlsx(R"(<row><c><v>1</v></c></row>)", {{"xl/vbaProject.bin", "\xD0\xCF"}}));
  EXPECT_EQ(book.error, "");
  EXPECT_TRUE(book.form.macros);
}

TEST(ReadXlsx, RefusesEntitiesAndDocumentTypes) {
  std::string bomb = R"(<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">)";
  for (int i = 1; i < 30; ++i) {
    auto const before = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + before + before + "\">";
  }
  bomb += "]><worksheet><sheetData><row><c t=\"str\"><v>&a29;</v></c></row></sheetData></worksheet>";
  EXPECT_THAT(read(xlsx("", {{"xl/worksheets/sheet1.xml", bomb}})).error, testing::HasSubstr("a document type"));
  auto const outside = R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str">)"
                       R"(<v>&x;</v></c></row></sheetData></worksheet>)";
  EXPECT_THAT(read(xlsx("", {{"xl/worksheets/sheet1.xml", outside}})).error, testing::HasSubstr("a document type"));
}

TEST(ReadXlsx, NamesLeadOnlyToPartsOfTheFile) {
  auto const to = [](std::string const& target) {
    return xlsx("<row><c><v>1</v></c></row>",
                {{"xl/_rels/workbook.xml.rels",
                  R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target=")" + target + R"("/></Relationships>)"}});
  };
  EXPECT_THAT(read(to("../../../../etc/passwd")).error, testing::HasSubstr("etc/passwd is missing"));
  EXPECT_THAT(read(to("file:///etc/passwd")).error, testing::HasSubstr("is missing"));
  EXPECT_EQ(read(to("../xl/./worksheets/sheet1.xml")).error, "");
}

TEST(ReadXlsx, KeepsToItsLimitsInAbsurdDimensions) {
  EXPECT_THAT(read(xlsx(R"(<row r="1048576"><c r="A1048576"><v>1</v></c></row>)")).row(1048576), ElementsAre("1"));
  EXPECT_THAT(read(xlsx(R"(<row r="1"><c r="XFD1"><v>1</v></c></row>)")).error, testing::HasSubstr("columns"));
  EXPECT_THAT(read(xlsx(R"(<row r="99999999999"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>)")).row(1), ElementsAre("1"));
  EXPECT_THAT(read(xlsx(R"(<row r="7"/><row r="7"/>)")).error, testing::HasSubstr("out of order"));
  EXPECT_THAT(read(xlsx(R"(<row r="1"><c t="s"><v>4000000000</v></c><c t="s"><v>-1</v></c><c><v>nan</v></c></row>)")).row(1),
              ElementsAre("", "", "nan"));
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  EXPECT_THAT(read(xlsx(deep)).error, testing::HasSubstr("depth"));
}

TEST(ReadXlsx, StopsAnArchiveThatUnpacksWithoutEnd) {
  Limits limits;
  limits.expanded_bytes = 1 << 20;
  auto const bomb =
      xlsx("", {{"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::string(64 << 20, ' ') + "</sheetData></worksheet>"}});
  EXPECT_LT(bomb.size(), 100'000U);
  EXPECT_THAT(read(bomb, limits).error, testing::AllOf(testing::HasSubstr("sheetfile.limit"), testing::HasSubstr("expanded")));
}

TEST(ReadXlsx, StopsAtATagOrCommentWithoutEnd) {
  auto const tag =
      xlsx("", {{"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"" + std::string(4 << 20, 'x') + "\"/></row>"}});
  EXPECT_THAT(read(tag).error, testing::HasSubstr("token"));
  auto const comment = xlsx("", {{"xl/worksheets/sheet1.xml", "<worksheet><!--" + std::string(4 << 20, 'x') + "-->"}});
  EXPECT_THAT(read(comment).error, testing::HasSubstr("token"));
}

TEST(ReadXlsx, SaysThatAnArchiveIsCutShort) {
  auto const whole = xlsx("<row><c><v>1</v></c></row>");
  for (auto const size : {whole.size() / 4, whole.size() / 2, whole.size() - 30}) {
    EXPECT_NE(read(whole.substr(0, size)).error, "") << size;
  }
  EXPECT_THAT(read(xlsx("<row><c><v>1</v>")).error, testing::HasSubstr("sheetfile.unreadable"));
}

TEST(ReadXlsx, SaysWhatOtherFilesAre) {
  EXPECT_THAT(read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more").error, testing::HasSubstr("sheetfile.old_excel"));
  EXPECT_THAT(read(zip_of({{"photo.jpg", "x"}})).error, testing::HasSubstr("sheetfile.not_a_sheet"));
  EXPECT_THAT(read(xlsx("", {{"xl/workbook.bin", "x"}})).error, testing::HasSubstr(".xlsb"));
}

// --- OpenDocument ----------------------------------------------------------------------------------------------------------------------

TEST(ReadOds, ShowsCellsAsAPersonSeesThem) {
  auto const book = read(ods_rows(
      R"(<table:table-row><table:table-cell office:value-type="string"><text:p>Nom<text:s text:c="2"/>long</text:p>)"
      R"(<text:p>suite</text:p></table:table-cell>)"
      R"(<table:table-cell table:number-columns-repeated="2"/>)"
      R"(<table:table-cell office:value-type="float" office:value="12345678901234"><text:p>1,23E+13</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="float" office:value="612345678"><text:p>06 12 34 56 78</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="date" office:date-value="2026-03-01"><text:p>01/03/26</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="time" office:time-value="PT14H30M00S"><text:p>14h30</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,50 %</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1 235</text:p></table:table-cell></table:table-row>)"));
  EXPECT_EQ(book.error, "");
  EXPECT_EQ(book.form.format, "ods");
  EXPECT_THAT(book.row(1), ElementsAre("Nom  long\nsuite", "", "", "12345678901234", "06 12 34 56 78", "2026-03-01", "14:30", "12.5%",
                                       "VRAI", "1234.5"));
}

TEST(ReadOds, RepeatsWhatIsRepeatedAndNoMore) {
  auto const cell = [](std::string const& text, std::string const& repeated) {
    return R"(<table:table-cell office:value-type="string" table:number-columns-repeated=")" + repeated + R"("><text:p>)" + text +
           "</text:p></table:table-cell>";
  };
  auto const book = read(ods_rows(
      "<table:table-row table:number-rows-repeated=\"3\">" + cell("a", "2") + "</table:table-row>" +
      R"(<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)"
      "<table:table-row>" +
      cell("end", "1") + "</table:table-row>"));
  EXPECT_THAT(book.row(3), ElementsAre("a", "a"));
  EXPECT_THAT(book.row(1048004), ElementsAre("end"));
  EXPECT_THAT(read(ods_rows("<table:table-row table:number-rows-repeated=\"1048576\">" + cell("a", "1") + "</table:table-row>")).error,
              testing::HasSubstr("rows"));
  EXPECT_THAT(read(ods_rows("<table:table-row>" + cell("a", "16384") + "</table:table-row>")).error, testing::HasSubstr("columns"));
}

TEST(ReadOds, LeavesNotesDrawingsAndTablesInTablesAside) {
  auto const book = read(ods_rows(
      R"(<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>)"
      R"(<text:p>a</text:p>)"
      R"(<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell></table:table-row>)"
      R"(<table:table-row><table:table-cell><table:table><table:table-row>)"
      R"(<table:table-cell office:value-type="string"><text:p>inner</text:p></table:table-cell>)"
      R"(</table:table-row></table:table></table:table-cell></table:table-row>)"));
  EXPECT_THAT(book.row(1), ElementsAre("a"));
  EXPECT_THAT(book.row(2), ElementsAre());
}

TEST(ReadOds, TellsHiddenSheets) {
  auto const book =
      read(ods(R"(<office:automatic-styles><style:style style:name="ta1">)"
               R"(<style:table-properties table:display="false"/></style:style></office:automatic-styles>)"
               R"(<table:table table:name="a" table:style-name="ta1"><table:table-row><table:table-cell office:value-type="string">)"
               R"(<text:p>x</text:p></table:table-cell></table:table-row></table:table>)"));
  EXPECT_EQ(book.lines.front()["hidden"], true);
}

TEST(ReadOds, RefusesWhatIsLockedOrNoSheet) {
  EXPECT_THAT(read(ods("", {{"META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>"},
                            {"content.xml", "\1\2"}}))
                  .error,
              testing::HasSubstr("sheetfile.protected"));
  EXPECT_THAT(read(ods("<text:p>a letter</text:p>")).error, testing::HasSubstr("sheetfile.not_a_sheet"));
  EXPECT_THAT(read(ods("", {{"content.xml", "<!DOCTYPE a><a/>"}})).error, testing::HasSubstr("a document type"));
  EXPECT_THAT(read(ods("", {{"content.xml", "<a><b></a>"}})).error, testing::HasSubstr("sheetfile.unreadable"));
}

}  // namespace
}  // namespace bassin::sheetfile
