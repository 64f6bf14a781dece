// The clients of a burst: opens all connections, then asks on each at once,
// and says how long the quickest and the slowest answer took. Asked for again
// on the same connections, as clients do that stay.
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

using clock_type = std::chrono::steady_clock;

struct client {
  int socket = -1;
  clock_type::time_point asked;
  std::string answer;
};

// One answer is one head with a Content-Length, and its body.
bool complete(std::string_view answer) {
  const auto head = answer.find("\r\n\r\n");
  const auto field = answer.find("Content-Length: ");
  if (head == answer.npos || field > head)
    return false;
  const auto body = std::strtoul(answer.data() + field + 16, nullptr, 10);
  return answer.size() >= head + 4 + body;
}

int main(int, char** argv) {
  const auto port = static_cast<unsigned short>(std::atoi(argv[1]));
  const std::string request =
      "GET " + std::string{argv[2]} + " HTTP/1.1\r\nHost: bench\r\n\r\n";
  std::vector<client> clients(std::strtoul(argv[3], nullptr, 10));
  const int rounds = std::atoi(argv[4]);
  sockaddr_in to{AF_INET, htons(port), {htonl(INADDR_LOOPBACK)}, {}};
  const int set = ::epoll_create1(0), on = 1;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    auto& one = clients[i];
    one.socket = ::socket(AF_INET, SOCK_STREAM, 0);
    ::setsockopt(one.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{EPOLLIN, {.u64 = i}};
    if (::connect(one.socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0
        || ::epoll_ctl(set, EPOLL_CTL_ADD, one.socket, &event) != 0)
      return std::perror("burst: connect"), 1;
  }
  for (int round = 0; round < rounds; ++round) {
    for (auto& one : clients) {
      one.asked = clock_type::now();
      one.answer.clear();
      if (::write(one.socket, request.data(), request.size()) < 0)
        return std::perror("burst: write"), 1;
    }
    std::size_t good = 0, done = 0;
    std::chrono::duration<double> least{1e9}, most{0};
    epoll_event ready[256];
    while (done < clients.size()) {
      const int n = ::epoll_wait(set, ready, 256, 60'000);
      if (n <= 0)
        return std::fprintf(stderr, "burst: no answer for 60 s\n"), 1;
      for (int i = 0; i < n; ++i) {
        auto& one = clients[ready[i].data.u64];
        char buffer[4096];
        const auto got = ::read(one.socket, buffer, sizeof buffer);
        if (got <= 0)
          return std::fprintf(stderr, "burst: a connection was closed\n"), 1;
        one.answer.append(buffer, static_cast<std::size_t>(got));
        if (!complete(one.answer))
          continue;
        const std::chrono::duration<double> took =
            clock_type::now() - one.asked;
        ++done;
        good += one.answer.starts_with("HTTP/1.1 200 ");
        least = std::min<std::chrono::duration<double>>(least, took);
        most = std::max<std::chrono::duration<double>>(most, took);
      }
    }
    std::printf("%zu %.3f %.3f\n", good, least.count(), most.count());
  }
}
