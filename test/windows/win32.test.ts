import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import koffi from 'koffi';
import { success } from '../../app/model/result.ts';
import { systemSchedule } from '../../main/schedule.ts';
import { heldTo } from '../../main/windows/win32/read.ts';
import type { Native } from '../../main/windows/win32/win32.ts';
import { openWin32 } from '../../main/windows/win32/win32.ts';
import { mustFail, patient } from './inspector.ts';

const win32 = openWin32(koffi);
const kernel32 = (prototype: string) => win32.bind('kernel32.dll', prototype);
const sleep = kernel32('void __stdcall Sleep(uint32_t ms)') as Native<[ms: number], undefined>;
const setLastError = kernel32('void __stdcall SetLastError(uint32_t code)') as Native<[code: number], undefined>;

test('the last error is that of the call, on this thread and on another', async () => {
  assert.equal(setLastError.now(1223).lastError, 1223);
  assert.equal(kernel32('uint32_t __stdcall GetCurrentProcessId()').now().lastError, 0);
  const [first, second] = await Promise.all([setLastError.elsewhere(5), setLastError.elsewhere(1060)]);
  assert.deepEqual([first.lastError, second.lastError], [5, 1060]);
});

test('a call that hangs is left at the deadline, while everything else goes on', async () => {
  const begunAt = performance.now();
  const hanging = heldTo({ ...patient, deadlineMs: 50 }, systemSchedule, async () => {
    await sleep.elsewhere(1000);
    return success('too late');
  });
  assert.deepEqual(mustFail(await hanging), { kind: 'deadline', waitedMs: 50 });
  assert.ok(performance.now() - begunAt < 900);
});

test('calls that hang leave a thread for files and names', async () => {
  const begunAt = performance.now();
  const hanging = Array.from({ length: 6 }, () => sleep.elsewhere(300).then(() => 'a call that hangs'));
  const file = stat(process.execPath).then(() => 'the file');
  assert.equal(await Promise.race([...hanging, file]), 'the file');
  await Promise.all(hanging);
  assert.ok(performance.now() - begunAt >= 590, 'they did not take turns');
});

test('a function or library that this Windows does not have is not available', async () => {
  const missing = {
    function: kernel32('void __stdcall NoSuchFunction()'),
    library: win32.bind('none.dll', 'void None()'),
  };
  for (const native of Object.values(missing)) {
    const read = heldTo(patient, systemSchedule, () => success(native.now()));
    assert.equal(mustFail(await read).kind, 'not-available');
    await assert.rejects(native.elsewhere());
  }
});

test('memory that Windows owns is copied, and text read to its null', () => {
  const octets = Buffer.from('Zürich\0beyond', 'utf16le');
  const address = koffi.address(octets);
  assert.equal(win32.textAt(address), 'Zürich');
  assert.equal(win32.textAt(null), '');
  const copy = win32.bytesAt(address, 4);
  assert.deepEqual(copy, octets.subarray(0, 4));
  octets.fill(0);
  assert.notDeepEqual(copy, octets.subarray(0, 4));
  assert.equal(win32.bytesAt(address, 0).length, 0);
});
