// What a room learned: what worked, what lacked, what is to be done, by whom and until when. Written while the crisis runs and after it is
// closed, read by the agents of the room. docs/decisions/0049-closing-lessons-comparison.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

enum class Heading : std::uint8_t { worked, lacked, to_do };
inline constexpr std::size_t heading_count = 3;
[[nodiscard]] std::string_view id_of(Heading heading);
[[nodiscard]] std::optional<Heading> parse_heading(std::string_view id);

struct LessonFacts {
  Heading heading = Heading::worked;
  std::string text;
  // Of what is to be done alone.
  std::string charge;  // organisation of the room; "": who wrote it
  std::string person;  // « le service des eaux, avec la mairie »; ""
  std::optional<base::Date> until;
  bool done = false;
};
struct Lesson {
  std::string id, crisis;
  LessonFacts facts;
  std::string organisation, agent;  // who wrote it
  std::int64_t version = 0;
  std::string changed_at;
};

// By heading, then in the order in which they were written. Errors: "crisis.unknown" (id), also for a reader without see_personal.
[[nodiscard]] base::Result<std::vector<Lesson>> lessons_of(sql::Session& session, access::Reader const& reader, std::string const& crisis);
// By agents of the room who work with businesses, until the crisis is anonymised. Errors: also "crisis.not_yours", "crisis.anonymised",
// "crisis.bad_value" (field, allowed), "crisis.unknown_partner" (organisation), those of base::clean().
[[nodiscard]] base::Result<Lesson> note_lesson(sql::Session& session, Act const& act, std::string const& crisis, LessonFacts const& facts);
// Errors: also "crisis.unknown_lesson" (id), "crisis.changed" (now).
[[nodiscard]] base::Result<Lesson> change_lesson(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                 LessonFacts const& facts);
// By who wrote it, or who runs the room.
[[nodiscard]] base::Result<void> remove_lesson(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

inline constexpr int lesson_ahead = 30;  // days before its day from which what is to be done waits in the day's work
// What the reader's organisation has to do until then, from all rooms, exercises among them: what an exercise taught is real. The earliest
// first; what has no day stays in its room. At most 100.
struct LessonToDo {
  Lesson lesson;
  std::string title;  // of its crisis
};
[[nodiscard]] base::Result<std::vector<LessonToDo>> lessons_to_do(sql::Session& session, access::Reader const& reader, base::Date today);

}  // namespace bassin::crisis
