#include "service/reminder_json.h"

#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "sql/session.h"

namespace bassin::service {

using base::Result;
using support::Reminder;

namespace {

Json to_json(Reminder const& it, CaseworkNames const& names, access::Reader const& reader) {
  bool const changeable = it.created_by == reader.agent || access::may_change(reader, it.organisation, it.facts.agent);
  return {{"id", it.id},
          {"business", it.business.empty() ? Json(nullptr) : Json(it.business)},
          {"text", it.facts.text},
          {"dueOn", to_iso(it.facts.due_on)},
          {"agent", names.agent(it.facts.agent)},
          {"by", names.agent(it.created_by)},
          {"followUp", it.facts.follow_up.empty() ? Json(nullptr) : Json(it.facts.follow_up)},
          {"mine", it.facts.agent == reader.agent},
          {"done", !it.done_at.empty()},
          {"changeable", changeable},
          {"version", it.version}};
}

}  // namespace

Result<Json> reminders_json(sql::Session& session, access::Reader const& reader, std::vector<Reminder> const& reminders) {
  Referred referred;
  for (auto const& it : reminders) {
    referred.agents.insert(it.facts.agent);
    referred.agents.insert(it.created_by);
  }
  BASSIN_TRY(auto const names, CaseworkNames::read(session, reader, referred));
  Json out = Json::array();
  for (auto const& it : reminders) out.push_back(to_json(it, names, reader));
  return out;
}

}  // namespace bassin::service
