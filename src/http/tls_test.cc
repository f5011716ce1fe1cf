// The same server under TLS, with a certificate made on the spot.
#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "http/server.h"

namespace bassin::http {
namespace {

struct Certificate {
  std::string certificate, key;  // files
};

// For 127.0.0.1, an hour long.
Certificate make_certificate() {
  auto const base = testing::TempDir() + "tls_test_" + std::to_string(::getpid());
  Certificate files{base + ".crt", base + ".key"};
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  std::unique_ptr<X509, decltype(&X509_free)> const certificate(X509_new(), X509_free);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  auto* const name = X509_get_subject_name(certificate.get());
  std::string const host = "127.0.0.1";
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>(host.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  auto const write = [](std::string const& path, auto const& put) {
    std::unique_ptr<std::FILE, decltype(&std::fclose)> const file(std::fopen(path.c_str(), "w"), std::fclose);
    put(file.get());
  };
  write(files.certificate, [&](std::FILE* file) { PEM_write_X509(file, certificate.get()); });
  write(files.key, [&](std::FILE* file) { PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
  return files;
}

// "" where the handshake fails.
std::string ask(std::uint16_t port, int version, std::string const& request) {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> const context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  std::unique_ptr<BIO, decltype(&BIO_free_all)> const bio(BIO_new_ssl_connect(context.get()), BIO_free_all);
  auto address = "127.0.0.1:" + std::to_string(port);
  BIO_set_conn_hostname(bio.get(), address.data());
  if (BIO_do_connect(bio.get()) <= 0 || BIO_do_handshake(bio.get()) <= 0) return "";
  BIO_write(bio.get(), request.data(), static_cast<int>(request.size()));
  std::string out;
  char buffer[4096];
  for (int got = 0; (got = BIO_read(bio.get(), buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
  return out;
}

TEST(Tls, ServesFromVersion12On) {
  auto const files = make_certificate();
  ServerSettings settings;
  settings.port = 0;
  settings.certificate = files.certificate;
  settings.private_key = files.key;
  Site site;
  site.failure = [](unsigned status, Request const&) { return make_response(status, "text/plain", ""); };
  site.router.add({Method::get, "/", Lane::query,
                   [](Request const& request) { return make_response(200, "text/plain", request.secure ? "secure" : "plain"); }});
  auto const server = Server::start(settings, std::move(site)).value();
  std::string const request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  EXPECT_TRUE(ask(server->port(), TLS1_3_VERSION, request).ends_with("secure"));
  EXPECT_TRUE(ask(server->port(), TLS1_2_VERSION, request).ends_with("secure"));
  EXPECT_EQ(ask(server->port(), TLS1_1_VERSION, request), "");
  EXPECT_TRUE(server->renew_certificate().ok());
  EXPECT_TRUE(ask(server->port(), TLS1_3_VERSION, request).ends_with("secure"));
  std::remove(files.certificate.c_str());
  std::remove(files.key.c_str());
}

}  // namespace
}  // namespace bassin::http
