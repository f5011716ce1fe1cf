#include "support/contacts.h"

#include <algorithm>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Error;
using base::Result;

Result<Contact> cleaned(Act const& act, NewContact const& fresh) {
  Contact out;
  BASSIN_TRY(auto const word, base::clean_word("name", fresh.name));
  out.name = word.name;
  auto const today = internal::today_of(act);
  BASSIN_TRY(out.contacted_on, internal::day_in("contactedOn", fresh.contacted_on, today, today));
  out.id = base::new_uuid();
  out.organisation = act.reader.organisation;
  out.kept_in = fresh.kept_in;
  out.version = 1;
  out.created_at = base::to_iso(act.actor.at);
  out.created_by = act.reader.agent;
  return out;
}

// The last day that a channel of the contact can be kept.
std::string latest_of(Contact const& contact) {
  auto const day = base::parse_date(contact.contacted_on);
  return day ? base::to_iso(kept_until(*day)) : contact.contacted_on;
}

Result<void> check_purposes(std::vector<Purpose> const& purposes) {
  if (purposes.empty()) return Error("support.no_purpose");
  return {};
}

Result<ContactChannel> cleaned(Act const& act, Contact const& contact, NewChannel const& fresh) {
  ContactChannel out;
  BASSIN_TRY(auto const reach, reach_of(fresh.kind, fresh.value));
  BASSIN_DO(check_purposes(fresh.purposes));
  auto const today = internal::today_of(act);
  auto const latest = latest_of(contact);
  BASSIN_TRY(out.collected_on, internal::day_in("collectedOn", fresh.collected_on, today, today));
  BASSIN_TRY(out.until, internal::day_in("until", fresh.until, latest, latest));
  out.id = base::new_uuid();
  out.kind = fresh.kind;
  out.shown = reach.shown;
  out.normal = reach.normal;
  out.origin = fresh.origin;
  out.purposes = fresh.purposes;
  out.collected_by = act.reader.agent;
  return out;
}

Result<ContactChannel const*> channel_in(Contact const& contact, std::string const& id) {
  auto const found = std::find_if(contact.channels.begin(), contact.channels.end(), [&](auto const& one) { return one.id == id; });
  if (found == contact.channels.end()) return Error("support.unknown_channel", {{"id", id}});
  return &*found;
}

Result<ContactChannel> changed(Act const& act, Contact const& contact, ContactChannel after, ChannelChange const& change) {
  if (change.value) {
    BASSIN_TRY(auto const reach, reach_of(after.kind, *change.value));
    after.shown = reach.shown;
    after.normal = reach.normal;
  }
  if (change.purposes) {
    BASSIN_DO(check_purposes(*change.purposes));
    after.purposes = *change.purposes;
  }
  after.origin = change.origin.value_or(after.origin);
  BASSIN_TRY(after.collected_on,
             internal::day_in("collectedOn", change.collected_on.value_or(""), after.collected_on, internal::today_of(act)));
  BASSIN_TRY(after.until, internal::day_in("until", change.until.value_or(""), after.until, latest_of(contact)));
  return after;
}

// A number that was written wrong is not the person's: what they opposed does not stay with it.
Result<void> unmark(sql::Session& session, std::string const& contact, ContactChannel const& channel) {
  return session.run(
      "delete from opposition_mark where mark = :mark and opposition in (select id from opposition where contact = :contact)",
      {{"mark", mark_of(channel.kind, channel.normal)}, {"contact", contact}});
}

}  // namespace

