// The weekly letter: what is late, what comes, what waits, what of conventions wants attention.
#include <fmt/format.h>

#include "convention/alerts.h"
#include "letters/internal/sending.h"
#include "partners/organisation.h"
#include "sql/store.h"

namespace bassin::letters {

namespace {

using base::Date;
using base::Result;
using partners::Colleague;

constexpr std::size_t lines_most = 30;  // of a section
constexpr int days_ahead = 7;

struct Week {
  Agenda agenda;
  std::vector<convention::Alert> alerts;
};

void put(std::vector<Section>& sections, Section section) {
  if (section.lines.empty()) return;
  if (section.lines.size() > lines_most) {
    auto const more = section.lines.size() - lines_most;
    section.lines.resize(lines_most);
    section.lines.push_back(fmt::format("et {}", counted(more, "autre", "autres")));
  }
  sections.push_back(std::move(section));
}

// Entries of the calendar with their day, between two days.
Section entries_between(std::string title, std::vector<CalendarEntry> const& entries, Date from, Date until) {
  Section out{std::move(title), {}};
  for (auto const& it : entries) {
    if (it.on >= from && it.on <= until) out.lines.push_back(fmt::format("{} ({})", it.title, in_words(it.on)));
  }
  return out;
}

Section waiting_needs(Agenda const& agenda, PublicNames const& names, Date day) {
  Section out{"Besoins qui attendent votre réponse", {}};
  for (auto const& it : agenda.needs) {
    auto const found = names.find(it.business);
    bool const named = found != names.end() && !support::is_sensitive(it.facts.theme);
    int const silent = support::silent_days_on(it, day);
    auto const since = silent > 0 ? fmt::format("sans réponse depuis plus de {} jours", silent)
                                  : fmt::format("réponse attendue pour le {}", in_words(answer_day(it)));
    out.lines.push_back(fmt::format("{} : {}", named ? found->second : "Une entreprise", since));
  }
  return out;
}

std::string line_of(convention::Alert const& it, std::map<std::string, std::string> const& parties) {
  using convention::AlertKind;
  auto const found = parties.find(it.organisation);
  auto const party = found == parties.end() ? "un partenaire" : found->second;
  auto const day = it.day ? in_words(*it.day) : "";
  switch (it.kind) {
    case AlertKind::deliberation_missing: return fmt::format("la délibération de {} manque", party);
    case AlertKind::notice: return fmt::format("dernier jour pour dénoncer avant la reconduction : {}", day);
    case AlertKind::end: return fmt::format("elle prend fin le {}", day);
    case AlertKind::action_late: return fmt::format("l'action {} est en retard depuis le {}", it.subject, day);
    case AlertKind::indicator_empty: return fmt::format("l'indicateur {} n'a encore aucune valeur", it.subject);
    case AlertKind::decision_late: return fmt::format("une décision suivie par {} attend depuis le {}", party, day);
  }
  return "";
}

// Reminders, sittings and milestones alone: needs have a section of their own.
std::vector<CalendarEntry> dated(Agenda agenda, PublicNames const& names) {
  agenda.needs.clear();
  return entries_of(agenda, names, "");
}

std::vector<Section> sections_of(Week const& week, PublicNames const& names, std::map<std::string, std::string> const& parties, Date day) {
  std::vector<Section> out;
  auto past = week.agenda;
  past.sittings.clear();  // one that was is not late
  put(out, entries_between("En retard", dated(past, names), Date{}, Date{day.days - 1}));
  put(out, entries_between("Cette semaine", dated(week.agenda, names), day, Date{day.days + days_ahead - 1}));
  put(out, waiting_needs(week.agenda, names, day));
  Section alerts{"Conventions à surveiller", {}};
  for (auto const& it : week.alerts) alerts.lines.push_back(fmt::format("{} : {}", it.convention_title, line_of(it, parties)));
  put(out, std::move(alerts));
  return out;
}

struct Addressee {
  Colleague to;
  std::string organisation, territory;
};

Result<std::vector<Addressee>> addressees(sql::Session& session, std::map<std::string, std::string>& names, Date day) {
  std::vector<Addressee> out;
  BASSIN_TRY(auto const refused, who_refused(session, LetterKind::digest));
  BASSIN_TRY(auto const all, partners::organisations(session));
  for (auto const& it : all) {
    names.emplace(it.id, it.name);
    if (!it.active_on(to_iso(day))) continue;
    BASSIN_TRY(auto const members, partners::colleagues_of(session, it.id));
    for (auto const& member : members) {
      bool const works = access::allows(member.role, access::Need::edit_businesses);
      if (works && internal::is_active(member) && !refused.contains(member.agent.id)) out.push_back({member, it.id, it.territory});
    }
  }
  return out;
}

Result<bool> write_to(sql::Session& session, Post const& post, Addressee const& who, std::map<std::string, std::string> const& parties,
                      Date day) {
  auto const reader = internal::reader_of(post, who.to, who.organisation, who.territory);
  auto const about = "digest " + who.organisation;
  BASSIN_TRY(auto const sent, internal::was_sent(session, who.to.agent.id, about, to_iso(day)));
  if (sent) return false;
  Week week;
  BASSIN_TRY(week.agenda, agenda_of(session, reader, day));
  BASSIN_TRY(week.alerts, convention::alerts_of(session, reader, day));
  BASSIN_TRY(auto const names, post.names_of(reader, businesses_in(week.agenda)));
  auto sections = sections_of(week, names, parties, day);
  if (sections.empty()) return false;
  BASSIN_TRY([[maybe_unused]] auto const noted, internal::note_sent(session, who.to.agent.id, about, to_iso(day), post.now()));
  Content content{.intro = fmt::format("Votre semaine pour {}.", parties.at(who.organisation)), .sections = std::move(sections)};
  content.what_to_do = "Ouvrir ma journée";
  if (!post.address.empty()) {
    content.link = post.address + "/ma-journee";
    content.choice_link = post.address + "/compte";
  }
  BASSIN_DO(internal::queue(session, post, who.to.agent, fmt::format("votre semaine du {}", in_words(day)), content));
  return true;
}

}  // namespace

Result<std::size_t> send_digests(Post const& post, Date day, std::stop_token const& stop) {
  std::map<std::string, std::string> names;
  BASSIN_TRY(auto const all, post.store.read([&](sql::Session& session) { return addressees(session, names, day); }));
  std::size_t sent = 0;
  for (auto const& who : all) {
    if (stop.stop_requested()) return base::Error("outward.stopped");
    BASSIN_TRY(auto const done, post.store.write([&](sql::Session& session) { return write_to(session, post, who, names, day); }));
    sent += done ? 1 : 0;
  }
  return sent;
}

}  // namespace bassin::letters
