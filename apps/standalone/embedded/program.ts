/** The last lines of an output, for a message: ends where the trouble is. */
export function lastLines(output: string, count = 6): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}
