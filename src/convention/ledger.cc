#include "convention/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/uuid.h"
#include "convention/internal/records.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::convention {

namespace {

using base::Result;

constexpr std::string_view visit = "visit";

Contribution contribution_of(sql::Row const& row) {
  return {row.text("action"),
          row.text("organisation"),
          row.text("agent"),
          row.optional_text("business").value_or(""),
          row.optional_text("commune").value_or(""),
          row.text("kind"),
          base::parse_date(row.text("on_day")).value_or(base::Date{}),
          row.integer("minutes")};
}

Result<void> insert(sql::Session& session, base::Instant at, Source const& source, Contribution const& it) {
  return session.run(
      "insert into contribution (id, action, organisation, agent, business, commune, kind, on_day, minutes, source_kind, source, "
      "stated_at) "
      "values (:id, :action, :organisation, :agent, :business, :commune, :kind, :on_day, :minutes, :source_kind, :source, :at)",
      {{"id", base::new_uuid()},
       {"action", it.action},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"business", sql::or_null(it.business)},
       {"commune", sql::or_null(it.commune)},
       {"kind", it.kind},
       {"on_day", to_iso(it.on)},
       {"minutes", it.minutes},
       {"source_kind", source.kind},
       {"source", source.id},
       {"at", base::to_iso(at)}});
}

// In the transaction of the change, which others who write to the same convention wait for: a reader sees the rows and their version alike.
Result<void> move_on(sql::Session& session, std::string const& action) {
  return session.run(
      "insert into ledger_version (convention, version) select convention, 1 from action where id = :action on conflict (convention) do "
      "update set version = ledger_version.version + 1",
      {{"action", action}});
}

// Counts one contribution after the other, which outlive it.
class Counter {
 public:
  explicit Counter(KeyOf const& keys) : keys_(&keys) {}

  void add(Contribution const& it) {
    ++tally_.contributions;
    tally_.minutes += it.minutes;
    if (it.business.empty()) return;
    std::string_view business = it.business;
    if (!keys_->empty()) {
      auto const found = keys_->find(it.business);
      if (found != keys_->end()) business = found->second;
    }
    if (business.starts_with(project_keys)) return;
    businesses_.insert(business);
    if (it.kind == visit) visited_.insert(business);
  }
  [[nodiscard]] Tally result() const {
    auto out = tally_;
    out.businesses = businesses_.size();
    out.visited = visited_.size();
    return out;
  }

 private:
  KeyOf const* keys_;
  Tally tally_;
  std::unordered_set<std::string_view> businesses_, visited_;
};

std::string key_of(Contribution const& it, By by) {
  switch (by) {
    case By::action: return it.action;
    case By::organisation: return it.organisation;
    case By::kind: return it.kind;
    case By::month: break;
  }
  return to_iso(it.on).substr(0, 7);
}

}  // namespace

Result<bool> state(sql::Session& session, base::Instant at, Source const& source, std::optional<Contribution> const& contribution) {
  BASSIN_TRY(auto const row,
             session.row("select action, organisation, agent, business, commune, kind, on_day, minutes from contribution where "
                         "source_kind = :kind and source = :id and ended_at is null",
                         {{"kind", source.kind}, {"id", source.id}}));
  auto const before = row ? std::optional(contribution_of(*row)) : std::nullopt;
  if (before == contribution) return false;
  if (before) {
    BASSIN_DO(move_on(session, before->action));
    BASSIN_DO(session.run("update contribution set ended_at = :at where source_kind = :kind and source = :id and ended_at is null",
                          {{"at", base::to_iso(at)}, {"kind", source.kind}, {"id", source.id}}));
  }
  if (contribution) {
    BASSIN_DO(insert(session, at, source, *contribution));
    BASSIN_DO(move_on(session, contribution->action));
  }
  return true;
}

Result<std::string> whose_work(sql::Session& session, Source const& source) {
  BASSIN_TRY(auto const row, session.row("select organisation from contribution where source_kind = :kind and source = :source and "
                                         "ended_at is null",
                                         {{"kind", source.kind}, {"source", source.id}}));
  return row ? row->text("organisation") : std::string();
}

Result<std::vector<Contribution>> stated(sql::Session& session, std::string_view kind, std::span<std::string const> sources) {
  std::vector<Contribution> out;
  for (std::size_t from = 0; from < sources.size(); from += sql::listed_most) {
    auto in = sql::listed(sources.subspan(from, std::min(sql::listed_most, sources.size() - from)));
    in.values.emplace_back("kind", kind);
    BASSIN_TRY(auto const rows,
               session.rows("select action, organisation, agent, business, commune, kind, on_day, minutes from contribution where "
                            "source_kind = :kind and ended_at is null and source in " +
                                in.places,
                            sql::Session::Values(in.values)));
    for (auto const& row : rows) out.push_back(contribution_of(row));
  }
  return out;
}

