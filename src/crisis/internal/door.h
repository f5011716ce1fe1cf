// The door that a form's code opens, also one that is switched off.
#pragma once

#include <string>
#include <string_view>

#include "crisis/public_form.h"

namespace bassin::crisis::internal {

struct Door {
  Crisis room;  // id, zone and who opened it alone
  OwnersForm form;
  std::string secret;
  bool open = false;
};
// `typed`: as somebody types the code. Errors: "crisis.no_form".
[[nodiscard]] base::Result<Door> door_of(sql::Session& session, std::string_view typed);

// Of a report that came through it: the same whenever it is asked for.
[[nodiscard]] Upload upload_of(Door const& door, DamageReport const& report);

}  // namespace bassin::crisis::internal
