#include "convention/internal/records.h"

#include <fmt/format.h>
#include "convention/internal/values.h"

#include "access/record_json.h"

namespace bassin::convention::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

std::string text_or_empty(sql::Row const& row, std::string_view column) { return row.optional_text(column).value_or(""); }
std::optional<base::Date> day(sql::Row const& row, std::string_view column) { return day_of(row.optional_text(column)); }
int small(sql::Row const& row, std::string_view column) { return static_cast<int>(row.integer(column)); }

}  // namespace

std::optional<std::string> iso(std::optional<base::Date> const& day) { return day ? std::optional(to_iso(*day)) : std::nullopt; }

std::optional<base::Date> day_of(std::optional<std::string> const& iso) { return iso ? base::parse_date(*iso) : std::nullopt; }

Result<Convention> read_convention(sql::Session& session, std::string const& id) {
  static std::string const statement = "select " + std::string(columns) + " from convention where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("convention.unknown", {{"id", id}});
  return convention_of(*row);
}

Convention convention_of(sql::Row const& row) {
  Convention out;
  out.id = row.text("id");
  out.keeper = row.text("keeper");
  out.kind = parse_kind(row.text("kind")).value_or(Kind::framework);
  out.parent = text_or_empty(row, "parent");
  out.reference = row.text("reference");
  out.title = row.text("title");
  out.purpose = row.text("purpose");
  out.status = parse_status(row.text("status")).value_or(Status::draft);
  out.starts_on = day(row, "starts_on");
  out.ends_on = day(row, "ends_on");
  out.renewal = parse_renewal(row.text("renewal")).value_or(Renewal::none);
  out.renewal_months = small(row, "renewal_months");
  out.renewals_most = small(row, "renewals_most");
  out.notice_months = small(row, "notice_months");
  out.signed_on = day(row, "signed_on");
  out.denounced_on = day(row, "denounced_on");
  out.denounced_by = text_or_empty(row, "denounced_by");
  out.denounced_why = text_or_empty(row, "denounced_why");
  out.last_day_early = day(row, "last_day_early");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

Party party_of(sql::Row const& row) {
  return {row.text("organisation"),      row.text("body"),           row.text("deliberation"),
          day(row, "deliberated_on"),    day(row, "transmitted_on"), row.text("signatory"),
          row.text("signatory_title"),   day(row, "joined_on"),      day(row, "left_on"),
          text_or_empty(row, "left_why")};
}

Result<std::vector<Party>> read_parties(sql::Session& session, std::string const& id) {
  static std::string const statement = fmt::format("select {} from convention_party where convention = :id order by place", party_columns);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", id}}));
  std::vector<Party> out;
  for (auto const& row : rows) out.push_back(party_of(row));
  return out;
}

Result<std::vector<Commune>> read_perimeter(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows("select commune, label, from_day, until_day from convention_commune where convention = :id order by commune, "
                          "from_day",
                          {{"id", id}}));
  std::vector<Commune> out;
  for (auto const& row : rows)
    out.push_back({row.text("commune"), row.text("label"), base::parse_date(row.text("from_day")), day(row, "until_day")});
  return out;
}

Result<std::vector<Axis>> read_axes(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows("select id, code, title, description, removed_on from convention_axis where convention = :id "
                                           "order by case when removed_on is null then 0 else 1 end, place",
                                           {{"id", id}}));
  std::vector<Axis> out;
  for (auto const& row : rows)
    out.push_back({row.text("id"), row.text("code"), row.text("title"), row.text("description"), day(row, "removed_on")});
  return out;
}

Result<void> insert(sql::Session& session, Convention const& it) {
  return session.run(
      "insert into convention (id, keeper, kind, parent, reference, title, purpose, status, starts_on, ends_on, renewal, renewal_months, "
      "renewals_most, notice_months, version, created_at, created_by, changed_at) values (:id, :keeper, :kind, :parent, :reference, "
      ":title, "
      ":purpose, :status, :starts_on, :ends_on, :renewal, :renewal_months, :renewals_most, :notice_months, :version, :created_at, "
      ":created_by, :changed_at)",
      {{"id", it.id},
       {"keeper", it.keeper},
       {"kind", id_of(it.kind)},
       {"parent", sql::or_null(it.parent)},
       {"reference", it.reference},
       {"title", it.title},
       {"purpose", it.purpose},
       {"status", id_of(it.status)},
       {"starts_on", iso(it.starts_on)},
       {"ends_on", iso(it.ends_on)},
       {"renewal", id_of(it.renewal)},
       {"renewal_months", it.renewal_months},
       {"renewals_most", it.renewals_most},
       {"notice_months", it.notice_months},
       {"version", it.version},
       {"created_at", it.created_at},
       {"created_by", it.created_by},
       {"changed_at", it.changed_at}});
}

