import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { History20Regular } from '@fluentui/react-icons/svg/history';
import { Play20Regular } from '@fluentui/react-icons/svg/play';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../services.tsx';
import { useType } from '../theme/type.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '600px', width: 'calc(100vw - 32px)' },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px 112px minmax(0, 1fr)',
    gap: '4px 12px',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 620px)': { gridTemplateColumns: '20px minmax(0, 1fr)' },
  },
  text: { margin: 0, overflowWrap: 'anywhere', '@media (max-width: 620px)': { gridColumn: '2' } },
  actions: { flexWrap: 'wrap', justifyContent: 'flex-end' },
  affirm: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, marginLeft: '-8px' },
});

/** Everything a person is told before something that can harm. */
export interface ConsentWords {
  readonly title: string;
  readonly runs: string;
  readonly breaks: string;
  readonly undo: string;
  readonly afterwards: string;
  /** What has to be affirmed first, where others can lose something. */
  readonly affirm?: string;
  /** The name of the action, on its button. */
  readonly act: string;
}

const rows = [
  { id: 'runs', Icon: Play20Regular },
  { id: 'breaks', Icon: Warning20Filled },
  { id: 'undo', Icon: ArrowUndo20Regular },
  { id: 'afterwards', Icon: History20Regular },
] as const;

/**
 * Asks before something that can harm: what runs, what breaks, how to undo, what comes afterwards. Cancel has the focus
 * and is what Enter and Esc mean; when it closes, what had the focus before has it again.
 */
export function ConsentDialog(props: {
  readonly words: ConsentWords;
  readonly onConsent: () => void;
  readonly onCancel: () => void;
}) {
  const { words, onConsent, onCancel } = props;
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const [affirmed, setAffirmed] = useState(false);
  const cancel = useRef<HTMLElement | null>(null);
  const reason = useId();
  const ready = words.affirm === undefined || affirmed;
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    // Cancel: what Enter means is never the harm.
    cancel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [opener]);
  return (
    <Dialog
      open
      modalType="alert"
      surfaceMotion={null}
      onOpenChange={(_event, { open }) => {
        if (!open) onCancel();
      }}
    >
      <DialogSurface className={styles.surface} backdropMotion={null}>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>
            <dl>
              {rows.map(({ id, Icon }) => (
                <div key={id} className={styles.row}>
                  <Icon aria-hidden />
                  <dt className={type.strong}>{say(`consent.${id}`)}</dt>
                  <dd className={styles.text}>{words[id]}</dd>
                </div>
              ))}
            </dl>
            {words.affirm !== undefined && (
              <Checkbox
                className={styles.affirm}
                checked={affirmed}
                label={words.affirm}
                onChange={(_event, { checked }) => {
                  setAffirmed(checked === true);
                }}
              />
            )}
            {!ready && (
              <span id={reason} className={type.hidden}>
                {say('consent.affirm-first')}
              </span>
            )}
          </DialogContent>
          <DialogActions className={styles.actions} fluid>
            <Button
              disabledFocusable={!ready}
              {...(ready ? {} : { 'aria-describedby': reason })}
              onClick={() => {
                if (ready) onConsent();
              }}
            >
              {words.act}
            </Button>
            <Button
              ref={(element: HTMLElement | null) => {
                cancel.current = element;
              }}
              appearance="primary"
              onClick={onCancel}
            >
              {say('consent.cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
