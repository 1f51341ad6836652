import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * Electron's switches that are set in the program itself. Off: to be started as plain Node, to take NODE_OPTIONS or an
 * inspector, to give `file:` pages more rights. On: encrypted cookies, and the app is loaded from its archive only,
 * whose integrity is checked where Electron can do that.
 *
 * @param {NodeJS.Platform} platform
 * @returns {NonNullable<Configuration['electronFuses']>}
 */
export function fuses(platform) {
  return {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: platform !== 'linux',
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  };
}

/**
 * What of node_modules goes with the program: koffi and its library for Windows, and nothing on other platforms, which
 * never load it. It finds its library by the package's name, so both keep their folders.
 */
const koffiForWindows = [
  '!node_modules/**/*',
  'node_modules/koffi/{package.json,index.js,LICENSE.txt}',
  'node_modules/koffi/src/koffi/{index.js,src/static.js}',
  'node_modules/@koromix/koffi-win32-x64/{package.json,index.js}',
  'node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
];

/**
 * electron-builder's configuration.
 *
 * @param {object} given
 * @param {NodeJS.Platform} given.platform the one to package for
 * @param {string} given.electronVersion
 * @param {string | undefined} given.electronDist a folder with Electron for that platform; without it, it is downloaded
 * @returns {Configuration}
 */
export function configuration({ platform, electronVersion, electronDist }) {
  return {
    appId: 'session-doctor.app',
    productName: 'Session Doctor',
    directories: { output: 'dist', buildResources: 'build/icons' },
    files: [
      ...['package.json', 'out/main/**/*', 'out/preload/**/*', 'out/renderer/**/*', '!**/*.map'],
      ...(platform === 'win32' ? koffiForWindows : ['!node_modules/**/*']),
    ],
    asar: true,
    // Windows loads a library from a file of its own only.
    asarUnpack: ['**/*.node'],
    npmRebuild: false,
    electronVersion,
    ...(electronDist === undefined ? {} : { electronDist }),
    electronFuses: fuses(platform),
    // What runs an application from a folder has no place beside one that only loads its own archive.
    afterPack: async ({ appOutDir }) => {
      for (const file of ['resources/default_app.asar', 'version']) await rm(join(appOutDir, file), { force: true });
    },
    win: {
      target: [
        { target: 'nsis', arch: 'x64' },
        { target: 'zip', arch: 'x64' },
      ],
      icon: 'build/icons/icon.ico',
      executableName: 'session-doctor',
    },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    linux: {
      target: [{ target: 'dir', arch: 'x64' }],
      icon: 'build/icons/icon.png',
      category: 'Utility',
      executableName: 'session-doctor',
    },
  };
}
