import { useEffect, useRef } from 'react'

/** For a row of tabs that scrolls sideways on a phone: the one in use is in sight. */
export function useStrip<E extends HTMLElement>(inUse: string | undefined) {
  const strip = useRef<E>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time another is in use.
  useEffect(() => {
    const tab = strip.current?.querySelector('[aria-current=page], [aria-selected=true]')
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [inUse])
  return strip
}
