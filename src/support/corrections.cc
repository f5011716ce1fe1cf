#include "support/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include "sql/session.h"

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "support/changes.h"
#include "support/internal/business_keys.h"
#include "support/internal/correction_row.h"

namespace bassin::support {

namespace internal {

Correction correction_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  return {row.text("id"),
          row.text("business"),
          row.text("commune"),
          row.text("organisation"),
          parse_correction_kind(row.text("kind")).value_or(CorrectionKind::description),
          row.text("value"),
          row.text("reason"),
          row.optional_text("register_value"),
          row.optional_text("register_snapshot"),
          row.text("created_at"),
          row.text("created_by"),
          text("ended_at"),
          text("ended_by"),
          text("ended_how")};
}

}  // namespace internal

namespace {

using access::Json;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, correction_kind_count> kinds = {"position", "chambers", "activity", "name", "description"};

std::string json_of(Correction const& correction) {
  return access::text_of({{"id", correction.id},
                          {"kind", id_of(correction.kind)},
                          {"value", Json::parse(correction.value, nullptr, false)},
                          {"reason", correction.reason},
                          {"endedHow", correction.ended_how}});
}

Result<std::optional<Correction>> in_force(sql::Session& session, std::string const& business, CorrectionKind kind) {
  // The business's own before one that came with a match.
  static std::string const statement = fmt::format(
      "select {} from correction where kind = :kind and ended_at is null and {} order by case when business = :business then 0 "
      "else 1 end, id desc",
      correction_columns, internal::about_business("business"));
  BASSIN_TRY(auto const row, session.row(statement, {{"kind", id_of(kind)}, {"business", business}}));
  return row ? std::optional(internal::correction_of(*row)) : std::nullopt;
}

Result<void> end(sql::Session& session, Act const& act, std::string const& business, CorrectionKind kind, std::string_view how) {
  static std::string const statement = fmt::format(
      "update correction set ended_at = :at, ended_by = :agent, ended_how = :how where kind = :kind and ended_at is null and {}",
      internal::about_business("business"));
  return session.run(
      statement,
      {{"at", base::to_iso(act.actor.at)}, {"agent", act.reader.agent}, {"how", how}, {"kind", id_of(kind)}, {"business", business}});
}

Result<void> insert(sql::Session& session, Correction const& c) {
  return session.run(
      "insert into correction (id, business, commune, organisation, kind, value, reason, register_value, register_snapshot, "
      "created_at, created_by) values (:id, :business, :commune, :organisation, :kind, :value, :reason, :register_value, "
      ":register_snapshot, :created_at, :created_by)",
      {{"id", c.id},
       {"business", c.business},
       {"commune", c.commune},
       {"organisation", c.organisation},
       {"kind", id_of(c.kind)},
       {"value", c.value},
       {"reason", c.reason},
       {"register_value", c.register_value},
       {"register_snapshot", c.register_snapshot},
       {"created_at", c.created_at},
       {"created_by", c.created_by}});
}

// A description and a name may name a person.
std::string subject_of(Correction const& c) { return c.business; }

}  // namespace

std::string_view id_of(CorrectionKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::optional<CorrectionKind> parse_correction_kind(std::string_view id) { return base::parse_id<CorrectionKind>(kinds, id); }

Result<std::vector<Correction>> corrections_of(sql::Session& session, access::Reader const& reader, std::string const& business) {
  static std::string const statement =
      fmt::format("select {} from correction where {} and {} order by id desc", correction_columns, internal::about_business("business"),
                  access::visible_sql("organisation", "1", "commune"));
  auto values = access::visibility_values(reader);
  values.emplace_back("business", business);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<Correction> out;
  for (auto const& row : rows) out.push_back(internal::correction_of(row));
  return out;
}

Result<Correction> correct(sql::Session& session, Act const& act, Subject const& subject, NewCorrection const& made) {
  if (!access::serves(act.reader, subject.commune)) return Error("support.outside_territory");
  BASSIN_TRY(auto reason, base::clean("reason", made.reason, base::reason_most, base::Lines::several));
  BASSIN_TRY(auto const former, in_force(session, subject.business, made.kind));
  if ((former ? former->id : "") != made.replaces) return Error("support.changed", {{"now", former ? json_of(*former) : "null"}});
  BASSIN_TRY(auto const keys, internal::keys_of(session, subject.business));
  BASSIN_DO(end(session, act, subject.business, made.kind, "superseded"));
  Correction const fresh{.id = base::new_uuid(),
                         .business = subject.business,
                         .commune = subject.commune,
                         .organisation = act.reader.organisation,
                         .kind = made.kind,
                         .value = made.value,
                         .reason = std::move(reason),
                         .register_value = made.register_value,
                         .register_snapshot = made.register_snapshot,
                         .created_at = base::to_iso(act.actor.at),
                         .created_by = act.reader.agent,
                         .ended_at = {},
                         .ended_by = {},
                         .ended_how = {}};
  BASSIN_DO(insert(session, fresh));
  BASSIN_DO(access::record(session, act, "business.corrected", "business", subject.business, former ? json_of(*former) : "", json_of(fresh),
                           subject_of(fresh)));
  BASSIN_DO(note_changes(session, keys));
  return fresh;
}

Result<Correction> withdraw(sql::Session& session, Act const& act, std::string const& id) {
  static std::string const statement = fmt::format("select {} from correction where id = :id", correction_columns);
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  auto found = row ? std::optional(internal::correction_of(*row)) : std::nullopt;
  if (!found || !access::visible(act.reader, {found->organisation, true, found->commune})) {
    return Error("support.unknown_correction", {{"id", id}});
  }
  if (!found->in_force()) return Error("support.changed", {{"now", json_of(*found)}});
  BASSIN_DO(session.run("update correction set ended_at = :at, ended_by = :agent, ended_how = 'withdrawn' where id = :id",
                        {{"at", base::to_iso(act.actor.at)}, {"agent", act.reader.agent}, {"id", id}}));
  BASSIN_DO(
      access::record(session, act, "business.correction_withdrawn", "business", found->business, json_of(*found), "", subject_of(*found)));
  BASSIN_DO(note_change(session, found->business));
  found->ended_at = base::to_iso(act.actor.at);
  found->ended_by = act.reader.agent;
  found->ended_how = "withdrawn";
  return std::move(*found);
}

}  // namespace bassin::support
