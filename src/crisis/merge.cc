#include "crisis/merge.h"

#include <algorithm>

#include "access/record_json.h"
#include "base/uuid.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/merge_rows.h"
#include "crisis/internal/report_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using access::Json;
using base::Error;
using base::Result;
using internal::CaseInRoom;

// All columns of a case but those of the line, as a merging keeps them.
constexpr std::string_view kept_texts[] = {"business", "commune",    "entry",        "state", "reached",
                                           "trading",  "trading_at", "organisation", "agent"};
constexpr std::string_view kept_numbers[] = {"entered", "left_zone", "priority", "begun", "trading_of_owner", "by_parcels", "version"};

Result<Json> whole_row(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row,
             session.row("select business, commune, entry, state, reached, trading, trading_at, organisation, agent, entered, "
                         "left_zone, priority, begun, trading_of_owner, by_parcels, version from crisis_case where id = :id",
                         {{"id", id}}));
  if (!row) return Error("crisis.unknown_case", {{"id", id}});
  Json out = Json::object();
  for (auto const it : kept_texts)
    if (auto const text = row->optional_text(it)) out[std::string(it)] = *text;
  for (auto const it : kept_numbers)
    if (auto const number = row->optional_integer(it)) out[std::string(it)] = *number;
  return out;
}

std::optional<std::string> text_in(Json const& row, std::string_view name) {
  auto const found = row.find(std::string(name));
  return found == row.end() ? std::nullopt : std::optional(found->get<std::string>());
}
std::optional<std::int64_t> number_in(Json const& row, std::string_view name) {
  auto const found = row.find(std::string(name));
  return found == row.end() ? std::nullopt : std::optional(found->get<std::int64_t>());
}

std::vector<sql::Named> values_of(Json const& row) {
  std::vector<sql::Named> out;
  for (auto const it : kept_texts) out.emplace_back(it, text_in(row, it));
  for (auto const it : kept_numbers) out.emplace_back(it, number_in(row, it));
  return out;
}

Result<std::string> last_step(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select max(id) as id from crisis_step where record = :id", {{"id", id}}));
  return row ? row->optional_text("id").value_or("") : "";
}

CaseState state_in(Json const& row, std::string_view name) {
  return parse_case_state(text_in(row, name).value_or("")).value_or(CaseState::potential);
}
bool trading_known(Json const& row) {
  auto const it = parse_trading(text_in(row, "trading").value_or("")).value_or(Trading::unknown);
  return it != Trading::unknown && it != Trading::refused;
}

// Whether the trade of `b` holds rather than that of `a`: known before not, said by an agent before an owner, then the later.
bool trade_holds(Json const& a, Json const& b) {
  if (trading_known(a) != trading_known(b)) return trading_known(b);
  bool const owner_a = number_in(a, "trading_of_owner").value_or(0) != 0, owner_b = number_in(b, "trading_of_owner").value_or(0) != 0;
  if (owner_a != owner_b) return owner_a;
  return text_in(b, "trading_at").value_or("") > text_in(a, "trading_at").value_or("");
}

void take(Json& into, Json const& from, std::initializer_list<std::string_view> names) {
  for (auto const it : names) {
    into.erase(std::string(it));
    if (auto const found = from.find(std::string(it)); found != from.end()) into[std::string(it)] = *found;
  }
}

// What the kept case is from then on. `newer`: the last step of the other is the later one.
Json united(Json const& kept, Json const& gone, bool newer) {
  auto out = kept;
  auto const a = state_in(kept, "state"), b = state_in(gone, "state");
  bool const other = a == CaseState::potential || (b != CaseState::potential && newer);
  if (other) take(out, gone, {"state"});
  if (state_in(gone, "reached") > state_in(kept, "reached")) take(out, gone, {"reached"});
  if (trade_holds(kept, gone)) take(out, gone, {"trading", "trading_at", "trading_of_owner"});
  auto const urgency = std::min(number_in(kept, "priority").value_or(9), number_in(gone, "priority").value_or(9));
  if (urgency < 9) out["priority"] = urgency;
  if (!text_in(kept, "organisation")) take(out, gone, {"organisation", "agent"});
  if (!number_in(gone, "left_zone")) out.erase("left_zone");
  if (number_in(gone, "begun").value_or(0) != 0) out["begun"] = 1;
  // Whose land lies in the zone is hit itself, and no longer listed by hand or for its road alone.
  auto const entry = text_in(kept, "entry").value_or("");
  bool const by_hand = number_in(kept, "by_parcels").value_or(0) == 0 && (entry == id_of(Entry::added) || entry == id_of(Entry::indirect));
  if (by_hand && number_in(gone, "by_parcels").value_or(0) != 0) take(out, gone, {"entry", "by_parcels"});
  out["entered"] = std::min(number_in(kept, "entered").value_or(0), number_in(gone, "entered").value_or(0));
  out["version"] = number_in(kept, "version").value_or(0) + 1;
  return out;
}

