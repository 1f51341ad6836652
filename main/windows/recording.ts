import * as z from 'zod';
import { sessionStates } from './sessions.ts';

/*
 * A recording of what Windows said: JSON that a person can write. Each answer stands as its value, or as
 * `{ "failure": ... }`. What is not in it was not recorded, and is answered with `not-available`.
 */

const failed = z.strictObject({
  failure: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('not-available'), detail: z.string().exactOptional() }),
    z.strictObject({ kind: z.enum(['access-denied', 'api']), api: z.string(), code: z.int() }),
    z.strictObject({ kind: z.literal('implausible'), api: z.string(), what: z.string() }),
    z.strictObject({ kind: z.literal('deadline'), waitedMs: z.number() }),
  ]),
});

/** A value that a reader gave, or why it gave none. */
const answer = <Value extends z.ZodType>(value: Value) => z.union([failed, value]);

const time = z.iso.datetime();
const hex = z.string().regex(/^([0-9a-f]{2})*$/);

/** A number is a REG_DWORD, a text a REG_SZ, a list of texts a REG_MULTI_SZ; other types are named. */
const RecordedValue = z.union([
  z.int().min(0).max(0xffffffff),
  z.string(),
  z.array(z.string()),
  z.strictObject({ type: z.literal('REG_EXPAND_SZ'), value: z.string() }),
  z.strictObject({ type: z.literal('REG_QWORD'), value: z.string().regex(/^\d+$/) }),
  z.strictObject({ type: z.literal('REG_BINARY'), value: hex }),
  z.strictObject({ type: z.literal('other'), code: z.int(), value: hex }),
]);
export type RecordedValue = z.infer<typeof RecordedValue>;

/** Keys by their whole path, "HKLM\\SOFTWARE\\...", with their values; a key between others need not be named. */
const RecordedRegistry = answer(z.record(z.string(), answer(z.record(z.string(), RecordedValue))));

const state = z.enum([
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'continue-pending',
  'pause-pending',
  'paused',
]);

const RecordedService = z.strictObject({
  name: z.string(),
  displayName: z.string(),
  state,
  start: z.enum(['boot', 'system', 'automatic', 'manual', 'disabled']),
  pid: z.int().nullable(),
  dependents: z.array(z.strictObject({ name: z.string(), state })).nullable(),
  dependsOn: z.array(z.string()),
});

const RecordedSession = z.strictObject({
  id: z.int(),
  station: z.string(),
  state: z.enum([...sessionStates, 'unknown']),
  user: z.string(),
  domain: z.string(),
  client: z.string(),
  logonAt: time.nullable(),
  connectedAt: time.nullable(),
  disconnectedAt: time.nullable(),
  lastInputAt: time.nullable(),
});

/** What can be asked of this PC and of a server alike. */
const machine = {
  registry: RecordedRegistry.exactOptional(),
  sessions: answer(z.array(RecordedSession)).exactOptional(),
  /** By name; null where there is no such service. */
  services: answer(z.record(z.string(), answer(RecordedService.nullable()))).exactOptional(),
  serverInfo: answer(
    z.strictObject({
      autoDisconnect: z.int().nullable(),
      enableForcedLogOff: z.boolean().nullable(),
      minKeepSearch: z.int().nullable(),
      maxKeepSearch: z.int().nullable(),
      scavTimeout: z.int().nullable(),
      oplockBreakWait: z.int().nullable(),
    }),
  ).exactOptional(),
  /** By channel; one that is not named does not exist. */
  events: answer(
    z.record(
      z.string(),
      answer(
        z.array(
          z.strictObject({
            channel: z.string(),
            provider: z.string(),
            id: z.int(),
            at: time,
            recordId: z.int(),
            data: z.record(z.string(), z.string()),
          }),
        ),
      ),
    ),
  ).exactOptional(),
} as const;

const RecordedMachine = z.strictObject(machine);
export type RecordedMachine = z.infer<typeof RecordedMachine>;

/** A recording; see test/fixtures/windows for some. */
export const WindowsRecording = z.strictObject({
  format: z.literal('session-doctor/windows@1'),
  /** What situation it is, and where it comes from. */
  about: z.string(),
  operatingSystem: answer(
    z.strictObject({
      version: z.string(),
      productName: z.string(),
      server: z.boolean(),
      domainJoined: z.boolean().nullable(),
      elevated: z.boolean(),
      user: z.string(),
      userSid: z.string(),
      sessionId: z.int(),
      startedAt: time,
    }),
  ),
  ...machine,
  /** Servers by name, as they are asked from this PC. */
  servers: z.record(z.string(), RecordedMachine).exactOptional(),
  /** By the name of the image; an image that is not named has no process. */
  processes: answer(
    z.record(
      z.string(),
      z.array(
        z.strictObject({
          pid: z.int(),
          imageName: z.string(),
          path: z.string().nullable(),
          commandLine: z.string().nullable(),
          windowTitle: z.string().nullable(),
          owner: z.string().nullable(),
          ownerSid: z.string().nullable(),
          sessionId: z.int().nullable(),
          createdAt: time.nullable(),
        }),
      ),
    ),
  ).exactOptional(),
  tcpTable: answer(
    z.array(
      z.strictObject({
        state: z.enum(['listen', 'established', 'other']),
        localAddress: z.string(),
        localPort: z.int(),
        remoteAddress: z.string(),
        remotePort: z.int(),
        pid: z.int().nullable(),
      }),
    ),
  ).exactOptional(),
  tickets: answer(
    z.array(
      z.strictObject({
        server: z.string(),
        realm: z.string(),
        client: z.string(),
        startsAt: time.nullable(),
        endsAt: time.nullable(),
        renewsUntil: time.nullable(),
      }),
    ),
  ).exactOptional(),
  connections: answer(
    z.array(
      z.strictObject({
        drive: z.string(),
        remote: z.string(),
        status: z.enum(['ok', 'paused', 'disconnected', 'network-error', 'connecting', 'reconnecting', 'unknown']),
        user: z.string(),
      }),
    ),
  ).exactOptional(),
  /** By path; the error of one that is not named is 3, ERROR_PATH_NOT_FOUND. */
  paths: answer(
    z.record(z.string(), answer(z.strictObject({ ms: z.number(), error: z.int(), offline: z.boolean() }))),
  ).exactOptional(),
  savedCredentialNames: answer(z.array(z.string())).exactOptional(),
  defaultRdpFile: answer(z.string().nullable()).exactOptional(),
  account: answer(
    z.strictObject({
      user: z.string(),
      /** 21 bytes. */
      logonHours: hex.length(42).nullable(),
      expiresAt: time.nullable(),
    }),
  ).exactOptional(),
  workstationInfo: answer(z.strictObject({ keepConn: z.int(), sessTimeout: z.int() })).exactOptional(),
});
export type WindowsRecording = z.infer<typeof WindowsRecording>;
