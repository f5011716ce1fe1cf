// One cell of OpenDocument: a value with its kind, and the text that was shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sheetfile/xml.h"

namespace bassin::sheetfile {

class OdsCell {
 public:
  void begin(Attributes const& attributes, std::size_t most);
  // What stands in the cell.
  void start(std::string_view name, Attributes const& attributes);
  void text(std::string_view text);
  void end(std::string_view name);
  // As a person sees it: dates in ISO, whole numbers with all their digits (unless leading zeros were shown). Empty again afterwards.
  [[nodiscard]] std::string take();

 private:
  void add(std::string_view text);
  [[nodiscard]] std::string number() const;

  std::string kind_, value_, shown_;
  std::size_t most_ = 0;
  std::size_t paragraphs_ = 0;  // those that are open
  bool within_ = false;
  bool begun_ = false;  // a paragraph was there
};

// "PT14H30M00S": "14:30"; another text as it is.
[[nodiscard]] std::string show_duration(std::string_view iso);

}  // namespace bassin::sheetfile
