// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunWish } from '../../../app/contract.ts';
import type { MessageId } from '../../../app/wording/message.ts';
import type { TestWindow } from '../window.tsx';
import { openWindow, text } from '../window.tsx';

let window: TestWindow;
beforeEach(async () => {
  vi.useFakeTimers();
  window = await openWindow();
  await window.settle(() => {
    window.services.way.getState().go('target');
  });
  return () => vi.useRealTimers();
});

const type = (label: MessageId, value: string) =>
  window.settle(() => {
    fireEvent.change(screen.getByLabelText(text(label)), { target: { value } });
    vi.advanceTimersByTime(150);
  });
const press = (name: string) => window.settle(() => fireEvent.click(screen.getByRole('button', { name })));
const beginning = (id: MessageId) => (name: string) => name.startsWith(text(id));
const ranWith = () => window.asked.filter(({ request }) => request === 'startRun').map(({ args }) => args[0]);

async function fillIn(): Promise<void> {
  await type('window.target.host', 'NAS-ARC01');
  await type('window.target.user', 'CORP\\k.lindqvist');
  await type('window.target.password', 'Correct-Horse-7');
}

describe('the target screen', () => {
  test('has the focus on its title', () => {
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });

  test('says that this PC is read, as it is Windows', () => {
    expect(screen.getByText(text('window.possible.this-pc.detail'))).toBeTruthy();
    expect(screen.queryByText(text('window.possible.no-windows.detail'))).toBeNull();
  });

  test('shows the plan once the target is whole, before a password is typed, and asks main for it without one', async () => {
    await type('window.target.host', 'NAS-ARC01');
    expect(screen.queryByText(text('window.plan.harmless'))).toBeNull();
    await type('window.target.user', 'k.lindqvist');
    expect(screen.getByText(text('window.plan.title', { count: 8, samples: 200 }))).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Run 8 checks' })).toBeTruthy();
    expect(JSON.stringify(window.asked)).not.toContain('password');
  });

  test('says in the plan how long silent connections are held', async () => {
    const { planRun } = window.bridge;
    Object.assign(window.bridge, {
      planRun: async (wish: RunWish) => ({
        ...(await planRun(wish)),
        checks: [{ id: 'smb1-idle' }],
        idleMs: wish.idleMs,
      }),
    });
    await fillIn();
    await type('window.target.idle', '60');
    const name = text('check.smb1-idle.label');
    expect(screen.getByText(text('window.plan.idle', { name, minutes: 60 }))).toBeTruthy();
  });

  test('points out what is missing when a run is asked for, and not before', async () => {
    expect(screen.queryByText(text('window.mistake.host-missing'))).toBeNull();
    await press(text('window.target.run'));
    for (const mistake of ['host-missing', 'user-missing', 'password-missing'] as const) {
      expect(screen.getByText(text(`window.mistake.${mistake}`))).toBeTruthy();
    }
    await type('window.target.port', '0');
    expect(screen.getByText(text('window.mistake.port'))).toBeTruthy();
    expect(ranWith()).toEqual([]);
  });

  test('hands the password to main once, forgets it, and shows the run', async () => {
    await fillIn();
    await press('Run 8 checks');
    expect(ranWith()).toEqual([
      {
        symptom: 'unknown',
        target: {
          host: 'NAS-ARC01',
          port: 445,
          netbiosPort: 139,
          account: { kind: 'user', domain: 'CORP', user: 'k.lindqvist' },
        },
        password: 'Correct-Horse-7',
      },
    ]);
    expect(window.services.target.getState().password).toBe('');
    expect(JSON.stringify(window.services.run.getState())).not.toContain('Correct-Horse-7');
    expect(window.services.way.getState().screen).toBe('checks');
  });

  test('takes a double click for one start, and stays with the run', async () => {
    await fillIn();
    const run = screen.getByRole('button', { name: 'Run 8 checks' });
    await window.settle(() => {
      fireEvent.click(run, { detail: 1 });
      fireEvent.click(run, { detail: 1 });
      fireEvent.click(run, { detail: 2 });
    });
    expect(ranWith()).toHaveLength(1);
    expect(window.services.run.getState()).toMatchObject({ phase: 'running', number: 1, starting: false });
    expect(window.services.way.getState().screen).toBe('checks');
  });

  test('spreads a server with port and share over its fields once it is typed', async () => {
    await type('window.target.host', '[::1]:25201/rw');
    const host = screen.getByLabelText<HTMLInputElement>(text('window.target.host'));
    expect(host.value).toBe('[::1]:25201/rw');
    await window.settle(() => fireEvent.blur(host));
    const shown = (['host', 'port', 'share'] as const).map(
      (field) => screen.getByLabelText<HTMLInputElement>(text(`window.target.${field}`)).value,
    );
    expect(shown).toEqual(['::1', '25201', 'rw']);
  });

  test('asks for no name and no password for an anonymous sign-in', async () => {
    await type('window.target.host', 'NAS-ARC01');
    await window.settle(() => {
      fireEvent.click(screen.getByRole('radio', { name: text('window.target.anonymous') }));
      vi.advanceTimersByTime(150);
    });
    expect(screen.queryByLabelText(text('window.target.password'))).toBeNull();
    await press('Run 8 checks');
    expect(ranWith()).toEqual([
      {
        symptom: 'unknown',
        target: { host: 'NAS-ARC01', port: 445, netbiosPort: 139, account: { kind: 'anonymous' } },
      },
    ]);
  });

  test('offers the practice server with its scenarios, and the way back', async () => {
    await press(text('window.practice.use'));
    await window.settle(() => {
      fireEvent.click(screen.getByRole('radio', { name: new RegExp(text('window.practice.stalled')) }));
      vi.advanceTimersByTime(150);
    });
    await press('Run 8 checks');
    expect(ranWith()).toEqual([expect.objectContaining({ practice: 'stalled' })]);
    const banner = text('window.practice.banner', { scenario: text('window.practice.stalled') });
    expect(screen.getByText(banner)).toBeTruthy();
  });

  test('asks for the port of Remote Desktop where that is the symptom, and for an account only with a share', async () => {
    await window.settle(() => {
      window.services.symptom.getState().setSeenAt('remote-desktop');
    });
    expect(screen.queryByLabelText(text('window.target.port'))).toBeNull();
    expect(screen.queryByLabelText(text('window.target.user'))).toBeNull();
    await type('window.target.host', 'RDS-01');
    await type('window.target.rdp-port', '3390');
    const wish = window.asked.findLast(({ request }) => request === 'planRun')?.args[0];
    expect(wish).toMatchObject({ symptom: 'rdp-session-deleted', target: { host: 'RDS-01', rdpPort: 3390 } });
    expect(screen.queryByLabelText(text('window.target.smb-port'))).toBeNull();
    await type('window.target.share', 'Profiles');
    expect(screen.getByLabelText(text('window.target.user'))).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(text('window.target.smb-port')).value).toBe('445');
  });

  describe('a test that can disturb others', () => {
    const collision = () => screen.getByRole('checkbox', { name: beginning('consent.vc-collision.name') });
    const dialog = () => screen.queryByRole('alertdialog');
    beforeEach(() => type('window.target.host', 'NAS-ARC01'));

    test('cannot be asked about before a server is named, and says so', async () => {
      await type('window.target.host', '');
      expect(collision()).toHaveProperty('disabled', true);
      expect(collision().closest('li')?.textContent).toContain(text('consent.needs-server'));
      await type('window.target.host', 'NAS-ARC01');
      await window.settle(() => fireEvent.click(collision()));
      expect(dialog()?.textContent).toContain(text('consent.vc-collision.title', { host: 'NAS-ARC01' }));
    });

    test('is asked about at once when it is ticked; Cancel has the focus, and leaves it off', async () => {
      await window.settle(() => {
        collision().focus();
        fireEvent.click(collision());
      });
      expect(dialog()?.textContent).toContain(text('consent.vc-collision.breaks'));
      expect(document.activeElement?.textContent).toBe(text('consent.cancel'));
      await press(text('consent.cancel'));
      expect(dialog()).toBeNull();
      expect(document.activeElement).toBe(collision());
      expect(window.services.target.getState().consent).toEqual([]);
    });

    test('is allowed only after it was affirmed that nobody is harmed', async () => {
      await window.settle(() => fireEvent.click(collision()));
      await press(text('consent.vc-collision.act'));
      expect(dialog()).not.toBeNull();
      await window.settle(() =>
        fireEvent.click(screen.getByRole('checkbox', { name: text('consent.vc-collision.affirm') })),
      );
      await press(text('consent.vc-collision.act'));
      expect(dialog()).toBeNull();
      expect(window.services.target.getState().consent).toEqual(['vc-collision']);
      await window.settle(() => fireEvent.click(collision()));
      expect(window.services.target.getState().consent).toEqual([]);
    });

    test('is asked about anew after a run, which is not one of other settings for that', async () => {
      await fillIn();
      await window.settle(() => {
        window.services.target.getState().set({ consent: ['vc-collision'] });
      });
      expect(collision()).toHaveProperty('checked', true);
      await press('Run 8 checks');
      expect(ranWith()).toEqual([expect.objectContaining({ consent: ['vc-collision'] })]);
      await window.settle(() => {
        window.services.way.getState().go('target');
      });
      expect(collision()).toHaveProperty('checked', false);
      expect(screen.queryByText(text('window.other-settings'))).toBeNull();
    });

    test('that needs a share cannot be ticked without one', async () => {
      const lock = () =>
        screen.getByRole<HTMLInputElement>('checkbox', { name: beginning('consent.oplock-break.name') });
      expect(lock().disabled).toBe(true);
      await type('window.target.share', 'Projects');
      expect(lock().disabled).toBe(false);
    });
  });
});

test('on Windows one can sign in as the user who is here, with nothing to type', async () => {
  await type('window.target.host', 'NAS-ARC01');
  await window.settle(() => {
    fireEvent.click(screen.getByRole('radio', { name: text('window.target.this-user') }));
    vi.advanceTimersByTime(150);
  });
  expect(screen.queryByLabelText(text('window.target.password'))).toBeNull();
  await press('Run 8 checks');
  expect(ranWith()).toMatchObject([{ target: { account: { kind: 'current-user', user: '' } } }]);
});

test('on another system one line says that this PC is not read', async () => {
  const other = await openWindow('healthy', { platform: 'linux' });
  await other.settle(() => {
    other.services.way.getState().go('target');
  });
  expect(screen.getAllByText(text('window.possible.no-windows.detail'))).toHaveLength(1);
});

test('nor can one sign in as whoever is here', async () => {
  cleanup();
  const other = await openWindow('healthy', { platform: 'linux' });
  await other.settle(() => {
    other.services.way.getState().go('target');
  });
  expect(screen.queryByRole('radio', { name: text('window.target.this-user') })).toBeNull();
});
