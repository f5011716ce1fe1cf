#include "http/message.h"

#include <algorithm>
#include <array>

namespace bassin::http {

namespace {

constexpr std::array<std::string_view, 8> method_names = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", ""};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string without_controls(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) c = ' ';
  }
  return out;
}

}  // namespace

std::string_view name_of(Method method) { return method_names[static_cast<std::size_t>(method)]; }

Method parse_method(std::string_view name) {
  auto const found = std::find(method_names.begin(), method_names.end() - 1, name);
  return static_cast<Method>(found - method_names.begin());
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (auto const& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

std::string_view Request::path_value(std::string_view name) const {
  for (auto const& [key, value] : path_values) {
    if (key == name) return value;
  }
  return {};
}

void Response::set_header(std::string_view name, std::string_view value) {
  headers.emplace_back(without_controls(name), without_controls(value));
}

std::string_view Response::header(std::string_view name) const {
  for (auto const& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return {};
}

Response make_response(unsigned status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.set_header("Content-Type", content_type);
  response.body = std::move(body);
  return response;
}

}  // namespace bassin::http
