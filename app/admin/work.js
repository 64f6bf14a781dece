// Where work is done: pools of threads, background jobs, upstreams, shards.
import {byId, h, setText, showFigure} from "./dom.js";
import {figure} from "./figures.js";
import {number, Table, text} from "./table.js";
import {count} from "./format.js";

const alarm = {mark: (value) => value > 0};

/** A share of a whole: a bar and its text. */
function meter(cell, value, most, words) {
  const bar = cell.querySelector("progress") ?? h("progress", {"aria-hidden": "true"});
  if (!bar.parentNode)
    cell.replaceChildren(bar, h("span"));
  bar.max = most || 1;
  bar.value = Math.min(most || 1, value || 0);
  setText(cell.lastChild, words);
}

function showProgress(cell, value, {done, total}) {
  if (total > 0)
    meter(cell, done, total, `${count(done)} of ${count(total)}`);
  else
    cell.replaceChildren(done > 0 ? `${count(done)} steps` : "\u2013");
}

function showBusy(cell, value) {
  const {format} = figure("shard.busy");
  if (value === null || value === undefined)
    cell.replaceChildren(format(value));
  else
    meter(cell, value, 1, format(value));
}

function jobsOf(pools) {
  return pools.flatMap(({pool, jobs}) => (jobs ?? []).map((job) => ({pool, ...job})));
}

const backgroundCounts = ["running", "done", "failed", "dropped", "rejected"];

export class Work {
  constructor() {
    this.pools = new Table(byId("pools"), {
      caption: "Pools", titled: true, key: (one) => one.pool, empty: "No pools.",
      columns: [text("Pool", (one) => one.pool), number("pool.busy", (one) => one.busy), number("pool.threads", (one) => one.threads),
                number("pool.queued", (one) => one.queued, alarm), number("pool.rejected", (one) => one.rejected, alarm),
                number("pool.oldest", (one) => one.oldest_s)],
    });
    this.jobs = new Table(byId("pool-jobs"), {
      caption: "What their threads do", titled: true, key: (one) => `${one.pool} ${one.thread} ${one.name}`, sort: ~3, empty: "No thread is busy.",
      columns: [text("Job", (one) => one.name), text("Pool", (one) => one.pool),
                number("job.thread", (one) => one.thread), number("job.age", (one) => one.age_s)],
    });
    this.counts = new Map(backgroundCounts.map((name) => [name, h("b", {tabindex: "0"})]));
    byId("background-counts").append(...backgroundCounts.map((name) =>
        h("span", {}, this.counts.get(name), ` ${name}`)));
    this.background = new Table(byId("background-jobs"), {
      caption: "Going on, the oldest first", titled: true, key: (one) => one.key, empty: "No job goes on.",
      columns: [text("Job", (one) => one.name), number("background.age", (one) => one.age_s),
                number("background.progress", (one) => (one.total > 0 ? one.done / one.total : one.done), {show: showProgress})],
    });
    this.upstreams = new Table(byId("upstreams-table"), {
      caption: "Upstreams", key: (one) => one.upstream, empty: "No upstreams.",
      columns: [text("Upstream", (one) => one.upstream), number("upstream.rate", (one) => one.rate),
                number("upstream.open", (one) => one.open), number("upstream.busy", (one) => one.busy),
                number("upstream.waiting", (one) => one.waiting), number("upstream.requests", (one) => one.requests),
                number("upstream.reused", (one) => one.reused), number("upstream.cancelled", (one) => one.cancelled),
                number("upstream.failures", (one) => one.failures, alarm),
                text("Breaker", (one) => one.breaker?.state ?? "none")],
    });
    this.shards = new Table(byId("shards-table"), {
      caption: "Shards", key: (one) => one.shard, sort: 0, empty: "No shards.",
      columns: [text("Shard", (one) => one.shard), number("shard.busy", (one) => one.busy, {show: showBusy}),
                number("shard.lag", (one) => one.lag_s), number("shard.rate", (one) => one.rate),
                number("shard.in_flight", (one) => one.requests.in_flight),
                number("shard.connections", (one) => one.connections.open),
                number("shard.accepted", (one) => one.requests.accepted)],
    });
  }

  update({blocking, background, upstreams, shards}, rates) {
    this.pools.update(blocking);
    this.jobs.update(jobsOf(blocking));
    for (const [name, node] of this.counts)
      showFigure(node, figure(`background.${name}`), background[name]);
    this.background.update((background.jobs ?? []).map((job, i) => ({...job, key: i})));
    this.upstreams.update(upstreams.map((one) =>
        ({...one, rate: rates.of(`upstream ${one.upstream}`, one.requests)})));
    this.shards.update(shards.map((one) =>
        ({...one, rate: rates.of(`shard ${one.shard}`, one.requests.accepted)})));
  }
}
