import { at } from './calendar';

/** An office with its one-stop software. */
export interface Place {
  readonly code: string;
  /** Which software it runs: the last part of the code of its system. */
  readonly software: 'onestop' | 'opencps' | 'portal';
  readonly name: string;
  /** Code of the unit, as it was called in its time (districts 3 digits, wards 5). */
  readonly unit: string;
  readonly unitName: string;
  /** Agency code of its dossiers. */
  readonly agency: string;
  readonly seed: number;
  /** Share of the city's dossiers, in thousandths. */
  readonly share: number;
  /** When its first and last seeded dossier was handed in. */
  readonly fromMs: number;
  readonly toMs: number;
  /** False for a district that was dissolved on 1 July 2025: it only finishes what is open. */
  readonly isOpen: boolean;
}

const BEFORE = { fromMs: at(2023, 1, 3, 8), toMs: at(2025, 6, 30, 16), isOpen: false };
const AFTER = { fromMs: at(2025, 7, 1, 8), toMs: at(2026, 10, 30, 16), isOpen: true };

/** Three districts of before 1 July 2025 and five wards and communes of after it. */
export const PLACES: readonly Place[] = [
  { code: 'quan-ba-dinh', name: 'Quận Ba Đình', unit: '001', agency: 'H26.1.1', seed: 11, share: 200, ...BEFORE },
  { code: 'quan-thanh-xuan', name: 'Quận Thanh Xuân', unit: '009', agency: 'H26.1.9', seed: 12, share: 170, ...BEFORE },
  { code: 'huyen-gia-lam', name: 'Huyện Gia Lâm', unit: '018', agency: 'H26.1.18', seed: 13, share: 150, ...BEFORE },
  { code: 'phuong-ba-dinh', name: 'Phường Ba Đình', unit: '00004', agency: 'H26.2.4', seed: 14, share: 150, ...AFTER },
  { code: 'xa-gia-lam', name: 'Xã Gia Lâm', unit: '00565', agency: 'H26.2.65', seed: 15, share: 120, ...AFTER },
  { code: 'xa-bat-trang', name: 'Xã Bát Tràng', unit: '00577', agency: 'H26.2.77', seed: 16, share: 90, ...AFTER },
  { code: 'xa-phu-dong', name: 'Xã Phù Đổng', unit: '00541', agency: 'H26.2.41', seed: 17, share: 60, ...AFTER, software: 'opencps' as const },
  { code: 'phuong-hoan-kiem', name: 'Phường Hoàn Kiếm', unit: '00070', agency: 'H26.2.70', seed: 18, share: 60, ...AFTER, software: 'portal' as const },
].map((place) => ({ software: 'onestop', ...place, unitName: place.name })); // prettier-ignore
