#include "crisis/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/date.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "reference/crisis_rights.h"
#include "reference/crop_groups.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;
using Texts = std::span<std::string_view const>;

constexpr std::array<std::string_view, 3> tiers{"minute", "full", "aid"};
constexpr std::array<std::string_view, 6> forms{"choice", "count", "money", "day", "line", "words"};
constexpr std::array<std::string_view, 3> standings{"given", "unknown", "refused"};
constexpr std::array<std::string_view, 3> certainties{"estimated", "quoted", "assessed"};

constexpr std::int64_t euros_most = 10'000'000'000;
// From 5,000 to 350,000 € of damage in October 2024 (domain.md §4.1): steps of about three.
constexpr std::array<Band, 7> band_table{
    {{0, 1'000}, {1'000, 5'000}, {5'000, 20'000}, {20'000, 50'000}, {50'000, 150'000}, {150'000, 500'000}, {500'000, std::nullopt}}};

constexpr std::array<std::string_view, 4> trading{"open", "partly", "closed", "inaccessible"};
constexpr std::array<std::string_view, 2> yes_no{"yes", "no"};
constexpr std::array<std::string_view, 3> usable{"yes", "partly", "no"};
constexpr std::array<std::string_view, 10> needs{"pumping", "electricity", "cleaning", "storage",   "premises",
                                                 "hands",   "cash",        "advice",   "listening", "none"};
// Behind those of every business, those of farms alone.
constexpr std::array<std::string_view, 13> headings{"building", "fittings", "equipment", "stock",     "vehicles",         "data",  "other",
                                                    "harvest",  "soils",    "plants",    "livestock", "housed_livestock", "fodder"};
constexpr std::size_t headings_of_all = 7;
constexpr std::array<std::string_view, 8> species{"cattle", "sheep", "goats", "pigs", "poultry", "horses", "hives", "other"};
constexpr std::array<std::string_view, 2> tenures{"owner", "tenant"};
constexpr std::array<std::string_view, 4> energy{"on", "off", "unsafe", "none"};
constexpr std::array<std::string_view, 4> short_time{"not_needed", "planned", "asked", "granted"};
constexpr std::array<std::string_view, 4> indirect{"none", "access", "supplier", "customer"};

// Whatever right of any time there is, and what no rule is of.
Texts aids() {
  static std::vector<std::string_view> const all = [] {
    std::vector<std::string_view> out;
    for (auto const& it : reference::crisis_rights())
      if (std::find(out.begin(), out.end(), it.id) == out.end()) out.push_back(it.id);
    for (auto const it : {"municipality", "bank", "donation", "other"}) out.emplace_back(it);
    return out;
  }();
  return all;
}

Texts crops() {
  static std::vector<std::string_view> const all = [] {
    std::vector<std::string_view> out;
    for (auto const& it : reference::crop_groups()) out.push_back(it.id);
    return out;
  }();
  return all;
}

Question choice(std::string_view id, Tier tier, Texts choices) { return {id, tier, AnswerForm::choice, "", choices, {}}; }
Question count(std::string_view id, Tier tier, std::string_view unit, std::int64_t most) {
  return {id, tier, AnswerForm::count, unit, {}, {}, most};
}
Question plain(std::string_view id, AnswerForm form) { return {id, Tier::full, form, "", {}, {}}; }
Question money(std::string_view id, Texts items) { return {id, Tier::full, AnswerForm::money, "€", {}, items}; }
Question aid(std::string_view id, bool amount_wanted) {
  return {id, Tier::aid, AnswerForm::money, "€", {}, aids(), 0, amount_wanted, false};
}

Question of_farms(std::string_view id, std::string_view unit, Texts items, std::int64_t most) {
  return {id, Tier::full, AnswerForm::count, unit, {}, items, most, true, false, true};
}

