// What is stuck now, and what was.
import {byId, setAttribute, setText} from "./dom.js";
import {number, Table, text} from "./table.js";

const whereOf = ({kind, shard, pool, thread}) =>
    (kind === "thread" ? `thread ${thread} of pool ${pool}` : `shard ${shard}`);

const keyOf = (one) => [one.kind, one.actor, one.shard, one.pool, one.thread, one.request_id, one.began].join(" ");

const actor = text("Actor", (one) => one.actor);
const place = text("Where", whereOf);
const messages = text("In", (one) => one.messages);
const request = text("Request", (one) => one.request_id || null, {kind: "text id"});
const unknown = "This service does not tell.";

export class Stuck {
  constructor() {
    this.now = new Table(byId("blocked"), {
      caption: "Stuck now", key: keyOf, titled: true, sort: ~2, empty: "",
      columns: [actor, place, number("blocked.age", (one) => one.age_s), messages, request],
    });
    this.incidents = new Table(byId("incidents-table"), {
      caption: "The last incidents, the newest first", key: keyOf, empty: "None so far.",
      columns: [actor, place, number("incident.began", (one) => one.began),
                number("incident.duration", (one) => one.duration_s),
                text("State", (one) => (one.over ? "over" : "goes on")), messages, request],
    });
  }

  update({service, blocked, incidents}) {
    const names = [...new Set((blocked ?? []).map((one) => `${one.actor} (${whereOf(one)})`))].sort();
    const count = (incidents ?? []).length;
    this.now.update(blocked ?? []);
    this.incidents.update(incidents ?? [], incidents ? "None so far." : unknown);
    setText(byId("stuck-summary"), !blocked ? unknown : names.length === 0 ? "Nothing is stuck." : `Stuck: ${names.join(", ")}`);
    setAttribute(byId("stuck"), "data-state", names.length > 0 ? "alarm" : blocked ? "quiet" : "unknown");
    setText(byId("incidents").firstElementChild, count === 0 ? "Incidents so far: none" : `Incidents so far: the last ${count}`);
    document.title = (names.length > 0 ? `${names.length} stuck \u2013 ` : "") + service.name;
  }
}
