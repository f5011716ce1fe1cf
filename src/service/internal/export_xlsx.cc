#include <xlsxwriter.h>

#include <cstdlib>
#include <utility>

#include "base/date.h"
#include "base/file.h"
#include "service/internal/export_job.h"

namespace bassin::service::internal {

namespace {

constexpr std::size_t rows_at_once = 128;

// Goes with its folder, whichever way an export ends.
class TemporaryFolder {
 public:
  static base::Result<TemporaryFolder> make(base::FileSystem& files, std::string path) {
    BASSIN_DO(files.make_private_directory(path));
    return TemporaryFolder(files, std::move(path));
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : files_(other.files_), path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    if (!path_.empty()) (void)files_.remove(path_).ok();
  }
  [[nodiscard]] std::string const& path() const { return path_; }

 private:
  TemporaryFolder(base::FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}
  base::FileSystem& files_;
  std::string path_;
};

// Rows go to the disk as they are written; memory holds one.
class Workbook {
 public:
  Workbook(std::string const& path, std::string folder, bool french) : french_(french), folder_(std::move(folder)) {
    lxw_workbook_options options{};
    options.constant_memory = 1;
    options.tmpdir = folder_.data();
    options.use_zip64 = 1;
    book_ = workbook_new_opt(path.c_str(), &options);
    day_ = workbook_add_format(book_);
    format_set_num_format(day_, french ? "dd/mm/yyyy" : "yyyy-mm-dd");
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
  }
  ~Workbook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Workbook(Workbook const&) = delete;
  Workbook& operator=(Workbook const&) = delete;

  base::Result<void> write(ExportLines& job) {
    auto* const sheet = workbook_add_worksheet(book_, job.sheet.c_str());
    if (sheet == nullptr) return no_memory();
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_col_t column = 0;
    for (auto const& title : job.titles) worksheet_write_string(sheet, 0, column++, title.c_str(), head_);
    lxw_row_t line = 1;
    while (true) {
      BASSIN_TRY(auto const rows, job.next(rows_at_once));
      if (rows.empty()) break;
      for (auto const& row : rows) write_line(sheet, line++, row);
    }
    BASSIN_DO(write_notes(job.notes));
    auto const problem = workbook_close(std::exchange(book_, nullptr));
    if (problem != LXW_NO_ERROR) return base::Error("export.not_written", {{"reason", lxw_strerror(problem)}});
    return {};
  }

 private:
  void write_line(lxw_worksheet* sheet, lxw_row_t line, std::vector<ExportCell> const& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) write_cell(sheet, line, static_cast<lxw_col_t>(i), cells[i]);
  }

  // Texts are written as texts, never as formulas, whatever they begin with.
  void write_cell(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, ExportCell const& cell) {
    using enum ExportCell::Kind;
    switch (cell.kind) {
      case absent: return;
      case masked: worksheet_write_string(sheet, line, column, "[ND]", nullptr); return;
      case text: write_text(sheet, line, column, cell.shown.empty() ? cell.text : cell.shown); return;
      case number: worksheet_write_number(sheet, line, column, std::strtod(cell.text.c_str(), nullptr), nullptr); return;
      case date: write_date(sheet, line, column, cell.text); return;
      case yes_no: break;
    }
    auto const* const word = cell.text == "true" ? (french_ ? "oui" : "yes") : (french_ ? "non" : "no");
    worksheet_write_string(sheet, line, column, word, nullptr);
  }

  static void write_text(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, std::string const& text) {
    worksheet_write_string(sheet, line, column, text.c_str(), nullptr);
  }

  // Days before 1900 are unknown to the format: they stay texts.
  void write_date(lxw_worksheet* sheet, lxw_row_t line, lxw_col_t column, std::string const& iso) {
    auto const date = base::parse_date(iso);
    if (!date || base::year_of(*date) < 1901) {
      worksheet_write_string(sheet, line, column, iso.c_str(), nullptr);
      return;
    }
    constexpr int days_of_1970 = 25569;  // in the count that begins with 1900
    worksheet_write_number(sheet, line, column, static_cast<double>(date->days + days_of_1970), day_);
  }

  static base::Error no_memory() { return base::Error("export.not_written", {{"reason", lxw_strerror(LXW_ERROR_CREATING_TMPFILE)}}); }

  base::Result<void> write_notes(ExportNotes const& notes) {
    auto* const sheet = workbook_add_worksheet(book_, "Source");
    if (sheet == nullptr) return no_memory();
    lxw_row_t line = 0;
    auto const add = [&](std::string const& text) { worksheet_write_string(sheet, line++, 0, text.c_str(), nullptr); };
    add(notes.headline);
    for (auto const& text : notes.caveats) add(text);
    for (auto const& text : notes.sources) add(text);
    return {};
  }

  bool french_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format* day_ = nullptr;
  lxw_format* head_ = nullptr;
};

http::BodyStream bytes_of(std::shared_ptr<base::MappedFile const> file) {
  constexpr std::size_t piece_bytes = std::size_t{64} * 1024;
  return [file = std::move(file), at = std::size_t{0}]() mutable -> std::optional<std::string> {
    auto const piece = file->text().substr(at, piece_bytes);
    at += piece.size();
    return std::string(piece);
  };
}

}  // namespace

base::Result<http::BodyStream> xlsx_stream(std::shared_ptr<ExportLines> const& lines, ExportParts const& parts) {
  BASSIN_TRY(auto const folder, TemporaryFolder::make(*parts.files, parts.temporary_name()));
  auto const path = folder.path() + "/export.xlsx";
  Workbook book(path, folder.path(), lines->language == reference::Language::fr);
  BASSIN_DO(book.write(*lines));
  // The name goes with the folder; the bytes stay as long as they are sent.
  BASSIN_TRY(auto file, parts.files->map(path));
  return bytes_of(std::move(file));
}

}  // namespace bassin::service::internal
