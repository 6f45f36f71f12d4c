/**
 * Reads server-sent events while they arrive.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<{event: string, data: string}>}
 */
export async function* serverSentEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let unfinished = []; // the pieces of a line whose end has not arrived
  let event = '';
  let data = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    unfinished.push(value);
    if (!value.includes('\n')) {
      continue;
    }
    const lines = unfinished.join('').split('\n');
    unfinished = [lines.pop()];
    for (const each of lines) {
      const line = each.endsWith('\r') ? each.slice(0, -1) : each;
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const text = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
      if (line === '') {
        if (event || data.length > 0) {
          yield { event, data: data.join('\n') };
        }
        event = '';
        data = [];
      } else if (field === 'event') {
        event = text;
      } else if (field === 'data') {
        data.push(text);
      } // else a comment, or a field that says nothing here
    }
  }
}
