import { english, type Say } from './say';

/** Ends a command with exit code 1. `told` says what happened and what to do next; `message` is that in English. */
export class Stop extends Error {
  constructor(
    readonly told: (say: Say) => string,
    options?: ErrorOptions,
  ) {
    super(told(english), options);
    this.name = 'Stop';
  }
}
