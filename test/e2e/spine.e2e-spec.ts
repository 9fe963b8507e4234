/** The spine from end to end, as a user has it: the built `npm start`, the command line, the beginnings of real exports. */
import { Installation } from '../support/installation';
import { alteredCopy } from './spine/altered-copy';
import { badInput } from './spine/bad-input';
import { loading } from './spine/loading';
import { restarts } from './spine/restarts';
import { sabotage } from './spine/sabotage';

jest.setTimeout(300_000);

describe('the spine', () => {
  // A record that is missing counts as lost after 10 s instead of 30 s; npm run verify:spine takes the shipped bound.
  const at = new Installation({ LT_LEDGER_BOUND_MS: '10000' });
  beforeAll(() => at.start());
  afterAll(() => at.remove());

  describe('loading the logs of three municipalities', () => loading(at));
  describe('sabotage', () => sabotage(at));
  describe('bad input', () => badInput(at));
  describe('stops, kills and a lost log', () => restarts(at));
});

describe('an altered copy in a fresh installation', () => alteredCopy(new Installation()));
