import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Clock } from '../services.tsx';
import { useServices, useWords } from '../services.tsx';
import type { ScreenId } from '../state/way.ts';
import { forcedColors } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';
import { onShortcut } from './shortcuts.ts';

/** A button of the footer. */
export interface FooterAction {
  readonly label: string;
  readonly act: () => void;
  readonly disabled?: boolean;
  /** Found by Esc during a run. */
  readonly isStop?: boolean;
  /** Deaf to the pointer at first: a click may have been meant for the button that stood at this place before. */
  readonly needsAim?: boolean;
}

/** Longer than the two clicks of a double click may lie apart, ms; Windows' own limit is 500 unless set otherwise. */
const AIM_MS = 500;

interface ScreenProps {
  readonly children: ReactNode;
  /** The evidence pane, beside body and above the footer. */
  readonly aside?: ReactNode;
  readonly back?: ScreenId;
  readonly hint?: ReactNode;
  readonly secondary?: readonly FooterAction[];
  /** The one next step; Ctrl+Enter does it too. */
  readonly primary?: FooterAction;
}

const useStyles = makeStyles({
  screen: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
  upper: { display: 'flex', flexGrow: 1, minHeight: 0 },
  body: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    padding: '24px 32px',
    overflowY: 'auto',
    // What does not fit is scrolled to, never squeezed.
    '& > *': { flexShrink: 0 },
    '@media (max-width: 700px)': { padding: '16px' },
  },
  foot: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    minHeight: '64px',
    padding: '8px 32px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 700px)': { padding: '8px 16px' },
    [forcedColors]: { borderTop: '1px solid CanvasText' },
  },
  gap: { flexGrow: 1 },
  /** Where the footer is short of room, the buttons stay on one line and the hint goes. */
  hint: { '@media (max-width: 700px)': { display: 'none' } },
  back: { marginLeft: '-12px', [forcedColors]: { marginLeft: 0 } },
  button: { minWidth: 'auto' },
  lead: { marginTop: '4px' },
});

/** One screen: body, pane and footer with Back on the left and one primary button at the right end. */
export function Screen({ children, aside, back, hint, secondary = [], primary }: ScreenProps) {
  const styles = useStyles();
  const type = useType();
  const { way } = useServices();
  const { say } = useWords();
  useEffect(
    () =>
      onShortcut('Ctrl+Enter', () => {
        if (primary !== undefined && primary.disabled !== true) primary.act();
      }),
    [primary],
  );
  const hasFooter = back !== undefined || primary !== undefined || secondary.length > 0;
  return (
    <div className={styles.screen}>
      <div className={styles.upper}>
        <div className={styles.body} data-region="content">
          {children}
        </div>
        {aside}
      </div>
      {hasFooter && (
        <footer className={styles.foot} data-region="footer">
          {back !== undefined && (
            <Button
              appearance="subtle"
              icon={<ArrowLeft20Regular />}
              className={mergeClasses(styles.button, styles.back)}
              onClick={() => {
                way.getState().go(back);
              }}
            >
              {say('window.back')}
            </Button>
          )}
          {back === undefined && <span className={mergeClasses(type.caption, styles.hint)}>{hint}</span>}
          <span className={styles.gap} />
          {back !== undefined && <span className={mergeClasses(type.caption, styles.hint)}>{hint}</span>}
          {secondary.map((action) => (
            <FooterButton key={action.label} {...action} />
          ))}
          {primary !== undefined && <FooterButton {...primary} isPrimary />}
        </footer>
      )}
    </div>
  );
}

function FooterButton({
  label,
  act,
  disabled = false,
  isStop = false,
  needsAim = false,
  isPrimary = false,
}: FooterAction & { readonly isPrimary?: boolean }) {
  const styles = useStyles();
  const { clock } = useServices();
  const aimed = useAimed(clock);
  return (
    <Button
      appearance={isPrimary ? 'primary' : 'secondary'}
      className={styles.button}
      disabledFocusable={disabled}
      data-stop={isStop ? '' : undefined}
      onClick={({ detail }) => {
        // The keyboard clicks with 0; a double click ends with 2 and has done its work with 1.
        if (detail === 0 || (detail === 1 && (!needsAim || aimed()))) act();
      }}
    >
      {label}
    </Button>
  );
}

/** Tells whether the component that asks has stood long enough for a pointer to be aimed at it. */
function useAimed(clock: Clock): () => boolean {
  const [since] = useState(clock.now);
  return () => clock.now() - since >= AIM_MS;
}

interface PageTitleProps {
  readonly children: ReactNode;
  /** One or two sentences under the title. */
  readonly lead?: ReactNode;
  /** False where a field of the screen takes the focus instead. */
  readonly takesFocus?: boolean;
  /** `assertive` for the verdict alone. */
  readonly live?: 'assertive' | 'polite' | undefined;
}

/** The screen's title; takes the focus when the screen opens, so that a screen reader begins here. */
export function PageTitle({ children, lead, takesFocus = true, live }: PageTitleProps) {
  const styles = useStyles();
  const type = useType();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);
  return (
    <div>
      <h1 ref={title} tabIndex={-1} className={type.pageTitle} aria-live={live}>
        {children}
      </h1>
      {lead !== undefined && <p className={mergeClasses(type.secondary, styles.lead)}>{lead}</p>}
    </div>
  );
}
