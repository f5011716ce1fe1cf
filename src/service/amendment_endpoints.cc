// What an amendment changes of its convention.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "convention/amendment.h"
#include "reference/territory.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/convention_endpoints.h"
#include "service/convention_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using convention::ChangeDraft;
using convention::ChangeKind;

namespace {

bool is_of_a_party(ChangeKind kind) { return kind == ChangeKind::party_joins || kind == ChangeKind::party_leaves; }
bool is_of_a_commune(ChangeKind kind) { return kind == ChangeKind::commune_added || kind == ChangeKind::commune_removed; }

// What a change tells of one side: a text, a term or an axis; null where the subject and the day say all.
Json value_json(ChangeKind kind, std::string const& told) {
  auto const value = Json::parse(told, nullptr, false);
  if (value.is_null() || is_of_a_party(kind) || is_of_a_commune(kind)) return nullptr;
  if (kind == ChangeKind::title || kind == ChangeKind::purpose) return {{"text", value}};
  if (kind != ChangeKind::term) return {{"axis", value}};
  return {{"term",
           {{"endsOn", value["ends_on"]},
            {"renewal", value["renewal"]},
            {"renewalMonths", value["renewal_months"]},
            {"renewalsMost", value["renewals_most"]},
            {"noticeMonths", value["notice_months"]}}}};
}

Json subject_json(convention::Change const& it, Organisations const& names) {
  if (it.subject.empty()) return nullptr;
  if (is_of_a_party(it.kind)) return names.named(it.subject);
  auto const told = Json::parse(it.before == "null" ? it.after : it.before, nullptr, false);
  auto const* const name = is_of_a_commune(it.kind) ? "label" : "title";
  return {{"id", it.subject}, {"name", told.is_object() && told.contains(name) ? told[name] : Json(nullptr)}};
}

Json change_json(convention::Change const& it, Organisations const& names, bool holds) {
  return {{"kind", id_of(it.kind)},
          {"subject", subject_json(it, names)},
          {"on", it.on ? Json(to_iso(*it.on)) : Json(nullptr)},
          {"before", value_json(it.kind, it.before)},
          {"after", value_json(it.kind, it.after)},
          {"holds", holds}};
}

// Nothing where the reader does not see it: a party that is only to join.
Result<std::optional<convention::Text>> parent_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  auto found = convention::find_convention(session, reader, id);
  if (found.ok()) return std::optional(std::move(*found));
  if (found.error().code == "convention.unknown") return std::optional<convention::Text>();
  return found.error();
}

Result<Json> changes_answer(sql::Session& session, Call const& call, std::string const& id) {
  BASSIN_TRY(auto const changes, convention::changes_of(session, call.reader, id));
  BASSIN_TRY(auto const amendment, convention::find_convention(session, call.reader, id));
  BASSIN_TRY(auto const parent, parent_of(session, call.reader, amendment.convention.parent));
  BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
  BASSIN_TRY(auto const names, Organisations::read(session));
  auto const status = amendment.convention.status;
  bool const drafted = status == convention::Status::draft;
  bool const pending = drafted || status == convention::Status::deliberating;
  Json out{
      {"version", amendment.convention.version}, {"mine", drafted && rights.may_write(amendment.convention)}, {"changes", Json::array()}};
  for (auto const& it : changes) out["changes"].push_back(change_json(it, names, !pending || !parent || holds(*parent, it)));
  return out;
}

Result<Json> get_changes(Call const& call, Casework const& casework) {
  return casework.store->read(
      [&](sql::Session& session) { return changes_answer(session, call, std::string(call.request.path_value("id"))); });
}

