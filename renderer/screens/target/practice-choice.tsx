import { Button, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { useStore } from 'zustand';
import type { PracticeScenario } from '../../../app/model/target.ts';
import { Card } from '../../parts/card.tsx';
import { useServices, useWords } from '../../services.tsx';
import { useAppInfo } from '../../state/use-app-info.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { padding: '14px 16px', display: 'grid', gap: '8px', justifyItems: 'start' },
  choice: { display: 'grid' },
});

/** The practice server's scenarios, in place of the server's fields. */
export function PracticeChoice() {
  const styles = useStyles();
  const type = useType();
  const { target } = useServices();
  const { say } = useWords();
  const { practice, set } = useStore(target);
  const scenarios = useAppInfo()?.practiceScenarios ?? [];
  return (
    <Card className={styles.card}>
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
