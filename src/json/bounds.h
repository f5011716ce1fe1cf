// JSON that strangers send is looked through before any of it is kept: in one pass, in time and memory of its length.
#pragma once

#include <cstddef>
#include <string_view>

namespace bassin::json {

struct Bounds {
  std::size_t depth = 0;  // lists and objects within one another; a value by itself: 0
  std::size_t names = 0;  // of all objects together
  std::size_t objects = 0;
};

// Whether the text is one JSON value within the bounds. Looking ends where it is not, whatever follows.
[[nodiscard]] bool within(std::string_view text, Bounds const& bounds);

}  // namespace bassin::json
