#include "service/campaign_body.h"

#include <nlohmann/json.hpp>

#include "service/action_body.h"
#include "service/body_day.h"

namespace bassin::service {

using base::Result;

namespace {

Result<support::Refused> refused_in(Body const& body) {
  support::Refused out;
  BASSIN_TRY(auto const said, body.optional_object("refused", {"what", "thisPurpose", "how", "person"}));
  if (!said) return out;
  BASSIN_TRY(auto const what, said->text("what"));
  if (what != "channel" && what != "medium" && what != "all") return bad_field("what", "channel, medium, all");
  if (what == "channel") out.what = support::Refused::What::channel;
  if (what == "medium") out.what = support::Refused::What::medium;
  BASSIN_TRY(auto const this_purpose, said->optional_flag("thisPurpose"));
  BASSIN_TRY(auto const how, said->optional_text("how"));
  BASSIN_TRY(auto const person, said->optional_text("person"));
  out.this_purpose = this_purpose.value_or(false);
  out.how = how.value_or("");
  out.person = person.value_or("");
  return out;
}

}  // namespace

Result<base::Date> campaign_day_in(Body const& body, std::string_view field) {
  BASSIN_TRY(auto const text, body.text(field));
  auto const day = base::parse_date(text);
  if (!day) return bad_field(field, "2018-01-31");
  return *day;
}

Result<support::CampaignFacts> campaign_facts_in(Body const& body) {
  support::CampaignFacts out;
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(out.means, word_in(body, "means", "post, email, call, visit", support::parse_means));
  BASSIN_TRY(out.theme, word_in(body, "theme", "acquaintance, creation, takeover, premises…", support::parse_theme));
  BASSIN_TRY(out.purpose, word_in(body, "purpose", "follow_up, events, surveys, crisis", support::parse_purpose));
  BASSIN_TRY(auto const action, body.optional_text("action"));
  BASSIN_TRY(out.starts_on, campaign_day_in(body, "startsOn"));
  BASSIN_TRY(out.ends_on, optional_day(body, "endsOn"));
  BASSIN_TRY(auto const script, body.optional_text("script"));
  BASSIN_TRY(auto const kept_in, body.optional_flag("keptIn"));
  BASSIN_TRY(auto const agents, body.optional_texts("agents"));
  out.action = action.value_or("");
  out.script = script.value_or("");
  out.kept_in = kept_in.value_or(false);
  out.agents = agents.value_or(std::vector<std::string>());
  return out;
}

Result<support::TargetResult> target_result_in(Body const& body) {
  support::TargetResult out;
  BASSIN_TRY(out.state, word_in(body, "result", "no_answer, call_back, reached, answered, wrong, refused", support::parse_target_state));
  BASSIN_TRY(out.on, campaign_day_in(body, "on"));
  BASSIN_TRY(out.call_back_on, optional_day(body, "callBackOn"));
  BASSIN_TRY(auto const answer, body.optional_text("answer"));
  BASSIN_TRY(auto const note, body.optional_text("note"));
  BASSIN_TRY(auto const contact, body.optional_text("contact"));
  BASSIN_TRY(auto const channel, body.optional_text("channel"));
  if (body.has("minutes")) {
    BASSIN_TRY(out.minutes, body.integer("minutes"));
  }
  BASSIN_TRY(out.refused, refused_in(body));
  out.answer = answer.value_or("");
  out.note = note.value_or("");
  out.contact = contact.value_or("");
  out.channel = channel.value_or("");
  return out;
}

}  // namespace bassin::service
