import { addDays, day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import type { LetterValues } from './letters.ts'

const place = { line2: '', line3: '', country: 'FR' } as const
const person = { id: 'sample', number: 1234, kind: 'person', legalName: '' } as const

/** Somebody made up, to whom a letter is written so that its author sees it. */
export const SAMPLE = {
  fr: {
    ...person,
    ...place,
    honorific: 'Mme',
    lastName: 'Dupont',
    firstName: 'Florence',
    line1: '7 rue des Marronniers',
    postcode: '75011',
    town: 'Paris',
  },
  en: {
    ...person,
    ...place,
    honorific: 'M.',
    lastName: 'Smith',
    firstName: 'John',
    line1: '12 High Street',
    postcode: 'OX1 4AA',
    town: 'Oxford',
    country: 'GB',
  },
} as const

/** What is said of the subscription of somebody made up. */
export function sampleValues(today: string, language: Language): LetterValues {
  const written = (days: number) => formatDay(addDays(day(today), days), language)
  return {
    title: { fr: 'Le titre', en: 'The title' }[language],
    subscription: { fr: 'Abonnement de 1 an', en: 'Subscription of 1 year' }[language],
    purchase: '987',
    copies: '1',
    startsOn: written(-335),
    expiresOn: written(30),
    recipient: { fr: 'Dupont Florence', en: 'Smith John' }[language],
  }
}
