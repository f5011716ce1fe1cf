#include "service/coded_values.h"

#include <nlohmann/json.hpp>

#include "reference/geography.h"
#include "service/correction_value.h"

namespace bassin::service {

using base::Result;

Result<std::string> current_commune(std::string const& text) {
  auto const& geography = reference::geography();
  auto const resolved = geography.resolve(text, geography.last_vintage());
  if (!resolved) return base::Error("query.bad_value", {{"name", "commune"}, {"value", text.substr(0, 100)}, {"allowed", "77142"}});
  return std::string(resolved->code);
}

Result<CodedActivity> coded_activity(Json const& json) {
  if (json.is_null()) return CodedActivity{};
  BASSIN_TRY(auto const text, correction_value(support::CorrectionKind::activity, json, 0));
  auto const read = Json::parse(text);
  return CodedActivity{read["nomenclature"].get<std::string>(), read["code"].get<std::string>()};
}

}  // namespace bassin::service
