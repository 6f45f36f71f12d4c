export { type Client, type ClientOptions, createClient, type RunConfig, type RunOptions } from "./client.js";
export type { AnyCustomEvent, AnyRunnables, Events, EventShape, Kind, RunEvent, RunnableShape, RunType } from "./contract.js";
export { ConnectionError, RequestError, RunError } from "./errors.js";
export type { Run } from "./run.js";
