// Who sends to whom: drawn, and as a table.
import {h, setAttribute, setText, svg} from "./dom.js";
import {duration, rate} from "./format.js";
import {layers} from "./layout.js";
import {number, Table, text} from "./table.js";

const row = 52;
const height = 28;
const letter = 7.3;
const between = 136;
const labelWidth = 118;
const margin = 12;

const idOf = ({from, to}) => `${from}\n${to}`;
const labelOf = (edge, sign) =>
    `${sign} ${rate(edge.rate)}, ${duration(edge.wait_s?.count ? edge.wait_s.mean : null)}`;

/** Name -> its box. */
function boxes(columns) {
  const tallest = Math.max(...columns.map((one) => one.length)) * row;
  const result = new Map();
  let x = margin;
  for (const column of columns) {
    const width = Math.max(...column.map((name) => name.length)) * letter + 44;
    column.forEach((name, i) => {
      const y = margin + (tallest - column.length * row) / 2 + i * row + (row - height) / 2;
      result.set(name, {x, y, width, middle: y + height / 2});
    });
    x += width + between;
  }
  return {at: result, width: x - between + margin, height: tallest + 2 * margin};
}

/** The edges between two nodes are one line: there and, maybe, back. */
function pairs(edges, at) {
  const result = new Map();
  for (const edge of edges) {
    if (edge.from === edge.to)
      continue;
    const there = at.get(edge.from).x < at.get(edge.to).x
        || (at.get(edge.from).x === at.get(edge.to).x && edge.from < edge.to);
    const [left, right] = there ? [edge.from, edge.to] : [edge.to, edge.from];
    const key = idOf({from: left, to: right});
    const pair = result.get(key) ?? {key, left, right};
    pair[there ? "there" : "back"] = idOf(edge);
    result.set(key, pair);
  }
  return [...result.values()];
}

function curve(from, to) {
  const [x1, x2] = [from.x + from.width, to.x];
  if (x2 <= x1) // in one layer: around it on the right
    return `M${x1},${from.middle} C${x1 + 46},${from.middle} ${to.x + to.width + 46},${to.middle} ${to.x + to.width},${to.middle}`;
  const bend = Math.min(80, (x2 - x1) / 2);
  return `M${x1},${from.middle} C${x1 + bend},${from.middle} ${x2 - bend},${to.middle} ${x2},${to.middle}`;
}

/** Where the label of a line may be, the best first: beside its ends, and
    along it. */
function places(from, to) {
  const begin = from.x + from.width;
  const along = [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95].map((part) =>
      [(begin + to.x) / 2, from.middle + (to.middle - from.middle) * part, "middle"]);
  const end = [to.x - 10, to.middle, "end"];
  const below = [18, 33].map((dy) => [to.x - 10, to.middle + dy, "end"]);
  return [end, ...below, ...along, [begin + 10, from.middle, "start"]];
}

/** Two lines where there are messages back, else one. */
function boxOf([x, y, anchor], {back}) {
  const left = x - {start: 0, middle: labelWidth / 2, end: labelWidth}[anchor];
  return {left, right: left + labelWidth, top: y - 15, bottom: back ? y + 15 : y - 3};
}

const overlap = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const crowd = (box, taken) => taken.filter((one) => overlap(one, box)).length;

/** Gives each label the first of its places that nothing else has, or the one
    that has least in it. */
function placeLabels(lines, at) {
  const taken = [...at.values()].map(({x, y, width}) =>
      ({left: x, right: x + width, top: y, bottom: y + height}));
  for (const pair of lines) {
    const choice = places(at.get(pair.left), at.get(pair.right));
    const crowds = choice.map((one) => crowd(boxOf(one, pair), taken));
    pair.place = choice[crowds.indexOf(Math.min(...crowds))];
    taken.push(boxOf(pair.place, pair));
  }
}

function arrow(id) {
  return svg("marker", {id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7,
                        markerUnits: "userSpaceOnUse", orient: "auto-start-reverse"},
             svg("path", {d: "M0,0 L8,4 L0,8 z"}));
}

