import { recordedWindows } from '../../../main/windows/recorded.ts';
import { WindowsRecording } from '../../../main/windows/recording.ts';
import type { WindowsInspector } from '../../../main/windows/inspector.ts';
import type { ReadOptions } from '../../../main/windows/failure.ts';

/** A Windows 11 PC of which nothing else is known. */
export const plainPc: WindowsRecording = {
  format: 'session-doctor/windows@1',
  about: 'A Windows 11 PC in a domain, made up for a test',
  operatingSystem: {
    version: '10.0.26100',
    productName: 'Windows 11 Pro',
    server: false,
    domainJoined: true,
    elevated: false,
    user: 'CONTOSO\\kim',
    userSid: 'S-1-5-21-1-2-3-1104',
    sessionId: 1,
    startedAt: '2026-03-09T07:30:00.000Z',
  },
};

/** The plain PC with these answers, held against the schema as if it had come from a file. */
export function windowsWith(answers: Partial<WindowsRecording> = {}): WindowsInspector {
  return recordedWindows(WindowsRecording.parse({ ...plainPc, ...answers }));
}

/** A reader that nobody is in a hurry for. */
export const patient: ReadOptions = { deadlineMs: 1000, signal: new AbortController().signal };
