import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { SmbStatus } from '../../app/model/status.ts';
import { useType } from '../theme/type.ts';
import { breakable } from './breakable.ts';

const useStyles = makeStyles({ status: { display: 'inline-block', lineHeight: '20px' } });

/** A raw status for a table's column: number, and name without its "STATUS_"; it may wrap and is never cut. */
export function StatusText({ status }: { readonly status: SmbStatus | null }) {
  const styles = useStyles();
  const type = useType();
  if (status === null || status.form === 'none') return null;
  const name = status.name === status.raw ? '' : breakable(status.name.replace(/^STATUS_/, ''));
  return (
    <span className={mergeClasses(type.mono, styles.status, status.value !== 0 && type.strong)}>
      {status.raw} {name}
    </span>
  );
}
