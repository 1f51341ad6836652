import type { Reaction } from './reaction.ts';
import type { Request } from './request.ts';
import type { ConnectionState, ServerParts } from './state.ts';

/** What the server does about one command. */
export type Handler = (request: Request, state: ConnectionState, parts: ServerParts) => Reaction;
