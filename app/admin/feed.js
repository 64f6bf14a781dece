// The stream of events: opened, watched, opened again.

/** Events come once a second: who is silent this long is asked anew. */
const silence = 4000;
const longestWait = 5000;

/**
 * Keeps a stream open. Tells `on.history(value)`, `on.stats(value)`, and
 * `on.state(name, since)` with `connecting`, `live`, `silent` (no events),
 * `gone` (nobody answers), `full` (too many read), `login` or `refused` (this
 * reader may not look); `since` is when it ceased to be live.
 */
export class Feed {
  constructor(url, probe, on) {
    this.url = url;
    this.probe = probe;
    this.on = on;
    this.failures = 0;
    this.since = new Date();
    this.state = null;
  }

  start() {
    this.stop();
    this.tell(this.state ?? "connecting");
    this.source = new EventSource(this.url);
    this.source.addEventListener("history", (event) => this.take("history", event));
    this.source.addEventListener("stats", (event) => this.take("stats", event));
    this.source.addEventListener("error", () => this.failed());
    this.watch();
  }

  stop() {
    clearTimeout(this.timer);
    if (this.source)
      this.source.close();
    this.source = null;
  }

  take(kind, event) {
    this.failures = 0;
    this.watch();
    this.tell("live");
    this.on[kind](JSON.parse(event.data));
  }

  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.tell("silent");
      this.start();
    }, silence);
  }

  /** The stream does not tell why it failed: another request may. */
  async failed() {
    this.stop();
    this.tell(await this.reason());
    const wait = Math.min(longestWait, 1000 * 1.5 ** this.failures++);
    this.timer = setTimeout(() => this.start(), wait);
  }

  async reason() {
    try {
      const answer = await fetch(this.probe, {
        cache: "no-store", signal: AbortSignal.timeout(silence)});
      if (answer.status === 401)
        return "login";
      if (answer.status === 403)
        return "refused";
      return answer.ok && this.failures > 1 ? "full" : "connecting";
    } catch {
      return "gone";
    }
  }

  tell(state) {
    if (this.state === "live" && state !== "live")
      this.since = new Date();
    if (this.state === state)
      return;
    this.state = state;
    this.on.state(state, this.since);
  }
}