Result<void> put_case_row(sql::Session& session, std::string const& id, Json const& row, std::string const& at) {
  auto values = values_of(row);
  values.emplace_back("id", id);
  values.emplace_back("at", at);
  return session.run(
      "update crisis_case set business = :business, commune = :commune, entry = :entry, state = :state, reached = :reached, trading = "
      ":trading, trading_at = :trading_at, organisation = :organisation, agent = :agent, entered = :entered, left_zone = :left_zone, "
      "priority = :priority, begun = :begun, trading_of_owner = :trading_of_owner, by_parcels = coalesce(:by_parcels, 0), version = "
      ":version, changed_at = :at where id = :id",
      sql::Session::Values(values));
}

Result<CaseInRoom> as_read(sql::Session& session, Act const& act, CaseAsRead const& wanted) {
  BASSIN_TRY(auto found, internal::writable_case(session, act.reader, wanted.id));
  BASSIN_DO(internal::check_line(found.it, act.reader, base::to_iso(act.actor.at)));
  if (found.it.version != wanted.version) return Error("crisis.changed", {{"now", internal::json_of(found.it)}});
  return found;
}

Result<std::vector<AfterWord>> words_of(sql::Session& session, std::string const& record) {
  static std::string const statement =
      "select " + std::string(internal::after_columns) + " from crisis_after where record = :id order by id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", record}}));
  std::vector<AfterWord> out;
  for (auto const& row : rows) out.push_back(internal::after_of(row));
  return out;
}

// What is told apart contributes nothing; all else is stated of the case that it is on now.
Result<void> count_anew(sql::Session& session, Act const& act, Crisis const& room, Case const& it) {
  BASSIN_DO(internal::count_steps(session, act, room, it));
  BASSIN_TRY(auto const words, words_of(session, it.id));
  for (auto const& word : words) BASSIN_DO(internal::count_word(session, act, room, it, word, false));
  return {};
}
Result<void> take_back_words(sql::Session& session, Act const& act, CaseInRoom const& kept, CaseInRoom const& gone,
                             std::vector<AfterWord> const& before) {
  BASSIN_TRY(auto const left, words_of(session, kept.it.id));
  for (auto const& word : before) {
    bool const stays = std::any_of(left.begin(), left.end(), [&](auto const& it) { return it.id == word.id; });
    if (!stays) BASSIN_DO(internal::count_word(session, act, kept.room, word.record == kept.it.id ? kept.it : gone.it, word, true));
  }
  return {};
}

ToldApart told_of(Json const& one) {
  auto const& row = one.at("row");
  auto const text = [&](char const* name) {
    auto const found = row.find(name);
    if (found == row.end() || found->is_null()) return std::string();
    return found->is_number() ? std::to_string(found->get<std::int64_t>()) : found->get<std::string>();
  };
  ToldApart out;
  out.of = one.at("of").get<std::string>();
  out.kind = one.at("kind").get<std::string>();
  out.term = text("term");
  out.fares = text("fares");
  out.right = text("right_id");
  out.name = text("name");
  out.decision = out.kind == "loss" ? (text("lost") == "1" ? "lost" : "kept") : text("decision");
  out.note = out.kind == "loss" ? text("why") : text("note");
  out.at = out.kind == "loss" ? text("at") : text("changed_at");
  return out;
}

constexpr std::string_view merge_columns =
    "id, crisis, record, kept, business, before_row, kept_before, kept_version, moved, organisation, agent, at";

Merge merge_of(sql::Row const& row) {
  Merge out{row.text("id"),
            row.text("crisis"),
            row.text("record"),
            row.text("kept"),
            row.text("business"),
            "",
            row.text("organisation"),
            row.text("agent"),
            row.text("at"),
            false,
            {}};
  auto const before = Json::parse(row.text("before_row"), nullptr, false);
  if (before.is_object()) out.commune = before.value("commune", "");
  auto const moved = Json::parse(row.text("moved"), nullptr, false);
  if (moved.is_object())
    for (auto const& one : moved.at("apart")) out.apart.push_back(told_of(one));
  return out;
}

}  // namespace

