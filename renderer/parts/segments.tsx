import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { forcedColors } from '../theme/tokens.ts';

const useStyles = makeStyles({
  group: {
    display: 'inline-flex',
    flexShrink: 0,
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { borderTopColor: tokens.colorNeutralStroke1Hover },
  },
  segment: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    minHeight: '30px',
    padding: '0 12px',
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  following: { borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  small: { minHeight: '22px', padding: '0 8px', fontSize: '12px', lineHeight: '16px' },
  on: {
    backgroundColor: tokens.colorBrandBackground2,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 0 -2px ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
    [forcedColors]: { backgroundColor: 'Highlight', color: 'HighlightText', forcedColorAdjust: 'none' },
  },
  input: { position: 'absolute', inset: '0', margin: '0', opacity: 0, cursor: 'pointer' },
});

interface SegmentsProps<Value extends string> {
  /** Accessible name of the whole. */
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly small?: boolean;
}

/** One of a few, all in view: a radio group drawn as one bar. */
export function Segments<Value extends string>({
  name,
  options,
  value,
  onChange,
  small = false,
}: SegmentsProps<Value>) {
  const styles = useStyles();
  const group = useId();
  return (
    <div role="radiogroup" aria-label={name} className={styles.group}>
      {options.map((option, index) => (
        <label
          key={option.value}
          className={mergeClasses(
            styles.segment,
            index > 0 && styles.following,
            small && styles.small,
            option.value === value && styles.on,
          )}
        >
          <input
            type="radio"
            className={styles.input}
            name={group}
            value={option.value}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
