// GET /api/v1/establishments/{id}: everything known of one.
#include "query/describe.h"
#include "service/call.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

namespace {

// A local business that was matched is its establishment: an old link leads there.
base::Result<query::BusinessId> followed(Call const& call, query::BusinessId const& id) {
  if (id.local.empty() || call.context.casework == nullptr) return id;
  BASSIN_TRY(auto const seeing, call.context.casework->of(call.reader));
  if (!seeing.casework) return id;
  auto const found = seeing.casework->matched.find(id.local);
  return found == seeing.casework->matched.end() ? id : query::BusinessId::of(found->second);
}

// The words in which a colleague gave the reason may name a person.
void hide_words(reference::Membership& membership) {
  for (auto& attachment : membership.attachments) {
    if (attachment.reason.code == reference::ReasonCode::by_hand) attachment.reason.detail.clear();
  }
  auto& outside = membership.outside_reason;
  if (outside && outside->code == reference::ReasonCode::by_hand) outside->detail.clear();
}

}  // namespace

base::Result<Json> get_establishment(Call const& call) {
  BASSIN_TRY(auto const view, view_of(call));
  auto const text = std::string(call.request.path_value("id"));
  auto const asked = query::parse_business_id(text);
  if (!asked) return base::Error("query.bad_value", {{"name", "id"}, {"value", text}, {"allowed", "SIRET"}});
  BASSIN_TRY(auto const id, followed(call, *asked));
  BASSIN_TRY(auto file, query::describe(*view, id, registry::Audience::open));
  auto const audience = audience_of(call.reader, {file.row.commune_code});
  if (audience != registry::Audience::open) {
    BASSIN_TRY(file, query::describe(*view, id, audience));
  }
  if (audience != registry::Audience::agent) hide_words(file.membership);
  return to_json(file, call.language());
}

}  // namespace bassin::service
