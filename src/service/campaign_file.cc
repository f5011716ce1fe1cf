// The file of recipients, for a mail merge: who stands in the file that was prepared and may still be written to as it leaves.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "service/campaign_endpoints.h"
#include "service/campaign_ground.h"
#include "service/contact_json.h"
#include "service/exchange_body.h"
#include "service/internal/export_job.h"
#include "service/known_parameters.h"
#include "sql/store.h"
#include "support/contact_reading.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Campaign;
using support::Line;

namespace {

using Cells = std::vector<ExportCell>;

ExportCell cell(std::string text) { return {text.empty() ? ExportCell::Kind::absent : ExportCell::Kind::text, std::move(text), {}}; }
ExportCell cell(registry::Value const& value) {
  if (value.presence == registry::Presence::masked) return {ExportCell::Kind::masked, {}, {}};
  return cell(value.text);
}

// In the order of Recipients::ids.
Cells cells_of(Line const& line, query::Row const* row) {
  Cells out{cell(line.target.id), cell(line.target.business)};
  if (row == nullptr) {
    out.resize(out.size() + 7);
  } else {
    for (auto const& it : {cell(row->name), cell(row->address_complement), cell(row->address), cell(row->special_distribution)})
      out.push_back(it);
    bool const cedex = row->cedex_code.known();
    out.push_back(cell(cedex ? row->cedex_code : row->postal_code));
    out.push_back(cedex && row->cedex_label.known() ? cell(row->cedex_label) : cell(row->commune_label));
    out.push_back(cell(row->siren));
  }
  for (auto const& text : {line.via.name, line.via.function, line.via.shown}) out.push_back(cell(text));
  return out;
}

struct Ready {
  Campaign campaign;
  std::vector<Line> lines;
};

Result<Ready> ready(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Ready> {
    BASSIN_TRY(auto campaign, campaign_asked(session, call));
    BASSIN_TRY(auto lines, support::lines_of(session, call.reader, campaign, call.context.today()));
    return Ready{std::move(campaign), std::move(lines)};
  });
}

// Persons of partners' contacts who stand in the file are read by whoever takes it.
Result<void> note_read(Call const& call, Casework const& casework, std::vector<Line> const& lines) {
  std::set<std::string> foreign;
  for (auto const& line : lines)
    if (!line.via.contact.empty() && !line.via.own) foreign.insert(line.via.contact);
  std::vector<std::string> const all(foreign.begin(), foreign.end());
  for (std::size_t at = 0; at < all.size(); at += support::reach_block) {
    std::vector<std::string> const some(all.begin() + static_cast<std::ptrdiff_t>(at),
                                        all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), at + support::reach_block)));
    BASSIN_TRY(auto const contacts, casework.store->read([&](sql::Session& session) {
      return support::read_contacts(session, call.reader, call.context.today(), some);
    }));
    BASSIN_DO(note_contacts_read(call, casework, contacts));
  }
  return {};
}

Result<std::shared_ptr<internal::ExportLines>> sheet_of(Call const& call, Casework const& casework, Ready const& from,
                                                        ExportParts const& parts) {
  std::vector<std::string> businesses;
  for (auto const& line : from.lines) businesses.push_back(line.target.business);
  BASSIN_TRY(auto const rows, rows_by_business(call, casework, businesses));
  auto all = std::make_shared<std::vector<Cells>>();
  for (auto const& line : from.lines) {
    auto const row = rows.find(line.target.business);
    all->push_back(cells_of(line, row == rows.end() ? nullptr : &row->second));
  }
  auto words = parts.recipients(from.campaign.facts.title, all->size(), call.language());
  auto const next = [all, at = std::size_t{0}](std::size_t most) mutable -> Result<std::vector<Cells>> {
    auto const end = std::min(all->size(), at + most);
    std::vector<Cells> out(all->begin() + static_cast<std::ptrdiff_t>(at), all->begin() + static_cast<std::ptrdiff_t>(end));
    at = end;
    return out;
  };
  return std::make_shared<internal::ExportLines>(internal::ExportLines{std::move(words.ids), std::move(words.titles), next,
                                                                       std::move(words.notes), std::move(words.sheet), call.language()});
}

Result<http::Response> get_recipients(Call const& call, Casework const& casework, ExportParts const& parts, bool as_workbook) {
  BASSIN_DO(known_only(call.request.query, {}));
  if (!access::allows(call.reader, access::Need::see_personal)) {
    return Error("access.denied", {{"need", std::string(access::id_of(access::Need::see_personal))}});
  }
  BASSIN_TRY(auto const from, ready(call, casework));
  if (from.lines.empty()) return Error("campaign.no_file");
  BASSIN_TRY(auto const sheet, sheet_of(call, casework, from, parts));
  BASSIN_DO(note_read(call, casework, from.lines));
  std::string const format = as_workbook ? "xlsx" : "csv";
  if (call.request.method == http::Method::get && parts.record)
    BASSIN_DO(parts.record(call, {format, "campaign=" + from.campaign.id, "", from.lines.size(), ""}));
  auto response = http::make_response(
      200, as_workbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8; header=present",
      {});
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"destinataires.{}\"", format));
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Bassin-Rows", std::to_string(from.lines.size()));
  if (as_workbook) {
    BASSIN_TRY(response.stream, internal::xlsx_stream(sheet, parts));
  } else {
    response.stream = internal::csv_stream(sheet, false);
  }
  return response;
}

}  // namespace

void add_campaign_file_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports) {
  auto const add = [&](std::string_view pattern, bool as_workbook) {
    routes.add_raw({http::Method::get, pattern, access::Need::export_businesses, http::Lane::bulk},
                   [&casework, &exports, as_workbook](Call const& call) { return get_recipients(call, casework, exports, as_workbook); });
  };
  add("/api/v1/campaigns/{id}/recipients.csv", false);
  add("/api/v1/campaigns/{id}/recipients.xlsx", true);
}

}  // namespace bassin::service
