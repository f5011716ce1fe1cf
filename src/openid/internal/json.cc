#include "openid/internal/json.h"

#include <algorithm>

#include "json/bounds.h"

namespace bassin::openid {

namespace {

constexpr std::size_t most_depth = 8;

}  // namespace

nlohmann::json read_object(std::string_view text) {
  if (!json::within(text, {most_depth, text.size(), text.size()})) return nlohmann::json();
  auto object = nlohmann::json::parse(text, nullptr, false);
  return object.is_object() ? object : nlohmann::json();
}

std::optional<std::string> text_of(nlohmann::json const& object, char const* name) {
  auto const found = object.find(name);
  if (found == object.end() || found->is_null()) return std::string();
  auto const* const text = found->get_ptr<std::string const*>();
  if (text == nullptr) return std::nullopt;
  bool const clean = std::none_of(text->begin(), text->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return clean ? std::optional(*text) : std::nullopt;
}

}  // namespace bassin::openid
