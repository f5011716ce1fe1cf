#include "openid/internal/json.h"

#include <algorithm>

namespace bassin::openid {

namespace {

constexpr int most_depth = 8;

}  // namespace

nlohmann::json read_object(std::string_view text) {
  bool too_deep = false;
  auto const watch = [&too_deep](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    too_deep = too_deep || depth > most_depth;
    return !too_deep;
  };
  auto json = nlohmann::json::parse(text, watch, false);
  return too_deep || !json.is_object() ? nlohmann::json() : json;
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
