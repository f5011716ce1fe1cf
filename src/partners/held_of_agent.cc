#include "partners/held_of_agent.h"

#include "access/audit.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Result;

constexpr access::Held table[] = {
    {"account", "select name, email, state, installation, notice_version, notice_at, created_at, left_at from agent where id = :agent"},
    {"roles",
     "select o.name as organisation, m.role, m.from_day, m.until_day from membership m join organisation o on o.id = m.organisation where "
     "m.agent = :agent order by m.from_day, o.name"},
    {"teams",
     "select o.name as organisation, t.name as team from team_member m join team t on t.id = m.team join organisation o on o.id = "
     "t.organisation where m.agent = :agent order by 1, 2"},
    {"absence",
     "select a.from_day, a.until_day, s.name as substitute from absence a left join agent s on s.id = a.substitute where a.agent = :agent"},
    {"secrets",
     "select 'password' as what, changed_at as at from password where agent = :agent union all select 'second_factor', confirmed_at from "
     "second_factor where agent = :agent and confirmed_at is not null union all select 'recovery_code', used_at from recovery_code where "
     "agent = :agent"},
    {"sessions",
     "select o.name as organisation, s.started_by, s.browser, s.created_at, s.seen_at, s.expires_at from session s left join organisation "
     "o "
     "on o.id = s.organisation where s.agent = :agent order by s.created_at desc"},
    {"identities", "select issuer, idp, sub, linked_at from provider_identity where agent = :agent order by linked_at"},
    {"invitations",
     "select o.name as organisation, i.role, i.created_at, i.accepted_at, i.revoked_at from invitation i join organisation o on o.id = "
     "i.organisation where i.agent = :agent order by i.created_at"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

Result<std::uint64_t> forget_names(sql::Session& session, base::Date before, std::size_t most) {
  BASSIN_TRY(auto const rows,
             session.rows("select id from agent where email <> '' and ((state = 'left' and left_at < :before) or (state = 'invited' and "
                          "coalesce((select max(coalesce(i.revoked_at, i.expires_at)) from invitation i where i.agent = agent.id), "
                          "agent.created_at) < :before)) order by id limit :most",
                          {{"before", to_iso(before)}, {"most", static_cast<std::int64_t>(most)}}));
  for (auto const& row : rows) {
    auto const id = row.text("id");
    // An address is one agent's: what stands for it names nobody and meets no other.
    BASSIN_DO(session.run("update agent set name = '', email = '', email_folded = 'gone:' || id where id = :id", {{"id", id}}));
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_subject(session, id));
    BASSIN_TRY([[maybe_unused]] auto const more, access::purge_record(session, "agent", id));
  }
  return static_cast<std::uint64_t>(rows.size());
}

}  // namespace bassin::partners
