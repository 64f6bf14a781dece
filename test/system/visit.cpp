#include "test/system/visit.hpp"

namespace smokehouse::test {

std::string visit::text() const {
  std::string result{method};
  result.append(" ").append(target).append(" HTTP/1.1\r\nHost: ").append(host);
  for (const auto& field : fields)
    result += "\r\n" + field;
  if (!body.empty())
    result += "\r\nContent-Length: " + std::to_string(body.size());
  return result.append("\r\n\r\n").append(body);
}

raw_answer visit::to(std::uint16_t port) const {
  raw_client client{port};
  return client.send(text()).read_answer(method == "HEAD");
}

} // namespace smokehouse::test
