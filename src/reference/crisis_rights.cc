#include "reference/crisis_rights.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/id_table.h"
#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"

namespace bassin::reference {

namespace {

constexpr std::array<std::string_view, condition_count> condition_ids{"decree",   "no-decree", "insured", "loss-cover",
                                                                      "employer", "under-50",  "craft",   "independent",
                                                                      "farm",     "indirect",  "direct",  "77-78-91"};
constexpr std::array<std::string_view, right_heading_count> heading_ids{"insurance", "work", "deferral", "aid"};
constexpr std::array<std::string_view, 4> counted_ids{"", "publication", "event", "standstill"};

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t out = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

void read_time(std::string_view text, CrisisRight& it) {
  it.fixed = base::parse_date(text);
  if (it.fixed) return;
  it.work_days = text.ends_with('w');
  if (it.work_days) text.remove_suffix(1);
  it.days = static_cast<int>(number_of(text).value_or(0));
}

CrisisRight right_of(std::string_view line) {
  CrisisRight out;
  out.id = internal::take(line, '\t');
  out.heading = base::parse_id<RightHeading>(heading_ids, internal::take(line, '\t')).value_or(RightHeading::aid);
  out.from = base::parse_date(internal::take(line, '\t'));
  out.until = base::parse_date(internal::take(line, '\t'));
  out.counted = base::parse_id<CountedFrom>(counted_ids, internal::take(line, '\t')).value_or(CountedFrom::nothing);
  read_time(internal::take(line, '\t'), out);
  out.amount = number_of(internal::take(line, '\t'));
  auto conditions = internal::take(line, '\t');
  while (!conditions.empty()) {
    if (auto const it = parse_condition(internal::take(conditions, ','))) out.conditions.push_back(*it);
  }
  out.source.fr = internal::take(line, '\t');
  out.source.en = line;
  return out;
}

// 0 Monday to 6 Sunday; 1970-01-01 was a Thursday.
int weekday_of(base::Date day) { return ((day.days + 3) % 7 + 7) % 7; }

// Gregorian Easter by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8).
base::Date easter(int year) {
  int const a = year % 19, b = year / 100, c = year % 100;
  int const d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
  int const h = (19 * a + b - d - g + 15) % 30;
  int const i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int const m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return base::make_date(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

}  // namespace

std::string_view id_of(Condition condition) { return condition_ids[static_cast<std::size_t>(condition)]; }
std::optional<Condition> parse_condition(std::string_view id) { return base::parse_id<Condition>(condition_ids, id); }

std::string_view id_of(RightHeading heading) { return heading_ids[static_cast<std::size_t>(heading)]; }

RightHeading heading_of(std::string_view right) {
  auto const rules = crisis_rights();
  auto const found = std::find_if(rules.begin(), rules.end(), [&](auto const& it) { return it.id == right; });
  return found == rules.end() ? RightHeading::aid : found->heading;
}

std::span<CrisisRight const> crisis_rights() {
  static std::vector<CrisisRight> const all = [] {
    std::vector<CrisisRight> out;
    internal::for_each_line(internal::embedded(internal::EmbeddedFile::crisis_rights),
                            [&](std::string_view line) { out.push_back(right_of(line)); });
    return out;
  }();
  return all;
}

bool is_public_holiday(base::Date day) {
  constexpr std::array<std::pair<unsigned, unsigned>, 8> fixed{{{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}}};
  int const year = base::year_of(day);
  auto const is = [&](auto const& it) { return base::make_date(year, it.first, it.second) == day; };
  if (std::any_of(fixed.begin(), fixed.end(), is)) return true;
  int const after_easter = day.days - easter(year).days;
  return after_easter == 1 || after_easter == 39 || after_easter == 50;  // Easter Monday, Ascension, Whit Monday
}

base::Date after_work_days(base::Date day, int count) {
  while (count > 0) {
    ++day.days;
    if (weekday_of(day) < 5 && !is_public_holiday(day)) --count;
  }
  return day;
}

}  // namespace bassin::reference
