import { failure, success } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { BeginSecurityContext, NoToken, SecurityStep } from '../../ntlm/security-context.ts';
import type { Native, Win32 } from './win32.ts';

const SEC_E_OK = 0;
const SEC_I_CONTINUE_NEEDED = 0x0009_0312;
const SECPKG_CRED_OUTBOUND = 2;
const SECPKG_ATTR_SESSION_KEY = 9;
const SECBUFFER_TOKEN = 2;
/** ISC_REQ_MUTUAL_AUTH, _REPLAY_DETECT, _SEQUENCE_DETECT, _CONFIDENTIALITY and _CONNECTION: what agrees on a key. */
const wishes = 0x0002 | 0x0004 | 0x0008 | 0x0010 | 0x0800;
/** CredHandle and CtxtHandle. */
const handleBytes = 16;
/** No token is longer: cbMaxToken of Negotiate is below it, groups of the user included. */
const mostTokenBytes = 65_536;
const mostKeyBytes = 64;
/** SecBufferDesc with one SecBuffer behind, and the token behind that. */
const secBufferOffset = 16;
const tokenOffset = 32;

/** Another account than that of whoever runs this process. */
export interface Identity {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
}

type Functions = ReturnType<typeof bindSspi>;

/**
 * Sign-in through SSPI's Negotiate: Kerberos where there is a ticket to be had, else NTLM, as whoever runs this process
 * or as `identity`. Windows makes the tokens and keeps the secrets; what may ask a domain controller does so on a thread
 * of its own.
 */
export function openSspi(win32: Win32, identity: Identity | null = null): BeginSecurityContext {
  const functions = bindSspi(win32);
  return (servicePrincipalName) => {
    let context: Context | null = null;
    return {
      next: async (serverToken) => {
        try {
          if (context === null) {
            const credentials = await acquire(win32, functions, identity);
            if (!credentials.ok) return credentials;
            context = { credentials: credentials.value, handle: Buffer.alloc(handleBytes), begun: false };
          }
          const step = await next(win32, functions, context, servicePrincipalName, serverToken);
          if (!step.ok || step.value.done) release(functions, context);
          return step;
        } catch (error) {
          return noToken(error instanceof Error ? error.message : String(error));
        }
      },
    };
  };
}

interface Context {
  readonly credentials: Buffer;
  readonly handle: Buffer;
  begun: boolean;
}

function bindSspi({ bind }: Win32) {
  const secur32 = (prototype: string) => bind('secur32.dll', `int32_t __stdcall ${prototype}`);
  return {
    acquire: secur32(
      `AcquireCredentialsHandleW(str16 principal, str16 package, uint32_t use, void *logon, void *identity, void *getKey,
        void *argument, void *credentials, void *expiry)`,
    ) as Native<
      [
        principal: null,
        name: string,
        use: number,
        logon: null,
        identity: Buffer | null,
        getKey: null,
        argument: null,
        credentials: Buffer,
        expiry: Buffer,
      ],
      number
    >,
    initialize: secur32(
      `InitializeSecurityContextW(void *credentials, void *context, str16 target, uint32_t wishes, uint32_t reserved,
        uint32_t representation, void *input, uint32_t reserved2, void *newContext, void *output, void *granted,
        void *expiry)`,
    ) as Native<
      [
        credentials: Buffer,
        context: Buffer | null,
        target: string,
        wishes: number,
        reserved: number,
        representation: number,
        input: Buffer | null,
        reserved2: number,
        newContext: Buffer,
        output: Buffer,
        granted: Buffer,
        expiry: Buffer,
      ],
      number
    >,
    query: secur32('QueryContextAttributesW(void *context, uint32_t attribute, void *into)') as Native<
      [context: Buffer, attribute: number, into: Buffer],
      number
    >,
    freeBuffer: secur32('FreeContextBuffer(void *buffer)') as Native<[buffer: bigint], number>,
    deleteContext: secur32('DeleteSecurityContext(void *context)') as Native<[context: Buffer], number>,
    freeCredentials: secur32('FreeCredentialsHandle(void *credentials)') as Native<[credentials: Buffer], number>,
  };
}

