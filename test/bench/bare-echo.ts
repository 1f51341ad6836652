import { once } from 'node:events';
import { connect } from 'node:net';
import { frameMessage } from '../../main/net/nbss-framer.ts';
import { encodeEchoRequest } from '../../main/smb1/codec/echo.ts';
import { flags2 } from '../../main/smb1/codec/flags.ts';
import type { Head } from '../../main/smb1/codec/header.ts';
import { encodeNegotiateRequest, ntLm012 } from '../../main/smb1/codec/negotiate.ts';
import { median } from './median.ts';

/** Echoes without a client: one ready frame, written again and again, and its answers counted by their bytes alone. */
export interface BareEcho {
  /** The median time of `count` echoes, one after the other, in milliseconds, from the write to the answer's bytes. */
  readonly measure: (count: number) => Promise<number>;
  readonly stop: () => void;
}

const head: Head = {
  flags2: flags2.SMB_FLAGS2_LONG_NAMES | flags2.SMB_FLAGS2_NT_STATUS | flags2.SMB_FLAGS2_UNICODE,
  pid: 0xfeff,
  tid: 0xffff,
  uid: 0,
  mid: 1,
};

/** Negotiates on a raw socket to an SMB1 server on loopback, which answers an echo to nobody else. */
export async function startBareEcho(port: number): Promise<BareEcho> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.write(frameMessage(encodeNegotiateRequest(head, { dialects: [ntLm012] })));
  await once(socket, 'data');
  const frame = frameMessage(encodeEchoRequest(head, { echoCount: 1, data: Buffer.from('session-doctor-1') }));

  const measure = (count: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const times: number[] = [];
      let received = 0;
      let startedAtMs = 0;
      const send = (): void => {
        startedAtMs = performance.now();
        socket.write(frame);
      };
      const take = (chunk: Buffer): void => {
        received += chunk.length;
        // An echo's answer is as long as its request.
        if (received < frame.length) return;
        received = 0;
        times.push(performance.now() - startedAtMs);
        if (times.length < count) {
          send();
          return;
        }
        socket.off('data', take).off('close', lost);
        resolve(median(times));
      };
      const lost = (): void => {
        reject(new Error('the bare echo lost its connection'));
      };
      socket.on('data', take).on('close', lost);
      send();
    });
  return { measure, stop: () => socket.destroy() };
}
