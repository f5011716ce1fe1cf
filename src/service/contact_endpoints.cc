// Reading contacts: those of a business, one, and a search.
#include "service/contact_endpoints.h"

#include <charconv>

#include "service/body.h"
#include "service/contact_json.h"
#include "sql/store.h"
#include "support/contact_reading.h"

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

}  // namespace

void add_contact_reading_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/establishments/{id}/contacts", Need::see_personal, Lane::store}, with(get_contacts_of));
  routes.add({Method::get, "/api/v1/contacts", Need::see_personal, Lane::store}, with(get_contacts));
  routes.add({Method::get, "/api/v1/contacts/{id}", Need::see_personal, Lane::store}, with(get_contact));
}

void add_contact_endpoints(Routes& routes, Casework const& casework) {
  add_contact_reading_endpoints(routes, casework);
  add_person_endpoints(routes, casework);
  add_contact_change_endpoints(routes, casework);
  add_contact_part_endpoints(routes, casework);
  add_contact_merge_endpoints(routes, casework);
}

}  // namespace bassin::service
