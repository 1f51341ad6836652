import { rdpSettingOrder, rdpSettings } from '../../../app/knowledge/rdp-settings.ts';
import type { RdpSettingRow } from '../../../app/knowledge/rdp-settings.ts';
import { readStoredNumber } from '../../../app/reasoning/stored-number.ts';
import type { Hive, RegistryKey, RegistryValue } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Registry } from '../registry-keys.ts';
import { ownRegistry, targetRegistry } from '../registry-keys.ts';
import { inspectWindows } from '../this-pc.ts';

/** Reads what bears on Remote Desktop sessions, here and on the server where it lets us. */
export const windowsPoliciesCheck: Check = {
  id: 'windows-policies',
  run: (context) =>
    inspectWindows(context, 'windows-policies', async (inspection) => {
      const user = inspection.system?.userSid ?? null;
      if (!inspection.targetIsHere) await noteSettings(context, ownRegistry(inspection), user);
      await noteSettings(context, targetRegistry(inspection, context.request.target.host), user);
      return done;
    }),
};

type Place = RdpSettingRow['places'][number];

async function noteSettings({ recorder }: CheckContext, registry: Registry, user: string | null): Promise<void> {
  const keys = new Map<string, RegistryKey | null>();
  const { machine } = registry;
  const keyOf = async (place: Place): Promise<RegistryKey | null | undefined> => {
    const [hive, path] = whereOf(place, registry, user);
    const name = `${hive}\\${path}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = await registry.key(hive, path);
    if (key !== undefined) keys.set(name, key);
    return key;
  };

  let set = 0;
  let whole = true;
  for (const setting of rdpSettingOrder) {
    const row = rdpSettings[setting];
    for (const place of row.places) {
      // Without knowing who the user is, the hive of a user on another machine can't be named.
      if (place.hive === 'HKCU' && !registry.here && user === null) continue;
      const key = await keyOf(place);
      if (key === undefined) {
        if (!registry.here) return;
        whole = false;
        continue;
      }
      const stored = inForce(row, place, key);
      if (stored === undefined) continue;
      set++;
      const read = readStoredNumber(stored, { range: row.range, also: row.unlimited });
      const [hive, path] = whereOf(place, registry, user);
      const common = { setting, machine, source: place.source, where: `${hive}\\${path}\\${place.name}` } as const;
      if (read.kind === 'wrong-type') {
        const fields = { configured: null, effective: null, problem: 'wrong-type', stored: read.shown } as const;
        recorder.observe('windows-policies', 'rdp-setting', { ...common, ...fields });
      } else if (read.kind === 'number') {
        const { value, inRange } = read;
        recorder.observe('windows-policies', 'rdp-setting', {
          ...common,
          configured: value,
          effective: inRange ? value : null,
          ...(inRange ? {} : { problem: 'out-of-range' as const }),
        });
      }
      // The first that stands counts, and the rest does not.
      break;
    }
  }
  if (whole) recorder.observe('windows-policies', 'rdp-settings-read', { machine, of: rdpSettingOrder.length, set });
}

/** The hive of the user on another machine is there only while they have a session on it. */
function whereOf(place: Place, { here }: Registry, user: string | null): readonly [hive: Hive, path: string] {
  return place.hive === 'HKCU' && !here ? ['HKU', `${user ?? ''}\\${place.key}`] : [place.hive, place.key];
}

/** A value of its own counts only where it is not the user's account that decides. */
function inForce(row: RdpSettingRow, place: Place, key: RegistryKey | null): RegistryValue | undefined {
  if (place.source === 'setting' && row.inherits !== undefined) {
    const inherits = valueOf(key, row.inherits);
    if (inherits?.type === 'REG_DWORD' && inherits.value !== 0) return undefined;
  }
  return valueOf(key, place.name);
}
