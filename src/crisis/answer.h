// What a damage report may be asked, in three tiers, and what an answer is: given, or that nobody knows it, or that it was not said.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::crisis {

enum class Tier : std::uint8_t {
  minute,  // what one asks in sixty seconds
  full,    // damage, premises, staff, insurance
  aid,     // what was asked for, granted, paid
};
// "minute".
[[nodiscard]] std::string_view id_of(Tier tier);

enum class AnswerForm : std::uint8_t {
  choice,  // one of Question::choices
  count,   // a whole number, 0 to Question::most
  money,   // whole euros: an amount or one of bands(), and how sure it is
  day,
  line,   // of at most line_most characters
  words,  // of several lines
};
// "choice".
[[nodiscard]] std::string_view id_of(AnswerForm form);

struct Question {
  std::string_view id;
  Tier tier = Tier::minute;
  AnswerForm form = AnswerForm::choice;
  std::string_view unit;                      // "cm", "h", "persons", "€"; ""
  std::span<std::string_view const> choices;  // of AnswerForm::choice
  std::span<std::string_view const> items;    // asked once for each of them: headings of damage, kinds of aid
  std::int64_t most = 0;                      // of AnswerForm::count
  bool amount_wanted = true;                  // of AnswerForm::money: else it may have been asked for without one
  bool of_owners = true;                      // stands in the public form
  bool of_farms = false;                      // asked of farms alone
};
// In the order in which they are asked.
[[nodiscard]] std::span<Question const> questions();
// nullptr: there is none.
[[nodiscard]] Question const* question_of(std::string_view id);
// Headings of damage that farms alone have: reference::FarmRegime says under which compensation each falls.
[[nodiscard]] std::span<std::string_view const> headings_of_farms();
// Whether a question, or an item of one, is for farms alone.
[[nodiscard]] bool is_of_farms(std::string_view question, std::string_view item);

// Euros, from `from` to `to`; nothing: no end. So that answers of people who know no amount can be added up.
struct Band {
  std::int64_t from = 0;
  std::optional<std::int64_t> to;
};
[[nodiscard]] std::span<Band const> bands();

enum class Standing : std::uint8_t { given, unknown, refused };
[[nodiscard]] std::string_view id_of(Standing standing);
[[nodiscard]] std::optional<Standing> parse_standing(std::string_view id);

enum class Certainty : std::uint8_t {
  estimated,  // by who was hit, at sight
  quoted,     // a bill or an estimate of a craftsman
  assessed,   // by an expert
};
[[nodiscard]] std::string_view id_of(Certainty certainty);
[[nodiscard]] std::optional<Certainty> parse_certainty(std::string_view id);

struct Answer {
  std::string question;  // id
  std::string item;      // of Question::items; "" where it has none, and where nothing is said of any of them
  Standing standing = Standing::given;
  // Of one that is given, by the form of the question:
  std::string text;                    // choice, "2026-11-28", line or words
  std::optional<std::int64_t> from;    // the count; the amount, or where its band begins
  std::optional<std::int64_t> to;      // the amount again, or where its band ends
  std::optional<Certainty> certainty;  // of money
  friend bool operator==(Answer const&, Answer const&) = default;
};
// All that one report may hold.
inline constexpr std::size_t answers_most = 120;

// As reports keep them: sorted by question and item, nothing in those that were not given, a certainty for each amount of damage.
// `owner`: of the public form alone. Errors: "crisis.unknown_question" (question); "crisis.bad_value" (field, allowed), also for what is
// answered twice; "crisis.empty_report"; those of base::clean().
[[nodiscard]] base::Result<std::vector<Answer>> clean_answers(std::vector<Answer> answers, bool owner);

}  // namespace bassin::crisis
