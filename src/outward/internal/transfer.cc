#include "outward/internal/transfer.h"

#include <algorithm>
#include <cmath>

namespace bassin::outward {

namespace {

using base::Error;
using base::Result;

CURL* new_handle() {
  static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  CURL* const handle = ready == CURLE_OK ? curl_easy_init() : nullptr;
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "";
  std::string out(text);
  curl_free(text);
  return out;
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1" || host == "[::1]") return true;
  return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 &&
         std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

Result<Address> web_address(std::string const& url, bool plain_allowed) {
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> const parts(curl_url(), curl_url_cleanup);
  Error const bad("outward.bad_address", {{"url", url}});
  bool const clean = std::none_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; });
  if (!parts || !clean || curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return bad;
  Address out{.url = url, .host = part_of(parts.get(), CURLUPART_HOST)};
  auto const scheme = part_of(parts.get(), CURLUPART_SCHEME);
  if ((scheme != "https" && scheme != "http") || !part_of(parts.get(), CURLUPART_USER).empty() || out.host.empty()) return bad;
  out.secure = scheme == "https";
  out.loopback = is_loopback(out.host);
  if (!out.secure && !out.loopback && !plain_allowed) return Error("outward.plain_refused", {{"host", out.host}});
  return out;
}

Transfer::Transfer(std::string host, bool loopback, std::string const& ca_file, std::stop_token stop)
    : handle_(new_handle()), host_(std::move(host)), stop_(std::move(stop)) {
  set(CURLOPT_ERRORBUFFER, reason_);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_FORBID_REUSE, 1L);  // the farewell falls in the time that is ours to limit
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_USERAGENT, "bassin");
  if (!ca_file.empty()) set(CURLOPT_CAINFO, ca_file.c_str());
  if (loopback) set(CURLOPT_PROXY, "");  // else the machine's proxy would be asked for this machine itself
  set(CURLOPT_WRITEFUNCTION, &Transfer::take_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &Transfer::take_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &Transfer::heard);
  set(CURLOPT_XFERINFODATA, this);
}

void Transfer::limit_time(double seconds) {
  auto const milliseconds = std::lround(seconds * 1000);
  set(CURLOPT_TIMEOUT_MS, milliseconds);
  deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
}

void Transfer::add_header(std::string const& line) {
  curl_slist* const longer = curl_slist_append(headers_.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  (void)headers_.release();
  headers_.reset(longer);
}

std::optional<Error> Transfer::perform() {
  if (headers_) set(CURLOPT_HTTPHEADER, headers_.get());
  code_ = curl_easy_perform(handle_.get());
  if (code_ == CURLE_OK) return std::nullopt;
  return error_of(code_);
}

long Transfer::status() const {
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  return status;
}

std::string Transfer::redirect() const {
  char* url = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_REDIRECT_URL, &url);
  return url == nullptr ? "" : url;
}

std::size_t Transfer::take_body(char const* bytes, std::size_t size, std::size_t count, void* self) {
  auto const& sink = static_cast<Transfer*>(self)->body_;
  return !sink || sink({bytes, size * count}) ? size * count : 0;
}

std::size_t Transfer::take_header(char const* bytes, std::size_t size, std::size_t count, void* self) {
  auto const& sink = static_cast<Transfer*>(self)->header_;
  return !sink || sink({bytes, size * count}) ? size * count : 0;
}

int Transfer::heard(void* self, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
  auto const& transfer = *static_cast<Transfer*>(self);
  if (transfer.progress_) transfer.progress_(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(total));
  return transfer.stop_.stop_requested() || transfer.late() ? 1 : 0;
}

Error Transfer::error_of(CURLcode code) const {
  std::string const reason = reason_[0] != '\0' ? reason_ : curl_easy_strerror(code);
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_WRITE_ERROR:
      if (late() && !stop_.stop_requested()) return Error("outward.timeout", {{"host", host_}});
      return Error("outward.stopped");
    case CURLE_OPERATION_TIMEDOUT: return Error("outward.timeout", {{"host", host_}});
    case CURLE_PARTIAL_FILE: return Error("outward.cut_short", {{"host", host_}});
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return Error("outward.bad_address", {{"url", host_}});
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED: return Error("outward.tls", {{"host", host_}, {"reason", reason}});
    default: return Error("outward.unreachable", {{"host", host_}, {"reason", reason}});
  }
}

}  // namespace bassin::outward
