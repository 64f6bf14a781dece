// The last 15 minutes as charts. The figures beside each chart say the same
// for who does not see it.
import {h, setAttribute, setText} from "./dom.js";
import {figure} from "./figures.js";
import {clock} from "./format.js";

const kept = 900;
const gap = 2.5; // seconds without a point
const outcomes = ["2xx", "3xx", "4xx", "5xx", "shed", "cancelled"];
const mostRoutes = 6;
const spans = [[60, "minute"], [300, "5 minutes"], [900, "15 minutes"]];

/** The library: null without it, and the page goes on. Its own legend writes
    inline styles, which this page does not allow. */
const Dygraph = window.Dygraph ?? null;
if (Dygraph)
  Dygraph.PLUGINS = Dygraph.PLUGINS.filter((one) => one !== Dygraph.Plugins.Legend);

const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const total = (points, of) => points.reduce((sum, point) => sum + (of(point) ?? 0), 0);

function outcomeSeries(points) {
  const seen = outcomes.filter((name, i) => i === 0 || points.some((p) => p.outcomes[name]));
  return seen.map((name) => ({name, colour: `outcome-${name}`, of: (p) => p.outcomes[name] ?? 0}));
}

/** The busiest routes, and all others as one. */
function routeSeries(points) {
  const names = new Set(points.flatMap((p) => Object.keys(p.routes)));
  const busy = [...names].map((name) => [name, total(points, (p) => p.routes[name])])
      .sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const top = busy.slice(0, mostRoutes).sort();
  const rest = busy.slice(mostRoutes);
  const series = top.map((name, i) => ({name, colour: `series-${i + 1}`, of: (p) => p.routes[name] ?? 0}));
  if (rest.length > 0)
    series.push({name: "others", colour: "series-7", of: (p) => total(rest, (name) => p.routes[name])});
  return series.length > 0 ? series : [{name: "none", colour: "series-1", of: () => 0}];
}

const known = (seconds) => (seconds > 0 ? seconds : null);

const kinds = [
  {title: "Requests a second, by outcome", figure: "http.ended", stacked: true, series: outcomeSeries},
  {title: "Requests a second, by route", figure: "route.rate", stacked: true, series: routeSeries},
  {title: "Latency (logarithmic)", figure: "http.p99", logarithmic: true, series: () => [
    {name: "p50", colour: "series-1", tip: "http.p50", of: (p) => known(p.p50_s)},
    {name: "p99", colour: "series-2", tip: "http.p99", dashes: [6, 3], of: (p) => known(p.p99_s)}]},
  {title: "Requests in flight", figure: "http.in_flight", stacked: true, series: () => [
    {name: "in flight", colour: "series-3", of: (p) => p.in_flight}]},
];

class Chart {
  constructor(kind) {
    this.kind = kind;
    this.canvas = h("div", {class: "canvas", role: "img"});
    this.when = h("span", {class: "when"}, "now");
    this.body = h("tbody");
    this.element = h("figure", {}, h("figcaption", {}, kind.title), this.canvas,
        h("table", {class: "legend"},
          h("thead", {}, h("tr", {}, h("th", {scope: "col"}, "Series"),
            h("th", {scope: "col", class: "number"}, this.when),
            h("th", {scope: "col", class: "number"}, "highest"))), this.body));
  }

  show(points, span) {
    this.series = this.kind.series(points);
    this.points = points;
    const rows = points.length > 0 ? this.rows() : [[new Date(), ...this.series.map(() => null)]];
    const end = rows[rows.length - 1][0].getTime();
    const options = this.options(rows, [end - span * 1000, end]);
    if (this.graph)
      this.graph.updateOptions(options);
    else if (Dygraph)
      this.graph = new Dygraph(this.canvas, rows, options);
    this.visible = points.filter((p) => p.t * 1000 >= end - span * 1000);
    this.legend();
  }

  /** A line breaks where there are no points. */
  rows() {
    const result = [];
    let before = null;
    for (const point of this.points) {
      if (before && point.t - before.t > gap)
        result.push([new Date(before.t * 1000 + 1), ...this.series.map(() => null)]);
      result.push([new Date(point.t * 1000), ...this.series.map(({of}) => of(point))]);
      before = point;
    }
    return result;
  }

