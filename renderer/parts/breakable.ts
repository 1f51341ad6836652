/** Lets a long name such as STATUS_LOGON_FAILURE wrap after its underscores; copied text keeps the marks out of sight. */
export function breakable(name: string): string {
  return name.replaceAll('_', '_\u200b');
}
