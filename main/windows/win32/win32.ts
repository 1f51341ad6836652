import type koffi from 'koffi';

/** The library that calls foreign functions. It is handed in, since only Windows ever loads it. */
export type Koffi = typeof koffi;

/** A handle or an address; null is the null pointer. */
export type Pointer = bigint | null;

/** What a function takes: numbers, handles, text (given as UTF-16), and memory that it reads or fills in place. */
export type Argument = number | Pointer | string | Buffer;

/** What a function gave back, and what GetLastError said right after it. */
export interface Called<Value> {
  readonly value: Value;
  /** 0 when the function set none; from another thread it may then be that of an earlier call. */
  readonly lastError: number;
}

/** A function of Windows. Either way of calling throws only when this Windows does not have it. */
export interface Native<Arguments extends readonly Argument[], Value> {
  /** On this thread: for what can't wait for anybody. */
  readonly now: (...given: Arguments) => Called<Value>;
  /** On a thread of its own, a few at once: for what may ask a server. It can't be interrupted, only left. */
  readonly elsewhere: (...given: Arguments) => Promise<Called<Value>>;
}

/** What the readers share. */
export interface Win32 {
  readonly koffi: Koffi;
  /** A function by its C prototype, looked up at its first call. Whoever binds it says which types are meant. */
  readonly bind: (dll: string, prototype: string) => Native<readonly Argument[], unknown>;
  /** A copy of memory that Windows owns. */
  readonly bytesAt: (address: bigint, length: number) => Buffer;
  /** The text at an address, up to its terminating null; empty for the null pointer. */
  readonly textAt: (address: Pointer) => string;
}

/** Node has four threads for everything, files and names included: a server that hangs must not take them all. */
const mostElsewhere = 3;

/** Binds Win32 through koffi. Nothing is loaded yet. */
export function openWin32(koffi: Koffi): Win32 {
  const turns = createTurns(mostElsewhere);
  const libraries = new Map<string, ReturnType<Koffi['load']>>();
  const libraryOf = (dll: string): ReturnType<Koffi['load']> => {
    const library = libraries.get(dll) ?? koffi.load(dll);
    libraries.set(dll, library);
    return library;
  };
  const lookUp = (dll: string, prototype: string): ForeignFunction => libraryOf(dll).func(prototype) as ForeignFunction;
  let getLastError: ForeignFunction | undefined;
  const lastError = (): number => {
    getLastError ??= lookUp('kernel32.dll', 'uint32_t __stdcall GetLastError()');
    return getLastError() as number;
  };
  let setLastError: ForeignFunction | undefined;
  // koffi hands each call the error of the one before it, which a function that sets none would leave standing.
  const forgetLastError = (): void => {
    setLastError ??= lookUp('kernel32.dll', 'void __stdcall SetLastError(uint32_t code)');
    setLastError(0);
  };

  return {
    koffi,
    bind: (dll, prototype) => {
      let found: ForeignFunction | undefined;
      return {
        now: (...given) => {
          found ??= lookUp(dll, prototype);
          forgetLastError();
          const value = found(...given);
          return { value, lastError: lastError() };
        },
        elsewhere: async (...given) => {
          const call = (found ??= lookUp(dll, prototype));
          await turns.take();
          try {
            return await new Promise((resolve, reject) => {
              call.async(...given, (error: Error | null, value: unknown) => {
                if (error === null) resolve({ value, lastError: lastError() });
                else reject(error);
              });
            });
          } finally {
            turns.giveBack();
          }
        },
      };
    },
    // koffi.view would spare the copy, but Electron forbids it.
    bytesAt: (address, length) =>
      length === 0 ? Buffer.alloc(0) : Buffer.from(koffi.decode(address, 'uint8_t', length) as Uint8Array),
    textAt: (address) => (address === null || address === 0n ? '' : koffi.decode.string16(address)),
  };
}

/** Lets `most` hold a turn at once; the others wait in their order. */
function createTurns(most: number): { readonly take: () => Promise<void>; readonly giveBack: () => void } {
  let free = most;
  const waiting: (() => void)[] = [];
  return {
    take: () => {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve));
      free--;
      return Promise.resolve();
    },
    giveBack: () => {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}

type ForeignFunction = ((...given: readonly Argument[]) => unknown) & {
  readonly async: (...givenThenCallback: readonly unknown[]) => void;
};
