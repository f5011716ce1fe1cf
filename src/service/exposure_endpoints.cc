// The standing list, its figures, and one business on it: what was noted of it, and noting it.
#include "service/exposure_endpoints.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "base/instant.h"
#include "partners/organisation.h"
#include "service/body.h"
#include "service/crisis_json.h"
#include "service/crisis_list.h"
#include "service/exposure_ground.h"
#include "service/exposure_json.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t page_most = 200, offset_most = exposed_most;

Result<std::size_t> number_in(Call const& call, std::string_view name, std::size_t fallback, std::size_t most) {
  auto const text = asked(call, name);
  if (!text) return fallback;
  std::size_t out = 0;
  auto const [end, problem] = std::from_chars(text->data(), text->data() + text->size(), out);
  if (problem == std::errc{} && end == text->data() + text->size() && out <= most) return out;
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", text->substr(0, 100)}, {"allowed", "0, 1, 2…"}});
}

Result<Json> get_businesses(Call const& call, ExposureParts const& parts) {
  BASSIN_TRY(auto const query, exposure_asked(call, {"from", "limit"}));
  BASSIN_TRY(auto const from, number_in(call, "from", 0, offset_most));
  BASSIN_TRY(auto const limit, number_in(call, "limit", 50, page_most));
  BASSIN_TRY(auto found, exposed(call, parts, query));
  auto const total = found.rows.size();
  auto const first = std::min(from, total), last = std::min(total, first + limit);
  std::vector<ExposedRow> const page(std::make_move_iterator(found.rows.begin() + static_cast<std::ptrdiff_t>(first)),
                                     std::make_move_iterator(found.rows.begin() + static_cast<std::ptrdiff_t>(last)));
  BASSIN_TRY(auto list, exposed_json(call, parts.casework, found, page));
  return Json{{"businesses", std::move(list)}, {"total", total}, {"next", last < total ? Json(last) : Json(nullptr)}};
}

// Every way in which the list is counted, in one pass.
struct Tallies {
  exposure::Count all;
  std::map<std::string, exposure::Count> communes;
  std::map<std::string, exposure::Count> chambers;
  std::map<reference::SizeGroup, exposure::Count> sizes;
  std::vector<std::uint64_t> layers;
  std::vector<exposure::Count> partners;  // by place of `grounds`
};

Tallies tallied(Exposed const& found, std::vector<PartnerGround> const& grounds) {
  Tallies out;
  out.layers.resize(found.layers.size());
  out.partners.resize(grounds.size());
  for (auto const& it : found.rows) {
    auto const put = [&](exposure::Count& count) { count.add(it.standing, it.gaps); };
    put(out.all);
    put(out.communes[it.commune]);
    for (auto const& chamber : chamber_ids(it.row.chambers)) put(out.chambers[chamber]);
    put(out.sizes[reference::size_group(it.row.size)]);
    for (auto const layer : it.layers) ++out.layers[layer];
    for (std::size_t i = 0; i < grounds.size(); ++i)
      if (grounds[i].holds(it)) put(out.partners[i]);
  }
  return out;
}

Result<std::vector<partners::Organisation>> active_partners(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<std::vector<partners::Organisation>> {
    BASSIN_TRY(auto all, partners::organisations(session));
    auto const today = base::to_iso(call.context.today());
    std::erase_if(all, [&](auto const& it) { return !it.active_on(today) || it.territory.empty(); });
    return all;
  });
}

Json shares_json(Call const& call, Tallies const& tallies) {
  Json communes = Json::array(), chambers = Json::array(), sizes = Json::array();
  for (auto const& [code, count] : tallies.communes)
    communes.push_back({{"place", commune_json(call, code)}, {"count", count_json(call, count)}});
  for (auto const& [id, count] : tallies.chambers) chambers.push_back({{"chamber", id}, {"count", count_json(call, count)}});
  for (auto const& [group, count] : tallies.sizes) sizes.push_back({{"size", size_id(group)}, {"count", count_json(call, count)}});
  return {{"communes", std::move(communes)}, {"chambers", std::move(chambers)}, {"sizes", std::move(sizes)}};
}

Result<Json> get_figures(Call const& call, ExposureParts const& parts) {
  BASSIN_TRY(auto const query, exposure_asked(call, {}));
  BASSIN_TRY(auto const organisations, active_partners(call, parts.casework));
  std::vector<PartnerGround> grounds;
  for (auto const& it : organisations) grounds.push_back(PartnerGround::of(it, call.context.today()));
  BASSIN_TRY(auto const found, exposed(call, parts, query));
  auto const tallies = tallied(found, grounds);
  return parts.casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, {}));
    auto out = shares_json(call, tallies);
    out["all"] = count_json(call, tallies.all);
    Json partners = Json::array(), layers = Json::array();
    for (std::size_t i = 0; i < organisations.size(); ++i) {
      if (tallies.partners[i].total == 0) continue;
      partners.push_back({{"organisation", names.organisation(organisations[i].id)}, {"count", count_json(call, tallies.partners[i])}});
    }
    for (std::size_t i = 0; i < found.layers.size(); ++i) layers.push_back({{"layer", found.layers[i].id}, {"inside", tallies.layers[i]}});
    out["partners"] = std::move(partners);
    out["layers"] = std::move(layers);
    return out;
  });
}