std::vector<Question> const& table() {
  static std::vector<Question> const all = {
      choice("trading", Tier::minute, trading),
      choice("people_safe", Tier::minute, yes_no),
      count("water_height", Tier::minute, "cm", 2'000),
      {"callback", Tier::minute, AnswerForm::line, "", {}, {}},
      choice("urgent_need", Tier::minute, needs),
      money("damage", headings),
      money("turnover_loss", {}),
      count("water_time", Tier::full, "h", 10'000),
      choice("premises_usable", Tier::full, usable),
      choice("tenure", Tier::full, tenures),
      choice("equipment_usable", Tier::full, usable),
      choice("perishable_stock", Tier::full, yes_no),
      choice("electricity", Tier::full, energy),
      choice("gas", Tier::full, energy),
      choice("pollution", Tier::full, yes_no),
      choice("indirect", Tier::full, indirect),
      choice("hit_before", Tier::full, yes_no),
      count("employees", Tier::full, "persons", 100'000),
      count("stopped", Tier::full, "persons", 100'000),
      choice("short_time_work", Tier::full, short_time),
      choice("insured", Tier::full, yes_no),
      plain("insurer", AnswerForm::line),
      {"policy", Tier::full, AnswerForm::line, "", {}, {}, 0, true, false},
      choice("loss_cover", Tier::full, yes_no),
      choice("declared", Tier::full, yes_no),
      plain("declared_on", AnswerForm::day),
      plain("expert_on", AnswerForm::day),
      plain("reopening_on", AnswerForm::day),
      plain("remarks", AnswerForm::words),
      of_farms("harvest_lost", "%", crops(), 100),
      of_farms("harvest_yield", "q/ha", crops(), 2'000),
      of_farms("harvest_price", "€/t", crops(), 100'000),
      of_farms("soils_area", "ares", {}, 200'000),
      of_farms("animals_dead", "animals", species, 1'000'000),
      of_farms("animals_moved", "animals", species, 1'000'000),
      aid("aid_asked", false),
      aid("aid_granted", true),
      aid("aid_paid", true),
  };
  return all;
}

bool holds(Texts texts, std::string_view text) { return std::find(texts.begin(), texts.end(), text) != texts.end(); }

Error bad(Answer const& it, std::string allowed) {
  return Error("crisis.bad_value",
               {{"field", it.item.empty() ? it.question : it.question + "/" + it.item}, {"allowed", std::move(allowed)}});
}

Result<Answer> with_amount(Question const& question, Answer it) {
  it.text.clear();
  if (!it.from && !it.to && !question.amount_wanted) {
    it.certainty.reset();
    return it;
  }
  auto const band =
      std::any_of(band_table.begin(), band_table.end(), [&](Band const& one) { return it.from == one.from && it.to == one.to; });
  bool const amount = it.from && it.from == it.to && *it.from >= 0 && *it.from <= euros_most;
  if (!band && !amount) return bad(it, fmt::format("0…{} €, 0–1000, 1000–5000…", euros_most));
  if (!it.certainty) it.certainty = Certainty::estimated;
  return it;
}

Result<Answer> with_text(Question const& question, Answer it) {
  it.from.reset();
  it.to.reset();
  it.certainty.reset();
  switch (question.form) {
    case AnswerForm::choice:
      if (!holds(question.choices, it.text)) return bad(it, fmt::format("{}", fmt::join(question.choices, ", ")));
      break;
    case AnswerForm::day:
      if (!base::parse_date(it.text)) return bad(it, "2026-11-28");
      break;
    default: {
      bool const several = question.form == AnswerForm::words;
      BASSIN_TRY(it.text, base::clean(question.id, it.text, several ? base::description_most : base::line_most,
                                      several ? base::Lines::several : base::Lines::one));
    }
  }
  return it;
}

Result<Answer> clean(Answer it, bool owner) {
  auto const* const question = question_of(it.question);
  if (question == nullptr || (owner && !question->of_owners))
    return Error("crisis.unknown_question", {{"question", it.question.substr(0, 100)}});
  bool const of_all = it.item.empty() && (question->items.empty() || it.standing != Standing::given);
  if (!of_all && !holds(question->items, it.item))
    return bad({it.question, "", Standing::given, "", {}, {}, {}},
               question->items.empty() ? "–" : fmt::format("{}", fmt::join(question->items, ", ")));
  if (it.standing != Standing::given) return Answer{it.question, it.item, it.standing, "", {}, {}, {}};
  if (question->form == AnswerForm::money) return with_amount(*question, std::move(it));
  if (question->form != AnswerForm::count) return with_text(*question, std::move(it));
  it.text.clear();
  it.to.reset();
  it.certainty.reset();
  if (!it.from || *it.from < 0 || *it.from > question->most) return bad(it, fmt::format("0…{}", question->most));
  return it;
}

}  // namespace

std::string_view id_of(Tier tier) { return tiers[static_cast<std::size_t>(tier)]; }
std::string_view id_of(AnswerForm form) { return forms[static_cast<std::size_t>(form)]; }
std::string_view id_of(Standing standing) { return standings[static_cast<std::size_t>(standing)]; }
std::optional<Standing> parse_standing(std::string_view id) { return base::parse_id<Standing>(standings, id); }
std::string_view id_of(Certainty certainty) { return certainties[static_cast<std::size_t>(certainty)]; }
std::optional<Certainty> parse_certainty(std::string_view id) { return base::parse_id<Certainty>(certainties, id); }

std::span<Band const> bands() { return band_table; }
std::span<Question const> questions() { return table(); }
std::span<std::string_view const> headings_of_farms() { return std::span(headings).subspan(headings_of_all); }
bool is_of_farms(std::string_view question, std::string_view item) {
  auto const own = headings_of_farms();
  auto const* const found = question_of(question);
  return found != nullptr && (found->of_farms || (question == "damage" && std::find(own.begin(), own.end(), item) != own.end()));
}
Question const* question_of(std::string_view id) {
  auto const found = std::find_if(table().begin(), table().end(), [id](Question const& it) { return it.id == id; });
  return found == table().end() ? nullptr : &*found;
}

Result<std::vector<Answer>> clean_answers(std::vector<Answer> answers, bool owner) {
  if (answers.empty()) return Error("crisis.empty_report");
  if (answers.size() > answers_most)
    return Error("crisis.bad_value", {{"field", "answers"}, {"allowed", fmt::format("≤ {}", answers_most)}});
  for (auto& it : answers) {
    BASSIN_TRY(it, clean(std::move(it), owner));
  }
  auto const key = [](Answer const& it) { return std::tie(it.question, it.item); };
  std::sort(answers.begin(), answers.end(), [&](Answer const& a, Answer const& b) { return key(a) < key(b); });
  auto const twice = std::adjacent_find(answers.begin(), answers.end(), [&](Answer const& a, Answer const& b) { return key(a) == key(b); });
  if (twice != answers.end()) return bad(*twice, "1");
  return answers;
}

}  // namespace bassin::crisis
