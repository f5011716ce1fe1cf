#include "partners/invitation.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "partners/organisation.h"
#include "partners/record_text.h"
#include "partners/secret.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Instant;
using base::Result;
using base::to_iso;
using Json = nlohmann::ordered_json;

constexpr std::int64_t year_seconds = 366LL * 24 * 3600;
constexpr std::string_view columns =
    "select invitation.id as id, invitation.agent as agent, email, organisation, organisation.name as organisation_name, role, "
    "invitation.created_at as created_at, expires_at, accepted_at, revoked_at, state from invitation join agent on agent.id = "
    "invitation.agent join organisation on organisation.id = invitation.organisation ";

Invitation invitation_of(sql::Row const& row) {
  Invitation out;
  out.id = row.text("id");
  out.agent = row.text("agent");
  out.email = row.text("email");
  out.organisation = row.text("organisation");
  out.organisation_name = row.text("organisation_name");
  out.role = access::parse_role(row.text("role")).value_or(access::Role::elected);
  out.created_at = row.text("created_at");
  out.expires_at = row.text("expires_at");
  out.accepted_at = row.optional_text("accepted_at").value_or("");
  out.revoked_at = row.optional_text("revoked_at").value_or("");
  out.known = row.text("state") == "active";
  return out;
}

Result<void> audit(sql::Session& session, Actor const& actor, std::string action, Invitation const& it) {
  return access::record(session, {.actor = actor,
                                  .action = std::move(action),
                                  .kind = "agent",
                                  .record = it.agent,
                                  .before = {},
                                  .after = Json{{"organisation", it.organisation}, {"role", access::id_of(it.role)}}.dump(),
                                  .note = {},
                                  .subject = it.agent});
}

// Who left may come back by an invitation: the account is as new.
Result<Agent> agent_to_invite(sql::Session& session, Actor const& actor, std::string_view email) {
  BASSIN_TRY(auto known, agent_by_email(session, email));
  if (!known) return add_agent(session, actor, {std::string(email), ""});
  if (known->state != "left") return std::move(*known);
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("update agent set state = 'invited', left_at = null where id = :id", {{"id", known->id}}));
  known->state = "invited";
  return std::move(*known);
}

std::string letter(Desk const& desk, Invitation const& it, std::string const& link) {
  return fmt::format(
      "Bonjour,\n\n{} vous invite à travailler avec ses partenaires dans {}.\n\nOuvrez cette adresse pour {} ; elle est valable "
      "sept jours et une seule fois :\n\n{}\n\nSi vous n'attendiez pas cette invitation, ne faites rien.\n",
      it.organisation_name, desk.policy.installation, it.known ? "l'accepter avec votre mot de passe" : "choisir votre mot de passe", link);
}

Result<Invitation> insert(sql::Session& session, Actor const& actor, Invitation it, std::string const& token) {
  BASSIN_TRY([[maybe_unused]] auto const revoked,
             session.execute("update invitation set revoked_at = :at where agent = :agent and organisation = :organisation and accepted_at "
                             "is null and revoked_at is null",
                             {{"at", to_iso(actor.at)}, {"agent", it.agent}, {"organisation", it.organisation}}));
  it.id = base::new_uuid();
  it.created_at = to_iso(actor.at);
  it.expires_at = to_iso(actor.at.plus_seconds(invitation_seconds));
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into invitation (id, token_hash, agent, organisation, role, invited_by, created_at, expires_at) "
                             "values (:id, :hash, :agent, :organisation, :role, :by, :at, :expires_at)",
                             {{"id", it.id},
                              {"hash", hash_of_secret(token)},
                              {"agent", it.agent},
                              {"organisation", it.organisation},
                              {"role", access::id_of(it.role)},
                              {"by", actor.agent},
                              {"at", it.created_at},
                              {"expires_at", it.expires_at}}));
  return it;
}

Result<std::optional<Invitation>> standing(sql::Session& session, std::string const& token_hash, Instant now) {
  BASSIN_TRY(auto const row,
             session.row(std::string(columns) + "where token_hash = :hash and accepted_at is null and revoked_at is null and "
                                                "expires_at > :now",
                         {{"hash", token_hash}, {"now", to_iso(now)}}));
  return row ? std::optional(invitation_of(*row)) : std::nullopt;
}

// The first password of an account that was only invited.
Result<void> activate(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& name,
                      std::string const& hash) {
  BASSIN_TRY(auto const rows, session.execute("update agent set name = :name, state = 'active' where id = :id and state = 'invited'",
                                              {{"name", name}, {"id", agent}}));
  if (rows == 0) return Error("partners.no_invitation");
  return set_password(session, actor, agent, hash);
}

