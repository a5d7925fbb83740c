import type { Bilingual } from '../../base/bilingual.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { Finding, Side } from './finding.ts';

const sides: { readonly [S in Side]: Bilingual } = {
  left: { ko: '왼쪽', en: 'left' },
  right: { ko: '오른쪽', en: 'right' },
  top: { ko: '위쪽', en: 'top' },
  bottom: { ko: '아래쪽', en: 'bottom' },
};

/** The whole sentence for an amount that the page holds but a person cannot read. */
export function unreadable(of: {
  readonly what: string;
  readonly shown: string;
  readonly finding: Finding;
}): Bilingual {
  const why = findingWords(of.finding);
  return {
    ko: `${of.what}의 금액 "${of.shown}"은(는) 값은 맞지만 사람이 읽을 수 없습니다: ${why.ko}`,
    en: `${of.what} holds "${of.shown}", the right amount, but a person cannot read it: ${why.en}`,
  };
}

/** What is wrong, by how much, and the likely cause. */
export function findingWords(finding: Finding): Bilingual {
  const what = bareWords(finding);
  if (!('font' in finding) || finding.font === undefined) return what;
  const { family, px, before } = finding.font;
  return {
    ko: `${what.ko}. 웹 글꼴 "${family}"이 도착하자 글자가 ${Math.round(before)}px에서 ${Math.round(px)}px로 넓어졌습니다`,
    en: `${what.en}. The web font "${family}" makes the text ${Math.round(px)} px wide; before it arrives it takes ${Math.round(before)} px`,
  };
}

function bareWords(finding: Finding): Bilingual {
  switch (finding.kind) {
    case 'clipped':
      return clipped(finding);
    case 'off-screen':
      return offScreen(finding);
    case 'field-too-narrow':
      return {
        ko: `입력란 안쪽 너비 ${finding.room}px에 값이 ${finding.px}px 넘칩니다(${finding.by}의 너비가 좁음)`,
        en: `the value is ${finding.px} px wider than the ${finding.room} px inside the field (${finding.by} is too narrow)`,
      };
    case 'wrapped':
      return {
        ko: `숫자 중간에서 ${finding.lines}줄로 나뉩니다(word-break, 좁은 너비 또는 white-space: nowrap 없음)`,
        en: `it is broken over ${finding.lines} lines in the middle of the number (word-break, a narrow box, or no white-space: nowrap)`,
      };
    case 'covered':
      return covered(finding);
    case 'no-ink':
      return noInk(finding);
    default:
      return rest(finding);
  }
}

type Of<K extends Finding['kind']> = Extract<Finding, { readonly kind: K }>;
type Rest = Exclude<Finding, Of<'clipped' | 'off-screen' | 'field-too-narrow' | 'wrapped' | 'covered' | 'no-ink'>>;

function clipped({ side, px, by, ellipsis }: Of<'clipped'>): Bilingual {
  const cause = ellipsis
    ? { ko: '말줄임표(…)로 줄임: 너비 제한과 text-overflow', en: 'shortened with … by a width limit and text-overflow' }
    : { ko: '너비·높이 제한과 overflow: hidden', en: 'a size limit with overflow: hidden' };
  return {
    ko: `${sides[side].ko}이 ${px}px 잘렸습니다. 자르는 요소 ${by}(${cause.ko})`,
    en: `${px} px are cut off at the ${sides[side].en} by ${by} (${cause.en})`,
  };
}

function offScreen({ side, px, frame }: Of<'off-screen'>): Bilingual {
  return {
    ko: `${frame ? '프레임' : '화면'} ${sides[side].ko} 밖으로 ${px}px 나갔습니다(화면보다 넓은 줄, 고정 위치 또는 밀려난 요소)`,
    en: `it reaches ${px} px beyond the ${sides[side].en} of the ${frame ? 'frame' : 'screen'} (a line wider than the screen, a fixed position, or something pushed away)`,
  };
}

function covered({ letters, by, pinned }: Of<'covered'>): Bilingual {
  const cause = pinned
    ? { ko: ', 화면에 고정된 머리띠·하단 바·팝업', en: ', a pinned header, bottom bar or pop-up' }
    : { ko: ', z-index 또는 위치가 겹침', en: ', overlapping position or z-index' };
  return {
    ko: `"${letters}" 부분을 ${by}이(가) 덮고 있습니다(${cause.ko.slice(2)})`,
    en: `"${letters}" is covered by ${by} (${cause.en.slice(2)})`,
  };
}

function noInk({ letters, styles }: Of<'no-ink'>): Bilingual {
  const cause =
    styles.length === 0
      ? { ko: '글자색이 배경색과 같거나 투명', en: 'the text has the colour of its background or none' }
      : { ko: styles.join(', '), en: styles.join(', ') };
  return {
    ko: `"${letters}" 부분이 화면에 그려지지 않습니다(${cause.ko})`,
    en: `"${letters}" leaves no mark on the screen (${cause.en})`,
  };
}

function rest(finding: Rest): Bilingual {
  switch (finding.kind) {
    case 'not-drawn': {
      const part =
        finding.letters === ''
          ? { ko: '금액', en: 'it' }
          : { ko: `"${finding.letters}" 부분`, en: `"${finding.letters}"` };
      return {
        ko: `${part.ko}이 화면에 나타나지 않습니다(display: none, visibility: hidden, 글자 크기 0 등)`,
        en: `${part.en} is not drawn (display: none, visibility: hidden, a font size of 0 or the like)`,
      };
    }
    case 'masked':
      return { ko: `값이 점으로 가려집니다(${finding.by})`, en: `the value is masked with dots (${finding.by})` };
    case 'reordered':
      return {
        ko: '글자가 다른 순서로 보입니다(direction, unicode-bidi, 뒤집힘 또는 flex 순서)',
        en: 'its characters are shown in another order (direction, unicode-bidi, mirrored, or flex order)',
      };
    case 'squeezed':
      return {
        ko: `글자가 겹칩니다: 숫자 하나에 ${finding.px}px(letter-spacing)`,
        en: `its characters stand on each other: ${finding.px} px a digit (letter-spacing)`,
      };
    case 'too-small':
      return {
        ko: `너무 작습니다: 글자가 ${finding.px}px(font-size 또는 축소 transform)`,
        en: `it is too small: ${finding.px} px a character (font-size or a transform that shrinks)`,
      };
    case 'blurred':
      return { ko: `${finding.px}px 흐리게 처리되었습니다(blur)`, en: `it is blurred by ${finding.px} px` };
    case 'see-through':
      return {
        ko: `거의 투명합니다: 불투명도 ${finding.percent}%(opacity)`,
        en: `it is nearly transparent: opacity ${finding.percent} %`,
      };
    case 'overprinted':
      return { ko: `${finding.by}의 글자와 겹칩니다`, en: `text of ${finding.by} stands on it` };
    case 'added-text':
      return {
        ko: `스타일이 숫자나 단위를 덧붙여 다른 금액으로 보입니다: ${finding.added}`,
        en: `styles add digits or a unit to it, so that another amount is read: ${finding.added}`,
      };
    case 'spoken-differently':
      return {
        ko: `화면 낭독기는 이 금액을 읽지 않습니다(${finding.by}): ${finding.spoken === '' ? '아무것도 읽지 않음' : `"${finding.spoken}"`}`,
        en: `a screen reader does not say this amount (${finding.by}): it says ${finding.spoken === '' ? 'nothing' : `"${finding.spoken}"`}`,
      };
    default:
      return unreachable(finding);
  }
}
