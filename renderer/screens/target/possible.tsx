import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { Play20Regular } from '@fluentui/react-icons/svg/play';
import { useStore } from 'zustand';
import { StateGlyph } from '../../parts/state-glyph.tsx';
import { useServices, useWords } from '../../services.tsx';
import { useAppInfo } from '../../state/app-info.ts';
import { useType } from '../../theme/type.ts';

/** What this version does and does not do, as it is. This PC can be read where it is Windows. */
const linesOf = (windows: boolean) =>
  [
    { id: 'network', possible: true },
    { id: 'sign-in', possible: true },
    { id: 'signing', possible: true },
    { id: windows ? 'this-pc' : 'no-windows', possible: windows },
  ] as const;

const useStyles = makeStyles({
  list: { marginTop: '8px' },
  line: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: '0 10px',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  link: { textAlign: 'start' },
});

/** What is possible on this PC, and the way to a server where none is at hand. */
export function Possible() {
  const styles = useStyles();
  const type = useType();
  const { target } = useServices();
  const { say } = useWords();
  const practice = useStore(target, (state) => state.practice);
  const info = useAppInfo();
  const first = info?.practiceScenarios[0];
  return (
    <div>
      <h2 className={type.strong}>{say('window.possible.title')}</h2>
      <ul className={styles.list}>
        {linesOf(info?.platform === 'win32').map(({ id, possible }) => (
          <li key={id} className={styles.line}>
            <StateGlyph state={possible ? 'passed' : 'not-possible'} />
            <div>
              <div>{say(`window.possible.${id}`)}</div>
              <div className={type.caption}>{say(`window.possible.${id}.detail`)}</div>
            </div>
          </li>
        ))}
        {practice === null && first !== undefined && (
          <li className={styles.line}>
            <Play20Regular aria-hidden />
            <div>
              <Link
                as="button"
                className={styles.link}
                onClick={() => {
                  target.getState().set({ practice: first });
                }}
              >
                {say('window.practice.use')}
              </Link>
              <div className={type.caption}>{say('window.practice.invite')}</div>
            </div>
          </li>
        )}
      </ul>
    </div>
  );
}
