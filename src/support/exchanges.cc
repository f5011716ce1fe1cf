#include "support/exchanges.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/countable.h"
#include "convention/ledger.h"
#include "documents/documents.h"
#include "sql/session.h"
#include "support/bulk_reading.h"
#include "support/changes.h"
#include "support/follow_ups.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"
#include "support/internal/follow_up_rows.h"

namespace bassin::support {

namespace {

using access::Level;
using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, way_count> way_ids = {"visit", "call", "meeting", "mail"};

constexpr std::string_view columns =
    "id, organisation, agent, business, commune, way, theme, on_day, minutes, notes, met, action, follow_up, kept_in, version, created_at, "
    "changed_at";

Exchange exchange_of(sql::Row const& row) {
  Exchange out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.facts.way = parse_way(row.text("way")).value_or(Way::visit);
  out.facts.theme = parse_theme(row.text("theme")).value_or(Theme::other);
  out.facts.on = base::parse_date(row.text("on_day")).value_or(Date{});
  out.facts.minutes = row.integer("minutes");
  out.facts.notes = row.text("notes");
  out.facts.met = row.text("met");
  out.facts.action = row.optional_text("action").value_or("");
  out.facts.follow_up = row.optional_text("follow_up").value_or("");
  out.facts.kept_in = row.flag("kept_in");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.changed_at = row.text("changed_at");
  return out;
}

// Without the follow-up, of which an heir or a partner who left may not be told any more.
access::Json json_of(Exchange const& it) {
  return {{"id", it.id},
          {"business", it.business},
          {"agent", it.agent},
          {"way", id_of(it.facts.way)},
          {"theme", id_of(it.facts.theme)},
          {"on", to_iso(it.facts.on)},
          {"minutes", it.facts.minutes},
          {"notes", it.facts.notes},
          {"met", it.facts.met},
          {"action", it.facts.action},
          {"keptIn", it.facts.kept_in},
          {"version", it.version}};
}

Exchange shown(Exchange it, Level level, bool takes_part) {
  if (!takes_part) it.facts.follow_up.clear();
  if (level == Level::content) return it;
  it.facts.notes.clear();
  it.facts.met.clear();
  if (level == Level::header) return it;
  Exchange presence;
  presence.id = it.id;
  presence.organisation = it.organisation;
  presence.business = it.business;
  presence.commune = it.commune;
  presence.facts.on = it.facts.on;
  return presence;
}

Error bad_value(std::string field, std::string allowed) {
  return {"support.bad_value", {{"field", std::move(field)}, {"allowed", std::move(allowed)}}};
}

Result<ExchangeFacts> clean(ExchangeFacts facts, Date today) {
  BASSIN_TRY(facts.notes, base::clean_or_empty("notes", facts.notes, base::description_most, base::Lines::several));
  BASSIN_TRY(facts.met, base::clean_or_empty("met", facts.met, base::line_most));
  if (facts.on > today) return bad_value("on", "≤ " + to_iso(today));
  if (facts.minutes < 0 || facts.minutes > minutes_most) return bad_value("minutes", "0-" + std::to_string(minutes_most));
  facts.kept_in = facts.kept_in || is_sensitive(facts.theme);
  return facts;
}

Result<void> count(sql::Session& session, Act const& act, Exchange const& it) {
  std::optional<convention::Contribution> contribution;
  if (!it.facts.action.empty()) {
    contribution = {it.facts.action, it.organisation, it.agent, it.business, it.commune, std::string(id_of(it.facts.way)),
                    it.facts.on,     it.facts.minutes};
    if (it.version > 1) {
      BASSIN_TRY(auto const whose, convention::whose_work(session, {"exchange", it.id}));
      if (!whose.empty()) contribution->organisation = whose;
    }
  }
  BASSIN_TRY([[maybe_unused]] auto const changed, convention::state(session, act.actor.at, {"exchange", it.id}, contribution));
  return {};
}

std::vector<sql::Named> values_of(Exchange const& it) {
  return {{"id", it.id},
          {"organisation", it.organisation},
          {"agent", it.agent},
          {"business", it.business},
          {"commune", it.commune},
          {"way", id_of(it.facts.way)},
          {"theme", id_of(it.facts.theme)},
          {"on_day", to_iso(it.facts.on)},
          {"minutes", it.facts.minutes},
          {"notes", it.facts.notes},
          {"met", it.facts.met},
          {"action", sql::or_null(it.facts.action)},
          {"follow_up", sql::or_null(it.facts.follow_up)},
          {"kept_in", it.facts.kept_in ? 1 : 0},
          {"version", it.version},
          {"created_at", it.created_at},
          {"changed_at", it.changed_at}};
}

// One of the reader's organisation, which they may change and know the latest version of.
Result<Exchange> changeable(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  static std::string const statement = fmt::format("select {} from exchange where id = :id and organisation = :organisation", columns);
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("support.unknown_exchange", {{"id", id}});
  auto exchange = exchange_of(*row);
  if (!access::may_change(act.reader, exchange.organisation, exchange.agent)) return Error("support.not_yours");
  if (exchange.version != version) return Error("support.changed", {{"now", access::text_of(json_of(exchange))}});
  return exchange;
}

Exchange begun(Act const& act, Subject const& subject, std::string const& agent) {
  Exchange out;
  out.id = base::new_uuid();
  out.organisation = act.reader.organisation;
  out.agent = agent;
  out.business = subject.business;
  out.commune = subject.commune;
  out.version = 1;
  out.created_at = out.changed_at = base::to_iso(act.actor.at);
  return out;
}

// A new one, with what it counts towards.
Result<void> keep(sql::Session& session, Act const& act, Exchange const& made) {
  BASSIN_DO(session.run(
      "insert into exchange (id, organisation, agent, business, commune, way, theme, on_day, minutes, notes, met, action, follow_up, "
      "kept_in, version, created_at, changed_at) values (:id, :organisation, :agent, :business, :commune, :way, :theme, :on_day, :minutes, "
      ":notes, :met, :action, :follow_up, :kept_in, :version, :created_at, :changed_at)",
      values_of(made)));
  BASSIN_DO(count(session, act, made));
  auto entry = json_of(made);
  entry["followUp"] = made.facts.follow_up;
  BASSIN_DO(access::record(session, act, "exchange.noted", "exchange", made.id, "", access::text_of(entry), made.business));
  return note_exchange_change(session, made.business);
}

Result<void> erase(sql::Session& session, Act const& act, Exchange const& before) {
  BASSIN_TRY([[maybe_unused]] auto const erased, documents::erase_all(session, act, {documents::Of::exchange, before.id}));
  BASSIN_DO(session.run("delete from exchange where id = :id", {{"id", before.id}}));
  BASSIN_TRY([[maybe_unused]] auto const changed, convention::state(session, act.actor.at, {"exchange", before.id}, std::nullopt));
  // What was written by mistake, of another business perhaps, is not kept in the trail either.
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, "exchange", before.id));
  BASSIN_DO(access::record(session, act, "exchange.deleted", "exchange", before.id, "", "", before.business));
  return note_exchange_change(session, before.business);
}

