import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircle28Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircle24Filled } from '@fluentui/react-icons/svg/error-circle';
import { Info28Filled } from '@fluentui/react-icons/svg/info';
import { QuestionCircle28Filled } from '@fluentui/react-icons/svg/question-circle';
import { Warning28Filled } from '@fluentui/react-icons/svg/warning';
import { causes } from '../../../app/knowledge/causes.ts';
import type { Finding } from '../../../app/model/finding.ts';
import { PageTitle } from '../../frame/screen.tsx';
import { Confidence } from '../../parts/confidence.tsx';
import { useWords } from '../../services.tsx';
import { sd } from '../../theme/tokens.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  verdict: { display: 'flex', gap: '14px', alignItems: 'flex-start' },
  sign: { flexShrink: 0, width: '28px', height: '28px', marginTop: '4px' },
  bad: { color: sd.bad },
  warn: { color: sd.warn },
  ok: { color: sd.ok },
  quiet: { color: sd.flow },
  words: { minWidth: 0 },
  line: { marginTop: '4px', maxWidth: '760px' },
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', marginTop: '8px' },
});

const signs = {
  bad: ErrorCircle24Filled,
  warn: Warning28Filled,
  ok: CheckmarkCircle28Filled,
  neutral: Info28Filled,
  unknown: QuestionCircle28Filled,
} as const;

/** State, headline, the sentence with the numbers, who does what next, how sure. */
export function Verdict({ finding }: { readonly finding: Finding }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const { tone, headline } = causes[finding.cause];
  const Sign = signs[tone];
  const ink = tone === 'neutral' || tone === 'unknown' ? styles.quiet : styles[tone];
  return (
    <div className={styles.verdict}>
      <Sign aria-hidden className={mergeClasses(styles.sign, ink)} />
      <div className={styles.words}>
        <PageTitle live="assertive">{translate({ id: headline })}</PageTitle>
        <p className={styles.line}>{translate(finding.summary)}</p>
        <p className={mergeClasses(styles.line, type.strong)}>
          {say('window.findings.next', { next: translate(finding.next) })}
        </p>
        <div className={styles.facts}>
          <Confidence level={finding.confidence} />
          <span className={type.caption}>
            {say('window.findings.counts', {
              count: finding.evidence.length,
              against: finding.against.length,
            })}
          </span>
          <span className={mergeClasses(type.mono, type.id)}>{finding.cause}</span>
        </div>
      </div>
    </div>
  );
}
