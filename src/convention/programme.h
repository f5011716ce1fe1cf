// The programme of a convention prepared from that of another one: of the year before, or of the framework.
#pragma once

#include <string>
#include <vector>

#include "convention/action.h"

namespace bassin::convention {

// Why an action sheet was not taken over.
enum class LeftOut : std::uint8_t {
  no_axis,  // no axis of that code
  no_lead,  // who leads it is no party any more
  twice,    // there is an action of that code already
};
inline constexpr std::size_t left_out_count = 3;
// "no_axis".
[[nodiscard]] std::string_view id_of(LeftOut why);

struct TakenOver {
  struct Left {
    std::string code, title;
    LeftOut why = LeftOut::twice;
  };
  std::vector<Action> taken;
  std::vector<Left> left;
};

// Copies action sheets of `from` into `convention`, under the axes of the same code, with their indicators. Days and yearly targets move by
// as many months as the convention begins later; progress, days reached, money committed and spent begin anew. Of those who take part,
// parties of the convention stay; a pilot who works for none does not. `actions`: ids; those of another convention are unknown. Errors:
// those of add_action(), "convention.unknown_action" (id).
[[nodiscard]] base::Result<TakenOver> take_over(sql::Session& session, Act const& act, std::string const& convention,
                                                std::string const& from, std::vector<std::string> const& actions);

}  // namespace bassin::convention
