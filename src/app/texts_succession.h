// What messages call records that pass in a change of territory, and its states.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "app/texts_commands.h"
#include "reference/language.h"

namespace bassin::app::texts {

inline constexpr std::array<std::pair<std::string_view, Label>, 26> succession_words{{
    {"exchange", {"échanges", "exchanges"}},
    {"need_given", {"besoins transmis", "needs given"}},
    {"need_received", {"besoins reçus", "needs received"}},
    {"follow_up", {"suivis tenus", "follow-ups kept"}},
    {"follow_up_member", {"suivis partagés", "follow-ups shared"}},
    {"reminder", {"rappels", "reminders"}},
    {"contact", {"contacts", "contacts"}},
    {"opposition", {"oppositions", "oppositions"}},
    {"local_business", {"fiches locales", "local businesses"}},
    {"correction", {"corrections", "corrections"}},
    {"business_tag", {"étiquettes posées", "tags put"}},
    {"portfolio_business", {"entrées de portefeuille", "portfolio entries"}},
    {"membership", {"appartenances déclarées", "stated memberships"}},
    {"document", {"documents", "documents"}},
    {"zone", {"zones", "zones"}},
    {"selection", {"sélections", "selections"}},
    {"import", {"imports", "imports"}},
    {"project", {"porteurs de projet", "project holders"}},
    {"campaign", {"campagnes", "campaigns"}},
    {"draft", {"à relire", "to be read"}},
    {"approved", {"approuvé", "approved"}},
    {"running", {"en cours", "under way"}},
    {"done", {"fait", "done"}},
    {"undoing", {"annulation en cours", "being undone"}},
    {"undone", {"annulé", "undone"}},
    {"left", {"abandonné", "dropped"}},
}};

}  // namespace bassin::app::texts
