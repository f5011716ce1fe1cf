#include "convention/internal/erasing.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace bassin::convention::internal {

namespace {

constexpr std::string_view of_actions = "select id from action where convention = :id";
constexpr std::string_view of_indicators = "select id from indicator where action in (select id from action where convention = :id)";
constexpr std::string_view of_sittings = "select id from committee_sitting where convention = :id";
constexpr std::string_view of_reports = "select id from report where convention = :id";
constexpr std::string_view of_annexes = "select id from convention_annex where convention = :id";

struct Hanging {
  std::string_view table, column, parents;  // "": the convention itself
};
// What refers to another comes before it.
constexpr Hanging all[] = {
    {"ledger_version", "convention", ""},
    {"report_document", "report", of_reports},
    {"report_block", "report", of_reports},
    {"report", "convention", ""},
    {"committee_decision", "sitting", of_sittings},
    {"committee_attendee", "sitting", of_sittings},
    {"committee_sitting", "convention", ""},
    {"indicator_value", "indicator", of_indicators},
    {"indicator_target", "indicator", of_indicators},
    {"indicator", "action", of_actions},
    {"action_budget", "action", of_actions},
    {"action_milestone", "action", of_actions},
    {"action_member", "action", of_actions},
    {"action", "convention", ""},
    {"convention_annex_party", "annex", of_annexes},
    {"convention_annex_level", "annex", of_annexes},
    {"convention_annex", "convention", ""},
    {"convention_change", "amendment", ""},
    {"convention_axis", "convention", ""},
    {"convention_commune", "convention", ""},
    {"convention_party", "convention", ""},
    {"convention", "id", ""},
};

}  // namespace

base::Result<void> erase(sql::Session& session, std::string const& convention) {
  for (auto const& it : all) {
    auto const which = it.parents.empty() ? std::string("= :id") : fmt::format("in ({})", it.parents);
    BASSIN_DO(session.run(fmt::format("delete from {} where {} {}", it.table, it.column, which), {{"id", convention}}));
  }
  return {};
}

}  // namespace bassin::convention::internal
