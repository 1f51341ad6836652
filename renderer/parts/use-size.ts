import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';

/** The width of an element in CSS pixels, live; `initial` until it was measured. */
export function useWidth(element: RefObject<HTMLElement | null>, initial: number): number {
  const [width, setWidth] = useState(initial);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const measure = (): void => {
      // Whole pixels: a fraction would redraw a chart for nothing. Nothing laid out (a test) keeps the first guess.
      if (current.clientWidth > 0) setWidth(Math.floor(current.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return width;
}
