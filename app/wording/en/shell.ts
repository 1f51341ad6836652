/** The shell around the page: its menu, the file dialog, and what only the main process can say. */
export const shellTexts = {
  'shell.menu.view': 'View',
  'shell.save-report.title': 'Save the report',
  'shell.save-report.file-type': 'Session Doctor report (JSON)',
  'check.why.process-gone': 'The test process ended unexpectedly',
} as const;
