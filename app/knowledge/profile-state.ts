/** Bits of a profile's State (profile.h, as quoted by third parties), by the names that Windows gives them. */
const stateBits: readonly (readonly [bit: number, name: string])[] = [
  [0x0001, 'mandatory'],
  [0x0002, 'use-cache'],
  [0x0004, 'new-local'],
  [0x0008, 'new-central'],
  [0x0010, 'update-central'],
  [0x0020, 'delete-cache'],
  [0x0080, 'guest'],
  [0x0100, 'admin'],
  [0x0200, 'default-net-ready'],
  [0x0400, 'slow-link'],
  [0x0800, 'temporary'],
  [0x8000, 'is-bak'],
];

/** The names of the bits that are set; those without a name are left out. */
export function profileStateNames(state: number): readonly string[] {
  return stateBits.filter(([bit]) => (state & bit) !== 0).map(([, name]) => name);
}