Result<Case> merge_cases(sql::Session& session, Act const& act, CaseAsRead const& kept_as, CaseAsRead const& gone_as) {
  BASSIN_TRY(auto const kept, as_read(session, act, kept_as));
  BASSIN_TRY(auto const gone, as_read(session, act, gone_as));
  if (kept.it.id == gone.it.id || kept.room.id != gone.room.id)
    return Error("crisis.bad_value", {{"field", "gone"}, {"allowed", "≠ kept"}});
  BASSIN_TRY(auto const before, whole_row(session, kept.it.id));
  BASSIN_TRY(auto const gone_row, whole_row(session, gone.it.id));
  BASSIN_TRY(auto const last_kept, last_step(session, kept.it.id));
  BASSIN_TRY(auto const last_gone, last_step(session, gone.it.id));
  BASSIN_TRY(auto words, words_of(session, kept.it.id));
  BASSIN_TRY(auto const others, words_of(session, gone.it.id));
  words.insert(words.end(), others.begin(), others.end());
  auto const after = united(before, gone_row, last_gone > last_kept);
  auto const at = base::to_iso(act.actor.at);
  BASSIN_TRY(auto const moved, internal::move_rows(session, gone.it.id, kept.it.id));
  BASSIN_DO(
      session.run("insert into crisis_merge (id, crisis, record, kept, business, before_row, kept_before, kept_version, moved, "
                  "organisation, agent, at) values (:id, :crisis, :record, :kept, :business, :before, :kept_before, :version, :moved, "
                  ":organisation, :agent, :at)",
                  {{"id", base::new_uuid()},
                   {"crisis", kept.room.id},
                   {"record", gone.it.id},
                   {"kept", kept.it.id},
                   {"business", gone.it.business},
                   {"before", access::text_of(gone_row)},
                   {"kept_before", access::text_of(before)},
                   {"version", number_in(after, "version")},
                   {"moved", access::text_of(moved)},
                   {"organisation", act.reader.organisation},
                   {"agent", act.reader.agent},
                   {"at", at}}));
  BASSIN_DO(session.run("delete from crisis_apart where one = :id or other = :id", {{"id", gone.it.id}}));
  BASSIN_DO(session.run("delete from crisis_case where id = :id", {{"id", gone.it.id}}));
  BASSIN_DO(put_case_row(session, kept.it.id, after, at));
  BASSIN_DO(internal::mark_present(session, kept.it.id));
  BASSIN_DO(take_back_words(session, act, kept, gone, words));
  BASSIN_TRY(auto const now, find_case(session, act.reader, kept.it.id));
  BASSIN_DO(count_anew(session, act, kept.room, now));
  auto told = Json{{"business", gone.it.business}, {"state", id_of(gone.it.state)}, {"into", kept.it.id}};
  BASSIN_DO(
      access::record(session, act, "crisis_case.merged", "crisis_case", kept.it.id, internal::json_of(kept.it), internal::json_of(now)));
  BASSIN_DO(access::record(session, act, "crisis_case.merged_away", "crisis_case", gone.it.id, internal::json_of(gone.it),
                           access::text_of(told)));
  return now;
}

Result<std::vector<Merge>> merges_of(sql::Session& session, access::Reader const& reader, std::string const& record) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, record));
  static std::string const statement = "select " + std::string(merge_columns) + " from crisis_merge where kept = :id order by id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", record}}));
  std::vector<Merge> out;
  for (auto const& row : rows) out.push_back(merge_of(row));
  if (!out.empty()) out.back().last = true;
  return out;
}

