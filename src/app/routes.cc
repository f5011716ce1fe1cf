#include "app/routes.h"

#include "service/accounts.h"
#include "service/alert_endpoints.h"
#include "service/calendar_endpoints.h"
#include "service/campaign_endpoints.h"
#include "service/casework_endpoints.h"
#include "service/contact_endpoints.h"
#include "service/convention_endpoints.h"
#include "service/crisis_endpoints.h"
#include "service/document_endpoints.h"
#include "service/export.h"
#include "service/exposure_endpoints.h"
#include "service/grid_endpoints.h"
#include "service/health_endpoints.h"
#include "service/job_endpoints.h"
#include "service/map_endpoints.h"
#include "service/parcel_endpoints.h"
#include "service/register_endpoints.h"
#include "service/retention_endpoints.h"
#include "service/sheet_endpoints.h"
#include "service/snapshot_endpoints.h"
#include "service/territory_change_endpoints.h"
#include "service/waters_endpoints.h"
#include "service/zone_endpoints.h"

namespace bassin::app {

void add_routes(service::Routes& routes, Parts const& parts) {
  service::add_health_endpoints(routes, *parts.metrics);
  service::add_register_endpoints(routes);
  service::add_session_endpoints(routes, *parts.accounts);
  service::add_provider_endpoints(routes, *parts.accounts);
  service::add_setup_endpoints(routes, *parts.accounts);
  service::add_organisation_endpoints(routes, *parts.accounts);
  service::add_agent_endpoints(routes, *parts.accounts);
  service::add_held_endpoints(routes, *parts.accounts);
  service::add_invitation_endpoints(routes, *parts.accounts);
  service::add_audit_endpoints(routes, *parts.accounts);
  service::add_job_endpoints(routes, *parts.accounts);
  service::add_snapshot_endpoints(routes, *parts.accounts);
  service::add_map_endpoints(routes);
  service::add_casework_endpoints(routes, *parts.casework);
  service::add_alert_endpoints(routes, *parts.casework);
  service::add_calendar_endpoints(routes, *parts.casework, *parts.accounts);
  service::add_campaign_endpoints(routes, *parts.casework, *parts.exports);
  service::add_contact_endpoints(routes, *parts.casework);
  service::add_convention_endpoints(routes, *parts.casework);
  service::add_grid_endpoints(routes, *parts.casework, *parts.exports);
  service::add_crisis_endpoints(routes, *parts.casework);
  service::add_waters_endpoints(routes, *parts.casework);
  service::add_crisis_after_endpoints(routes, *parts.casework);
  service::add_crisis_lesson_endpoints(routes, *parts.casework);
  service::add_crisis_merge_endpoints(routes, *parts.casework);
  service::add_crisis_comparison_endpoints(routes, *parts.casework);
  service::add_crisis_help_endpoints(routes, *parts.casework);
  service::add_damage_report_endpoints(routes, *parts.casework);
  service::add_damage_form_endpoints(routes, *parts.casework);
  service::add_owners_form_endpoints(routes, *parts.casework);
  service::add_damage_photo_endpoints(routes, *parts.casework);
  service::add_crisis_field_endpoints(routes, *parts.casework);
  service::add_parcel_endpoints(routes, *parts.casework, *parts.parcels);
  service::add_crisis_land_endpoints(routes, *parts.casework);
  service::add_exposure_endpoints(routes, *parts.casework, *parts.zones, *parts.exports);
  service::add_document_endpoints(routes, *parts.casework, parts.document_bytes);
  service::add_zone_endpoints(routes, *parts.casework, *parts.zones);
  service::add_sheet_endpoints(routes, *parts.casework, *parts.sheets);
  service::add_sheet_bring_endpoint(routes, *parts.casework, *parts.sheets);
  service::add_sheet_import_endpoints(routes, *parts.casework);
  service::add_sheet_word_endpoints(routes, *parts.casework);
  service::add_retention_endpoints(routes, *parts.casework, *parts.retention);
  service::add_notice_endpoints(routes, *parts.casework);
  service::add_territory_change_endpoints(routes, *parts.casework, *parts.accounts);
  service::add_export_endpoints(routes, *parts.exports);
}

}  // namespace bassin::app
