#include "service/local_business_body.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/date.h"
#include "geo/point.h"
#include "reference/legal_forms.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"
#include "service/body.h"
#include "service/coded_values.h"
#include "service/correction_value.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;
using support::LocalFacts;

Error bad(std::string_view name, std::string_view value, std::string_view allowed) {
  return Error("query.bad_value",
               {{"name", std::string(name)}, {"value", std::string(value.substr(0, 100))}, {"allowed", std::string(allowed)}});
}

Result<void> read_position(Body const& body, LocalFacts& facts) {
  auto const* const sent = body.value("position");
  if (sent == nullptr) return {};
  facts.longitude = facts.latitude = std::nullopt;
  if (sent->is_null()) return {};
  BASSIN_TRY(auto const text, correction_value(support::CorrectionKind::position, *sent, 0));
  auto const json = Json::parse(text);
  facts.longitude = json["longitude"].get<double>();
  facts.latitude = json["latitude"].get<double>();
  return {};
}

Result<void> read_activity(Body const& body, LocalFacts& facts) {
  auto const* const sent = body.value("activity");
  if (sent == nullptr) return {};
  BASSIN_TRY(auto const activity, coded_activity(*sent));
  facts.nomenclature = activity.nomenclature;
  facts.activity = activity.code;
  return {};
}

// A legal person is known by its category; whoever is not known to be one is taken for a natural person.
Result<void> read_legal(Body const& body, LocalFacts& facts) {
  BASSIN_TRY(auto const legal, body.optional_text("legal"));
  if (legal) {
    auto const code = reference::LegalForms::parse(*legal);
    bool const known = code && *code >= 1000 && reference::legal_forms().contains(*code);
    if (!legal->empty() && !known) return bad("legal", *legal, "5499");
    facts.legal_category = *legal;
    facts.natural_person = legal->empty() || *code < 2000;
  }
  BASSIN_TRY(auto const person, body.optional_flag("naturalPerson"));
  if (person) facts.natural_person = *person;
  return {};
}

Result<void> read_day(Body const& body, std::string_view name, std::optional<std::string>& day) {
  BASSIN_TRY(auto const text, body.optional_text(name));
  if (!text) return {};
  if (!text->empty() && !base::parse_date(*text)) return bad(name, *text, "2026-01-31");
  day = text->empty() ? std::nullopt : std::optional(*text);
  return {};
}

Result<void> read_size(Body const& body, LocalFacts& facts) {
  BASSIN_TRY(auto const size, body.optional_text("size"));
  if (!size) return {};
  if (!reference::parse_size_band(*size)) return bad("size", *size, "NN, 00, 01, 02, 03, 11… 53");
  facts.size = *size;
  return {};
}

Result<void> read_words(Body const& body, LocalFacts& facts) {
  BASSIN_TRY(auto const name, body.optional_text("name"));
  if (name) facts.name = *name;
  BASSIN_TRY(auto const address, body.optional_text("address"));
  if (address) facts.address = *address;
  BASSIN_TRY(auto const reason, body.optional_text("reason"));
  if (reason) facts.source = *reason;
  BASSIN_TRY(auto const commune, body.optional_text("commune"));
  if (commune) {
    BASSIN_TRY(facts.commune, current_commune(*commune));
  }
  return {};
}

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

Result<LocalFacts> local_facts(Body const& body, LocalFacts facts) {
  BASSIN_DO(read_words(body, facts));
  BASSIN_DO(read_position(body, facts));
  BASSIN_DO(read_activity(body, facts));
  BASSIN_DO(read_size(body, facts));
  BASSIN_DO(read_legal(body, facts));
  BASSIN_DO(read_day(body, "openedOn", facts.opened_on));
  BASSIN_DO(read_day(body, "closedOn", facts.closed_on));
  BASSIN_TRY(auto const closed, body.optional_flag("closed"));
  facts.closed = closed.value_or(facts.closed);
  if (!facts.closed) facts.closed_on = std::nullopt;
  if (facts.commune.empty()) return bad("commune", "", "77142");
  return facts;
}

Json to_json(support::LocalBusiness const& b, bool personal) {
  auto const& f = b.facts;
  bool const hidden = f.natural_person && !personal;
  auto const shown = [hidden](Json value) { return hidden ? Json{{"masked", true}} : Json{{"value", std::move(value)}}; };
  Json position = nullptr;
  if (f.longitude && f.latitude) position = {{"longitude", *f.longitude}, {"latitude", *f.latitude}};
  Json activity = nullptr;
  if (!f.activity.empty()) activity = {{"nomenclature", f.nomenclature}, {"code", f.activity}};
  return {{"id", b.id},
          {"business", b.key()},
          {"name", shown(f.name)},
          {"address", shown(or_null(f.address))},
          {"commune", f.commune},
          {"position", shown(std::move(position))},
          {"activity", std::move(activity)},
          {"size", or_null(f.size)},
          {"legal", or_null(f.legal_category)},
          {"naturalPerson", f.natural_person},
          {"openedOn", or_null(f.opened_on.value_or(""))},
          {"closedOn", or_null(f.closed_on.value_or(""))},
          {"closed", f.closed},
          {"reason", personal ? Json{{"value", f.source}} : Json{{"masked", true}}},
          {"version", b.version},
          {"createdAt", b.created_at},
          {"matched", b.matched_siret.empty() ? Json(nullptr) : Json{{"siret", b.matched_siret}, {"at", b.matched_at}}}};
}

}  // namespace bassin::service
