// What agents said of a case that decides on its rights: an answer goes before what the register proposes, and each answer stays.
// docs/decisions/0042-decrees-and-what-is-said-of-a-case.md
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/cases.h"
#include "reference/crisis_rights.h"

namespace bassin::crisis {

enum class RightQuestion : std::uint8_t {
  insured,
  loss_cover,
  employer,
  under_50,
  craft,
  independent,
  farm,
  indirect,
  hit_on,         // a day; until somebody says one, that on which the crisis began
  standstill_on,  // a day: the first on which somebody could not work
};
inline constexpr std::size_t right_question_count = 10;
// "loss_cover".
[[nodiscard]] std::string_view id_of(RightQuestion question);
[[nodiscard]] std::optional<RightQuestion> parse_right_question(std::string_view id);
// The condition that it decides; nothing for days.
[[nodiscard]] std::optional<reference::Condition> condition_of(RightQuestion question);

struct RightAnswer {
  RightQuestion question = RightQuestion::insured;
  std::int64_t number = 0;          // from 1: the how manieth to this question
  std::string value;                // "yes", "no", "unknown"; of days "2024-10-10" or "unknown"
  std::string organisation, agent;  // who said it
  std::string at;

  // "unknown" is neither.
  [[nodiscard]] std::optional<bool> holds() const;
  [[nodiscard]] std::optional<base::Date> day() const;
};
// The last to each question that was ever answered.
using RightAnswers = std::map<RightQuestion, RightAnswer>;

struct Said {
  RightQuestion question = RightQuestion::insured;
  std::string value;
  std::int64_t number = 0;  // of the last answer that who says it has seen; 0: none
};
// All or none. What was said already is said once. Errors: "crisis.unknown_case" (id), "crisis.closed", "crisis.not_yours",
// "crisis.on_the_line" (by, until) of another agent, "crisis.changed" (now), "crisis.bad_value" (field, allowed), also of a question that
// stands there twice.
[[nodiscard]] base::Result<RightAnswers> say_of_case(sql::Session& session, Act const& act, std::string const& id,
                                                     std::span<Said const> said);

// Every answer, the oldest first. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<std::vector<RightAnswer>> right_answers_of(sql::Session& session, access::Reader const& reader,
                                                                      std::string const& id);
[[nodiscard]] RightAnswers last_of(std::vector<RightAnswer> const& all);

}  // namespace bassin::crisis
