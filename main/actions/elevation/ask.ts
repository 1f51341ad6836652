import { timingSafeEqual } from 'node:crypto';
import type { ActionResult, ElevatedRequest } from '../../../app/model/action.ts';
import type { Clock } from '../../clock.ts';
import type { ElevationMeans, Launched, PipeEnd, PipeServer } from '../../windows/elevation.ts';
import type { ReadOptions } from '../../windows/failure.ts';
import type { Elevate } from '../actions.ts';
import { endOf, refused } from '../outcome.ts';
import { helperWords } from './command-line.ts';
import { linesOver } from './lines.ts';
import { Answer, Hello } from './messages.ts';
import { isBelow } from './per-machine.ts';

interface Asking {
  readonly means: ElevationMeans;
  readonly clock: Clock;
  /** Folders of programs that are installed for all users. */
  readonly folders: () => Promise<readonly string[]>;
  /** This many random bytes. */
  readonly random: (octets: number) => Buffer;
  readonly signal: AbortSignal;
  /** Stands before our own words where the program is an interpreter; empty for the app. */
  readonly before?: readonly string[];
}

/** A person reads, thinks, and types a password. */
const consentMs = 300_000;
const helloMs = 20_000;
/** The longest action stops and starts two services. */
const workMs = 180_000;

/**
 * Has a second process of this very program run one action as administrator. Windows asks the person. Neither end
 * believes the other before it has seen the other's process and program.
 */
export function elevateThrough(asking: Asking): Elevate {
  return async (request, consent) => {
    const { means } = asking;
    const image = means.ownImage();
    if (!image.ok) return endOf(image.error);
    if (!isBelow(image.value, await asking.folders())) return refused('not-installed-per-machine');
    const pipe = `session-doctor-${asking.random(16).toString('hex')}`;
    const nonce = asking.random(32);
    const server = means.createPipe(pipe);
    if (!server.ok) return endOf(server.error);
    try {
      const words = [
        ...(asking.before ?? []),
        ...helperWords({ pipe, nonce: nonce.toString('hex'), parent: means.pid }),
      ];
      const launched = await means.runAsAdministrator(image.value, words, within(asking, consentMs));
      if (!launched.ok) return endOf(launched.error);
      try {
        return await talk(asking, server.value, launched.value, { image: image.value, nonce, request, consent });
      } finally {
        launched.value.release();
      }
    } finally {
      server.value.close();
    }
  };
}

interface Errand {
  readonly image: string;
  readonly nonce: Buffer;
  readonly request: ElevatedRequest;
  readonly consent: string;
}

async function talk(asking: Asking, server: PipeServer, launched: Launched, errand: Errand): Promise<ActionResult> {
  const accepted = await server.accept(within(asking, helloMs));
  if (!accepted.ok) return endOf(accepted.error);
  const end = accepted.value;
  try {
    if (!isOurHelper(end, launched, errand.image)) return refused('stranger-on-pipe');
    const lines = linesOver(end);
    const hello = await lines.receive(Hello, within(asking, helloMs));
    if (!hello.ok || !isSecret(hello.value.nonce, errand.nonce)) return refused('stranger-on-pipe');
    const { request, consent } = errand;
    const sent = lines.send({ task: 'run-action', request, consent });
    if (!sent.ok) return endOf(sent.error);
    const start = asking.clock.monotonicMs();
    const answer = await lines.receive(Answer, within(asking, workMs));
    if (answer.ok) return answer.value.result;
    // Whatever became of the helper, it had its task: nobody knows how far it came.
    return { outcome: 'unanswered', waitedMs: asking.clock.monotonicMs() - start };
  } finally {
    end.close();
  }
}

function isOurHelper(end: PipeEnd, launched: Launched, image: string): boolean {
  const peer = end.peer();
  if (!peer.ok || peer.value.pid !== launched.pid) return false;
  const own = image.toLowerCase();
  return peer.value.image.toLowerCase() === own && launched.image.toLowerCase() === own;
}

function isSecret(said: string, nonce: Buffer): boolean {
  const octets = Buffer.from(said, 'hex');
  return octets.length === nonce.length && timingSafeEqual(octets, nonce);
}

function within({ signal }: Asking, deadlineMs: number): ReadOptions {
  return { deadlineMs, signal };
}