constexpr std::string_view after_cursor = "(:after_on = '' or on_day < :after_on or (on_day = :after_on and id < :after_id))";

// Of a condition over the table, with the reader's level and whether they take part in the follow-up.
std::string seen(std::string_view condition) {
  return fmt::format(
      "select {0}, level, takes_part from (select {0}, {1} as level, {3} as takes_part from exchange where {2}) seen where level > 0",
      columns, access::level_sql(access::RecordKind::exchange, "exchange.organisation", "exchange.commune", "exchange.kept_in"), condition,
      internal::takes_part_sql("exchange", "sharing_reader"));
}

std::string about(std::string_view business) {
  return seen(fmt::format("{} and {}", business, after_cursor)) + " order by on_day desc, id desc limit :most";
}

SeenExchange seen_of(sql::Row const& row) {
  auto const level = static_cast<Level>(row.integer("level"));
  return {shown(exchange_of(row), level, row.flag("takes_part")), level};
}

// One row more than a page holds tells that there is more.
ExchangePage page_of(std::vector<sql::Row> const& rows) {
  ExchangePage out;
  out.more = rows.size() > exchanges_page;
  for (std::size_t i = 0; i < std::min(rows.size(), exchanges_page); ++i) out.exchanges.push_back(seen_of(rows[i]));
  return out;
}

