#include "crisis/losses.h"

#include "access/record_json.h"
#include "base/plain_text.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

// Cases that were hit, with their last word, and what an agent said of a loss.
struct Candidate {
  LostBusiness it;
  bool denied = false;
};

Result<std::vector<Candidate>> candidates(sql::Session& session, std::string const& crisis) {
  static std::string const statement =
      "select k.id, k.business, k.commune, k.organisation, k.agent, k.state, k.version, (select a.fares from crisis_after a where a.record "
      "= k.id "
      "order "
      "by a.term desc limit 1) as fares, (select max(a.changed_at) from crisis_after a where a.record = k.id and a.fares = 'ceased') as "
      "ceased_at, l.lost, l.at from crisis_case k left join crisis_loss l on l.record = k.id where k.crisis = :crisis and " +
      std::string(internal::was_hit) + " order by k.id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  std::vector<Candidate> out;
  for (auto const& row : rows) {
    Candidate one;
    auto& it = one.it;
    it.record = row.text("id");
    it.business = row.text("business");
    it.commune = row.text("commune");
    it.organisation = row.optional_text("organisation").value_or("");
    it.agent = row.optional_text("agent").value_or("");
    it.state = parse_case_state(row.text("state")).value_or(CaseState::reported);
    it.version = row.integer("version");
    it.ceased = row.optional_text("fares").value_or("") == id_of(Fares::ceased);
    auto const lost = row.optional_integer("lost");
    one.denied = lost && *lost == 0 && row.optional_text("ceased_at").value_or("") <= row.optional_text("at").value_or("");
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

Result<Losses> losses_of(sql::Session& session, access::Reader const& reader, std::string const& crisis, ClosedBusinesses const& closed) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto some, candidates(session, crisis));
  std::vector<std::string> businesses;
  for (auto const& one : some) businesses.push_back(one.it.business);
  BASSIN_TRY(auto const gone, closed(businesses));
  Losses out;
  for (auto& one : some) {
    if (auto const found = gone.find(one.it.business); found != gone.end()) one.it.closed_on = found->second;
    if (one.it.state == CaseState::closed_for_good) {
      out.confirmed.push_back(std::move(one.it));
    } else if (one.denied) {
      ++out.denied;
    } else if (one.it.ceased || one.it.closed_on) {
      out.proposed.push_back(std::move(one.it));
    }
  }
  return out;
}

Result<Case> settle_loss(sql::Session& session, Act const& act, std::string const& record, std::int64_t version, bool lost,
                         std::string const& why) {
  BASSIN_TRY(auto const found, internal::followed_case(session, act.reader, record));
  auto const now = base::to_iso(act.actor.at);
  BASSIN_DO(internal::check_line(found.it, act.reader, now));
  BASSIN_TRY(auto const said, base::clean_or_empty("why", why, base::reason_most, base::Lines::several));
  if (found.it.version != version) return Error("crisis.changed", {{"now", internal::json_of(found.it)}});
  if (found.it.state == CaseState::closed_for_good) return Error("crisis.bad_value", {{"field", "lost"}, {"allowed", "–"}});
  BASSIN_DO(
      session.run("insert into crisis_loss (record, lost, why, organisation, agent, at) values (:record, :lost, :why, :organisation, "
                  ":agent, :at) on conflict (record) do update set lost = :lost, why = :why, organisation = :organisation, agent = "
                  ":agent, at = :at",
                  {{"record", record},
                   {"lost", lost ? 1 : 0},
                   {"why", said},
                   {"organisation", act.reader.organisation},
                   {"agent", act.reader.agent},
                   {"at", now}}));
  BASSIN_DO(internal::set_begun(session, record));
  if (lost) return internal::close_for_good(session, act, found.it, said);
  BASSIN_DO(access::record(session, act, "crisis_case.kept", "crisis_case", record, "", access::text_of({{"lost", false}, {"why", said}})));
  return found.it;
}

}  // namespace bassin::crisis
