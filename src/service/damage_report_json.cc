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

}  // namespace

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

}  // namespace bassin::service
