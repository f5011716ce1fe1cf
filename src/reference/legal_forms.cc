#include "reference/legal_forms.h"

#include <algorithm>
#include <charconv>

#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"

namespace bassin::reference {
namespace {

int digits_of(std::uint16_t code) { return code >= 1000 ? 4 : code >= 10 ? 2 : 1; }

std::vector<LegalForm> read_list() {
  std::vector<LegalForm> rows;
  internal::for_each_line(internal::embedded(internal::EmbeddedFile::legal_categories), [&](std::string_view line) {
    auto const code = LegalForms::parse(internal::take(line, '\t'));
    if (code) rows.push_back({*code, line});
  });
  return rows;
}

}  // namespace

LegalForms::LegalForms(std::vector<LegalForm> rows) : rows_(std::move(rows)) { std::ranges::sort(rows_, {}, &LegalForm::code); }

std::optional<std::uint16_t> LegalForms::parse(std::string_view text) {
  std::uint16_t code = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
  if (error != std::errc() || end != text.data() + text.size() || code == 0) return std::nullopt;
  // A leading zero would make another length than the number's.
  if (static_cast<std::size_t>(digits_of(code)) != text.size() || text.size() > 4) return std::nullopt;
  return code;
}

std::string_view LegalForms::label(std::uint16_t code) const {
  auto const found = std::ranges::lower_bound(rows_, code, {}, &LegalForm::code);
  return found != rows_.end() && found->code == code ? found->label : std::string_view();
}

std::uint16_t LegalForms::ancestor(std::uint16_t code, int digits) {
  auto const own = digits_of(code);
  if (own < digits) return 0;
  for (int i = own; i > digits; --i) code = static_cast<std::uint16_t>(code / 10);
  return code;
}

std::vector<std::uint16_t> LegalForms::expand(std::uint16_t code) const {
  std::vector<std::uint16_t> found;
  for (auto const& row : rows_) {
    if (row.code >= 1000 && ancestor(row.code, digits_of(code)) == code) found.push_back(row.code);
  }
  return found;
}

LegalForms const& legal_forms() {
  static LegalForms const made(read_list());
  return made;
}

}  // namespace bassin::reference
