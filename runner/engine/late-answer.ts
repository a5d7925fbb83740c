/**
 * True for what Playwright throws, past everybody who could catch it, when a page, a popup or a frame goes away between a call
 * that returns a handle and its answer: with a trace the answer waits for a picture of the page. That call is never answered.
 */
export function isLateAnswer(error: unknown): boolean {
  return error instanceof Error && /^Object with guid \S+ was not bound in the connection$/.test(error.message);
}
