#include "letters/calendar.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

namespace bassin::letters {
namespace {

CalendarEntry reminder() {
  return {.uid = "reminder-1@bassin",
          .on = base::make_date(2018, 12, 31),
          .title = "Rappeler, puis écrire; « urgent » \\ à l'Épicerie du Grand Morin et à l'association des commerçants de Crécy",
          .description = "Première ligne\nSeconde ligne",
          .place = "Mairie, salle 2",
          .url = "https://bassin.test/ma-journee",
          .sequence = 3,
          .changed_at = base::parse_instant("2018-12-01T08:30:00.000Z").value()};
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = text.find("\r\n", at);
    out.push_back(text.substr(at, end - at));
    at = end == std::string::npos ? text.size() : end + 2;
  }
  return out;
}

TEST(Calendar, FoldsAndEndsItsLinesAsTheStandardSays) {
  auto const text = to_icalendar("Bassin – Pays Créçois", {reminder()});
  auto const lines = lines_of(text);
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  bool folded = false;
  for (auto const& line : lines) {
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    folded = folded || line.starts_with(' ');
  }
  EXPECT_TRUE(folded);
}

TEST(Calendar, IsReadBackAsItWas) {
  auto const text = to_icalendar("Bassin", {reminder()});
  std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> const read(icalparser_parse_string(text.c_str()), icalcomponent_free);
  auto* const event = icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT);
  ASSERT_NE(event, nullptr);
  auto const expected = reminder();
  EXPECT_EQ(icalcomponent_get_summary(event), expected.title);
  EXPECT_EQ(icalcomponent_get_description(event), expected.description);
  EXPECT_EQ(icalcomponent_get_location(event), expected.place);
  EXPECT_EQ(icalcomponent_get_uid(event), expected.uid);
  EXPECT_EQ(icalcomponent_get_sequence(event), 3);
  for (auto const* line : {"DTSTART;VALUE=DATE:20181231\r\n", "DTEND;VALUE=DATE:20190101\r\n", "DTSTAMP:20181201T083000Z\r\n",
                           "LAST-MODIFIED:20181201T083000Z\r\n", "TRANSP:TRANSPARENT\r\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST(Calendar, IsTheSameForTheSame) {
  EXPECT_EQ(to_icalendar("Bassin", {reminder()}), to_icalendar("Bassin", {reminder()}));
  EXPECT_NE(to_icalendar("Bassin", {}).find("END:VCALENDAR\r\n"), std::string::npos) << "one without entries is one too";
}

}  // namespace
}  // namespace bassin::letters
