import { makeStyles, tokens } from '@fluentui/react-components';
import { useStore } from 'zustand';
import { Rail } from './frame/rail.tsx';
import { TitleBar } from './frame/title-bar.tsx';
import { useKeyboard } from './frame/use-keyboard.ts';
import { ChartsScreen } from './screens/charts.tsx';
import { ChecksScreen } from './screens/checks.tsx';
import { EvidenceScreen } from './screens/evidence.tsx';
import { FindingsScreen } from './screens/findings.tsx';
import { ReportScreen } from './screens/report.tsx';
import { StartScreen } from './screens/start.tsx';
import { TargetScreen } from './screens/target.tsx';
import { useServices } from './services.tsx';
import { useAppInfo } from './state/app-info.ts';
import type { ScreenId } from './state/way.ts';
import { forcedColors, sd, smallWindow } from './theme/tokens.ts';

const useStyles = makeStyles({
  window: {
    display: 'grid',
    gridTemplateColumns: '240px minmax(0, 1fr)',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    height: '100%',
    backgroundColor: sd.mica,
    [`@media ${smallWindow}`]: { gridTemplateColumns: '48px minmax(0, 1fr)' },
  },
  noBar: { gridColumn: '1 / -1' },
  layer: {
    display: 'flex',
    minWidth: 0,
    minHeight: 0,
    overflow: 'hidden',
    backgroundColor: sd.layer,
    borderTop: `1px solid ${sd.layerStroke}`,
    borderLeft: `1px solid ${sd.layerStroke}`,
    borderTopLeftRadius: tokens.borderRadiusXLarge,
    [forcedColors]: { borderTop: '1px solid CanvasText', borderLeft: '1px solid CanvasText' },
  },
});

const screens: Readonly<Record<ScreenId, () => React.ReactNode>> = {
  start: StartScreen,
  target: TargetScreen,
  checks: ChecksScreen,
  findings: FindingsScreen,
  report: ReportScreen,
  charts: ChartsScreen,
  evidence: EvidenceScreen,
};

/** The window: title bar where it draws its own, case rail, and the screen that is open. */
export function App() {
  const styles = useStyles();
  const { way } = useServices();
  const screen = useStore(way, (state) => state.screen);
  const info = useAppInfo();
  useKeyboard();
  const Current = screens[screen];
  return (
    <div className={styles.window}>
      {info?.customTitleBar === true ? <TitleBar /> : <div className={styles.noBar} />}
      <Rail />
      <main className={styles.layer}>
        <Current key={screen} />
      </main>
    </div>
  );
}
