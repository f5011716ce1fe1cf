#include "crisis/after.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/months.h"
#include "base/paris_time.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/after_due.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/anonymised.h"
#include "crisis/internal/rooms.h"
#include "sql/listed.h"

namespace bassin::crisis {

namespace {

using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, fares_count> all_fares{"as_before", "partly", "closed", "moved", "difficulty", "ceased"};
constexpr std::size_t purged_at_once = 250;  // as access::purge_records() takes

Error bad_value(std::string_view field, std::string allowed) {
  return Error("crisis.bad_value", {{"field", std::string(field)}, {"allowed", std::move(allowed)}});
}

std::string joined(std::vector<std::string> const& some) {
  std::string out;
  for (auto const& it : some) out += (out.empty() ? "" : ",") + it;
  return out;
}

std::vector<std::string> split(std::string const& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    auto const end = std::min(text.find(',', from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

std::string json_of(AfterWord const& word) {
  auto const& it = word.facts;
  access::Json out{{"case", word.record}, {"term", it.term},           {"fares", id_of(it.fares)}, {"way", support::id_of(it.way)},
                   {"on", to_iso(it.on)}, {"lacks", joined(it.lacks)}, {"version", word.version}};
  if (it.minutes > 0) out["minutes"] = it.minutes;
  if (it.jobs) out["jobs"] = *it.jobs;
  if (it.reopened_on) out["reopenedOn"] = to_iso(*it.reopened_on);
  if (!it.note.empty()) out["note"] = it.note;
  return access::text_of(out);
}

Result<void> check_lacks(std::vector<std::string> const& some) {
  std::set<std::string> seen;
  for (auto const& it : some) {
    bool const known = std::find(lacks.begin(), lacks.end(), it) != lacks.end();
    if (!known || !seen.insert(it).second) return bad_value("lacks", "premises, equipment, cash, …, other");
  }
  return {};
}

Result<AfterFacts> clean(Act const& act, AfterFacts it, Date hit) {
  auto const today = base::paris_time(act.actor.at).day;
  if (!is_term(it.term)) return bad_value("term", "1, 3, 6, 12");
  auto const from = Date{base::plus_months(hit, it.term).days - due_ahead};
  if (today < from) return Error("crisis.not_due", {{"from", to_iso(from)}});
  if (it.on < from || it.on > today) return bad_value("on", to_iso(from) + " … " + to_iso(today));
  if (it.minutes < 0 || it.minutes > support::minutes_most) return bad_value("minutes", fmt::format("0…{}", support::minutes_most));
  if (it.jobs && (*it.jobs < 0 || *it.jobs > jobs_most)) return bad_value("jobs", fmt::format("0…{}", jobs_most));
  if (it.reopened_on && !trades(it.fares)) return bad_value("reopenedOn", "null");
  if (it.reopened_on && (*it.reopened_on < hit || *it.reopened_on > it.on))
    return bad_value("reopenedOn", to_iso(hit) + " … " + to_iso(it.on));
  BASSIN_DO(check_lacks(it.lacks));
  BASSIN_TRY(it.note, base::clean_or_empty("note", it.note, base::reason_most, base::Lines::several));
  return it;
}

Result<Date> hit_day_of(sql::Session& session, internal::CaseInRoom const& found) {
  static std::string const statement = "select " + std::string(internal::hit_said) + " as said from crisis_case k where k.id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", found.it.id}}));
  return hit_day(row ? row->optional_text("said") : std::nullopt, found.room.facts.began_at);
}

Result<std::uint64_t> insert(sql::Session& session, AfterWord const& it) {
  return session.execute(
      "insert into crisis_after (id, record, term, fares, way, on_day, minutes, jobs, reopened_on, lacks, note, organisation, agent, "
      "version, changed_at) values (:id, :record, :term, :fares, :way, :on, :minutes, :jobs, :reopened, :lacks, :note, :organisation, "
      ":agent, :version, :at) on conflict (record, term) do nothing",
      {{"id", it.id},
       {"record", it.record},
       {"term", it.facts.term},
       {"fares", id_of(it.facts.fares)},
       {"way", support::id_of(it.facts.way)},
       {"on", to_iso(it.facts.on)},
       {"minutes", it.facts.minutes},
       {"jobs", it.facts.jobs},
       {"reopened", it.facts.reopened_on ? std::optional(to_iso(*it.facts.reopened_on)) : std::nullopt},
       {"lacks", joined(it.facts.lacks)},
       {"note", it.facts.note},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"version", it.version},
       {"at", it.changed_at}});
}

struct Writable {
  AfterWord word;
  internal::CaseInRoom of;
};
Result<Writable> writable_word(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  static std::string const statement = "select " + std::string(internal::after_columns) + " from crisis_after where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_after", {{"id", id}});
  auto word = internal::after_of(*row);
  auto found = internal::followed_case(session, act.reader, word.record);
  if (!found.ok() && found.error().code == "crisis.unknown_case") return Error("crisis.unknown_after", {{"id", id}});
  if (!found.ok()) return found.error();
  if (word.version != version) return Error("crisis.changed", {{"now", json_of(word)}});
  return Writable{std::move(word), std::move(found).value()};
}

}  // namespace

