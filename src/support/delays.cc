#include "support/delays.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "partners/organisation.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::support {

namespace {

using base::Date;
using base::Result;
using convention::Delay;
using convention::DelayKind;
using convention::Holding;

Date day_of(std::string const& at) { return base::parse_date(at.substr(0, 10)).value_or(Date{}); }

// Who had a record when: by its steps, and where it passed to an heir without any, from that one's first day on.
class Holders {
 public:
  explicit Holders(std::vector<partners::Heir> const& heirs) : heirs_(heirs) {}

  void begin(Date from, std::string organisation) { held_.push_back({from, std::move(organisation)}); }
  void follow(std::string const& organisation, std::string const& commune) {
    if (held_.empty() || held_.back().organisation == organisation) return;
    if (walk(organisation, commune)) return;
    auto from = held_.back().from;
    for (auto const& it : heirs_) {
      bool const there = it.organisation == organisation && (it.commune.empty() || it.commune == commune);
      if (there) from = std::max(from, day_of(it.from_day));
    }
    held_.push_back({from, organisation});
  }
  [[nodiscard]] std::vector<Holding> const& held() const { return held_; }

 private:
  // From heir to heir, the first one first; of one that inherits twice, what it had from whom. Whether it leads there.
  bool walk(std::string const& organisation, std::string const& commune) {
    auto const last = held_.back();
    std::vector<partners::Heir const*> next;
    for (auto const& it : heirs_)
      if (it.former == last.organisation && (it.commune.empty() || it.commune == commune)) next.push_back(&it);
    auto const order = [&](partners::Heir const* it) {
      auto const day = day_of(it->from_day);
      return std::tuple(day < last.from, day, it->commune.empty());
    };
    std::stable_sort(next.begin(), next.end(), [&](auto const* a, auto const* b) { return order(a) < order(b); });
    for (auto const* const it : next) {
      bool const been = std::any_of(held_.begin(), held_.end(), [&](Holding const& one) { return one.organisation == it->organisation; });
      if (been && it->organisation != organisation) continue;
      held_.push_back({std::max(last.from, day_of(it->from_day)), it->organisation});
      if (it->organisation == organisation || walk(organisation, commune)) return true;
      held_.pop_back();
    }
    return false;
  }

  std::vector<partners::Heir> const& heirs_;
  std::vector<Holding> held_;
};

std::string text(sql::Row const& row, std::string_view column) { return row.optional_text(column).value_or(""); }

void add_step(Holders& holders, sql::Row const& row, std::string const& commune) {
  auto const what = text(row, "what"), by = text(row, "by_organisation");
  bool const first = what == "handed" || what == "opened";
  if (!what.empty() && !first) holders.follow(by, commune);
  if (what == "opened") holders.begin(day_of(row.text("opened_on")), by);
  if (what == "handed" || what == "passed_on" || what == "handed_over") holders.begin(day_of(row.text("at")), text(row, "step_to"));
}

using Rows = std::vector<sql::Row>;

// Those of one record and action stand together, its steps the oldest first.
std::size_t end_of(Rows const& rows, std::size_t begin) {
  auto end = begin;
  while (end < rows.size() && rows[end].text("id") == rows[begin].text("id") && text(rows[end], "action") == text(rows[begin], "action"))
    ++end;
  return end;
}

void add_need(std::vector<Delay>& out, Rows const& rows, std::size_t begin, std::size_t end, Holders holders) {
  auto const& row = rows[begin];
  auto const now = row.text("organisation"), commune = row.text("commune");
  Delay taken{row.text("id"), text(row, "action"), now, row.text("theme"), DelayKind::taken, day_of(row.text("created_at")), {}, {}};
  auto closed = taken;
  closed.kind = DelayKind::closed;
  for (auto i = begin; i < end; ++i) {
    add_step(holders, rows[i], commune);
    auto const what = text(rows[i], "what");
    auto& it = what == "closed" ? closed : taken;
    if ((what != "accepted" && what != "closed") || (what == "accepted" && it.to)) continue;
    it.to = day_of(rows[i].text("at"));
    it.organisation = rows[i].text("by_organisation");
  }
  holders.follow(now, commune);
  taken.held = closed.held = holders.held();
  out.push_back(std::move(taken));
  out.push_back(std::move(closed));
}

// One that is closed is the work of who closed it, whoever inherits it.
void add_follow_up(std::vector<Delay>& out, Rows const& rows, std::size_t begin, std::size_t end, Holders holders) {
  auto const& row = rows[begin];
  auto const now = row.text("organisation"), commune = row.text("commune");
  auto const closed = row.optional_text("closed_on");
  Delay it{row.text("id"),
           text(row, "action"),
           now,
           row.text("theme"),
           DelayKind::follow_up,
           day_of(row.text("opened_on")),
           closed ? std::optional(day_of(*closed)) : std::nullopt,
           {}};
  for (auto i = begin; i < end; ++i) {
    add_step(holders, rows[i], commune);
    if (closed && text(rows[i], "what") == "closed") it.organisation = rows[i].text("by_organisation");
  }
  holders.follow(now, commune);
  it.held = holders.held();
  out.push_back(std::move(it));
}

// What a need and each of its steps tell, with what it counts towards: behind "counted (need, action)". Steps of one instant stand in the
// order of their ids, in which they were written.
constexpr std::string_view of_counted_needs =
    "select n.id, c.action, n.to_organisation as organisation, n.commune, n.theme, n.created_at, s.what, s.at, s.organisation as "
    "by_organisation, s.to_organisation as step_to from counted c join need n on n.id = c.need left join need_step s on s.need = n.id and "
    "s.what in ('handed', 'passed_on', 'accepted', 'declined', 'closed') where n.state <> 'withdrawn'";
constexpr std::string_view needs_of_convention =
    "with meant (id) as (select id from action where convention = :convention), "
    "counted (need, action) as (select id, action from need where action in (select id from meant) union select source, action from "
    "contribution where source_kind = 'need_taken' and ended_at is null and action in (select id from meant)) ";
// Towards what its own work counts there: what the giver named is the giver's. Where another took it since, what the ledger said before.
constexpr std::string_view needs_of_organisation =
    "with meant (id) as (select id from need where to_organisation = :organisation union select need from need_party where organisation = "
    ":organisation union select need from need_step where organisation = :organisation and what in ('accepted', 'closed')), "
    "counted (need, action) as (select m.id, coalesce((select c.action from contribution c where c.source_kind = 'need_taken' and "
    "c.source = m.id and c.organisation = :organisation and c.ended_at is null), (select c.action from contribution c where c.source_kind "
    "= 'need_taken' and c.source = m.id and c.organisation = :organisation and c.ended_at is not null order by c.stated_at desc, c.id desc "
    "limit 1)) from meant m) ";
// A follow-up has one action, which whoever keeps it may change as long as it is open, and with it the row of the ledger: unlike a need it
// is given and ended under the same one, whoever closes it. Behind the action that is told.
constexpr std::string_view of_follow_ups =
    "select f.id, {} as action, f.organisation, f.commune, f.theme, f.opened_on, f.closed_on, s.what, s.at, s.organisation as "
    "by_organisation, "
    "s.to_organisation as step_to from follow_up f left join follow_up_step s on s.follow_up = f.id and s.what in ('opened', "
    "'handed_over', 'closed') where ";

Result<std::vector<Delay>> delays_of(sql::Session& session, Rows const& needs, Rows const& follow_ups) {
  BASSIN_TRY(auto const heirs, partners::all_heirs(session));
  std::vector<Delay> out;
  for (std::size_t begin = 0, end = 0; begin < needs.size(); begin = end) {
    end = end_of(needs, begin);
    add_need(out, needs, begin, end, Holders(heirs));
  }
  for (std::size_t begin = 0, end = 0; begin < follow_ups.size(); begin = end) {
    end = end_of(follow_ups, begin);
    add_follow_up(out, follow_ups, begin, end, Holders(heirs));
  }
  return out;
}

}  // namespace

