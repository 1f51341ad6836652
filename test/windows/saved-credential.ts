import assert from 'node:assert/strict';
import koffi from 'koffi';
import { openWin32 } from '../../main/windows/win32/win32.ts';

const CRED_TYPE_GENERIC = 1;
const win32 = openWin32(koffi);
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

/** Saves a sign-in for as long as this user is signed in; gives what removes it. */
export function saveCredential(target: string): () => void {
  const write = win32.bind('advapi32.dll', 'int32_t __stdcall CredWriteW(void *credential, uint32_t flags)');
  const [name, user, secret] = [wide(target), wide('bob'), wide('not read')];
  // CREDENTIALW: type, name, size and place of the secret, CRED_PERSIST_SESSION, user.
  const credential = Buffer.alloc(80);
  credential.writeUInt32LE(CRED_TYPE_GENERIC, 4);
  credential.writeBigUInt64LE(koffi.address(name), 8);
  credential.writeUInt32LE(secret.length, 32);
  credential.writeBigUInt64LE(koffi.address(secret), 40);
  credential.writeUInt32LE(1, 48);
  credential.writeBigUInt64LE(koffi.address(user), 72);
  assert.equal(write.now(credential, 0).value, 1);
  const remove = win32.bind('advapi32.dll', 'int32_t __stdcall CredDeleteW(str16 name, uint32_t type, uint32_t flags)');
  return () => {
    remove.now(target, CRED_TYPE_GENERIC, 0);
  };
}
