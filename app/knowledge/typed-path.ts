/** What was typed for a file or folder on a share, taken apart; `host` and `share` where the path began with them. */
export interface TypedPath {
  readonly host?: string;
  readonly share?: string;
  /** Below the share, with backslashes and none in front; empty for the share itself. */
  readonly path: string;
}

/** A file or folder below a share, as `path` gives it; `.` and `..` name nothing there. */
export const sharePath = /^(?!\.{1,2}(\\|$))[^\\/:*?"<>|\p{Cc}]+(\\(?!\.{1,2}(\\|$))[^\\/:*?"<>|\p{Cc}]+)*$/u;

/** Takes "\\HOST\SHARE\folder\file", "\folder\file" or "folder/file" apart. */
export function splitPath(typed: string): TypedPath {
  const text = typed.trim();
  const parts = text.split(/[\\/]+/).filter((part) => part !== '');
  if (!/^(\\\\|\/\/)/.test(text)) return { path: parts.join('\\') };
  const [host = '', share = '', ...below] = parts;
  return { host, share, path: below.join('\\') };
}
