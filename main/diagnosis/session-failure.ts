import type { CheckId } from '../../app/model/check.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import { anyFileServer } from '../net/netbios-name.ts';
import type { SessionFailure } from '../net/netbios-session.ts';
import type { CheckContext } from './check.ts';
import { printableText } from './printable-text.ts';
import { noteTrouble } from './trouble.ts';

/** Where a NetBIOS session was asked for, and the exchange that shows it. */
interface Asked {
  readonly address: string;
  readonly port: number;
  readonly ms: number;
  readonly exchange: string;
  readonly record: ExchangeRecord;
}

/** Notes why there is no NetBIOS session. A retarget answer is only noted: no answer sends this tool anywhere. */
export async function noteSessionFailure(
  context: CheckContext,
  check: CheckId,
  error: SessionFailure,
  { record, ...asked }: Asked,
): Promise<'noted' | 'cancelled'> {
  const { recorder } = context;
  const { exchange } = asked;
  if (error.kind === 'negative') {
    const { code } = error;
    recorder.observe(check, 'netbios-session-refused', { ...asked, called: anyFileServer, how: 'negative', code });
  } else if (error.kind === 'retarget') {
    const target = { address: error.address, port: error.port };
    recorder.observe(check, 'netbios-session-refused', { ...asked, called: anyFileServer, how: 'retarget', target });
  } else if (error.kind === 'not-netbios') {
    recorder.observe(check, 'not-smb', { dialogue: 'netbios', text: printableText(error.bytes), exchange });
  } else {
    const trouble = await noteTrouble(context, check, { error, record, exchange });
    if (trouble.kind === 'cancelled') return 'cancelled';
  }
  return 'noted';
}
