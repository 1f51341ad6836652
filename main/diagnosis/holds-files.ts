/** Services that hold no files, [MS-CIFS] 2.2.4.55.1. Not every server says `A:` for one that does. */
const withoutFiles: ReadonlySet<string> = new Set(['IPC', 'LPT1:', 'COMM']);

/** Whether files can be opened in a tree. */
export function holdsFiles({ service }: { readonly service: string }): boolean {
  return !withoutFiles.has(service);
}
