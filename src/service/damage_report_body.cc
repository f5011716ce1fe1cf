#include "service/damage_report_body.h"

#include <nlohmann/json.hpp>

#include "base/instant.h"

namespace bassin::service {

using base::Result;

namespace {

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

}  // namespace

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
