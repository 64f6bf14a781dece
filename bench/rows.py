"""The rows of the table."""

import figures
import load
import overload
import servers
from results import Figures, Line, Ratio, Row
from sides import (BURNS, DRIBBLERS, Side, burning, counting_actors,
                   dribbling, floor, peer, service)

FLOOR = Side("floor", floor)
FLOOR_PIPELINED = Side("floor, pipelined", floor, pipelined=True)
PLAIN = Side("service", service())
FOR_BURNS = service("--burn.duration=1h", "--http.request-timeout=1h",
                    f"--blocking.threads={BURNS}")

# Of each of 64 clients a second. Who asks as fast as it can leaves the machine
# no room for the dribblers, and measures them and not the service.
PACE = 100
# None of them is cut off while it is measured.
FOR_DRIBBLERS = service("--http.header-timeout=1h", "--http.body-timeout=1h",
                        "--http.idle-timeout=1h", files=2 * DRIBBLERS)

ROWS: list[Row] = [
    Ratio("plain", "GET /, one shard, 64 connections: CPU per request / floor",
          PLAIN, FLOOR, target=1.20),
    Ratio("pipelined", "the same, 16 pipelined",
          Side("service, pipelined", service(), pipelined=True),
          FLOOR_PIPELINED, target=3.0),
    Ratio("shards", "CPU per request on two shards / on one",
          Side("service, two shards", service(shards=2)), PLAIN, target=1.10),
    Ratio("io-uring", "with io_uring / without: CPU per request",
          PLAIN, Side("service, no io_uring",
                      service("--http.io-uring=false"))),
    Figures("smoke", [
        Line("smoke", "10,000 concurrent /smoke_some_meats/: slowest answer",
             "s", 2.3),
        Line("smoke", "again right after", "s", 2.3),
        Line("smoke", "as many of GET / on the floor: slowest answer", "s"),
        Line("smoke", "10,000 clients that connect at once (h2load)", "s"),
        Line("smoke", "memory: request in flight in /smoke_some_meats/",
             "KiB", 16),
    ], figures.smoking),
    Figures("idle", [Line("idle", "memory: idle keep-alive connection",
                          "KiB", 4)], figures.idling),
    Ratio("burns", f"p99 of GET / beside {BURNS} burns / alone",
          Side(f"service, {BURNS} burns", FOR_BURNS, beside=burning),
          Side("service, no burns", FOR_BURNS),
          target=1.2, figure=lambda sample: sample.p99_us or 0),
    Ratio("dribble", f"p99 of GET / beside {DRIBBLERS:,} connections that "
          "dribble / alone",
          Side("service, dribblers", FOR_DRIBBLERS, pace=PACE,
               beside=dribbling),
          Side("service, no dribblers", FOR_DRIBBLERS, pace=PACE),
          target=1.2, figure=lambda sample: sample.p99_us or 0),
    Ratio("metrics", "actors' metrics on / off: CPU per request",
          Side("service, metrics on", service(),
               beside=lambda server: counting_actors(server, True)),
          Side("service, metrics off",
               service("--caf.metrics-filters.actors.includes=[]"),
               beside=lambda server: counting_actors(server, False)),
          target=1.03),
    Ratio("scrape", "/stats and /metrics 10 times a second: CPU per request "
          "with / without",
          Side("service, scraped", service(), beside=load.scraped),
          PLAIN, target=1.03),
    Ratio("access", "access log on / off: CPU per request",
          Side("service, access log", service("--log.access=true")),
          PLAIN, target=1.10),
    Figures("overload", [
        Line("overload", "smoke at ten times max-in-flight: goodput lost",
             "%", 10),
        Line("overload", "burn at ten times its pool: goodput lost", "%", 10),
        Line("overload", "memory gained meanwhile, either time", "MiB", 4),
        Line("overload", "until all is normal again", "s", 2),
        Line("overload", "p99 of a refusal", "ms"),
    ], overload.overloading),
    Figures("start", [
        Line("start", "from exec to the first answer", "ms", 30),
        Line("start", "the same, binary not in the page cache", "ms"),
    ], figures.starting),
]

NGINX = Side("nginx", peer(servers.nginx))
NGINX_PIPELINED = Side("nginx, pipelined", peer(servers.nginx), pipelined=True)
DJANGO = Side("Django", peer(servers.django))

PEERS: list[Row] = [
    Ratio("nginx", "nginx, return 200 / floor", NGINX, FLOOR),
    Ratio("nginx-pipelined", "the same, 16 pipelined", NGINX_PIPELINED,
          FLOOR_PIPELINED),
    Ratio("django", "Django on uvicorn, one worker / floor", DJANGO, FLOOR),
]