// A source that nothing else bears: two rows of one record may be told of no more as one's.
Result<std::uint64_t> let_go(sql::Session& session, std::string_view kind, std::span<std::string const> sources) {
  std::uint64_t out = 0;
  for (std::size_t from = 0; from < sources.size(); from += sql::listed_most) {
    auto in = sql::listed(sources.subspan(from, std::min(sql::listed_most, sources.size() - from)));
    in.values.emplace_back("kind", kind);
    in.values.emplace_back("gone", gone_source);
    BASSIN_TRY(auto const rows, session.execute("update contribution set source_kind = :gone, source = id, agent = '' where source_kind = "
                                                ":kind and source in " +
                                                    in.places,
                                                sql::Session::Values(in.values)));
    out += rows;
  }
  return out;
}

Result<std::int64_t> ledger_version(sql::Session& session, std::string const& convention) {
  BASSIN_TRY(auto const row, session.row("select version from ledger_version where convention = :id", {{"id", convention}}));
  return row ? row->integer("version") : 0;
}

Result<std::vector<Contribution>> contributions_of(sql::Session& session, LedgerQuestion const& question) {
  auto const as_of = question.as_of ? std::optional(base::to_iso(*question.as_of)) : std::nullopt;
  BASSIN_TRY(
      auto const rows,
      session.rows(
          "select action, organisation, agent, business, commune, kind, on_day, minutes from contribution where action in "
          "(select id from action where convention = :convention) and on_day >= :from_day and on_day <= :to_day and "
          "stated_at <= coalesce(:as_of, stated_at) and (ended_at is null or ended_at > coalesce(:as_of, ended_at)) order by "
          "on_day, id",
          {{"convention", question.convention}, {"from_day", to_iso(question.from)}, {"to_day", to_iso(question.to)}, {"as_of", as_of}}));
  std::vector<Contribution> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(contribution_of(row));
  return out;
}

// The columns of the index contribution_counted and no other: rows of an action stand together there, and in the table anywhere.
Result<std::vector<Contribution>> work_of(sql::Session& session, std::string const& convention, base::Date from, base::Date to) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select action, organisation, '' as agent, business, commune, kind, on_day, minutes from contribution where action "
                   "in (select id from action where convention = :convention) and on_day >= :from_day and on_day <= :to_day and "
                   "ended_at is null",
                   {{"convention", convention}, {"from_day", to_iso(from)}, {"to_day", to_iso(to)}}));
  std::vector<Contribution> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(contribution_of(row));
  return out;
}

Result<void> forget_business(sql::Session& session, std::span<std::string const> keys, std::string const& token) {
  auto const listed = sql::listed(keys);
  auto values = listed.values;
  values.emplace_back("token", token);
  BASSIN_TRY(auto const rows, session.execute(fmt::format("update contribution set business = :token where business in {}", listed.places),
                                              sql::Session::Values(values)));
  if (rows == 0) return {};
  return session.run(
      "update ledger_version set version = version + 1 where convention in (select a.convention from contribution c join action a on a.id "
      "= "
      "c.action where c.business = :token)",
      {{"token", token}});
}

Tally tally(std::vector<Contribution> const& rows, KeyOf const& keys) {
  Counter counter(keys);
  for (auto const& row : rows) counter.add(row);
  return counter.result();
}

Tally tally(std::vector<Contribution const*> const& rows, KeyOf const& keys) {
  Counter counter(keys);
  for (auto const* const row : rows) counter.add(*row);
  return counter.result();
}

std::map<std::string, Tally> tally_by(std::vector<Contribution> const& rows, By by, KeyOf const& keys) {
  return tally_by(
      rows, [by](Contribution const& row) { return key_of(row, by); }, keys);
}

std::map<std::string, Tally> tally_by(std::vector<Contribution> const& rows, std::function<std::string(Contribution const&)> const& group,
                                      KeyOf const& keys) {
  std::map<std::string, Counter> counters;
  for (auto const& row : rows) counters.try_emplace(group(row), keys).first->second.add(row);
  std::map<std::string, Tally> out;
  for (auto const& [key, counter] : counters) out.emplace(key, counter.result());
  return out;
}

Tally tally_where(std::vector<Contribution> const& rows, std::function<bool(Contribution const&)> const& meant, KeyOf const& keys) {
  Counter counter(keys);
  for (auto const& row : rows)
    if (meant(row)) counter.add(row);
  return counter.result();
}

}  // namespace bassin::convention