Result<std::vector<Delay>> delays_of_convention(sql::Session& session, std::string const& convention) {
  static std::string const of_needs = fmt::format("{}{} order by n.id, c.action, s.at, s.id", needs_of_convention, of_counted_needs);
  static std::string const follow_ups_of_convention =
      fmt::format("{}f.action in (select id from action where convention = :convention) order by f.id, s.at, s.id",
                  fmt::format(of_follow_ups, "f.action"));
  BASSIN_TRY(auto const needs, session.rows(of_needs, {{"convention", convention}}));
  BASSIN_TRY(auto const follow_ups, session.rows(follow_ups_of_convention, {{"convention", convention}}));
  return delays_of(session, needs, follow_ups);
}

// A need is changed with each of its steps: one that is closed and was not changed since ended before.
Result<std::vector<Delay>> delays_of_organisation(sql::Session& session, std::string const& organisation, Date from, Date to) {
  static std::string const of_needs = fmt::format(
      "{}{} and substr(n.created_at, 1, 10) <= :to_day and (n.state <> 'closed' or n.changed_at >= :from_day) order by n.id, "
      "c.action, s.at, s.id",
      needs_of_organisation, of_counted_needs);
  // An action of a convention in which it has no part was named by who handed the follow-up over: to itself this is work outside of any.
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, organisation));
  auto const listed = sql::listed(lineage);
  auto const own_action = fmt::format(
      "case when exists (select 1 from action a join convention_party p on p.convention = a.convention where a.id = f.action and "
      "p.organisation in {}) then f.action end",
      listed.places);
  auto const follow_ups_of_organisation = fmt::format(
      "{}(f.organisation = :organisation or f.id in (select follow_up from follow_up_step where organisation = :organisation "
      "and what in ('opened', 'handed_over', 'closed'))) and f.opened_on <= :to_day and (f.closed_on is null or f.closed_on >= "
      ":from_day) order by f.id, s.at, s.id",
      fmt::format(of_follow_ups, own_action));
  std::vector<sql::Named> const values = {{"organisation", organisation}, {"from_day", to_iso(from)}, {"to_day", to_iso(to)}};
  BASSIN_TRY(auto const needs, session.rows(of_needs, sql::Session::Values(values)));
  auto with_lineage = listed.values;
  with_lineage.insert(with_lineage.end(), values.begin(), values.end());
  BASSIN_TRY(auto const follow_ups, session.rows(follow_ups_of_organisation, sql::Session::Values(with_lineage)));
  BASSIN_TRY(auto out, delays_of(session, needs, follow_ups));
  std::erase_if(out, [&](Delay const& it) { return told_of(it, to) != organisation; });
  return out;
}

}  // namespace bassin::support
