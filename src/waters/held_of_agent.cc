#include "waters/held_of_agent.h"

namespace bassin::waters {

namespace {

constexpr access::Held table[] = {
    {"water_replies",
     "select p.name as station, p.word, r.kind, o.name as organisation, r.at from water_reply r join water_proposal p on p.id = r.proposal "
     "join organisation o on o.id = r.organisation where r.agent = :agent order by r.at desc limit 1000"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

}  // namespace bassin::waters
