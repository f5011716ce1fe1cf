// What holds of every answer that was read, and of the marks that follow it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "waters/answer.h"
#include "waters/rising.h"

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check_answer(bassin::waters::Format format, std::string_view bytes) {
  using namespace bassin::waters;
  auto const answer = read_answer(format, bytes);
  if (!answer.ok()) return;
  bool const colours = unit_of(format) == Unit::colour;
  for (auto const& [code, levels] : answer->stations) {
    require(!code.empty() && code.size() <= 20 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos);
    for (std::size_t i = 0; i < levels.size(); ++i) {
      auto const& it = levels[i];
      require(i == 0 || levels[i - 1].at < it.at);
      require(colours ? it.value >= 1 && it.value <= 4 : it.value >= -mm_most && it.value <= mm_most);
      require(it.at.ms >= 0 && bassin::base::to_iso(it.at).size() == 24);
    }
    auto const risen = follow({colours ? 3 : 1000}, {30, 100}, levels);
    require(!risen.since || (risen.mark.passed && risen.mark.turned_at && risen.since->at <= *risen.mark.turned_at));
  }
}
