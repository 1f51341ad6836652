import { makeStyles, tokens } from '@fluentui/react-components';

const display =
  '"Segoe UI Variable Display", "Segoe UI", Selawik, "Open Sans", "Noto Sans", "Noto Sans CJK JP", sans-serif';

/** Text styles beyond Fluent's body text: size/line in px, weight and ink together. */
export const useType = makeStyles({
  pageTitle: {
    fontFamily: display,
    fontSize: '28px',
    lineHeight: '36px',
    fontWeight: tokens.fontWeightSemibold,
    outlineStyle: 'none',
    overflowWrap: 'anywhere',
    '@media (max-width: 1000px), (max-height: 560px)': { fontSize: '24px', lineHeight: '32px' },
  },
  cardTitle: { fontFamily: display, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  section: { fontSize: '16px', lineHeight: '22px', fontWeight: tokens.fontWeightSemibold },
  strong: { fontWeight: tokens.fontWeightSemibold },
  secondary: { color: tokens.colorNeutralForeground2 },
  caption: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  caption2: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground2 },
  mono: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '12px',
    lineHeight: '16px',
    fontVariantLigatures: 'none',
    overflowWrap: 'anywhere',
  },
  id: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});