// Nearly every file has exchanges under one key: they then come in order from the index, and no more of them than a page holds.
Result<std::vector<std::string>> keys_with_exchanges(sql::Session& session, std::string const& business) {
  auto const statement = fmt::format(
      "select k.business as business from ({}) k where exists (select 1 from exchange e where e.business = k.business) order by k.business",
      internal::keys_of_file_sql("exchange", business));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"business", business}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("business"));
  return out;
}

// A few keys: a page of each, in which the first ones of all are. Levels are then looked up for as many rows, not for all of the file.
constexpr std::array<std::string_view, 8> key_places = {"k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"};
std::string about_each(std::size_t keys) {
  std::string all;
  for (std::size_t i = 0; i < keys; ++i)
    all += fmt::format("{}select * from ({}) of_{}", i == 0 ? "" : " union all ", about(fmt::format("business = :{}", key_places[i])), i);
  return keys == 1 ? about("business = :k0")
                   : fmt::format("select {}, level, takes_part from ({}) page order by on_day desc, id desc limit :most", columns, all);
}

void add_page(std::vector<sql::Named>& values, After const& after) {
  values.insert(values.end(), {{"after_on", after.on}, {"after_id", after.id}, {"most", exchanges_page + 1}});
}

}  // namespace

std::string_view id_of(Way way) { return way_ids[static_cast<std::size_t>(way)]; }

std::optional<Way> parse_way(std::string_view id) { return base::parse_id<Way>(way_ids, id); }

Result<ExchangePage> exchanges_with(sql::Session& session, access::Reader const& reader, Date today, std::string const& business,
                                    After const& after) {
  BASSIN_TRY(auto const keys, keys_with_exchanges(session, business));
  if (keys.empty()) return ExchangePage{};
  auto values = access::level_values(reader, to_iso(today));
  add_page(values, after);
  bool const few = keys.size() <= key_places.size();
  for (std::size_t i = 0; few && i < keys.size(); ++i) values.emplace_back(key_places[i], keys[i]);
  if (!few) values.emplace_back("business", business);
  BASSIN_TRY(auto const rows, session.rows(few ? about_each(keys.size()) : about(internal::about_file("business", "exchange", business)),
                                           sql::Session::Values(values)));
  return page_of(rows);
}

Result<ExchangePage> exchanges_by(sql::Session& session, access::Reader const& reader, std::string const& agent, After const& after) {
  static std::string const statement = fmt::format(
      "select {}, {} as level, {} as takes_part from exchange where organisation = :organisation and (:agent = '' or agent = :agent) and "
      "{} "
      "order by on_day desc, id desc limit :most",
      columns, static_cast<int>(Level::content), internal::takes_part_sql("exchange", "organisation"), after_cursor);
  if (reader.standing != access::Reader::Standing::member) return ExchangePage{};
  std::vector<sql::Named> values = {{"organisation", reader.organisation}, {"agent", agent}};
  add_page(values, after);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  return page_of(rows);
}

Result<std::vector<SeenExchange>> read_exchanges(sql::Session& session, access::Reader const& reader, Date today,
                                                 std::vector<std::string> const& ids) {
  std::vector<SeenExchange> out;
  if (ids.empty()) return out;
  auto const listed = internal::listed(ids);
  auto values = access::level_values(reader, to_iso(today));
  values.insert(values.end(), listed.values.begin(), listed.values.end());
  BASSIN_TRY(auto const rows, session.rows(seen("exchange.id in " + listed.places), sql::Session::Values(values)));
  for (auto const& row : rows) out.push_back(seen_of(row));
  return out;
}

