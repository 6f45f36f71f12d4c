/** A page in React that runs what the server has, and shows typed events. */
import { createClient } from "@runcast/client";
import { useRun } from "@runcast/client/react";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Runnables } from "./contract";
import type { CustomEvent } from "./events";

const url = new URLSearchParams(location.search).get("url") ?? "";
const client = createClient<CustomEvent, Runnables>({ url, retryDelay: 1 });

function Research() {
  const [topic, setTopic] = useState("tea");
  const { start, cancel, status, events, result, error } = useRun(client, "research");
  const progress = events.findLast((event) => event.name === "progress");
  return (
    <section aria-label="research">
      <form action={() => start({ topic, sources: 3 })}>
        <label>
          Topic <input value={topic} onChange={(change) => setTopic(change.target.value)} />
        </label>
        <button>Research</button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </form>
      <p role="status">{status}</p>
      {progress && <progress value={progress.data.step} max={progress.data.total} aria-label={`step ${progress.data.step}`} />}
      <ol>
        {events.map((event, i) => (
          <li key={i}>
            {event.name === "progress" && `${event.data.step} of ${event.data.total}: ${event.data.note?.toUpperCase() ?? "no note"}`}
            {event.name === "found" && `${event.data.title} by ${event.data.authors.join(" and ")}`}
            {event.name === "done" && "done"}
          </li>
        ))}
      </ol>
      {result && <p role="note">{`${result.sources} sources about ${result.topic}`}</p>}
      {error && <p role="alert">{error.message}</p>}
    </section>
  );
}

function Counting() {
  const { start, status, events, result, error } = useRun(client, "deep/count", { config: { tags: ["page"] } });
  return (
    <section aria-label="count">
      <button onClick={() => start({ total: 1000, fails: false })}>Count</button>
      <button onClick={() => start({ total: 2, fails: true })}>Fail</button>
      <p role="status">{status}</p>
      <p>{`${events.length} events, in order: ${events.every((event, i) => event.name === "progress" && event.data.step === i + 1)}, result: ${result}`}</p>
      {error && <p role="alert">{`${error.name}: ${error.message}`}</p>}
    </section>
  );
}

function Waiting() {
  const { start, cancel, status, events } = useRun(client, "waiting", { events: "all" });
  return (
    <section aria-label="waiting">
      <button onClick={() => start("tea")}>Wait</button>
      <button onClick={cancel}>Cancel</button>
      <p role="status">{status}</p>
      <p>{events.map((event) => event.event).join(" ")}</p>
    </section>
  );
}

function Page() {
  const [isThere, setThere] = useState(true);
  return (
    <main>
      <h1>Runcast in React</h1>
      <Research />
      <Counting />
      <button onClick={() => setThere(!isThere)}>Toggle</button>
      {isThere && <Waiting />}
    </main>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
