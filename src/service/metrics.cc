#include "service/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <chrono>

namespace bassin::service {

namespace {

// Seconds: from a cached figure to a question over the country.
prometheus::Histogram::BucketBoundaries const time_buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

// Statements: a page asks a handful whatever it shows; a block of an import, thousands.
prometheus::Histogram::BucketBoundaries const count_buckets{0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000};

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("bassin_http_requests_total").Help("Answers by method, route and status").Register(registry);
  prometheus::Family<prometheus::Counter>& bytes =
      prometheus::BuildCounter().Name("bassin_http_answer_bytes_total").Help("Bytes of bodies written").Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                           .Name("bassin_http_request_seconds")
                                                           .Help("From the request's header to the end of the answer")
                                                           .Register(registry);
  prometheus::Family<prometheus::Histogram>& statements = prometheus::BuildHistogram()
                                                              .Name("bassin_store_statements")
                                                              .Help("Statements that a request asked of the casework store")
                                                              .Register(registry);
  prometheus::Gauge& connections =
      prometheus::BuildGauge().Name("bassin_http_connections").Help("Connections open").Register(registry).Add({});
  prometheus::Gauge& establishments = prometheus::BuildGauge()
                                          .Name("bassin_register_establishments")
                                          .Help("Establishments of the snapshot in use")
                                          .Register(registry)
                                          .Add({});
  prometheus::Gauge& age = prometheus::BuildGauge()
                               .Name("bassin_register_data_age_days")
                               .Help("Days since the date of the register's data")
                               .Register(registry)
                               .Add({});
  prometheus::Family<prometheus::Gauge>& jobs =
      prometheus::BuildGauge().Name("bassin_jobs").Help("Background jobs by state").Register(registry);
  prometheus::Gauge& documents =
      prometheus::BuildGauge().Name("bassin_documents").Help("Files attached to records").Register(registry).Add({});
  prometheus::Gauge& document_bytes =
      prometheus::BuildGauge().Name("bassin_document_bytes").Help("Their bytes in the casework store").Register(registry).Add({});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(http::Answered const& answer) {
  std::string const route(answer.pattern.empty() ? "other" : answer.pattern);
  auto const method = answer.method == http::Method::other ? std::string("other") : std::string(http::name_of(answer.method));
  families_->requests.Add({{"method", method}, {"route", route}, {"status", std::to_string(answer.status)}}).Increment();
  families_->bytes.Add({{"route", route}}).Increment(static_cast<double>(answer.bytes));
  families_->seconds.Add({{"route", route}}, time_buckets).Observe(std::chrono::duration<double>(answer.time).count());
}

void Metrics::statements(std::string_view method, std::string_view route, std::uint64_t count) {
  prometheus::Labels const labels{{"method", std::string(method)}, {"route", std::string(route)}};
  families_->statements.Add(labels, count_buckets).Observe(static_cast<double>(count));
}

void Metrics::connections(std::size_t now) { families_->connections.Set(static_cast<double>(now)); }

void Metrics::snapshot(std::uint64_t establishments, double data_age_days) {
  families_->establishments.Set(static_cast<double>(establishments));
  families_->age.Set(data_age_days);
}

void Metrics::jobs(std::int64_t waiting, std::int64_t running, std::int64_t failed) {
  families_->jobs.Add({{"state", "waiting"}}).Set(static_cast<double>(waiting));
  families_->jobs.Add({{"state", "running"}}).Set(static_cast<double>(running));
  families_->jobs.Add({{"state", "failed"}}).Set(static_cast<double>(failed));
}

void Metrics::documents(std::int64_t count, std::int64_t bytes) {
  families_->documents.Set(static_cast<double>(count));
  families_->document_bytes.Set(static_cast<double>(bytes));
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace bassin::service
