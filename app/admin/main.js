// The page: what comes from the stream goes to the parts that show it.
import {Actors} from "./actors.js";
import {Charts} from "./charts.js";
import {byId, setAttribute, setText} from "./dom.js";
import {Feed} from "./feed.js";
import {clock} from "./format.js";
import {Graph} from "./graph.js";
import {Overview} from "./overview.js";
import {Rates} from "./rates.js";
import {Requests} from "./requests.js";
import {Stuck} from "./stuck.js";
import {startTips} from "./tip.js";
import {Work} from "./work.js";

const rates = new Rates();
const overview = new Overview();
const stuck = new Stuck();
const charts = new Charts(byId("charts"), byId("span"));
const requests = new Requests();
const actors = new Actors();
const graph = new Graph(byId("map-drawing"), byId("map-table"));
const work = new Work();

/** Shows one event; of its members only `stats` has to be there. */
export function show(event) {
  const {stats} = event;
  rates.begin(stats.service);
  if (event.point)
    charts.add(event.point);
  overview.update(stats, rates, charts.last());
  stuck.update(stats);
  requests.update(event.requests);
  actors.update(stats, rates);
  graph.update(event.map);
  work.update(stats, rates);
}

const words = {
  connecting: () => "connecting",
  live: () => "live",
  silent: (since) => `no figures since ${since}, trying again`,
  gone: (since) => `service gone since ${since}, trying again`,
  full: () => "too many watch, trying again",
  login: () => "login needed",
  refused: () => "refused: not a client that may look inside",
};

function showState(state, since) {
  setText(byId("connection"), words[state](clock(since.getTime() / 1000)));
  setAttribute(byId("connection"), "data-state", state);
  // Figures that are not of now shall not look as if they were.
  document.body.classList.toggle("stale", state !== "live" && state !== "connecting");
  if (state === "login")
    location.assign("login");
}

export const feed = new Feed("/stats/stream", "/stats", {
  history: (points) => charts.history(points),
  stats: show,
  state: showState,
});

startTips();
feed.start();
