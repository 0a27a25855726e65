import { useMediaQuery } from '@mantine/hooks'
import { useStored } from './stored.ts'

/** A phone: navigation in a drawer, lists in two-line rows, panels over the whole screen. */
export const useNarrow = () => useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
const useTouch = () => useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false })

export type Density = 'compact' | 'roomy'
export const useDensity = () => useStored<Density>('density', 'compact')

/** Height of a list's rows in pixels: what a hand needs, what a phone needs, or what the user chose. */
export function useRowHeight(): number {
  const narrow = useNarrow()
  const touch = useTouch()
  const [density] = useDensity()
  if (narrow) return 60
  if (touch) return 44
  return density === 'compact' ? 32 : 40
}
