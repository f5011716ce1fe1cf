#include "support/internal/contact_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/fold.h"

namespace bassin::support::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

Json purposes_json(std::vector<Purpose> const& purposes) {
  Json out = Json::array();
  for (auto const one : purposes) out.push_back(id_of(one));
  return out;
}

// Forgets what a merge kept: the shells stay, so that an id of before still leads to the contact.
Result<void> settle_merge(sql::Session& session, std::string const& contact) {
  BASSIN_TRY(auto const kept, session.rows("select id from contact where merged_into = :id and name <> ''", {{"id", contact}}));
  for (auto const& row : kept) {
    auto const id = row.text("id");
    BASSIN_DO(erase_parts(session, id));
    BASSIN_DO(session.run("update contact set name = '', folded = '', name_key = '' where id = :id", {{"id", id}}));
  }
  return {};
}

}  // namespace

std::string own_sql(std::string_view column, std::string_view reader) {
  return fmt::format("({0} = :{1} or {0} in (select former from took_over where organisation = :{1}))", column, reader);
}

Contact contact_of(sql::Row const& row) {
  Contact out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.kept_in = row.flag("kept_in");
  out.name = row.text("name");
  out.contacted_on = row.text("contacted_on");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  return out;
}

ContactChannel channel_of(sql::Row const& row) {
  ContactChannel out;
  out.id = row.text("id");
  out.kind = parse_channel_kind(row.text("kind")).value_or(ChannelKind::phone);
  out.shown = row.text("shown");
  out.normal = row.text("normal");
  out.origin = parse_origin(row.text("origin")).value_or(Origin::other);
  out.purposes = purposes_of(row.text("purposes"));
  out.collected_on = row.text("collected_on");
  out.collected_by = row.text("collected_by");
  out.until = row.text("until_on");
  return out;
}

Opposition opposition_of(sql::Row const& row) {
  return {row.text("id"),         parse_channel_kind(row.text("medium")),
          row.text("channel"),    parse_purpose(row.text("purpose")),
          row.text("said_on"),    row.text("how"),
          row.text("created_at"), row.text("created_by")};
}

Json json_of(Contact const& contact) {
  Json links = Json::array();
  for (auto const& link : contact.links) links.push_back({{"business", link.business}, {"function", link.function}});
  Json channels = Json::array();
  for (auto const& channel : contact.channels) channels.push_back(json_of(channel));
  return {
      {"id", contact.id},           {"name", contact.name},      {"private", contact.kept_in},     {"contactedOn", contact.contacted_on},
      {"version", contact.version}, {"links", std::move(links)}, {"channels", std::move(channels)}};
}

Json json_of(ContactChannel const& channel) {
  return {{"id", channel.id},
          {"kind", id_of(channel.kind)},
          {"value", channel.shown},
          {"origin", id_of(channel.origin)},
          {"purposes", purposes_json(channel.purposes)},
          {"collectedOn", channel.collected_on},
          {"until", channel.until}};
}

Json json_of(Opposition const& opposition) {
  return {{"id", opposition.id},           {"medium", opposition.medium ? Json(id_of(*opposition.medium)) : Json(nullptr)},
          {"channel", opposition.channel}, {"purpose", opposition.purpose ? Json(id_of(*opposition.purpose)) : Json(nullptr)},
          {"on", opposition.on},           {"how", opposition.how}};
}

std::string subject_of(std::string const& contact) { return "contact:" + contact; }

Result<void> note(sql::Session& session, Act const& act, std::string_view action, std::string const& contact, Json const& before,
                  Json const& after) {
  auto const text = [](Json const& json) { return json.is_null() ? std::string() : access::text_of(json); };
  return access::record(session, act, action, "contact", contact, text(before), text(after), subject_of(contact));
}

Result<std::vector<ContactLink>> links_of(sql::Session& session, std::string const& contact) {
  BASSIN_TRY(auto const rows, session.rows("select business, commune, business_function from contact_link where contact = :id order by "
                                           "created_at, business",
                                           {{"id", contact}}));
  std::vector<ContactLink> out;
  for (auto const& row : rows) out.push_back({row.text("business"), row.text("commune"), row.text("business_function")});
  return out;
}

Result<std::vector<ContactChannel>> channels_of(sql::Session& session, std::string const& contact) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from contact_channel where contact = :id order by id", channel_columns),
                                           {{"id", contact}}));
  std::vector<ContactChannel> out;
  for (auto const& row : rows) out.push_back(channel_of(row));
  return out;
}

Result<Contact> read_own(sql::Session& session, std::string const& organisation, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from contact where id = :id and {} and merged_into is null",
                                                     contact_columns, own_sql("organisation", "reader")),
                                         {{"id", id}, {"reader", organisation}}));
  if (!row) return Error("support.unknown_contact", {{"id", id}});
  auto out = contact_of(*row);
  out.own = true;
  BASSIN_TRY(out.links, links_of(session, id));
  BASSIN_TRY(out.channels, channels_of(session, id));
  return out;
}

Result<Contact> own_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  if (!access::allows(act.reader, access::Need::see_personal)) return Error("support.unknown_contact", {{"id", id}});
  BASSIN_TRY(auto contact, read_own(session, act.reader.organisation, id));
  if (contact.version != version) return Error("support.changed", {{"now", access::text_of(json_of(contact))}});
  return contact;
}

