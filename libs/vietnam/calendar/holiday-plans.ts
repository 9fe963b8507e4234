/**
 * The days off and the make-up workdays of offices with a five-day week, year by year. What the Labour Code fixes is
 * named after it; which days of Tết, which neighbour of 2 September and which swaps, after that year's announcement.
 * The lunar dates (Tết, the tenth of the third month) agree with the Python package `holidays` 0.109.
 */

/** One year: days are written `04-30`, a span of one month `02-16..20`, lists with blanks. */
export interface HolidayPlan {
  readonly law: LabourLaw;
  /** Days that the law alone fixes. */
  readonly fixed: string;
  /** Days of Tết and the neighbour of 2 September, which the law leaves to the year's announcement. */
  readonly chosen: string;
  /** Days off for holidays that fell on a weekly day off. */
  readonly compensation?: string;
  /** The announcement that chose. */
  readonly announced: string;
  /** Fixed days around which a swap was spoken of, and no announcement of one was found. */
  readonly unconfirmed?: string;
  readonly swaps?: readonly Swap[];
}

/** A weekday off and the Saturday worked for it, as full dates: a swap may reach over New Year. */
export interface Swap {
  /** Left out where it lies before the table. */
  readonly off?: string;
  readonly worked: string;
  readonly source: string;
}

/** Where a Labour Code names the holidays, and the day off for one that falls on a weekly day off. */
export interface LabourLaw {
  readonly holidays: string;
  readonly compensation: string;
}

/** The source of a day whose swap could not be confirmed. */
export const SWAP_NOT_CONFIRMED = 'computed by the Labour Code, swap not confirmed';

/** In force until 30 April 2013, so for that year's Tết of four days. */
const CODE_1994 = law('Labour Code 1994 art. 73', 'Labour Code 1994 art. 73');
const CODE_2012 = law('Labour Code 2012 art. 115.1', 'Labour Code 2012 art. 115.3');
/** In force since 1 January 2021: two days for 2 September. */
const CODE_2019 = law('Labour Code 2019 art. 112.1', 'Labour Code 2019 art. 111.3');
/** 24 November, Vietnam Culture Day, a day off since 2026. */
const CULTURE_DAY = law('Labour Code 2019 art. 112.1; Resolution 28/2026/QH16', CODE_2019.compensation);

const DISPATCH_2013 = 'Government Office, dispatch of 23 November 2012';
const DISPATCH_2014 = 'Official dispatch 10525/VPCP-KGVX of 12 December 2013';
const NOTICE_2015 = 'Ministry of Labour, notice after submission 89/TTr-LĐTBXH of 20 November 2014';
const DISPATCH_2019 = 'Official dispatch 6519/VPCP-KGVX of 2018';
const NOTICE_2025 = 'Notice 6150/TB-BLĐTBXH of 3 December 2024';
const NOTICE_2026 = 'Notice 9441/TB-BNV of 16 October 2025';

