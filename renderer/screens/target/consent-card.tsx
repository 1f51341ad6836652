import { Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import { consentOrder, consents } from '../../../app/knowledge/consents.ts';
import type { ConsentId } from '../../../app/model/plan.ts';
import { Card } from '../../parts/card.tsx';
import { ConsentDialog } from '../../parts/consent-dialog.tsx';
import { useServices, useWords } from '../../services.tsx';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { padding: '14px 16px 10px' },
  list: { marginTop: '4px', marginLeft: '-8px' },
  choice: { display: 'grid' },
});

/** The tests that can disturb others: off, and each asked about in a dialog of its own as soon as it is ticked. */
export function ConsentCard() {
  const styles = useStyles();
  const type = useType();
  const { target } = useServices();
  const { say } = useWords();
  const { host, share, consent, set } = useStore(target);
  const [asked, setAsked] = useState<ConsentId | null>(null);
  return (
    <Card className={styles.card}>
      <h2>
        <span className={type.strong}>{say('consent.heading')}</span>{' '}
        <span className={type.secondary}>{say('consent.why')}</span>
      </h2>
      <ul className={styles.list}>
        {consentOrder.map((id) => {
          const possible = !consents[id].needsShare || share.trim() !== '';
          return (
            <li key={id}>
              <Checkbox
                checked={possible && consent.includes(id)}
                disabled={!possible}
                label={
                  <span className={styles.choice}>
                    <span>{say(`consent.${id}.name`)}</span>
                    <span className={type.caption}>
                      {say(`consent.${id}.about`)} {!possible && say('consent.needs-share')}
                    </span>
                  </span>
                }
                onChange={(_event, { checked }) => {
                  if (checked === true) setAsked(id);
                  else set({ consent: consent.filter((given) => given !== id) });
                }}
              />
            </li>
          );
        })}
      </ul>
      {asked !== null && (
        <ConsentDialog
          words={{
            title: say(`consent.${asked}.title`, { host }),
            runs: say(`consent.${asked}.runs`),
            breaks: say(`consent.${asked}.breaks`),
            undo: say(`consent.${asked}.undo`),
            afterwards: say(`consent.${asked}.afterwards`),
            ...(consents[asked].affirmed ? { affirm: say('consent.vc-collision.affirm') } : {}),
            act: say(`consent.${asked}.act`),
          }}
          onConsent={() => {
            set({ consent: consentOrder.filter((id) => id === asked || consent.includes(id)) });
            setAsked(null);
          }}
          onCancel={() => {
            setAsked(null);
          }}
        />
      )}
    </Card>
  );
}