bool is_term(std::int64_t months) { return std::find(terms.begin(), terms.end(), months) != terms.end(); }
std::string_view id_of(Fares fares) { return all_fares[static_cast<std::size_t>(fares)]; }
std::optional<Fares> parse_fares(std::string_view id) { return base::parse_id<Fares>(all_fares, id); }

Date hit_day(std::optional<std::string> const& said, base::Instant began) {
  auto const day = said ? base::parse_date(*said) : std::nullopt;
  return day.value_or(base::paris_time(began).day);
}

Result<AfterWord> say_after(sql::Session& session, Act const& act, std::string const& record, AfterFacts const& facts) {
  BASSIN_TRY(auto const found, internal::followed_case(session, act.reader, record));
  BASSIN_TRY(auto const hit, hit_day_of(session, found));
  AfterWord made{base::new_uuid(), record, {}, act.reader.organisation, act.reader.agent, 1, base::to_iso(act.actor.at)};
  BASSIN_TRY(made.facts, clean(act, facts, hit));
  BASSIN_TRY(auto const added, insert(session, made));
  if (added == 0) return Error("crisis.said_already", {{"term", std::to_string(facts.term)}});
  BASSIN_DO(internal::set_begun(session, record));
  BASSIN_DO(internal::count_word(session, act, found.room, found.it, made, false));
  BASSIN_DO(access::record(session, act, "crisis_after.said", "crisis_after", made.id, "", json_of(made)));
  return made;
}

Result<AfterWord> change_after(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               AfterFacts const& facts) {
  BASSIN_TRY(auto const found, writable_word(session, act, id, version));
  BASSIN_TRY(auto const hit, hit_day_of(session, found.of));
  auto after = found.word;
  after.facts = facts;
  after.facts.term = found.word.facts.term;
  BASSIN_TRY(after.facts, clean(act, after.facts, hit));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(session.run("delete from crisis_after where id = :id", {{"id", id}}));
  BASSIN_TRY([[maybe_unused]] auto const added, insert(session, after));
  BASSIN_DO(internal::count_word(session, act, found.of.room, found.of.it, after, false));
  BASSIN_DO(access::record(session, act, "crisis_after.changed", "crisis_after", id, json_of(found.word), json_of(after)));
  return after;
}

Result<void> remove_after(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const found, writable_word(session, act, id, version));
  BASSIN_DO(session.run("delete from crisis_after where id = :id", {{"id", id}}));
  BASSIN_DO(internal::count_word(session, act, found.of.room, found.of.it, found.word, true));
  // Nothing finds it again at the anonymisation: what was typed goes at once.
  BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis_after", id));
  return access::record(session, act, "crisis_after.removed", "crisis_after", id,
                        access::text_of({{"case", found.word.record}, {"term", found.word.facts.term}}), "");
}

Result<std::vector<AfterWord>> after_words_of(sql::Session& session, access::Reader const& reader, std::string const& record) {
  static std::string const statement =
      "select " + std::string(internal::after_columns) + " from crisis_after where record = :id order by term";
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, record));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", record}}));
  std::vector<AfterWord> out;
  for (auto const& row : rows) out.push_back(internal::after_of(row));
  return out;
}

Result<std::array<Date, terms.size()>> term_days_of(sql::Session& session, access::Reader const& reader, std::string const& record) {
  BASSIN_TRY(auto const found, internal::readable_case(session, reader, record));
  BASSIN_TRY(auto const hit, hit_day_of(session, found));
  std::array<Date, terms.size()> out;
  for (std::size_t i = 0; i < terms.size(); ++i) out[i] = base::plus_months(hit, terms[i]);
  return out;
}

Result<std::uint64_t> anonymise_after(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows,
             session.rows("select a.id from crisis_after a join crisis_case c on c.id = a.record where c.crisis = :id", {{"id", crisis}}));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  BASSIN_DO(session.run("update crisis_after set note = '', agent = '' where record in (select id from crisis_case where crisis = :id)",
                        {{"id", crisis}}));
  for (std::size_t from = 0; from < ids.size(); from += purged_at_once) {
    auto const some = std::span<std::string const>(ids).subspan(from, std::min(purged_at_once, ids.size() - from));
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_records(session, "crisis_after", some));
  }
  return ids.size();
}

namespace internal {

AfterWord after_of(sql::Row const& row) {
  AfterWord out;
  out.id = row.text("id");
  out.record = row.text("record");
  auto& it = out.facts;
  it.term = static_cast<int>(row.integer("term"));
  it.fares = parse_fares(row.text("fares")).value_or(Fares::as_before);
  it.way = support::parse_way(row.text("way")).value_or(support::Way::call);
  it.on = base::parse_date(row.text("on_day")).value_or(Date{});
  it.minutes = row.integer("minutes");
  it.jobs = row.optional_integer("jobs");
  if (auto const day = row.optional_text("reopened_on")) it.reopened_on = base::parse_date(*day);
  it.lacks = split(row.text("lacks"));
  it.note = row.text("note");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  return out;
}

Result<CaseInRoom> followed_case(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto found, readable_case(session, reader, id));
  if (!access::allows(reader, access::Need::edit_businesses)) return Error("crisis.not_yours");
  if (found.room.anonymised) return Error("crisis.anonymised");
  return found;
}

}  // namespace internal

}  // namespace bassin::crisis