Result<Case> part_cases(sql::Session& session, Act const& act, std::string const& merge, std::int64_t version) {
  static std::string const statement = "select " + std::string(merge_columns) + " from crisis_merge where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", merge}}));
  if (!row) return Error("crisis.unknown_merge", {{"id", merge}});
  auto found = as_read(session, act, {row->text("kept"), version});
  if (!found.ok() && found.error().code == "crisis.unknown_case") return Error("crisis.unknown_merge", {{"id", merge}});
  if (!found.ok()) return found.error();
  auto const& kept = *found;
  BASSIN_TRY(auto const later, session.row("select 1 as there from crisis_merge where kept = :kept and id > :id limit 1",
                                           {{"kept", kept.it.id}, {"id", merge}}));
  if (later) return Error("crisis.merged_since");
  auto const it = merge_of(*row);
  auto const gone_row = Json::parse(row->text("before_row")), kept_before = Json::parse(row->text("kept_before")),
             moved = Json::parse(row->text("moved"));
  auto const at = base::to_iso(act.actor.at);
  auto values = values_of(gone_row);
  values.insert(values.end(), {{"id", it.record}, {"crisis", it.crisis}, {"at", at}});
  auto again = number_in(gone_row, "version").value_or(0) + 1;
  values.emplace_back("again", again);
  BASSIN_DO(session.run("delete from crisis_merge where id = :id", {{"id", merge}}));
  std::erase_if(values, [](sql::Named const& one) { return one.name == "version"; });
  BASSIN_TRY(
      auto const made,
      session.execute(
          "insert into crisis_case (id, crisis, business, commune, entry, entered, left_zone, state, reached, trading, "
          "trading_at, trading_of_owner, by_parcels, priority, organisation, agent, begun, version, changed_at) values (:id, :crisis, "
          ":business, :commune, :entry, :entered, :left_zone, :state, :reached, :trading, :trading_at, "
          ":trading_of_owner, coalesce(:by_parcels, 0), :priority, :organisation, :agent, :begun, :again, :at) on conflict do nothing",
          sql::Session::Values(values)));
  if (made == 0) return Error("crisis.merged_since");
  BASSIN_DO(internal::move_back(session, kept.it.id, it.record, moved));
  BASSIN_TRY(auto now_row, whole_row(session, kept.it.id));
  auto after = now_row;
  if (kept.it.version == row->integer("kept_version")) {
    after = kept_before;
    if (number_in(now_row, "begun").value_or(0) != 0) after["begun"] = 1;
  }
  after["version"] = kept.it.version + 1;
  BASSIN_DO(put_case_row(session, kept.it.id, after, at));
  for (auto const& id : {kept.it.id, it.record}) BASSIN_DO(internal::mark_present(session, id));
  BASSIN_TRY(auto const now, find_case(session, act.reader, kept.it.id));
  BASSIN_TRY(auto const gone, find_case(session, act.reader, it.record));
  BASSIN_DO(count_anew(session, act, kept.room, now));
  BASSIN_DO(count_anew(session, act, kept.room, gone));
  BASSIN_DO(
      access::record(session, act, "crisis_case.parted", "crisis_case", kept.it.id, internal::json_of(kept.it), internal::json_of(now)));
  BASSIN_DO(access::record(session, act, "crisis_case.parted", "crisis_case", it.record, "", internal::json_of(gone)));
  return now;
}

Result<Place> place_of_case(sql::Session& session, access::Reader const& reader, std::string const& crisis, std::string const& record) {
  auto const unknown = Error("crisis.unknown_case", {{"id", record}});
  auto const found = find_case(session, reader, record);
  if (found.ok()) return found->crisis == crisis ? Result<Place>(Place{found->business, found->commune, Entry::added}) : unknown;
  if (found.error().code != "crisis.merged_away") return found.error();
  BASSIN_TRY(auto const row, session.row("select crisis, business, before_row from crisis_merge where record = :id", {{"id", record}}));
  if (!row || row->text("crisis") != crisis) return unknown;
  auto const before = Json::parse(row->text("before_row"), nullptr, false);
  return Place{row->text("business"), before.is_object() ? before.value("commune", "") : "", Entry::added};
}

Pair pair_of(std::string const& one, std::string const& other) { return one < other ? Pair{one, other} : Pair{other, one}; }

Result<void> keep_apart(sql::Session& session, Act const& act, std::string const& one, std::string const& other) {
  BASSIN_TRY(auto const a, internal::writable_case(session, act.reader, one));
  BASSIN_TRY(auto const b, internal::writable_case(session, act.reader, other));
  if (one == other || a.room.id != b.room.id) return Error("crisis.bad_value", {{"field", "other"}, {"allowed", "≠ one"}});
  auto const pair = pair_of(one, other);
  BASSIN_TRY(auto const fresh,
             session.execute("insert into crisis_apart (crisis, one, other, organisation, agent, at) values (:crisis, :one, "
                             ":other, :organisation, :agent, :at) on conflict do nothing",
                             {{"crisis", a.room.id},
                              {"one", pair.one},
                              {"other", pair.other},
                              {"organisation", act.reader.organisation},
                              {"agent", act.reader.agent},
                              {"at", base::to_iso(act.actor.at)}}));
  if (fresh == 0) return {};
  return access::record(session, act, "crisis_case.kept_apart", "crisis_case", one, "", access::text_of({{"other", other}}));
}

Result<std::vector<Pair>> kept_apart(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows,
             session.rows("select one, other from crisis_apart where crisis = :crisis order by one, other", {{"crisis", crisis}}));
  std::vector<Pair> out;
  for (auto const& row : rows) out.push_back({row.text("one"), row.text("other")});
  return out;
}

}  // namespace bassin::crisis
