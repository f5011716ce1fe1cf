#include "support/local_businesses.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/changes.h"
#include "support/internal/business_keys.h"
#include "support/internal/local_row.h"

namespace bassin::support {

namespace internal {

LocalBusiness local_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  LocalBusiness out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.facts = {row.text("name"),
               row.text("address"),
               row.text("commune"),
               row.optional_real("longitude"),
               row.optional_real("latitude"),
               row.text("nomenclature"),
               row.text("activity"),
               row.text("size"),
               row.text("legal_category"),
               row.flag("natural_person"),
               row.optional_text("opened_on"),
               row.optional_text("closed_on"),
               row.flag("closed"),
               row.text("source")};
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.matched_siret = text("matched_siret");
  out.matched_at = text("matched_at");
  out.matched_by = text("matched_by");
  return out;
}

}  // namespace internal

namespace {

using base::Error;
using base::Result;

std::string json_of(LocalBusiness const& b) {
  return access::text_of({{"id", b.id},
                          {"name", b.facts.name},
                          {"address", b.facts.address},
                          {"commune", b.facts.commune},
                          {"activity", b.facts.activity},
                          {"size", b.facts.size},
                          {"legalCategory", b.facts.legal_category},
                          {"closed", b.facts.closed},
                          {"version", b.version},
                          {"matched", b.matched_siret}});
}

Result<LocalFacts> checked(Act const& act, LocalFacts facts) {
  if (!access::serves(act.reader, facts.commune)) return Error("support.outside_territory");
  BASSIN_TRY(facts.name, base::clean("name", facts.name, base::line_most));
  BASSIN_TRY(facts.address, base::clean_or_empty("address", facts.address, base::line_most));
  BASSIN_TRY(facts.source, base::clean("reason", facts.source, base::reason_most, base::Lines::several));
  return facts;
}

std::vector<sql::Named> values_of(LocalBusiness const& b) {
  auto const& f = b.facts;
  return {{"id", b.id},
          {"commune", f.commune},
          {"name", f.name},
          {"address", f.address},
          {"longitude", f.longitude},
          {"latitude", f.latitude},
          {"nomenclature", f.nomenclature},
          {"activity", f.activity},
          {"size", f.size},
          {"legal_category", f.legal_category},
          {"natural_person", f.natural_person ? 1 : 0},
          {"opened_on", f.opened_on},
          {"closed_on", f.closed_on},
          {"closed", f.closed ? 1 : 0},
          {"source", f.source},
          {"version", b.version}};
}

Result<LocalBusiness> changeable(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto business, find_local(session, act.reader, id));
  if (business.version != version) return Error("support.changed", {{"now", json_of(business)}});
  return business;
}

// What hangs on it moves: each change of the match is one of everything said of either.
Result<LocalBusiness> set_match(sql::Session& session, Act const& act, LocalBusiness const& before, std::string const& siret) {
  auto after = before;
  bool const matched = !siret.empty();
  after.matched_siret = siret;
  after.matched_at = matched ? base::to_iso(act.actor.at) : "";
  after.matched_by = matched ? act.reader.agent : "";
  ++after.version;
  BASSIN_DO(session.run(
      "update local_business set matched_siret = :siret, matched_at = :at, matched_by = :agent, version = :version where id = :id",
      {{"siret", sql::or_null(siret)},
       {"at", sql::or_null(after.matched_at)},
       {"agent", sql::or_null(after.matched_by)},
       {"version", after.version},
       {"id", before.id}}));
  BASSIN_DO(access::record(session, act, matched ? "local_business.matched" : "local_business.unmatched", "local_business", before.id,
                           json_of(before), json_of(after), before.key()));
  BASSIN_DO(note_change(session, before.key()));
  return after;
}

}  // namespace

Result<LocalBusiness> add_local(sql::Session& session, Act const& act, LocalFacts const& facts) {
  LocalBusiness fresh;
  BASSIN_TRY(fresh.facts, checked(act, facts));
  fresh.id = base::new_uuid();
  fresh.organisation = act.reader.organisation;
  fresh.version = 1;
  fresh.created_at = base::to_iso(act.actor.at);
  fresh.created_by = act.reader.agent;
  auto values = values_of(fresh);
  values.insert(values.end(), {{"organisation", fresh.organisation}, {"at", fresh.created_at}, {"agent", fresh.created_by}});
  BASSIN_DO(session.run(
      "insert into local_business (id, organisation, commune, name, address, longitude, latitude, nomenclature, activity, size, "
      "legal_category, natural_person, opened_on, closed_on, closed, source, version, created_at, created_by) values (:id, "
      ":organisation, :commune, :name, :address, :longitude, :latitude, :nomenclature, :activity, :size, :legal_category, "
      ":natural_person, :opened_on, :closed_on, :closed, :source, :version, :at, :agent)",
      values));
  BASSIN_DO(access::record(session, act, "local_business.added", "local_business", fresh.id, "", json_of(fresh), fresh.key()));
  BASSIN_DO(note_change(session, fresh.key()));
  return fresh;
}

Result<LocalBusiness> find_local(sql::Session& session, access::Reader const& reader, std::string const& id) {
  static std::string const statement = fmt::format("select {} from local_business where id = :id", local_columns);
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  auto found = row ? std::optional(internal::local_of(*row)) : std::nullopt;
  bool const seen = found && access::visible(reader, {found->organisation, true, found->facts.commune});
  if (!seen) return Error("support.unknown_local", {{"id", id}});
  return std::move(*found);
}

Result<std::vector<LocalBusiness>> locals_of(sql::Session& session, access::Reader const& reader) {
  static std::string const statement = fmt::format("select {} from local_business where {} order by id desc", local_columns,
                                                   access::visible_sql("organisation", "1", "commune"));
  auto const values = access::visibility_values(reader);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<LocalBusiness> out;
  for (auto const& row : rows) out.push_back(internal::local_of(row));
  return out;
}

Result<LocalBusiness> change_local(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                   LocalFacts const& facts) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  if (!before.matched_siret.empty()) return Error("support.matched", {{"siret", before.matched_siret}});
  auto after = before;
  BASSIN_TRY(after.facts, checked(act, facts));
  ++after.version;
  BASSIN_DO(
      session.run("update local_business set commune = :commune, name = :name, address = :address, longitude = :longitude, latitude = "
                  ":latitude, nomenclature = :nomenclature, activity = :activity, size = :size, legal_category = :legal_category, "
                  "natural_person = :natural_person, opened_on = :opened_on, closed_on = :closed_on, closed = :closed, source = :source, "
                  "version = :version where id = :id",
                  values_of(after)));
  if (after.facts.commune != before.facts.commune) BASSIN_DO(internal::move_file(session, after.key(), after.facts.commune));
  BASSIN_DO(access::record(session, act, "local_business.changed", "local_business", id, json_of(before), json_of(after), before.key()));
  BASSIN_DO(note_change(session, before.key()));
  return after;
}

Result<LocalBusiness> match_local(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                  std::string const& siret) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  if (!before.matched_siret.empty()) return Error("support.matched", {{"siret", before.matched_siret}});
  return set_match(session, act, before, siret);
}

Result<LocalBusiness> unmatch_local(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  if (before.matched_siret.empty()) return Error("support.not_matched", {{"id", id}});
  return set_match(session, act, before, "");
}

}  // namespace bassin::support
