import type { GriffelStyle } from '@fluentui/react-components';
import { tokens } from '@fluentui/react-components';
import { forcedColors, sd } from './tokens.ts';

/** The tables whose rows are checks, findings or evidence; each part for `makeStyles`. */
export const table: GriffelStyle = { width: '100%', borderCollapse: 'collapse' };

export const tableHead: GriffelStyle = {
  padding: '8px 12px 6px',
  fontSize: '12px',
  lineHeight: '16px',
  fontWeight: tokens.fontWeightSemibold,
  textAlign: 'start',
  color: tokens.colorNeutralForeground3,
};

export const tableCell: GriffelStyle = {
  padding: '8px 12px 7px',
  borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  verticalAlign: 'top',
  [forcedColors]: { borderTop: '1px solid CanvasText' },
};

/** A cell whose text may hold a path or a name of any length: it wraps, so that the columns beside it stay in view. */
export const wordsCell: GriffelStyle = { overflowWrap: 'anywhere' };

/** The narrow first column, which holds a sign. */
export const signCell: GriffelStyle = { width: '32px', paddingRight: 0, paddingLeft: '14px' };

/** The row that is selected, or at work. */
export const markedRow: GriffelStyle = {
  backgroundColor: sd.selected,
  [forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
};
