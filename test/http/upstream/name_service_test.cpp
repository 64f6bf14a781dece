#include "http/upstream/name_service.hpp"
#include "test/http/slow_resolver.hpp"
#include "test/support/eventually.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

#include <atomic>

using namespace smokehouse;
using namespace smokehouse::test;
using http::upstream::name_service;

namespace {

struct bench {
  /// Starts a look-up; what it finds appears in `found`.
  void find(const std::string& url) {
    http::asio::co_spawn(
        context, service->find(http::url::parse(url).value(), wait),
        [this](std::exception_ptr, name_service::endpoints all) {
          found = std::move(all);
        });
    context.restart();
    context.poll();
  }

  slow_resolver resolver;
  std::shared_ptr<http::host_lookup> names = resolver.names();
  http::asio::io_context context{1};
  std::shared_ptr<name_service> service =
      std::make_shared<name_service>(context.get_executor(), names);
  std::shared_ptr<name_service::wait> wait =
      std::make_shared<name_service::wait>(context.get_executor());
  std::optional<name_service::endpoints> found;
};

} // namespace

TEST_CASE_FIXTURE(bench, "an address is found without asking anybody") {
  find("http://[::1]:81");
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK(found->front().address().to_string() == "::1");
  CHECK(found->front().port() == 81);
  CHECK(resolver.asked() == 0);
}

TEST_CASE_FIXTURE(bench, "a name is found on the loop of who asks") {
  find("http://host:81");
  CHECK(!found);
  resolver.let_go();
  context.restart();
  context.run();
  REQUIRE(found);
  CHECK(found->size() == 1);
}

TEST_CASE_FIXTURE(bench, "a wait can be given up while the look-up hangs") {
  find("http://host:81");
  wait->ended.cancel();
  context.restart();
  context.run();
  REQUIRE(found);
  CHECK(found->empty());
  resolver.let_go();
}

TEST_CASE_FIXTURE(bench, "an answer for a loop that is gone goes nowhere") {
  find("http://host:81");
  auto told = std::make_shared<std::atomic<bool>>(false);
  // Told after the first, in the order in which they asked.
  auto second = names->find("host", 81, [told](const auto&) { *told = true; });
  service->close();
  resolver.let_go();
  REQUIRE(eventually([&] { return told->load(); }));
  context.restart();
  CHECK(context.poll() == 0);
  CHECK(!found);
}
