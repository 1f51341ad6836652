import { Button, Tooltip } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { useServices, useWords } from '../services.tsx';

interface CopyButtonProps {
  /** What lands on the clipboard. */
  readonly text: string;
  /** Accessible name and tooltip: what is copied. */
  readonly label: string;
}

/** Copies a short text; a tick for two seconds says that it worked. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { bridge } = useServices();
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const name = copied ? say('window.copied') : label;
  return (
    <Tooltip content={name} relationship="label">
      <Button
        appearance="subtle"
        size="small"
        icon={copied ? <Checkmark16Regular /> : <Copy16Regular />}
        onClick={() => {
          void bridge.copyText(text).then(setCopied);
        }}
      />
    </Tooltip>
  );
}
