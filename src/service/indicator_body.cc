#include "service/indicator_body.h"

#include <fmt/format.h>

#include "reference/fields.h"
#include "service/action_body.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

Result<std::string> field_in(Body const& body) {
  BASSIN_TRY(auto const text, body.optional_text("field"));
  if (!text || text->empty()) return std::string();
  auto const field = reference::parse_field(*text);
  if (field) return std::string(reference::definition_of(*field).id);
  std::vector<std::string_view> ids;
  for (auto const& it : reference::field_definitions()) ids.push_back(it.id);
  return bad_field("field", fmt::format("{}", fmt::join(ids, ", ")));
}

Result<std::optional<convention::DelayKind>> delay_in(Body const& body) {
  BASSIN_TRY(auto const text, body.optional_text("delay"));
  if (!text || text->empty()) return std::optional<convention::DelayKind>();
  auto const delay = convention::parse_delay_kind(*text);
  return delay ? Result<std::optional<convention::DelayKind>>(delay) : bad_field("delay", "taken, closed, follow_up");
}

Result<std::optional<convention::Computed>> computed_in(Body const& body) {
  BASSIN_TRY(auto const sent, body.optional_object("computed", {"measure", "kinds", "organisation", "field", "delay", "most"}));
  if (!sent) return std::optional<convention::Computed>();
  convention::Computed out;
  BASSIN_TRY(out.measure, word_in(*sent, "measure", "contributions, businesses, visited, half_days, days, coverage, delay, within",
                                  convention::parse_measure));
  BASSIN_TRY(auto const kinds, sent->optional_texts("kinds"));
  if (kinds) out.kinds = *kinds;
  BASSIN_TRY(auto const organisation, sent->optional_text("organisation"));
  out.organisation = organisation.value_or("");
  BASSIN_TRY(out.field, field_in(*sent));
  BASSIN_TRY(out.delay, delay_in(*sent));
  BASSIN_TRY(auto const most, sent->optional_number("most"));
  if (most && (*most < 0 || *most > static_cast<double>(convention::delay_most))) return bad_field("most", "0…3660");
  out.most = static_cast<std::int64_t>(most.value_or(0));
  return std::optional(std::move(out));
}

Result<std::map<int, double>> targets_in(Body const& body) {
  BASSIN_TRY(auto const sent, body.objects("targets", {"year", "target"}));
  std::map<int, double> out;
  for (auto const& it : sent) {
    BASSIN_TRY(auto const year, it.integer("year"));
    BASSIN_TRY(auto const target, it.number("target"));
    bool const fits = year >= 0 && year <= 9999;
    if (!fits || !out.emplace(static_cast<int>(year), target).second) return bad_field("targets", "2026, 2027…");
  }
  return out;
}

}  // namespace

std::vector<std::string_view> const& indicator_fields() {
  static std::vector<std::string_view> const fields = {"code",     "label",   "effect",   "unit",     "method",
                                                       "baseline", "targets", "computed", "gathering"};
  return fields;
}

std::vector<std::string_view> const& entered_fields() {
  static std::vector<std::string_view> const fields = {"on", "value", "evidence", "link"};
  return fields;
}

Result<convention::IndicatorFacts> indicator_facts(Body const& body) {
  convention::IndicatorFacts out;
  BASSIN_TRY(out.code, body.text("code"));
  BASSIN_TRY(out.label, body.text("label"));
  BASSIN_TRY(out.effect, word_in(body, "effect", "output, result, impact", convention::parse_effect));
  BASSIN_TRY(out.unit, body.text("unit"));
  BASSIN_TRY(out.method, body.text("method"));
  BASSIN_TRY(out.baseline, body.optional_number("baseline"));
  BASSIN_TRY(out.targets, targets_in(body));
  BASSIN_TRY(out.computed, computed_in(body));
  BASSIN_TRY(out.gathering, word_in(body, "gathering", "sum, last", convention::parse_gathering));
  return out;
}

Result<convention::EnteredFacts> entered_facts(Body const& body) {
  convention::EnteredFacts out;
  BASSIN_TRY(auto const on, day_in(body, "on"));
  if (!on) return bad_field("on", "2018-01-31");
  out.on = *on;
  BASSIN_TRY(out.value, body.number("value"));
  BASSIN_TRY(out.evidence, body.text("evidence"));
  BASSIN_TRY(out.link, body.text("link"));
  return out;
}

}  // namespace bassin::service
