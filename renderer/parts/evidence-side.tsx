import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useStore } from 'zustand';
import { useServices, useWords } from '../services.tsx';
import { forcedColors, narrowWindow, sd } from '../theme/tokens.ts';
import { useMedia } from '../theme/use-media.ts';
import { EvidencePane } from './evidence-pane.tsx';

const useStyles = makeStyles({
  pane: {
    flexShrink: 0,
    width: '336px',
    padding: '22px 20px',
    overflowY: 'auto',
    backgroundColor: sd.card,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    [forcedColors]: { borderLeft: '1px solid CanvasText' },
  },
  drawer: { width: '400px', maxWidth: '100vw' },
});

/** The evidence pane at the window's right edge; in a narrow window a drawer that the selected row opens. */
export function EvidenceSide() {
  const styles = useStyles();
  const { evidence } = useServices();
  const { say } = useWords();
  const { selected, drawerOpen, closeDrawer } = useStore(evidence);
  const narrow = useMedia(narrowWindow);
  if (!narrow) {
    return (
      <aside className={styles.pane} aria-label={say('window.pane')} data-region="pane" tabIndex={-1}>
        <EvidencePane selected={selected} />
      </aside>
    );
  }
  return (
    <OverlayDrawer
      position="end"
      open={drawerOpen && selected !== null}
      className={styles.drawer}
      onOpenChange={(_event, { open }) => {
        if (!open) closeDrawer();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label={say('window.close')}
              icon={<Dismiss20Regular />}
              onClick={closeDrawer}
            />
          }
        >
          {say('window.pane')}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <EvidencePane selected={selected} />
      </DrawerBody>
    </OverlayDrawer>
  );
}
