import type { CheckContext, Check } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

/** Remote Desktop's two services and the two of Windows' file sharing, by their names in the service control manager. */
const services = ['TermService', 'UmRdpService', 'LanmanServer', 'LanmanWorkstation'] as const;

/** Asks the state of the services that sessions hang on, here and on the server where it lets us. */
export const windowsServicesCheck: Check = {
  id: 'windows-services',
  run: (context) =>
    inspectWindows(context, 'windows-services', async (inspection) => {
      if (!inspection.targetIsHere) await noteServices(context, inspection, null);
      await noteServices(context, inspection, context.request.target.host);
      return done;
    }),
};

/** Notes each service of this PC (`null`) or of the target. A server that does not let us in is asked once, not four times. */
async function noteServices({ recorder }: CheckContext, inspection: Inspection, server: string | null): Promise<void> {
  const { windows, read, targetIsHere, notRead } = inspection;
  const machine = server === null ? 'this-pc' : 'target';
  for (const name of services) {
    const answer = await windows.service(targetIsHere ? null : server, name, read);
    if (!answer.ok) {
      notRead(answer.error, { machine, reading: 'service', name });
      if (machine === 'target' && !targetIsHere) return;
      continue;
    }
    const info = answer.value;
    recorder.observe('windows-services', 'windows-service', {
      machine,
      name,
      state: info?.state ?? null,
      start: info?.start ?? null,
      pid: info?.pid ?? null,
      dependents: info?.dependents?.map((dependent) => dependent.name) ?? null,
    });
  }
}
