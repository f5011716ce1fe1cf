#include <algorithm>
#include <set>

#include "ingest/import.h"
#include "ingest/internal/scope_filter.h"
#include "ingest/internal/values.h"
#include "reference/geography.h"
#include "reference/territory.h"

namespace bassin::ingest {

namespace {

constexpr std::string_view departements_word = "departements:";
constexpr std::string_view communes_word = "communes:";

// `code`: the one that does not exist, where the scope is well formed.
base::Error bad_scope(std::string_view text, std::string_view code = {}) {
  return base::Error("ingest.bad_scope", {{"scope", std::string(text)}, {"code", std::string(code)}});
}

// A département, or an overseas collectivity that rows of the register name.
bool departement_exists(std::string const& code) {
  auto const& geography = reference::geography();
  auto const all = geography.communes(geography.last_vintage());
  return std::ranges::any_of(all, [&](std::string_view commune) { return internal::departement_prefix(commune) == code; });
}

// A commune or a part of one, at any time.
bool commune_exists(std::string const& code) { return !reference::geography().versions(code).empty(); }

bool is_departement_code(std::string_view code) {
  if (code.size() != 2 && code.size() != 3) return false;
  auto const commune = std::string(code) + std::string(5 - code.size(), '0');
  return internal::is_commune_code(commune) && internal::departement_prefix(commune) == code;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

}  // namespace

std::string Scope::text() const {
  if (kind == Kind::country) return "country";
  std::string out(kind == Kind::departements ? departements_word : communes_word);
  std::set<std::string> const sorted(codes.begin(), codes.end());
  for (auto const& code : sorted) out += (out.back() == ':' ? "" : ",") + code;
  return out;
}

std::size_t covered(Scope const& scope, std::span<std::string const> communes) {
  auto const filter = internal::ScopeFilter::make(scope);
  if (!filter.ok()) return 0;
  auto const held = std::ranges::count_if(communes, [&](auto const& code) { return filter->whole_country() || filter->holds(code); });
  return static_cast<std::size_t>(held);
}

base::Result<Scope> parse_scope(std::string_view text) {
  Scope scope;
  if (text == "country") return scope;
  if (text.starts_with(departements_word)) {
    scope = {Scope::Kind::departements, split(text.substr(departements_word.size()))};
  } else if (text.starts_with(communes_word)) {
    scope = {Scope::Kind::communes, split(text.substr(communes_word.size()))};
  } else {
    return bad_scope(text);
  }
  BASSIN_DO(internal::ScopeFilter::make(scope));
  return scope;
}

namespace internal {

base::Result<ScopeFilter> ScopeFilter::make(Scope const& scope) {
  ScopeFilter filter;
  filter.kind_ = scope.kind;
  if (scope.kind == Scope::Kind::country) return filter;
  bool const departements = scope.kind == Scope::Kind::departements;
  bool const well_formed = std::ranges::all_of(
      scope.codes, [&](std::string const& code) { return departements ? is_departement_code(code) : is_commune_code(code); });
  if (scope.codes.empty() || !well_formed) return bad_scope(scope.text());
  for (auto const& code : scope.codes) {
    if (!(departements ? departement_exists(code) : commune_exists(code))) return bad_scope(scope.text(), code);
  }
  filter.codes_.insert(scope.codes.begin(), scope.codes.end());
  if (departements) return filter;
  // Rows may stand under codes that the communes had before, or that parts of them have.
  reference::Territory territory{
      .kind = reference::TerritoryKind::list, .date = reference::geography().last_vintage(), .communes = scope.codes};
  std::ranges::sort(territory.communes);
  for (auto const& code : reference::register_codes(territory)) {
    if (!code.approximate) filter.codes_.insert(code.code);
  }
  return filter;
}

bool ScopeFilter::holds(std::string_view commune_code) const {
  switch (kind_) {
    case Scope::Kind::country: return true;
    case Scope::Kind::departements: return !commune_code.empty() && codes_.contains(std::string(departement_prefix(commune_code)));
    case Scope::Kind::communes: return codes_.contains(std::string(commune_code));
  }
  return false;
}

}  // namespace internal

}  // namespace bassin::ingest