// A text of an object, where it is given; null counts as not given.
Result<std::optional<std::string>> text_in(Json const& json, std::string_view field) {
  auto const found = json.find(field);
  if (found == json.end() || found->is_null()) return std::optional<std::string>();
  if (!found->is_string()) return bad_field(std::string(field), "\"…\"");
  return std::optional(found->get<std::string>());
}
Result<std::optional<std::int64_t>> number_in(Json const& json, std::string_view field) {
  auto const found = json.find(field);
  if (found == json.end()) return std::optional<std::int64_t>();
  if (!found->is_number_integer()) return bad_field(std::string(field), "0, 1, 2…");
  return std::optional(found->get<std::int64_t>());
}
Result<void> only_fields(Json const& json, std::string_view what, std::initializer_list<std::string_view> fields) {
  if (!json.is_object()) return bad_field(std::string(what), "{…}");
  for (auto const& [name, value] : json.items()) {
    if (std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
    std::string allowed;
    for (auto const field : fields) allowed += (allowed.empty() ? "" : ", ") + std::string(field);
    return Error("service.unknown_field", {{"field", name}, {"allowed", allowed}});
  }
  return {};
}

Result<convention::TextChange> term_in(Json const& json) {
  convention::TextChange out;
  BASSIN_DO(only_fields(json, "term", {"endsOn", "renewal", "renewalMonths", "renewalsMost", "noticeMonths"}));
  BASSIN_TRY(out.ends_on, text_in(json, "endsOn"));
  BASSIN_TRY(out.renewal, text_in(json, "renewal"));
  BASSIN_TRY(out.renewal_months, number_in(json, "renewalMonths"));
  BASSIN_TRY(out.renewals_most, number_in(json, "renewalsMost"));
  BASSIN_TRY(out.notice_months, number_in(json, "noticeMonths"));
  return out;
}

Result<convention::Axis> axis_in(Json const& json) {
  BASSIN_DO(only_fields(json, "axis", {"code", "title", "description"}));
  BASSIN_TRY(auto const code, text_in(json, "code"));
  BASSIN_TRY(auto const title, text_in(json, "title"));
  BASSIN_TRY(auto const description, text_in(json, "description"));
  return convention::Axis{"", code.value_or(""), title.value_or(""), description.value_or(""), {}};
}

// The commune that bears the code on that day, with its name.
Result<void> name_commune(ChangeDraft& draft, base::Date today) {
  using reference::TerritoryKind;
  using reference::TerritoryKinds;
  auto const day = draft.on.value_or(today);
  BASSIN_TRY(auto const found, reference::find_territory("commune:" + draft.subject, day, TerritoryKinds::only(TerritoryKind::commune)));
  draft.subject = found.id;
  draft.label = std::string(reference::geography().commune_name(found.id, day));
  return {};
}

Result<ChangeDraft> draft_of(Json const& json, base::Date today) {
  ChangeDraft out;
  BASSIN_DO(only_fields(json, "changes", {"kind", "subject", "text", "term", "axis", "on"}));
  BASSIN_TRY(auto const kind_id, text_in(json, "kind"));
  auto const kind = convention::parse_change_kind(kind_id.value_or(""));
  if (!kind)
    return bad_field("kind",
                     "title, purpose, term, party_joins, party_leaves, commune_added, commune_removed, axis_added, "
                     "axis_reworded, axis_removed");
  out.kind = *kind;
  BASSIN_TRY(auto const subject, text_in(json, "subject"));
  out.subject = subject.value_or("");
  if (json.contains("term")) {
    BASSIN_TRY(out.text, term_in(json["term"]));
  }
  BASSIN_TRY(auto const text, text_in(json, "text"));
  out.text.title = out.text.purpose = text;
  if (json.contains("axis")) {
    BASSIN_TRY(out.axis, axis_in(json["axis"]));
  }
  BASSIN_TRY(auto const on, text_in(json, "on"));
  if (on) out.on = base::parse_date(*on);
  if (on && !out.on) return bad_field("on", "2018-01-31");
  if (out.kind == ChangeKind::commune_added) BASSIN_DO(name_commune(out, today));
  return out;
}

Result<Json> put_changes(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "changes"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  auto const* const sent = body.value("changes");
  if (sent == nullptr || !sent->is_array()) return bad_field("changes", "[{kind, …}]");
  std::vector<ChangeDraft> drafts;
  for (auto const& json : *sent) {
    BASSIN_TRY(auto draft, draft_of(json, call.context.today()));
    drafts.push_back(std::move(draft));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    std::string const id(call.request.path_value("id"));
    BASSIN_TRY([[maybe_unused]] auto const changed, convention::set_changes(session, act, id, version, drafts));
    return changes_answer(session, call, id);
  });
}

}  // namespace

void add_amendment_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/conventions/{id}/changes", Need::see_conventions, Lane::store}, with(get_changes));
  routes.add({Method::put, "/api/v1/conventions/{id}/changes", Need::run_conventions, Lane::store}, with(put_changes));
}

}  // namespace bassin::service
