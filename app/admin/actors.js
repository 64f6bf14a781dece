// The actors, by name.
import {byId} from "./dom.js";
import {number, Table, text} from "./table.js";

const known = (times, value) => (times.count ? value : null);
const alarm = {mark: (value) => value > 0};

export class Actors {
  constructor() {
    this.table = new Table(byId("actors-table"), {
      caption: "Actors", key: (actor) => actor.name, sort: 0, filter: "Filter by name", empty: "No actors.",
      columns: [
        text("Name", (actor) => actor.name), number("actor.running", (actor) => actor.running),
        number("actor.rate", (actor) => actor.rate), number("actor.mailbox", (actor) => actor.mailbox_size),
        number("actor.wait", ({mailbox_time_s: t}) => known(t, t.p99)),
        number("actor.handling", ({processing_time_s: t}) => known(t, t.p99)),
        number("actor.blocked", (actor) => actor.blocked, alarm),
        number("actor.failures", (actor) => actor.failures, alarm),
        number("actor.restarts", (actor) => actor.restarts, alarm)],
    });
  }

  update({actors}, rates) {
    this.table.update(actors.map((actor) => ({...actor, rate: rates.of(`actor ${actor.name}`, actor.messages)})));
  }
}
