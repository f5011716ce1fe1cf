#include "letters/agenda.h"

#include <fmt/format.h>

#include <algorithm>

#include "partners/secret.h"

namespace bassin::letters {

namespace {

using base::Result;

constexpr std::string_view committee_name(convention::Committee it) {
  return it == convention::Committee::steering ? "Comité de pilotage" : "Comité technique";
}

base::Instant moment(std::string const& iso) { return base::parse_instant(iso).value_or(base::Instant{}); }

std::string named(std::string title, std::string const& business, PublicNames const& names) {
  auto const found = names.find(business);
  return found == names.end() || found->second.empty() ? title : title + " – " + found->second;
}

std::string link(std::string const& address, std::string const& path) { return address.empty() ? "" : address + path; }

// A title is one line; what else is written stands below it.
CalendarEntry entry_of(support::Reminder const& it, PublicNames const& names, std::string const& address) {
  auto const& text = it.facts.text;
  bool const several = text.find('\n') != std::string::npos;
  return {.uid = "reminder-" + it.id + "@bassin",
          .on = it.facts.due_on,
          .title = named(text.substr(0, text.find('\n')), it.business, names),
          .description = several ? text : "",
          .place = "",
          .url = link(address, "/ma-journee"),
          .sequence = it.version - 1,
          .changed_at = moment(it.changed_at)};
}

CalendarEntry entry_of(support::Need const& it, PublicNames const& names, std::string const& address) {
  return {.uid = "need-" + it.id + "@bassin",
          .on = answer_day(it),
          .title = named("Répondre à un besoin transmis", it.business, names),
          .description = "Réponse attendue au plus tard ce jour.",
          .place = "",
          .url = link(address, "/ma-journee"),
          .sequence = it.version - 1,
          .changed_at = moment(it.changed_at)};
}

CalendarEntry entry_of(convention::DiarySitting const& it, std::string const& address) {
  return {.uid = "sitting-" + it.id + "@bassin",
          .on = it.on,
          .title = fmt::format("{} – {}", committee_name(it.committee), it.convention_title),
          .description = "",
          .place = it.place,
          .url = link(address, "/conventions/" + it.convention),
          .sequence = it.version - 1,
          .changed_at = moment(it.changed_at)};
}

CalendarEntry entry_of(convention::DiaryMilestone const& it, std::string const& address) {
  return {.uid = fmt::format("milestone-{}-{}-{}@bassin", it.action, partners::hash_of_text(it.label).substr(0, 16), it.alike),
          .on = it.due_on,
          .title = fmt::format("Jalon : {} (action {})", it.label, it.code),
          .description = it.title,
          .place = "",
          .url = link(address, "/conventions/" + it.convention),
          .sequence = it.version - 1,
          .changed_at = moment(it.changed_at)};
}

}  // namespace

Result<Agenda> agenda_of(sql::Session& session, access::Reader const& reader, base::Date today) {
  Agenda out;
  if (access::allows(reader, access::Need::edit_businesses)) {
    BASSIN_TRY(out.reminders, support::open_reminders(session, reader, reader.agent));
    BASSIN_TRY(auto box, support::need_box(session, reader));
    std::erase_if(box.received, [](support::Need const& it) { return it.state != support::NeedState::waiting; });
    out.needs = std::move(box.received);
  }
  if (access::allows(reader, access::Need::see_conventions)) {
    BASSIN_TRY(out.sittings, convention::sittings_from(session, reader, base::Date{today.days - sittings_ago}));
    BASSIN_TRY(out.milestones, convention::milestones_led(session, reader));
  }
  return out;
}

std::vector<std::string> businesses_in(Agenda const& agenda) {
  std::vector<std::string> out;
  for (auto const& it : agenda.reminders) out.push_back(it.business);
  for (auto const& it : agenda.needs) {
    if (!support::is_sensitive(it.facts.theme)) out.push_back(it.business);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase(out, "");
  return out;
}

base::Date answer_day(support::Need const& need) {
  auto const handed = base::parse_date(std::string_view(need.handed_at).substr(0, 10)).value_or(base::Date{});
  return {handed.days + answer_days};
}

std::vector<CalendarEntry> entries_of(Agenda const& agenda, PublicNames const& names, std::string const& address) {
  static PublicNames const none;
  std::vector<CalendarEntry> out;
  for (auto const& it : agenda.reminders) out.push_back(entry_of(it, names, address));
  // A reminder may name a business that a sensitive need is about: the need still does not.
  for (auto const& it : agenda.needs) out.push_back(entry_of(it, support::is_sensitive(it.facts.theme) ? none : names, address));
  for (auto const& it : agenda.sittings) out.push_back(entry_of(it, address));
  for (auto const& it : agenda.milestones) out.push_back(entry_of(it, address));
  return out;
}

}  // namespace bassin::letters
