// What is held of a person, for who asks.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "service/all_writings.h"
#include "service/body.h"
#include "service/casework_titles.h"
#include "service/contact_endpoints.h"
#include "service/contact_json.h"
#include "service/sensitive_reads.h"
#include "sql/store.h"
#include "support/person_mentions.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t name_most = 200;

Result<support::PersonQuery> person_in(Body const& body) {
  support::PersonQuery out;
  BASSIN_TRY(auto const contact, body.optional_text("contact"));
  BASSIN_TRY(auto const phone, body.optional_text("phone"));
  BASSIN_TRY(auto const email, body.optional_text("email"));
  BASSIN_TRY(auto const name, body.optional_text("name"));
  out = {contact.value_or(""), phone.value_or(""), email.value_or(""), name.value_or("")};
  auto const by = !out.contact.empty() + !out.phone.empty() + !out.email.empty();
  if (by > 1 || (by == 0 && out.name.empty())) return bad_field("contact", "contact | phone | email, name");
  if (out.name.size() > name_most) return bad_field("name", fmt::format("≤ {}", name_most));
  return out;
}

Json values_json(std::string const& text) {
  auto json = text.empty() ? Json(nullptr) : Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json(nullptr) : json;
}

// Who received it is told by organisation; which of one's own agents did what, by name.
Json trail_json(access::AuditRow const& row, ContactNames const& names, Call const& call) {
  return {{"at", row.at},
          {"action", row.action},
          {"organisation", names.organisation(row.organisation)},
          {"agent", names.agent(row.organisation == call.reader.organisation ? row.agent : "")},
          {"before", values_json(row.before)},
          {"after", values_json(row.after)}};
}

// Campaigns that were to reach the person, and what came of it.
Json campaigns_json(std::vector<support::NamedTarget> const& targets) {
  Json out = Json::array();
  for (auto const& it : targets) {
    out.push_back({{"campaign", {{"id", it.campaign}, {"title", it.title}}},
                   {"business", it.business},
                   {"state", it.state},
                   {"answer", it.answer.empty() ? Json(nullptr) : Json(it.answer)},
                   {"note", it.note},
                   {"on", it.on.empty() ? Json(nullptr) : Json(it.on)}});
  }
  return out;
}

Json mention_json(support::Mention const& it) {
  return {{"kind", it.kind},
          {"id", it.record},
          {"business", it.business.empty() ? Json(nullptr) : Json(it.business)},
          {"on", it.on},
          {"theme", it.theme.empty() ? Json(nullptr) : Json(it.theme)},
          {"text", it.text},
          {"certain", it.certain}};
}

// Those of sensitive records are read like these.
Result<void> note_mentions_read(Call const& call, Casework const& casework, std::vector<support::Mention> const& all) {
  std::map<std::string, Json> kinds;
  for (auto const& it : all) {
    auto& list = kinds.try_emplace(it.kind, Json::array()).first->second;
    list.push_back({{"id", it.record}, {"theme", it.theme}, {"level", "content"}});
  }
  for (auto const* const kind : {"exchange", "need", "follow_up"}) {
    if (kinds.contains(kind)) BASSIN_DO(note_sensitive(call, casework, kind, kinds[kind]));
  }
  return {};
}

// Read apart, since whole tables may be looked through.
Result<void> add_mentions(Call const& call, Casework const& casework, support::Sought const& sought, Json& answer) {
  BASSIN_TRY(auto const found, casework.store->read([&](sql::Session& session) {
    return support::mentions_of(session, call.reader, sought, all_writings());
  }));
  BASSIN_DO(note_mentions_read(call, casework, found.all));
  Json list = Json::array();
  for (auto const& it : found.all) list.push_back(mention_json(it));
  BASSIN_DO(put_titles(call, casework, list));
  answer["mentions"] = std::move(list);
  answer["moreMentions"] = found.more;
  return {};
}

Result<Json> answer_of(sql::Session& session, Call const& call, Casework const& casework, support::Act const& act,
                       support::PersonFile const& file) {
  BASSIN_TRY(auto const names, ContactNames::read(session, call, casework, file.contacts));
  Json marks = Json::array();
  for (auto const& one : file.marks) marks.push_back(to_json(one, names));
  Json trail = Json::array();
  for (auto const& row : file.trail) trail.push_back(trail_json(row, names, call));
  return Json{{"at", base::to_iso(act.actor.at)},
              {"organisation", names.organisation(call.reader.organisation)},
              {"contacts", to_json(file.contacts, names, call)},
              {"oppositions", std::move(marks)},
              {"campaigns", campaigns_json(file.campaigns)},
              {"trail", std::move(trail)}};
}

Result<Json> post_person(Call const& call, Casework const& casework) {
  // A file that leaves the house, in the hands of whoever may take lists out of it.
  if (!access::allows(call.reader, access::Need::export_businesses)) {
    return Error("access.denied", {{"need", std::string(access::id_of(access::Need::export_businesses))}});
  }
  BASSIN_TRY(auto const body, Body::of(call.request, {"contact", "phone", "email", "name"}));
  BASSIN_TRY(auto const query, person_in(body));
  auto const act = act_of(call, casework);
  support::Sought sought;
  BASSIN_TRY(auto answer, casework.store->write([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const file, support::person_file(session, act, query));
    BASSIN_TRY(auto const unread, support::unread_of(session, act, file.contacts));
    BASSIN_DO(support::note_reads(session, act, unread));
    sought = support::sought_of(file, query);
    return answer_of(session, call, casework, act, file);
  }));
  BASSIN_DO(add_mentions(call, casework, sought, answer));
  return answer;
}

}  // namespace

void add_person_endpoints(Routes& routes, Casework const& casework) {
  routes.add({http::Method::post, "/api/v1/contacts/person", access::Need::see_personal, http::Lane::store},
             [&casework](Call const& call) { return post_person(call, casework); });
}

}  // namespace bassin::service
