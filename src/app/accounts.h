// People and their sessions in a running server: the store, the desk, who asks.
#pragma once

#include <memory>
#include <string>

#include "app/configuration.h"
#include "base/result.h"
#include "http/message.h"
#include "partners/reader_cache.h"
#include "service/accounts.h"

namespace bassin::service {
struct ExportRecord;
}

namespace bassin::app {

class Accounts {
 public:
  // Errors: those of the store, and of ServerProvider::open.
  [[nodiscard]] static base::Result<std::unique_ptr<Accounts>> open(Configuration const& configuration, std::string const& data,
                                                                    base::FileSystem& files);
  ~Accounts();
  Accounts(Accounts const&) = delete;
  Accounts& operator=(Accounts const&) = delete;

  [[nodiscard]] service::Accounts& shared() { return shared_; }
  [[nodiscard]] sql::Store& store() { return *store_; }
  // What http::Site wants to know: who asks, from memory or from the store.
  [[nodiscard]] bool known(http::Request& request) const;
  void find(http::Request& request) const;
  // Of a request of which one of these was asked.
  [[nodiscard]] base::Result<access::Reader> reader_of(http::Request const& request) const;
  // Who took which list out, in the audit trail.
  [[nodiscard]] base::Result<void> record_export(service::Call const& call, service::ExportRecord const& it);

 private:
  Accounts(Configuration const& configuration, std::unique_ptr<sql::Store> store);
  [[nodiscard]] base::Result<void> look();

  std::unique_ptr<sql::Store> store_;
  partners::Desk desk_;
  std::unique_ptr<partners::ReaderCache> readers_;
  std::unique_ptr<ServerProvider> provider_;
  service::Accounts shared_;
};

}  // namespace bassin::app
