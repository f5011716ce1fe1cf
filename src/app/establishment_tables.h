// Everything known of one business, as tables: one a subject, each value with its source and date.
#pragma once

#include "app/answer.h"
#include "query/describe.h"

namespace bassin::app {

void add_establishment(Answer& answer, query::EstablishmentFile const& file, Language language);

}  // namespace bassin::app
