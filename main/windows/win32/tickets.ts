import { failure, success } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import { decodeTicketCache } from '../layouts/ticket-cache.ts';
import type { KerberosTicket } from '../tickets.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

/** KERB_PROTOCOL_MESSAGE_TYPE (ntsecapi.h). The second tells the client as well, but not to everybody. */
const KerbQueryTicketCacheMessage = 1;
const KerbQueryTicketCacheExMessage = 14;
const kerberos = Buffer.from('Kerberos\0', 'latin1');
/** More than any cache holds; nothing longer is copied. */
const mostBytes = 1024 * 1024;

type Functions = ReturnType<typeof bindLsa>;

/** The tickets of whom this process runs as, out of the LSA's cache. No ticket itself is read, only what it is for. */
export function openTickets(win32: Win32, schedule: Schedule): WindowsInspector['tickets'] {
  const functions = bindLsa(win32);
  return (options) =>
    heldTo(options, schedule, async () => {
      const connection = Buffer.alloc(8);
      const connected = functions.connect.now(connection).value;
      if (connected !== 0) return win32Failure('LsaConnectUntrusted', connected >>> 0);
      const handle = connection.readBigUInt64LE();
      try {
        const kerberosPackage = packageOf(win32, functions, handle);
        if (!kerberosPackage.ok) return kerberosPackage;
        const extended = await query(win32, functions, handle, kerberosPackage.value, 'extended');
        return extended.ok ? extended : await query(win32, functions, handle, kerberosPackage.value, 'plain');
      } finally {
        functions.disconnect.now(handle);
      }
    });
}

export function bindLsa({ bind }: Win32) {
  const secur32 = (prototype: string) => bind('secur32.dll', `int32_t __stdcall ${prototype}`);
  return {
    connect: secur32('LsaConnectUntrusted(void *handle)') as Native<[handle: Buffer], number>,
    lookUp: secur32('LsaLookupAuthenticationPackage(void *handle, void *name, void *found)') as Native<
      [handle: bigint, name: Buffer, found: Buffer],
      number
    >,
    call: secur32(
      `LsaCallAuthenticationPackage(void *handle, uint32_t called, void *request, uint32_t bytes, void *answer,
        void *answerBytes, void *status)`,
    ) as Native<
      [
        handle: bigint,
        called: number,
        request: Buffer,
        bytes: number,
        answer: Buffer,
        answerBytes: Buffer,
        status: Buffer,
      ],
      number
    >,
    free: secur32('LsaFreeReturnBuffer(void *buffer)') as Native<[buffer: bigint], number>,
    disconnect: secur32('LsaDeregisterLogonProcess(void *handle)') as Native<[handle: bigint], number>,
  };
}

export function packageOf({ koffi }: Win32, { lookUp }: Functions, handle: bigint): Result<number, WindowsFailure> {
  // LSA_STRING: length without and with its null, then where it stands.
  const name = Buffer.alloc(16);
  name.writeUInt16LE(kerberos.length - 1, 0);
  name.writeUInt16LE(kerberos.length, 2);
  name.writeBigUInt64LE(koffi.address(kerberos), 8);
  const found = Buffer.alloc(4);
  const { value } = lookUp.now(handle, name, found);
  return value === 0 ? success(found.readUInt32LE()) : win32Failure('LsaLookupAuthenticationPackage', value >>> 0);
}

async function query(
  { bytesAt }: Win32,
  { call, free }: Functions,
  handle: bigint,
  kerberosPackage: number,
  form: 'plain' | 'extended',
): Promise<Result<readonly KerberosTicket[], WindowsFailure>> {
  const api = 'LsaCallAuthenticationPackage';
  // KERB_QUERY_TKT_CACHE_REQUEST: the kind, and a LUID of 0 for one's own logon session.
  const request = Buffer.alloc(12);
  request.writeUInt32LE(form === 'plain' ? KerbQueryTicketCacheMessage : KerbQueryTicketCacheExMessage);
  const [answer, answerBytes, status] = [Buffer.alloc(8), Buffer.alloc(4), Buffer.alloc(4)];
  const called = await call.elsewhere(handle, kerberosPackage, request, request.length, answer, answerBytes, status);
  const failed = called.value === 0 ? status.readInt32LE() : called.value;
  if (failed !== 0) return win32Failure(api, failed >>> 0);
  const address = answer.readBigUInt64LE();
  if (address === 0n) return failure({ kind: 'implausible', api, what: 'success without an answer' });
  try {
    const octets = bytesAt(address, Math.min(mostBytes, answerBytes.readUInt32LE()));
    const tickets = decodeTicketCache({ octets, address }, form);
    return tickets === null ? failure({ kind: 'implausible', api, what: 'too short' }) : success(tickets);
  } finally {
    free.now(address);
  }
}
