// The standing list as a file. Whom persons may not be called for a crisis are left out by the same rule as on the page.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "service/contact_json.h"
#include "service/crisis_list.h"
#include "service/exposure_endpoints.h"
#include "service/exposure_ground.h"
#include "service/exposure_json.h"
#include "service/internal/export_job.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

using ExposureCells = std::vector<ExportCell>;

ExportCell cell(std::string text) { return {text.empty() ? ExportCell::Kind::absent : ExportCell::Kind::text, std::move(text), {}}; }
ExportCell cell(std::string_view text) { return cell(std::string(text)); }
ExportCell cell(registry::Value const& value) {
  if (value.presence == registry::Presence::masked) return {ExportCell::Kind::masked, {}, {}};
  return cell(value.text);
}
ExportCell yes_no(bool value) { return {ExportCell::Kind::yes_no, value ? "true" : "false", {}}; }
ExportCell date(std::string text) { return {text.empty() ? ExportCell::Kind::absent : ExportCell::Kind::date, std::move(text), {}}; }
std::string day_of(std::string const& at) { return at.substr(0, 10); }

std::string joined(std::vector<std::string> const& parts) { return fmt::format("{}", fmt::join(parts, "|")); }

// The person to call, by every number that may be used.
void add_person(ExposureCells& out, exposure::Readiness const& noted, NightContacts const& contacts) {
  auto const vias = vias_of(contacts, noted);
  std::vector<std::string> phones;
  for (auto const& via : vias) phones.push_back(via.shown);
  out.push_back(cell(vias.empty() ? std::string() : vias.front().name));
  out.push_back(cell(joined(phones)));
}

// In the order of texts::exposure_columns.
ExposureCells cells_of(Exposed const& all, ExposedRow const& it, NightContacts const& contacts, CaseworkNames const& names) {
  static exposure::Readiness const nothing;
  auto const& noted = it.noted ? *it.noted : nothing;
  auto const who = [&](exposure::Saying const& said) {
    auto const json = names.organisation(said.organisation);
    return json.is_null() || json["name"].is_null() ? std::string() : json["name"].get<std::string>();
  };
  std::vector<std::string> layers, remarks;
  for (auto const layer : it.layers) layers.push_back(all.layers[layer].facts.name);
  for (auto const& remark : noted.remarks) remarks.push_back(remark.text);
  ExposureCells out{cell(it.row.id.text()),
                    cell(it.row.name),
                    cell(it.row.address),
                    cell(it.row.postal_code),
                    cell(it.commune),
                    cell(it.row.commune_label),
                    cell(joined(chamber_ids(it.row.chambers))),
                    cell(size_id(reference::size_group(it.row.size))),
                    yes_no(!it.standing.unlocated),
                    cell(joined(layers)),
                    cell(exposure::id_of(level_of(all, it))),
                    cell(exposure::id_of(noted.contact_word))};
  add_person(out, noted, contacts);
  out.push_back(cell(who(noted.contact_said)));
  out.push_back(date(day_of(noted.contact_said.at)));
  out.push_back(cell(exposure::id_of(noted.insurance)));
  out.push_back(date(noted.insurance_on));
  out.push_back(cell(who(noted.insurance_said)));
  out.push_back(cell(exposure::id_of(noted.plan)));
  out.push_back(date(day_of(noted.plan_said.at)));
  out.push_back(cell(who(noted.plan_said)));
  out.push_back(date(it.standing.in_touch ? base::to_iso(*it.standing.in_touch) : std::string()));
  out.push_back(cell(joined(remarks)));
  return out;
}

Result<std::shared_ptr<std::vector<ExposureCells>>> lines_of(Call const& call, Casework const& casework, Exposed const& found) {
  std::vector<exposure::Readiness const*> noted;
  for (auto const& it : found.rows)
    if (it.noted) noted.push_back(&*it.noted);
  BASSIN_TRY(auto const contacts, night_contacts(call, casework, noted));
  BASSIN_TRY(auto const names, casework.store->read([&](sql::Session& session) { return CaseworkNames::read(session, call.reader, {}); }));
  auto out = std::make_shared<std::vector<ExposureCells>>();
  for (auto const& it : found.rows) out->push_back(cells_of(found, it, contacts, names));
  return out;
}

// Parameters as they came, for the trail.
std::string question_text(http::Request const& request) {
  std::string out;
  for (auto const& [name, value] : request.query) out += (out.empty() ? "" : "&") + name + "=" + value;
  return out;
}

Result<http::Response> get_file(Call const& call, ExposureParts const& parts, ExportParts const& exports) {
  BASSIN_TRY(auto const query, exposure_asked(call, {"dialect"}));
  auto const dialect = asked(call, "dialect");
  if (dialect && *dialect != "excel")
    return base::Error("query.bad_value", {{"name", "dialect"}, {"value", dialect->substr(0, 100)}, {"allowed", "excel"}});
  BASSIN_TRY(auto const found, exposed(call, parts, query));
  BASSIN_TRY(auto const all, lines_of(call, parts.casework, found));
  if (call.request.method == http::Method::get && exports.record)
    BASSIN_DO(exports.record(call, {"csv", "exposure?" + question_text(call.request), "", all->size(), ""}));
  auto words = exports.exposure(all->size(), call.language());
  auto const next = [all, at = std::size_t{0}](std::size_t most) mutable -> Result<std::vector<ExposureCells>> {
    auto const end = std::min(all->size(), at + most);
    std::vector<ExposureCells> out(all->begin() + static_cast<std::ptrdiff_t>(at), all->begin() + static_cast<std::ptrdiff_t>(end));
    at = end;
    return out;
  };
  auto const lines = std::make_shared<internal::ExportLines>(internal::ExportLines{
      std::move(words.ids), std::move(words.titles), next, std::move(words.notes), std::move(words.sheet), call.language()});
  auto response = http::make_response(200, "text/csv; charset=utf-8; header=present", {});
  response.set_header("Content-Disposition", "attachment; filename=\"entreprises-exposees.csv\"");
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Bassin-Rows", std::to_string(all->size()));
  response.stream = internal::csv_stream(lines, dialect.has_value());
  return response;
}

}  // namespace

void add_exposure_file_endpoints(Routes& routes, ExposureParts const& parts, ExportParts const& exports) {
  routes.add_raw({http::Method::get, "/api/v1/exports/exposure.csv", access::Need::export_businesses, http::Lane::bulk},
                 [parts, &exports](Call const& call) { return get_file(call, parts, exports); });
}

}  // namespace bassin::service
