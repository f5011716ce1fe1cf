// A file of decrees of natural disaster: no line is lost in silence, what is taken can stand, and written plainly it reads alike.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crisis/gaspar.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

using namespace bassin;

std::string_view label_of(crisis::Peril peril) {
  constexpr std::string_view labels[] = {"Inondation", "Tempête", "Glissement", "Sécheresse", "Séisme", "Avalanche", "Eruption"};
  return labels[static_cast<std::size_t>(peril)];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size > 1U << 16U) return 0;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  base::Date const today = base::make_date(2026, 11, 29);
  crisis::GasparScope const scope{{"77", "2A", "974"}, base::make_date(1990, 1, 1)};
  auto const read = crisis::read_gaspar(text, scope, today);
  if (!read.ok()) return 0;
  auto const& it = read.value();
  require(it.lines == it.rows.size() + it.elsewhere + it.earlier + it.unread);
  require(it.told.size() <= it.unread && (it.told.size() == it.unread || it.told.size() == crisis::gaspar_unread_told));
  std::string plain = "cod_commune;lib_risque_jo;dat_deb;dat_fin;dat_pub_jo;cod_nat_catnat;decision\n";
  for (auto const& row : it.rows) {
    require(!crisis::fault_of(row, today) && row.published >= scope.since);
    plain += row.commune + ";" + std::string(label_of(row.peril)) + ";" + to_iso(row.from) + ";" + to_iso(row.to) + ";" +
             to_iso(row.published) + ";\"";
    for (char const c : row.number) plain += c == '"' ? std::string("\"\"") : std::string(1, c);
    plain += std::string("\";") + (row.refused ? "Non reconnue" : "Reconnue") + "\n";
  }
  auto const again = crisis::read_gaspar(plain, scope, today);
  require(again.ok() && again.value().rows == it.rows);
  return 0;
}
