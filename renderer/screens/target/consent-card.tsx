import { Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import { consentOrder, consents } from '../../../app/knowledge/consents.ts';
import type { ConsentId } from '../../../app/model/plan.ts';
import type { Symptom } from '../../../app/model/symptom.ts';
import type { MessageId } from '../../../app/wording/message.ts';
import { Card } from '../../parts/card.tsx';
import { ConsentDialog } from '../../parts/consent-dialog.tsx';
import { useServices, useWords } from '../../services.tsx';
import { symptomOf } from '../../state/symptom.ts';
import type { TargetFields } from '../../state/target.ts';
import { mistakesOf } from '../../state/target.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { padding: '14px 16px 10px' },
  list: { marginTop: '4px', marginLeft: '-8px' },
  choice: { display: 'grid' },
});

/** What has to be filled in before anybody can be asked about a test; null when nothing is. */
function missingFor(id: ConsentId, fields: TargetFields, symptom: Symptom): MessageId | null {
  if (mistakesOf(fields, symptom).host !== undefined) return 'consent.needs-server';
  return consents[id].needsShare && fields.share.trim() === '' ? 'consent.needs-share' : null;
}

/** The tests that can disturb others: off, and each asked about in a dialog of its own as soon as it is ticked. */
export function ConsentCard() {
  const styles = useStyles();
  const type = useType();
  const { target, symptom } = useServices();
  const { say } = useWords();
  const fields = useStore(target);
  const { host, consent, set } = fields;
  const seen = useStore(symptom, symptomOf);
  const [asked, setAsked] = useState<ConsentId | null>(null);
  return (
    <Card className={styles.card}>
      <h2>
        <span className={type.strong}>{say('consent.heading')}</span>{' '}
        <span className={type.secondary}>{say('consent.why')}</span>
      </h2>
      <ul className={styles.list}>
        {consentOrder.map((id) => {
          const missing = missingFor(id, fields, seen);
          return (
            <li key={id}>
              <Checkbox
                checked={missing === null && consent.includes(id)}
                disabled={missing !== null}
                label={
                  <span className={styles.choice}>
                    <span>{say(`consent.${id}.name`)}</span>
                    <span className={type.caption}>
                      {say(`consent.${id}.about`)} {missing !== null && say(missing)}
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
