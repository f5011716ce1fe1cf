#include "convention/change.h"

#include <algorithm>
#include <set>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/uuid.h"
#include "convention/internal/amending.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using access::Json;
using base::Date;
using base::Error;
using base::Result;
using internal::bad_value;

constexpr std::array<std::string_view, change_kind_count> kind_ids = {
    "title",         "purpose",         "term",       "party_joins",   "party_leaves",
    "commune_added", "commune_removed", "axis_added", "axis_reworded", "axis_removed"};
constexpr std::size_t least_parties = 2;

bool is_of_a_party(ChangeKind kind) { return kind == ChangeKind::party_joins || kind == ChangeKind::party_leaves; }
bool is_of_a_commune(ChangeKind kind) { return kind == ChangeKind::commune_added || kind == ChangeKind::commune_removed; }
bool is_of_an_axis(ChangeKind kind) { return kind >= ChangeKind::axis_added; }
bool wants_a_day(ChangeKind kind) { return is_of_a_party(kind) || is_of_a_commune(kind) || kind == ChangeKind::axis_removed; }
bool adds(ChangeKind kind) {
  return kind == ChangeKind::party_joins || kind == ChangeKind::commune_added || kind == ChangeKind::axis_added;
}

Date day_before(Date day) { return {day.days - 1}; }

Party* party_in(Text& text, std::string const& organisation) {
  auto const found =
      std::find_if(text.parties.begin(), text.parties.end(), [&](Party const& it) { return it.organisation == organisation; });
  return found == text.parties.end() ? nullptr : &*found;
}
// That still counts.
Commune* commune_in(Text& text, std::string const& code) {
  auto const found =
      std::find_if(text.perimeter.begin(), text.perimeter.end(), [&](Commune const& it) { return it.code == code && !it.until_day; });
  return found == text.perimeter.end() ? nullptr : &*found;
}
Axis* axis_in(Text& text, std::string const& id) {
  auto const found = std::find_if(text.axes.begin(), text.axes.end(), [&](Axis const& it) { return it.id == id && !it.removed_on; });
  return found == text.axes.end() ? nullptr : &*found;
}

Json axis_json(Axis const& it) { return {{"code", it.code}, {"title", it.title}, {"description", it.description}}; }
Json term_json(Convention const& it) {
  return {{"ends_on", internal::day_json(it.ends_on)},
          {"renewal", id_of(it.renewal)},
          {"renewal_months", it.renewal_months},
          {"renewals_most", it.renewals_most},
          {"notice_months", it.notice_months}};
}

// What the text says now of what a change of that kind touches.
Json now(Text& text, ChangeKind kind, std::string const& subject) {
  if (kind == ChangeKind::title) return text.convention.title;
  if (kind == ChangeKind::purpose) return text.convention.purpose;
  if (kind == ChangeKind::term) return term_json(text.convention);
  if (is_of_a_party(kind)) {
    auto const* const party = party_in(text, subject);
    return party ? Json{{"left_on", internal::day_json(party->left_on)}} : Json(nullptr);
  }
  if (is_of_a_commune(kind)) {
    auto const* const commune = commune_in(text, subject);
    return commune ? Json{{"label", commune->label}, {"from", internal::day_json(commune->from_day)}} : Json(nullptr);
  }
  auto const* const axis = axis_in(text, subject);
  return axis ? axis_json(*axis) : Json(nullptr);
}

TextChange only(ChangeKind kind, TextChange const& given) {
  TextChange out;
  if (kind == ChangeKind::title) {
    out.title = given.title;
  } else if (kind == ChangeKind::purpose) {
    out.purpose = given.purpose;
  } else {
    out = given;
    out.title.reset();
    out.purpose.reset();
    out.reference.reset();
    out.starts_on.reset();
  }
  return out;
}

// What comes; "null" for who joins or leaves and what is removed, where the day says all.
Result<Json> after_of(Text& text, ChangeDraft const& draft) {
  if (draft.kind <= ChangeKind::term) {
    auto copy = text;
    BASSIN_DO(internal::apply_text(copy.convention, only(draft.kind, draft.text)));
    return now(copy, draft.kind, "");
  }
  if (draft.kind == ChangeKind::commune_added) return Json{{"label", draft.label}, {"from", internal::day_json(draft.on)}};
  if (draft.kind != ChangeKind::axis_added && draft.kind != ChangeKind::axis_reworded) return Json(nullptr);
  auto axis = draft.axis;
  BASSIN_DO(internal::clean_axis(axis));
  return axis_json(axis);
}

// What it is for must be there, or not be there, to begin with.
Result<void> refuse_misplaced(Text& text, Change const& it) {
  bool const there = it.before != "null";
  if (is_of_an_axis(it.kind) && it.kind != ChangeKind::axis_added && !there) return Error("convention.unknown_axis", {{"id", it.subject}});
  if (it.kind == ChangeKind::party_leaves) {
    auto const* const party = party_in(text, it.subject);
    if (!party || party->left_on) return Error("convention.unknown_party", {{"organisation", it.subject}});
    if (it.subject == text.convention.keeper) return Error("convention.keeper_stays");
  }
  if (it.kind == ChangeKind::commune_removed && !there) return bad_value("commune", it.subject);
  if (adds(it.kind) && there) return Error("convention.twice", {{"what", it.subject}});
  return {};
}

