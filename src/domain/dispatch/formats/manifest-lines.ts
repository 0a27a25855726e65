import type { Language } from '../../../values/language.ts'
import { manifestWords } from '../labels/files.ts'
import type { manifestOf, Total } from '../rules/manifest.ts'
import { PART_NAMES } from './file-row.ts'

type Manifest = Omit<ReturnType<typeof manifestOf>, 'byCountry'> & { byCountry: (Total & { name: string })[] }

/** The manifest of a run as lines of a file: each count on its own line, the total last. */
export function manifestLines(
  { total, byPart, byCountry, byDepartment, byWeight }: Manifest,
  language: Language,
): (string | number)[][] {
  const words = manifestWords[language]
  const line = (what: string, which: string, { lines, copies, grams }: Total) => [what, which, lines, copies, grams]
  return [
    [words.what, words.which, words.lines, words.copies, words.grams],
    ...byPart.filter(({ part }) => part !== '').map(sum => line(words.part, PART_NAMES[sum.part] ?? sum.part, sum)),
    ...byCountry.map(sum => line(words.country, sum.name, sum)),
    ...byDepartment.map(sum => line(words.department, sum.department, sum)),
    ...byWeight.map(({ grams, lines, copies }) => [
      words.weight,
      grams === null ? words.unweighed : `${grams} g`,
      lines,
      copies,
      grams === null ? '' : grams * lines,
    ]),
    line(words.total, '', total),
  ]
}