export class Graph {
  constructor(drawing, list) {
    this.drawing = drawing;
    this.note = h("p", {class: "empty"}, "No messages yet.");
    this.frame = h("div", {class: "scroll graph", role: "region", tabindex: "0", "aria-label": "Drawing of who sends to whom"});
    drawing.append(this.frame, this.note);
    this.table = new Table(list, {
      caption: "Messages by sender and receiver", key: idOf, sort: ~2, empty: "No messages yet.",
      columns: [
        text("From", (edge) => edge.from), text("To", (edge) => edge.to),
        number("edge.rate", (edge) => edge.rate), number("edge.messages", (edge) => edge.messages),
        number("edge.wait", (edge) => (edge.wait_s?.count ? edge.wait_s.mean : null))],
    });
  }

  update(map) {
    const edges = map?.edges ?? [];
    this.table.update(edges, map ? undefined : "This service does not tell.");
    this.note.hidden = edges.length > 0;
    this.frame.hidden = edges.length === 0;
    setText(this.note, map ? "No messages yet." : "This service does not tell.");
    if (edges.length === 0)
      return;
    const shape = edges.map(idOf).sort().join("\n\n");
    if (shape !== this.shape)
      this.draw(edges);
    this.shape = shape;
    this.refresh(edges, map.nodes ?? []);
  }

  draw(edges) {
    const {at, width, height: tall} = boxes(layers(edges, ["connection"]));
    this.lines = pairs(edges, at);
    placeLabels(this.lines, at);
    for (const pair of this.lines) {
      const [x, y, anchor] = pair.place;
      const line = (dy) => svg("text", {x, y: y + dy, "text-anchor": anchor, class: "flow"});
      pair.path = svg("path", {d: curve(at.get(pair.left), at.get(pair.right)), class: "edge",
                               "marker-end": pair.there ? "url(#arrow)" : null,
                               "marker-start": pair.back ? "url(#arrow)" : null});
      pair.labels = {there: pair.there && line(-5), back: pair.back && line(13)};
    }
    this.names = new Map();
    const nodes = [...at].map(([name, box]) => this.node(name, box));
    const picture = svg("svg", {width, height: tall, viewBox: `0 0 ${width} ${tall}`, role: "img",
                                "aria-label": "Actors and the messages between them; the table below has the same"},
        svg("defs", {}, arrow("arrow")), ...this.lines.map(({path}) => path), ...nodes,
        ...this.lines.flatMap(({labels}) => [labels.there, labels.back].filter(Boolean)));
    // Smaller than this it cannot be read: then it is scrolled.
    picture.style.minWidth = `${Math.round(width * 0.9)}px`;
    this.frame.replaceChildren(picture);
  }

  node(name, {x, y, width}) {
    const label = svg("text", {x: x + width / 2, y: y + 18, "text-anchor": "middle"}, name);
    this.names.set(name, label);
    return svg("g", {class: name === "connection" ? "node outside" : "node"},
        svg("rect", {x, y, width, height, rx: 7}), label);
  }

  refresh(edges, nodes) {
    const byId = new Map(edges.map((edge) => [idOf(edge), edge]));
    for (const pair of this.lines) {
      const [there, back] = [byId.get(pair.there), byId.get(pair.back)];
      const most = Math.max(there?.rate ?? 0, back?.rate ?? 0);
      pair.path.style.strokeWidth = `${1 + Math.min(5, Math.log10(1 + most))}px`;
      pair.path.classList.toggle("idle", most === 0);
      for (const [label, edge, sign] of [[pair.labels.there, there, "\u2192"], [pair.labels.back, back, "\u2190"]]) {
        if (!label)
          continue;
        setText(label, labelOf(edge, sign));
        setAttribute(label, "data-tip", "edge.rate");
        setAttribute(label, "data-value", edge.rate);
        label.classList.toggle("idle", !edge.rate);
      }
    }
    for (const {name, running} of nodes)
      if (this.names.has(name))
        setText(this.names.get(name), running > 1 ? `${name} \u00d7${running}` : name);
  }
}
