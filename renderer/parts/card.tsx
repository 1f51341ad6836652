import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ComponentProps } from 'react';
import { forcedColors, sd } from '../theme/tokens.ts';

const useStyles = makeStyles({
  card: {
    backgroundColor: sd.card,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
});

/** A quiet surface with a hairline, no shadow. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  const styles = useStyles();
  return <div {...rest} className={mergeClasses(styles.card, className)} />;
}
