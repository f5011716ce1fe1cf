#include "crisis/writings.h"

#include <array>

namespace bassin::crisis {

namespace {

// What owners sent is told by who opened the crisis: nobody else is theirs.
std::array<access::Writing, 16> const table = {{
    {"crisis", "crisis r", "r.organisation", "r.id", "''", "r.opened_at", "''", {"r.title", "r.description"}},
    {"crisis", "crisis_zone z join crisis r on r.id = z.crisis", "r.organisation", "r.id", "''", "z.drawn_at", "''", {"z.note"}},
    {"crisis_case", "crisis_step s join crisis_case r on r.id = s.record", "s.organisation", "r.id", "r.business", "s.at", "''", {"s.why"}},
    {"crisis", "crisis_report s join crisis r on r.id = s.crisis", "s.organisation", "r.id", "''", "s.issued_at", "''", {"s.words"}},
    {"crisis_request",
     "crisis_request r join crisis_case k on k.id = r.record",
     "r.organisation",
     "r.id",
     "k.business",
     "r.changed_at",
     "''",
     {"r.name", "r.note"}},
    {"crisis_case",
     "crisis_letter l join crisis_case r on r.id = l.record",
     "l.organisation",
     "r.id",
     "r.business",
     "l.asked_at",
     "''",
     {"l.title"}},
    {"crisis_after",
     "crisis_after r join crisis_case k on k.id = r.record",
     "r.organisation",
     "r.id",
     "k.business",
     "r.changed_at",
     "''",
     {"r.note"}},
    {"crisis_case", "crisis_loss l join crisis_case r on r.id = l.record", "l.organisation", "r.id", "r.business", "l.at", "''", {"l.why"}},
    {"crisis_case",
     "crisis_merge m join crisis_case r on r.id = m.kept",
     "m.organisation",
     "r.id",
     "r.business",
     "m.at",
     "''",
     {"m.moved"}},
    {"crisis_lesson", "crisis_lesson r", "r.organisation", "r.id", "''", "r.changed_at", "''", {"r.text", "r.person"}},
    {"crisis_help",
     "crisis_help r left join crisis_case k on k.id = r.record",
     "r.organisation",
     "r.id",
     "coalesce(k.business, '')",
     "r.changed_at",
     "''",
     {"r.what", "r.who", "r.reach"}},
    {"crisis_agreement", "crisis_agreement r", "r.organisation", "r.id", "''", "r.changed_at", "''", {"r.note"}},
    {"crisis_template", "crisis_template r", "r.organisation", "r.id", "''", "r.changed_at", "''", {"r.title", "r.text"}},
    {"damage_report",
     "damage_report r join crisis c on c.id = r.crisis left join crisis_case k on k.id = r.record",
     "coalesce(r.organisation, c.organisation)",
     "r.id",
     "coalesce(k.business, '')",
     "r.received_at",
     "''",
     {"r.name", "r.address", "r.person", "r.why"}},
    {"damage_report",
     "damage_answer a join damage_report r on r.id = a.report join crisis c on c.id = r.crisis left join crisis_case k on k.id = "
     "r.record",
     "coalesce(r.organisation, c.organisation)",
     "r.id",
     "coalesce(k.business, '')",
     "r.received_at",
     "''",
     {"a.words"}},
    {"crisis_form", "crisis_form f join crisis c on c.id = f.crisis", "c.organisation", "c.id", "''", "f.opened_at", "''", {"f.title"}},
}};

}  // namespace

std::span<access::Writing const> writings() { return table; }

}  // namespace bassin::crisis
