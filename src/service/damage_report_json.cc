#include "service/damage_report_json.h"

#include "base/instant.h"

namespace bassin::service {

using base::Result;

namespace {

Json text_or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json number_or_null(std::optional<std::int64_t> number) { return number ? Json(*number) : Json(nullptr); }

Json typed_json(crisis::Typed const& it) {
  Json position = nullptr;
  if (it.longitude) position = {{"longitude", *it.longitude}, {"latitude", *it.latitude}};
  return {{"siret", it.siret}, {"name", it.name}, {"address", it.address}, {"person", it.person}, {"position", std::move(position)}};
}

Result<crisis::Typed> typed_in(Body const& body) {
  crisis::Typed out;
  BASSIN_TRY(auto const typed, body.optional_object("typed", {"siret", "name", "address", "person", "position"}));
  if (!typed) return out;
  for (auto const& [name, text] : {std::pair("siret", &out.siret), std::pair("name", &out.name), std::pair("address", &out.address),
                                   std::pair("person", &out.person)}) {
    BASSIN_TRY(auto const sent, typed->optional_text(name));
    *text = sent.value_or("");
  }
  BASSIN_TRY(auto const position, typed->optional_object("position", {"longitude", "latitude"}));
  if (!position) return out;
  BASSIN_TRY(out.longitude, position->number("longitude"));
  BASSIN_TRY(out.latitude, position->number("latitude"));
  return out;
}

Json papers_json(std::string const& report, std::span<documents::Document const> papers) {
  Json out = Json::array();
  for (auto const& it : papers) {
    if (it.subject.id != report) continue;
    out.push_back({{"id", it.id},
                   {"name", it.name},
                   {"type", id_of(it.type)},
                   {"size", it.size},
                   {"sha256", it.sum},
                   {"at", it.created_at},
                   {"ofOwner", it.agent.empty()}});
  }
  return out;
}

// A number of a count or an amount, else text.
Result<void> put_value(Body const& body, crisis::Answer& out) {
  auto const* const value = body.value("value");
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) {
    out.text = value->get<std::string>();
    return {};
  }
  BASSIN_TRY(out.from, body.integer("value"));
  auto const* const question = crisis::question_of(out.question);
  if (question != nullptr && question->form == crisis::AnswerForm::money) out.to = out.from;
  return {};
}

Result<void> put_band(Body const& body, crisis::Answer& out) {
  BASSIN_TRY(auto const band, body.optional_object("band", {"from", "to"}));
  if (!band) return {};
  BASSIN_TRY(out.from, band->integer("from"));
  out.to.reset();
  auto const* const end = band->value("to");
  if (end == nullptr || end->is_null()) return {};
  BASSIN_TRY(out.to, band->integer("to"));
  // An amount is a value, not a band of no width.
  if (out.to == out.from) return bad_field("band", "0–1000, 1000–5000…");
  return {};
}

Result<crisis::Answer> answer_in(Body const& body) {
  crisis::Answer out;
  BASSIN_TRY(out.question, body.text("question"));
  BASSIN_TRY(auto const item, body.optional_text("item"));
  out.item = item.value_or("");
  BASSIN_TRY(auto const standing, body.text("standing"));
  auto const known = crisis::parse_standing(standing);
  if (!known) return bad_field("standing", "given | unknown | refused");
  out.standing = *known;
  BASSIN_DO(put_value(body, out));
  BASSIN_DO(put_band(body, out));
  BASSIN_TRY(auto const certainty, body.optional_text("certainty"));
  if (!certainty || certainty->empty()) return out;
  out.certainty = crisis::parse_certainty(*certainty);
  if (!out.certainty) return bad_field("certainty", "estimated | quoted | assessed");
  return out;
}

Json question_json(crisis::Question const& it, Json items) {
  return {{"id", it.id},
          {"tier", id_of(it.tier)},
          {"form", id_of(it.form)},
          {"unit", it.unit.empty() ? Json(nullptr) : Json(it.unit)},
          {"choices", it.choices},
          {"items", std::move(items)},
          {"most", it.most == 0 ? Json(nullptr) : Json(it.most)},
          {"amountWanted", it.amount_wanted}};
}

}  // namespace

Json questions_json(bool owners) {
  Json out = Json::array();
  for (auto const& it : crisis::questions()) {
    if (it.of_farms || (owners && !it.of_owners)) continue;
    Json items = Json::array();
    for (auto const item : it.items)
      if (!crisis::is_of_farms(it.id, item)) items.push_back(item);
    out.push_back(question_json(it, std::move(items)));
  }
  return out;
}

// Buildings and equipment are asked of farms too, beside what they alone have.
Json farm_questions_json() {
  Json out = Json::array();
  for (auto const& it : crisis::questions()) {
    if (it.of_farms) out.push_back(question_json(it, it.items));
    if (it.id != "damage") continue;
    Json items = Json::array();
    for (auto const item : crisis::headings_of_farms()) items.push_back(item);
    for (auto const* const item : {"building", "equipment"}) items.push_back(item);
    out.push_back(question_json(it, std::move(items)));
  }
  return out;
}

Json bands_json() {
  Json out = Json::array();
  for (auto const& it : crisis::bands()) out.push_back({{"from", it.from}, {"to", number_or_null(it.to)}});
  return out;
}

Json answer_json(crisis::Answer const& it) {
  auto const* const question = crisis::question_of(it.question);
  bool const money = question != nullptr && question->form == crisis::AnswerForm::money;
  bool const band = money && it.from && it.from != it.to;
  Json value = text_or_null(it.text), between = nullptr;
  if (it.from && !band) value = *it.from;
  if (band) between = {{"from", *it.from}, {"to", number_or_null(it.to)}};
  return {{"question", it.question},        {"item", text_or_null(it.item)},
          {"standing", id_of(it.standing)}, {"value", std::move(value)},
          {"band", std::move(between)},     {"certainty", it.certainty ? Json(id_of(*it.certainty)) : Json(nullptr)}};
}

Json report_json(crisis::DamageReport const& it, CaseworkNames const& names, std::span<documents::Document const> papers) {
  Json answers = Json::array();
  for (auto const& one : it.answers) answers.push_back(answer_json(one));
  return {{"id", it.id},
          {"case", text_or_null(it.record)},
          {"source", id_of(it.source)},
          {"state", id_of(it.state)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"typed", typed_json(it.typed)},
          {"seenAt", it.seen_at},
          {"receivedAt", it.received_at},
          {"why", it.why},
          {"settledAt", text_or_null(it.settled_at)},
          {"settledBy", names.agent(it.settled_by)},
          {"version", it.version},
          {"answers", std::move(answers)},
          {"documents", papers_json(it.id, papers)}};
}

void refer(crisis::DamageReport const& it, Referred& out) { out.agents.insert({it.agent, it.settled_by}); }

Result<crisis::ReportFacts> report_in(Body const& body) {
  crisis::ReportFacts out;
  BASSIN_TRY(out.id, body.text("id"));
  BASSIN_TRY(auto const seen, body.text("seenAt"));
  auto const at = base::parse_instant(seen);
  if (!at) return bad_field("seenAt", "2026-11-29T06:00:00.000Z");
  out.seen_at = *at;
  BASSIN_TRY(out.typed, typed_in(body));
  BASSIN_TRY(auto const answers, body.objects("answers", {"question", "item", "standing", "value", "band", "certainty"}));
  for (auto const& it : answers) {
    BASSIN_TRY(auto answer, answer_in(it));
    out.answers.push_back(std::move(answer));
  }
  return out;
}

}  // namespace bassin::service
