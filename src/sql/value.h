// What goes into a statement: NULL, an integer, a real number or a text.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace bassin::sql {

// Times are UTC text ("2026-11-24T19:50:00.123Z"), dates ISO text, booleans 0 and 1, ids UUIDv7 text. Reals are finite.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

// NULL for "".
[[nodiscard]] inline Value or_null(std::string const& text) { return text.empty() ? Value() : Value(text); }

// A value for the place ":name" of a statement. An empty optional is NULL.
struct Named {
  std::string_view name;
  Value value;

  Named(std::string_view n, Value v) : name(n), value(std::move(v)) {}
  Named(std::string_view n, std::nullopt_t) : name(n) {}
  Named(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  Named(std::string_view n, std::string_view v) : name(n), value(std::string(v)) {}
  Named(std::string_view n, char const* v) : name(n), value(std::string(v)) {}
  Named(std::string_view n, std::integral auto v) : name(n), value(static_cast<std::int64_t>(v)) {}
  Named(std::string_view n, std::floating_point auto v) : name(n), value(static_cast<double>(v)) {}
  template <class T>
  Named(std::string_view n, std::optional<T> const& v) : name(n) {
    if (v) value = Named(n, *v).value;
  }
};

}  // namespace bassin::sql
