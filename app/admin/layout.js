// Where the nodes of a small graph go: in layers, senders left of receivers.

/** The edges without those that close a circle, seen from `roots` first. */
function acyclic(names, edges, roots) {
  const next = new Map(names.map((name) => [name, []]));
  for (const {from, to} of edges)
    next.get(from).push(to);
  const state = new Map();
  const kept = [];
  const visit = (name) => {
    state.set(name, "open");
    for (const to of next.get(name)) {
      if (state.get(to) === "open")
        continue;
      kept.push([name, to]);
      if (!state.has(to))
        visit(to);
    }
    state.set(name, "done");
  };
  for (const name of [...roots, ...names])
    if (next.has(name) && !state.has(name))
      visit(name);
  return kept;
}

/** The longest way to each node. */
function depths(names, edges) {
  const depth = new Map(names.map((name) => [name, 0]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [from, to] of edges)
      if (depth.get(to) <= depth.get(from)) {
        depth.set(to, depth.get(from) + 1);
        changed = true;
      }
  }
  return depth;
}

/** Moves each node to the middle of those that it is connected with on the
    one side. */
function order(layer, neighbours) {
  const middle = (name, i) => {
    const places = neighbours(name);
    return places.length > 0 ? places.reduce((a, b) => a + b) / places.length : i;
  };
  return layer.map((name, i) => [middle(name, i), i, name])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , name]) => name);
}

/**
 * Layers of names, each from top to bottom. Circles are broken where they come
 * back to what `roots`, else the first names, lead to. Names without an edge
 * are left out.
 */
export function layers(edges, roots = []) {
  const names = [...new Set(edges.flatMap(({from, to}) => [from, to]))].sort();
  const incoming = new Set(edges.filter(({from, to}) => from !== to).map(({to}) => to));
  const sources = names.filter((name) => !incoming.has(name));
  const kept = acyclic(names, edges.filter(({from, to}) => from !== to), [...roots, ...sources]);
  const depth = depths(names, kept);
  const result = [];
  for (const name of names)
    (result[depth.get(name)] ??= []).push(name);
  for (let i = 1; i < result.length; ++i)
    result[i] = order(result[i], (name) => kept.filter(([from, to]) => to === name
        && depth.get(from) === i - 1).map(([from]) => result[i - 1].indexOf(from)));
  for (let i = result.length - 2; i >= 0; --i)
    result[i] = order(result[i], (name) => kept.filter(([from, to]) => from === name
        && depth.get(to) === i + 1).map(([, to]) => result[i + 1].indexOf(to)));
  return result;
}
