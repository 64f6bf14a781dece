// A table that lives: rows come and go and change in place, columns sort, and
// a field filters by name.
import {h, setAttribute, setText} from "./dom.js";
import {figure} from "./figures.js";

/** A column with text: `value` is what it shows and sorts by. */
export function text(label, value, more = {}) {
  return {label, value, format: (x) => x ?? "\u2013", kind: "text", ...more};
}

/** A column with a figure of figures.js. */
export function number(key, value, more = {}) {
  const {label, format} = figure(key);
  return {label, value, format, kind: "number", tip: key, ...more};
}

const collator = new Intl.Collator("en", {numeric: true});

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number")
    return a - b;
  const known = (x) => x !== null && x !== undefined;
  if (!known(a) || !known(b))
    return Number(known(a)) - Number(known(b));
  return collator.compare(String(a), String(b));
}

export class Table {
  /**
   * @param into The element that holds it.
   * @param options caption, titled (show it: the section has other
   *        tables), columns (the first one names the row), key (row ->
   *        what tells rows apart), empty (said without rows), sort (index of a
   *        column, negative for descending: ~index; none keeps the order),
   *        filter (label of the field).
   */
  constructor(into, {caption, titled, columns, key, empty, sort, filter}) {
    this.columns = columns;
    this.key = key;
    this.empty = empty;
    this.rows = [];
    this.lines = new Map();
    this.sorted = sort === undefined ? null
        : {column: sort < 0 ? ~sort : sort, descending: sort < 0};
    this.heads = columns.map((column, i) => this.head(column, i));
    this.body = h("tbody");
    this.note = h("p", {class: "empty"}, empty);
    this.frame = h("div", {class: "scroll", role: "region", tabindex: "0", "aria-label": caption},
        h("table", {}, h("caption", {class: titled ? null : "unseen"}, caption),
          h("thead", {}, h("tr", {}, ...this.heads)), this.body));
    if (filter)
      into.append(this.field(into.id, filter));
    into.append(this.frame, this.note);
    this.render();
  }

  /** Shows these rows in place of those before; `empty` is said without any. */
  update(rows, empty = this.empty) {
    this.rows = rows;
    this.empty = empty;
    this.render();
  }

  head(column, i) {
    const button = h("button", {type: "button", "data-tip": column.tip}, column.label,
        h("span", {class: "arrow", "aria-hidden": "true"}));
    button.addEventListener("click", () => this.sortBy(i));
    return h("th", {scope: "col", class: column.kind}, button);
  }

  field(id, label) {
    const input = h("input", {type: "search", id: `${id}-filter`, autocomplete: "off", spellcheck: "false"});
    this.count = h("output", {for: input.id});
    this.input = input;
    input.addEventListener("input", () => this.render());
    return h("p", {class: "filter"}, h("label", {for: input.id}, label), input, this.count);
  }

  /** Numbers begin with the highest, names with the first. */
  sortBy(column) {
    const again = this.sorted && this.sorted.column === column;
    this.sorted = {
      column,
      descending: again ? !this.sorted.descending : this.columns[column].kind === "number",
    };
    this.render();
  }

  /** The rows to show, in order. */
  chosen() {
    const wanted = this.input ? this.input.value.trim().toLowerCase() : "";
    const name = (row) => String(this.columns[0].value(row)).toLowerCase();
    const result = this.rows.filter((row) => name(row).includes(wanted));
    if (this.sorted) {
      const {value} = this.columns[this.sorted.column];
      const sign = this.sorted.descending ? -1 : 1;
      result.sort((a, b) => sign * compare(value(a), value(b)) || compare(this.key(a), this.key(b)));
    }
    return result;
  }

  render() {
    const rows = this.chosen();
    const kept = new Map();
    rows.forEach((row, i) => {
      const key = String(this.key(row));
      const line = this.lines.get(key) ?? this.line();
      kept.set(key, line);
      this.fill(line, row);
      if (this.body.children[i] !== line)
        this.body.insertBefore(line, this.body.children[i] ?? null);
    });
    for (const [key, line] of this.lines)
      if (kept.get(key) !== line)
        line.remove();
    this.lines = kept;
    this.note.hidden = rows.length > 0;
    this.frame.hidden = this.rows.length === 0;
    setText(this.note, this.rows.length > 0 ? "None has that name." : this.empty);
    if (this.count)
      setText(this.count, `${rows.length} of ${this.rows.length}`);
    this.mark();
  }

  /** Tells in the heads what is sorted, and how. */
  mark() {
    this.heads.forEach((head, i) => {
      const on = this.sorted && this.sorted.column === i;
      const down = on && this.sorted.descending;
      setAttribute(head, "aria-sort", on ? (down ? "descending" : "ascending") : null);
      setText(head.querySelector(".arrow"), on ? (down ? "\u25be" : "\u25b4") : "");
    });
  }

  line() {
    return h("tr", {}, ...this.columns.map((column, i) =>
        h(i === 0 ? "th" : "td", {class: column.kind, scope: i === 0 ? "row" : null, "data-tip": column.tip})));
  }

  fill(line, row) {
    this.columns.forEach((column, i) => {
      const cell = line.children[i];
      const value = column.value(row);
      setAttribute(cell, "data-value", value);
      if (column.show)
        column.show(cell, value, row);
      else
        setText(cell, column.format(value));
      if (column.mark)
        cell.classList.toggle("alarm", Boolean(column.mark(value, row)));
    });
  }
}
