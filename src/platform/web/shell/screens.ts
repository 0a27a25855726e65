import type { ComponentType } from 'react'
import type { Language } from '../../../values/labels.ts'

export type ScreenIcon = ComponentType<{ size?: number; stroke?: number }>
/** One screen of the company: where it is, who may see it, and where the navigation shows it. */
export type Screen = {
  /** Inside the company: `subscriptions`, `contacts/$id`. */
  path: string
  label: Record<Language, string>
  /** Other words people look for it by. */
  knownAs?: Record<Language, string>
  right?: string
  /** Absent: reached from other screens only. */
  group?: string
  icon?: ScreenIcon
  /** Paths of other screens that belong to this entry of the navigation. */
  also?: readonly string[]
  /** The screen stands alone, without navigation: on a tablet or a television. */
  bare?: true
  load: () => Promise<ComponentType>
}

export type ScreenGroup = { key: string; label: Record<Language, string> }

/** The entries of the navigation that the user may see, group by group. */
export function groupedScreens(
  screens: readonly Screen[],
  groups: readonly ScreenGroup[],
  may: (right: string | undefined) => boolean,
) {
  return groups
    .map(group => ({ ...group, screens: screens.filter(screen => screen.group === group.key && may(screen.right)) }))
    .filter(group => group.screens.length > 0)
}
