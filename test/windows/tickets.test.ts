import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { credentialCache } from './credential-cache.ts';
import { must, mustFail, patient, windows } from './inspector.ts';

const wineCache = process.env['KRB5CCNAME'];
const skip = !wineCache?.startsWith('/') ? 'needs Wine, where tickets can be made up' : false;

describe('Kerberos tickets', { skip }, () => {
  const second = 1000;
  const now = Math.floor(Date.now() / second) * second;
  const at = (seconds: number): Date => new Date(now + seconds * second);
  const place = `Z:${wineCache ?? ''}`;

  before(() => {
    writeFileSync(
      place,
      credentialCache('EXAMPLE.TEST', 'bob', [
        { service: ['krbtgt', 'EXAMPLE.TEST'], start: at(-3600), end: at(9 * 3600), renew: at(7 * 86_400) },
        { service: ['cifs', 'näs01.example.test'], start: at(-1800), end: at(-600), renew: at(7 * 86_400) },
      ]),
    );
  });
  after(() => {
    writeFileSync(place, '');
  });

  test('come with the times that they were made with', async () => {
    const tickets = must(await windows.tickets(patient));
    assert.deepEqual(
      tickets.map(({ server, realm, startsAt, endsAt, renewsUntil }) => ({
        server,
        realm,
        startsAt,
        endsAt,
        renewsUntil,
      })),
      [['krbtgt/EXAMPLE.TEST', -3600, 9 * 3600] as const, ['cifs/näs01.example.test', -1800, -600] as const].map(
        ([server, start, end]) => ({
          server,
          realm: 'EXAMPLE.TEST',
          startsAt: at(start).toISOString(),
          endsAt: at(end).toISOString(),
          renewsUntil: at(7 * 86_400).toISOString(),
        }),
      ),
    );
  });

  test('an empty cache has none', async () => {
    writeFileSync(place, credentialCache('EXAMPLE.TEST', 'bob', []));
    assert.deepEqual(must(await windows.tickets(patient)), []);
  });
});

test('a reader that is cancelled before it begins asks nothing', async () => {
  const asked = await windows.tickets({ ...patient, signal: AbortSignal.abort() });
  assert.deepEqual(mustFail(asked), { kind: 'cancelled' });
});
