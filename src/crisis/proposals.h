// What the register says of a business that decides on its rights: proposed beside a case, until somebody says otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crisis/rights.h"
#include "reference/chambers.h"
#include "reference/size_bands.h"

namespace bassin::crisis {

struct OfRegister {
  std::string activity;           // NAF rév. 2, "10.71C"; "" unknown
  std::optional<bool> employer;   // of the establishment
  reference::SizeIndex size = 0;  // of the establishment
  std::uint16_t legal_category = 0;
  reference::ChamberMask chambers = 0;
};
// Farm by division 01 or the chamber, employer by the flag or a size, craft by the chamber, independent by the legal form of a sole trader;
// that fifty are not reached never: the unit may employ elsewhere. Insurance never.
[[nodiscard]] Known proposed(OfRegister const& it);

}  // namespace bassin::crisis
