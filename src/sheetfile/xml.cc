#include "sheetfile/xml.h"

#include <charconv>
#include <system_error>
#include <utility>

#include <expat.h>

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t depth_most = 200;
// Of one tag or comment: the parser reads it again with each piece until it is whole.
constexpr std::size_t token_most = std::size_t{1} << 20;

std::string_view without_prefix(std::string_view name) {
  auto const colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Reading {
 public:
  Reading(std::string_view part, XmlHandler& handler) : part_(part), handler_(handler), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetCommentHandler(parser_.get(), on_comment);
    XML_SetProcessingInstructionHandler(parser_.get(), on_instruction);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  Result<void> take(std::string_view piece, bool last) {
    silent_bytes_ += piece.size();
    if (silent_bytes_ > token_most + piece.size()) return limit("token", token_most);
    auto const done = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (failed_) return *failed_;
    if (done == XML_STATUS_OK) return {};
    return unreadable(XML_ErrorString(XML_GetErrorCode(parser_.get())));
  }

 private:
  static Error limit(char const* what, std::size_t most) {
    return Error("sheetfile.limit", {{"what", what}, {"limit", std::to_string(most)}});
  }
  [[nodiscard]] Error unreadable(char const* why) const { return Error("sheetfile.unreadable", {{"detail", part_ + ": " + why}}); }

  void keep(Result<void> result) {
    if (result.ok()) return;
    failed_ = std::move(result).error();
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  // Every callback comes through here: the parser is at work, and not reading one token for ever.
  static Reading& of(void* self) {
    auto& reading = *static_cast<Reading*>(self);
    reading.silent_bytes_ = 0;
    return reading;
  }
  static void on_comment(void* self, char const*) { of(self); }
  static void on_instruction(void* self, char const*, char const*) { of(self); }
  static void on_start(void* self, char const* name, char const** attributes) {
    auto& reading = of(self);
    if (reading.failed_) return;
    if (++reading.depth_ > depth_most) {
      return reading.keep(limit("depth", depth_most));
    }
    reading.keep(reading.handler_.start(without_prefix(name), Attributes(attributes)));
  }
  static void on_end(void* self, char const* name) {
    auto& reading = of(self);
    --reading.depth_;
    if (!reading.failed_) reading.keep(reading.handler_.end(without_prefix(name)));
  }
  static void on_text(void* self, char const* text, int length) {
    auto& reading = of(self);
    if (!reading.failed_) reading.handler_.text({text, static_cast<std::size_t>(length)});
  }
  static void on_doctype(void* self, char const*, char const*, char const*, int) {
    auto& reading = of(self);
    reading.keep(reading.unreadable("a document type"));
  }

  std::string part_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  std::optional<Error> failed_;
  std::size_t depth_ = 0;
  std::size_t silent_bytes_ = 0;  // since the parser last told something
};

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (auto const** pair = pairs_; *pair != nullptr; pair += 2) {
    if (without_prefix(*pair) == name) return pair[1];
  }
  return std::nullopt;
}

std::optional<std::size_t> Attributes::number(std::string_view name, std::size_t most) const {
  auto const value = text(name);
  std::size_t number = 0;
  auto const [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (problem != std::errc() || end != value.data() + value.size() || number > most) return std::nullopt;
  return number;
}

Result<bool> read_xml(Parts& parts, std::string_view name, XmlHandler& handler) {
  Reading reading(name, handler);
  BASSIN_TRY(bool const there, parts.read(name, [&](std::string_view piece) { return reading.take(piece, false); }));
  if (!there) return false;
  BASSIN_DO(reading.take({}, true));
  return true;
}

}  // namespace bassin::sheetfile
