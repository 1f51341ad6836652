import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { PracticeScenario } from '../../../app/model/target.ts';
import { Card } from '../../parts/card.tsx';
import { useServices, useWords } from '../../services.tsx';
import { useAppInfo } from '../../state/app-info.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { padding: '14px 16px', display: 'grid', gap: '8px', justifyItems: 'start' },
  choice: { display: 'grid', color: tokens.colorNeutralForeground1 },
});

/** The practice server's scenarios, in place of the server's fields. */
export function PracticeChoice() {
  const styles = useStyles();
  const type = useType();
  const { target } = useServices();
  const { say } = useWords();
  const { practice, set } = useStore(target);
  const card = useRef<HTMLDivElement>(null);
  const scenarios = useAppInfo()?.practiceScenarios ?? [];
  const shown = scenarios.length > 0;
  useEffect(() => {
    // The link that led here is gone and took the focus with it.
    if (shown && document.activeElement === document.body) {
      card.current?.querySelector<HTMLElement>('input:checked')?.focus();
    }
  }, [shown]);
  return (
    <Card className={styles.card} ref={card}>
      <h2 className={type.strong}>{say('window.practice.name')}</h2>
      <p className={type.caption2}>{say('window.practice.about')}</p>
      <RadioGroup
        aria-label={say('window.practice.scenario')}
        value={practice ?? ''}
        onChange={(_event, { value }) => {
          set({ practice: value as PracticeScenario });
        }}
      >
        {scenarios.map((scenario) => (
          <Radio
            key={scenario}
            value={scenario}
            label={
              <span className={styles.choice}>
                <span>{say(`window.practice.${scenario}`)}</span>
                <span className={type.caption}>{say(`window.practice.${scenario}.about`)}</span>
              </span>
            }
          />
        ))}
      </RadioGroup>
      <Button
        onClick={() => {
          set({ practice: null });
        }}
      >
        {say('window.practice.leave')}
      </Button>
    </Card>
  );
}
