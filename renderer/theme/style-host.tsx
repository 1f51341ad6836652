import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMemo } from 'react';

/**
 * Lets Fluent's run-time styles pass the content security policy: each `<style>` carries the nonce that was written
 * into the page for this load.
 */
export function StyleHost({ document, children }: { readonly document: Document; readonly children: ReactNode }) {
  const renderer = useMemo(() => {
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
    return createDOMRenderer(document, { styleElementAttributes: { nonce } });
  }, [document]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      {children}
    </RendererProvider>
  );
}
