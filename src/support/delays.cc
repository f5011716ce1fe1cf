#include "support/delays.h"

#include <map>

#include "sql/session.h"

namespace bassin::support {

namespace {

using base::Date;
using base::Result;
using convention::Delay;
using convention::DelayKind;

Date day_of(std::string const& at) { return base::parse_date(at.substr(0, 10)).value_or(Date{}); }

// Rows of one need and action stand together, its steps the oldest first.
std::vector<Delay> of_needs(std::vector<sql::Row> const& rows) {
  std::vector<Delay> out;
  for (auto const& row : rows) {
    auto const id = row.text("id"), action = row.optional_text("action").value_or("");
    if (out.empty() || out.back().record != id || out.back().action != action) {
      Delay const begun{id, action, row.text("to_organisation"), row.text("theme"), DelayKind::taken, day_of(row.text("created_at")), {}};
      out.push_back(begun);
      out.push_back(begun);
      out.back().kind = DelayKind::closed;
    }
    auto const what = row.optional_text("what").value_or("");
    auto& it = out[out.size() - (what == "accepted" ? 2 : 1)];
    if (what.empty() || (it.kind == DelayKind::taken && it.to)) continue;
    it.to = day_of(row.text("at"));
    it.organisation = row.text("by_organisation");
  }
  return out;
}

// One that is closed is the work of who closed it, whoever inherits it.
void add_follow_ups(std::vector<Delay>& out, std::vector<sql::Row> const& rows) {
  for (auto const& row : rows) {
    auto const closed = row.optional_text("closed_on");
    out.push_back({row.text("id"), row.optional_text("action").value_or(""), row.text("organisation"), row.text("theme"),
                   DelayKind::follow_up, day_of(row.text("opened_on")), closed ? std::optional(day_of(*closed)) : std::nullopt});
  }
}

constexpr std::string_view needs_of_convention =
    "with meant (id) as (select id from action where convention = :convention), "
    "counted (need, action) as (select id, action from need where action in (select id from meant) union select source, action from "
    "contribution where source_kind = 'need_taken' and ended_at is null and action in (select id from meant)) "
    "select n.id, c.action, n.to_organisation, n.theme, n.created_at, s.what, s.at, s.organisation as by_organisation from counted c "
    "join need n on n.id = c.need left join need_step s on s.need = n.id and s.what in ('accepted', 'closed') where n.state <> "
    "'withdrawn' order by n.id, c.action, s.at, s.id";

}  // namespace

Result<std::vector<Delay>> delays_of_convention(sql::Session& session, std::string const& convention) {
  BASSIN_TRY(auto const needs, session.rows(needs_of_convention, {{"convention", convention}}));
  auto out = of_needs(needs);
  BASSIN_TRY(
      auto const follow_ups,
      session.rows("select f.id, f.action, coalesce((select s.organisation from follow_up_step s where s.follow_up = f.id and s.what = "
                   "'closed' order by s.at desc limit 1), f.organisation) as organisation, f.theme, f.opened_on, f.closed_on from "
                   "follow_up f where f.action in (select id from action where convention = :convention)",
                   {{"convention", convention}}));
  add_follow_ups(out, follow_ups);
  return out;
}

}  // namespace bassin::support
