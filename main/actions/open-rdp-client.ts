import type { RequestOf } from '../../app/model/action.ts';
import { success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action } from './action.ts';
import { resultOf } from './outcome.ts';
import { typed } from './typed.ts';

const standardPort = 3389;

/** Opens a fresh connection in Windows' own client. */
export const openRdpClient: Action<RequestOf<'open-rdp-client'>> = ({ actuator, options }, { host, port }) => {
  const address = addressOf(host, port ?? standardPort);
  return Promise.resolve(
    success({
      description: {
        title: message('action.open-rdp-client.title', { host }),
        does: [message('action.open-rdp-client.does', { host: address })],
        commands: [...typed('mstsc', `/v:${address}`)],
        breaks: [],
        warnings: [],
        undo: message('action.open-rdp-client.undo'),
      },
      run: async () => resultOf(await actuator.openRdpClient(address, options)),
    }),
  );
};

/** As mstsc takes it: an IPv6 address in brackets where a port follows. */
function addressOf(host: string, port: number): string {
  if (port === standardPort) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
