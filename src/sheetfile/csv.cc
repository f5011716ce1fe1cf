#include "sheetfile/csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sheetfile/text.h"

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;

constexpr std::array<char, 4> separators{';', ',', '\t', '|'};
constexpr std::size_t lines_looked_at = 50;

// Fields of the first records for that separator, line ends inside quotation marks passed over.
std::vector<std::size_t> widths(std::string_view text, char separator) {
  std::vector<std::size_t> out;
  std::size_t fields = 1;
  bool quoted = false;
  bool empty = true;
  for (char const c : text) {
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) ++fields;
    if (c == '\n' && !quoted) {
      if (!empty) out.push_back(fields);
      if (out.size() == lines_looked_at) return out;
      fields = 1;
      empty = true;
    } else if (c != '\r') {
      empty = false;
    }
  }
  if (!empty) out.push_back(fields);
  return out;
}

// Excel writes "sep=;" as a first line that no sheet shows.
bool takes_separator_line(std::string_view& text, char& separator) {
  if (text.size() < 5 || !text.starts_with("sep=")) return false;
  separator = text[4];
  auto const end = text.find('\n');
  if (text.substr(5, end == std::string_view::npos ? end : end - 5).find_first_not_of('\r') != std::string_view::npos) return false;
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return true;
}

class Records {
 public:
  Records(std::string_view text, char separator, Output& output) : text_(text), separator_(separator), output_(output) {}

  Result<void> run() {
    for (std::size_t number = 1; at_ < text_.size(); ++number) {
      cells_.clear();
      BASSIN_DO(record(number));
      BASSIN_DO(output_.row(number, cells_));
    }
    return {};
  }

 private:
  Result<void> record(std::size_t number) {
    for (;;) {
      std::string field;
      if (at_ < text_.size() && text_[at_] == '"') BASSIN_DO(quoted(number, field));
      plain(field);
      trim(field);
      // Blank fields at a row's end count for nothing.
      if (!field.empty() || cells_.size() <= output_.limits().columns) cells_.push_back(std::move(field));
      if (cells_.size() > output_.limits().columns + 1) return output_.row(number, cells_);
      if (at_ == text_.size()) return {};
      if (text_[at_++] == separator_) continue;
      return {};
    }
  }

  Result<void> quoted(std::size_t number, std::string& field) {
    ++at_;
    for (;;) {
      auto const end = text_.find('"', at_);
      if (end == std::string_view::npos || end - at_ > output_.limits().cell_bytes) {
        return Error("sheetfile.unreadable", {{"detail", "row " + std::to_string(number) + ": a quotation mark that no other closes"}});
      }
      field.append(text_.substr(at_, end - at_));
      at_ = end + 1;
      if (at_ == text_.size() || text_[at_] != '"') return {};
      field += '"';
      ++at_;
    }
  }

  // Up to the separator or line end, and past the carriage return before it.
  void plain(std::string& field) {
    auto const from = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
    auto rest = text_.substr(from, at_ - from);
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    field.append(rest);
  }

  std::string_view text_;
  char separator_;
  Output& output_;
  Cells cells_;
  std::size_t at_ = 0;
};

}  // namespace

char guess_separator(std::string_view text) {
  char best = ';';
  std::pair<std::size_t, std::size_t> best_worth{0, 0};
  for (char const separator : separators) {
    std::map<std::size_t, std::size_t> lines_of_width;
    for (auto const width : widths(text, separator)) ++lines_of_width[width];
    for (auto const& [width, lines] : lines_of_width) {
      auto const worth = width == 1 ? std::pair<std::size_t, std::size_t>{0, 0} : std::pair{lines, width};
      if (worth > best_worth) best = separator, best_worth = worth;
    }
  }
  return best;
}

Result<CsvForm> read_csv(std::string_view bytes, Output& output) {
  auto const recognised = recognise_encoding(bytes);
  auto converted = to_utf8(bytes.substr(recognised.mark), recognised.encoding);
  if (converted.find('\0') != std::string::npos) return Error("sheetfile.not_a_sheet", {{"detail", "bytes that are no text"}});
  if (converted.find('\n') == std::string::npos) std::replace(converted.begin(), converted.end(), '\r', '\n');  // old Macintosh
  std::string_view text(converted);
  CsvForm form{name_of(recognised.encoding), ';'};
  if (!takes_separator_line(text, form.separator)) form.separator = guess_separator(text);
  BASSIN_DO(output.begin_sheet("", false));
  BASSIN_DO(Records(text, form.separator, output).run());
  output.end_sheet();
  return form;
}

}  // namespace bassin::sheetfile
