#include "outward/internal/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/date.h"

namespace bassin::outward {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t line_width = 76;

bool is_graphic(char c) { return c > ' ' && c < 0x7f; }

// Length of the UTF-8 character that begins there; 0 for bytes that are none.
std::size_t character_length(std::string_view text) {
  auto const lead = static_cast<unsigned char>(text.front());
  std::size_t const length = lead < 0x80                   ? 1
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) return 0;
  return length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    auto const length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_header_text(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    auto const count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? digits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

// RFC 2047: words of at most 75 characters, none of which cuts a character; each but the first on a line of its own.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t most_bytes = 42;  // 56 digits and 12 signs around them: a word fits behind a header's name
  std::string out;
  while (!text.empty()) {
    std::size_t taken = 0;
    while (taken < text.size()) {
      auto const length = character_length(text.substr(taken));
      if (taken + length > most_bytes) break;
      taken += length;
    }
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(text.substr(0, taken)) + "?=";
    text.remove_prefix(taken);
  }
  return out;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_graphic(c) || c == ' '; });
}

std::string subject_text(std::string_view text) {
  bool const as_it_is = is_plain(text) && text.size() <= line_width - 9 && text.find("=?") == std::string_view::npos &&
                        !text.starts_with(' ') && !text.ends_with(' ');
  return as_it_is ? std::string(text) : encoded_words(text);
}

// On lines of its own where it is long.
std::string mailbox_text(Mailbox const& box) {
  auto const address = "<" + box.address + ">";
  if (box.name.empty()) return address;
  if (!is_plain(box.name) || box.name.size() > 60 || box.name.find("=?") != std::string::npos)
    return encoded_words(box.name) + "\r\n " + address;
  std::string quoted = "\"";
  for (char const c : box.name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"\r\n " + address;
}

// RFC 2045, 6.7.
class QuotedPrintable {
 public:
  void line(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      char const c = text[i];
      bool const blank_at_the_end = (c == ' ' || c == '\t') && i + 1 == text.size();
      if ((is_graphic(c) && c != '=') || ((c == ' ' || c == '\t') && !blank_at_the_end))
        put(std::string(1, c));
      else
        put(fmt::format("={:02X}", static_cast<unsigned char>(c)));
    }
    out_ += "\r\n";
    width_ = 0;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void put(std::string const& piece) {
    if (width_ + piece.size() > line_width - 1) {
      out_ += "=\r\n";
      width_ = 0;
    }
    out_ += piece;
    width_ += piece.size();
  }

  std::string out_;
  std::size_t width_ = 0;
};

std::string body_text(std::string_view text) {
  QuotedPrintable out;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.line(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out.take();
}

std::string part_text(std::string_view kind, std::string_view text) {
  return fmt::format("Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", kind,
                     body_text(text));
}

// The plain one first: a reader shows the last that it can. No line of quoted-printable text holds "=_".
std::string both_parts(Mail const& mail) {
  constexpr std::string_view mark = "=_bassin_part";
  return fmt::format("Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}\r\n--{0}\r\n{2}\r\n--{0}--\r\n", mark,
                     part_text("plain", mail.text), part_text("html", mail.html));
}

std::string date_text(std::int64_t seconds) {
  constexpr std::array days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // 1970-01-01 was a Thursday
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const iso = base::timestamp_to_iso(seconds);
  base::Date const day{static_cast<std::int32_t>(seconds / 86400)};
  return fmt::format("{}, {} {} {} {} +0000", days.at(static_cast<std::size_t>(day.days % 7)), iso.substr(8, 2),
                     months.at(base::month_of(day) - 1), base::year_of(day), iso.substr(11, 8));
}

bool is_local_character(char c) { return is_graphic(c) && std::string_view("()<>[]:;@\\,\"").find(c) == std::string_view::npos; }

bool is_domain_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

}  // namespace

bool is_mail_address(std::string_view address) {
  auto const at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 254) return false;
  auto const local = address.substr(0, at);
  auto const domain = address.substr(at + 1);
  bool const dots = local.starts_with('.') || local.ends_with('.') || address.find("..") != std::string_view::npos ||
                    domain.starts_with('.') || domain.ends_with('.') || domain.starts_with('-');
  return !domain.empty() && !dots && std::all_of(local.begin(), local.end(), is_local_character) &&
         std::all_of(domain.begin(), domain.end(), is_domain_character);
}

Result<std::string> message_of(Mail const& mail) {
  auto const bad = [](std::string field) { return Error("outward.bad_mail", {{"field", std::move(field)}}); };
  if (!is_mail_address(mail.from.address) || !is_header_text(mail.from.name)) return bad("from");
  if (!is_mail_address(mail.to.address) || !is_header_text(mail.to.name)) return bad("to");
  if (!is_mail_address(mail.message_id)) return bad("message_id");
  if (!is_header_text(mail.subject)) return bad("subject");
  if (!is_utf8(mail.text) || !is_utf8(mail.html)) return bad("text");
  return fmt::format(
      "Date: {}\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n{}",
      date_text(mail.date), mailbox_text(mail.from), mailbox_text(mail.to), subject_text(mail.subject), mail.message_id,
      mail.html.empty() ? part_text("plain", mail.text) : both_parts(mail));
}

}  // namespace bassin::outward
