import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { PlanView } from '../../../app/contract.ts';
import { checks } from '../../../app/knowledge/checks.ts';
import { faultStops } from '../../../app/knowledge/fault-stops.ts';
import { Card } from '../../parts/card.tsx';
import { useWords } from '../../services.tsx';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { padding: '14px 16px 6px' },
  head: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', justifyContent: 'space-between', alignItems: 'baseline' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 150px) minmax(0, 1fr) 24px',
    gap: '12px',
    padding: '8px 0 7px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { marginTop: '10px' },
  count: { textAlign: 'end' },
});

function writesFile({ checks: planned, readOnly }: PlanView): boolean {
  return planned.some(({ id }) => checks[id].writesFile === 'always' || (checks[id].writesFile === true && !readOnly));
}

/** The checks that will run, by where on the way they look; shown before anything runs. */
export function PlanCard({ plan }: { readonly plan: PlanView }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const groups = faultStops
    .map((stop) => ({ stop, own: plan.checks.filter(({ id }) => checks[id].stop === stop) }))
    .filter(({ own }) => own.length > 0);
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2 className={type.strong}>
          {plan.checks.some(({ id }) => id.endsWith('-echo'))
            ? say('window.plan.title', { count: plan.checks.length, samples: plan.samples })
            : say('window.plan.title-without-echoes', { count: plan.checks.length })}
        </h2>
        <span className={type.caption}>
          {say(writesFile(plan) ? 'window.plan.temporary-file' : 'window.plan.harmless')}
        </span>
      </div>
      <ul className={styles.list}>
        {groups.map(({ stop, own }) => (
          <li key={stop} className={styles.row}>
            <span>{say(`window.plan.${stop}`)}</span>
            <span className={type.secondary}>
              {own.map(({ id }) => translate({ id: checks[id].label })).join(', ')}
            </span>
            <span className={mergeClasses(styles.count, type.secondary)}>{own.length}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
