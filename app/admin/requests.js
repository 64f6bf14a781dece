// Requests in flight, and the slowest of the last minute.
import {byId, h, setAttribute} from "./dom.js";
import {duration} from "./format.js";
import {number, Table, text} from "./table.js";

const sum = (split) => (split ?? []).reduce((all, {s}) => all + s, 0);

/** Where the time went, as text and as a bar. */
function showSplit(cell, value, {split}) {
  const parts = (split ?? []).filter(({s}) => s > 0);
  const words = parts.map(({name, s}) => `${name} ${duration(s)}`).join(", ");
  if (cell.dataset.words === words)
    return;
  setAttribute(cell, "data-words", words);
  const bar = h("span", {class: "bar", "aria-hidden": "true"}, ...parts.map(() => h("i")));
  parts.forEach(({s}, i) => bar.children[i].style.flexGrow = s / value);
  cell.replaceChildren(bar, h("span", {class: "words"}, words || "\u2013"));
}

const split = () => number("request.split", (request) => sum(request.split), {show: showSplit, kind: "split"});
const what = text("Request", ({method, path}) => `${method} ${path}`);
const id = text("Id", (request) => request.id, {kind: "text id"});
const unknown = "This service does not tell.";

export class Requests {
  constructor() {
    this.inFlight = new Table(byId("in-flight"), {
      caption: "In flight, the oldest first", titled: true, key: (request) => request.id, empty: "None.",
      columns: [id, what, text("Route", (request) => request.route), number("request.age", (request) => request.age_s),
                text("Waits for", (request) => request.waits_for, {kind: "text wide"}), split()],
    });
    this.more = byId("in-flight").appendChild(h("p", {class: "empty", hidden: true}));
    this.slowest = new Table(byId("slowest"), {
      caption: "The slowest of the last minute", titled: true, key: ({id: name, ended}) => `${name} ${ended}`, empty: "None.",
      columns: [id, what, text("Route", (request) => request.route), number("request.status", (request) => request.status),
                number("request.ended", (request) => request.ended),
                number("request.duration", (request) => request.duration_s), split()],
    });
  }

  update(requests) {
    const none = (text) => (requests ? text : unknown);
    const listed = requests?.in_flight ?? [];
    const left = (requests?.in_flight_total ?? listed.length) - listed.length;
    this.inFlight.update(listed, none("No request is in flight."));
    this.more.hidden = left <= 0;
    this.more.textContent = `And ${left} more.`;
    this.slowest.update(requests?.slowest ?? [], none("No request ended in the last minute."));
  }
}
