/** The spine from end to end, as a user has it: the built `npm start`, the command line, real exports. */
import { Installation } from '../support/installation';
import { alteredCopy } from './spine/altered-copy';
import { badInput } from './spine/bad-input';
import { loading } from './spine/loading';
import { restarts } from './spine/restarts';
import { sabotage } from './spine/sabotage';

jest.setTimeout(300_000);

describe('the spine', () => {
  const at = new Installation();
  beforeAll(() => at.start());
  afterAll(() => at.remove());

  describe('loading the logs of three municipalities', () => loading(at));
  describe('sabotage', () => sabotage(at));
  describe('bad input', () => badInput(at));
  describe('stops, kills and a lost log', () => restarts(at));
});

describe('an altered copy in a fresh installation', () => alteredCopy(new Installation()));
