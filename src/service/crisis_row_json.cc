#include "service/crisis_row_json.h"

#include <algorithm>
#include <array>

#include "base/instant.h"
#include "service/crisis_json.h"
#include "service/json_answers.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

constexpr std::array<std::string_view, 5> chambers{"cci", "cma", "ca", "outside", "to-qualify"};

// What of a line of the directory a walk or a call needs.
Json row_json(CrisisRow const& it, reference::Language language) {
  if (!it.row) return nullptr;
  auto const whole = to_json(*it.row, language);
  Json out{{"street", it.street.empty() ? Json(nullptr) : Json(it.street)}};
  for (auto const* const name :
       {"name", "unitName", "address", "postalCode", "commune", "activity", "state", "size", "employer", "chambers", "position", "local"})
    out[name] = whole.at(name);
  return out;
}

}  // namespace

Result<Json> rows_json(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows) {
  Referred referred;
  for (auto const& it : rows) refer(it.it, referred);
  auto const now = base::to_iso(casework.now());
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json out = Json::array();
    for (auto const& it : rows) {
      out.push_back(case_json(call, it.it, names, now));
      out.back()["row"] = row_json(it, call.language());
    }
    return out;
  });
}

reference::ChamberMask chamber_named(std::string_view id) {
  auto const found = std::find(chambers.begin(), chambers.end(), id);
  return found == chambers.end() ? reference::ChamberMask{0} : static_cast<reference::ChamberMask>(1U << (found - chambers.begin()));
}

std::vector<std::string> chamber_ids(reference::ChamberMask mask) {
  std::vector<std::string> out;
  for (std::size_t bit = 0; bit < chambers.size(); ++bit) {
    if (((mask >> bit) & 1U) != 0) out.emplace_back(chambers[bit]);
  }
  return out;
}

}  // namespace bassin::service
