#include "support/hand_over.h"

#include "access/reader.h"
#include "access/record_json.h"
#include "sql/session.h"
#include "support/changes.h"

namespace bassin::support {

using base::Result;

namespace {

// What a leaver kept to themselves is nobody else's, nor what they last saw.
Result<void> forget_private(sql::Session& session, std::string const& organisation, std::string const& from) {
  BASSIN_DO(
      session.run("delete from selection_seen where agent = :agent or selection in (select id from selection where organisation = "
                  ":organisation and agent = :agent and shared = 0)",
                  {{"organisation", organisation}, {"agent", from}}));
  BASSIN_DO(session.run("delete from selection where organisation = :organisation and agent = :agent and shared = 0",
                        {{"organisation", organisation}, {"agent", from}}));
  BASSIN_DO(
      session.run("delete from zone_outline where zone in (select id from zone where organisation = :organisation and agent = :agent and "
                  "sharing = 'private')",
                  {{"organisation", organisation}, {"agent", from}}));
  BASSIN_DO(session.run("delete from follow_up_agent where organisation = :organisation and agent = :agent",
                        {{"organisation", organisation}, {"agent", from}}));
  BASSIN_DO(
      session.run("delete from campaign_agent where agent = :agent and campaign in (select id from campaign where organisation = "
                  ":organisation)",
                  {{"organisation", organisation}, {"agent", from}}));
  return session.run("delete from zone where organisation = :organisation and agent = :agent and sharing = 'private'",
                     {{"organisation", organisation}, {"agent", from}});
}

// Words of files that meant the leaver or a portfolio of theirs: most often their name.
Result<void> forget_words(sql::Session& session, std::string const& organisation, std::string const& from) {
  return session.run(
      "delete from sheet_word where organisation = :organisation and ((field = 'agent' and meaning = :agent) or (field = 'portfolio' and "
      "meaning in (select id from portfolio where organisation = :organisation and agent = :agent)))",
      {{"organisation", organisation}, {"agent", from}});
}

}  // namespace

Result<HandedOver> hand_over(sql::Session& session, access::Actor const& actor, std::string const& organisation, std::string const& from,
                             std::string const& to) {
  HandedOver out;
  BASSIN_DO(forget_words(session, organisation, from));  // before their portfolios are another's
  if (to.empty()) {
    BASSIN_DO(forget_private(session, organisation, from));
    BASSIN_DO(note_change(session, changed_words));
    return out;
  }
  BASSIN_TRY(out.portfolios, session.execute("update portfolio set agent = :to, version = version + 1 where organisation = :organisation "
                                             "and agent = :from",
                                             {{"to", to}, {"organisation", organisation}, {"from", from}}));
  BASSIN_DO(forget_private(session, organisation, from));
  BASSIN_TRY(out.selections, session.execute("update selection set agent = :to, version = version + 1, changed_at = :at where "
                                             "organisation = :organisation and agent = :from",
                                             {{"to", to}, {"organisation", organisation}, {"from", from}, {"at", base::to_iso(actor.at)}}));
  BASSIN_TRY(out.zones, session.execute("update zone set agent = :to, version = version + 1, changed_at = :at where organisation = "
                                        ":organisation and agent = :from",
                                        {{"to", to}, {"organisation", organisation}, {"from", from}, {"at", base::to_iso(actor.at)}}));
  BASSIN_TRY(out.reminders, session.execute("update reminder set agent = :to, version = version + 1 where organisation = :organisation "
                                            "and agent = :from and done_at is null",
                                            {{"to", to}, {"organisation", organisation}, {"from", from}}));
  BASSIN_DO(
      session.run("update campaign set created_by = :to, version = version + 1 where organisation = :organisation and created_by = "
                  ":from and state <> 'closed'",
                  {{"to", to}, {"organisation", organisation}, {"from", from}}));
  BASSIN_DO(session.run("update follow_up_member set referent = :to where organisation = :organisation and referent = :from",
                        {{"to", to}, {"organisation", organisation}, {"from", from}}));
  access::AuditEntry entry;
  entry.actor = actor;
  entry.action = "casework.handed_over";
  entry.kind = "agent";
  entry.record = from;
  entry.after = access::text_of(
      {{"to", to}, {"portfolios", out.portfolios}, {"selections", out.selections}, {"zones", out.zones}, {"reminders", out.reminders}});
  BASSIN_DO(access::record(session, entry));
  BASSIN_DO(note_change(session, changed_words));
  return out;
}

}  // namespace bassin::support
