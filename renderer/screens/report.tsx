import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Notices } from '../frame/notices.tsx';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { StateGlyph } from '../parts/state-glyph.tsx';
import { useServices, useWords } from '../services.tsx';
import { useType } from '../theme/type.ts';
import { Paper } from './report/paper.tsx';

const holds = ['verdict', 'observations', 'latency', 'exchanges', 'samples', 'environment'] as const;
const never = ['passwords', 'sign-in', 'files'] as const;

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(240px, 316px) minmax(0, 1fr)',
    gap: '24px',
    alignItems: 'start',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  group: { marginBottom: '20px' },
  line: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: '0 10px',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { marginTop: '8px' },
  path: { overflowWrap: 'anywhere' },
});

/** What leaves this PC, before it leaves it. */
export function ReportScreen() {
  const styles = useStyles();
  const { bridge, run, report } = useServices();
  const { say } = useWords();
  const runId = useStore(run, (state) => state.runId);
  const saving = useStore(report, (state) => state.saving);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    if (runId !== null) void bridge.copySummary(runId).then(setCopied);
  };
  const save = (): void => {
    if (runId !== null) void report.getState().save(runId);
  };
  return (
    <Screen
      back="findings"
      hint={say('window.report.hint')}
      secondary={[{ label: say(copied ? 'window.report.copied' : 'window.report.copy'), act: copy }]}
      primary={{ label: say('window.report.save'), act: save, disabled: saving || runId === null }}
    >
      <Notices />
      <PageTitle lead={say('window.report.lead')}>{say('window.report.title')}</PageTitle>
      <SaveResult />
      <div className={styles.columns}>
        <Contents />
        <Paper />
      </div>
    </Screen>
  );
}

/** Where it was saved, or why it was not. */
function SaveResult() {
  const styles = useStyles();
  const { run, report } = useServices();
  const { say, translate } = useWords();
  const runId = useStore(run, (state) => state.runId);
  const last = useStore(report, (state) => state.last);
  if (last?.runId !== runId) return null;
  const { answer } = last;
  if (!answer.saved && answer.reason === 'cancelled') return null;
  const words = answer.saved
    ? say('window.report.saved', { path: answer.path })
    : answer.reason === 'failed'
      ? translate({ id: `window.report.failed.${answer.code}`, params: { detail: answer.detail } })
      : say('window.report.no-run');
  return (
    <MessageBar intent={answer.saved ? 'success' : 'error'} layout="multiline" politeness="polite">
      <MessageBarBody className={styles.path}>{words}</MessageBarBody>
    </MessageBar>
  );
}

function Contents() {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  return (
    <div>
      <div className={styles.group}>
        <h2 className={type.strong}>{say('window.report.holds')}</h2>
        <ul className={styles.list}>
          {holds.map((item) => (
            <li key={item} className={styles.line}>
              <StateGlyph state="passed" />
              <div>
                <div>{say(`window.report.holds.${item}`)}</div>
                <div className={type.caption}>{say(`window.report.holds.${item}.detail`)}</div>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.group}>
        <h2 className={type.strong}>{say('window.report.never')}</h2>
        <ul className={styles.list}>
          {never.map((item) => (
            <li key={item} className={styles.line}>
              <StateGlyph state="not-possible" />
              <div>{say(`window.report.never.${item}`)}</div>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
