#include "waters/proposal.h"

#include "access/record_json.h"
#include "base/plain_text.h"
#include "sql/session.h"
#include "waters/levels.h"

namespace bassin::waters {

namespace {

using base::Error;
using base::Result;

constexpr int proposals_most = 200;
constexpr std::size_t id_most = 100;

constexpr std::string_view columns =
    "p.id, p.station, p.code, p.name, p.river, p.format, p.mark, p.word, p.level, p.risen_at, p.passed_at, p.proposed_at, "
    "p.overtaken_at, r.kind, r.note, r.crisis, r.agent, r.at";

Proposal proposal_of(sql::Row const& row) {
  Proposal out{row.text("id"),
               row.text("station"),
               row.text("code"),
               row.text("name"),
               row.text("river"),
               parse_format(row.text("format")).value_or(Format::hubeau),
               row.integer("mark"),
               row.text("word"),
               {base::parse_instant(row.text("passed_at")).value_or(base::Instant{}), row.integer("level")},
               row.text("risen_at"),
               row.text("proposed_at"),
               row.optional_text("overtaken_at").value_or(""),
               std::nullopt};
  if (auto const kind = row.optional_text("kind"))
    out.reply = Reply{*kind == "followed", row.text("note"), row.optional_text("crisis").value_or(""), row.text("agent"), row.text("at")};
  return out;
}

// One of the reader's to answer.
Result<Proposal> asked(sql::Session& session, Act const& act, std::string const& id) {
  auto const& reader = act.reader;
  if (reader.organisation.empty() || !access::allows(reader.role, access::Need::run_conventions)) return Error("waters.not_yours");
  BASSIN_TRY(auto const row, session.row("select " + std::string(columns) +
                                             " from water_proposal p left join water_reply r on r.proposal = p.id and r.organisation = "
                                             ":organisation where p.id = :id",
                                         {{"organisation", reader.organisation}, {"id", id}}));
  if (!row) return Error("waters.unknown_proposal", {{"id", id}});
  return proposal_of(*row);
}

Result<void> reply(sql::Session& session, Act const& act, std::string const& id, Reply const& it) {
  BASSIN_DO(
      session.run("insert into water_reply (proposal, organisation, kind, note, crisis, agent, at) values (:proposal, :organisation, "
                  ":kind, :note, :crisis, :agent, :at) on conflict (proposal, organisation) do update set kind = excluded.kind, "
                  "crisis = excluded.crisis, agent = excluded.agent, at = excluded.at",
                  {{"proposal", id},
                   {"organisation", act.reader.organisation},
                   {"kind", it.followed ? "followed" : "dismissed"},
                   {"note", it.note},
                   {"crisis", sql::or_null(it.crisis)},
                   {"agent", act.reader.agent},
                   {"at", to_iso(act.actor.at)}}));
  auto const after = it.followed ? access::Json{{"crisis", it.crisis}} : access::Json{{"note", it.note}};
  return access::record(session, act, it.followed ? "water.proposal_followed" : "water.proposal_dismissed", "water_proposal", id, "",
                        access::text_of(after));
}

}  // namespace

Result<std::vector<Proposal>> proposals(sql::Session& session, access::Reader const& reader, Which which, base::Instant now) {
  auto const since = to_iso(now.plus_seconds(-kept_days * 86'400));
  BASSIN_TRY(
      auto const rows,
      session.rows(
          "select " + std::string(columns) +
              " from water_proposal p left join water_reply r on r.proposal = p.id and r.organisation = :organisation "
              "where :every = 1 or (r.kind is null and p.overtaken_at is null and p.proposed_at >= :since) order by p.id desc limit :most",
          {{"organisation", reader.organisation}, {"every", which == Which::all ? 1 : 0}, {"since", since}, {"most", proposals_most}}));
  std::vector<Proposal> out;
  for (auto const& row : rows) out.push_back(proposal_of(row));
  return out;
}

Result<void> dismiss(sql::Session& session, Act const& act, std::string const& id, std::string const& note) {
  BASSIN_TRY(auto const it, asked(session, act, id));
  if (it.reply) return Error("waters.answered");
  Reply said;
  BASSIN_TRY(said.note, base::clean("note", note, base::reason_most));
  return reply(session, act, id, said);
}

Result<void> follow_up(sql::Session& session, Act const& act, std::string const& id, std::string const& crisis) {
  BASSIN_TRY(auto const it, asked(session, act, id));
  if (it.reply && it.reply->followed) return Error("waters.answered");
  Reply said{.followed = true, .note = "", .crisis = "", .agent = "", .at = ""};
  BASSIN_TRY(said.crisis, base::clean("crisis", crisis, id_most));
  return reply(session, act, id, said);
}

}  // namespace bassin::waters
