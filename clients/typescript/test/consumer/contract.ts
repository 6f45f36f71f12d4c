/** What the runnables of the server take and make. */
export type Runnables = {
  research: { input: { topic: string; sources: number }; output: { topic: string; sources: number } };
  "deep/count": { input: { total: number; fails: boolean }; output: number };
  waiting: { input: string; output: string };
  cancelled: { input: null; output: number };
};
