// What a figure is: shown when it is pointed at, focused or tapped; Escape
// takes it away.
import {byId, h} from "./dom.js";
import {figure} from "./figures.js";

let shown = null;

function content(node) {
  const {label, what, unit, metric, stats} = figure(node.dataset.tip);
  const line = (name, value) => h("p", {}, `${name}: `, h("code", {}, value));
  const parts = [h("strong", {}, label), h("p", {}, what), h("p", {}, `Unit: ${unit}`)];
  parts.push(metric ? line("In /metrics", metric) : line("In /stats only", stats));
  const value = node.dataset.value;
  if (value)
    parts.push(line("Exactly", value));
  return parts;
}

/** Below the figure, or above it where there is no room. */
function place(tip, node) {
  const at = node.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const left = Math.min(at.left, width - tip.offsetWidth - 8);
  const below = at.bottom + 6;
  const fits = below + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${fits ? below : Math.max(8, at.top - tip.offsetHeight - 6)}px`;
}

function show(node) {
  const tip = byId("tip");
  hide();
  shown = node;
  tip.replaceChildren(...content(node));
  tip.hidden = false;
  node.setAttribute("aria-describedby", "tip");
  place(tip, node);
}

function hide() {
  if (shown)
    shown.removeAttribute("aria-describedby");
  shown = null;
  byId("tip").hidden = true;
}

const tipped = (event) =>
    event.target instanceof Element ? event.target.closest("[data-tip]") : null;

function follow(event) {
  const node = tipped(event);
  if (node && node !== shown)
    show(node);
  else if (!node && !byId("tip").contains(event.target))
    hide();
}

export function startTips() {
  for (const kind of ["pointerover", "focusin", "click"])
    document.addEventListener(kind, follow);
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", () => {
    if (shown)
      place(byId("tip"), shown);
  }, {capture: true, passive: true});
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape")
      hide();
  });
}
