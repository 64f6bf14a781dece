// Rates of what only counts up, from one event to the next.

/** Two readings closer than this tell little of a rate. */
const shortest = 0.5;

/** Remembers readings. The service's own clock counts, so that an event that
    comes late changes nothing. */
export class Rates {
  constructor() {
    this.process = null;
    this.before = {time: 0, totals: new Map()};
    this.now = null;
  }

  /** Begins the reading of an event. */
  begin(service) {
    if (this.process !== service.pid) {
      this.process = service.pid;
      this.before = null;
      this.now = null;
    }
    const time = service.uptime_s;
    if (this.now && (!this.before || time - this.now.time >= shortest))
      this.before = this.now;
    this.now = {time, totals: new Map()};
  }

  /** How much more of it there was in a second; null without a reading
      before. */
  of(key, total) {
    this.now.totals.set(key, total);
    const earlier = this.before && this.before.totals.get(key);
    const elapsed = this.before ? this.now.time - this.before.time : 0;
    if (earlier === undefined || earlier === null || elapsed < shortest)
      return null;
    return Math.max(0, total - earlier) / elapsed;
  }
}