Result<std::string> accept_as_new(Desk const& desk, Invitation const& it, std::string const& token_hash, std::string_view name_text,
                                  std::string_view password, Visitor const& visitor) {
  BASSIN_TRY(auto const name, clean_name("name", name_text));
  BASSIN_DO(check_password(password, it.email, name));
  BASSIN_TRY(auto const hash, hash_password(password, desk.policy.cost));
  auto const done = desk.store.write([&](sql::Session& session) -> Result<void> {
    auto const now = desk.now();
    BASSIN_TRY([[maybe_unused]] auto const used, use_invitation(session, token_hash, visitor.place, now));
    return activate(session, {it.agent, it.organisation, visitor.place, now}, it.agent, name, hash);
  });
  if (!done.ok()) return done.error();
  return sign_in(desk, it.email, password, visitor);
}

}  // namespace

Result<Invited> invite(Desk const& desk, Actor const& actor, std::string const& organisation, std::string_view email, access::Role role) {
  BASSIN_TRY(auto const address, clean_email(email));
  auto const token = new_secret();
  auto const link = desk.policy.address + "/invitation/" + token;
  return desk.store.write([&](sql::Session& session) -> Result<Invited> {
    BASSIN_TRY(auto const found, find_organisation(session, organisation));
    BASSIN_TRY(auto const agent, agent_to_invite(session, actor, address));
    BASSIN_TRY(auto const there, role_in(session, agent.id, organisation));
    if (there) return Error("partners.known_member");
    Invitation it;
    it.agent = agent.id;
    it.email = agent.email;
    it.organisation = organisation;
    it.organisation_name = found.name;
    it.role = role;
    it.known = agent.state == "active";
    BASSIN_TRY(it, insert(session, actor, std::move(it), token));
    BASSIN_DO(audit(session, actor, "agent.invited", it));
    if (!desk.mail) return Invited{std::move(it), link};
    BASSIN_DO(
        desk.mail(session, {it.email, agent.name, fmt::format("{} : invitation de {}", desk.policy.installation, it.organisation_name),
                            letter(desk, it, link)}));
    return Invited{std::move(it), ""};
  });
}

Result<std::vector<Invitation>> invitations_of(sql::Session& session, std::string const& organisation, Instant now) {
  BASSIN_TRY(auto const rows, session.rows(std::string(columns) + "where organisation = :organisation and invitation.created_at > :since "
                                                                  "order by invitation.id desc",
                                           {{"organisation", organisation}, {"since", to_iso(now.plus_seconds(-year_seconds))}}));
  std::vector<Invitation> out;
  for (auto const& row : rows) out.push_back(invitation_of(row));
  return out;
}

Result<void> revoke_invitation(sql::Session& session, Actor const& actor, std::string const& organisation, std::string const& id) {
  BASSIN_TRY(auto const row,
             session.row(std::string(columns) + "where invitation.id = :id and organisation = :organisation and accepted_at is null",
                         {{"id", id}, {"organisation", organisation}}));
  if (!row) return Error("partners.no_invitation");
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("update invitation set revoked_at = :at where id = :id and revoked_at is null",
                             {{"at", to_iso(actor.at)}, {"id", id}}));
  return audit(session, actor, "agent.invitation_revoked", invitation_of(*row));
}

Result<Invitation> find_invitation(Desk const& desk, std::string_view token) {
  BASSIN_TRY(auto found, desk.store.read([&](sql::Session& session) { return standing(session, hash_of_secret(token), desk.now()); }));
  if (!found) return Error("partners.no_invitation");
  return std::move(*found);
}

Result<Invitation> use_invitation(sql::Session& session, std::string const& token_hash, std::string const& place, Instant now) {
  BASSIN_TRY(auto const it, standing(session, token_hash, now));
  if (!it) return Error("partners.no_invitation");
  BASSIN_TRY(auto const used, session.execute("update invitation set accepted_at = :at where id = :id and accepted_at is null",
                                              {{"at", to_iso(now)}, {"id", it->id}}));
  if (used != 1) return Error("partners.no_invitation");
  Actor const actor{it->agent, it->organisation, place, now};
  BASSIN_DO(add_membership(session, actor, it->agent, it->organisation, it->role));
  BASSIN_DO(audit(session, actor, "agent.invitation_accepted", *it));
  return *it;
}

Result<std::string> accept_invitation(Desk const& desk, std::string_view token, std::string_view name, std::string_view password,
                                      Visitor const& visitor) {
  BASSIN_TRY(auto const it, find_invitation(desk, token));
  auto const hash = hash_of_secret(token);
  if (!it.known) return accept_as_new(desk, it, hash, name, password, visitor);
  BASSIN_TRY(auto secret, sign_in(desk, it.email, password, visitor));
  BASSIN_TRY([[maybe_unused]] auto const used,
             desk.store.write([&](sql::Session& session) { return use_invitation(session, hash, visitor.place, desk.now()); }));
  return secret;
}

}  // namespace bassin::partners
