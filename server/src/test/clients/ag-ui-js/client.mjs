// The HttpAgent of @ag-ui/client, unchanged, against a server of Runcast. It checks each stream by its own rules (verifyEvents).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { compactEvents, HttpAgent, verifyEvents } from "@ag-ui/client";
import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import { from, lastValueFrom } from "rxjs";

const base = process.argv[2];

async function run(name, { messages = [{ id: "m1", role: "user", content: "tea" }], ...parameters } = {}) {
  const agent = new HttpAgent({ url: `${base}/ag-ui/${name}`, initialMessages: messages, threadId: "thread-1" });
  const events = [];
  const errors = [];
  const result = await agent.runAgent(parameters, {
    onEvent: ({ event }) => void events.push(event),
    onRunErrorEvent: ({ event }) => void errors.push(event),
  });
  return { agent, events, errors, result: result.result, newMessages: result.newMessages };
}

/** Passes if the client takes a stream for a right one. */
const verified = (events) => lastValueFrom(from(events).pipe(verifyEvents(false)));

const types = (events) => events.map((event) => event.type);
const ofType = (events, type) => events.filter((event) => event.type === type);

const tests = {
  async theServerKnowsWhatItDoesWithEachKey() {
    const table = JSON.parse(readFileSync(process.argv[3], "utf8"))["POST /ag-ui/{agent}"];
    assert.deepEqual(Object.keys(RunAgentInputSchema.shape).sort(), Object.keys(table).sort());
  },
  async customEventsAndSteps() {
    const { events, result, newMessages } = await run("bar", { runId: "run-1" });
    assert.deepEqual(types(events), [
      "RUN_STARTED",
      "STEP_STARTED",
      "CUSTOM",
      "CUSTOM",
      "CUSTOM",
      "STEP_FINISHED",
      "TEXT_MESSAGE_START",
      "TEXT_MESSAGE_CONTENT",
      "TEXT_MESSAGE_END",
      "RUN_FINISHED",
    ]);
    const [started, step, first, second, configurable] = events;
    assert.deepEqual([started.threadId, started.runId], ["thread-1", "run-1"]);
    assert.equal(step.stepName, "foo");
    assert.deepEqual(step.metadata.parent_ids, [started.metadata.run_id]);
    assert.deepEqual([first.name, first.value], ["event1", { x: "tea" }]);
    assert.equal(first.metadata.run_id, step.metadata.run_id);
    assert.deepEqual(second.value, [5, { line: "two\nlines" }]);
    assert.deepEqual(configurable.value, { thread_id: "thread-1" });
    assert.equal(result, "TEA!");
    assert.equal(newMessages[0].content, "TEA!");
  },
  async chunks() {
    const { events, newMessages, result } = await run("story", { messages: [{ id: "m1", role: "user", content: "Ada" }] });
    assert.deepEqual(
      ofType(events, "TEXT_MESSAGE_CONTENT").map((event) => event.delta),
      ["Once ", "there was ", "Ada", "."],
    );
    assert.equal(newMessages.length, 1);
    assert.equal(newMessages[0].content, "Once there was Ada.");
    assert.equal(result, "Once there was Ada.");
  },
  async charactersThatAreCut() {
    const { events, newMessages, result } = await run("emoji", { messages: [{ id: "m1", role: "user", content: "a😀b" }] });
    assert.deepEqual(ofType(events, "TEXT_MESSAGE_CONTENT").map((event) => event.delta), ["a", "😀", "b"]);
    assert.deepEqual([newMessages[0].content, result], ["a😀b", "a😀b"]);
    assert.deepEqual(ofType(events, "CUSTOM")[0].value, { line: "a\u2028b\u2029c\u0085d" });
  },
  async stepsOfOneNameAtOnce() {
    const { events, result } = await run("twins");
    const names = ofType(events, "STEP_STARTED").map((event) => event.stepName);
    assert.deepEqual(names.slice(1), ["twin", "twin (2)"]);
    assert.deepEqual(result, { a: "tea", b: "tea" });
  },
  async toolsAreCallsInTheConversation() {
    const { agent, newMessages } = await run("helped");
    const [call, result, failedCall, failure, answer] = newMessages;
    assert.equal(newMessages.length, 5);
    assert.equal(call.role, "assistant");
    assert.deepEqual(call.toolCalls[0].function, { name: "search", arguments: '{"query":"tea"}' });
    assert.deepEqual([result.role, result.toolCallId, result.content], ["tool", call.toolCalls[0].id, '{"found":["tea"]}']);
    assert.equal(failedCall.toolCalls[0].function.name, "failing");
    assert.equal(failure.content, "The tool failed.");
    assert.equal(answer.role, "assistant");
    assert.equal(agent.messages.length, 6);
  },
  async activitiesAndStates() {
    const { agent, newMessages } = await run("plan");
    const [activity, answer] = newMessages;
    assert.equal(newMessages.length, 2);
    assert.deepEqual([activity.role, activity.activityType, activity.content], ["activity", "progress", { step: 2 }]);
    assert.equal(answer.content, "tea");
    assert.deepEqual(agent.state, { cups: 2 });
  },
  async typedInput() {
    assert.equal((await run("sum", { forwardedProps: { input: { a: 1, b: 2 } } })).result, 3);
    await assert.rejects(run("sum"), /HTTP 422.*forwardedProps\.input/);
  },
  async partsOfAMessage() {
    const content = [{ type: "text", text: "green " }, { type: "text", text: "tea" }];
    assert.equal((await run("foo", { messages: [{ id: "m1", role: "user", content }] })).result, "GREEN TEA");
  },
  async errors() {
    const { events, errors } = await run("half");
    assert.deepEqual(types(events), [
      "RUN_STARTED",
      "TEXT_MESSAGE_START",
      "TEXT_MESSAGE_CONTENT",
      "CUSTOM",
      "TEXT_MESSAGE_END",
      "RUN_ERROR",
    ]);
    await verified(events);
    await verified(compactEvents(events));
    assert.deepEqual([errors[0].message, errors[0].code], ["Internal Server Error", "InternalServerError"]);
  },
};

for (const test of Object.values(tests)) await test();
