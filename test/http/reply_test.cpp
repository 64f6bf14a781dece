#include "http/reply.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace smokehouse::http;

namespace {

struct sink final : reply_sink {
  void answer(std::uint64_t number, response&& what) override {
    answers.emplace_back(number, std::move(what));
  }

  void drop(std::uint64_t number) noexcept override {
    dropped.push_back(number);
  }

  std::shared_ptr<void>& attachment() noexcept override {
    return kept;
  }

  asio::any_io_executor executor() const override {
    return {};
  }

  std::vector<std::pair<std::uint64_t, response>> answers;
  std::vector<std::uint64_t> dropped;
  std::shared_ptr<void> kept;
};

} // namespace

TEST_CASE("a reply answers once, and is empty then") {
  boost::intrusive_ptr<sink> to(new sink);
  reply one(to, 5);
  CHECK(one);
  std::move(one).send(text("done"));
  CHECK_FALSE(one);
  std::move(one).send(text("again"));
  REQUIRE(to->answers.size() == 1);
  CHECK(to->answers[0].first == 5);
  CHECK(to->answers[0].second.body == "done");
  CHECK(to->dropped.empty());
}

TEST_CASE("a reply that is dropped says so") {
  boost::intrusive_ptr<sink> to(new sink);
  { reply dropped(to, 6); }
  CHECK(to->dropped == std::vector<std::uint64_t>{6});
}

TEST_CASE("a reply that is assigned to drops what it had") {
  boost::intrusive_ptr<sink> to(new sink);
  reply one(to, 1);
  one = reply(to, 2);
  CHECK(to->dropped == std::vector<std::uint64_t>{1});
  reply other(std::move(one));
  std::move(other).send({});
  CHECK(to->dropped.size() == 1);
  CHECK(to->answers.at(0).first == 2);
}

TEST_CASE("a reply knows its connection") {
  boost::intrusive_ptr<sink> to(new sink);
  const reply fine(to, 12);
  const reply late(to, 13);
  fine.attachment() = std::make_shared<int>(3);
  CHECK(late.attachment() == to->kept);
}
