// The hook useStream of @langchain/langgraph-sdk, unchanged, in React 19 and a page of jsdom, against a server of Runcast.
import assert from "node:assert/strict";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><div id=root></div>", { url: "http://localhost/" });
globalThis.window = window;
globalThis.document = window.document;
globalThis.navigator ??= window.navigator; // From Node.js 21 on there is one.
const { createElement, useEffect } = await import("react");
const { createRoot } = await import("react-dom/client");
const { useStream } = await import("@langchain/langgraph-sdk/react");

const apiUrl = process.argv[2];

/** Renders a component that uses the hook. `seen` has what it returned at each rendering, the last one in `now`. */
function mount(options) {
  const page = { seen: [], now: undefined };
  const root = createRoot(window.document.getElementById("root"));
  function Chat() {
    const stream = useStream({ apiUrl, assistantId: "chat", ...options });
    useEffect(() => {
      page.now = stream; // After the effects of the hook, which forgets a run that is asked for before them.
    });
    page.seen.push(stream.messages.map((message) => message.content));
    return createElement("ul", null, stream.messages.map((message) => createElement("li", { key: message.id }, message.content)));
  }
  root.render(createElement(Chat));
  page.shown = () => [...window.document.querySelectorAll("li")].map((item) => item.textContent);
  page.unmount = () => root.unmount();
  page.until = async (holds) => {
    for (let i = 0; i < 2000 && !(page.now && holds()); i++) await new Promise((wait) => setTimeout(wait, 5));
    assert.ok(holds(), JSON.stringify([page.now?.error?.message, page.seen.at(-1)]));
  };
  return page;
}

const say = (content, id) => ({ messages: [{ type: "human", content, id }] });

const tests = {
  async messagesAreShownWhileTheyAreStreamed() {
    const runs = [];
    const page = mount({ onCreated: (run) => runs.push(run) });
    await page.until(() => !page.now.isThreadLoading);
    const text = "one two three four five";
    await page.now.submit({ ...say(text, "h1"), pauseMillis: 50 }, { optimisticValues: say(text, "h1") });
    await page.until(() => !page.now.isLoading && page.shown().length === 2);
    assert.equal(page.now.error, undefined);
    assert.deepEqual(page.shown(), [text, text]);
    assert.deepEqual(page.now.messages.map((message) => message.type), ["human", "ai"]);
    assert.equal(runs.length, 1);
    const answers = page.seen.map((contents) => contents[1]).filter((content) => content !== undefined);
    assert.ok(answers.every((content) => text.startsWith(content)), JSON.stringify(answers));
    assert.ok(answers.some((content) => content.length < text.length), JSON.stringify(answers));
    page.unmount();
  },
  async historyIsThereAfterEachRunAndInAnotherPage() {
    let threadId;
    const states = [];
    const page = mount({
      fetchStateHistory: true,
      onThreadId: (id) => (threadId = id),
      onFinish: (state) => states.push(state),
    });
    await page.until(() => !page.now.isThreadLoading);
    await page.now.submit(say("first", "h1"));
    await page.until(() => !page.now.isLoading && page.now.history.length === 1);
    await page.now.submit(say("second", "h2"));
    await page.until(() => !page.now.isLoading && page.now.history.length === 2);
    assert.equal(page.now.error, undefined);
    assert.deepEqual(page.shown(), ["first", "first", "second", "second"]);
    assert.deepEqual(page.now.history.map((state) => state.values.messages.length), [2, 4]);
    assert.deepEqual(states.map((state) => state.values.messages.length), [2, 4]);
    const [message] = page.now.messages;
    assert.equal(page.now.getMessagesMetadata(message).firstSeenState.values.messages.length, 2);
    page.unmount();

    const another = mount({ fetchStateHistory: true, threadId });
    await another.until(() => another.shown().length === 4);
    assert.deepEqual(another.shown(), ["first", "first", "second", "second"]);
    await another.now.submit(say("third", "h3"));
    await another.until(() => !another.now.isLoading && another.shown().length === 6);
    another.unmount();
  },
  async theLatestStateIsThereWithoutHistory() {
    let threadId;
    const page = mount({ onThreadId: (id) => (threadId = id) });
    await page.until(() => !page.now.isThreadLoading);
    await page.now.submit(say("tea", "h1"));
    page.unmount();
    const another = mount({ threadId });
    await another.until(() => another.shown().length === 2);
    another.unmount();
  },
  async aPageThatIsLoadedAgainReadsOn() {
    let threadId;
    const left = new AbortController();
    const withSignal = (url, init) => fetch(url, { ...init, signal: AbortSignal.any([left.signal, init.signal].filter(Boolean)) });
    const seen = { first: [], second: [] };
    const options = (name) => ({
      assistantId: "ticks",
      reconnectOnMount: true,
      threadId,
      onThreadId: (id) => (threadId = id),
      onCustomEvent: (event) => seen[name].push(event.data.n),
    });
    const page = mount({ ...options("first"), callerOptions: { fetch: withSignal, maxRetries: 0 } });
    await page.until(() => !page.now.isThreadLoading);
    page.now.submit({ count: 400, pauseMillis: 5 });
    await page.until(() => seen.first.length > 20);
    left.abort();
    page.unmount();
    const again = mount(options("second"));
    await again.until(() => seen.second.at(-1) === 400 && !again.now.isLoading);
    assert.deepEqual(seen.second, Array.from({ length: 400 }, (_, i) => i + 1));
    assert.equal(again.now.values.ticks, 400);
    again.unmount();
  },
  async runsAreStopped() {
    let run;
    const page = mount({ assistantId: "ticks", onCustomEvent: () => {}, onCreated: (created) => (run = created) });
    await page.until(() => !page.now.isThreadLoading);
    page.now.submit({ count: 100000, pauseMillis: 5 });
    await page.until(() => run && page.now.isLoading);
    await page.now.stop();
    const { client } = page.now;
    await client.runs.join(run.thread_id, run.run_id);
    assert.equal((await client.runs.get(run.thread_id, run.run_id)).status, "interrupted");
    page.unmount();
  },
  async errorsAreTold() {
    const page = mount({ assistantId: "broken" });
    await page.until(() => !page.now.isThreadLoading);
    const { error } = console;
    console.error = () => {}; // The hook prints it, too.
    try {
      await page.now.submit("tea");
    } finally {
      console.error = error;
    }
    await page.until(() => page.now.error);
    assert.match(String(page.now.error), /Internal Server Error/);
    page.unmount();
  },
};

for (const test of Object.values(tests)) await test();
window.close();
process.exit(0); // The hook leaves timers behind.
