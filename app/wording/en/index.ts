import { actionTexts } from './action.ts';
import { captureTexts } from './capture.ts';
import { causeTexts } from './cause.ts';
import { checkTexts } from './check.ts';
import { commandLineTexts } from './command-line.ts';
import { consentTexts } from './consent.ts';
import { expiryTexts } from './expiry.ts';
import { faultLineTexts } from './fault-line.ts';
import { idleTexts } from './idle.ts';
import { fileTexts } from './files.ts';
import { lookUpTexts } from './look-up.ts';
import { observationTexts } from './observation.ts';
import { serverTexts } from './server.ts';
import { remoteDesktopTexts } from './remote-desktop.ts';
import { shellTexts } from './shell.ts';
import { smb2Texts } from './smb2.ts';
import { timerTexts } from './timer.ts';
import { violationTexts } from './violation.ts';
import { windowTexts } from './window.ts';
import { windowsTexts } from './windows.ts';
import { windowsEventTexts } from './windows-events.ts';
import { windowsSessionTexts } from './windows-sessions.ts';
import { windowsSettingTexts } from './windows-settings.ts';
import { windowsUserSideTexts } from './windows-user-side.ts';
import { workTexts } from './work.ts';

/** The English catalogue: id -> text. Every sentence that a person reads stands here and nowhere else. */
export const english = {
  ...actionTexts,
  ...captureTexts,
  ...causeTexts,
  ...checkTexts,
  ...commandLineTexts,
  ...consentTexts,
  ...expiryTexts,
  ...faultLineTexts,
  ...idleTexts,
  ...fileTexts,
  ...lookUpTexts,
  ...observationTexts,
  ...serverTexts,
  ...remoteDesktopTexts,
  ...shellTexts,
  ...smb2Texts,
  ...timerTexts,
  ...violationTexts,
  ...windowTexts,
  ...windowsTexts,
  ...windowsEventTexts,
  ...windowsSessionTexts,
  ...windowsSettingTexts,
  ...windowsUserSideTexts,
  ...workTexts,
} as const;
