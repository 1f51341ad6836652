import { Checkbox, Field, Input, makeStyles, mergeClasses, Select } from '@fluentui/react-components';
import type { HTMLInputTypeAttribute } from 'react';
import { useStore } from 'zustand';
import type { Symptom } from '../../../app/model/symptom.ts';
import { Segments } from '../../parts/segments.tsx';
import { useServices, useWords } from '../../services.tsx';
import { useAppInfo } from '../../state/app-info.ts';
import { symptomOf } from '../../state/symptom.ts';
import type { Mistakes, TargetFields } from '../../state/target.ts';
import { idleMinutes, isRemoteDesktopOnly, mistakesOf } from '../../state/target.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: '16px' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 96px minmax(0, 160px)',
    gap: '12px',
    alignItems: 'start',
    '@media (max-width: 620px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  withSmbPort: {
    gridTemplateColumns: 'minmax(0, 1fr) 96px minmax(0, 160px) 96px',
    '@media (max-width: 620px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    gap: '12px',
    alignItems: 'start',
  },
  input: { width: '100%', minWidth: 0 },
  file: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 200px)',
    gap: '12px',
    alignItems: 'start',
    '@media (max-width: 620px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  readOnly: { marginLeft: '-8px' },
  signIn: { display: 'grid', gap: '4px', justifyItems: 'start' },
});

/** Server, port, share, and who signs in. Where only Remote Desktop is asked about, nobody does. */
export function ServerFields() {
  const styles = useStyles();
  const { target } = useServices();
  const { say } = useWords();
  const symptom = useSymptom();
  const files = useStore(target, (fields) => !isRemoteDesktopOnly(fields, symptom));
  const remoteDesktop = symptom === 'rdp-session-deleted';
  return (
    <div className={styles.fields}>
      <div className={mergeClasses(styles.row, remoteDesktop && files && styles.withSmbPort)}>
        <TextField field="host" label={say('window.target.host')} hint={say('window.target.host-hint')} />
        {remoteDesktop ? (
          <TextField field="rdpPort" label={say('window.target.rdp-port')} />
        ) : (
          <TextField field="port" label={say('window.target.port')} />
        )}
        <TextField
          field="share"
          label={say('window.target.share')}
          hint={say(remoteDesktop ? 'window.target.share-hint-rdp' : 'window.target.share-hint')}
        />
        {remoteDesktop && files && <TextField field="port" label={say('window.target.smb-port')} />}
      </div>
      {files && <FileFields />}
      {files && <SignInFields />}
    </div>
  );
}

function useSymptom(): Symptom {
  return useStore(useServices().symptom, symptomOf);
}

function FileFields() {
  const styles = useStyles();
  const { target } = useServices();
  const { say } = useWords();
  const { readOnly, idleMinutes: idle, set } = useStore(target);
  return (
    <div className={styles.file}>
      <div>
        <TextField field="path" label={say('window.target.path')} hint={say('window.target.path-hint')} />
        <Checkbox
          className={styles.readOnly}
          checked={readOnly}
          label={say('window.target.read-only')}
          onChange={(_event, { checked }) => {
            set({ readOnly: checked === true });
          }}
        />
      </div>
      <Field label={say('window.target.idle')} hint={say('window.target.idle-hint')}>
        <Select
          value={idle}
          onChange={(_event, { value }) => {
            set({ idleMinutes: idleMinutes.find((minutes) => String(minutes) === value) ?? 0 });
          }}
        >
          {idleMinutes.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? say('window.target.idle-none') : say('window.target.idle-minutes', { count: minutes })}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

const signInHints = {
  user: 'window.target.one-sign-in',
  'current-user': 'window.target.this-user-hint',
  anonymous: 'window.target.anonymous-hint',
} as const;

function SignInFields() {
  const styles = useStyles();
  const type = useType();
  const { target } = useServices();
  const { say } = useWords();
  const { signInAs, set } = useStore(target);
  const onWindows = useAppInfo()?.platform === 'win32';
  return (
    <>
      <div className={styles.signIn}>
        <span>{say('window.target.sign-in-as')}</span>
        <Segments
          name={say('window.target.sign-in-as')}
          value={signInAs}
          onChange={(value) => {
            set({ signInAs: value });
          }}
          options={[
            { value: 'user', label: say('window.target.account') },
            ...(onWindows ? [{ value: 'current-user', label: say('window.target.this-user') } as const] : []),
            { value: 'anonymous', label: say('window.target.anonymous') },
          ]}
        />
        <span className={type.caption}>{say(signInHints[signInAs])}</span>
      </div>
      {signInAs === 'user' && (
        <div className={styles.pair}>
          <TextField field="user" label={say('window.target.user')} hint={say('window.target.user-hint')} />
          <TextField
            field="password"
            type="password"
            label={say('window.target.password')}
            hint={say('window.target.password-hint')}
          />
        </div>
      )}
    </>
  );
}

type TextName = Extract<keyof TargetFields, 'host' | 'port' | 'rdpPort' | 'share' | 'path' | 'user' | 'password'>;

interface TextFieldProps {
  readonly field: TextName;
  readonly label: string;
  readonly hint?: string;
  readonly type?: Extract<HTMLInputTypeAttribute, 'password'>;
}

function TextField({ field, label, hint, type }: TextFieldProps) {
  const styles = useStyles();
  const { target } = useServices();
  const { say } = useWords();
  const symptom = useSymptom();
  const fields = useStore(target);
  const mistakes: Mistakes = fields.checked ? mistakesOf(fields, symptom) : {};
  const mistake = mistakes[field];
  return (
    <Field
      label={label}
      {...(mistake === undefined
        ? { ...(hint === undefined ? {} : { hint }) }
        : { validationMessage: say(`window.mistake.${mistake}`) })}
    >
      <Input
        className={styles.input}
        value={fields[field]}
        spellCheck={false}
        autoComplete="off"
        {...(type === undefined ? {} : { type })}
        onChange={(_event, { value }) => {
          fields.set({ [field]: value });
        }}
        {...(field === 'host' || field === 'path'
          ? {
              onBlur: () => {
                fields.spread(symptom);
              },
            }
          : {})}
      />
    </Field>
  );
}
