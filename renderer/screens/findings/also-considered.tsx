import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSwap16Regular } from '@fluentui/react-icons/svg/arrow-swap';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useState } from 'react';
import { causes } from '../../../app/knowledge/causes.ts';
import type { Finding } from '../../../app/model/finding.ts';
import { Card } from '../../parts/card.tsx';
import { Confidence } from '../../parts/confidence.tsx';
import { StateGlyph } from '../../parts/state-glyph.tsx';
import { useWords } from '../../services.tsx';
import { plainButton } from '../../theme/plain-button.ts';
import { useType } from '../../theme/type.ts';
import { EvidenceTable } from './evidence-table.tsx';

const useStyles = makeStyles({
  title: { marginBottom: '6px' },
  following: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  button: {
    ...plainButton,
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) minmax(120px, max-content) 16px',
    gap: '0 12px',
    alignItems: 'center',
    padding: '8px 16px',
  },
  against: { display: 'flex', alignItems: 'center', gap: '4px' },
  words: { display: 'block' },
});

/** The other findings; each opens to the observations for and against it. */
export function AlsoConsidered({ findings }: { readonly findings: readonly Finding[] }) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  if (findings.length === 0) return null;
  return (
    <section aria-label={say('window.findings.also')}>
      <h2 className={mergeClasses(type.section, styles.title)}>{say('window.findings.also')}</h2>
      <Card>
        {findings.map((finding, index) => (
          <div key={`${finding.cause} ${finding.detail ?? ''}`} className={mergeClasses(index > 0 && styles.following)}>
            <Considered finding={finding} />
          </div>
        ))}
      </Card>
    </section>
  );
}

function Considered({ finding }: { readonly finding: Finding }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const [open, setOpen] = useState(false);
  const { tone, headline } = causes[finding.cause];
  const Chevron = open ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <StateGlyph state={tone === 'bad' || tone === 'warn' ? 'warning' : 'unknown'} />
        <span>
          <span className={type.strong}>{translate({ id: headline })}</span>
          <span className={mergeClasses(type.caption2, styles.words)}>{translate(finding.summary)}</span>
        </span>
        <span>
          <Confidence level={finding.confidence} />
          {finding.against.length > 0 && (
            <span className={mergeClasses(type.caption2, styles.against)}>
              <ArrowSwap16Regular aria-hidden />
              {say('window.findings.for-against', { for: finding.evidence.length, against: finding.against.length })}
            </span>
          )}
        </span>
        <Chevron aria-hidden />
      </button>
      {open && <EvidenceTable finding={finding} inset />}
    </>
  );
}
