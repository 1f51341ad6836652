/** The window: screens, buttons, charts. */
export const windowTexts = {
  'window.app-name': 'Session Doctor',
} as const;
