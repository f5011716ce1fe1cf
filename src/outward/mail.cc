#include "outward/mail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "outward/internal/message.h"
#include "outward/internal/transfer.h"

namespace bassin::outward {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view domain_of(std::string_view address) { return address.substr(address.find('@') + 1); }

// The path of the address is the name by which we present ourselves.
Result<std::string> server_url(SmtpSettings const& settings, Mail const& mail) {
  bool const clean = !settings.host.empty() && std::all_of(settings.host.begin(), settings.host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
  });
  if (!clean) return Error("outward.bad_address", {{"url", settings.host}});
  if (settings.security == MailSecurity::none && !is_loopback(settings.host))
    return Error("outward.plain_refused", {{"host", settings.host}});
  auto const host = settings.host.find(':') == std::string::npos ? settings.host : "[" + settings.host + "]";
  return std::string(settings.security == MailSecurity::tls ? "smtps://" : "smtp://") + host + ":" + std::to_string(settings.port) + "/" +
         std::string(domain_of(mail.from.address));
}

struct Upload {
  std::string text;
  std::size_t sent = 0;

  static std::size_t read(char* into, std::size_t size, std::size_t count, void* self) {
    auto& upload = *static_cast<Upload*>(self);
    auto const taken = std::min(size * count, upload.text.size() - upload.sent);
    std::memcpy(into, upload.text.data() + upload.sent, taken);
    upload.sent += taken;
    return taken;
  }
};

void set_server(SmtpSettings const& settings, std::string const& url, Transfer& transfer) {
  transfer.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  transfer.set(CURLOPT_URL, url.c_str());
  transfer.set(CURLOPT_USE_SSL, static_cast<long>(settings.security == MailSecurity::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  transfer.set(CURLOPT_CONNECTTIMEOUT_MS, std::lround(settings.connect_seconds * 1000));
  transfer.limit_time(settings.total_seconds);
  transfer.set(CURLOPT_PROXY, "");  // a web proxy carries no mail
  if (settings.user.empty()) return;
  transfer.set(CURLOPT_USERNAME, settings.user.c_str());
  transfer.set(CURLOPT_PASSWORD, settings.password.c_str());
}

std::string reply_text(std::string line) {
  std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
  return line.substr(0, 300);
}

// What the server's last reply makes of a failure. A connection lost behind a good reply (2xx, 3xx) is none of the server's words.
Error verdict(Error const& failed, CURLcode code, long status, std::string const& host, std::string const& reply) {
  if (failed.code == "outward.tls" || failed.code == "outward.stopped") return failed;
  if (status >= 400 && status < 500) return Error("outward.mail_later", {{"host", host}, {"reply", reply}});
  if (code == CURLE_LOGIN_DENIED) return Error("outward.mail_sign_in", {{"host", host}});
  if (status >= 500 && status < 600) return Error("outward.mail_refused", {{"host", host}, {"reply", reply}});
  return failed;
}

}  // namespace

Result<void> send_mail(SmtpSettings const& settings, Mail const& mail, std::stop_token const& stop) {
  Upload upload;
  BASSIN_TRY(upload.text, message_of(mail));
  BASSIN_TRY(auto const url, server_url(settings, mail));
  Transfer transfer(settings.host, is_loopback(settings.host), settings.ca_file, stop);
  set_server(settings, url, transfer);
  auto const from = "<" + mail.from.address + ">";
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const to(curl_slist_append(nullptr, ("<" + mail.to.address + ">").c_str()),
                                                                       curl_slist_free_all);
  transfer.set(CURLOPT_MAIL_FROM, from.c_str());
  transfer.set(CURLOPT_MAIL_RCPT, to.get());
  transfer.set(CURLOPT_UPLOAD, 1L);
  transfer.set(CURLOPT_READFUNCTION, &Upload::read);
  transfer.set(CURLOPT_READDATA, &upload);
  std::string reply;
  transfer.on_header([&reply](std::string_view line) {
    if (line.starts_with('4') || line.starts_with('5')) reply = line;  // not the farewell behind it
    return true;
  });
  auto const failed = transfer.perform();
  if (failed) return verdict(*failed, transfer.code(), transfer.status(), settings.host, reply_text(reply));
  return {};
}

Result<void> check_mail(Mail const& mail) {
  BASSIN_TRY([[maybe_unused]] auto const text, message_of(mail));
  return {};
}

bool is_temporary(Error const& error) {
  constexpr std::array codes{"outward.unreachable", "outward.timeout",      "outward.tls",    "outward.cut_short",
                             "outward.mail_later",  "outward.mail_sign_in", "outward.stopped"};
  return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

}  // namespace bassin::outward
