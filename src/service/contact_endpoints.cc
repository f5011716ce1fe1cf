// Reading contacts: those of a business, one, and a search; all that is held of a person.
#include "service/contact_endpoints.h"

#include <charconv>

#include "service/body.h"
#include "service/contact_json.h"
#include "sql/store.h"
#include "support/contact_reading.h"
#include "support/contact_rights.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Contact;

namespace {

constexpr std::size_t page_most = 100;

// What was read, and its answer: the read itself is written down before anything is shown.
struct Told {
  std::vector<Contact> contacts;
  Json answer;
};
Result<Json> told(Call const& call, Casework const& casework, Told read) {
  BASSIN_DO(note_contacts_read(call, casework, read.contacts));
  return std::move(read.answer);
}

Result<Json> get_contacts_of(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  BASSIN_TRY(auto read, casework.store->read([&](sql::Session& session) -> Result<Told> {
    BASSIN_TRY(auto found, support::contacts_of(session, call.reader, call.context.today(), business));
    BASSIN_TRY(auto const names, ContactNames::read(session, call, casework, found.contacts));
    Json known = Json::array();
    for (auto const& organisation : found.known) known.push_back(names.organisation(organisation));
    Json answer{{"business", business},
                {"mayEdit", access::allows(call.reader, access::Need::edit_businesses)},
                {"contacts", to_json(found.contacts, names, call)},
                {"known", std::move(known)}};
    return Told{std::move(found.contacts), std::move(answer)};
  }));
  return told(call, casework, std::move(read));
}

Result<Json> get_contact(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto read, casework.store->read([&](sql::Session& session) -> Result<Told> {
    std::string const id(call.request.path_value("id"));
    BASSIN_TRY(auto contact, support::find_contact(session, call.reader, call.context.today(), id));
    BASSIN_TRY(auto const names, ContactNames::read(session, call, casework, {contact}));
    auto answer = to_json(contact, names, call);
    return Told{{std::move(contact)}, std::move(answer)};
  }));
  return told(call, casework, std::move(read));
}

Result<support::ContactQuery> query_of(http::Pairs const& pairs) {
  support::ContactQuery out;
  for (auto const& [name, value] : pairs) {
    if (name == "q") {
      out.text = value.substr(0, 200);
    } else if (name == "cursor") {
      out.after = value;
    } else if (name == "limit") {
      auto const [end, problem] = std::from_chars(value.data(), value.data() + value.size(), out.limit);
      bool const good = problem == std::errc{} && end == value.data() + value.size() && out.limit >= 1 && out.limit <= page_most;
      if (!good) return Error("query.bad_value", {{"name", "limit"}, {"value", value.substr(0, 100)}, {"allowed", "1–100"}});
    } else {
      return Error("query.unknown_parameter", {{"name", name}, {"allowed", "q, cursor, limit"}});
    }
  }
  return out;
}

Result<Json> get_contacts(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const query, query_of(call.request.query));
  BASSIN_TRY(auto read, casework.store->read([&](sql::Session& session) -> Result<Told> {
    BASSIN_TRY(auto found, support::search_contacts(session, call.reader, call.context.today(), query));
    BASSIN_TRY(auto const names, ContactNames::read(session, call, casework, found));
    Json answer{{"contacts", to_json(found, names, call)}, {"next", found.size() == query.limit ? Json(found.back().id) : Json(nullptr)}};
    return Told{std::move(found), std::move(answer)};
  }));
  return told(call, casework, std::move(read));
}

Result<support::PersonQuery> person_in(Body const& body) {
  support::PersonQuery out;
  BASSIN_TRY(auto const contact, body.optional_text("contact"));
  BASSIN_TRY(auto const phone, body.optional_text("phone"));
  BASSIN_TRY(auto const email, body.optional_text("email"));
  out = {contact.value_or(""), phone.value_or(""), email.value_or("")};
  if (!out.contact.empty() + !out.phone.empty() + !out.email.empty() != 1) {
    return bad_field("contact", "contact | phone | email");
  }
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

Result<Json> post_person(Call const& call, Casework const& casework) {
  // A file that leaves the house, in the hands of whoever may take lists out of it.
  if (!access::allows(call.reader, access::Need::export_businesses)) {
    return Error("access.denied", {{"need", std::string(access::id_of(access::Need::export_businesses))}});
  }
  BASSIN_TRY(auto const body, Body::of(call.request, {"contact", "phone", "email"}));
  BASSIN_TRY(auto const query, person_in(body));
  auto const act = act_of(call, casework);
  return casework.store->write([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const file, support::person_file(session, act, query));
    BASSIN_TRY(auto const unread, support::unread_of(session, act, file.contacts));
    BASSIN_DO(support::note_reads(session, act, unread));
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
  });
}

}  // namespace

void add_contact_reading_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/establishments/{id}/contacts", Need::see_personal, Lane::store}, with(get_contacts_of));
  routes.add({Method::get, "/api/v1/contacts", Need::see_personal, Lane::store}, with(get_contacts));
  routes.add({Method::get, "/api/v1/contacts/{id}", Need::see_personal, Lane::store}, with(get_contact));
  routes.add({Method::post, "/api/v1/contacts/person", Need::see_personal, Lane::store}, with(post_person));
}

void add_contact_endpoints(Routes& routes, Casework const& casework) {
  add_contact_reading_endpoints(routes, casework);
  add_contact_change_endpoints(routes, casework);
  add_contact_part_endpoints(routes, casework);
  add_contact_merge_endpoints(routes, casework);
}

}  // namespace bassin::service
