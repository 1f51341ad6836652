import { profileStateNames } from '../../../app/knowledge/profile-state.ts';
import type { BelongsTo } from '../../../app/model/observations/windows-sessions.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import type { RegistryKey } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import { ownRegistry, targetRegistry } from '../registry-keys.ts';
import type { Registry } from '../registry-keys.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

const currentVersion = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const profileList = `${currentVersion}\\ProfileList`;
const backup = '.bak';
/** A terminal server may have thousands; the user's own comes first. */
const MOST_PROFILES = 200;

const ERROR_FILE_NOT_FOUND = 2;
const ERROR_PATH_NOT_FOUND = 3;

type Profile = ObservationOf<'profile'>;
type Damage = Profile['damage'][number];

/** Reads the list of user profiles, here and on the server where it lets us: it notes the user's, and damaged ones. */
export const windowsProfilesCheck: Check = {
  id: 'windows-profiles',
  run: (context) =>
    inspectWindows(context, 'windows-profiles', async (inspection) => {
      if (!inspection.targetIsHere) await noteProfiles(context, inspection, ownRegistry(inspection));
      await noteProfiles(context, inspection, targetRegistry(inspection, context.request.target.host));
      return done;
    }),
};

async function noteProfiles({ recorder }: CheckContext, inspection: Inspection, registry: Registry): Promise<void> {
  const list = await registry.key('HKLM', profileList);
  // No Windows is without this list: where it is not there, nothing is known.
  if (list === undefined || list === null) return;
  const own = inspection.system?.userSid ?? null;
  const root = await systemRoot(registry);
  const sids = profilesOf(list.subkeys, own);
  let damaged = 0;
  for (const { sid, plain, bak } of sids) {
    const key = await registry.key('HKLM', `${profileList}\\${plain ? sid : sid + backup}`);
    if (key === undefined || key === null) continue;
    const path = expanded(textOf(key, 'ProfileImagePath'), root);
    const state = profileStateNames(numberOf(key, 'State'));
    const belongsTo = whose(sid, own);
    const folder = belongsTo === 'user' || bak ? await folderOf(inspection, registry, path) : null;
    const damage = damageOf({ plain, bak, state, folder });
    if (damage.length > 0) damaged++;
    if (damage.length === 0 && belongsTo !== 'user') continue;
    recorder.observe('windows-profiles', 'profile', {
      machine: registry.machine,
      sid,
      path,
      belongsTo,
      state: [...state],
      damage,
      folder,
    });
  }
  recorder.observe('windows-profiles', 'profiles-read', { machine: registry.machine, count: sids.length, damaged });
}

interface Listed {
  readonly sid: string;
  /** It stands as itself. */
  readonly plain: boolean;
  /** It stands under `.bak`. */
  readonly bak: boolean;
}

/** The accounts of people, each once, the user first. Windows' own have no profile that anybody signs in with. */
function profilesOf(subkeys: readonly string[], own: string | null): readonly Listed[] {
  const people = subkeys.filter((name) => /^S-1-(5-21|12-1)-/i.test(name));
  const names = new Set(people.map((name) => name.toLowerCase()));
  const sids = [...new Set(people.map((name) => name.replace(/\.bak$/i, '')))];
  return sids
    .sort((a, b) => Number(b === own) - Number(a === own))
    .slice(0, MOST_PROFILES)
    .map((sid) => ({
      sid,
      plain: names.has(sid.toLowerCase()),
      bak: names.has(sid.toLowerCase() + backup),
    }));
}

function whose(sid: string, own: string | null): BelongsTo {
  if (own === null) return 'unknown';
  return sid.toLowerCase() === own.toLowerCase() ? 'user' : 'other';
}

function damageOf({
  plain,
  bak,
  state,
  folder,
}: Pick<Listed, 'plain' | 'bak'> & {
  readonly state: readonly string[];
  readonly folder: Profile['folder'];
}): Damage[] {
  const damage: Damage[] = [];
  if (state.includes('temporary')) damage.push('temporary');
  if (bak) damage.push(plain ? 'bak' : 'only-bak');
  if (folder === 'missing') damage.push('folder-missing');
  return damage;
}

async function systemRoot(registry: Registry): Promise<string> {
  const key = await registry.key('HKLM', currentVersion);
  return textOf(key ?? null, 'SystemRoot');
}

/** Only the folders of Windows itself are written with variables; others stay as they are. */
function expanded(path: string, root: string): string {
  if (root === '') return path;
  return path.replace(/^%SystemRoot%/i, () => root).replace(/^%SystemDrive%/i, () => root.slice(0, 2));
}

/** Looks for a folder of this PC; one of another machine is not looked for. */
async function folderOf({ windows, read }: Inspection, { here }: Registry, path: string): Promise<Profile['folder']> {
  if (!here || path === '') return null;
  const found = await windows.readPath(path, read);
  if (!found.ok) return null;
  const { error } = found.value;
  return error === ERROR_FILE_NOT_FOUND || error === ERROR_PATH_NOT_FOUND ? 'missing' : 'there';
}

function textOf(key: RegistryKey | null, name: string): string {
  const value = valueOf(key, name);
  return value?.type === 'REG_SZ' || value?.type === 'REG_EXPAND_SZ' ? value.value : '';
}

function numberOf(key: RegistryKey, name: string): number {
  const value = valueOf(key, name);
  return value?.type === 'REG_DWORD' ? value.value : 0;
}
