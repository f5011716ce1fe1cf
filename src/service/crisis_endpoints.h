// The crisis room over HTTP: docs/decisions/0040-the-crisis-room.md.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

// Rooms and who is in them.
void add_crisis_endpoints(Routes& routes, Casework const& casework);
// Zones, and the list that each makes.
void add_crisis_zone_endpoints(Routes& routes, Casework const& casework);
void add_street_endpoints(Routes& routes, Casework const& casework);
// The list, and one case on it.
void add_crisis_list_endpoints(Routes& routes, Casework const& casework);
void add_crisis_case_endpoints(Routes& routes, Casework const& casework);
void add_crisis_report_endpoints(Routes& routes, Casework const& casework);
// Situation reports as files and a map.
void add_crisis_report_file_endpoints(Routes& routes, Casework const& casework);
// What is open to a case, until when; what was asked, granted and paid; docs/decisions/0042-decrees-and-what-is-said-of-a-case.md
void add_crisis_rights_endpoints(Routes& routes, Casework const& casework);
// How businesses fare afterwards, and what the work counts towards: docs/decisions/0046-after-the-crisis.md.
void add_crisis_after_endpoints(Routes& routes, Casework const& casework);
// What a room learned, and what stays open before it is closed: docs/decisions/0049-closing-lessons-comparison.md.
void add_crisis_lesson_endpoints(Routes& routes, Casework const& casework);
// Crises beside each other.
void add_crisis_comparison_endpoints(Routes& routes, Casework const& casework);
// Two cases of one business: docs/decisions/0050-two-cases-of-one-business.md.
void add_crisis_merge_endpoints(Routes& routes, Casework const& casework);
// Needs and offers of mutual help: docs/decisions/0053-mutual-help.md.
void add_crisis_help_endpoints(Routes& routes, Casework const& casework);
// Letters of cases and the templates that they are made of.
void add_crisis_letter_endpoints(Routes& routes, Casework const& casework);
// Decrees of natural disaster, of the installation.
void add_decree_endpoints(Routes& routes, Casework const& casework);
// Damage reports, and the form by which owners send theirs: docs/decisions/0041-damage-reports.md.
void add_damage_report_endpoints(Routes& routes, Casework const& casework);
void add_damage_form_endpoints(Routes& routes, Casework const& casework);
void add_owners_form_endpoints(Routes& routes, Casework const& casework);
void add_damage_photo_endpoints(Routes& routes, Casework const& casework);
// What the field application takes along: docs/decisions/0044-the-field-application.md.
void add_crisis_field_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
