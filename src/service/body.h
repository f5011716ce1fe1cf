// The JSON object in the body of a request that changes something: every field typed, none that is not known.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "service/context.h"

namespace bassin::service {

// A field of another form than `allowed`.
[[nodiscard]] base::Error bad_field(std::string_view field, std::string_view allowed);

// Errors: "service.bad_body" (): not a JSON object, one of more than 1,000 names, 1,000 objects or 32 levels, or not stated as
// application/json; "service.unknown_field" (field, allowed); "service.bad_field" (field, allowed): missing or of another type. Texts hold
// at most 4,000 characters, lists 1,000 entries.
class Body {
 public:
  [[nodiscard]] static base::Result<Body> of(http::Request const& request, std::vector<std::string_view> const& fields);

  [[nodiscard]] bool has(std::string_view field) const;
  [[nodiscard]] base::Result<std::string> text(std::string_view field) const;
  // Nothing where it is missing; "" where it is null.
  [[nodiscard]] base::Result<std::optional<std::string>> optional_text(std::string_view field) const;
  [[nodiscard]] base::Result<std::optional<bool>> optional_flag(std::string_view field) const;
  // A whole number.
  [[nodiscard]] base::Result<std::int64_t> integer(std::string_view field) const;
  [[nodiscard]] base::Result<double> number(std::string_view field) const;
  // Nothing where it is missing or null.
  [[nodiscard]] base::Result<std::optional<double>> optional_number(std::string_view field) const;
  // As it was sent, for who knows its form; null where it is missing.
  [[nodiscard]] Json const* value(std::string_view field) const { return find(field); }
  [[nodiscard]] base::Result<std::optional<std::vector<std::string>>> optional_texts(std::string_view field) const;
  // Nothing where it is missing or null.
  [[nodiscard]] base::Result<std::optional<Body>> optional_object(std::string_view field,
                                                                  std::vector<std::string_view> const& fields) const;
  [[nodiscard]] base::Result<Body> object(std::string_view field, std::vector<std::string_view> const& fields) const;
  // Each with those fields.
  [[nodiscard]] base::Result<std::vector<Body>> objects(std::string_view field, std::vector<std::string_view> const& fields) const;

 private:
  [[nodiscard]] static base::Result<Body> of_json(Json const& json, std::vector<std::string_view> const& fields);
  [[nodiscard]] Json const* find(std::string_view field) const;

  std::shared_ptr<Json const> json_;
};

}  // namespace bassin::service
