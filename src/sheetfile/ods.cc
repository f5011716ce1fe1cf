#include "sheetfile/ods.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "sheetfile/ods_cell.h"
#include "sheetfile/xml.h"

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t repeated_most = 1'048'576;

class Content final : public XmlHandler {
 public:
  explicit Content(Output& output) : output_(output) {}

  Result<void> start(std::string_view name, Attributes const& attributes) override {
    if (aside_ > 0 || is_aside(name)) return ++aside_, Result<void>();
    if (name == "style") style_ = attributes.text("name");
    if (name == "table-properties" && attributes.text("display") == "false") hidden_styles_.insert(style_);
    if (name == "table") return start_table(attributes);
    if (tables_ != 1) return {};
    if (name == "table-row") {
      row_repeated_ = attributes.number("number-rows-repeated", repeated_most).value_or(1);
      cells_.clear();
      column_ = 0;
    } else if (name == "table-cell" || name == "covered-table-cell") {
      cell_.begin(attributes, output_.limits().cell_bytes);
      repeated_ = attributes.number("number-columns-repeated", repeated_most).value_or(1);
    } else {
      cell_.start(name, attributes);
    }
    return {};
  }

  void text(std::string_view text) override {
    if (aside_ == 0 && tables_ == 1) cell_.text(text);
  }

  Result<void> end(std::string_view name) override {
    if (aside_ > 0) return --aside_, Result<void>();
    if (name == "table" && tables_-- == 1) output_.end_sheet();
    if (tables_ != 1) return {};
    if (name == "table-cell" || name == "covered-table-cell") return end_cell();
    if (name == "table-row") return end_row();
    cell_.end(name);
    return {};
  }

  [[nodiscard]] bool any() const { return any_; }

 private:
  // Notes, drawings and what was changed stand beside the cells' text.
  static bool is_aside(std::string_view name) {
    return name == "annotation" || name == "shapes" || name == "frame" || name == "tracked-changes" || name == "forms" ||
           name == "custom-shape";
  }

  Result<void> start_table(Attributes const& attributes) {
    if (++tables_ != 1) return {};  // a table in a table
    any_ = true;
    row_ = 0;
    auto const style = attributes.find("style-name");
    return output_.begin_sheet(attributes.text("name"), style && hidden_styles_.contains(*style));
  }

  Result<void> end_cell() {
    auto const shown = cell_.take();
    auto const from = column_;
    column_ += repeated_;
    if (shown.find_first_not_of(" \t\r\n") == std::string::npos) return {};
    auto const most = output_.limits().columns;
    if (column_ > most) return Error("sheetfile.limit", {{"what", "columns"}, {"limit", std::to_string(most)}});
    cells_.resize(from);
    cells_.resize(column_, shown);
    return {};
  }

  Result<void> end_row() {
    bool const empty = std::all_of(cells_.begin(), cells_.end(), [](std::string const& cell) { return cell.empty(); });
    for (std::size_t i = 0; i < row_repeated_ && !empty; ++i) {
      auto cells = cells_;
      BASSIN_DO(output_.row(row_ + i + 1, cells));
    }
    row_ += row_repeated_;
    return {};
  }

  Output& output_;
  OdsCell cell_;
  Cells cells_;
  std::string style_;
  std::set<std::string, std::less<>> hidden_styles_;
  std::size_t tables_ = 0, aside_ = 0;
  std::size_t row_ = 0, column_ = 0, row_repeated_ = 1, repeated_ = 1;
  bool any_ = false;
};

// Whether the manifest says that a password is needed.
class Manifest final : public XmlHandler {
 public:
  Result<void> start(std::string_view name, Attributes const&) override {
    locked = locked || name == "encryption-data";
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }
  bool locked = false;
};

}  // namespace

bool is_ods(Parts const& parts) { return parts.has("content.xml") && (parts.has("mimetype") || parts.has("META-INF/manifest.xml")); }

Result<void> read_ods(Parts& parts, Output& output) {
  Manifest manifest;
  BASSIN_DO(read_xml(parts, "META-INF/manifest.xml", manifest));
  if (manifest.locked) return Error("sheetfile.protected");
  Content content(output);
  BASSIN_DO(read_xml(parts, "content.xml", content));
  if (!content.any()) return Error("sheetfile.not_a_sheet", {{"detail", "a document without a sheet"}});
  return {};
}

}  // namespace bassin::sheetfile
