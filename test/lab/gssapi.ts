/** The system's GSSAPI, [RFC 2744], as an initiator that signs in by SPNEGO with Kerberos tickets out of a cache. */
import koffi from 'koffi';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { NoToken, SecurityContext, SecurityStep } from '../../main/ntlm/security-context.ts';

/** The library, by the name under which the system's linker knows it. */
export const gssapiLibrary = 'libgssapi_krb5.so.2';

/** Where tickets are, and the krb5.conf(5) that says how to get more. */
export interface TicketSource {
  readonly configuration: string;
  readonly cache: string;
}

/** Addresses, as koffi has them. */
type Pointer = bigint | null;
/** gss_buffer_desc; empty where the library writes into it. */
interface OutBuffer {
  length?: number;
  value?: Pointer;
}
interface InBuffer {
  readonly length: number;
  readonly value: Buffer;
}

const errorBits = 0xffff0000;
const continueNeeded = 1;
const indefinite = 0xffffffff;
/** Mutual authentication, replay detection, sequence, integrity; [RFC 2744] appendix A. */
const contextFlags = 2 | 4 | 8 | 32;
const spnego = oid('2b0601050502');
/** GSS_KRB5_NT_PRINCIPAL_NAME: the name as it stands, with no look-up of hosts. */
const principalNameType = oid('2a864886f71201020201');
/** GSS_C_INQ_SSPI_SESSION_KEY of gssapi_ext.h. */
const sessionKeyAttribute = oid('2a864886f7120102020505');

/** Begins a sign-in with "cifs/HOST@REALM". What the library objects to is the reason why no token was made. */
export function beginGssContext(principal: string, { configuration, cache }: TicketSource): SecurityContext {
  const gss = loadGss();
  let context: Pointer = null;

  /** One call of gss_init_sec_context, with its outcome in our words. */
  function step(serverToken: Buffer | null): Result<SecurityStep, NoToken> {
    process.env['KRB5_CONFIG'] = configuration;
    process.env['KRB5CCNAME'] = cache;
    const name = gss.importName(principal);
    const made = gss.initiate(context, name, serverToken);
    gss.releaseName(name);
    context = made.context;
    if ((made.major & errorBits) !== 0) {
      gss.deleteContext(context);
      return failure({ reason: 'no-token', detail: gss.describe(made.minor) });
    }
    const token = made.token.length === 0 ? null : made.token;
    if ((made.major & continueNeeded) !== 0) return success({ token, done: false });
    const sessionKey = gss.sessionKey(context);
    gss.deleteContext(context);
    const expiresAt = new Date(Date.now() + 1000 * made.secondsLeft);
    return success({ token, done: true, sessionKey, ...(made.secondsLeft !== indefinite && { expiresAt }) });
  }
  return { next: (serverToken) => Promise.resolve(step(serverToken)) };
}

let loaded: ReturnType<typeof bindGss> | undefined;

function loadGss(): ReturnType<typeof bindGss> {
  loaded ??= bindGss();
  return loaded;
}

