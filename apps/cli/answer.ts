/** The answer on stdout: one line of JSON, or words. */
export function print(json: boolean | undefined, answer: unknown, words: () => string): void {
  console.log(json ? JSON.stringify(answer) : words());
}

/** Ends the command with exit code 1, and says why, where something is bad. */
export function fail(isBad: boolean, text?: string): void {
  if (!isBad) return;
  if (text !== undefined) console.error(text);
  process.exitCode = 1;
}
