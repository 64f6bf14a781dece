// The floor that figures are compared with: an epoll server that does nothing
// but count the ends of requests and send as many copies of one reply.
#include <arpa/inet.h>
#include <cstdlib>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <unistd.h>

int main(int, char** argv) {
  const std::string reply = "HTTP/1.1 200 OK\r\nServer: floor\r\n"
                            "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                            "Content-Type: text/plain; charset=utf-8\r\n"
                            "Content-Length: 20\r\n\r\nHello, async actors!";
  int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
  sockaddr_in at{AF_INET, htons(std::atoi(argv[1])), {}, {}};
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(listener, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0
      || ::listen(listener, 1024) != 0)
    return 1;
  int set = ::epoll_create1(0);
  epoll_event event{EPOLLIN, {.fd = listener}}, ready[128];
  ::epoll_ctl(set, EPOLL_CTL_ADD, listener, &event);
  static char buffer[65536];
  std::string out;
  for (;;)
    for (int n = ::epoll_wait(set, ready, 128, -1); n-- > 0;) {
      int fd = ready[n].data.fd;
      if (fd == listener) {
        event = {EPOLLIN | EPOLLET,
                 {.fd = ::accept4(fd, {}, {}, SOCK_NONBLOCK)}};
        ::setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::epoll_ctl(set, EPOLL_CTL_ADD, event.data.fd, &event);
      } else if (auto got = ::read(fd, buffer, sizeof buffer); got <= 0) {
        ::close(fd);
      } else {
        std::string_view in{buffer, static_cast<std::size_t>(got)};
        out.clear();
        for (std::size_t i = 0; (i = in.find("\r\n\r\n", i)) != in.npos; i += 4)
          out += reply;
        if (::write(fd, out.data(), out.size()) < 0)
          ::close(fd);
      }
    }
}