Result<Contact> add_contact(sql::Session& session, Act const& act, Subject const& subject, NewContact const& fresh) {
  BASSIN_TRY(auto contact, cleaned(act, fresh));
  BASSIN_TRY(auto const function, base::clean_or_empty("function", fresh.function, base::name_most));
  if (fresh.channels.size() > contact_channels_most)
    return Error("support.contact_channels", {{"most", std::to_string(contact_channels_most)}});
  contact.links.push_back({subject.business, subject.commune, function});
  for (auto const& one : fresh.channels) {
    BASSIN_TRY(auto channel, cleaned(act, contact, one));
    contact.channels.push_back(std::move(channel));
  }
  contact.level = access::Level::content;
  contact.own = true;
  BASSIN_DO(internal::insert_contact(session, contact));
  BASSIN_DO(internal::insert_link(session, act, contact.id, contact.links[0]));
  for (auto const& channel : contact.channels) BASSIN_DO(internal::insert_channel(session, contact.id, channel));
  BASSIN_DO(internal::note(session, act, "contact.added", contact.id, Json(), internal::json_of(contact)));
  return contact;
}

Result<std::int64_t> change_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                    ContactChange const& change) {
  BASSIN_TRY(auto const before, internal::own_contact(session, act, id, version));
  auto after = before;
  if (change.name) {
    BASSIN_TRY(auto const word, base::clean_word("name", *change.name));
    after.name = word.name;
  }
  after.kept_in = change.kept_in.value_or(before.kept_in);
  auto const keys = internal::keys_of_name(after.name);
  BASSIN_DO(
      session.run("update contact set name = :name, folded = :folded, name_key = :name_key, kept_in = :kept_in where id = :id",
                  {{"name", after.name}, {"folded", keys.folded}, {"name_key", keys.key}, {"kept_in", after.kept_in ? 1 : 0}, {"id", id}}));
  BASSIN_TRY(after.version, internal::next_version(session, before));
  BASSIN_DO(internal::note(session, act, "contact.changed", id, internal::json_of(before), internal::json_of(after)));
  return after.version;
}

Result<std::int64_t> prolong_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                     std::string const& day) {
  BASSIN_TRY(auto const before, internal::own_contact(session, act, id, version));
  auto const today = internal::today_of(act);
  auto after = before;
  BASSIN_TRY(after.contacted_on, internal::day_in("on", day, today, today));
  after.contacted_on = std::max(after.contacted_on, before.contacted_on);
  auto const until = latest_of(after);
  BASSIN_DO(session.run("update contact set contacted_on = :day where id = :id", {{"day", after.contacted_on}, {"id", id}}));
  BASSIN_DO(session.run("update contact_channel set until_on = :until_on where contact = :id and until_on < :until_on",
                        {{"until_on", until}, {"id", id}}));
  BASSIN_TRY(after.version, internal::next_version(session, before));
  BASSIN_DO(internal::note(session, act, "contact.in_touch", id, {{"contactedOn", before.contacted_on}},
                           {{"contactedOn", after.contacted_on}, {"until", until}}));
  return after.version;
}

Result<void> delete_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const contact, internal::own_contact(session, act, id, version));
  BASSIN_DO(internal::erase_contact(session, contact.id));
  return access::record(session, act, "contact.deleted", "contact", id, "", "");
}

Result<std::int64_t> link_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                  Subject const& subject, std::string_view function) {
  BASSIN_TRY(auto const before, internal::own_contact(session, act, id, version));
  BASSIN_TRY(auto const clean_function, base::clean_or_empty("function", function, base::name_most));
  BASSIN_TRY(auto const keys, internal::keys_of(session, subject.business));
  auto const known = std::find_if(before.links.begin(), before.links.end(),
                                  [&](auto const& link) { return std::find(keys.begin(), keys.end(), link.business) != keys.end(); });
  ContactLink const link{known == before.links.end() ? subject.business : known->business, subject.commune, clean_function};
  if (known == before.links.end()) {
    if (before.links.size() >= contact_links_most) return Error("support.contact_links", {{"most", std::to_string(contact_links_most)}});
    BASSIN_DO(internal::insert_link(session, act, id, link));
  } else {
    BASSIN_DO(session.run("update contact_link set business_function = :function where contact = :contact and business = :business",
                          {{"function", link.function}, {"contact", id}, {"business", link.business}}));
  }
  BASSIN_TRY(auto const next, internal::next_version(session, before));
  Json const was = known == before.links.end() ? Json() : Json{{"business", known->business}, {"function", known->function}};
  BASSIN_DO(internal::note(session, act, "contact.linked", id, was, {{"business", link.business}, {"function", link.function}}));
  return next;
}

