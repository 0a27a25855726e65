import type { Language } from '../../../values/labels.ts'

/** A catalogue as the mail that carries it tells of it. */
type ToldCatalogue = { count: number; asOf: string }

const WORDS = {
  fr: {
    subject: (company: string, asOf: string) => `Catalogue de ${company} au ${asOf}`,
    lines: (company: string, { count, asOf }: ToldCatalogue) => [
      'Bonjour,',
      '',
      `Vous trouverez ci-joint le catalogue de ${company} au ${asOf}\u00a0: ${count.toLocaleString('fr-FR')} produits, leurs prix et leurs compositions.`,
      'Laissez votre Facteur relever ce message, ou déposez-y les deux fichiers joints\u00a0: il vous montrera ce qui change,',
      'et rien ne changera chez vous avant que vous ne l’appliquiez.',
    ],
  },
  en: {
    subject: (company: string, asOf: string) => `Catalogue of ${company} as of ${asOf}`,
    lines: (company: string, { count, asOf }: ToldCatalogue) => [
      'Hello,',
      '',
      `Please find attached the catalogue of ${company} as of ${asOf}: ${count.toLocaleString('en-GB')} products, their prices and compositions.`,
      'Let your Facteur collect this message, or give it the two files attached: it will show what changes,',
      'and nothing changes on your side before you apply it.',
    ],
  },
} as const

/** The mail that carries a catalogue. */
export const catalogueMail = (told: ToldCatalogue, company: string, user: string, language: Language) => ({
  subject: WORDS[language].subject(company, told.asOf),
  text: [...WORDS[language].lines(company, told), '', user, company].join('\n'),
})
