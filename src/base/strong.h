// A number that cannot be taken for another kind of number.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace bassin::base {

template <class T, class Tag>
struct Strong {
  using value_type = T;
  T v{};

  constexpr Strong() = default;
  constexpr explicit Strong(T value) : v(value) {}
  friend constexpr auto operator<=>(Strong, Strong) = default;
};

}  // namespace bassin::base

template <class T, class Tag>
struct std::hash<bassin::base::Strong<T, Tag>> {
  std::size_t operator()(bassin::base::Strong<T, Tag> s) const noexcept { return std::hash<T>{}(s.v); }
};
