// GET /api/v1/establishments/{id}: everything known of one.
#include "query/describe.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

base::Result<Json> get_establishment(Context const& context, http::Request const& request) {
  BASSIN_TRY(auto const view, view_of(context));
  auto const text = std::string(request.path_value("id"));
  auto const id = query::parse_business_id(text);
  if (!id) return base::Error("query.bad_value", {{"name", "id"}, {"value", text}, {"allowed", "SIRET"}});
  BASSIN_TRY(auto const file, query::describe(*view, *id, registry::Audience::open));
  return to_json(file, language_of(request));
}

}  // namespace bassin::service
