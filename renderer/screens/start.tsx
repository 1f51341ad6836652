import { Field, Input, makeStyles, mergeClasses, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { AppsAddIn20Regular } from '@fluentui/react-icons/svg/apps-add-in';
import { DesktopArrowRight20Regular } from '@fluentui/react-icons/svg/desktop-arrow-right';
import { FolderLink20Regular } from '@fluentui/react-icons/svg/folder-link';
import { Info16Regular } from '@fluentui/react-icons/svg/info';
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LookUp, SeenAt } from '../../app/knowledge/look-up.ts';
import { lookUpCode } from '../../app/knowledge/look-up.ts';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { useServices, useWords } from '../services.tsx';
import { isFileShareCode } from '../state/symptom.ts';
import { useSettled } from '../state/use-settled.ts';
import { forcedColors, sd } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';

/** The answer comes this long after the last key, in ms. */
const answerDelay = 150;

const places = [
  { value: 'share', Sign: FolderLink20Regular },
  { value: 'program', Sign: AppsAddIn20Regular },
  { value: 'remote-desktop', Sign: DesktopArrowRight20Regular },
  { value: 'not-sure', Sign: QuestionCircle20Regular },
] as const;

const useStyles = makeStyles({
  answer: { display: 'flex', gap: '10px', marginTop: '8px', minHeight: '16px', fontSize: '12px', lineHeight: '16px' },
  code: { width: '100%', '& input': { fontFamily: tokens.fontFamilyMonospace } },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
    gap: '12px',
    alignItems: 'stretch',
  },
  card: {
    position: 'relative',
    alignItems: 'flex-start',
    minHeight: '92px',
    padding: '6px 8px 10px',
    backgroundColor: sd.card,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    [forcedColors]: { border: '1px solid CanvasText' },
    '& label': { flexGrow: 1 },
  },
  chosen: {
    outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
    outlineOffset: '-2px',
    [forcedColors]: { outline: '2px solid Highlight' },
  },
  title: {
    color: tokens.colorNeutralForeground1,
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    flexWrap: 'wrap',
    paddingRight: '28px',
  },
  tag: {
    padding: '1px 6px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: '12px',
    lineHeight: '16px',
  },
  seen: { marginTop: '4px', display: 'grid', gap: '3px' },
  sign: { position: 'absolute', top: '14px', right: '14px', color: tokens.colorNeutralForeground2 },
  note: { maxWidth: '900px' },
});

/** Where the user saw it. The field answers while it is typed in; it never chooses by itself. */
export function StartScreen() {
  const { way, symptom } = useServices();
  const { say } = useWords();
  const { code, seenAt } = useStore(symptom);
  const settled = useSettled(code, answerDelay);
  const known = lookUpCode(settled);
  const [asked, setAsked] = useState(false);
  const next = (): void => {
    if (symptom.getState().seenAt === null) setAsked(true);
    else way.getState().go('target');
  };
  return (
    <Screen hint={say('window.start.hint')} primary={{ label: say('window.start.next'), act: next }}>
      <PageTitle takesFocus={false} lead={say('window.start.lead')}>
        {say('window.start.title')}
      </PageTitle>
      <CodeField known={known} unknown={settled.trim() !== '' && known === null} />
      <PlaceCards known={known} missing={asked && seenAt === null} />
      {seenAt === 'remote-desktop' && <RemoteDesktopNote known={known} />}
    </Screen>
  );
}

function CodeField({ known, unknown }: { readonly known: LookUp | null; readonly unknown: boolean }) {
  const styles = useStyles();
  const type = useType();
  const { symptom } = useServices();
  const { say, translate } = useWords();
  const { code, setCode } = useStore(symptom);
  return (
    <div>
      <Field label={say('window.start.code')}>
        <Input
          autoFocus
          className={styles.code}
          value={code}
          spellCheck={false}
          autoComplete="off"
          contentAfter={code === '' ? null : <span className={type.caption}>{say('window.start.escape')}</span>}
          onChange={(_event, { value }) => {
            setCode(value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || code === '') return;
            event.preventDefault();
            setCode('');
          }}
        />
      </Field>
      <div className={styles.answer} aria-live="polite">
        {known !== null && (
          <>
            <Info16Regular aria-hidden style={{ flexShrink: 0 }} />
            <span>
              <span className={type.strong}>{translate(known.headline)}</span> {translate(known.detail)}
            </span>
          </>
        )}
        {unknown && (
          <>
            <QuestionCircle20Regular aria-hidden fontSize={16} style={{ flexShrink: 0 }} />
            <span>{say('window.start.unknown-code')}</span>
          </>
        )}
      </div>
    </div>
  );
}

function PlaceCards({ known, missing }: { readonly known: LookUp | null; readonly missing: boolean }) {
  const styles = useStyles();
  const { symptom } = useServices();
  const { say } = useWords();
  const { seenAt, setSeenAt } = useStore(symptom);
  const group = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (missing) group.current?.querySelector('input')?.focus();
  }, [missing]);
  return (
    <Field
      ref={(element: HTMLElement | null) => {
        group.current = element;
      }}
      {...(missing ? { validationMessage: say('window.start.choose') } : {})}
    >
      <RadioGroup
        className={styles.cards}
        aria-label={say('window.start.title')}
        value={seenAt ?? ''}
        onChange={(_event, { value }) => {
          setSeenAt(value as SeenAt);
        }}
      >
        {places.map(({ value, Sign }) => (
          <Radio
            key={value}
            value={value}
            className={mergeClasses(styles.card, seenAt === value && styles.chosen)}
            label={<PlaceWords place={value} matches={known?.matches === value} sign={<Sign aria-hidden />} />}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

interface PlaceWordsProps {
  readonly place: SeenAt;
  readonly matches: boolean;
  readonly sign: React.ReactNode;
}

function PlaceWords({ place, matches, sign }: PlaceWordsProps) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  return (
    <>
      <span className={styles.title}>
        <span className={type.strong}>{say(`window.start.${place}`)}</span>
        {matches && <span className={styles.tag}>{say('window.start.matches')}</span>}
      </span>
      <span className={mergeClasses(styles.seen, type.caption2)}>
        <span>{say(`window.start.${place}.first`)}</span>
        <span>{say(`window.start.${place}.second`)}</span>
      </span>
      <span className={styles.sign}>{sign}</span>
    </>
  );
}

function RemoteDesktopNote({ known }: { readonly known: LookUp | null }) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  return (
    <p className={mergeClasses(styles.note, type.secondary)}>
      {isFileShareCode(known) && `${say('window.start.file-share-code')} `}
      {say('window.start.remote-desktop-side')}
    </p>
  );
}
