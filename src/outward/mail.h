// One mail handed to a mail server: text, UTF-8, and beside it the same as HTML where its author wrote that.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::outward {

enum class MailSecurity {
  starttls,  // refused where the server does not offer it
  tls,       // from the first byte
  none,      // only to this machine itself
};

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string user;  // "": without signing in
  std::string password;
  std::string ca_file;  // PEM; "": the authorities that the system trusts
  double connect_seconds = 20;
  double total_seconds = 60;
};

struct Mailbox {
  std::string address;
  std::string name;  // may be empty
};

struct Mail {
  Mailbox from;
  Mailbox to;
  std::string subject;
  std::string text;        // lines end in \n
  std::string html;        // the same for readers that show it; "": none
  std::string message_id;  // "word@domain"; the same for each attempt, so that a mail server or reader can drop a second copy
  std::int64_t date = 0;   // seconds since 1970
};

// The mail is the server's once this returns without an error. Lost between its last byte and the server's answer, it may be
// sent twice by whoever tries again.
// Errors that may pass (is_temporary): "outward.unreachable" (host, reason), "outward.timeout" (host), "outward.tls" (host, reason),
// "outward.mail_later" (host, reply: a 4xx answer), "outward.mail_sign_in" (host: user or password refused), "outward.stopped".
// For good: "outward.mail_refused" (host, reply: a 5xx answer), "outward.bad_mail" (field), "outward.bad_address" (url),
// "outward.plain_refused" (host).
[[nodiscard]] base::Result<void> send_mail(SmtpSettings const& settings, Mail const& mail, std::stop_token const& stop = {});

// ASCII name@domain, at most 254 characters, without quotes, spaces or signs that the protocol gives a meaning to.
[[nodiscard]] bool is_mail_address(std::string_view address);

// "outward.bad_mail" (field) where send_mail() would refuse it before asking any server.
[[nodiscard]] base::Result<void> check_mail(Mail const& mail);

// Whether the same call may succeed later.
[[nodiscard]] bool is_temporary(base::Error const& error);

}  // namespace bassin::outward
