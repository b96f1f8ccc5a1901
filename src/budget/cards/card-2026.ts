/** What GitHub charges since the beginning of 2026. */
import { type RateCard, ratesOf } from './card.ts';

export const card2026: RateCard = {
  id: '2026',
  from: '2026-01-01',
  title: 'list prices since 2026-01-01',
  sources: [
    'https://docs.github.com/billing/reference/actions-runner-pricing',
    'https://github.com/github/docs/blob/0460e4095b136e687f3647e7c2420427b90ae4dc/content/billing/reference/actions-runner-pricing.md',
  ],
  drawdown: 'list-price',
  alternatives: ['multipliers'],
  rates: [
    ...ratesOf('linux', false, [
      ['linux_slim', 'Linux 1-core', 2],
      ['linux', 'Linux 2-core', 6],
      ['linux_arm', 'Linux 2-core (arm64)', 5],
    ]),
    ...ratesOf('windows', false, [
      ['windows', 'Windows 2-core', 10],
      ['windows_arm', 'Windows 2-core (arm64)', 10],
    ]),
    ...ratesOf('macos', false, [['macos', 'macOS 3-core or 4-core', 62]]),
    ...ratesOf('linux', true, [
      ['linux_2_core_advanced', 'Linux Advanced 2-core', 6],
      ['linux_4_core', 'Linux 4-core', 12],
      ['linux_8_core', 'Linux 8-core', 22],
      ['linux_16_core', 'Linux 16-core', 42],
      ['linux_32_core', 'Linux 32-core', 82],
      ['linux_64_core', 'Linux 64-core', 162],
      ['linux_96_core', 'Linux 96-core', 252],
      ['linux_2_core_arm', 'Linux 2-core (arm64, larger)', 5],
      ['linux_4_core_arm', 'Linux 4-core (arm64)', 8],
      ['linux_8_core_arm', 'Linux 8-core (arm64)', 14],
      ['linux_16_core_arm', 'Linux 16-core (arm64)', 26],
      ['linux_32_core_arm', 'Linux 32-core (arm64)', 50],
      ['linux_64_core_arm', 'Linux 64-core (arm64)', 98],
      ['linux_4_core_gpu', 'Linux 4-core (GPU)', 52],
    ]),
    ...ratesOf('windows', true, [
      ['windows_4_core', 'Windows 4-core', 22],
      ['windows_8_core', 'Windows 8-core', 42],
      ['windows_16_core', 'Windows 16-core', 82],
      ['windows_32_core', 'Windows 32-core', 162],
      ['windows_64_core', 'Windows 64-core', 322],
      ['windows_96_core', 'Windows 96-core', 552],
      ['windows_2_core_arm', 'Windows 2-core (arm64, larger)', 8],
      ['windows_4_core_arm', 'Windows 4-core (arm64)', 14],
      ['windows_8_core_arm', 'Windows 8-core (arm64)', 26],
      ['windows_16_core_arm', 'Windows 16-core (arm64)', 50],
      ['windows_32_core_arm', 'Windows 32-core (arm64)', 98],
      ['windows_64_core_arm', 'Windows 64-core (arm64)', 194],
      ['windows_4_core_gpu', 'Windows 4-core (GPU)', 102],
    ]),
    ...ratesOf('macos', true, [
      ['macos_l', 'macOS 12-core', 77],
      ['macos_xl', 'macOS 5-core (M2 Pro)', 102],
    ]),
  ],
};
