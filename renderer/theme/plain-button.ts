import type { GriffelStyle } from '@fluentui/react-components';
import { createFocusOutlineStyle, tokens } from '@fluentui/react-components';

/** A button that looks like the text in it, until the pointer or the focus is on it; for `makeStyles`. */
export const plainButton: GriffelStyle = {
  width: '100%',
  border: 'none',
  background: 'none',
  color: 'inherit',
  font: 'inherit',
  textAlign: 'start',
  cursor: 'pointer',
  ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  ...createFocusOutlineStyle(),
};
