import { createRoot } from 'react-dom/client';
import { createTranslator } from '../app/wording/translator.ts';
import { App } from './app.tsx';
import { createServices, ServicesProvider } from './services.tsx';
import { StyleHost } from './theme/style-host.tsx';
import { Theme } from './theme/theme.tsx';
import './theme/page.css';
import './theme/tokens.css';

const root = document.getElementById('root');
if (root !== null) {
  const services = createServices({
    bridge: window.sessionDoctor,
    translate: createTranslator('en'),
    clock: { now: () => performance.now(), wallClock: () => Date.now() },
  });
  createRoot(root).render(
    <StyleHost document={document}>
      <Theme>
        <ServicesProvider value={services}>
          <App />
        </ServicesProvider>
      </Theme>
    </StyleHost>,
  );
}
