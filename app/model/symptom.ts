import * as z from 'zod';

/** What the user saw. The ids are part of the command line and of the report format. */
export const Symptom = z.enum([
  'smb-session-deleted',
  'rdp-session-deleted',
  'smb-timeout',
  'smb-session-expired',
  'unknown',
]);
export type Symptom = z.infer<typeof Symptom>;
