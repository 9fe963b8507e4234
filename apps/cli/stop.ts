/** Ends a command with exit code 1. The message says what happened and what to do next. */
export class Stop extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Stop';
  }
}
