#include "letters/wording.h"

#include <fmt/format.h>

#include <array>

namespace bassin::letters {

namespace {

constexpr std::array<std::string_view, 12> months = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                                     "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::string_view foot = "Choisir les lettres que vous recevez";

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string link(std::string_view words, std::string const& address) {
  return fmt::format("<p><a href=\"{}\">{}</a></p>\n", escaped(address), escaped(words));
}

}  // namespace

std::string as_text(Content const& content) {
  auto out = "Bonjour,\n\n" + content.intro + "\n";
  for (auto const& section : content.sections) {
    out += fmt::format("\n{}\n", section.title);
    for (auto const& line : section.lines) out += "- " + line + "\n";
  }
  out += fmt::format("\n{}\n", content.what_to_do);
  if (!content.link.empty()) out += content.link + "\n";
  if (!content.choice_link.empty()) out += fmt::format("\n{} : {}\n", foot, content.choice_link);
  return out;
}

std::string as_html(Content const& content) {
  std::string out =
      "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Bassin</title></head>\n<body>\n<p>Bonjour,</p>\n";
  out += fmt::format("<p>{}</p>\n", escaped(content.intro));
  for (auto const& section : content.sections) {
    out += fmt::format("<h2>{}</h2>\n<ul>\n", escaped(section.title));
    for (auto const& line : section.lines) out += fmt::format("<li>{}</li>\n", escaped(line));
    out += "</ul>\n";
  }
  out += content.link.empty() ? fmt::format("<p>{}</p>\n", escaped(content.what_to_do)) : link(content.what_to_do, content.link);
  if (!content.choice_link.empty()) out += link(foot, content.choice_link);
  return out + "</body></html>\n";
}

std::string in_words(base::Date day) {
  auto const iso = to_iso(day);
  auto const number = iso.substr(8, 2);
  return fmt::format("{} {} {}",
                     number == "01"     ? "1er"
                     : number[0] == '0' ? number.substr(1)
                                        : number,
                     months.at(base::month_of(day) - 1), base::year_of(day));
}

std::string counted(std::size_t count, std::string const& one, std::string const& many) {
  return fmt::format("{} {}", count, count < 2 ? one : many);
}

}  // namespace bassin::letters
