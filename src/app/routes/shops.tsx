import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of the shops whose sales are taken. */
export const shopScreens: Screen[] = []
