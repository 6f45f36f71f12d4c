/** What the programs of the README use without saying where it comes from. */
import type { Client } from "@runcast/client";
import type { CustomEvent } from "./events";

type Runnables = {
  research: { input: { topic: string; sources: number }; output: string };
  story: { input: string; output: string };
};

declare global {
  const client: Client<CustomEvent, Runnables>;
  function show(name: string, data: unknown): void;
  function append(chunk: unknown): void;
}
