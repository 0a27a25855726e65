import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import type { FileVersion } from '../formats/pain008.ts'

/** Where the schemas of ISO 20022 are, which may not be given on: a folder beside this one, or another. */
const FOLDER = process.env.FACTEUR_SEPA_SCHEMAS ?? '../shared/xsd/sepa'
const pathOf = (version: FileVersion) => join(FOLDER, `pain.008.001.${version}.xsd`)
export const hasSchemas = existsSync(pathOf('08')) && existsSync(pathOf('02'))

/** What the schema of the standard finds wrong with a file; nothing: it is valid. */
export function sepaFaults(version: FileVersion, xml: string): string[] {
  using schema = XmlDocument.fromBuffer(readFileSync(pathOf(version)))
  using validator = XsdValidator.fromDoc(schema)
  using document = XmlDocument.fromString(xml)
  try {
    validator.validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim())
    throw error
  }
}
