// The text of a cell of Excel, in runs of several letterings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bassin::sheetfile {

class RichText {
 public:
  explicit RichText(std::size_t most) : most_(most) {}
  void start(std::string_view name);
  void text(std::string_view text);
  void end(std::string_view name);
  // Empty again afterwards. One byte beyond the most tells that it was longer.
  [[nodiscard]] std::string take();

 private:
  std::size_t most_;
  std::string text_;
  bool inside_ = false;       // of <t>
  std::size_t phonetic_ = 0;  // how deep inside of what only tells how to speak it
};

// "_x000D_" stands for a character that XML cannot write; a carriage return is left out.
[[nodiscard]] std::string without_escapes(std::string text);

}  // namespace bassin::sheetfile
