import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/language.ts'
import type { Renewal } from './contract.ts'

/** A contract that is about to end. */
export type EndingContract = { number: string; title: string; customer: string; endsOn: string; renewal: Renewal }

const TEXTS = {
  fr: {
    subject: (count: number, first: EndingContract, on: string) =>
      count === 1 ? `Le contrat ${first.number} se termine le ${on}` : `${count} contrats se terminent bientôt`,
    intro: 'Ces contrats, dont vous êtes le représentant, arrivent à leur fin\u00a0:',
    line: ({ number, title, customer }: EndingContract, on: string, then: string) =>
      `– ${number} «\u202f${title}\u202f», ${customer}\u00a0: le ${on}. ${then}`,
    after: {
      none: 'Il s’arrête ce jour-là.',
      proposed: 'Son renouvellement est à proposer.',
      tacit: 'Il se reconduit tacitement.',
    },
  },
  en: {
    subject: (count: number, first: EndingContract, on: string) =>
      count === 1 ? `Contract ${first.number} ends on ${on}` : `${count} contracts end soon`,
    intro: 'These contracts, which you look after, come to their end:',
    line: ({ number, title, customer }: EndingContract, on: string, then: string) =>
      `– ${number} “${title}”, ${customer}: on ${on}. ${then}`,
    after: { none: 'It ends that day.', proposed: 'Its renewal is to be proposed.', tacit: 'It renews by itself.' },
  },
}

/** What an owner is told of contracts that end, the first one first. Source: REC-14, A20. */
export function alertWritten(ending: readonly EndingContract[], company: string, language: Language) {
  const { subject, intro, line, after } = TEXTS[language]
  const on = (endsOn: string) => formatDay(day(endsOn), language)
  const lines = ending.map(of => line(of, on(of.endsOn), after[of.renewal]))
  return {
    subject: subject(ending.length, ending[0]!, on(ending[0]!.endsOn)),
    text: [intro, lines.join('\n'), company].join('\n\n'),
  }
}
