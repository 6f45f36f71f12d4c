/** The least that a custom event has: a name that tells it from others, and its data. */
export type EventShape = { name: string; data: unknown };

/** What a runnable takes and makes. */
export type RunnableShape = { input: unknown; output: unknown };

/** The runnables of a server by their names, of which nothing is known. */
export type AnyRunnables = { [name: string]: RunnableShape };

/** A custom event that is known by its form only. */
export type AnyCustomEvent = {
  event: "on_custom_event";
  run_id: string;
  name: string;
  tags: string[];
  metadata: { [key: string]: unknown };
  /** Of any type, so that it can be used without a cast. A contract says more. */
  data: any;
  parent_ids: string[];
};

/** What LangChain's v2 format calls the kinds of runs. */
export type RunType = "chain" | "tool" | "retriever" | "chat_model" | "llm" | "prompt" | "parser";

/** The start, a chunk or the end of a run: of the run that was asked for, or of one inside it. */
export type RunEvent = {
  event: `on_${RunType}_${"start" | "stream" | "end"}`;
  run_id: string;
  name: string;
  tags: string[];
  metadata: { [key: string]: unknown };
  data: { input?: unknown; chunk?: unknown; output?: unknown };
  parent_ids: string[];
};

/** Which events a run yields: custom events, or also those of the runs themselves. */
export type Kind = "custom" | "all";

/** The events that a run yields. */
export type Events<CustomEvent, K extends Kind> = "all" extends K ? CustomEvent | RunEvent : CustomEvent;
