// Action sheets (fiches-actions): what partners do under an axis, who leads it, by when, with which days and money. Written as a whole, by
// the keeper of the convention, by those who lead the action, and by its pilot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convention/convention.h"

namespace bassin::convention {

enum class Progress : std::uint8_t { to_start, running, suspended, done, dropped };
inline constexpr std::size_t progress_count = 5;
// "to_start".
[[nodiscard]] std::string_view id_of(Progress progress);
[[nodiscard]] std::optional<Progress> parse_progress(std::string_view id);

enum class Part : std::uint8_t { lead, co_lead, partner };
inline constexpr std::size_t part_count = 3;
// "co_lead".
[[nodiscard]] std::string_view id_of(Part part);
[[nodiscard]] std::optional<Part> parse_part(std::string_view id);

// Of a budget line.
enum class Nature : std::uint8_t {
  subsidy,    // subvention
  valuation,  // valorisation: time and premises given
  invoicing,  // facturation
};
inline constexpr std::size_t nature_count = 3;
// "subsidy".
[[nodiscard]] std::string_view id_of(Nature nature);
[[nodiscard]] std::optional<Nature> parse_nature(std::string_view id);

inline constexpr std::size_t lines_most = 50;  // of each list of a sheet

struct Member {
  std::string organisation;
  Part part = Part::partner;
  std::int64_t planned_half_days = 0;  // human means
  std::int64_t day_cost = 0;           // euro cents; 0: not said
};

struct Milestone {
  std::string label;
  std::optional<base::Date> due_on, done_on;
};

struct BudgetLine {
  std::string label;
  std::string financer;  // an organisation's id; "": see `financer_name`
  std::string financer_name;
  Nature nature = Nature::subsidy;
  std::int64_t planned = 0, committed = 0, spent = 0;  // euro cents
};

// What an agent writes.
struct Sheet {
  std::string axis;  // id
  std::string code, title;
  std::string context, objectives, audience, description, deliverables, risks;  // ""
  std::string pilot;                                                            // agent; ""
  Progress progress = Progress::to_start;
  std::optional<base::Date> starts_on, ends_on;
  std::vector<Member> members;  // one leads
  std::vector<Milestone> milestones;
  std::vector<BudgetLine> budget;
};

struct Action {
  std::string id, convention;
  Sheet sheet;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;

  [[nodiscard]] std::string lead() const;  // organisation
  // Whether it should be further on `day`: a milestone is overdue, or the whole is.
  [[nodiscard]] bool late_on(base::Date day) const;
};

// Of a convention that the reader sees, by axis and code. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<std::vector<Action>> actions_of(sql::Session& session, access::Reader const& reader,
                                                           std::string const& convention);
// Errors: "convention.unknown_action" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<Action> find_action(sql::Session& session, access::Reader const& reader, std::string const& id);

// Whether the reader may change it: the keeper, who leads it or leads with it, its pilot. Nobody once the convention is abandoned.
[[nodiscard]] bool may_change(Rights const& rights, access::Reader const& reader, Convention const& convention, Action const& action);
// Whether the reader may add one, where their organisation leads it or keeps the convention.
[[nodiscard]] bool may_add(Rights const& rights, Text const& text);

struct Person {
  std::string id, name, organisation;
};
// Agents of the parties that have not left, by party and name: who may be its pilot. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<std::vector<Person>> possible_pilots(sql::Session& session, access::Reader const& reader,
                                                                std::string const& convention);

// Errors: "convention.unknown" (id), "convention.not_yours", "convention.wrong_status" (status) of an abandoned one, those of
// base::clean(), "convention.bad_value" (field, allowed), "convention.unknown_axis" (id), "convention.unknown_party" (organisation),
// "convention.unknown_pilot" of a new one who works for no party, "convention.twice" (what), "convention.needs_lead".
[[nodiscard]] base::Result<Action> add_action(sql::Session& session, Act const& act, std::string const& convention, Sheet const& sheet);
// Errors: also "convention.unknown_action" (id), "convention.changed" (now).
[[nodiscard]] base::Result<Action> change_action(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                 Sheet const& sheet);

}  // namespace bassin::convention
