#include "crisis/parcel_links.h"

#include <algorithm>

#include "access/audit.h"
#include "access/record_json.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/parcel_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

Result<void> write_link(sql::Session& session, Act const& act, ParcelId const& it, Place const& farm, std::string_view way) {
  return session.run(
      "insert into parcel_link (layer, parcel_key, business, commune, way, organisation, agent, at) values (:layer, :key, :business, "
      ":commune, :way, :organisation, :agent, :at) on conflict (layer, parcel_key) do update set business = excluded.business, commune = "
      "excluded.commune, way = excluded.way, organisation = excluded.organisation, agent = excluded.agent, at = excluded.at",
      {{"layer", it.layer},
       {"key", it.key},
       {"business", farm.business},
       {"commune", farm.commune},
       {"way", way},
       {"organisation", act.reader.organisation},
       {"agent", act.reader.agent},
       {"at", base::to_iso(act.actor.at)}});
}

// Whose it is; "": nobody's. Errors: "crisis.unknown_parcel" (key).
Result<std::string> holder_of(sql::Session& session, ParcelId const& it) {
  BASSIN_TRY(auto const row, session.row("select coalesce(l.business, '') as business from parcel p left join parcel_link l on l.layer = "
                                         "p.layer and l.parcel_key = p.parcel_key where p.layer = :layer and p.parcel_key = :key",
                                         {{"layer", it.layer}, {"key", it.key}}));
  if (!row) return Error("crisis.unknown_parcel", {{"key", it.key.substr(0, 100)}});
  return row->text("business");
}

Error too_many() { return Error("crisis.bad_value", {{"field", "parcels"}, {"allowed", "1…" + std::to_string(parcels_linked_most)}}); }

// The farm's case, where one of its parcels is touched.
Result<std::string> case_by_parcels(sql::Session& session, Act const& act, Crisis const& room, Place farm) {
  BASSIN_TRY(auto const row, session.row("select 1 as one from crisis_parcel t join parcel_link l on l.layer = t.layer and l.parcel_key = "
                                         "t.parcel_key where t.crisis = :crisis and l.business = :business limit 1",
                                         {{"crisis", room.id}, {"business", farm.business}}));
  if (!row) return std::string();
  farm.entry = Entry::parcels;
  BASSIN_TRY(auto const made, internal::put_case(session, act, room, farm));
  return made.id;
}

std::string json_of(std::string const& business, std::span<ParcelId const> parcels) {
  access::Json keys = access::Json::array();
  for (auto const& it : parcels) keys.push_back(it.key);
  return access::text_of({{"business", business}, {"parcels", std::move(keys)}});
}

bool is_pacage(std::string const& text) {
  return text.size() == 9 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Linked> link_parcels(sql::Session& session, Act const& act, std::string const& crisis, Place const& farm,
                            std::span<ParcelId const> parcels, bool over) {
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  if (parcels.empty() || parcels.size() > parcels_linked_most) return too_many();
  Linked out;
  std::vector<ParcelId> made, from_others;
  for (auto const& it : parcels) {
    BASSIN_TRY(auto const holder, holder_of(session, it));
    if (holder == farm.business) {
      ++out.already;
      continue;
    }
    if (!holder.empty() && !over) {
      out.taken.push_back({it, holder});
      continue;
    }
    // From whom it was taken stands in the trail of that farm.
    if (!holder.empty())
      BASSIN_DO(access::record(session, act, "parcel_link.taken_over", "parcel_link", holder, json_of(holder, std::span(&it, 1)),
                               json_of(farm.business, std::span(&it, 1))));
    BASSIN_DO(write_link(session, act, it, farm, "hand"));
    made.push_back(it);
  }
  out.linked = made.size();
  if (!made.empty())
    BASSIN_DO(access::record(session, act, "parcel_link.made", "parcel_link", farm.business, "", json_of(farm.business, made)));
  BASSIN_TRY(out.record, case_by_parcels(session, act, room, farm));
  return out;
}

Result<std::uint64_t> unlink_parcels(sql::Session& session, Act const& act, std::string const& crisis, std::span<ParcelId const> parcels) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::writable(session, act.reader, crisis));
  if (parcels.empty() || parcels.size() > parcels_linked_most) return too_many();
  std::uint64_t gone = 0;
  for (auto const& it : parcels) {
    BASSIN_TRY(auto const holder, holder_of(session, it));
    if (holder.empty()) continue;
    BASSIN_DO(session.run("delete from parcel_link where layer = :layer and parcel_key = :key", {{"layer", it.layer}, {"key", it.key}}));
    BASSIN_DO(access::record(session, act, "parcel_link.undone", "parcel_link", holder, json_of(holder, std::span(&it, 1)), ""));
    ++gone;
  }
  return gone;
}

Result<std::optional<FarmNumber>> pacage_of(sql::Session& session, std::string const& business) {
  BASSIN_TRY(auto const row,
             session.row("select pacage, organisation, given_at from parcel_farm where business = :business", {{"business", business}}));
  if (!row) return std::optional<FarmNumber>();
  return std::optional(FarmNumber{row->text("pacage"), row->text("organisation"), row->text("given_at")});
}

