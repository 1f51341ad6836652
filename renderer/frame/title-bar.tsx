import { makeStyles, tokens } from '@fluentui/react-components';
import { Pulse20Regular } from '@fluentui/react-icons/svg/pulse';
import { useWords } from '../services.tsx';

const useStyles = makeStyles({
  bar: {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    height: '40px',
    paddingLeft: '16px',
    fontSize: '12px',
    lineHeight: '16px',
    // The window is moved by it; Windows draws its own buttons over the right end.
    '-webkit-app-region': 'drag',
  },
  sign: { color: tokens.colorBrandForeground1 },
});

/** The name of the app where the window draws its own title bar. */
export function TitleBar() {
  const styles = useStyles();
  const { say } = useWords();
  return (
    <header className={styles.bar}>
      <Pulse20Regular aria-hidden className={styles.sign} />
      <span>{say('window.app-name')}</span>
    </header>
  );
}