void apply_term(Convention& it, Json const& after) {
  it.ends_on = after["ends_on"].is_null() ? std::nullopt : base::parse_date(after["ends_on"].get<std::string>());
  it.renewal = parse_renewal(after["renewal"].get<std::string>()).value_or(Renewal::none);
  it.renewal_months = after["renewal_months"].get<int>();
  it.renewals_most = after["renewals_most"].get<int>();
  it.notice_months = after["notice_months"].get<int>();
}

void apply_to_axes(Text& text, Change const& it, Json const& after) {
  if (it.kind == ChangeKind::axis_removed) {
    axis_in(text, it.subject)->removed_on = it.on;
    return;
  }
  if (it.kind == ChangeKind::axis_added) text.axes.push_back({it.subject, "", "", "", {}});
  auto& axis = *axis_in(text, it.subject);
  axis.code = after["code"].get<std::string>();
  axis.title = after["title"].get<std::string>();
  axis.description = after["description"].get<std::string>();
}

// One that finds what it was made for.
void apply(Text& text, Change const& it) {
  auto const after = Json::parse(it.after, nullptr, false);
  if (it.kind == ChangeKind::title) text.convention.title = after.get<std::string>();
  if (it.kind == ChangeKind::purpose) text.convention.purpose = after.get<std::string>();
  if (it.kind == ChangeKind::term) apply_term(text.convention, after);
  if (it.kind == ChangeKind::party_joins) text.parties.push_back({it.subject, "", "", {}, {}, "", "", it.on, {}, ""});
  if (it.kind == ChangeKind::party_leaves) party_in(text, it.subject)->left_on = it.on;
  if (it.kind == ChangeKind::commune_added) text.perimeter.push_back({it.subject, after["label"].get<std::string>(), it.on, {}});
  if (it.kind == ChangeKind::commune_removed) commune_in(text, it.subject)->until_day = day_before(*it.on);
  if (is_of_an_axis(it.kind)) apply_to_axes(text, it, after);
}

// What a convention must still be afterwards.
Result<void> refuse_unsound(Text const& text) {
  auto const parties = std::count_if(text.parties.begin(), text.parties.end(), [](Party const& it) { return !it.left_on; });
  if (static_cast<std::size_t>(parties) < least_parties) return Error("convention.needs_parties");
  if (std::none_of(text.perimeter.begin(), text.perimeter.end(), [](Commune const& it) { return !it.until_day; }))
    return Error("convention.needs_perimeter");
  if (text.perimeter.size() > communes_most) return bad_value("perimeter", "≤ " + std::to_string(communes_most));
  if (!text.convention.ends_on) return Error("convention.needs_dates");
  std::set<std::string> codes, days;
  for (auto const& it : text.axes) {
    if (!it.removed_on && !codes.insert(it.code).second) return Error("convention.twice", {{"what", it.code}});
  }
  if (codes.empty()) return Error("convention.needs_axis");
  for (auto const& it : text.perimeter) {
    auto const from = internal::iso(it.from_day).value_or("");
    if (!days.insert(it.code + from).second) return Error("convention.twice", {{"what", it.label}});
    if (it.from_day && it.until_day && *it.until_day < *it.from_day) return bad_value("on", "≥ " + from);
  }
  return {};
}

}  // namespace

std::string_view id_of(ChangeKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<ChangeKind> parse_change_kind(std::string_view id) { return base::parse_id<ChangeKind>(kind_ids, id); }

bool holds(Text const& text, Change const& change) {
  auto copy = text;
  return access::text_of(now(copy, change.kind, change.subject)) == change.before;
}

Result<Text> carried_out(Text text, std::vector<Change> const& changes) {
  for (auto const& it : changes) {
    if (access::text_of(now(text, it.kind, it.subject)) != it.before) return Error("convention.changed_meanwhile");
  }
  for (auto const& it : changes) apply(text, it);
  BASSIN_DO(refuse_unsound(text));
  return text;
}

namespace internal {

Result<Change> made_for(Text& text, ChangeDraft const& draft) {
  if (wants_a_day(draft.kind) && !draft.on) return bad_value("on", "2026-11-24");
  Change out;
  out.kind = draft.kind;
  out.subject = draft.kind == ChangeKind::axis_added ? base::new_uuid() : draft.kind <= ChangeKind::term ? "" : draft.subject;
  if (wants_a_day(draft.kind)) out.on = draft.on;
  out.before = access::text_of(now(text, out.kind, out.subject));
  BASSIN_DO(refuse_misplaced(text, out));
  BASSIN_TRY(auto const after, after_of(text, draft));
  out.after = access::text_of(after);
  return out;
}

Result<void> refuse_twice(std::vector<Change> const& changes) {
  std::set<std::pair<int, std::string>> seen;
  for (auto const& it : changes) {
    int const what = is_of_a_party(it.kind)     ? 1
                     : is_of_a_commune(it.kind) ? 2
                     : is_of_an_axis(it.kind)   ? 3
                                                : 10 + static_cast<int>(it.kind);
    if (!seen.emplace(what, it.subject).second)
      return Error("convention.twice", {{"what", it.subject.empty() ? std::string(id_of(it.kind)) : it.subject}});
  }
  return {};
}

}  // namespace internal

}  // namespace bassin::convention
