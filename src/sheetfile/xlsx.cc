#include "sheetfile/xlsx.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "sheetfile/workbook.h"
#include "sheetfile/xlsx_text.h"
#include "sheetfile/xml.h"

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t rows_of_excel = 1'048'576;
constexpr std::size_t columns_of_excel = 16'384;

// "AB12": 28.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  for (char const c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > columns_of_excel) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column);
}

class Sheet final : public XmlHandler {
 public:
  Sheet(Workbook const& book, Output& output) : book_(book), output_(output) {}

  Result<void> start(std::string_view name, Attributes const& attributes) override {
    if (name == "sheetData") inside_ = true;
    if (!inside_) return {};
    if (name == "row") return start_row(attributes);
    if (name == "c") return start_cell(attributes);
    if (name == "v") in_value_ = true;
    if (name == "is") in_text_ = true;
    if (in_text_) text_.start(name);
    return {};
  }

  void text(std::string_view text) override {
    if (in_value_ && value_.size() <= output_.limits().cell_bytes) value_.append(text);
    if (in_text_) text_.text(text);
  }

  Result<void> end(std::string_view name) override {
    if (name == "sheetData") inside_ = false;
    if (!inside_) return {};
    if (name == "v") in_value_ = false;
    if (in_text_) text_.end(name);
    if (name == "is") in_text_ = false;
    if (name == "c") return end_cell();
    if (name == "row") return output_.row(row_, cells_);
    return {};
  }

 private:
  Result<void> start_row(Attributes const& attributes) {
    auto const number = attributes.number("r", rows_of_excel);
    auto const next = number.value_or(row_ + 1);
    if (next <= row_ || next > rows_of_excel) return Error("sheetfile.unreadable", {{"detail", "rows out of order"}});
    row_ = next;
    column_ = 0;
    cells_.clear();
    return {};
  }

  Result<void> start_cell(Attributes const& attributes) {
    column_ = column_of(attributes.text("r")).value_or(column_ + 1);
    kind_ = attributes.find("t").value_or("n");
    style_ = attributes.number("s", 100'000).value_or(0);
    value_.clear();
    return {};
  }

  Result<void> end_cell() {
    auto shown = shown_text();
    if (shown.find_first_not_of(" \t\r\n") == std::string::npos) return {};
    auto const most = output_.limits().columns;
    if (column_ > most) return Error("sheetfile.limit", {{"what", "columns"}, {"limit", std::to_string(most)}});
    if (cells_.size() < column_) cells_.resize(column_);
    cells_[column_ - 1] = std::move(shown);
    return {};
  }

  [[nodiscard]] std::string shown_text() {
    if (kind_ == "inlineStr") return text_.take();
    if (kind_ == "str") return without_escapes(std::move(value_));
    if (kind_ == "b") return value_.empty() ? std::string() : value_ == "1" || value_ == "true" ? "VRAI" : "FAUX";
    if (kind_ == "s") {
      auto const place = parse_number(value_);
      bool const known = place && *place >= 0 && *place < static_cast<double>(book_.strings.size());
      return known ? book_.strings[static_cast<std::size_t>(*place)] : std::string();
    }
    if (kind_ == "d") return show_iso_day(value_);
    return number_text();
  }

  [[nodiscard]] std::string number_text() const {
    auto const value = kind_ == "n" ? parse_number(value_) : std::nullopt;
    if (!value) return value_;  // an error: "#N/A"
    bool const many_digits = value_.size() > 15 && value_.find_first_not_of("0123456789") == std::string::npos;
    NumberFormat const plain;
    auto const& format = style_ < book_.formats.size() ? book_.formats[style_] : plain;
    return many_digits && format.kind == NumberFormat::Kind::plain ? value_ : show_number(*value, format, book_.from_1904);
  }

  Workbook const& book_;
  Output& output_;
  Cells cells_;
  std::string kind_, value_;
  RichText text_{output_.limits().cell_bytes};
  std::size_t row_ = 0, column_ = 0, style_ = 0;
  bool inside_ = false, in_value_ = false, in_text_ = false;
};

}  // namespace

bool is_xlsx(Parts const& parts) { return parts.has("[Content_Types].xml") && (parts.has("_rels/.rels") || parts.has("xl/workbook.xml")); }

Result<void> read_xlsx(Parts& parts, Output& output) {
  if (parts.has("xl/workbook.bin")) return Error("sheetfile.not_a_sheet", {{"detail", "a binary workbook (.xlsb)"}});
  BASSIN_TRY(auto const book, read_workbook(parts, output.limits()));
  for (auto const& part : book.sheets) {
    Sheet sheet(book, output);
    BASSIN_DO(output.begin_sheet(part.name, part.hidden));
    BASSIN_TRY(bool const there, read_xml(parts, part.part, sheet));
    if (!there) return Error("sheetfile.unreadable", {{"detail", part.part + " is missing"}});
    output.end_sheet();
  }
  return {};
}

}  // namespace bassin::sheetfile
