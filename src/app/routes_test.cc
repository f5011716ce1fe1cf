// Who may use which endpoint, stated here a second time on purpose: an endpoint that this table does not know fails.
#include "app/routes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "service/accounts.h"
#include "service/call.h"
#include "service/casework_call.h"
#include "service/export.h"
#include "service/metrics.h"
#include "service/sheet_endpoints.h"
#include "service/zone_endpoints.h"

namespace bassin::app {
namespace {

std::map<std::string, std::string> const expected = {
    {"GET /healthz", "nothing"},
    {"GET /readyz", "nothing"},
    {"GET /metrics", "nothing"},
    {"GET /api/v1/establishments", "see_businesses"},
    {"GET /api/v1/establishments/{id}", "see_businesses"},
    {"GET /api/v1/search", "see_businesses"},
    {"GET /api/v1/count", "see_aggregates"},
    {"GET /api/v1/series", "see_aggregates"},
    {"GET /api/v1/territories", "see_aggregates"},
    {"GET /api/v1/activities", "see_aggregates"},
    {"GET /api/v1/basemap", "nothing"},
    {"GET /api/v1/contours/{territory}", "see_aggregates"},
    {"GET /api/v1/exports/establishments.csv", "export_businesses"},
    {"GET /api/v1/exports/establishments.xlsx", "export_businesses"},
    {"GET /api/v1/exports/establishments.geojson", "export_businesses"},
    {"GET /api/v1/tiles/{z}/{x}/{y}", "see_businesses"},
    {"GET /api/v1/session", "nothing"},
    {"POST /api/v1/session", "nothing"},
    {"DELETE /api/v1/session", "nothing"},
    {"POST /api/v1/session/second-factor", "nothing"},
    {"GET /api/v1/session/notice", "nothing"},
    {"POST /api/v1/session/notice", "nothing"},
    {"POST /api/v1/session/organisation", "signed_in"},
    {"POST /api/v1/session/totp", "nothing"},
    {"PUT /api/v1/session/totp", "nothing"},
    {"PUT /api/v1/session/password", "signed_in"},
    {"GET /api/v1/sessions", "signed_in"},
    {"DELETE /api/v1/sessions/{id}", "signed_in"},
    {"GET /api/v1/session/provider", "nothing"},
    {"GET /api/v1/session/provider/callback", "nothing"},
    {"GET /api/v1/session/provider/links", "signed_in"},
    {"POST /api/v1/session/provider/links", "signed_in"},
    {"DELETE /api/v1/session/provider/links/{id}", "signed_in"},
    {"POST /api/v1/invitations/{token}/provider", "nothing"},
    {"POST /api/v1/setup", "nothing"},
    {"GET /api/v1/organisations", "signed_in"},
    {"POST /api/v1/organisations", "manage_installation"},
    {"GET /api/v1/organisations/{id}", "signed_in"},
    {"PATCH /api/v1/organisations/{id}", "manage_partners"},
    {"GET /api/v1/organisations/{id}/teams", "signed_in"},
    {"POST /api/v1/organisations/{id}/teams", "manage_partners"},
    {"PATCH /api/v1/teams/{id}", "manage_partners"},
    {"GET /api/v1/organisations/{id}/agents", "signed_in"},
    {"PATCH /api/v1/agents/{id}", "signed_in"},
    {"POST /api/v1/agents/{id}/leave", "manage_partners"},
    {"GET /api/v1/organisations/{id}/invitations", "manage_partners"},
    {"POST /api/v1/organisations/{id}/invitations", "manage_partners"},
    {"DELETE /api/v1/organisations/{id}/invitations/{invitation}", "manage_partners"},
    {"GET /api/v1/invitations/{token}", "nothing"},
    {"POST /api/v1/invitations/{token}", "nothing"},
    {"POST /api/v1/password-resets", "nothing"},
    {"POST /api/v1/password-resets/{token}", "nothing"},
    {"GET /api/v1/audit", "manage_partners"},
    {"GET /api/v1/jobs", "manage_installation"},
    {"GET /api/v1/jobs/{id}", "manage_installation"},
    {"POST /api/v1/jobs/{id}/stop", "manage_installation"},
    {"POST /api/v1/imports", "manage_installation"},
    {"GET /api/v1/snapshots", "manage_installation"},
    {"POST /api/v1/snapshots/{id}/use", "manage_installation"},
    {"GET /api/v1/calendar", "signed_in"},
    {"POST /api/v1/calendar", "signed_in"},
    {"DELETE /api/v1/calendar", "signed_in"},
    {"GET /api/v1/calendars/{token}/bassin.ics", "nothing"},
    {"GET /api/v1/establishments/{id}/exchanges", "see_personal"},
    {"POST /api/v1/establishments/{id}/exchanges", "edit_businesses"},
    {"GET /api/v1/exchanges", "see_personal"},
    {"GET /api/v1/exchanges/choices", "edit_businesses"},
    {"PUT /api/v1/exchanges/{id}", "edit_businesses"},
    {"DELETE /api/v1/exchanges/{id}", "edit_businesses"},
    {"GET /api/v1/colleagues", "edit_businesses"},
    {"GET /api/v1/reminders", "edit_businesses"},
    {"POST /api/v1/reminders", "edit_businesses"},
    {"PUT /api/v1/reminders/{id}", "edit_businesses"},
    {"PUT /api/v1/reminders/{id}/done", "edit_businesses"},
    {"DELETE /api/v1/reminders/{id}", "edit_businesses"},
    {"GET /api/v1/establishments/{id}/reminders", "edit_businesses"},
    {"GET /api/v1/establishments/{id}/needs", "see_personal"},
    {"POST /api/v1/establishments/{id}/needs", "edit_businesses"},
    {"GET /api/v1/establishments/{id}/receivers", "edit_businesses"},
    {"GET /api/v1/needs", "edit_businesses"},
    {"POST /api/v1/needs/{id}/steps", "edit_businesses"},
    {"GET /api/v1/conventions", "see_conventions"},
    {"POST /api/v1/conventions", "run_conventions"},
    {"GET /api/v1/conventions/partners", "run_conventions"},
    {"GET /api/v1/conventions/{id}", "see_conventions"},
    {"PATCH /api/v1/conventions/{id}", "run_conventions"},
    {"DELETE /api/v1/conventions/{id}", "run_conventions"},
    {"PUT /api/v1/conventions/{id}/parties", "run_conventions"},
    {"PUT /api/v1/conventions/{id}/parties/{organisation}/deliberation", "run_conventions"},
    {"POST /api/v1/conventions/{id}/parties/{organisation}/departure", "run_conventions"},
    {"PUT /api/v1/conventions/{id}/perimeter", "run_conventions"},
    {"PUT /api/v1/conventions/{id}/axes", "run_conventions"},
    {"POST /api/v1/conventions/{id}/steps", "run_conventions"},
    {"GET /api/v1/conventions/{id}/changes", "see_conventions"},
    {"PUT /api/v1/conventions/{id}/changes", "run_conventions"},
    {"GET /api/v1/conventions/{id}/annexes", "see_conventions"},
    {"POST /api/v1/conventions/{id}/annexes", "run_conventions"},
    {"POST /api/v1/conventions/{id}/annexes/{annex}/agreement", "run_conventions"},
    {"POST /api/v1/conventions/{id}/annexes/{annex}/withdrawal", "run_conventions"},
    {"GET /api/v1/conventions/{id}/denunciation", "run_conventions"},
    {"GET /api/v1/conventions/{id}/people", "run_conventions"},
    {"GET /api/v1/conventions/{id}/actions", "see_conventions"},
    {"POST /api/v1/conventions/{id}/actions", "run_conventions"},
    {"GET /api/v1/actions/{id}", "see_conventions"},
    {"PUT /api/v1/actions/{id}", "see_conventions"},
    {"GET /api/v1/conventions/{id}/sittings", "see_conventions"},
    {"POST /api/v1/conventions/{id}/sittings", "run_conventions"},
    {"PUT /api/v1/sittings/{id}", "run_conventions"},
    {"DELETE /api/v1/sittings/{id}", "run_conventions"},
    {"POST /api/v1/sittings/{id}/decisions", "run_conventions"},
    {"PUT /api/v1/decisions/{id}", "run_conventions"},
    {"DELETE /api/v1/decisions/{id}", "run_conventions"},
    {"GET /api/v1/conventions/{id}/indicators", "see_conventions"},
    {"GET /api/v1/actions/{id}/indicators", "see_conventions"},
    {"POST /api/v1/actions/{id}/indicators", "see_conventions"},
    {"PUT /api/v1/indicators/{id}", "see_conventions"},
    {"DELETE /api/v1/indicators/{id}", "see_conventions"},
    {"GET /api/v1/indicators/{id}/values", "see_conventions"},
    {"POST /api/v1/indicators/{id}/values", "see_conventions"},
    {"PUT /api/v1/indicator-values/{id}", "see_conventions"},
    {"DELETE /api/v1/indicator-values/{id}", "see_conventions"},
    {"GET /api/v1/tags", "see_businesses"},
    {"PATCH /api/v1/tags/{id}", "edit_businesses"},
    {"DELETE /api/v1/tags/{id}", "edit_businesses"},
    {"PUT /api/v1/establishments/{id}/tags/{tag}", "edit_businesses"},
    {"DELETE /api/v1/establishments/{id}/tags/{tag}", "edit_businesses"},
    {"GET /api/v1/portfolios", "see_businesses"},
    {"POST /api/v1/portfolios", "edit_businesses"},
    {"PATCH /api/v1/portfolios/{id}", "edit_businesses"},
    {"DELETE /api/v1/portfolios/{id}", "edit_businesses"},
    {"PUT /api/v1/portfolios/{id}/businesses/{business}", "edit_businesses"},
    {"DELETE /api/v1/portfolios/{id}/businesses/{business}", "edit_businesses"},
    {"GET /api/v1/establishments/{id}/casework", "see_businesses"},
    {"POST /api/v1/establishments/{id}/corrections", "edit_businesses"},
    {"DELETE /api/v1/corrections/{id}", "edit_businesses"},
    {"GET /api/v1/establishments/{id}/contacts", "see_personal"},
    {"POST /api/v1/establishments/{id}/contacts", "edit_businesses"},
    {"GET /api/v1/contacts", "see_personal"},
    {"GET /api/v1/contacts/{id}", "see_personal"},
    {"PATCH /api/v1/contacts/{id}", "edit_businesses"},
    {"DELETE /api/v1/contacts/{id}", "edit_businesses"},
    {"POST /api/v1/contacts/person", "see_personal"},
    {"POST /api/v1/contacts/{id}/in-touch", "edit_businesses"},
    {"PUT /api/v1/contacts/{id}/links/{business}", "edit_businesses"},
    {"DELETE /api/v1/contacts/{id}/links/{business}", "edit_businesses"},
    {"POST /api/v1/contacts/{id}/channels", "edit_businesses"},
    {"PATCH /api/v1/contacts/{id}/channels/{channel}", "edit_businesses"},
    {"DELETE /api/v1/contacts/{id}/channels/{channel}", "edit_businesses"},
    {"POST /api/v1/contacts/{id}/oppositions", "edit_businesses"},
    {"DELETE /api/v1/oppositions/{id}", "edit_businesses"},
    {"GET /api/v1/contacts/duplicates", "see_personal"},
    {"POST /api/v1/contacts/distinct", "edit_businesses"},
    {"POST /api/v1/contacts/merge", "edit_businesses"},
    {"POST /api/v1/contacts/{id}/parting", "edit_businesses"},
    {"GET /api/v1/local-businesses", "see_businesses"},
    {"POST /api/v1/local-businesses", "edit_businesses"},
    {"GET /api/v1/local-businesses/{id}", "see_businesses"},
    {"PATCH /api/v1/local-businesses/{id}", "edit_businesses"},
    {"GET /api/v1/local-businesses/{id}/candidates", "edit_businesses"},
    {"POST /api/v1/local-businesses/{id}/match", "edit_businesses"},
    {"DELETE /api/v1/local-businesses/{id}/match", "edit_businesses"},
    {"GET /api/v1/selections", "see_businesses"},
    {"POST /api/v1/selections", "see_businesses"},
    {"PATCH /api/v1/selections/{id}", "see_businesses"},
    {"DELETE /api/v1/selections/{id}", "see_businesses"},
    {"GET /api/v1/selections/{id}/changes", "see_businesses"},
    {"PUT /api/v1/selections/{id}/seen", "see_businesses"},
    {"GET /api/v1/zones", "see_businesses"},
    {"POST /api/v1/zones", "see_businesses"},
    {"GET /api/v1/zones/{id}", "see_businesses"},
    {"PATCH /api/v1/zones/{id}", "see_businesses"},
    {"DELETE /api/v1/zones/{id}", "see_businesses"},
    {"POST /api/v1/spreadsheets", "see_businesses"},
    {"POST /api/v1/spreadsheets/matches", "see_businesses"},
};

TEST(Routes, EachEndpointNeedsWhatTheTableSays) {
  http::Router router;
  service::Context const context;
  service::Metrics metrics;
  service::Routes routes(router, context);
  service::ExportParts const exports;
  service::Accounts accounts;
  service::Casework const casework;
  service::ZoneParts const zones;
  service::SheetParts const sheets;
  add_routes(routes, {&metrics, &exports, &accounts, &casework, &zones, &sheets});
  std::map<std::string, std::string> found;
  for (auto const& rule : routes.rules())
    found[fmt::format("{} {}", http::name_of(rule.method), rule.pattern)] = std::string(access::id_of(rule.need));
  EXPECT_EQ(found, expected);
  EXPECT_EQ(router.routes().size(), routes.rules().size()) << "a route was added beside the gate";
}

}  // namespace
}  // namespace bassin::app
