// Bytes of a made file as the store holds them, which holds text alone.
#pragma once

#include <string>

namespace bassin::convention {

[[nodiscard]] std::string as_text(std::string const& bytes);
[[nodiscard]] std::string as_bytes(std::string const& text);  // "" where it is none of these

}  // namespace bassin::convention
