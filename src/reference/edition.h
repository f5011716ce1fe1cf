// Which edition of the reference tables the program carries.
#pragma once

#include <string>

namespace bassin::reference {

// 16 hexadecimal digits: the checksum of all embedded files. What was derived by tables of another edition may differ.
[[nodiscard]] std::string edition();

}  // namespace bassin::reference
