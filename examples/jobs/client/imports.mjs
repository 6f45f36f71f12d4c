// Starts imports, and follows them from any page. It needs no library, in browsers and in Node.js.

export function imports(url, token) {
  async function request(path, options = {}) {
    const response = await fetch(url + path, {
      ...options,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...options.headers },
    });
    if (!response.ok) throw Object.assign(new Error(`${response.status} ${await response.text()}`), { status: response.status });
    return response;
  }

  return {
    // Starts the import, and returns the id of its run. If one with this key goes on already, returns the id of that run.
    async start(key, products) {
      await request("/threads", { method: "POST", body: JSON.stringify({ thread_id: key, if_exists: "do_nothing" }) });
      try {
        const run = await request(`/threads/${key}/runs`, {
          method: "POST",
          body: JSON.stringify({
            assistant_id: "import",
            input: { key, products },
            stream_mode: ["custom", "output"],
            stream_resumable: true,
          }),
        });
        return (await run.json()).run_id;
      } catch (error) {
        if (error.status === 409) return this.find(key);
        throw error;
      }
    },

    // Returns the id of the latest run of an import, or undefined if the server knows none.
    async find(key) {
      try {
        const runs = await (await request(`/threads/${key}/runs?limit=1`)).json();
        return runs[0]?.run_id;
      } catch (error) {
        if (error.status === 404) return undefined;
        throw error;
      }
    },

    // Yields the events of a run, {id, event, data}, after the one with the id lastEventId, or all.
    async *follow(key, runId, { lastEventId, signal } = {}) {
      const response = await request(`/threads/${key}/runs/${runId}/stream`, {
        headers: lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId },
        signal,
      });
      let text = "";
      for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + piece).split("\n\n");
        text = blocks.pop();
        for (const block of blocks) {
          const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s, 2)));
          if (fields.data !== undefined) yield { id: fields.id, event: fields.event, data: JSON.parse(fields.data) };
        }
      }
    },

    // Cancels a run, which ends with the error "Cancelled".
    async cancel(key, runId) {
      await request(`/threads/${key}/runs/${runId}/cancel`, { method: "POST" });
    },
  };
}