/** The plans by year. A year is complete or it is not here. */
export const HOLIDAY_PLANS: Readonly<Record<number, HolidayPlan>> = {
  2013: {
    law: CODE_1994,
    fixed: '01-01 04-19 04-30 05-01 09-02',
    chosen: '02-09..12',
    compensation: '02-13..14',
    announced: DISPATCH_2013,
    swaps: [
      { worked: '2013-01-05', source: DISPATCH_2013 },
      { off: '2013-02-15', worked: '2013-02-23', source: DISPATCH_2013 },
      { off: '2013-04-29', worked: '2013-05-04', source: DISPATCH_2013 },
    ],
  },
  2014: {
    law: CODE_2012,
    fixed: '01-01 04-09 04-30 05-01 09-02',
    chosen: '01-30..31 02-01..03',
    compensation: '02-04..05',
    announced: DISPATCH_2014,
    swaps: [
      { off: '2014-01-28', worked: '2014-01-25', source: DISPATCH_2014 },
      { off: '2014-01-29', worked: '2014-02-08', source: DISPATCH_2014 },
      { off: '2014-05-02', worked: '2014-04-26', source: DISPATCH_2014 },
      { off: '2014-09-01', worked: '2014-09-06', source: DISPATCH_2014 },
    ],
  },
  2015: {
    law: CODE_2012,
    fixed: '01-01 04-28 04-30 05-01 09-02',
    chosen: '02-17..21',
    compensation: '02-23',
    announced: NOTICE_2015,
    swaps: [
      { off: '2015-01-02', worked: '2014-12-27', source: NOTICE_2015 },
      { off: '2015-02-16', worked: '2015-02-14', source: NOTICE_2015 },
      { off: '2015-04-29', worked: '2015-04-25', source: NOTICE_2015 },
    ],
  },
  2016: {
    law: CODE_2012,
    fixed: '01-01 04-16 04-30 05-01 09-02',
    chosen: '02-07..11',
    compensation: '02-12 04-18 05-02..03',
    announced: 'Government meeting of 29 October 2015',
  },
  2017: {
    law: CODE_2012,
    fixed: '01-01 04-30 05-01 09-02',
    chosen: '01-26..30',
    compensation: '01-02 01-31 02-01 05-02 09-04',
    announced: "Prime Minister's approval of 15 November 2016",
    unconfirmed: '04-06',
  },
  2018: {
    law: CODE_2012,
    fixed: '01-01 04-25 04-30 05-01 09-02',
    chosen: '02-14..18',
    compensation: '02-19..20 09-03',
    announced: "Prime Minister's approval of 14 December 2017",
    swaps: [{ off: '2018-12-31', worked: '2019-01-05', source: DISPATCH_2019 }],
  },
  2019: {
    law: CODE_2012,
    fixed: '01-01 04-14 04-30 05-01 09-02',
    chosen: '02-04..08',
    compensation: '04-15',
    announced: DISPATCH_2019,
    swaps: [{ off: '2019-04-29', worked: '2019-05-04', source: DISPATCH_2019 }],
  },
  2020: {
    law: CODE_2012,
    fixed: '01-01 04-02 04-30 05-01 09-02',
    chosen: '01-23..27',
    compensation: '01-28..29',
    announced: 'Ministry of Labour, notice for 2020',
  },
  2021: {
    law: CODE_2019,
    fixed: '01-01 04-21 04-30 05-01 09-02',
    chosen: '02-10..14 09-03',
    compensation: '02-15..16 05-03',
    announced: 'Ministry of Labour, notice of December 2020',
  },
  2022: {
    law: CODE_2019,
    fixed: '01-01 04-10 04-30 05-01 09-02',
    chosen: '01-31 02-01..04 09-01',
    compensation: '01-03 04-11 05-02..03',
    announced: "Deputy Prime Minister's agreement, Government Office dispatch 245 of 11 January 2022",
  },
  2023: {
    law: CODE_2019,
    fixed: '01-01 04-29..30 05-01 09-02',
    chosen: '01-20..24 09-01',
    compensation: '01-02 01-25..26 05-02..03 09-04',
    announced: 'Government Office, dispatch of 1 December 2022',
  },
  2024: {
    law: CODE_2019,
    fixed: '01-01 04-18 04-30 05-01 09-02',
    chosen: '02-08..12 09-03',
    compensation: '02-13..14',
    announced: "Prime Minister's approval of November 2023",
    swaps: [{ off: '2024-04-29', worked: '2024-05-04', source: 'Official dispatch 2450/VPCP-KGVX of 12 April 2024' }],
  },
  2025: {
    law: CODE_2019,
    fixed: '01-01 04-07 04-30 05-01 09-02',
    chosen: '01-27..31 09-01',
    announced: NOTICE_2025,
    swaps: [{ off: '2025-05-02', worked: '2025-04-26', source: NOTICE_2025 }],
  },
  2026: {
    law: CULTURE_DAY,
    fixed: '01-01 04-26 04-30 05-01 09-02 11-24',
    chosen: '02-16..20 09-01',
    compensation: '04-27',
    announced: NOTICE_2026,
    swaps: [
      { off: '2026-01-02', worked: '2026-01-10', source: 'Official dispatch 12729/VPCP-KGVX of 25 December 2025' },
      { off: '2026-08-31', worked: '2026-08-22', source: NOTICE_2026 },
    ],
  },
  2027: {
    law: CULTURE_DAY,
    fixed: '01-01 04-16 04-30 05-01 09-02 11-24',
    chosen: '02-04..08 09-03',
    compensation: '02-09..10 05-03',
    announced: 'Official dispatch 10065/VPCP-KGVX of 2 October 2026',
  },
};

function law(holidays: string, compensation: string): LabourLaw {
  return { holidays, compensation };
}