Result<std::int64_t> next_version(sql::Session& session, Contact const& contact) {
  auto const next = contact.version + 1;
  BASSIN_DO(session.run("update contact set version = :version where id = :id", {{"version", next}, {"id", contact.id}}));
  BASSIN_DO(settle_merge(session, contact.id));
  return next;
}

Result<void> insert_contact(sql::Session& session, Contact const& contact) {
  auto const keys = keys_of_name(contact.name);
  return session.run(
      "insert into contact (id, organisation, kept_in, name, folded, name_key, contacted_on, version, created_at, created_by) values (:id, "
      ":organisation, :kept_in, :name, :folded, :name_key, :contacted_on, :version, :at, :agent)",
      {{"id", contact.id},
       {"organisation", contact.organisation},
       {"kept_in", contact.kept_in ? 1 : 0},
       {"name", contact.name},
       {"folded", keys.folded},
       {"name_key", keys.key},
       {"contacted_on", contact.contacted_on},
       {"version", contact.version},
       {"at", contact.created_at},
       {"agent", contact.created_by}});
}

Result<void> insert_link(sql::Session& session, Act const& act, std::string const& contact, ContactLink const& link) {
  return session.run(
      "insert into contact_link (contact, business, commune, business_function, created_at, created_by) values (:contact, :business, "
      ":commune, :function, :at, :agent)",
      {{"contact", contact},
       {"business", link.business},
       {"commune", link.commune},
       {"function", link.function},
       {"at", base::to_iso(act.actor.at)},
       {"agent", act.reader.agent}});
}

Result<void> insert_channel(sql::Session& session, std::string const& contact, ContactChannel const& channel) {
  BASSIN_TRY(auto const added,
             session.execute("insert into contact_channel (id, contact, kind, shown, normal, mark, origin, purposes, collected_on, "
                             "collected_by, until_on) values (:id, :contact, :kind, :shown, :normal, :mark, :origin, :purposes, "
                             ":collected_on, :collected_by, :until_on) on conflict do nothing",
                             {{"id", channel.id},
                              {"contact", contact},
                              {"kind", id_of(channel.kind)},
                              {"shown", channel.shown},
                              {"normal", channel.normal},
                              {"mark", mark_of(channel.kind, channel.normal)},
                              {"origin", id_of(channel.origin)},
                              {"purposes", text_of(channel.purposes)},
                              {"collected_on", channel.collected_on},
                              {"collected_by", channel.collected_by},
                              {"until_on", channel.until}}));
  if (added == 0) return Error("support.channel_twice", {{"value", channel.shown}});
  return {};
}

Result<void> mark_oppositions(sql::Session& session, std::string const& contact) {
  return session.run(
      "insert into opposition_mark (opposition, mark) select o.id, c.mark from opposition o join contact_channel c on c.contact = "
      "o.contact "
      "where o.contact = :contact and (o.medium = '' or o.medium = c.kind) and (o.channel = '' or o.channel = c.id) on conflict do nothing",
      {{"contact", contact}});
}

Result<std::vector<std::string>> merged_chain(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows("with recursive chain (id) as (select id from contact where id = :id union select c.id from "
                                           "contact c join chain on c.merged_into = chain.id) select id from chain",
                                           {{"id", id}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

Result<void> erase_parts(sql::Session& session, std::string const& contact) {
  for (auto const* const statement :
       {"delete from opposition_mark where opposition in (select id from opposition where contact = :id)",
        "delete from opposition where contact = :id", "delete from contact_link where contact = :id",
        "delete from contact_channel where contact = :id", "delete from contact_distinct where one = :id or other = :id",
        "delete from contact_read where contact = :id"}) {
    BASSIN_DO(session.run(statement, {{"id", contact}}));
  }
  return {};
}

Result<void> erase_contact(sql::Session& session, std::string const& contact) {
  BASSIN_TRY(auto const chain, merged_chain(session, contact));
  // One that bore on a number alone bears on calls to it from now on, not on everything.
  BASSIN_DO(session.run(
      "update opposition set contact = null, medium = case when channel = '' then medium else coalesce((select kind from contact_channel "
      "where contact_channel.id = opposition.channel), medium) end, channel = '', how = '' where contact = :id and exists (select 1 from "
      "opposition_mark m where m.opposition = opposition.id)",
      {{"id", contact}}));
  for (auto const& one : chain) {
    BASSIN_DO(erase_parts(session, one));
    BASSIN_DO(session.run("update contact set merged_into = null where merged_into = :id", {{"id", one}}));
    BASSIN_DO(session.run("update campaign_target set contact = '', channel = '' where contact = :id", {{"id", one}}));
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_subject(session, subject_of(one)));
  }
  for (auto const& one : chain) BASSIN_DO(session.run("delete from contact where id = :id", {{"id", one}}));
  return {};
}

NameKeys keys_of_name(std::string_view name) {
  auto const folded = base::fold(name);
  auto words = base::words(folded);
  std::sort(words.begin(), words.end());
  return {" " + folded, fmt::format("{}", fmt::join(words, " "))};
}

Result<std::string> day_in(std::string_view name, std::string const& text, std::string const& fallback, std::string const& latest) {
  if (text.empty()) return fallback;
  if (!base::parse_date(text) || text > latest) {
    return Error("support.bad_day", {{"name", std::string(name)}, {"latest", latest}});
  }
  return text;
}

std::string today_of(Act const& act) { return base::to_iso(act.actor.at.plus_seconds(2 * 3600)).substr(0, 10); }

}  // namespace bassin::support::internal
