import { createFocusOutlineStyle, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { WireBytes } from '../../app/model/exchange.ts';
import { useWords } from '../services.tsx';
import { forcedColors, sd } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';
import { CopyButton } from './copy-button.tsx';
import type { WireField } from './wire-fields.ts';
import { bytesOf, hasDosStatus, wireFields } from './wire-fields.ts';

const perRow = 8;
/** Rows in view before "Show all": the header of either dialect is inside them. */
const firstRows = 5;

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '8px' },
  gap: { flexGrow: 1 },
  grid: { marginTop: '4px', borderRadius: tokens.borderRadiusSmall, ...createFocusOutlineStyle() },
  row: {
    display: 'flex',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '12px',
    lineHeight: '18px',
    fontVariantLigatures: 'none',
  },
  address: { width: '48px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  byte: { display: 'inline-block', width: '22px', textAlign: 'center' },
  middle: { marginLeft: '6px' },
  status: {
    backgroundColor: sd.data2Soft,
    borderTop: `1px solid ${sd.data2}`,
    borderBottom: `1px solid ${sd.data2}`,
    fontWeight: tokens.fontWeightSemibold,
    [forcedColors]: { backgroundColor: 'Highlight', color: 'HighlightText', forcedColorAdjust: 'none' },
  },
  command: {
    backgroundColor: sd.data1Soft,
    borderTop: `1px solid ${sd.data1}`,
    borderBottom: `1px solid ${sd.data1}`,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  first: { borderLeft: '1px solid currentColor' },
  last: { borderRight: '1px solid currentColor' },
  edge1: { borderLeftColor: sd.data1, borderRightColor: sd.data1 },
  edge2: { borderLeftColor: sd.data2, borderRightColor: sd.data2 },
  cursor: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '2px' },
  legend: { marginTop: '8px', display: 'grid', gap: '4px', fontSize: '12px', lineHeight: '16px' },
  legendRow: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  sample: {
    fontFamily: tokens.fontFamilyMonospace,
    padding: '0 3px',
    borderLeft: '1px solid currentColor',
    borderRight: '1px solid currentColor',
    whiteSpace: 'nowrap',
  },
  more: {
    border: 'none',
    background: 'none',
    padding: '2px 0',
    color: tokens.colorBrandForegroundLink,
    font: 'inherit',
    fontSize: '12px',
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
    ...createFocusOutlineStyle(),
  },
});

interface HexViewProps {
  readonly title: string;
  readonly wire: WireBytes;
}

/** Bytes that travelled, eight a row, with the status and command boxed; arrow keys name the field under the cursor. */
export function HexView({ title, wire }: HexViewProps) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const [cursor, setCursor] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const bytes = bytesOf(wire);
  const fields = wireFields(wire);
  const shown = all ? bytes.length : Math.min(bytes.length, firstRows * perRow);
  const rows = Array.from({ length: Math.ceil(shown / perRow) }, (_, row) => row * perRow);
  const under = cursor === null ? undefined : fields.find((one) => covers(one, cursor));
  const statusForm = hasDosStatus(wire) ? 'field.dos-status' : 'field.nt-status';
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow }[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    setCursor(cursor === null ? 0 : Math.min(shown - 1, Math.max(0, cursor + step)));
  };
  return (
    <div>
      <div className={styles.head}>
        <h3 className={type.strong}>{title}</h3>
        <span className={type.caption}>
          {wire.total > bytes.length
            ? say('window.bytes.count-kept', { total: wire.total, shown: bytes.length })
            : say('window.bytes.count', { count: wire.total })}
        </span>
        <span className={styles.gap} />
        <CopyButton text={spaced(bytes)} label={say('window.bytes.copy')} />
      </div>
      <div
        className={styles.grid}
        role="application"
        aria-roledescription={say('window.bytes.role')}
        aria-label={say('window.bytes.name', { title, bytes: spaced(bytes.slice(0, 64)) })}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setCursor(null);
        }}
      >
        {rows.map((start) => (
          <div key={start} className={styles.row} aria-hidden>
            <span className={styles.address}>{start.toString(16).padStart(4, '0')}</span>
            {bytes.slice(start, Math.min(start + perRow, shown)).map((byte, index) => (
              <Byte
                key={index}
                value={byte}
                offset={start + index}
                field={fields.find((one) => one.mark !== undefined && covers(one, start + index))}
                isCursor={cursor === start + index}
              />
            ))}
          </div>
        ))}
      </div>
      {bytes.length > firstRows * perRow && (
        <button
          type="button"
          className={styles.more}
          onClick={() => {
            setAll(!all);
          }}
        >
          {say(all ? 'window.bytes.fewer' : 'window.bytes.all', { shown: bytes.length })}
        </button>
      )}
      <div className={styles.legend} aria-live="polite">
        {under !== undefined ? (
          <LegendRow field={under} bytes={bytes} text={under.name} />
        ) : (
          fields
            .filter(({ mark }) => mark !== undefined)
            .map((one) => (
              <LegendRow
                key={one.name}
                field={one}
                bytes={bytes}
                text={say(one.mark === 'command' ? 'field.smb1-command' : statusForm)}
              />
            ))
        )}
      </div>
    </div>
  );
}

function Byte({
  value,
  offset,
  field,
  isCursor,
}: {
  readonly value: number;
  readonly offset: number;
  readonly field: WireField | undefined;
  readonly isCursor: boolean;
}) {
  const styles = useStyles();
  const isStatus = field?.mark === 'status';
  return (
    <span
      className={mergeClasses(
        styles.byte,
        offset % perRow === perRow / 2 && styles.middle,
        field !== undefined && (isStatus ? styles.status : styles.command),
        field?.offset === offset && styles.first,
        field !== undefined && field.offset + field.length - 1 === offset && styles.last,
        field !== undefined && (isStatus ? styles.edge2 : styles.edge1),
        isCursor && styles.cursor,
      )}
    >
      {hexOf(value)}
    </span>
  );
}

function LegendRow({
  field,
  bytes,
  text,
}: {
  readonly field: WireField;
  readonly bytes: readonly number[];
  readonly text: string;
}) {
  const styles = useStyles();
  const mark = field.mark === 'status' ? styles.status : styles.command;
  return (
    <div className={styles.legendRow}>
      <span
        className={mergeClasses(
          styles.sample,
          field.mark !== undefined && mark,
          field.mark === 'status' ? styles.edge2 : styles.edge1,
        )}
      >
        {spaced(bytes.slice(field.offset, field.offset + field.length))}
      </span>
      <span>{text}</span>
    </div>
  );
}

function covers({ offset, length }: WireField, at: number): boolean {
  return at >= offset && at < offset + length;
}

function hexOf(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function spaced(bytes: readonly number[]): string {
  return bytes.map(hexOf).join(' ');
}
