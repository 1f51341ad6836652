import { makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Finding } from '../../app/model/finding.ts';
import { Notices } from '../frame/notices.tsx';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { EvidenceSide } from '../parts/evidence-side.tsx';
import { useServices, useWords } from '../services.tsx';
import { useRunAgain } from '../state/use-run-again.ts';
import { AlsoConsidered } from './findings/also-considered.tsx';
import { EvidenceTable } from './findings/evidence-table.tsx';
import { Verdict } from './findings/verdict.tsx';
import { RunFaultLine } from './run-fault-line.tsx';

const useStyles = makeStyles({ blocks: { display: 'contents' } });

/** The verdict in three seconds, then why, then what else was considered; the deciding observation beside it. */
export function FindingsScreen() {
  const styles = useStyles();
  const { way, run, evidence } = useServices();
  const { say } = useWords();
  const ended = useStore(run, (state) => state.ended);
  const observations = useStore(run, (state) => state.observations);
  const exchanges = useStore(run, (state) => state.exchanges);
  const selected = useStore(evidence, (state) => state.selected);
  const runAgain = useRunAgain();
  const verdict = ended?.findings[0];
  useEffect(() => {
    const deciding = verdict?.evidence.find((id) => observations.some((seen) => seen.id === id && seen.exchange));
    const first = deciding ?? verdict?.evidence[0];
    const known = selected?.kind === 'observation' ? observations : exchanges;
    const stale = selected === null || !known.some(({ id }) => id === selected.id);
    if (stale && first !== undefined) evidence.getState().preselect({ kind: 'observation', id: first });
  }, [verdict, observations, exchanges, selected, evidence]);
  const inconclusive = verdict?.cause === 'inconclusive';
  const report = {
    label: say('window.findings.report'),
    act: () => {
      way.getState().go('report');
    },
  };
  const again = { label: say('window.run-again'), act: runAgain };
  return (
    <Screen
      back="checks"
      aside={<EvidenceSide />}
      secondary={[inconclusive ? report : again]}
      primary={inconclusive ? again : report}
    >
      <Notices />
      {verdict === undefined ? (
        <PageTitle lead={say('window.findings.none-lead')}>{say('window.findings.none')}</PageTitle>
      ) : (
        <div className={styles.blocks}>
          <Verdict finding={verdict} />
          <RunFaultLine />
          <EvidenceTable finding={verdict} />
          <AlsoConsidered findings={others(ended?.findings ?? [])} />
        </div>
      )}
    </Screen>
  );
}

function others(findings: readonly Finding[]): readonly Finding[] {
  return findings.slice(1);
}
