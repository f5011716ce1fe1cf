// Result<T>: a value or an Error, never neither; must be looked at. BASSIN_TRY hands an error on.
#pragma once

#include <cstdlib>
#include <optional>
#include <utility>
#include <variant>

#include "base/error.h"

namespace bassin::base {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only after ok(): asking a failed result for its value is our bug and ends the process.
  [[nodiscard]] T& value() & { return ok() ? *std::get_if<0>(&state_) : (std::abort(), *std::get_if<0>(&state_)); }
  [[nodiscard]] T const& value() const& { return ok() ? *std::get_if<0>(&state_) : (std::abort(), *std::get_if<0>(&state_)); }
  [[nodiscard]] T&& value() && { return std::move(value()); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] T const& operator*() const& { return value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] T const* operator->() const { return &value(); }

  [[nodiscard]] Error const& error() const& { return *std::get_if<1>(&state_); }
  [[nodiscard]] Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  void value() const {
    if (!ok()) std::abort();
  }
  [[nodiscard]] Error const& error() const& { return *error_; }
  [[nodiscard]] Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace bassin::base

#define BASSIN_CONCAT_(a, b) a##b
#define BASSIN_CONCAT(a, b) BASSIN_CONCAT_(a, b)

// BASSIN_TRY(auto file, open(path)); declares `file`, or returns the error from the enclosing function.
#define BASSIN_TRY(declaration, expression)                                                               \
  auto BASSIN_CONCAT(result_, __LINE__) = (expression);                                                   \
  if (!BASSIN_CONCAT(result_, __LINE__).ok()) return std::move(BASSIN_CONCAT(result_, __LINE__)).error(); \
  declaration = std::move(BASSIN_CONCAT(result_, __LINE__)).value()

// BASSIN_DO(write(file)); for Result<void>.
#define BASSIN_DO(expression)                         \
  do {                                                \
    auto done_ = (expression);                        \
    if (!done_.ok()) return std::move(done_).error(); \
  } while (false)
