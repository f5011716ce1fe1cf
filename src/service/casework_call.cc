#include "service/casework_call.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "query/row.h"
#include "query/view.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"
#include "service/file_subject.h"
#include "sql/store.h"
#include "support/sent_once.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

Result<query::BusinessId> id_of(Call const& call, Casework const& casework, std::string_view text) {
  auto const id = query::parse_business_id(text);
  if (!id) return Error("query.bad_value", {{"name", "id"}, {"value", std::string(text.substr(0, 100))}, {"allowed", "SIRET, local:…"}});
  if (id->local.empty()) return *id;
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.casework) return *id;
  auto const found = seeing.casework->matched.find(id->local);
  return found == seeing.casework->matched.end() ? *id : query::BusinessId::of(found->second);
}

std::string text_of(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

support::Act act_of(Call const& call, Casework const& casework) {
  return {call.reader, {call.reader.agent, call.reader.organisation, call.place(), casework.now()}};
}

Result<std::string> business_of(Call const& call, Casework const& casework, std::string_view text) {
  if (auto key = file_key_in(text)) return std::move(*key);
  BASSIN_TRY(auto const id, id_of(call, casework, text));
  return id.text();
}

Result<support::Subject> subject_of(Call const& call, Casework const& casework, std::string_view text) {
  BASSIN_TRY(auto const id, id_of(call, casework, text));
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return Error("service.not_ready");
  auto const row = seeing.view->find(id);
  if (!row) return Error("query.unknown_business", {{"id", id.text()}});
  std::uint32_t const numbers[] = {*row};
  BASSIN_TRY(auto const rows, query::read_rows(*seeing.view, numbers, registry::Audience::open));
  return support::Subject{id.text(), rows[0].commune.empty() ? rows[0].commune_code : rows[0].commune};
}

Json written_json(std::string const& id, std::int64_t version) { return {{"id", id}, {"version", version}}; }

Result<Json> change(Call const& call, Casework const& casework, Change const& change) { return change_in_turn(call, casework, "", change); }

Result<Json> change_in_turn(Call const& call, Casework const& casework, std::string_view turn, Change const& change) {
  // Where the register is open to all, some of these need no more than it.
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  auto const key = call.request.header("Idempotency-Key");
  auto const act = act_of(call, casework);
  BASSIN_TRY(auto answer, casework.store->write_in_turn(turn, [&](sql::Session& session) -> Result<Json> {
    if (key) {
      BASSIN_TRY(auto const before, support::sent_before(session, act, *key, call.request.body));
      if (before) return Json::parse(*before, nullptr, false);
    }
    BASSIN_TRY(auto fresh, change(session, act));
    if (key) BASSIN_DO(support::keep_answer(session, act, *key, text_of(fresh)));
    return fresh;
  }));
  // The change is kept: what fails from here on is mended by the watcher.
  (void)casework.source->take_up(call.reader);
  return answer;
}

std::optional<std::string> asked(Call const& call, std::string_view name) {
  auto const& query = call.request.query;
  auto const found = std::find_if(query.begin(), query.end(), [name](auto const& pair) { return pair.first == name; });
  return found == query.end() ? std::nullopt : std::optional(found->second);
}

Result<std::optional<base::Date>> asked_day(Call const& call, std::string_view name) {
  auto const text = asked(call, name);
  if (!text) return std::optional<base::Date>();
  auto const day = base::parse_date(*text);
  if (!day) return Error("query.bad_value", {{"name", std::string(name)}, {"value", text->substr(0, 100)}, {"allowed", "2026-11-28"}});
  return day;
}

Result<std::int64_t> version_of(Call const& call) {
  auto const text = asked(call, "version").value_or("");
  std::int64_t version = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (problem != std::errc{} || end != text.data() + text.size()) {
    return Error("query.bad_value", {{"name", "version"}, {"value", text.substr(0, 100)}, {"allowed", "1, 2, 3…"}});
  }
  return version;
}

}  // namespace bassin::service
