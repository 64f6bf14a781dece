// Figures for people: a number, a space, a unit.

const nothing = "\u2013";

const isNumber = (value) => typeof value === "number" && isFinite(value);

/** One decimal, unless there are three digits before the point. */
function digits(value) {
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

/** Divides by `base` until the rest is short: [value, steps]. */
function scaled(value, base, steps) {
  let step = 0;
  for (; value >= 999.5 && step < steps; ++step)
    value /= base;
  return [value, step];
}

/** The bigger of two units, and the smaller one if there is some of it. */
function twoUnits(seconds, [big, bigName], [small, smallName]) {
  const rest = Math.floor((seconds % big) / small);
  const first = `${Math.floor(seconds / big)} ${bigName}`;
  return rest > 0 ? `${first} ${rest} ${smallName}` : first;
}

const second = [1, "s"];
const minute = [60, "min"];
const hour = [3600, "h"];
const day = [86400, "d"];

/** A time in seconds: `340 µs`, `12.3 ms`, `1.5 s`, `2 h 5 min`. */
export function duration(seconds) {
  if (!isNumber(seconds))
    return nothing;
  if (seconds <= 0)
    return "0 s";
  if (seconds < 999.5e-6)
    return `${digits(seconds * 1e6)} µs`;
  if (seconds < 0.9995)
    return `${digits(seconds * 1e3)} ms`;
  if (seconds < 59.95)
    return `${digits(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < hour[0])
    return twoUnits(whole, minute, second);
  if (whole < day[0])
    return twoUnits(whole, hour, minute);
  return twoUnits(whole, day, hour);
}

/** A whole number: `950`, `9999`, `12.3 k`, `4.1 M`. */
export function count(value) {
  if (!isNumber(value))
    return nothing;
  if (value < 10000)
    return String(Math.round(value));
  const [rest, step] = scaled(value, 1000, 4);
  return `${digits(rest)} ${["", "k", "M", "G", "T"][step]}`;
}

/** How often, in a second: `0/s`, `0.5/s`, `12.3/s`, `4.1 k/s`. */
export function rate(perSecond) {
  if (!isNumber(perSecond))
    return nothing;
  if (perSecond <= 0)
    return "0/s";
  if (perSecond < 0.05)
    return "<0.1/s";
  const [rest, step] = scaled(perSecond, 1000, 3);
  return `${digits(rest)}${["/s", " k/s", " M/s", " G/s"][step]}`;
}

/** An amount of memory: `512 B`, `3.4 KiB`, `120 MiB`. */
export function bytes(value) {
  if (!isNumber(value))
    return nothing;
  if (value < 1024)
    return `${Math.round(value)} B`;
  const [rest, step] = scaled(value / 1024, 1024, 3);
  return `${digits(rest)} ${["KiB", "MiB", "GiB", "TiB"][step]}`;
}

/** A share of 1: `12.3 %`. */
export function share(value) {
  return isNumber(value) ? `${digits(value * 100)} %` : nothing;
}

/** A time of day: `13:05:09`. `since1970` is in seconds. */
export function clock(since1970) {
  if (!isNumber(since1970))
    return nothing;
  return new Date(since1970 * 1000).toLocaleTimeString([], {hour12: false});
}

/** What is no figure. */
export function plain(value) {
  return value === null || value === undefined || value === "" ? nothing
                                                               : String(value);
}