Result<void> update(sql::Session& session, Convention const& it) {
  return session.run(
      "update convention set reference = :reference, title = :title, purpose = :purpose, status = :status, starts_on = :starts_on, ends_on "
      "= "
      ":ends_on, renewal = :renewal, renewal_months = :renewal_months, renewals_most = :renewals_most, notice_months = :notice_months, "
      "signed_on = :signed_on, denounced_on = :denounced_on, denounced_by = :denounced_by, denounced_why = :denounced_why, last_day_early "
      "= "
      ":last_day_early, version = :version, changed_at = :changed_at where id = :id",
      {{"id", it.id},
       {"reference", it.reference},
       {"title", it.title},
       {"purpose", it.purpose},
       {"status", id_of(it.status)},
       {"starts_on", iso(it.starts_on)},
       {"ends_on", iso(it.ends_on)},
       {"renewal", id_of(it.renewal)},
       {"renewal_months", it.renewal_months},
       {"renewals_most", it.renewals_most},
       {"notice_months", it.notice_months},
       {"signed_on", iso(it.signed_on)},
       {"denounced_on", iso(it.denounced_on)},
       {"denounced_by", sql::or_null(it.denounced_by)},
       {"denounced_why", sql::or_null(it.denounced_why)},
       {"last_day_early", iso(it.last_day_early)},
       {"version", it.version},
       {"changed_at", it.changed_at}});
}

Result<void> insert_party(sql::Session& session, std::string const& convention, Party const& party, int place) {
  return session.run(
      "insert into convention_party (convention, organisation, place, body, deliberation, deliberated_on, transmitted_on, signatory, "
      "signatory_title, joined_on, left_on, left_why) values (:convention, :organisation, :place, :body, :deliberation, :deliberated_on, "
      ":transmitted_on, :signatory, :signatory_title, :joined_on, :left_on, :left_why)",
      {{"convention", convention},
       {"organisation", party.organisation},
       {"place", place},
       {"body", party.body},
       {"deliberation", party.deliberation},
       {"deliberated_on", iso(party.deliberated_on)},
       {"transmitted_on", iso(party.transmitted_on)},
       {"signatory", party.signatory},
       {"signatory_title", party.signatory_title},
       {"joined_on", iso(party.joined_on)},
       {"left_on", iso(party.left_on)},
       {"left_why", sql::or_null(party.left_why)}});
}

Result<void> insert_commune(sql::Session& session, std::string const& convention, Commune const& commune) {
  return session.run(
      "insert into convention_commune (convention, commune, label, from_day, until_day) values (:convention, :commune, "
      ":label, :from_day, :until_day)",
      {{"convention", convention},
       {"commune", commune.code},
       {"label", commune.label},
       {"from_day", iso(commune.from_day).value_or("")},
       {"until_day", iso(commune.until_day)}});
}

Result<void> put_axis(sql::Session& session, std::string const& convention, Axis const& axis, int place) {
  return session.run(
      "insert into convention_axis (id, convention, code, title, description, place, removed_on) values (:id, :convention, "
      ":code, :title, :description, :place, :removed_on) on conflict (id) do update set code = excluded.code, title = "
      "excluded.title, description = excluded.description, place = excluded.place, removed_on = excluded.removed_on",
      {{"id", axis.id},
       {"convention", convention},
       {"code", axis.code},
       {"title", axis.title},
       {"description", axis.description},
       {"place", place},
       {"removed_on", iso(axis.removed_on)}});
}

std::string json_of(Convention const& it) {
  return access::text_of({{"id", it.id},
                          {"keeper", it.keeper},
                          {"kind", id_of(it.kind)},
                          {"parent", it.parent},
                          {"reference", it.reference},
                          {"title", it.title},
                          {"purpose", it.purpose},
                          {"status", id_of(it.status)},
                          {"starts_on", day_json(it.starts_on)},
                          {"ends_on", day_json(it.ends_on)},
                          {"renewal", id_of(it.renewal)},
                          {"renewal_months", it.renewal_months},
                          {"renewals_most", it.renewals_most},
                          {"notice_months", it.notice_months},
                          {"signed_on", day_json(it.signed_on)},
                          {"denounced_on", day_json(it.denounced_on)},
                          {"denounced_by", it.denounced_by},
                          {"denounced_why", it.denounced_why},
                          {"last_day_early", day_json(it.last_day_early)},
                          {"version", it.version}});
}

std::string json_of(std::vector<Party> const& parties) {
  Json out = Json::array();
  for (auto const& it : parties)
    out.push_back({{"organisation", it.organisation},
                   {"body", it.body},
                   {"deliberation", it.deliberation},
                   {"deliberated_on", day_json(it.deliberated_on)},
                   {"transmitted_on", day_json(it.transmitted_on)},
                   {"signatory", it.signatory},
                   {"signatory_title", it.signatory_title},
                   {"joined_on", day_json(it.joined_on)},
                   {"left_on", day_json(it.left_on)},
                   {"left_why", it.left_why}});
  return access::text_of(out);
}

std::string json_of(std::vector<Commune> const& perimeter) {
  Json out = Json::array();
  for (auto const& it : perimeter)
    out.push_back({{"code", it.code}, {"label", it.label}, {"from", day_json(it.from_day)}, {"until", day_json(it.until_day)}});
  return access::text_of(out);
}

std::string json_of(std::vector<Axis> const& axes) {
  Json out = Json::array();
  for (auto const& it : axes)
    out.push_back(
        {{"id", it.id}, {"code", it.code}, {"title", it.title}, {"description", it.description}, {"removed_on", day_json(it.removed_on)}});
  return access::text_of(out);
}

}  // namespace bassin::convention::internal
