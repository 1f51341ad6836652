/**
 * The project's areas, as paths from its folder, and what each may import: other areas of ours, and packages. The first
 * area whose pattern matches a file is the file's own. Areas that are absent here (build, test) import what they like.
 *
 * Everything runs one way: the window and the main process meet in `app` only, and protocols know nothing of the
 * diagnosis that uses them.
 *
 * @typedef {object} Area
 * @property {string} name
 * @property {RegExp} path
 * @property {readonly string[]} areas areas that may be imported besides its own
 * @property {readonly string[]} [typesOnly] areas of which only types may be imported
 * @property {boolean} node may it import Node's own modules
 * @property {boolean} electron may it import Electron
 * @property {readonly string[]} [refused] packages that it must not import, types included
 */

// The fault line is reasoning that the window follows live; it stands before the rest, of which it is a part.
const values = ['app/wording', 'app/latency', 'app/knowledge', 'app/reasoning/fault-line'];
const types = ['app/model', 'app/reasoning', 'app/windows', 'app/contract'];
const app = [...values, ...types];
const user = ['react', 'react-dom', 'zustand', 'recharts', '@fluentui/react-components', '@fluentui/react-icons'];

/** @type {(name: string, areas: readonly string[]) => Area} */
const appArea = (name, areas) => ({
  name,
  path: new RegExp(`^${name}(/|\\.ts$)`),
  areas,
  node: false,
  electron: false,
  refused: user,
});

/** @type {(name: string, areas: readonly string[]) => Area} */
const mainArea = (name, areas) => ({
  name: `main/${name}`,
  path: new RegExp(`^main/${name}(/|\\.ts$)`),
  areas: [...app, ...areas.map((area) => `main/${area}`)],
  node: true,
  electron: false,
  refused: user,
});

const mainAreas = [
  mainArea('clock', []),
  mainArea('schedule', ['clock']),
  mainArea('environment', []),
  { ...mainArea('version', []), areas: ['package.json'] },
  mainArea('malformed', []),
  mainArea('ntlm', ['malformed']),
  mainArea('net', ['clock', 'malformed']),
  mainArea('smb1', ['clock', 'malformed', 'net', 'ntlm']),
  mainArea('smb2', ['clock', 'malformed', 'net', 'ntlm']),
  mainArea('rdp', ['clock', 'malformed', 'net']),
  mainArea('windows', ['clock', 'schedule', 'net', 'ntlm']),
  mainArea('practice', ['clock', 'malformed', 'net', 'ntlm', 'smb1', 'smb2']),
  mainArea('diagnosis', ['clock', 'schedule', 'net', 'ntlm', 'smb1', 'smb2', 'rdp', 'windows', 'practice']),
  mainArea('actions', ['clock', 'schedule', 'windows']),
  mainArea('cases', ['clock']),
  mainArea('report', ['clock', 'environment', 'version', 'net']),
];

/** @type {readonly Area[]} */
export const areas = [
  ...app.map((name) =>
    appArea(
      name,
      app.filter((other) => other !== name),
    ),
  ),
  appArea('app', app),
  ...mainAreas,
  {
    name: 'main (Electron)',
    path: /^main\/(index|preload|window|ipc)\.ts$/,
    areas: [...app, 'main', ...mainAreas.map(({ name }) => name)],
    node: true,
    electron: true,
    refused: user,
  },
  {
    name: 'main',
    path: /^main\//,
    areas: [...app, ...mainAreas.map(({ name }) => name)],
    typesOnly: ['main (Electron)'],
    node: true,
    electron: false,
    refused: user,
  },
  {
    name: 'renderer',
    path: /^renderer\//,
    areas: values,
    typesOnly: types,
    node: false,
    electron: false,
    refused: ['zod'],
  },
  { name: 'package.json', path: /^package\.json$/, areas: [], node: false, electron: false },
];

/** The area of a file, given its path from the project's folder with forward slashes. */
export const areaOf = (/** @type {string} */ path) => areas.find((area) => area.path.test(path));
