/** OSVERSIONINFOEXW (winnt.h): size, major, minor, build, platform, 128 characters of text, service pack, suite, product. */
export const osVersionBytes = 284;
const productTypeOffset = 282;
const VER_NT_WORKSTATION = 1;

export interface OsVersion {
  /** "10.0.26100". */
  readonly version: string;
  readonly build: number;
  readonly server: boolean;
}

/** What RtlGetVersion wrote. */
export function decodeOsVersion(octets: Buffer): OsVersion | null {
  if (octets.length < osVersionBytes) return null;
  const build = octets.readUInt32LE(12);
  return {
    version: [octets.readUInt32LE(4), octets.readUInt32LE(8), build].join('.'),
    build,
    server: octets.readUInt8(productTypeOffset) !== VER_NT_WORKSTATION,
  };
}

const firstBuildOfWindows11 = 22_000;

/** The name that people know: the registry of Windows 11 still says "Windows 10". */
export function productNameOf(registryName: string, { build, server }: OsVersion): string {
  return server || build < firstBuildOfWindows11 ? registryName : registryName.replace('Windows 10', 'Windows 11');
}
