#include "outward/http_call.h"

#include <algorithm>
#include <cmath>

#include "outward/internal/transfer.h"

namespace bassin::outward {

namespace {

using base::Error;
using base::Result;

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

Result<void> put_question(HttpQuestion const& question, Address const& address, Transfer& transfer) {
  if (!is_token(question.method)) return Error("outward.bad_header", {{"header", question.method}});
  transfer.set(CURLOPT_PROTOCOLS_STR, "http,https");
  transfer.set(CURLOPT_URL, address.url.c_str());
  transfer.set(CURLOPT_CONNECTTIMEOUT_MS, std::lround(question.connect_seconds * 1000));
  transfer.limit_time(question.total_seconds);
  if (question.method == "HEAD") transfer.set(CURLOPT_NOBODY, 1L);
  if (!question.body.empty() || question.method == "POST" || question.method == "PUT") {
    transfer.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(question.body.size()));
    transfer.set(CURLOPT_POSTFIELDS, question.body.c_str());
    transfer.add_header("Expect:");
  }
  transfer.set(CURLOPT_CUSTOMREQUEST, question.method.c_str());
  for (auto const& [name, value] : question.headers) {
    if (!is_token(name) || !is_value(value)) return Error("outward.bad_header", {{"header", name}});
    transfer.add_header(value.empty() ? name + ";" : name + ": " + value);
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  auto const first = text.find_first_not_of(blank);
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

void take_line(std::string_view line, Headers& headers) {
  if (line.starts_with("HTTP/")) headers.clear();  // after an interim answer
  auto const colon = line.find(':');
  if (colon == std::string_view::npos || line.starts_with("HTTP/")) return;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  auto const found = std::find_if(headers.begin(), headers.end(), [name](auto const& header) { return header.first == name; });
  return found == headers.end() ? std::string_view() : found->second;
}

Result<HttpAnswer> call(HttpQuestion const& question, std::stop_token const& stop) {
  BASSIN_TRY(auto const address, web_address(question.url, question.plain_allowed));
  Transfer transfer(address.host, address.loopback, question.ca_file, stop);
  BASSIN_DO(put_question(question, address, transfer));
  HttpAnswer answer;
  bool too_large = false;
  transfer.on_header([&answer](std::string_view line) {
    take_line(line, answer.headers);
    return true;
  });
  transfer.on_body([&](std::string_view bytes) {
    too_large = answer.body.size() + bytes.size() > question.most_bytes;
    if (!too_large) answer.body += bytes;
    return !too_large;
  });
  auto const failed = transfer.perform();
  if (too_large) return Error("outward.too_large", {{"host", address.host}, {"limit", std::to_string(question.most_bytes)}});
  if (failed) return *failed;
  answer.status = static_cast<int>(transfer.status());
  return answer;
}

}  // namespace bassin::outward
