// What a file is, by its bytes.
#include "documents/content.h"

#include <gtest/gtest.h>

#include "documents/file_name.h"
#include "documents/testing/files_test_support.h"

namespace bassin::documents {
namespace {

std::string told(std::string_view name, std::string_view bytes) {
  auto const content = read_content(name, bytes);
  return content.ok() ? std::string(id_of(content->type)) + " " + content->name : std::string(content.error().code);
}

TEST(Content, IsToldByItsBytesAndNotByItsName) {
  EXPECT_EQ(told("convention.pdf", "%PDF-1.7 …"), "pdf convention.pdf");
  EXPECT_EQ(told("photo.png", "%PDF-1.7 …"), "pdf photo.png.pdf");
  EXPECT_EQ(told("A.JPG", jpeg("\x01", {})), "jpeg A.JPG");
  EXPECT_EQ(told("a.jpeg", jpeg("\x01", {})), "jpeg a.jpeg");
  EXPECT_EQ(told("a.png", png({})), "png a.png");
  EXPECT_EQ(told("a.webp", webp({{"VP8L", "x"}})), "webp a.webp");
  EXPECT_EQ(told("a.docx", docx()), "docx a.docx");
  EXPECT_EQ(told("a.odt", odt()), "odt a.odt");
  EXPECT_EQ(told("a.xlsx", zip({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}})), "xlsx a.xlsx");
  EXPECT_EQ(told("a.pptx", zip({{"[Content_Types].xml", ""}, {"ppt/presentation.xml", ""}})), "pptx a.pptx");
  EXPECT_EQ(told("a.ods", zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})), "ods a.ods");
  EXPECT_EQ(told("liste.CSV", "nom;commune\nFournil;Crécy\n"), "csv liste.CSV");
  EXPECT_EQ(told("lettre", "Madame, Monsieur"), "text lettre.txt");
  EXPECT_EQ(told("vieux.txt",
                 "cr\xE9"
                 "atrice"),
            "text vieux.txt")
      << "of an older program";
}

TEST(Content, ProgramsPagesAndDrawingsAreRefused) {
  constexpr auto refused = "documents.refused_type";
  EXPECT_EQ(told("a.pdf", std::string("MZ\x90\0", 4)), refused);
  EXPECT_EQ(told("a.pdf",
                 "\x7F"
                 "ELF\x02"),
            refused);
  EXPECT_EQ(told("a.txt", "<html><body>"), refused);
  EXPECT_EQ(told("a.txt", "\xEF\xBB\xBF \n<svg xmlns="), refused);
  EXPECT_EQ(told("a.csv", "nom\n<SCRIPT>alert(1)</SCRIPT>"), refused);
  EXPECT_EQ(told("a.txt", "#!/bin/sh\nrm"), refused);
  EXPECT_EQ(told("a.txt", "@ECHO off"), refused);
  EXPECT_EQ(told("a.txt", "{\\rtf1"), refused);
  EXPECT_EQ(told("a.docx", zip({{"setup.exe", "MZ"}})), refused);
  EXPECT_EQ(told("a.odt", zip({{"mimetype", "application/epub+zip"}})), refused);
  EXPECT_EQ(told("a.xlsb", zip({{"[Content_Types].xml", ""}, {"xl/workbook.bin", ""}})), refused);
  EXPECT_EQ(told("a.docx", docx("word/vbaProject.bin")), "documents.macros");
  EXPECT_EQ(told("a.txt", ""), "documents.empty");
}

TEST(Content, WhatIsNotWholeIsRefused) {
  EXPECT_EQ(told("a.jpg", "\xFF\xD8\xFF\xE1"), "documents.damaged");
  auto const whole = docx();
  for (std::size_t cut = 4; cut < whole.size(); ++cut) EXPECT_EQ(told("a.docx", whole.substr(0, cut)), "documents.damaged") << cut;
}

TEST(FileName, HasNoFolderNoHiddenCharacterAndTheRightEnding) {
  EXPECT_EQ(clean_file_name("C:\\Users\\dupont\\bail signé.pdf", ".pdf"), "bail signé.pdf");
  EXPECT_EQ(clean_file_name("../../etc/passwd", ".txt"), "passwd.txt");
  EXPECT_EQ(clean_file_name("facture\xE2\x80\xAE"
                            "fdp.exe",
                            ".pdf"),
            "facturefdp.exe.pdf")
      << "turned round";
  EXPECT_EQ(clean_file_name("a\r\nSet-Cookie: x\x7F.pdf", ".pdf"), "aSet-Cookie x.pdf");
  EXPECT_EQ(clean_file_name(" . ", ".pdf"), "document.pdf");
  EXPECT_EQ(clean_file_name("", ".pdf"), "document.pdf");
  EXPECT_EQ(clean_file_name("cr\xE9"
                            "ation\xFF.txt",
                            ".txt"),
            "cration.txt")
      << "no characters";
  EXPECT_EQ(clean_file_name(".pdf", ".pdf"), "pdf.pdf");
  auto const longest = clean_file_name(std::string(500, 'x'), ".pdf");
  EXPECT_EQ(longest.size(), file_name_most);
  EXPECT_TRUE(longest.ends_with(".pdf"));
}

}  // namespace
}  // namespace bassin::documents
