#include "letters/internal/sending.h"

#include "jobs/mail.h"

namespace bassin::letters::internal {

using base::Result;

access::Reader reader_of(Post const& post, partners::Colleague const& colleague, std::string const& organisation,
                         std::string const& territory) {
  access::Reader out;
  out.standing = access::Reader::Standing::member;
  out.agent = colleague.agent.id;
  out.organisation = organisation;
  out.role = colleague.role;
  out.communes = post.communes_of(territory);
  return out;
}

bool is_active(partners::Colleague const& colleague) { return colleague.agent.state == "active"; }

Result<bool> was_sent(sql::Session& session, std::string const& agent, std::string const& about, std::string const& step) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from letter_sent where agent = :agent and about = :about and step = :step",
                                         {{"agent", agent}, {"about", about}, {"step", step}}));
  return row.has_value();
}

Result<bool> note_sent(sql::Session& session, std::string const& agent, std::string const& about, std::string const& step,
                       base::Instant now) {
  BASSIN_TRY(auto const noted,
             session.execute("insert into letter_sent (agent, about, step, at) values (:agent, :about, :step, :at) on conflict do nothing",
                             {{"agent", agent}, {"about", about}, {"step", step}, {"at", base::to_iso(now)}}));
  return noted > 0;
}

Result<void> queue(sql::Session& session, Post const& post, partners::Agent const& to, std::string const& subject, Content const& content) {
  jobs::Mail const mail{to.email, to.name, post.installation + " : " + subject, as_text(content), as_html(content)};
  BASSIN_TRY([[maybe_unused]] auto const id, jobs::queue_mail(session, mail, "", post.now()));
  return {};
}

}  // namespace bassin::letters::internal
