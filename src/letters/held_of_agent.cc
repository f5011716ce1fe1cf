#include "letters/held_of_agent.h"

namespace bassin::letters {

namespace {

constexpr access::Held table[] = {
    {"calendars",
     "select o.name as organisation, c.created_at, c.opened_on from calendar_address c join organisation o on o.id = c.organisation where "
     "c.agent = :agent order by c.created_at"},
    {"letters_refused", "select kind from letter_refused where agent = :agent order by kind"},
    {"letters_sent", "select about, step, at from letter_sent where agent = :agent order by at desc limit 1000"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

}  // namespace bassin::letters
