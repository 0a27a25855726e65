/** `[whole word in plain capitals, its abbreviation]`, those that harm least first. Source: NF Z10-011, annex of abbreviations. */
type Abbreviation = readonly [RegExp, string]

const listed = (text: string): Abbreviation[] =>
  text
    .trim()
    .split('\n')
    .map(line => {
      const [words = '', abbreviation = ''] = line.split('>').map(part => part.trim())
      return [new RegExp(`\\b(?:${words.split(' | ').join('|')})\\b`, 'giu'), abbreviation]
    })

/** Of streets and buildings: the kind of way first, then what is inside, then ranks and saints of its name. */
export const PLACE_WORDS = listed(`
  BOULEVARD > BD
  AVENUE > AV
  APPARTEMENT | APPT | APT > APP
  BATIMENT > BAT
  RESIDENCES | RESIDENCE > RES
  ESCALIER > ESC
  ETAGE > ETG
  ENTREE > ENT
  IMMEUBLES | IMMEUBLE > IMM
  REZ DE CHAUSSEE > RDC
  ZONE D AMENAGEMENT CONCERTE > ZAC
  ZONE D AMENAGEMENT DIFFERE > ZAD
  ZONE D ACTIVITES | ZONE D ACTIVITE > ZA
  ZONE INDUSTRIELLE > ZI
  CENTRE COMMERCIAL > CCAL
  LIEU DIT > LD
  LOTISSEMENT > LOT
  ALLEES | ALLEE > ALL
  CHEMIN > CHE
  FAUBOURG > FG
  IMPASSE > IMP
  PASSAGE > PAS
  PLACE > PL
  QUARTIER > QUA
  ROND POINT > RPT
  ROUTE > RTE
  SENTIER > SEN
  SQUARE > SQ
  DOMAINE > DOM
  ESPLANADE > ESP
  HAMEAU > HAM
  VILLAGE > VLGE
  COURS > CRS
  CENTRE > CTRE
  COULOIR > CLR
  GENERAL > GAL
  MARECHAL > MAL
  COMMANDANT > CDT
  CAPITAINE > CNE
  COLONEL > CEL
  LIEUTENANT > LT
  DOCTEUR > DR
  PROFESSEUR > PR
  PRESIDENT > PDT
  NOTRE DAME > ND
  SAINTES | SAINTE > STE
  SAINTS | SAINT > ST
  GRANDES | GRANDE > GDE
  GRANDS | GRAND > GD
  PETITES | PETITE > PTE
  PETITS | PETIT > PT
  NOUVELLE > NLLE
  NOUVEAU > NV
  SUPERIEURE | SUPERIEUR > SUP
  INFERIEURE | INFERIEUR > INF
  PROLONGEE | PROLONGE > PROL
`)

/** Of towns. */
export const TOWN_WORDS = listed(`
  SAINTES | SAINTE > STE
  SAINTS | SAINT > ST
  NOTRE DAME > ND
  SUR > S
  SOUS > SS
`)

/** Of people and organisations. */
export const NAME_WORDS = listed(`
  MONSIEUR > M.
  MADAME > Mme
  DOCTEUR > Dr
  PROFESSEUR > Pr
  SOCIÉTÉ | SOCIETE > Sté
  ÉTABLISSEMENTS | ETABLISSEMENTS > Ets
  COMPAGNIE > Cie
  ASSOCIATION > Asso
  DÉPARTEMENTALE | DEPARTEMENTALE > Dépt.
  DÉPARTEMENTAL | DEPARTEMENTAL > Dépt.
  RÉGIONALE | REGIONALE > Rég.
  RÉGIONAL | REGIONAL > Rég.
  NATIONALE > Nat.
  NATIONAL > Nat.
  INTERNATIONALE > Int.
  INTERNATIONAL > Int.
  FRANÇAISE | FRANCAISE > Fse
  FRANÇAIS | FRANCAIS > Fçs
  SERVICE > Svce
  DIRECTION > Dir.
  BIBLIOTHÈQUE | BIBLIOTHEQUE > Bibl.
  MÉDIATHÈQUE | MEDIATHEQUE > Médiath.
  UNIVERSITÉ | UNIVERSITE > Univ.
`)
