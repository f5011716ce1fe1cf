// What the damage reports of a crisis add up to: of each question the answers that hold of its cases now. For situation reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crisis/answer.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

// One cell: cases that answered alike.
struct DamageFigure {
  std::string question, item;
  Standing standing = Standing::given;
  std::string choice;                  // of AnswerForm::choice, given; ""
  std::optional<Certainty> certainty;  // of money, given with an amount
  std::uint64_t cases = 0;
  std::int64_t from = 0, to = 0;  // sums of counts (`from` alone) and of amounts: what it is at least and at most
  std::uint64_t endless = 0;      // of these cases: in the band without an end, which `to` counts as its beginning
  friend bool operator==(DamageFigure const&, DamageFigure const&) = default;
};
// Sorted by question, item, standing, choice and certainty. Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<DamageFigure>> damage_figures(sql::Session& session, access::Reader const& reader,
                                                                     std::string const& crisis);

}  // namespace bassin::crisis