async function acquire(
  { koffi }: Win32,
  functions: Functions,
  identity: Identity | null,
): Promise<Result<Buffer, NoToken>> {
  const credentials = Buffer.alloc(handleBytes);
  const texts = identity === null ? [] : [identity.user, identity.domain, identity.password].map(wide);
  const whose = identity === null ? null : identityOf(texts, (octets) => koffi.address(octets));
  const { value } = await functions.acquire.elsewhere(
    null,
    'Negotiate',
    SECPKG_CRED_OUTBOUND,
    null,
    whose,
    null,
    null,
    credentials,
    Buffer.alloc(8),
  );
  // Windows has its own copy now.
  for (const text of texts) text.fill(0);
  return value === SEC_E_OK ? success(credentials) : failed('AcquireCredentialsHandleW', value);
}

/** SEC_WINNT_AUTH_IDENTITY_W: for each text its place and its length in characters; then that it is UTF-16. */
function identityOf(texts: readonly Buffer[], addressOf: (octets: Buffer) => bigint): Buffer {
  const identity = Buffer.alloc(48);
  for (const [index, text] of texts.entries()) {
    identity.writeBigUInt64LE(addressOf(text), 16 * index);
    identity.writeUInt32LE(text.length / 2 - 1, 16 * index + 8);
  }
  identity.writeUInt32LE(2, 44);
  return identity;
}

const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

async function next(
  win32: Win32,
  functions: Functions,
  context: Context,
  servicePrincipalName: string,
  serverToken: Buffer | null,
): Promise<Result<SecurityStep, NoToken>> {
  const { credentials, handle, begun } = context;
  const output = secBuffer(win32, Buffer.alloc(mostTokenBytes));
  const { value } = await functions.initialize.elsewhere(
    credentials,
    begun ? handle : null,
    servicePrincipalName,
    wishes,
    0,
    0,
    serverToken === null ? null : secBuffer(win32, serverToken),
    0,
    handle,
    output,
    Buffer.alloc(4),
    Buffer.alloc(8),
  );
  if (value !== SEC_E_OK && value !== SEC_I_CONTINUE_NEEDED) return failed('InitializeSecurityContextW', value);
  context.begun = true;
  const length = output.readUInt32LE(secBufferOffset);
  const token = length === 0 ? null : Buffer.from(output.subarray(tokenOffset, tokenOffset + length));
  if (value === SEC_I_CONTINUE_NEEDED) return success({ token, done: false });
  const sessionKey = sessionKeyOf(win32, functions, handle);
  return success({ token, done: true, ...(sessionKey === null ? {} : { sessionKey }) });
}

/** Descriptor, buffer and token in one piece of memory, which so lives as long as the call. */
function secBuffer({ koffi }: Win32, token: Buffer): Buffer {
  const octets = Buffer.alloc(tokenOffset + token.length);
  const address = koffi.address(octets);
  octets.writeUInt32LE(1, 4);
  octets.writeBigUInt64LE(address + BigInt(secBufferOffset), 8);
  octets.writeUInt32LE(token.length, secBufferOffset);
  octets.writeUInt32LE(SECBUFFER_TOKEN, secBufferOffset + 4);
  octets.writeBigUInt64LE(address + BigInt(tokenOffset), secBufferOffset + 8);
  token.copy(octets, tokenOffset);
  return octets;
}

/** Null where the package gives none, as Wine's does not: such a session can't be signed. */
function sessionKeyOf({ bytesAt }: Win32, functions: Functions, handle: Buffer): Buffer | null {
  const key = Buffer.alloc(16);
  if (functions.query.now(handle, SECPKG_ATTR_SESSION_KEY, key).value !== SEC_E_OK) return null;
  const [length, address] = [key.readUInt32LE(), key.readBigUInt64LE(8)];
  const octets = length === 0 || length > mostKeyBytes || address === 0n ? null : bytesAt(address, length);
  functions.freeBuffer.now(address);
  return octets;
}

function release({ deleteContext, freeCredentials }: Functions, { credentials, handle, begun }: Context): void {
  if (begun) deleteContext.now(handle);
  freeCredentials.now(credentials);
}

function failed(api: string, status: number): Result<never, NoToken> {
  return noToken(`${api} 0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`);
}

function noToken(detail: string): Result<never, NoToken> {
  return failure({ reason: 'no-token', detail });
}
