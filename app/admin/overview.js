// What there is at a glance, and the routes.
import {byId, h, setAttribute, setText, showFigure} from "./dom.js";
import {figure} from "./figures.js";
import {number, Table, text} from "./table.js";

const tiles = ["http.rate", "http.p50", "http.p99", "http.in_flight", "http.connections", "http.shed",
               "process.cpu", "process.memory", "process.threads", "service.uptime"];

const status = (name) => (route) => route.answered?.[name] ?? 0;

export class Overview {
  constructor() {
    this.values = new Map(tiles.map((key) => [key, h("dd", {tabindex: "0", "data-figure": key})]));
    byId("tiles").append(h("dl", {}, ...tiles.map((key) =>
        h("div", {class: "tile"}, h("dt", {}, figure(key).label), this.values.get(key)))));
    const alarm = {mark: (value) => value > 0};
    this.routes = new Table(byId("routes-table"), {
      caption: "Requests by route", key: (route) => route.path, sort: ~1, empty: "No routes.",
      columns: [
        text("Path", (route) => route.path), number("route.rate", (route) => route.rate),
        number("route.in_flight", (route) => route.in_flight), number("route.2xx", status("2xx")),
        number("route.3xx", status("3xx")), number("route.4xx", status("4xx")),
        number("route.5xx", status("5xx"), alarm), number("route.shed", (route) => route.shed, alarm),
        number("route.cancelled", (route) => route.cancelled),
        number("route.p50", (route) => (route.latency_s.count ? route.latency_s.p50 : null)),
        number("route.p99", (route) => (route.latency_s.count ? route.latency_s.p99 : null))],
    });
  }

  update({service, process, http}, rates, point) {
    setText(byId("name"), `${service.name} ${service.version}`);
    setText(byId("readiness"), service.ready ? "ready" : `not ready: ${service.reasons.join(", ")}`);
    setAttribute(byId("readiness"), "data-state", service.ready ? "ready" : "alarm");
    const values = {
      "http.rate": rates.of("http.accepted", http.requests.accepted),
      "http.p50": point?.p50_s || null,
      "http.p99": point?.p99_s || null,
      "http.in_flight": http.requests.in_flight,
      "http.connections": http.connections.open,
      "http.shed": http.requests.shed,
      "process.cpu": rates.of("process.cpu", process.cpu_s),
      "process.memory": process.rss_bytes,
      "process.threads": process.threads,
      "service.uptime": service.uptime_s,
    };
    for (const [key, value] of Object.entries(values))
      showFigure(this.values.get(key), figure(key), value);
    this.routes.update(http.routes.map((route) => ({...route, rate: rates.of(`route ${route.path}`, ended(route))})));
  }
}

function ended({answered, shed, cancelled}) {
  return Object.values(answered).reduce((sum, n) => sum + n, shed + cancelled);
}
