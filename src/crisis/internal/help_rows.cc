#include "crisis/internal/help_rows.h"

#include <algorithm>

#include "access/audit.h"
#include "access/record_json.h"
#include "crisis/internal/anonymised.h"

namespace bassin::crisis {

namespace {

using base::Result;

constexpr std::string_view post_columns =
    "id, crisis, side, kind, what, quantity, commune, from_day, until_day, record, who, reach, withdrawn, organisation, agent, version, "
    "changed_at, (select k.business from crisis_case k where k.id = crisis_help.record) as business";
constexpr std::string_view agreement_columns = "id, crisis, need, offer, state, quantity, note, organisation, agent, version, changed_at";

std::optional<base::Date> help_day(sql::Row const& row, std::string_view column) {
  auto const text = row.optional_text(column);
  return text ? base::parse_date(*text) : std::nullopt;
}
std::optional<std::string> help_day(std::optional<base::Date> day) { return day ? std::optional(base::to_iso(*day)) : std::nullopt; }

HelpPost post_of(sql::Row const& row) {
  HelpPost out;
  out.id = row.text("id");
  out.crisis = row.text("crisis");
  out.facts.side = parse_help_side(row.text("side")).value_or(HelpSide::need);
  out.facts.kind = parse_help_kind(row.text("kind")).value_or(HelpKind::other);
  out.facts.what = row.text("what");
  out.facts.quantity = row.optional_integer("quantity");
  out.facts.commune = row.text("commune");
  out.facts.from = help_day(row, "from_day");
  out.facts.until = help_day(row, "until_day");
  out.facts.record = row.optional_text("record").value_or("");
  out.facts.who = row.text("who");
  out.facts.reach = row.text("reach");
  out.facts.withdrawn = row.flag("withdrawn");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  out.business = row.optional_text("business").value_or("");
  return out;
}

Agreement agreement_of(sql::Row const& row) {
  Agreement out;
  out.id = row.text("id");
  out.crisis = row.text("crisis");
  out.need = row.text("need");
  out.offer = row.text("offer");
  out.facts = {parse_help_state(row.text("state")).value_or(HelpState::agreed), row.optional_integer("quantity"), row.text("note")};
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  return out;
}

Result<std::vector<HelpAsked>> asked_in(sql::Session& session, std::string const& crisis, std::string const& record) {
  std::string places;
  for (std::size_t kind = 0; kind < help_kind_count; ++kind)
    places += (places.empty() ? "'" : ", '") + std::string(id_of(static_cast<HelpKind>(kind))) + "'";
  auto const only = record.empty() ? std::string() : std::string(" and k.id = :record");
  std::vector<sql::Named> values{{"crisis", crisis}, {"most", help_asked_most}};
  if (!record.empty()) values.emplace_back("record", record);
  // Joined from the cases of the room, by the index of reports on their case.
  BASSIN_TRY(auto const rows,
             session.rows("select k.id, k.business, k.commune, a.coded from crisis_case k join damage_report r on r.record = k.id join "
                          "damage_answer a on a.report = r.id where k.crisis = :crisis" +
                              only +
                              " and k.state not in ('reopened', 'closed_for_good', 'nothing_to_do') and a.question = 'urgent_need' and "
                              "a.present = 1 and a.coded in (" +
                              places +
                              ") and not exists (select 1 from crisis_help h where h.record = k.id and h.kind = a.coded and h.side = "
                              "'need') order by coalesce(k.priority, 5), k.id, a.coded limit :most",
                          sql::Session::Values(values)));
  std::vector<HelpAsked> out;
  for (auto const& row : rows)
    out.push_back(
        {row.text("id"), row.text("business"), row.text("commune"), parse_help_kind(row.text("coded")).value_or(HelpKind::other)});
  return out;
}

}  // namespace

namespace internal {

std::string json_of(HelpPost const& post) {
  auto const& it = post.facts;
  access::Json out{{"crisis", post.crisis}, {"side", id_of(it.side)}, {"kind", id_of(it.kind)},    {"what", it.what},
                   {"commune", it.commune}, {"who", it.who},          {"withdrawn", it.withdrawn}, {"version", post.version}};
  if (it.quantity) out["quantity"] = *it.quantity;
  if (it.from) out["from"] = base::to_iso(*it.from);
  if (it.until) out["until"] = base::to_iso(*it.until);
  if (!it.record.empty()) out["case"] = it.record;
  if (!it.reach.empty()) out["reach"] = it.reach;
  return access::text_of(out);
}

std::string json_of(Agreement const& it) {
  access::Json out{
      {"crisis", it.crisis}, {"need", it.need}, {"offer", it.offer}, {"state", id_of(it.facts.state)}, {"version", it.version}};
  if (it.facts.quantity) out["quantity"] = *it.facts.quantity;
  if (!it.facts.note.empty()) out["note"] = it.facts.note;
  return access::text_of(out);
}

Result<HelpBoard> help_board(sql::Session& session, std::string const& crisis, std::string const& record) {
  std::vector<sql::Named> values{{"crisis", crisis}};
  std::string posts = "select " + std::string(post_columns) + " from crisis_help where crisis = :crisis";
  std::string agreements = "select " + std::string(agreement_columns) + " from crisis_agreement where crisis = :crisis";
  // Of one case: its own, and the other side of what was agreed on them.
  if (!record.empty()) {
    values.emplace_back("record", record);
    constexpr std::string_view shown =
        "(record = :record or id in (select a.need from crisis_agreement a join crisis_help h on h.id = a.offer where h.record = :record) "
        "or id in (select a.offer from crisis_agreement a join crisis_help h on h.id = a.need where h.record = :record))";
    posts += " and " + std::string(shown);
    // What others took of these too, or what is left would be wrong.
    agreements += " and (need in (select id from crisis_help where " + std::string(shown) +
                  ") or offer in (select id from crisis_help where " + std::string(shown) + "))";
  }
  HelpBoard out;
  BASSIN_TRY(auto const post_rows, session.rows(posts + " order by noted_at, id", sql::Session::Values(values)));
  for (auto const& row : post_rows) out.posts.push_back(post_of(row));
  BASSIN_TRY(auto const agreement_rows, session.rows(agreements + " order by made_at, id", sql::Session::Values(values)));
  for (auto const& row : agreement_rows) out.agreements.push_back(agreement_of(row));
  BASSIN_TRY(out.asked, asked_in(session, crisis, record));
  return out;
}

Result<std::optional<HelpPost>> help_post(sql::Session& session, std::string const& id) {
  static std::string const statement = "select " + std::string(post_columns) + " from crisis_help where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  return row ? std::optional(post_of(*row)) : std::nullopt;
}

Result<std::optional<Agreement>> agreement(sql::Session& session, std::string const& id) {
  static std::string const statement = "select " + std::string(agreement_columns) + " from crisis_agreement where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  return row ? std::optional(agreement_of(*row)) : std::nullopt;
}

Result<void> insert_help(sql::Session& session, HelpPost const& it) {
  BASSIN_DO(
      session.run("insert into crisis_help (id, crisis, side, kind, record, noted_at, what, commune, who, reach, withdrawn, "
                  "organisation, agent, version, changed_at) values (:id, :crisis, :side, :kind, :record, :at, '', '', '', '', 0, "
                  ":organisation, '', 0, :at)",
                  {{"id", it.id},
                   {"crisis", it.crisis},
                   {"side", id_of(it.facts.side)},
                   {"kind", id_of(it.facts.kind)},
                   {"record", sql::or_null(it.facts.record)},
                   {"at", it.changed_at},
                   {"organisation", it.organisation}}));
  return save_help(session, it);
}

Result<void> save_help(sql::Session& session, HelpPost const& it) {
  return session.run(
      "update crisis_help set what = :what, quantity = :quantity, commune = :commune, from_day = :from, until_day = :until, who = :who, "
      "reach = :reach, withdrawn = :withdrawn, organisation = :organisation, agent = :agent, version = :version, changed_at = :at where "
      "id = :id",
      {{"what", it.facts.what},
       {"quantity", it.facts.quantity},
       {"commune", it.facts.commune},
       {"from", help_day(it.facts.from)},
       {"until", help_day(it.facts.until)},
       {"who", it.facts.who},
       {"reach", it.facts.reach},
       {"withdrawn", it.facts.withdrawn},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"version", it.version},
       {"at", it.changed_at},
       {"id", it.id}});
}

Result<std::uint64_t> insert_agreement(sql::Session& session, Agreement const& it) {
  BASSIN_TRY(auto const made,
             session.execute("insert into crisis_agreement (id, crisis, need, offer, state, made_at, note, organisation, agent, version, "
                             "changed_at) values (:id, :crisis, :need, :offer, :state, :at, '', :organisation, '', 0, :at) on conflict "
                             "(need, offer) do nothing",
                             {{"id", it.id},
                              {"crisis", it.crisis},
                              {"need", it.need},
                              {"offer", it.offer},
                              {"state", id_of(it.facts.state)},
                              {"at", it.changed_at},
                              {"organisation", it.organisation}}));
  if (made == 1) BASSIN_DO(save_agreement(session, it));
  return made;
}

Result<void> save_agreement(sql::Session& session, Agreement const& it) {
  return session.run(
      "update crisis_agreement set state = :state, quantity = :quantity, note = :note, organisation = :organisation, agent "
      "= :agent, version = :version, changed_at = :at where id = :id",
      {{"state", id_of(it.facts.state)},
       {"quantity", it.facts.quantity},
       {"note", it.facts.note},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"version", it.version},
       {"at", it.changed_at},
       {"id", it.id}});
}

}  // namespace internal

Result<void> anonymise_help(sql::Session& session, std::string const& crisis) {
  for (auto const* const kind : {"crisis_help", "crisis_agreement"}) {
    BASSIN_TRY(auto const rows, session.rows("select id from " + std::string(kind) + " where crisis = :crisis", {{"crisis", crisis}}));
    for (auto const& row : rows) {
      BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, kind, row.text("id")));
    }
  }
  BASSIN_DO(session.run("update crisis_agreement set note = '', agent = '' where crisis = :crisis", {{"crisis", crisis}}));
  return session.run("update crisis_help set what = '', who = '', reach = '', agent = '' where crisis = :crisis", {{"crisis", crisis}});
}

}  // namespace bassin::crisis
