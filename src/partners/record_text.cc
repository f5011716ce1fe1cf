#include "partners/record_text.h"

#include <algorithm>

#include "base/date.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t most_name = 120, most_email = 254, most_local = 64;

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Error bad(std::string_view field, std::string allowed) {
  return Error("partners.bad_value", {{"field", std::string(field)}, {"allowed", std::move(allowed)}});
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// U+0080–U+009F, the marks that turn the direction of writing, and line and paragraph separators: two or three bytes each.
bool hides_text(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    auto const a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
    if (a == 0xC2 && b < 0xA0) return true;
    if (a != 0xE2 || i + 2 >= text.size()) continue;
    auto const c = static_cast<unsigned char>(text[i + 2]);
    if (b == 0x80 && ((c >= 0xA8 && c <= 0xAE) || c == 0x8E || c == 0x8F)) return true;
    if (b == 0x81 && c >= 0xA6 && c <= 0xA9) return true;
  }
  return false;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool in_local(char c) { return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos; }
bool in_domain(char c) { return is_alphanumeric(c) || c == '-' || c == '.'; }

bool is_dotted(std::string_view text, bool (*fits)(char)) {
  bool const edges = !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
  return edges && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

Result<std::string> clean_name(std::string_view field, std::string_view text) {
  auto const name = trimmed(text);
  bool const fits =
      !name.empty() && characters(name) <= most_name && std::none_of(name.begin(), name.end(), is_control) && !hides_text(name);
  if (!fits) return bad(field, "1–" + std::to_string(most_name));
  return std::string(name);
}

Result<std::string> clean_email(std::string_view text) {
  auto const email = trimmed(text);
  auto const at = email.find('@');
  // Without an @ the place is beyond most_local.
  bool const fits = at <= most_local && email.size() <= most_email && is_dotted(email.substr(0, at), in_local) &&
                    is_dotted(email.substr(at + 1), in_domain) && email.substr(at + 1).front() != '-';
  if (!fits) return bad("email", "prenom.nom@exemple.fr");
  return std::string(email);
}

std::string fold_email(std::string_view email) {
  std::string out(trimmed(email));
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return out;
}

Result<std::string> clean_siren(std::string_view text) {
  std::string siren;
  std::copy_if(text.begin(), text.end(), std::back_inserter(siren), [](char c) { return c != ' '; });
  if (siren.empty()) return siren;
  int sum = 0;
  for (std::size_t i = 0; i < siren.size(); ++i) {
    if (siren[i] < '0' || siren[i] > '9') return bad("siren", "123456782");
    int const doubled = (siren[i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  if (siren.size() != 9 || sum % 10 != 0) return bad("siren", "123456782");
  return siren;
}

Result<std::string> clean_day(std::string_view field, std::string_view text) {
  if (!text.empty() && !base::parse_date(text)) return bad(field, "2026-01-31");
  return std::string(text);
}

}  // namespace bassin::partners
