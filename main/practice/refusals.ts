import { encodeEmptyResponse } from '../smb1/codec/header.ts';
import type { Reaction } from './reaction.ts';
import { reply } from './reaction.ts';
import type { Request } from './request.ts';

/**
 * The statuses that this server answers with, as NTSTATUS and for clients which don't set SMB_FLAGS2_NT_STATUS as error
 * class and code ([MS-CIFS] 2.2.2.4), both as the little-endian number of their four bytes.
 */
export const refusals = {
  notImplemented: { nt: 0xc0000002, dos: 0x00010001 },
  badFid: { nt: 0xc0000008, dos: 0x00060001 },
  invalidParameter: { nt: 0xc000000d, dos: 0x00570001 },
  noSuchFile: { nt: 0xc000000f, dos: 0x00020001 },
  accessDenied: { nt: 0xc0000022, dos: 0x00050001 },
  objectNameNotFound: { nt: 0xc0000034, dos: 0x00020001 },
  objectNameCollision: { nt: 0xc0000035, dos: 0x00500001 },
  logonFailure: { nt: 0xc000006d, dos: 0x00020002 },
  diskFull: { nt: 0xc000007f, dos: 0x00700001 },
  badDeviceType: { nt: 0xc00000cb, dos: 0x00070002 },
  badNetworkName: { nt: 0xc00000cc, dos: 0x00060002 },
  tooManySessions: { nt: 0xc00000ce, dos: 0x005a0002 },
  insufficientResources: { nt: 0xc0000205, dos: 0x00590002 },
  badTid: { nt: 0x00050002, dos: 0x00050002 },
  badUid: { nt: 0x005b0002, dos: 0x005b0002 },
  invalidLevel: { nt: 0xc0000148, dos: 0x007c0001 },
} as const;
export type Refusal = keyof typeof refusals;

/** The number of a status in the form that the request asks for. */
export function statusFor({ header }: Request, refusal: Refusal): number {
  return refusals[refusal][header.statusForm];
}

/** A response without words and bytes. */
export function refuse(request: Request, refusal: Refusal): Reaction {
  const status = statusFor(request, refusal);
  return reply(encodeEmptyResponse(request.header.command, { ...request.head, status }));
}
