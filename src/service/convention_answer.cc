#include "service/convention_answer.h"

#include <nlohmann/json.hpp>

#include "service/convention_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

// "" where there is none, or none that the reader sees.
Result<std::string> title_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  if (id.empty()) return std::string();
  auto const found = convention::find_convention(session, reader, id);
  if (found.ok()) return found->convention.title;
  return found.error().code == "convention.unknown" ? Result<std::string>(std::string()) : Result<std::string>(found.error());
}

}  // namespace

Result<Json> convention_answer(sql::Session& session, Call const& call, std::string const& id) {
  BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, id));
  BASSIN_TRY(auto const parent, title_of(session, call.reader, text.convention.parent));
  BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
  BASSIN_TRY(auto const names, Organisations::read(session));
  return text_json(text, parent, names, rights, call.context.today());
}

Result<Json> change_convention(Call const& call, Casework const& casework, ConventionStep const& step) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, step(session, act, std::string(call.request.path_value("id"))));
    return convention_answer(session, call, changed.id);
  });
}

}  // namespace bassin::service
