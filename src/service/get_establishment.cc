// GET /api/v1/establishments/{id}: everything known of one.
#include "query/describe.h"
#include "service/call.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

base::Result<Json> get_establishment(Call const& call) {
  BASSIN_TRY(auto const view, view_of(call.context));
  auto const text = std::string(call.request.path_value("id"));
  auto const id = query::parse_business_id(text);
  if (!id) return base::Error("query.bad_value", {{"name", "id"}, {"value", text}, {"allowed", "SIRET"}});
  BASSIN_TRY(auto file, query::describe(*view, *id, registry::Audience::open));
  auto const audience = audience_of(call.reader, {file.row.commune_code});
  if (audience != registry::Audience::open) {
    BASSIN_TRY(file, query::describe(*view, *id, audience));
  }
  return to_json(file, call.language());
}

}  // namespace bassin::service
