#include "service/contact_json.h"

#include "partners/agent.h"
#include "partners/organisation.h"
#include "query/row.h"
#include "query/view.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"
#include "service/casework_titles.h"
#include "service/file_subject.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "sql/store.h"
#include "support/contact_rights.h"

namespace bassin::service {

using base::Result;
using support::Contact;

namespace {

Json named(std::map<std::string, std::string> const& names, std::string const& id) {
  if (id.empty()) return nullptr;
  auto const found = names.find(id);
  return {{"id", id}, {"name", found == names.end() ? Json(nullptr) : Json(found->second)}};
}

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <class T>
Json id_or_null(std::optional<T> const& value) {
  return value ? Json(support::id_of(*value)) : Json(nullptr);
}

// Rows of the view by what the reader may see of them: a territory's edge may run through the list.
using ByAudience = std::map<registry::Audience, std::map<std::string, std::uint32_t>>;

ByAudience rows_of(Call const& call, query::View const& view, std::vector<Contact> const& contacts) {
  ByAudience out;
  for (auto const& contact : contacts) {
    for (auto const& link : contact.links) {
      auto const id = query::parse_business_id(link.business);
      auto const row = id ? view.find(*id) : std::nullopt;
      if (row) out[audience_of(call.reader, {link.commune})][link.business] = *row;
    }
  }
  return out;
}

std::set<std::string> others_of(std::vector<Contact> const& contacts) {
  std::set<std::string> out;
  for (auto const& contact : contacts) {
    for (auto const& link : contact.links) {
      if (auto const key = file_key_in(link.business)) out.insert(*key);
    }
  }
  return out;
}

Json refusal_json(support::Refusal const& refusal, ContactNames const& names) {
  return {{"purpose", id_or_null(refusal.purpose)},
          {"on", refusal.on},
          {"organisation", names.organisation(refusal.organisation)},
          {"opposition", or_null(refusal.opposition)}};
}

Json channel_json(support::ContactChannel const& channel, ContactNames const& names, Call const& call) {
  Json purposes = Json::array();
  for (auto const one : channel.purposes) purposes.push_back(support::id_of(one));
  Json refusals = Json::array();
  for (auto const& one : channel.refusals) refusals.push_back(refusal_json(one, names));
  bool const phone = channel.kind == support::ChannelKind::phone;
  return {{"id", channel.id},
          {"kind", support::id_of(channel.kind)},
          {"value", channel.shown},
          {"link", (phone ? "tel:" : "mailto:") + channel.normal},
          {"origin", support::id_of(channel.origin)},
          {"purposes", std::move(purposes)},
          {"collectedOn", channel.collected_on},
          {"collectedBy", names.agent(channel.collected_by)},
          {"until", channel.until},
          {"past", channel.until < to_iso(call.context.today())},
          {"refusals", std::move(refusals)}};
}

}  // namespace

Result<ContactNames> ContactNames::read(sql::Session& session, Call const& call, Casework const& casework,
                                        std::vector<Contact> const& contacts) {
  ContactNames out;
  BASSIN_TRY(auto const organisations, partners::organisations(session));
  for (auto const& one : organisations) out.organisations_[one.id] = one.name;
  BASSIN_TRY(auto const agents, partners::all_agents(session));
  for (auto const& one : agents) out.agents_[one.id] = one.name;
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return out;
  BASSIN_TRY(auto const others, file_titles(call, casework, session, others_of(contacts)));
  for (auto const& [key, it] : others) out.businesses_[key] = name_json(it);
  for (auto const& [audience, wanted] : rows_of(call, *seeing.view, contacts)) {
    std::vector<std::uint32_t> numbers;
    for (auto const& [business, row] : wanted) numbers.push_back(row);
    BASSIN_TRY(auto const rows, query::read_rows(*seeing.view, numbers, audience));
    std::size_t at = 0;
    for (auto const& [business, row] : wanted) out.businesses_[business] = to_json(rows[at++].name);
  }
  return out;
}

Json ContactNames::agent(std::string const& id) const { return named(agents_, id); }
Json ContactNames::organisation(std::string const& id) const { return named(organisations_, id); }
Json ContactNames::business(std::string const& id) const {
  auto const found = businesses_.find(id);
  return found == businesses_.end() ? Json(nullptr) : found->second;
}

Json to_json(support::Opposition const& opposition, ContactNames const& names) {
  return {{"id", opposition.id},
          {"medium", id_or_null(opposition.medium)},
          {"channel", or_null(opposition.channel)},
          {"purpose", id_or_null(opposition.purpose)},
          {"on", opposition.on},
          {"how", opposition.how},
          {"by", names.agent(opposition.by)}};
}

Json to_json(Contact const& contact, ContactNames const& names, Call const& call) {
  bool const own = contact.own;
  bool const content = contact.level == access::Level::content;
  Json links = Json::array();
  for (auto const& link : contact.links) {
    links.push_back({{"business", link.business}, {"name", names.business(link.business)}, {"function", link.function}});
  }
  Json channels = Json::array();
  for (auto const& channel : contact.channels) channels.push_back(channel_json(channel, names, call));
  Json oppositions = Json::array();
  for (auto const& opposition : contact.oppositions) oppositions.push_back(to_json(opposition, names));
  return {{"id", contact.id},
          {"level", access::id_of(contact.level)},
          {"own", own},
          {"organisation", names.organisation(contact.organisation)},
          {"name", contact.name},
          {"private", contact.kept_in},
          {"contactedOn", content ? Json(contact.contacted_on) : Json(nullptr)},
          {"by", names.agent(content ? contact.created_by : "")},
          {"version", own ? Json(contact.version) : Json(nullptr)},
          {"doNotContact", contact.do_not_contact},
          {"mayPart", contact.may_unmerge},
          {"links", std::move(links)},
          {"channels", std::move(channels)},
          {"oppositions", std::move(oppositions)}};
}

Json to_json(std::vector<Contact> const& contacts, ContactNames const& names, Call const& call) {
  Json out = Json::array();
  for (auto const& contact : contacts) out.push_back(to_json(contact, names, call));
  return out;
}

Result<void> note_contacts_read(Call const& call, Casework const& casework, std::vector<Contact> const& contacts) {
  auto const act = act_of(call, casework);
  BASSIN_TRY(auto const unread, casework.store->read([&](sql::Session& session) { return support::unread_of(session, act, contacts); }));
  if (unread.empty()) return {};
  return casework.store->write([&](sql::Session& session) { return support::note_reads(session, act, unread); });
}

}  // namespace bassin::service
