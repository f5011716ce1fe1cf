#include "query/internal/attributes.h"

#include <utility>

namespace bassin::query::internal {

void Attributes::add_with_origin(std::string_view id, registry::Value value, reference::Label label, Origin origin) {
  if (value.presence == registry::Presence::absent) return;
  list_.push_back({id, std::move(value), std::string(label.fr), std::string(label.en), std::move(origin)});
}

void Attributes::add(std::string_view id, registry::Value value, reference::Label label) {
  add_with_origin(id, std::move(value), label, origin_);
}

void Attributes::add_text(std::string_view id, std::string text, reference::Label label) {
  if (!text.empty()) add(id, {std::move(text), registry::Presence::known}, label);
}

std::optional<base::Date> year_start(int year) {
  if (year == 0) return std::nullopt;
  return base::make_date(year, 1, 1);
}

std::optional<base::Date> day_of(std::uint32_t seconds) {
  constexpr std::uint32_t day = 86400;
  if (seconds == 0) return std::nullopt;
  return base::Date{static_cast<std::int32_t>(seconds / day)};
}

reference::Label same(std::string_view text) { return {text, text}; }

reference::Label activity_label(reference::Nomenclature nomenclature, std::string_view code) {
  auto const* const list = reference::nomenclature(nomenclature);
  if (list == nullptr) return {};
  return {list->label(code, reference::Language::fr), list->label(code, reference::Language::en)};
}

}  // namespace bassin::query::internal
