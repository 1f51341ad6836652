import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Report } from '../../app/model/report.ts';
import { createCapture } from './capture.ts';
import { causesOf, diagnose } from './diagnose.ts';
import { programPath } from './programs.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { smb1Commands, type FaultRule } from './servers/faults.ts';
import { startSamba, type Samba } from './servers/samba.ts';
import { startScriptedSmb1 } from './servers/scripted-smb1.ts';

const run = promisify(execFile);
const keep = '--keep-credentials-in-capture';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-doctor-probe-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const proof = (): string => join(folder, 'probe.pcapng');

/** The fields of each packet that `filter` picks, checksums checked. */
async function fields(
  file: string,
  port: number,
  filter: string,
  ...names: readonly string[]
): Promise<readonly (readonly string[])[]> {
  const checked = ['-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE'];
  const columns = names.flatMap((name) => ['-e', name]);
  const decode = ['-d', `tcp.port==${String(port)},nbss`];
  const args = ['-n', '-r', file, ...checked, ...decode, '-Y', filter, '-T', 'fields', ...columns];
  const { stdout } = await run(programPath('tshark'), args, {
    env: { ...process.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'));
}

/** All that one side of each connection said, in hexadecimal; by the client's port, in order. */
async function streams(file: string, port: number, from: 'client' | 'server'): Promise<readonly string[]> {
  const [direction, name] =
    from === 'client' ? (['dstport', 'tcp.srcport'] as const) : (['srcport', 'tcp.dstport'] as const);
  const all = new Map<string, string>();
  for (const [client = '', payload = ''] of await fields(
    file,
    port,
    `tcp.${direction}==${String(port)}`,
    name,
    'tcp.payload',
  )) {
    all.set(client, (all.get(client) ?? '') + payload);
  }
  return [...all].sort(([a], [b]) => Number(a) - Number(b)).map(([, stream]) => stream);
}

/** What the server said in answer to everything but READ_ANDX and TRANS2_FIND_FIRST2, by connection and MID. */
async function withoutFileData(file: string, port: number): Promise<readonly (readonly string[])[]> {
  const others = 'smb.flags.response==1 && smb.cmd!=0x2e && smb.trans2.cmd!=0x0001';
  return fields(file, port, others, 'tcp.dstport', 'smb.mid', 'tcp.payload');
}

/**
 * Packets that tshark finds fault with. Malformed replies are left to their server: it complains about the SPNEGO hint of
 * Samba's own.
 */
const faulty = (port: number): string =>
  [
    `_ws.malformed && tcp.dstport==${String(port)}`,
    'ip.checksum.status==0',
    'tcp.checksum.status==0',
    'tcp.analysis.lost_segment',
    'tcp.analysis.out_of_order',
    'tcp.analysis.retransmission',
  ]
    .map((condition) => `(${condition})`)
    .join(' || ');

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'probe.pcapng of a run before Samba', () => {
  let samba: Samba;
  beforeAll(async () => {
    samba = await startSamba();
  });
  afterAll(async () => {
    await samba.stop();
  });

  /** A run through a proxy that takes down the same bytes by itself. */
  async function diagnoseHere(args: readonly string[] = [], rules: readonly FaultRule[] = []) {
    const capture = createCapture();
    const proxy = await startFaultProxy({ target: samba.port, capture, rules });
    try {
      const account = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser];
      const at = [`127.0.0.1:${String(proxy.port)}`, '--samples', '5', '--out', folder];
      const seen = await diagnose([...at, ...account, ...args], samba.password);
      const witness = join(folder, 'witness.pcap');
      capture.write(witness);
      return { seen, witness, port: proxy.port };
    } finally {
      await proxy.stop();
    }
  }

  test('tshark reads all of it as SMB and has nothing to say against it', async () => {
    const { seen, port } = await diagnoseHere();
    expect(causesOf(seen)).toEqual(['healthy']);
    expect(await fields(proof(), port, faulty(port), 'frame.number', '_ws.expert.message')).toEqual([]);
    const requests = await fields(proof(), port, `tcp.dstport==${String(port)} && tcp.len>0`, 'frame.protocols');
    expect(requests.length).toBeGreaterThan(12);
    expect(requests.filter(([protocols = '']) => !/:smb2?\b/.test(protocols))).toEqual([]);
    const warned = `tcp.dstport==${String(port)} && _ws.expert.severity>=6291456`;
    expect(await fields(proof(), port, warned, 'frame.number', '_ws.expert.message')).toEqual([]);
    const names = await fields(proof(), port, 'tcp', 'frame.interface_name');
    expect(new Set(names.flat())).toEqual(new Set(['smb1', 'smb2']));
  });

  test('its bytes and times are those of the report', async () => {
    const onFirst = 'tcp.stream==0 && smb.flags.response==';
    const { seen, port } = await diagnoseHere();
    const replies = await fields(proof(), port, `${onFirst}1`, 'smb.mid', 'smb.time', 'tcp.payload');
    const requests = await fields(proof(), port, `${onFirst}0`, 'smb.mid', 'frame.time_epoch', 'tcp.payload');
    const began = Number(requests[0]?.[1]) * 1000 - (exchangesOf(seen.report)[0]?.atMs ?? 0);
    let compared = 0;
    for (const exchange of exchangesOf(seen.report)) {
      const reply = replies.find(([mid]) => mid === String(exchange.mid));
      const request = requests.find(([mid]) => mid === String(exchange.mid));
      expect(Math.abs(Number(reply?.[1]) * 1000 - (exchange.ms ?? NaN))).toBeLessThan(0.002);
      // As far apart as a number can tell milliseconds since 1970.
      expect(Math.abs(Number(request?.[1]) * 1000 - began - exchange.atMs)).toBeLessThan(0.01);
      // The report keeps the first 512 bytes of a message.
      expect(request?.[2]?.slice(8, 8 + 1_024)).toBe(exchange.request?.hex);
      expect(reply?.[2]?.slice(8, 8 + 1_024)).toBe(exchange.reply?.hex);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(8);
  });

  test('nothing that was made from the password is in it, and everything else is', async () => {
    const { port, witness } = await diagnoseHere();
    const [response = ''] = (await fields(witness, port, 'ntlmssp.messagetype==3', 'ntlmssp.auth.ntresponse'))[0] ?? [];
    expect(response.length).toBeGreaterThan(64);
    const hex = readFileSync(proof()).toString('hex');
    expect(hex).not.toContain(response);
    expect(hex).not.toContain(response.slice(0, 32));
    const [blanked = ''] = (await fields(proof(), port, 'ntlmssp.messagetype==3', 'ntlmssp.auth.ntresponse'))[0] ?? [];
    expect(blanked).toBe('0'.repeat(response.length));
    expect(await withoutFileData(proof(), port)).toEqual(await withoutFileData(witness, port));
    const read = 'smb.cmd==0x2e && smb.flags.response==1';
    const [[kept = ''] = []] = await fields(proof(), port, read, 'smb.file_data');
    const [[written = ''] = []] = await fields(witness, port, read, 'smb.file_data');
    expect(written).toMatch(/[1-9a-f]/);
    expect(kept).toBe('0'.repeat(written.length));
    expect(hex).not.toContain(written.slice(0, 64));
    const lengths = (all: readonly string[]) => all.map((stream) => stream.length);
    expect(lengths(await streams(proof(), port, 'client'))).toEqual(lengths(await streams(witness, port, 'client')));
    expect(readFileSync(proof()).toString('utf8')).toContain('blanked with zeros');
  });

  test(`with ${keep} every byte is there, and the file says so`, async () => {
    const { port, witness } = await diagnoseHere([keep]);
    for (const from of ['client', 'server'] as const) {
      expect(await streams(proof(), port, from)).toEqual(await streams(witness, port, from));
    }
    expect(readFileSync(proof()).toString('utf8')).toContain('CONFIDENTIAL');
  });

  test('the packet that decided the verdict carries the words', async () => {
    const { seen, port } = await diagnoseHere([], [{ fault: { kind: 'rst' }, command: smb1Commands.treeConnect }]);
    expect(causesOf(seen)).toEqual(['connection-reset']);
    const commented = await fields(proof(), port, 'frame.comment && tcp.flags.reset==1', 'frame.comment');
    expect(commented.flat().join()).toContain('evidence for connection-reset (confirmed)');
    expect(await fields(proof(), port, faulty(port), 'frame.number')).toEqual([]);
  });
});

describeWith(['tshark'], 'probe.pcapng of a sign-in without extended security', () => {
  test.each([[[]], [[keep]]])('with the options %j', async (options) => {
    const server = await startScriptedSmb1({});
    try {
      const at = [`127.0.0.1:${String(server.port)}`, '--samples', '2', '--out', folder];
      await diagnose([...at, ...options, '--user', 'LAB\\tester', '--password-stdin'], 'Secret-1');
      const sent = server.requests().find((frame) => frame[8] === smb1Commands.sessionSetup) ?? Buffer.alloc(100);
      const responses = sent.subarray(65, 65 + sent.readUInt16LE(51) + sent.readUInt16LE(53));
      expect(responses.length).toBeGreaterThan(60);
      const file = readFileSync(proof());
      expect(file.includes(responses)).toBe(options.length === 1);
      expect(file.includes(responses.subarray(0, 16))).toBe(options.length === 1);
      expect(file.includes(responses.subarray(24, 40))).toBe(options.length === 1);
      expect(await fields(proof(), server.port, faulty(server.port), 'frame.number')).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

/** What SMB1 exchanges of a report's first connection were answered. */
function exchangesOf({ exchanges }: Report): Report['exchanges'] {
  return exchanges.filter(
    ({ connection, series, reply }) => connection === 'c1' && series.startsWith('smb1.') && reply !== undefined,
  );
}

test('a sign-in response that the server sends back is in no file', async () => {
  let response = Buffer.alloc(0);
  const server = await startScriptedSmb1({
    sessionSetup: (request) => {
      response = Buffer.from(request.subarray(65, 65 + 48));
      return [request];
    },
  });
  try {
    const args = [`127.0.0.1:${String(server.port)}`, '--user', 'tester', '--password-stdin', '--out', folder];
    const { report } = await diagnose([...args, '--deadline', '0.4'], 'Secret-1');
    // Session setup without extended security: the NTLMv2 proof stands in the bytes behind the words.
    const proofs = windows(response, 16).map((part) => part.toString('hex'));
    const written = `${readFileSync(proof()).toString('hex')}${JSON.stringify(report)}`;
    const kept = proofs.filter((part) => !/^(00)|0000/.test(part) && written.includes(part));
    expect(response.length).toBe(48);
    expect(kept).toEqual([]);
  } finally {
    await server.stop();
  }
});

function windows(bytes: Buffer, size: number): readonly Buffer[] {
  return Array.from({ length: bytes.length - size + 1 }, (_, at) => bytes.subarray(at, at + size));
}
