import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { must, mustFail, patient, windows } from './inspector.ts';

describe('sessions', () => {
  test('of this PC: a list with its own session in it, or a refusal, and never an empty list', async () => {
    const read = await windows.sessions(null, patient);
    if (read.ok) {
      const { sessionId } = must(await windows.operatingSystem(patient));
      assert.ok(read.value.some(({ id }) => id === sessionId));
    } else {
      // Wine lists none.
      assert.equal(read.error.kind, 'implausible');
    }
  });

  test('of a server that does not exist: a failure', async () => {
    assert.notEqual(mustFail(await windows.sessions('no-such-server.invalid', patient)).kind, 'cancelled');
  });
});
