#include <algorithm>
#include <map>
#include <set>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/countable.h"
#include "grids/grid.h"
#include "grids/internal/grid_rows.h"
#include "grids/work.h"
#include "support/exchanges.h"

namespace bassin::grids {

namespace {

using base::Error;
using base::Lines;
using base::Result;

constexpr std::size_t code_most = 20;

Error bad_value(std::string field, std::string allowed) {
  return {"convention.bad_value", {{"field", std::move(field)}, {"allowed", std::move(allowed)}}};
}

bool is_kind(std::string const& word) {
  return support::parse_way(word) || std::find(std::begin(other_kinds), std::end(other_kinds), word) != std::end(other_kinds);
}

void sort_once(std::vector<std::string>& words) {
  std::set<std::string> const sorted(words.begin(), words.end());
  words.assign(sorted.begin(), sorted.end());
}

Result<void> check_choices(std::vector<Choice>& choices) {
  if (choices.size() > choices_most) return bad_value("choices", "≤ " + std::to_string(choices_most));
  for (auto& it : choices) {
    sort_once(it.themes);
    sort_once(it.kinds);
    if (!std::all_of(it.themes.begin(), it.themes.end(), [](auto const& word) { return support::parse_theme(word).has_value(); }))
      return bad_value("themes", "takeover, premises…");
    if (!std::all_of(it.kinds.begin(), it.kinds.end(), is_kind)) return bad_value("kinds", "visit, need_taken…");
  }
  return {};
}

// Those that counted already stay, though the reader may not see them any more.
Result<void> check_actions(sql::Session& session, access::Reader const& reader, std::vector<std::string>& actions,
                           std::vector<std::string> const& before) {
  sort_once(actions);
  if (actions.size() > actions_most) return bad_value("actions", "≤ " + std::to_string(actions_most));
  std::set<std::string> asked(actions.begin(), actions.end());
  for (auto const& id : before) asked.erase(id);
  BASSIN_TRY(auto const seen, convention::action_labels(session, reader, asked));
  for (auto const& id : asked)
    if (seen.count(id) == 0) return Error("convention.unknown_action", {{"id", id}});
  return {};
}

// `others`: headings of the grid; `id`: of the one that is written, "" of a new one.
Result<void> check_place(std::vector<Heading> const& others, std::string const& id, HeadingFacts const& facts) {
  std::size_t count = 1;
  for (auto const& it : others) {
    if (it.id == id) continue;
    ++count;
    if (it.facts.code == facts.code) return Error("convention.twice", {{"what", facts.code}});
    if (it.facts.parent == id && !id.empty() && !facts.parent.empty()) return Error("grid.has_headings");
  }
  if (count > headings_most) return bad_value("headings", "≤ " + std::to_string(headings_most));
  if (facts.parent.empty()) return {};
  auto const above = std::find_if(others.begin(), others.end(), [&](Heading const& it) { return it.id == facts.parent; });
  if (above == others.end() || !above->facts.parent.empty() || above->id == id)
    return Error("grid.unknown_heading", {{"id", facts.parent}});
  return {};
}

Result<HeadingFacts> clean(sql::Session& session, access::Reader const& reader, HeadingFacts it, std::vector<std::string> const& before) {
  BASSIN_TRY(it.code, base::clean("code", it.code, code_most));
  BASSIN_TRY(it.title, base::clean("title", it.title, base::line_most));
  BASSIN_TRY(it.description, base::clean_or_empty("description", it.description, base::description_most, Lines::several));
  BASSIN_DO(check_choices(it.choices));
  BASSIN_DO(check_actions(session, reader, it.actions, before));
  return it;
}

Result<Heading> known(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto before, internal::writable_heading(session, act.reader, id));
  if (before.version != version) return Error("grid.changed", {{"now", internal::json_of(before)}});
  return before;
}

}  // namespace

Result<std::vector<Heading>> headings_of(sql::Session& session, access::Reader const& reader, std::string const& grid) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_grid(session, reader, grid));
  BASSIN_TRY(auto all, internal::read_headings(session, grid));
  std::sort(all.begin(), all.end(), [](auto const& one, auto const& two) { return comes_before(one.facts.code, two.facts.code); });
  std::vector<Heading> out;
  for (auto const& upper : all) {
    if (!upper.facts.parent.empty()) continue;
    out.push_back(upper);
    std::copy_if(all.begin(), all.end(), std::back_inserter(out), [&](Heading const& it) { return it.facts.parent == upper.id; });
  }
  return out;
}

Result<Heading> add_heading(sql::Session& session, Act const& act, std::string const& grid, HeadingFacts const& facts) {
  BASSIN_TRY([[maybe_unused]] auto const of, internal::writable(session, act.reader, grid));
  Heading made;
  BASSIN_TRY(made.facts, clean(session, act.reader, facts, {}));
  BASSIN_TRY(auto const others, internal::read_headings(session, grid));
  BASSIN_DO(check_place(others, "", made.facts));
  made.id = base::new_uuid();
  made.grid = grid;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "grid_heading.added", "grid_heading", made.id, "", internal::json_of(made)));
  return made;
}

Result<Heading> change_heading(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               HeadingFacts const& facts) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(session, act.reader, facts, before.facts.actions));
  BASSIN_TRY(auto const others, internal::read_headings(session, before.grid));
  BASSIN_DO(check_place(others, id, after.facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "grid_heading.changed", "grid_heading", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_heading(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  BASSIN_TRY(auto const others, internal::read_headings(session, before.grid));
  if (std::any_of(others.begin(), others.end(), [&](Heading const& it) { return it.facts.parent == id; }))
    return Error("grid.has_headings");
  auto const at = base::to_iso(act.actor.at);
  BASSIN_DO(session.run("update grid_heading set removed_at = :at, version = version + 1 where id = :id", {{"at", at}, {"id", id}}));
  BASSIN_DO(session.run("update grid_indicator set removed_at = :at, version = version + 1 where heading = :id and removed_at is null",
                        {{"at", at}, {"id", id}}));
  return access::record(session, act, "grid_heading.removed", "grid_heading", id, internal::json_of(before), "");
}

}  // namespace bassin::grids
