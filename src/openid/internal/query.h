// Parameters of an address or a form.
#pragma once

#include <string>
#include <string_view>

namespace bassin::openid {

// Every byte but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

class Query {
 public:
  void add(std::string_view name, std::string_view value);
  [[nodiscard]] std::string const& text() const { return text_; }
  // Behind an address that may have parameters of its own.
  [[nodiscard]] std::string after(std::string const& address) const;

 private:
  std::string text_;
};

}  // namespace bassin::openid
