/** What the tests with a server share. */
import http from "node:http";

export const address = process.env.ADDRESS;
export const work = process.env.WORK;

export async function all(run) {
  const events = [];
  for await (const event of run) events.push(event);
  return events;
}

export async function until(condition) {
  for (let i = 0; !(await condition()); i++) {
    if (i === 1000) throw new Error(`It did not come: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Passes requests on to the server, and of each stream of events only as many bytes as the next of `cuts` says, while there are any.
 * Then it resets the connection or, with `ends`, ends the answer as if that were all.
 */
export async function cutting(cuts, { ends = false } = {}) {
  const proxy = http.createServer((request, answer) => {
    const { method, url, headers } = request;
    const upstream = http.request(address + url, { method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      answer.flushHeaders();
      const isStream = /^text\/event-stream/.test(response.headers["content-type"]);
      let left = isStream ? (cuts.shift() ?? Infinity) : Infinity;
      const pass = (bytes) => {
        const isLast = bytes.length > left;
        const cut = () => (upstream.destroy(), ends ? answer.end() : answer.socket?.resetAndDestroy());
        answer.write(bytes.subarray(0, Math.min(left, bytes.length)), () => isLast && cut());
        left -= bytes.length;
        if (isLast) response.off("data", pass);
      };
      response.on("data", pass).on("end", () => left >= 0 && answer.end()).on("error", () => {});
    });
    upstream.on("error", () => answer.destroy());
    answer.on("close", () => upstream.destroy());
    request.pipe(upstream);
  });
  await new Promise((listening) => proxy.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    close() {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}
