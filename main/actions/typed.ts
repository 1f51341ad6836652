/** What cmd.exe and PowerShell take for themselves, quoted or not. */
const plain = /^[\p{L}\p{N}_.:\\/+=-]+$/u;
const quotable = /^[\p{L}\p{N} _.:\\/@#+=~(),;&-]+$/u;

/**
 * A command line of these words, as an administrator would type it. None where a word can't be typed so that every shell
 * takes it as it is: nobody is given a line to paste that does something else.
 */
export function typed(...words: readonly string[]): readonly string[] {
  const quoted: string[] = [];
  for (const word of words) {
    if (plain.test(word)) quoted.push(word);
    else if (quotable.test(word) && !word.endsWith('\\')) quoted.push(`"${word}"`);
    else return [];
  }
  return [quoted.join(' ')];
}