Result<Linked> set_pacage(sql::Session& session, Act const& act, std::string const& crisis, Place const& farm, std::string const& pacage) {
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  if (!pacage.empty() && !is_pacage(pacage)) return Error("crisis.bad_value", {{"field", "pacage"}, {"allowed", "077012345"}});
  BASSIN_TRY(auto const before, pacage_of(session, farm.business));
  // Who reads it masked cannot know what it would put in its place.
  if (before && before->pacage != pacage && before->organisation != act.reader.organisation) return Error("crisis.pacage_of_another");
  if (!pacage.empty()) {
    BASSIN_TRY(auto const row, session.row("select business from parcel_farm where pacage = :pacage and business <> :business",
                                           {{"pacage", pacage}, {"business", farm.business}}));
    if (row) return Error("crisis.pacage_taken", {{"business", row->text("business")}});
  }
  Linked out;
  if (before && before->pacage == pacage) {
    BASSIN_TRY(out.record, case_by_parcels(session, act, room, farm));
    return out;
  }
  BASSIN_DO(session.run("delete from parcel_farm where business = :business", {{"business", farm.business}}));
  // Parcels that went to it by a number that is no longer its own.
  BASSIN_DO(session.run("delete from parcel_link where business = :business and way = 'pacage'", {{"business", farm.business}}));
  if (!pacage.empty()) {
    BASSIN_DO(
        session.run("insert into parcel_farm (business, pacage, commune, organisation, agent, given_at) values (:business, :pacage, "
                    ":commune, :organisation, :agent, :at)",
                    {{"business", farm.business},
                     {"pacage", pacage},
                     {"commune", farm.commune},
                     {"organisation", act.reader.organisation},
                     {"agent", act.reader.agent},
                     {"at", base::to_iso(act.actor.at)}}));
    BASSIN_TRY(auto const by_pacage, internal::link_by_pacage(session, act, "", pacage));
    out.linked = by_pacage.linked;
    BASSIN_TRY(auto const rows,
               session.rows("select p.layer, p.parcel_key, l.business from parcel p join parcel_link l on l.layer = p.layer "
                            "and l.parcel_key = p.parcel_key where p.pacage = :pacage and l.business <> :business order by "
                            "p.layer, p.parcel_key limit 100",
                            {{"pacage", pacage}, {"business", farm.business}}));
    for (auto const& row : rows) out.taken.push_back({{row.text("layer"), row.text("parcel_key")}, row.text("business")});
  }
  // The number itself stands in no trail that others read.
  BASSIN_DO(access::record(session, act, pacage.empty() ? "parcel_farm.cleared" : "parcel_farm.given", "parcel_farm", farm.business,
                           before ? access::text_of({{"pacage", masked_pacage(before->pacage)}}) : "",
                           pacage.empty() ? "" : access::text_of({{"pacage", masked_pacage(pacage)}, {"linked", out.linked}})));
  BASSIN_TRY(out.record, case_by_parcels(session, act, room, farm));
  return out;
}

std::string masked_pacage(std::string const& pacage) { return pacage.size() == 9 ? pacage.substr(0, 3) + "······" : ""; }

Result<std::uint64_t> drop_old_links(sql::Session& session, std::string const& before) {
  BASSIN_TRY(auto const farms,
             session.rows("select business from parcel_link where at < :before union select business from parcel_farm where "
                          "given_at < :before",
                          {{"before", before}}));
  BASSIN_TRY(auto const layers,
             session.rows("select id from parcel_layer where origin = 'telepac' and taken_at < :before", {{"before", before}}));
  BASSIN_TRY(auto const links, session.execute("delete from parcel_link where at < :before", {{"before", before}}));
  BASSIN_TRY(auto const numbers, session.execute("delete from parcel_farm where given_at < :before", {{"before", before}}));
  for (auto const& row : farms) {
    for (auto const* const kind : {"parcel_link", "parcel_farm"}) {
      BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, kind, row.text("business")));
    }
  }
  for (auto const& row : layers) {
    for (auto const* const statement : {"delete from crisis_parcel where layer = :id", "delete from parcel_link where layer = :id",
                                        "delete from parcel where layer = :id", "delete from parcel_layer where id = :id"})
      BASSIN_DO(session.run(statement, {{"id", row.text("id")}}));
  }
  return links + numbers;
}

namespace internal {

Result<ByPacage> link_by_pacage(sql::Session& session, Act const& act, std::string const& layer, std::string const& pacage) {
  std::string which;
  std::vector<sql::Named> values;
  if (!layer.empty()) {
    which += " and p.layer = :layer";
    values.emplace_back("layer", layer);
  }
  if (!pacage.empty()) {
    which += " and p.pacage = :pacage";
    values.emplace_back("pacage", pacage);
  }
  ByPacage out;
  BASSIN_TRY(auto const row,
             session.row("select count(*) as disputed from parcel p join parcel_farm f on f.pacage = p.pacage join parcel_link l "
                         "on l.layer = p.layer and l.parcel_key = p.parcel_key where p.pacage <> '' and l.business <> "
                         "f.business" +
                             which,
                         sql::Session::Values(values)));
  out.disputed = row ? static_cast<std::uint64_t>(row->integer("disputed")) : 0;
  auto const at = base::to_iso(act.actor.at);
  values.emplace_back("organisation", act.reader.organisation);
  values.emplace_back("agent", act.reader.agent);
  values.emplace_back("at", at);
  BASSIN_TRY(out.linked,
             session.execute("insert into parcel_link (layer, parcel_key, business, commune, way, organisation, agent, at) select "
                             "p.layer, p.parcel_key, f.business, f.commune, 'pacage', :organisation, :agent, :at from parcel p "
                             "join parcel_farm f on f.pacage = p.pacage where p.pacage <> ''" +
                                 which + " on conflict (layer, parcel_key) do nothing",
                             sql::Session::Values(values)));
  return out;
}

}  // namespace internal

}  // namespace bassin::crisis
