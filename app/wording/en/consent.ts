/** What is said before a test that can disturb others. */
export const consentTexts = {
  'consent.heading': 'Ask before running',
  'consent.why': '(these can disturb other people)',
  'consent.runs': 'What runs',
  'consent.breaks': 'What breaks',
  'consent.undo': 'How to undo',
  'consent.afterwards': 'Afterwards',
  'consent.cancel': 'Cancel',
  'consent.affirm-first': 'Tick the box above first.',
  'consent.needs-server': 'Needs a server name.',
  'consent.needs-share': 'Needs a share.',
  'consent.vc-collision.name': 'Collision test (VcNumber 0)',
  'consent.vc-collision.about':
    'On some old servers it disconnects every PC that shares this PC’s address. Run it out of hours.',
  'consent.vc-collision.title': 'Run the collision test on {{host}}?',
  'consent.vc-collision.runs':
    'SESSION_SETUP_ANDX with VcNumber 0, once, on a second connection of this tool. Old Windows clients began every connection this way.',
  'consent.vc-collision.breaks':
    'A server that acts on it cuts every other connection of this client, on Samba those over SMB2 and SMB3 too: the user’s own drives on that server, and those of other PCs behind the same address. Changes that a program has not saved there can be lost.',
  'consent.vc-collision.undo':
    'It cannot be undone. Windows connects its drives again when they are next used; files that were open must be opened again.',
  'consent.vc-collision.afterwards': 'The report says whether the first connection lived, and how it ended if not.',
  'consent.vc-collision.affirm': 'Nobody works on this server from this address now, or they know of it.',
  'consent.vc-collision.act': 'Allow the collision test',
  'consent.oplock-break.name': 'File lock test (oplock)',
  'consent.oplock-break.about': 'A program on the server that opens the test file by itself may wait up to 35 s.',
  'consent.oplock-break.title': 'Run the file lock test on {{host}}?',
  'consent.oplock-break.runs':
    'NT_CREATE_ANDX of one temporary file on the share, with an oplock, by one connection of this tool and then by another. Once the oplock break is answered, once it is not.',
  'consent.oplock-break.breaks':
    'No file of anybody else is opened. A program that opens the temporary file by itself, such as a virus scanner on the server, may wait up to 35 s for it.',
  'consent.oplock-break.undo': 'The temporary file is deleted at the end. Nothing else is changed.',
  'consent.oplock-break.afterwards': 'The report says how long the second open waited each time.',
  'consent.oplock-break.act': 'Allow the file lock test',
} as const;