/** The functions that we need, each told how the C ones take their arguments. */
function bindGss() {
  const library = koffi.load(gssapiLibrary);
  koffi.struct('gss_buffer_desc', { length: 'size_t', value: 'uint8_t *' });
  koffi.struct('gss_OID_desc', { length: 'uint32_t', elements: 'uint8_t *' });
  koffi.struct('gss_buffer_set_desc', { count: 'size_t', elements: 'gss_buffer_desc *' });
  const importName = library.func(
    'uint32_t gss_import_name(_Out_ uint32_t *minor, gss_buffer_desc *text, gss_OID_desc *type, _Out_ void **name)',
  ) as (minor: number[], text: InBuffer, type: object, name: Pointer[]) => number;
  const initiate = library.func(
    `uint32_t gss_init_sec_context(_Out_ uint32_t *minor, void *credential, _Inout_ void **context, void *name,
      gss_OID_desc *mechanism, uint32_t flags, uint32_t seconds, void *bindings, gss_buffer_desc *input,
      void *actualMechanism, _Out_ gss_buffer_desc *output, void *actualFlags, _Out_ uint32_t *secondsLeft)`,
  ) as (minor: number[], credential: null, context: Pointer[], ...rest: readonly unknown[]) => number;
  const inquire = library.func(
    `uint32_t gss_inquire_sec_context_by_oid(_Out_ uint32_t *minor, void *context, gss_OID_desc *attribute,
      _Out_ void **set)`,
  ) as (minor: number[], context: Pointer, attribute: object, set: Pointer[]) => number;
  const display = library.func(
    `uint32_t gss_display_status(_Out_ uint32_t *minor, uint32_t status, int type, void *mechanism,
      _Inout_ uint32_t *more, _Out_ gss_buffer_desc *text)`,
  ) as (minor: number[], status: number, type: number, mechanism: null, more: number[], text: OutBuffer) => number;
  const release = (name: string) =>
    library.func(`uint32_t ${name}(_Out_ uint32_t *minor, _Inout_ void **what)`) as (
      minor: number[],
      what: Pointer[],
    ) => number;
  const releaseName = release('gss_release_name');
  const releaseSet = release('gss_release_buffer_set');
  const releaseBuffer = library.func(
    'uint32_t gss_release_buffer(_Out_ uint32_t *minor, _Inout_ gss_buffer_desc *buffer)',
  ) as (minor: number[], buffer: OutBuffer) => number;
  const deleteContext = library.func(
    'uint32_t gss_delete_sec_context(_Out_ uint32_t *minor, _Inout_ void **context, void *output)',
  ) as (minor: number[], context: Pointer[], output: null) => number;

  /** Copies what the library wrote and gives its memory back. */
  function take(buffer: OutBuffer): Buffer {
    const octets = octetsAt(buffer);
    releaseBuffer([0], buffer);
    return octets;
  }

  return {
    importName: (text: string): Pointer => {
      const value = Buffer.from(text);
      const name: Pointer[] = [null];
      const major = importName([0], { length: value.length, value }, principalNameType, name);
      if (major !== 0) throw new Error(`gss_import_name: ${major.toString(16)}`);
      return name[0] ?? null;
    },
    initiate: (context: Pointer, name: Pointer, input: Buffer | null) => {
      const minor = [0];
      const contexts = [context];
      const output: OutBuffer = {};
      const secondsLeft = [0];
      const inputBuffer = input === null ? null : { length: input.length, value: input };
      const fixed = [name, spnego, contextFlags, 0, null, inputBuffer, null];
      const major = initiate(minor, null, contexts, ...fixed, output, null, secondsLeft);
      return {
        major,
        minor: minor[0] ?? 0,
        context: contexts[0] ?? null,
        token: take(output),
        secondsLeft: secondsLeft[0] ?? 0,
      };
    },
    /** The first value of the set is the key, the second its encryption type. */
    sessionKey: (context: Pointer): Buffer => {
      const set: Pointer[] = [null];
      const major = inquire([0], context, sessionKeyAttribute, set);
      if (major !== 0) throw new Error(`gss_inquire_sec_context_by_oid: ${major.toString(16)}`);
      const { elements } = koffi.decode(set[0], 'gss_buffer_set_desc') as { elements: Pointer };
      const key = octetsAt(koffi.decode(elements, 'gss_buffer_desc') as OutBuffer);
      releaseSet([0], set);
      return key;
    },
    describe: (minor: number): string => {
      const text: OutBuffer = {};
      display([0], minor, 2, null, [0], text);
      return take(text).toString();
    },
    releaseName: (name: Pointer) => releaseName([0], [name]),
    deleteContext: (context: Pointer) => deleteContext([0], [context], null),
  };
}

function octetsAt({ length = 0, value = null }: OutBuffer): Buffer {
  return length === 0 ? Buffer.alloc(0) : Buffer.from(koffi.decode(value, 'uint8_t', length) as Uint8Array);
}

function oid(hex: string): { readonly length: number; readonly elements: Buffer } {
  const elements = Buffer.from(hex, 'hex');
  return { length: elements.length, elements };
}