Result<LastChoice> last_choice(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(
      auto const row,
      session.row("select action, theme from exchange where organisation = :organisation and agent = :agent order by on_day desc, id "
                  "desc limit 1",
                  {{"organisation", reader.organisation}, {"agent", reader.agent}}));
  if (!row) return LastChoice{};
  return LastChoice{row->optional_text("action").value_or(""), parse_theme(row->text("theme"))};
}

Result<Exchange> note_exchange(sql::Session& session, Act const& act, Date today, Subject const& subject, ExchangeFacts const& facts) {
  auto made = begun(act, subject, act.reader.agent);
  BASSIN_TRY(made.facts, clean(facts, today));
  if (!made.facts.action.empty()) BASSIN_DO(convention::check_countable(session, act.reader, made.facts.action, made.facts.on));
  if (!made.facts.follow_up.empty()) BASSIN_DO(check_belongs(session, act.reader, made.facts.follow_up, made.business));
  BASSIN_DO(keep(session, act, made));
  return made;
}

Result<Exchange> keep_past_exchange(sql::Session& session, Act const& act, Date today, Subject const& subject, ExchangeFacts const& facts,
                                    std::string const& agent) {
  auto made = begun(act, subject, agent);
  BASSIN_TRY(made.facts, clean(facts, today));
  made.facts.follow_up.clear();
  BASSIN_DO(keep(session, act, made));
  return made;
}

Result<Exchange> change_exchange(sql::Session& session, Act const& act, Date today, std::string const& id, std::int64_t version,
                                 ExchangeFacts const& facts) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(facts, today));
  // What counted when it was kept goes on counting: an action may have been dropped since.
  bool const moved = after.facts.action != before.facts.action || after.facts.on != before.facts.on;
  if (moved && !after.facts.action.empty()) BASSIN_DO(convention::check_countable(session, act.reader, after.facts.action, after.facts.on));
  BASSIN_TRY(after.facts.follow_up, internal::linked(session, act.reader, before.facts.follow_up, facts.follow_up, after.business));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(session.run(
      "update exchange set way = :way, theme = :theme, on_day = :on_day, minutes = :minutes, notes = :notes, met = :met, action = :action, "
      "follow_up = :follow_up, kept_in = :kept_in, version = :version, changed_at = :changed_at where id = :id",
      {{"id", id},
       {"way", id_of(after.facts.way)},
       {"theme", id_of(after.facts.theme)},
       {"on_day", to_iso(after.facts.on)},
       {"minutes", after.facts.minutes},
       {"notes", after.facts.notes},
       {"met", after.facts.met},
       {"action", sql::or_null(after.facts.action)},
       {"follow_up", sql::or_null(after.facts.follow_up)},
       {"kept_in", after.facts.kept_in ? 1 : 0},
       {"version", after.version},
       {"changed_at", after.changed_at}}));
  BASSIN_DO(count(session, act, after));
  auto now = json_of(after);
  if (after.facts.follow_up != before.facts.follow_up) now["followUp"] = after.facts.follow_up;
  BASSIN_DO(access::record(session, act, "exchange.changed", "exchange", id, access::text_of(json_of(before)), access::text_of(now),
                           after.business));
  // What a last contact follows from.
  bool const told = after.facts.on != before.facts.on || after.facts.kept_in != before.facts.kept_in;
  if (told) BASSIN_DO(note_exchange_change(session, after.business));
  return after;
}

Result<void> delete_exchange(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  return erase(session, act, before);
}

Result<bool> take_back_exchange(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from exchange where id = :id", columns), {{"id", id}}));
  if (!row) return true;
  auto const now = exchange_of(*row);
  if (now.version != version || now.organisation != act.reader.organisation) return false;
  BASSIN_TRY(auto const document,
             session.row("select 1 as one from document where subject_kind = 'exchange' and subject = :id limit 1", {{"id", id}}));
  if (document) return false;
  BASSIN_DO(erase(session, act, now));
  return true;
}

}  // namespace bassin::support
