// What each figure is: the one place for its label, its meaning, its unit, how
// it is written, and what it is called in /metrics (else in /stats).
import {bytes, clock, count, duration, plain, rate, share} from "./format.js";

const since = "since the service started";

const table = {
  "service.uptime": ["Up for", "How long the service has been running.", "seconds", duration, "process_start_time_seconds"],
  "process.memory": ["Memory", "Memory in use as RAM.", "bytes", bytes, "process_resident_memory_bytes"],
  "process.cpu": ["Processor", "Processor time used in the last second; 100 % is one processor.", "share of a processor", share, "process_cpu_seconds_total"],
  "process.threads": ["Threads", "Threads that the process has.", "threads", count, "process_threads"],
  "process.fds": ["Open files", "File descriptors open now, sockets included.", "descriptors", count, "process_open_fds"],
  "http.connections": ["Connections", "Connections open now.", "connections", count, "smokehouse_http_connections_open"],
  "http.accepted": ["Accepted", `Requests accepted ${since}.`, "requests", count, "smokehouse_http_requests_accepted_total"],
  "http.rate": ["Requests", "Requests accepted in the last second.", "requests per second", rate, "smokehouse_http_requests_accepted_total"],
  "http.ended": ["Ended", "Requests that ended in the last second: answered, refused or left.", "requests per second", rate, "smokehouse_http_route_answered_total"],
  "http.in_flight": ["In flight", "Requests without an answer as yet; this page is one of them.", "requests", count, "smokehouse_http_requests_in_flight"],
  "http.p50": ["Latency p50", "Half of the requests answered in the last second took at most this long, estimated from a histogram.", "seconds", duration, "smokehouse_http_request_duration_seconds"],
  "http.p99": ["Latency p99", "99 % of the requests answered in the last second took at most this long, estimated from a histogram.", "seconds", duration, "smokehouse_http_request_duration_seconds"],
  "http.shed": ["Shed", `Requests refused for lack of capacity ${since}.`, "requests", count, "smokehouse_http_requests_shed_total"],
  "route.rate": ["Rate", "Requests of the route that ended in the last second.", "requests per second", rate, "smokehouse_http_route_answered_total"],
  "route.in_flight": ["In flight", "Requests of the route without an answer as yet.", "requests", count, "smokehouse_http_route_in_flight"],
  "route.2xx": ["2xx", `Answers that succeeded ${since}.`, "answers", count, "smokehouse_http_route_answered_total"],
  "route.3xx": ["3xx", `Answers that redirect, or say that nothing changed, ${since}.`, "answers", count, "smokehouse_http_route_answered_total"],
  "route.4xx": ["4xx", `Answers that tell the client of its fault ${since}.`, "answers", count, "smokehouse_http_route_answered_total"],
  "route.5xx": ["5xx", `Answers that tell of a fault of the service or its upstream ${since}.`, "answers", count, "smokehouse_http_route_answered_total"],
  "route.shed": ["Shed", `Requests of the route refused for lack of capacity ${since}.`, "requests", count, "smokehouse_http_route_shed_total"],
  "route.cancelled": ["Cancelled", `Requests of the route whose client left ${since}.`, "requests", count, "smokehouse_http_route_cancelled_total"],
  "route.p50": ["Latency p50", `Half of the answers took at most this long ${since}, estimated from a histogram.`, "seconds", duration, "smokehouse_http_request_duration_seconds"],
  "route.p99": ["Latency p99", `99 % of the answers took at most this long ${since}, estimated from a histogram.`, "seconds", duration, "smokehouse_http_request_duration_seconds"],
  "actor.running": ["Running", "Actors of that name that are alive.", "actors", count, "smokehouse_actor_running"],
  "actor.rate": ["Messages", "Messages handled in the last second, steps of coroutines included.", "messages per second", rate, "caf_actor_processing_time_seconds"],
  "actor.mailbox": ["In mailbox", "Messages that wait to be handled now.", "messages", count, "caf_actor_mailbox_size"],
  "actor.wait": ["Wait p99", `99 % of the messages waited in the mailbox at most this long ${since}, estimated from a histogram.`, "seconds", duration, "caf_actor_mailbox_time_seconds"],
  "actor.handling": ["Handling p99", `99 % of the messages took at most this long to handle ${since}, estimated from a histogram.`, "seconds", duration, "caf_actor_processing_time_seconds"],
  "actor.blocked": ["Got stuck", `Times that a message kept its shard, or a job its thread, for too long ${since}.`, "times", count, "smokehouse_actor_blocked_total"],
  "actor.failures": ["Failures", `Requests and actors that failed ${since}.`, "failures", count, "smokehouse_actor_failures_total"],
  "actor.restarts": ["Restarts", `Actors that supervision replaced ${since}.`, "restarts", count, "smokehouse_actor_restarts_total"],
  "edge.rate": ["Messages", "Messages sent from the one to the other in the last second.", "messages per second", rate, null, "/stats/map: edges[].rate"],
  "edge.messages": ["In all", `Messages sent from the one to the other ${since}.`, "messages", count, null, "/stats/map: edges[].messages"],
  "edge.wait": ["Mean wait", `How long these messages waited in the mailbox on average ${since}.`, "seconds", duration, null, "/stats/map: edges[].wait_s.mean"],
  "pool.threads": ["Threads", "Threads that the pool has; they are made as they are needed.", "threads", count, "smokehouse_blocking_threads"],
  "pool.busy": ["Busy", "Threads of the pool that do a job.", "threads", count, "smokehouse_blocking_busy"],
  "pool.queued": ["Queued", "Jobs that wait for a thread.", "jobs", count, "smokehouse_blocking_queued"],
  "pool.rejected": ["Rejected", `Jobs refused because the pool was full ${since}.`, "jobs", count, "smokehouse_blocking_rejected_total"],
  "pool.oldest": ["Oldest", "For how long the oldest job has been running or queued.", "seconds", duration, "smokehouse_blocking_oldest_seconds"],
  "job.thread": ["Thread", "Which thread of the pool does the job.", "number", plain, null, "blocking[].jobs[].thread"],
  "job.age": ["Age", "How long the job has been running.", "seconds", duration, null, "blocking[].jobs[].age_s"],
  "background.running": ["Running", "Background jobs that go on.", "jobs", count, "smokehouse_background_running"],
  "background.done": ["Done", `Background jobs done ${since}.`, "jobs", count, "smokehouse_background_done_total"],
  "background.failed": ["Failed", `Background jobs that failed ${since}.`, "jobs", count, "smokehouse_background_failed_total"],
  "background.dropped": ["Dropped", `Background jobs ended before they were done ${since}.`, "jobs", count, "smokehouse_background_dropped_total"],
  "background.rejected": ["Rejected", `Background jobs refused because too many ran ${since}.`, "jobs", count, "smokehouse_background_rejected_total"],
  "background.age": ["Age", "How long the job has been running.", "seconds", duration, null, "background.jobs[].age_s"],
  "background.progress": ["Progress", "Steps done, of how many.", "steps", plain, null, "background.jobs[].done, total"],
  "upstream.open": ["Open", "Connections to the upstream.", "connections", count, "smokehouse_upstream_connections_open"],
  "upstream.busy": ["Busy", "Connections that a request uses.", "connections", count, "smokehouse_upstream_connections_busy"],
  "upstream.waiting": ["Waiting", "Requests that wait for a connection.", "requests", count, "smokehouse_upstream_requests_waiting"],
  "upstream.rate": ["Requests", "Requests to the upstream in the last second.", "requests per second", rate, "smokehouse_upstream_requests_total"],
  "upstream.requests": ["In all", `Requests to the upstream ${since}.`, "requests", count, "smokehouse_upstream_requests_total"],
  "upstream.failures": ["Failures", `Requests that got no answer ${since}.`, "requests", count, "smokehouse_upstream_failures_total"],
  "upstream.cancelled": ["Cancelled", `Requests that were given up ${since}.`, "requests", count, "smokehouse_upstream_cancelled_total"],
  "upstream.reused": ["Reused", `Requests sent on a connection that was used before, ${since}.`, "requests", count, "smokehouse_upstream_reused_total"],
  "shard.busy": ["Busy", "Share of the last second that the shard's thread ran and did not wait.", "share of a second", share, "smokehouse_shard_busy"],
  "shard.lag": ["Lag", "How late a handler of the shard's loop runs: what every message on it waits at the least.", "seconds", duration, "smokehouse_shard_lag_seconds"],
  "shard.connections": ["Connections", "Connections of the shard that are open.", "connections", count, "smokehouse_http_connections_open"],
  "shard.in_flight": ["In flight", "Requests of the shard without an answer as yet.", "requests", count, "smokehouse_http_requests_in_flight"],
  "shard.rate": ["Requests", "Requests that the shard accepted in the last second.", "requests per second", rate, "smokehouse_http_requests_accepted_total"],
  "shard.accepted": ["Accepted", `Requests that the shard accepted ${since}.`, "requests", count, "smokehouse_http_requests_accepted_total"],
  "request.age": ["Age", "Time since the request's first byte.", "seconds", duration, null, "/stats/requests: in_flight[].age_s"],
  "request.duration": ["Took", "From the request's first byte to its answer's last.", "seconds", duration, null, "/stats/requests: slowest[].duration_s"],
  "request.status": ["Status", "Status of the answer.", "HTTP status", plain, null, "/stats/requests: slowest[].status"],
  "request.ended": ["Ended", "When the answer was written.", "time of day", clock, null, "/stats/requests: slowest[].ended"],
  "request.split": ["Where the time went", "The request's time by where it was spent.", "seconds", plain, null, "/stats/requests: split[]"],
  "blocked.age": ["Stuck for", "How long the actor or thread has been in the same message or job.", "seconds", duration, null, "blocked[].age_s"],
  "incident.began": ["Began", "When it got stuck.", "time of day", clock, null, "incidents[].began"],
  "incident.duration": ["Lasted", "How long it was stuck.", "seconds", duration, null, "incidents[].duration_s"],
};

const figures = Object.fromEntries(Object.entries(table).map(
    ([key, [label, what, unit, format, metric, stats]]) =>
        [key, {key, label, what, unit, format, metric, stats}]));

/** The figure with that key; every figure of the page is one of these. */
export function figure(key) {
  if (!(key in figures))
    throw new Error(`no figure ${key}`);
  return figures[key];
}

/** All of them, for whoever checks them. */
export const allFigures = () => Object.values(figures);
