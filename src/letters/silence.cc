// Letters about needs that wait without an answer.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "letters/internal/sending.h"
#include "partners/organisation.h"
#include "sql/store.h"

namespace bassin::letters {

namespace {

using base::Date;
using base::Result;
using partners::Colleague;
using support::Need;

constexpr int first_step = 9, second_step = 21;

// Why an agent is told of a need; the first of several reasons counts.
enum class Why : std::uint8_t { received, given, coordinates };

struct Told {
  Why why = Why::received;
  Need need;
  int days = 0;
};
struct Mailing {
  Colleague to;
  std::string organisation, territory;
  std::map<std::string, Told> needs;  // by id
};

struct House {
  std::map<std::string, partners::Organisation> organisations;
  std::map<std::string, std::vector<Colleague>> members;        // by organisation, those who may be written to
  std::map<std::string, std::vector<std::string>> team_agents;  // by team
  std::set<std::string> refused;
};

Result<House> read_house(sql::Session& session, std::vector<Need> const& needs) {
  House out;
  BASSIN_TRY(auto const all, partners::organisations(session));
  for (auto const& it : all) out.organisations.emplace(it.id, it);
  std::set<std::string> wanted, teams;
  for (auto const& need : needs) {
    wanted.insert({need.organisation, need.to.organisation});
    if (!need.to.team.empty()) teams.insert(need.to.team);
  }
  for (auto const& organisation : wanted) {
    BASSIN_TRY(auto members, partners::colleagues_of(session, organisation));
    std::erase_if(members,
                  [](Colleague const& it) { return !internal::is_active(it) || !access::allows(it.role, access::Need::edit_businesses); });
    out.members.emplace(organisation, std::move(members));
  }
  for (auto const& id : teams) {
    BASSIN_TRY(auto const team, partners::find_team(session, id));
    out.team_agents.emplace(id, team.agents);
  }
  BASSIN_TRY(out.refused, who_refused(session, LetterKind::silence));
  return out;
}

// Those of a role, or of the next one that somebody has.
std::vector<Colleague> in_charge(std::vector<Colleague> const& members) {
  for (auto const role : {access::Role::coordinator, access::Role::administrator}) {
    std::vector<Colleague> found;
    std::copy_if(members.begin(), members.end(), std::back_inserter(found), [role](Colleague const& it) { return it.role == role; });
    if (!found.empty()) return found;
  }
  return members;
}

std::vector<Colleague> those_of(std::vector<Colleague> const& members, std::vector<std::string> const& ids) {
  std::vector<Colleague> out;
  for (auto const& it : members) {
    if (std::find(ids.begin(), ids.end(), it.agent.id) != ids.end()) out.push_back(it);
  }
  return out;
}

// One handed to a whole organisation is handed on by who coordinates it.
std::vector<Colleague> receivers(House const& house, Need const& need) {
  auto const& members = house.members.at(need.to.organisation);
  if (!need.to.agent.empty()) return those_of(members, {need.to.agent});
  if (!need.to.team.empty()) return those_of(members, house.team_agents.at(need.to.team));
  return in_charge(members);
}

using Mailings = std::map<std::string, Mailing>;  // by agent

void add(House const& house, Mailings& mailings, std::vector<Colleague> const& to, std::string const& organisation, Told const& told) {
  for (auto const& it : to) {
    if (house.refused.contains(it.agent.id)) continue;
    auto& mailing = mailings[it.agent.id];
    if (mailing.organisation.empty()) {
      auto const found = house.organisations.find(organisation);
      mailing.to = it;
      mailing.organisation = organisation;
      if (found != house.organisations.end()) mailing.territory = found->second.territory;
    }
    mailing.needs.try_emplace(told.need.id, told);
  }
}

Mailings mailings_of(House const& house, std::vector<Need> const& needs, Date day) {
  Mailings out;
  for (auto const& need : needs) {
    int const days = support::silent_days_on(need, day);
    if (days < first_step) continue;
    add(house, out, receivers(house, need), need.to.organisation, {Why::received, need, days});
    if (days < second_step) continue;
    add(house, out, those_of(house.members.at(need.organisation), {need.agent}), need.organisation, {Why::given, need, days});
    add(house, out, in_charge(house.members.at(need.to.organisation)), need.to.organisation, {Why::coordinates, need, days});
  }
  return out;
}

std::string name_in(House const& house, std::string const& organisation) {
  auto const found = house.organisations.find(organisation);
  return found == house.organisations.end() ? "un partenaire" : found->second.name;
}

std::string line_of(House const& house, Told const& it, PublicNames const& names) {
  auto const found = names.find(it.need.business);
  bool const named = found != names.end() && !support::is_sensitive(it.need.facts.theme);
  auto const since = base::parse_date(std::string_view(it.need.handed_at).substr(0, 10)).value_or(Date{});
  auto const other = it.why == Why::given ? "à " + name_in(house, it.need.to.organisation) : "par " + name_in(house, it.need.organisation);
  return fmt::format("{} : confié {} le {}, sans réponse depuis plus de {} jours", named ? found->second : "Une entreprise", other,
                     in_words(since), it.days);
}

Content content_of(Post const& post, House const& house, std::vector<Told> const& needs, PublicNames const& names) {
  constexpr std::string_view titles[] = {"Confiés à vous ou à votre équipe", "Que vous avez confiés", "Confiés à votre organisation"};
  Content out;
  out.intro = needs.size() == 1 ? "Un besoin d'entreprise attend une réponse." : "Des besoins d'entreprises attendent une réponse.";
  for (auto const why : {Why::received, Why::given, Why::coordinates}) {
    Section section{std::string(titles[static_cast<std::size_t>(why)]), {}};
    for (auto const& it : needs) {
      if (it.why == why) section.lines.push_back(line_of(house, it, names));
    }
    if (!section.lines.empty()) out.sections.push_back(std::move(section));
  }
  out.what_to_do = "Prendre en charge, décliner en disant pourquoi, ou confier à un autre";
  if (!post.address.empty()) {
    out.link = post.address + "/ma-journee";
    out.choice_link = post.address + "/compte";
  }
  return out;
}

// Those that nobody has answered or handed on meanwhile, and of which this step was not told yet.
Result<std::vector<Told>> still_to_tell(sql::Session& session, Mailing const& mailing, base::Instant now) {
  std::vector<std::string> ids;
  for (auto const& [id, told] : mailing.needs) ids.push_back(id);
  BASSIN_TRY(auto const waiting, support::still_waiting(session, ids));
  std::vector<Told> out;
  for (auto const& [id, told] : mailing.needs) {
    auto const found = waiting.find(id);
    if (found == waiting.end() || found->second != told.need.handed_at) continue;
    auto const step = fmt::format("{} {}", told.need.handed_at, told.days);
    BASSIN_TRY(auto const first, internal::note_sent(session, mailing.to.agent.id, id, step, now));
    if (first) out.push_back(told);
  }
  std::stable_sort(out.begin(), out.end(), [](Told const& a, Told const& b) { return a.need.handed_at < b.need.handed_at; });
  return out;
}

std::string subject_of(std::vector<Told> const& needs) {
  auto const longest = std::max_element(needs.begin(), needs.end(), [](Told const& a, Told const& b) { return a.days < b.days; })->days;
  return needs.size() == 1 ? fmt::format("un besoin sans réponse depuis {} jours", longest)
                           : fmt::format("{} besoins sans réponse", needs.size());
}

Result<bool> write_to(sql::Session& session, Post const& post, House const& house, Mailing const& mailing, Date day) {
  auto const& agent = mailing.to.agent;
  BASSIN_TRY(auto const today, internal::was_sent(session, agent.id, "silence", to_iso(day)));
  if (today) return false;
  BASSIN_TRY(auto const needs, still_to_tell(session, mailing, post.now()));
  if (needs.empty()) return false;
  BASSIN_TRY([[maybe_unused]] auto const noted, internal::note_sent(session, agent.id, "silence", to_iso(day), post.now()));
  std::vector<std::string> businesses;
  for (auto const& it : needs) businesses.push_back(it.need.business);
  BASSIN_TRY(auto const names, post.names_of(internal::reader_of(post, mailing.to, mailing.organisation, mailing.territory), businesses));
  BASSIN_DO(internal::queue(session, post, agent, subject_of(needs), content_of(post, house, needs, names)));
  return true;
}

}  // namespace

Result<std::size_t> send_silence(Post const& post, Date day, std::stop_token const& stop) {
  std::vector<Need> needs;
  House house;
  BASSIN_DO(post.store.read([&](sql::Session& session) -> Result<void> {
    BASSIN_TRY(needs, support::waiting_since(session, Date{day.days - first_step}));
    BASSIN_TRY(house, read_house(session, needs));
    return {};
  }));
  std::size_t sent = 0;
  for (auto const& [agent, mailing] : mailings_of(house, needs, day)) {
    if (stop.stop_requested()) return base::Error("outward.stopped");
    BASSIN_TRY(auto const done,
               post.store.write([&, &one = mailing](sql::Session& session) { return write_to(session, post, house, one, day); }));
    sent += done ? 1 : 0;
  }
  return sent;
}

}  // namespace bassin::letters
