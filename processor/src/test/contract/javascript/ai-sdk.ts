// The types of the contract as those of the data parts of the AI SDK.
import type { UIMessage } from "ai";
import type { CustomEventData, Tree } from "./events";

type Message = UIMessage<never, CustomEventData>;

export function names(message: Message): string[] {
  return message.parts.flatMap((part) => {
    if (part.type === "data-tree") {
      const tree: Tree = part.data;
      return [tree.name];
    }
    return part.type === "data-figure" && "radius" in part.data ? [`circle of ${part.data.radius}`] : [];
  });
}

export const message: Message = {
  id: "1",
  role: "assistant",
  parts: [{ type: "data-color", data: "RED" }],
};

export const wrong: Message = {
  id: "1",
  role: "assistant",
  // @ts-expect-error There is no such color.
  parts: [{ type: "data-color", data: "PINK" }],
};