Result<std::int64_t> unlink_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                    std::string const& business) {
  BASSIN_TRY(auto const before, internal::own_contact(session, act, id, version));
  BASSIN_TRY(auto const keys, internal::keys_of(session, business));
  auto const is_it = [&](ContactLink const& link) { return std::find(keys.begin(), keys.end(), link.business) != keys.end(); };
  auto const taken = static_cast<std::size_t>(std::count_if(before.links.begin(), before.links.end(), is_it));
  if (taken == before.links.size()) return Error("support.contact_last_link");
  for (auto const& link : before.links) {
    if (!is_it(link)) continue;
    BASSIN_DO(session.run("delete from contact_link where contact = :contact and business = :business",
                          {{"contact", id}, {"business", link.business}}));
    BASSIN_DO(internal::note(session, act, "contact.unlinked", id, {{"business", link.business}, {"function", link.function}}, Json()));
  }
  return internal::next_version(session, before);
}

Result<std::int64_t> add_channel(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                 NewChannel const& fresh) {
  BASSIN_TRY(auto const before, internal::own_contact(session, act, id, version));
  if (before.channels.size() >= contact_channels_most) {
    return Error("support.contact_channels", {{"most", std::to_string(contact_channels_most)}});
  }
  BASSIN_TRY(auto const channel, cleaned(act, before, fresh));
  BASSIN_DO(internal::insert_channel(session, id, channel));
  BASSIN_DO(internal::mark_oppositions(session, id));
  BASSIN_DO(internal::note(session, act, "contact.channel_added", id, Json(), internal::json_of(channel)));
  return internal::next_version(session, before);
}

Result<std::int64_t> change_channel(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                    std::string const& channel, ChannelChange const& change) {
  BASSIN_TRY(auto const contact, internal::own_contact(session, act, id, version));
  BASSIN_TRY(auto const* const before, channel_in(contact, channel));
  BASSIN_TRY(auto const after, changed(act, contact, *before, change));
  bool const taken = std::any_of(contact.channels.begin(), contact.channels.end(), [&](auto const& one) {
    return one.id != channel && one.kind == after.kind && one.normal == after.normal;
  });
  if (taken) return Error("support.channel_twice", {{"value", after.shown}});
  if (after.normal != before->normal) BASSIN_DO(unmark(session, id, *before));
  BASSIN_DO(
      session.run("update contact_channel set shown = :shown, normal = :normal, mark = :mark, origin = :origin, purposes = :purposes, "
                  "collected_on = :collected_on, until_on = :until_on where id = :id",
                  {{"shown", after.shown},
                   {"normal", after.normal},
                   {"mark", mark_of(after.kind, after.normal)},
                   {"origin", id_of(after.origin)},
                   {"purposes", text_of(after.purposes)},
                   {"collected_on", after.collected_on},
                   {"until_on", after.until},
                   {"id", channel}}));
  BASSIN_DO(internal::mark_oppositions(session, id));
  BASSIN_DO(internal::note(session, act, "contact.channel_changed", id, internal::json_of(*before), internal::json_of(after)));
  return internal::next_version(session, contact);
}

Result<std::int64_t> delete_channel(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                    std::string const& channel) {
  BASSIN_TRY(auto const contact, internal::own_contact(session, act, id, version));
  BASSIN_TRY(auto const* const before, channel_in(contact, channel));
  BASSIN_DO(session.run("delete from contact_channel where id = :id", {{"id", channel}}));
  BASSIN_DO(internal::note(session, act, "contact.channel_deleted", id, internal::json_of(*before), Json()));
  return internal::next_version(session, contact);
}

}  // namespace bassin::support