std::string_view business_in(Call const& call) { return call.request.path_value("id"); }

Json layers_json(std::vector<exposure::Layer> const& layers, CaseworkNames const& names) {
  Json out = Json::array();
  for (auto const& it : layers) out.push_back(layer_json(it, names));
  return out;
}

Result<Json> get_readiness(Call const& call, ExposureParts const& parts) {
  BASSIN_DO(known_only(call.request.query, {}));
  BASSIN_TRY(auto const it, exposed_one(call, parts, business_in(call)));
  BASSIN_TRY(auto const contacts, night_contacts(call, parts.casework, {&it.noted, &it.own}));
  Referred referred;
  refer(it.noted, referred);
  refer(it.own, referred);
  bool const writes = access::allows(call.reader, access::Need::edit_businesses) && access::serves(call.reader, it.subject.commune);
  return parts.casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    return Json{{"business", it.subject.business},
                {"inside", layers_json(it.inside, names)},
                {"around", layers_json(it.around, names)},
                {"writable", writes},
                {"readiness", readiness_json(it.noted, contacts, names)},
                {"own", readiness_json(it.own, contacts, names)}};
  });
}

Result<void> take_contact(Body const& body, exposure::Noting& out) {
  BASSIN_TRY(auto const given, body.optional_object("contact", {"value", "contact"}));
  if (!given) return {};
  BASSIN_TRY(auto const value, given->text("value"));
  out.contact_word = exposure::parse_contact_word(value);
  if (!out.contact_word) return bad_field("contact.value", "named | none | unknown | refused | \"\"");
  BASSIN_TRY(auto const contact, given->optional_text("contact"));
  out.contact = contact.value_or("");
  return {};
}

Result<void> take_insurance(Body const& body, exposure::Noting& out) {
  BASSIN_TRY(auto const given, body.optional_object("insurance", {"value", "day"}));
  if (!given) return {};
  BASSIN_TRY(auto const value, given->text("value"));
  out.insurance = exposure::parse_insurance(value);
  if (!out.insurance) return bad_field("insurance.value", "yes | no | unknown | refused | \"\"");
  BASSIN_TRY(auto const day, given->optional_text("day"));
  out.insurance_on = day.value_or("");
  return {};
}

Result<exposure::Noting> noting_in(Body const& body) {
  exposure::Noting out;
  BASSIN_DO(take_contact(body, out));
  BASSIN_DO(take_insurance(body, out));
  BASSIN_TRY(auto const plan, body.optional_text("plan"));
  if (plan) {
    out.plan = exposure::parse_plan(*plan);
    if (!out.plan) return bad_field("plan", "yes | no | in_progress | unknown | refused | \"\"");
  }
  BASSIN_TRY(out.remark, body.optional_text("remark"));
  return out;
}

Result<Json> put_readiness(Call const& call, ExposureParts const& parts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "contact", "insurance", "plan", "remark"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const noting, noting_in(body));
  BASSIN_TRY(auto const subject, subject_of(call, parts.casework, business_in(call)));
  return change(call, parts.casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, exposure::note_readiness(session, act, call.context.today(), subject, version, noting));
    return Json{{"version", after}};
  });
}

}  // namespace

void add_exposure_endpoints(Routes& routes, Casework const& casework, ZoneParts const& zones, ExportParts const& exports) {
  using access::Need;
  using http::Lane;
  using http::Method;
  ExposureParts const parts{casework};
  auto const with = [parts](auto endpoint) { return [parts, endpoint](Call const& call) { return endpoint(call, parts); }; };
  routes.add({Method::get, "/api/v1/exposure", Need::see_businesses, Lane::store}, with(get_figures));
  routes.add({Method::get, "/api/v1/exposure/businesses", Need::see_businesses, Lane::store}, with(get_businesses));
  constexpr std::string_view one = "/api/v1/exposure/businesses/{id}";
  routes.add({Method::get, one, Need::see_businesses, Lane::store}, with(get_readiness));
  routes.add({Method::put, one, Need::edit_businesses, Lane::store}, with(put_readiness));
  add_hazard_layer_endpoints(routes, parts, zones);
  add_exposure_file_endpoints(routes, parts, exports);
}

}  // namespace bassin::service
