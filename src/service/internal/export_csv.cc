#include "service/internal/export_job.h"

namespace bassin::service::internal {

namespace {

constexpr std::size_t piece_bytes = std::size_t{64} * 1024;
constexpr std::size_t rows_at_once = 128;

class CsvWriter {
 public:
  CsvWriter(std::shared_ptr<ExportLines> lines, bool for_excel) : lines_(std::move(lines)), for_excel_(for_excel) {}

  // The next piece; nothing where a row cannot be read.
  std::optional<std::string> next() {
    std::string out;
    if (!begun_) {
      begun_ = true;
      if (for_excel_) out = "\xEF\xBB\xBF";
      add_header(out);
    }
    while (!rows_ended_ && out.size() < piece_bytes) {
      auto const rows = lines_->next(rows_at_once);
      if (!rows.ok()) return std::nullopt;
      rows_ended_ = rows->empty();
      for (auto const& row : *rows) add_line(row, out);
      if (rows_ended_ && for_excel_) add_notes(out);
    }
    return out;
  }

 private:
  [[nodiscard]] char separator() const { return for_excel_ ? ';' : ','; }

  void add_header(std::string& out) const {
    auto const& names = for_excel_ ? lines_->titles : lines_->ids;
    for (std::size_t i = 0; i < names.size(); ++i) add_cell(names[i], i, out);
    out += "\r\n";
  }

  void add_line(std::vector<ExportCell> const& cells, std::string& out) const {
    for (std::size_t i = 0; i < cells.size(); ++i) add_cell(text_of(cells[i]), i, out);
    out += "\r\n";
  }

  void add_notes(std::string& out) const {
    auto const line = [&](std::string const& text) {
      add_cell(defused(text), 0, out);
      out += "\r\n";
    };
    out += "\r\n";
    line(lines_->notes.headline);
    for (auto const& text : lines_->notes.caveats) line(text);
    for (auto const& text : lines_->notes.sources) line(text);
  }

  void add_cell(std::string_view text, std::size_t place, std::string& out) const {
    if (place != 0) out += separator();
    if (text.find_first_of(for_excel_ ? ";\"\r\n\t" : ",\"\r\n") == std::string_view::npos) {
      out += text;
      return;
    }
    out += '"';
    for (char const c : text) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }

  [[nodiscard]] std::string text_of(ExportCell const& cell) const {
    using enum ExportCell::Kind;
    switch (cell.kind) {
      case absent: return "";
      case masked: return "[ND]";  // as the files of the register have it
      case text: return defused(for_excel_ && !cell.shown.empty() ? cell.shown : cell.text);
      case number: return for_excel_ && lines_->language == reference::Language::fr ? with_comma(cell.text) : cell.text;
      case yes_no: return for_excel_ ? yes_or_no(cell.text) : cell.text;
      case date: break;
    }
    return cell.text;
  }

  static std::string with_comma(std::string number) {
    if (auto const point = number.find('.'); point != std::string::npos) number[point] = ',';
    return number;
  }
  [[nodiscard]] std::string yes_or_no(std::string const& text) const {
    bool const french = lines_->language == reference::Language::fr;
    return text == "true" ? (french ? "oui" : "yes") : (french ? "non" : "no");
  }

  std::shared_ptr<ExportLines> lines_;
  bool for_excel_;
  bool begun_ = false;
  bool rows_ended_ = false;
};

}  // namespace

std::string defused(std::string_view text) {
  bool const risky = !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
  return (risky ? "'" : "") + std::string(text);
}

std::shared_ptr<ExportLines> lines_of(std::shared_ptr<ExportJob> const& job) {
  auto const next = [job](std::size_t most) -> base::Result<std::vector<std::vector<ExportCell>>> {
    BASSIN_TRY(auto const rows, job->rows.next(most));
    std::vector<std::vector<ExportCell>> out;
    for (auto const& row : rows) out.push_back(job->table->line(row));
    return out;
  };
  auto const* const sheet = job->language == reference::Language::fr ? "Établissements" : "Establishments";
  return std::make_shared<ExportLines>(ExportLines{job->table->ids(), job->table->titles(), next, job->notes, sheet, job->language});
}

http::BodyStream csv_stream(std::shared_ptr<ExportLines> lines, bool for_excel) {
  auto const writer = std::make_shared<CsvWriter>(std::move(lines), for_excel);
  return [writer] { return writer->next(); };
}

}  // namespace bassin::service::internal
