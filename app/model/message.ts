import { z } from 'zod';

/** A sentence as an id of the catalogue and its parameters; `app/wording` puts it into words. */
export const AnyMessage = z.object({
  id: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
