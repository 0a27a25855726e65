import { labels } from '../../../values/labels.ts'

/** Words of every figure. */
export const figureWords = labels({ table: 'Les chiffres' }, { table: 'The numbers' })
