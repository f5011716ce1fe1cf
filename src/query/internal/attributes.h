// Lists of values with their official column names and origins.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/describe.h"

namespace bassin::query::internal {

class Attributes {
 public:
  explicit Attributes(Origin origin) : origin_(std::move(origin)) {}

  void add(std::string_view id, registry::Value value, reference::Label label = {});
  void add_text(std::string_view id, std::string text, reference::Label label = {});
  void add_with_origin(std::string_view id, registry::Value value, reference::Label label, Origin origin);
  [[nodiscard]] std::vector<Attribute> take() && { return std::move(list_); }

 private:
  Origin origin_;
  std::vector<Attribute> list_;
};

// 1 January of a year; nothing for 0.
[[nodiscard]] std::optional<base::Date> year_start(int year);
[[nodiscard]] std::optional<base::Date> day_of(std::uint32_t seconds);
// A label that is the same in both languages.
[[nodiscard]] reference::Label same(std::string_view text);
[[nodiscard]] reference::Label activity_label(reference::Nomenclature nomenclature, std::string_view code);

}  // namespace bassin::query::internal
