#include "service/follow_up_work.h"

#include <nlohmann/json.hpp>

#include "access/reader.h"
#include "service/need_json.h"
#include "service/reminder_json.h"
#include "sql/session.h"

namespace bassin::service {

using base::Result;

namespace {

// Each of `work` under its follow-up, with those of its names alone.
void put(Json& list, Json const& work, char const* as, std::initializer_list<char const*> names) {
  for (auto& it : list) it[as] = Json::array();
  for (auto const& one : work) {
    for (auto& it : list) {
      if (it["id"] != one["followUp"]) continue;
      Json told = Json::object();
      for (auto const* const name : names) told[name] = one[name];
      it[as].push_back(std::move(told));
    }
  }
}

}  // namespace

Result<Json> put_work(sql::Session& session, access::Reader const& reader, base::Date today, std::vector<support::SeenFollowUp> const& all,
                      Json& list) {
  std::vector<std::string> ids;
  for (auto const& it : all) ids.push_back(it.follow_up.id);
  BASSIN_TRY(auto const needs, support::needs_of(session, reader, today, ids));
  Json needs_told = Json::array();
  if (!needs.empty()) {
    BASSIN_TRY(needs_told, needs_json(session, reader, today, needs));
  }
  Json reminders_told = Json::array();
  if (access::allows(reader, access::Need::edit_businesses)) {
    BASSIN_TRY(auto const reminders, support::reminders_of(session, reader, ids));
    if (!reminders.empty()) {
      BASSIN_TRY(reminders_told, reminders_json(session, reader, reminders));
    }
  }
  put(list, needs_told, "needs", {"id", "at", "organisation", "theme", "state", "outcome", "to", "text"});
  put(list, reminders_told, "reminders", {"id", "text", "dueOn", "agent", "done"});
  return needs_told;
}

}  // namespace bassin::service
