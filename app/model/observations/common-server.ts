import * as z from 'zod';

/** The clock of a server, as an answer shows it. */
export const serverClock = {
  /** ISO 8601. */
  serverTime: z.string().optional(),
  /** Its clock less this PC's, at the middle of the exchange. */
  clockSkewMs: z.number().optional(),
};

/** What an SMB2 NEGOTIATE response says of a server ([MS-SMB2] 2.2.4); absent in reports of earlier versions. */
export const smb2Server = {
  securityMode: z.array(z.string()).optional(),
  serverGuid: z.string().optional(),
  capabilities: z.array(z.string()).optional(),
  maxTransactSize: z.number().int().optional(),
  maxReadSize: z.number().int().optional(),
  maxWriteSize: z.number().int().optional(),
  /** When the server started, ISO 8601; most servers no longer say. */
  serverStartTime: z.string().optional(),
  /** Of those that were offered with 3.1.1. */
  cipher: z.string().optional(),
  signingAlgorithm: z.string().optional(),
};
