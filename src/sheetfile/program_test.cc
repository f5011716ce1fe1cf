// The program from outside: workbooks as a library writes them go in; rows, a report and an exit code come out.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xlsxwriter.h>
#include <nlohmann/json.hpp>

#include "sheetfile/archive_for_test.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::HasSubstr;

struct Ran {
  int code = -1;
  std::string output;
  Json report;
};

std::string contents(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class Sheetfile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "sheetfile_test_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path(std::string const& name) const { return (folder_ / name).string(); }
  std::string write(std::string const& name, std::string const& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  [[nodiscard]] Ran run(std::string const& arguments) const {
    auto const command = std::string(BASSIN_SHEETFILE) + " " + arguments + " >" + path("out") + " 2>" + path("err");
    auto const status = std::system(command.c_str());
    Ran ran;
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    ran.output = contents(path("out"));
    ran.report = Json::parse(contents(path("err")), nullptr, false);
    return ran;
  }

  fs::path folder_;
};

TEST_F(Sheetfile, ReadsAWorkbookOfALibrary) {
  auto* const book = workbook_new(path("a.xlsx").c_str());
  auto* const sheet = workbook_add_worksheet(book, "Contacts");
  auto* const day = workbook_add_format(book);
  format_set_num_format(day, "dd/mm/yyyy");
  auto* const phone = workbook_add_format(book);
  format_set_num_format(phone, "0#\" \"##\" \"##\" \"##\" \"##");
  worksheet_write_string(sheet, 0, 0, "Nom", nullptr);
  worksheet_write_string(sheet, 0, 1, "SIRET", nullptr);
  worksheet_write_string(sheet, 0, 2, "Visite", nullptr);
  worksheet_write_string(sheet, 0, 3, "Téléphone", nullptr);
  worksheet_write_string(sheet, 1, 0, "Épicerie de l'Œuf", nullptr);
  worksheet_write_number(sheet, 1, 1, 12345678901234.0, nullptr);
  lxw_datetime visit{2026, 3, 1, 0, 0, 0};
  worksheet_write_datetime(sheet, 1, 2, &visit, day);
  worksheet_write_number(sheet, 1, 3, 164030201, phone);
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  auto const ran = run(path("a.xlsx"));
  EXPECT_EQ(ran.code, 0) << ran.report;
  EXPECT_EQ(ran.output,
            "{\"sheet\":\"Contacts\",\"hidden\":false}\n"
            "[1,\"Nom\",\"SIRET\",\"Visite\",\"Téléphone\"]\n"
            "[2,\"Épicerie de l'Œuf\",\"12345678901234\",\"2026-03-01\",\"01 64 03 02 01\"]\n"
            "{\"columns\":4,\"header\":1}\n");
  EXPECT_EQ(ran.report, Json({{"format", "xlsx"}, {"macros", false}, {"sheets", 1}, {"rows", 2}}));
}

TEST_F(Sheetfile, SaysWhatIsWrongAndWritesNothingThen) {
  auto const broken = run(write("a.csv", "nom\n\"a"));
  EXPECT_EQ(broken.code, 3);
  EXPECT_EQ(broken.output, "");
  EXPECT_EQ(broken.report["error"], "sheetfile.unreadable");
  EXPECT_EQ(run(write("a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")).code, 4);
  EXPECT_EQ(run(path("missing")).code, 3);
  EXPECT_EQ(run(folder_.string()).code, 3);
  EXPECT_EQ(run("--no-such-option").code, 2);
  EXPECT_EQ(run("--max-rows 1 " + write("b.csv", "a;b\nc;d\n")).report["what"], "rows");
}

TEST_F(Sheetfile, ReadsNoOtherFile) {
  // A named pipe, a device: not files that somebody sent.
  EXPECT_EQ(run("/dev/zero").code, 4);
  auto const outside = R"(<!DOCTYPE a [<!ENTITY x SYSTEM ")" + write("secret", "planted") + R"(">]><a>&x;</a>)";
  auto const ran = run(write("a.ods", bassin::sheetfile::zip_of({{"mimetype", "x"}, {"content.xml", outside}})));
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.report.dump(), testing::Not(HasSubstr("planted")));
}

}  // namespace
