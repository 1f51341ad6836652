import { useStore } from 'zustand';
import { causes } from '../../app/knowledge/causes.ts';
import { useServices, useWords } from '../services.tsx';

/** The verdict as a few lines of text, for a chat or a ticket; null before there is one. */
export function useVerdictText(): string | null {
  const { run } = useServices();
  const { say, translate } = useWords();
  const finding = useStore(run, (state) => state.ended?.findings[0]);
  if (finding === undefined) return null;
  return [
    `${say(causes[finding.cause].headline)} (${say(`window.confidence.${finding.confidence}`)}, ${finding.cause})`,
    translate(finding.summary),
    say('window.findings.next', { next: translate(finding.next) }),
  ].join('\n');
}
