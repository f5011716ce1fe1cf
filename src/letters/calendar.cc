#include "letters/calendar.h"

#include <libical/ical.h>

#include <memory>
#include <string_view>

namespace bassin::letters {

namespace {

struct FreeComponent {
  void operator()(icalcomponent* it) const { icalcomponent_free(it); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype day_of(base::Date date) {
  auto const iso = to_iso(date);
  return icaltime_from_string((iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2)).c_str());
}

icaltimetype moment_of(base::Instant at) {
  auto const iso = base::to_iso(at);
  auto const day = iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2);
  return icaltime_from_string((day + "T" + iso.substr(11, 2) + iso.substr(14, 2) + iso.substr(17, 2) + "Z").c_str());
}

// What the standard knows no word for, and calendars do.
icalproperty* extension(char const* name, char const* value) {
  auto* const out = icalproperty_new_x(value);
  icalproperty_set_x_name(out, name);
  return out;
}

Component event_of(CalendarEntry const& entry) {
  Component event(icalcomponent_new(ICAL_VEVENT_COMPONENT));
  auto const add = [&event](icalproperty* property) { icalcomponent_add_property(event.get(), property); };
  add(icalproperty_new_uid(entry.uid.c_str()));
  add(icalproperty_new_dtstamp(moment_of(entry.changed_at)));
  add(icalproperty_new_lastmodified(moment_of(entry.changed_at)));
  add(icalproperty_new_sequence(static_cast<int>(entry.sequence)));
  add(icalproperty_new_dtstart(day_of(entry.on)));
  add(icalproperty_new_dtend(day_of({entry.on.days + 1})));
  add(icalproperty_new_summary(entry.title.c_str()));
  if (!entry.description.empty()) add(icalproperty_new_description(entry.description.c_str()));
  if (!entry.place.empty()) add(icalproperty_new_location(entry.place.c_str()));
  if (!entry.url.empty()) add(icalproperty_new_url(entry.url.c_str()));
  add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  return event;
}

}  // namespace

std::string to_icalendar(std::string const& name, std::vector<CalendarEntry> const& entries) {
  Component const calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  auto const add = [&calendar](icalproperty* property) { icalcomponent_add_property(calendar.get(), property); };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Bassin//Bassin//FR"));
  add(icalproperty_new_calscale("GREGORIAN"));
  add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  add(extension("X-WR-CALNAME", name.c_str()));
  add(extension("X-WR-TIMEZONE", "Europe/Paris"));
  add(extension("X-PUBLISHED-TTL", "PT1H"));
  for (auto const& entry : entries) icalcomponent_add_component(calendar.get(), event_of(entry).release());
  std::unique_ptr<char, decltype(&icalmemory_free_buffer)> const text(icalcomponent_as_ical_string_r(calendar.get()),
                                                                      icalmemory_free_buffer);
  return text ? std::string(text.get()) : std::string();
}

}  // namespace bassin::letters
