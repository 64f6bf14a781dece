// Making and changing elements.

const svgSpace = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  node.append(...children);
  return node;
}

/** An element: h("td", {class: "name"}, "text", other). */
export function h(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(svgSpace, name), attributes, children);
}

export const byId = (id) => document.getElementById(id);

/** Changes a text only where it differs: a selection in it stays. */
export function setText(node, text) {
  if (node.textContent !== text)
    node.textContent = text;
}

export function setAttribute(node, name, value) {
  if (value === null || value === undefined)
    node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value))
    node.setAttribute(name, value);
}

/** The element for a figure: its text, its value as it is, and its tip. */
export function showFigure(node, figure, value) {
  setAttribute(node, "data-tip", figure.key);
  setAttribute(node, "data-value", value);
  setText(node, figure.format(value));
}