  options(rows, dateWindow) {
    const {format} = figure(this.kind.figure);
    const {stacked, logarithmic} = this.kind;
    return {
      file: rows, dateWindow, stackedGraph: stacked, logscale: Boolean(logarithmic),
      labels: ["time", ...this.series.map(({name}) => name)],
      colors: this.series.map((one) => colour(one.colour)),
      series: Object.fromEntries(this.series.map(({name, dashes}) => [name, {strokePattern: dashes ?? null}])),
      valueRange: logarithmic ? decades(rows) : fromZero(rows),
      fillGraph: stacked, fillAlpha: 0.35, strokeWidth: 1.6, highlightCircleSize: 3,
      legend: "never", interactionModel: {}, resizable: "passive", rightGap: 12, axisLabelFontSize: 11,
      gridLineColor: colour("grid"), axisLineColor: colour("grid"),
      axes: {
        x: {axisLabelFormatter: (date) => timeLabel(date, dateWindow), pixelsPerLabel: 70},
        y: {axisLabelFormatter: (value) => format(value), axisLabelWidth: 58, pixelsPerLabel: 34},
      },
      highlightCallback: (event, time) => this.legend(this.points.find((p) => p.t * 1000 === time)),
      unhighlightCallback: () => this.legend(),
    };
  }

  /** The figures of a point, or of the last one. */
  legend(point) {
    const last = this.points[this.points.length - 1];
    setText(this.when, point ? clock(point.t) : "now");
    while (this.body.children.length > this.series.length)
      this.body.lastChild.remove();
    this.series.forEach((one, i) => this.entry(i, one, point ?? last));
    const now = this.series.map(({name}, i) => `${name} ${this.body.children[i].children[1].textContent}`);
    setAttribute(this.canvas, "aria-label", `${this.kind.title}: now ${now.join(", ")}`);
  }

  entry(i, one, point) {
    const {key, format} = figure(one.tip ?? this.kind.figure);
    const line = this.body.children[i] ?? this.body.appendChild(
        h("tr", {}, h("th", {scope: "row"}, h("span", {class: "swatch"}), h("span")),
          h("td", {class: "number"}), h("td", {class: "number"})));
    const [name, now, most] = line.children;
    name.firstChild.style.setProperty("--mark", `var(--${one.colour})`);
    name.firstChild.classList.toggle("dashed", Boolean(one.dashes));
    setText(name.lastChild, one.name);
    for (const [cell, value] of [[now, point && one.of(point)], [most, highest(this.visible, one.of)]]) {
      setAttribute(cell, "data-tip", key);
      setText(cell, format(value));
    }
  }
}

/** Seconds are told only where they fit. */
function timeLabel(date, [begin, end]) {
  const text = clock(date.getTime() / 1000);
  return end - begin > 400000 ? text.slice(0, 5) : text;
}

/** From nothing to what the series have together. */
function fromZero(rows) {
  const sums = rows.map(([, ...values]) => values.reduce((sum, value) => sum + value, 0));
  return [0, Math.max(1, ...sums) * 1.1];
}

/** Whole powers of ten around all values. */
function decades(rows) {
  const values = rows.flatMap(([, ...all]) => all).filter((value) => value > 0);
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [1e-4, 1e-2];
  return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high * 1.01))];
}

function highest(points, of) {
  const values = points.map(of).filter((value) => value !== null);
  return values.length > 0 ? Math.max(...values) : null;
}

export class Charts {
  constructor(into, choice) {
    this.points = [];
    this.span = 300;
    this.charts = kinds.map((kind) => new Chart(kind));
    into.append(...this.charts.map(({element}) => element));
    for (const [seconds, label] of spans)
      choice.append(this.option(seconds, label));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    this.draw();
  }

  option(seconds, label) {
    const input = h("input", {type: "radio", name: "span", value: seconds, checked: seconds === this.span});
    input.addEventListener("change", () => {
      this.span = seconds;
      this.draw();
    });
    return h("label", {}, input, label);
  }

  /** What a service remembers; of one before it, what is older stays. */
  history(points) {
    const begin = points.length > 0 ? points[0].t : Infinity;
    this.points = this.points.filter((p) => p.t < begin).concat(points).slice(-kept);
    this.draw();
  }

  add(point) {
    this.points = this.points.concat([point]).slice(-kept);
    this.draw();
  }

  last() {
    return this.points[this.points.length - 1];
  }

  draw() {
    for (const one of this.charts)
      one.show(this.points, this.span);
  }
}
