/** One entry, of the fields that our menu uses; the names are Electron's. */
export interface MenuEntry {
  readonly role?:
    'appMenu' | 'editMenu' | 'windowMenu' | 'zoomIn' | 'zoomOut' | 'resetZoom' | 'togglefullscreen' | 'quit';
  readonly label?: string;
  readonly accelerator?: string;
  readonly visible?: boolean;
  readonly acceleratorWorksWhenHidden?: boolean;
  readonly submenu?: MenuEntry[];
}

/**
 * The menu. Windows and Linux never show it, but its accelerators work there too: editing keys, zoom (also with the
 * plain "=" and with the number pad), full screen, quit. No reload and no developer tools: Ctrl+R is the page's.
 */
export function menuTemplate(viewLabel: string, isMac: boolean): MenuEntry[] {
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      label: viewLabel,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        hidden('zoomIn', 'CommandOrControl+='),
        hidden('zoomIn', 'CommandOrControl+numadd'),
        hidden('zoomOut', 'CommandOrControl+numsub'),
        hidden('resetZoom', 'CommandOrControl+num0'),
        { role: 'togglefullscreen' },
        ...(isMac ? [] : [{ role: 'quit' } as const]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
  ];
}

function hidden(role: 'zoomIn' | 'zoomOut' | 'resetZoom', accelerator: string): MenuEntry {
  return { role, accelerator, visible: false, acceleratorWorksWhenHidden: true };
}
